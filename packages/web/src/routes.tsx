import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { Shell } from "./shell/Shell.tsx";
import { Trouble } from "./shell/states.tsx";

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => (
    <div className="trouble">
      <h1>There is no such page</h1>
      <p>The address leads nowhere in these pages.</p>
    </div>
  ),
  errorComponent: ({ error, reset }) => (
    <Trouble error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
  ),
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/stories", replace: true });
  },
});

const stories = createRoute({
  getParentRoute: () => root,
  path: "/stories",
  validateSearch: (search: { [key: string]: unknown }): { text?: string } =>
    search.text === undefined || search.text === "" ? {} : { text: String(search.text).slice(0, 200) },
  component: lazyRouteComponent(() => import("./stories/StoriesPage.tsx"), "StoriesPage"),
});

const story = createRoute({
  getParentRoute: () => root,
  path: "/stories/$id",
  validateSearch: (search: { [key: string]: unknown }): { at?: string | undefined } =>
    typeof search.at === "string" ? { at: search.at } : {},
  component: lazyRouteComponent(() => import("./story/StoryPage.tsx"), "StoryPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([home, stories, story]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
