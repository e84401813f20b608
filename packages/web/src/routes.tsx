import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
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

type Search = { [key: string]: unknown };

/** A word of the address, if it is one that fits. */
function word(value: unknown, fits: RegExp = /^.{1,200}$/): string | undefined {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && fits.test(text) ? text : undefined;
}

/** Without what is not there, so that addresses stay short. */
function given<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T;
}

const CODE = /^[A-Z]{3}$/;
const PERIOD = /^\d{4}(-\d\d)?$/;
const YEAR = /^\d{4}$/;

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("./today/TodayPage.tsx"), "TodayPage"),
});

const stories = createRoute({
  getParentRoute: () => root,
  path: "/stories",
  validateSearch: (search: Search): { text?: string | undefined; country?: string | undefined } =>
    given({ text: word(search.text), country: word(search.country, CODE) }),
  component: lazyRouteComponent(() => import("./stories/StoriesPage.tsx"), "StoriesPage"),
});

const story = createRoute({
  getParentRoute: () => root,
  path: "/stories/$id",
  validateSearch: (search: Search): { at?: string | undefined; arrival?: number | undefined } =>
    given({ at: word(search.at), arrival: typeof search.arrival === "number" ? search.arrival : undefined }),
  component: lazyRouteComponent(() => import("./story/StoryPage.tsx"), "StoryPage"),
});

const KINDS = ["direct", "indirect", "mixed"] as const;

const statements = createRoute({
  getParentRoute: () => root,
  path: "/statements",
  validateSearch: (
    search: Search,
  ): {
    words?: string | undefined;
    actor?: number | undefined;
    country?: string | undefined;
    about?: string | undefined;
    kind?: (typeof KINDS)[number] | undefined;
    year?: string | undefined;
    order?: "newest" | undefined;
  } =>
    given({
      words: word(search.words),
      actor: typeof search.actor === "number" ? search.actor : undefined,
      country: word(search.country, CODE),
      about: word(search.about, CODE),
      kind: KINDS.find((kind) => kind === search.kind),
      year: word(search.year, YEAR),
      order: search.order === "newest" ? ("newest" as const) : undefined,
    }),
  component: lazyRouteComponent(() => import("./statements/StatementsPage.tsx"), "StatementsPage"),
});

const map = createRoute({
  getParentRoute: () => root,
  path: "/map",
  validateSearch: (search: Search): { from?: string | undefined; to?: string | undefined } =>
    given({ from: word(search.from, YEAR), to: word(search.to, YEAR) }),
  component: lazyRouteComponent(() => import("./map/MapPage.tsx"), "MapPage"),
});

const country = createRoute({
  getParentRoute: () => root,
  path: "/countries/$code",
  validateSearch: (search: Search): { period?: string | undefined; role?: "actor" | "recipient" | undefined } =>
    given({
      period: word(search.period, PERIOD),
      role: search.role === "recipient" ? ("recipient" as const) : undefined,
    }),
  component: lazyRouteComponent(() => import("./countries/CountryPage.tsx"), "CountryPage"),
});

const QUADS = ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"] as const;

const dyad = createRoute({
  getParentRoute: () => root,
  path: "/dyads/$a/$b",
  validateSearch: (search: Search): { period?: string | undefined; quad?: (typeof QUADS)[number] | undefined } =>
    given({ period: word(search.period, PERIOD), quad: QUADS.find((quad) => quad === search.quad) }),
  component: lazyRouteComponent(() => import("./countries/DyadPage.tsx"), "DyadPage"),
});

const calendar = createRoute({
  getParentRoute: () => root,
  path: "/calendar",
  validateSearch: (
    search: Search,
  ): { year?: number | undefined; a?: string | undefined; b?: string | undefined; every?: boolean | undefined } =>
    given({
      every: typeof search.every === "boolean" ? search.every : undefined,
      year: word(search.year, YEAR) === undefined ? undefined : Number(search.year),
      a: word(search.a, CODE),
      b: word(search.b, CODE),
    }),
  component: lazyRouteComponent(() => import("./calendar/CalendarPage.tsx"), "CalendarPage"),
});

const JUDGED = ["event", "statement", "tie", "commitment", "time", "actor"] as const;

const review = createRoute({
  getParentRoute: () => root,
  path: "/review",
  validateSearch: (search: Search): { kind?: (typeof JUDGED)[number] | undefined; all?: boolean | undefined } =>
    given({ kind: JUDGED.find((kind) => kind === search.kind), all: search.all === true ? true : undefined }),
  component: lazyRouteComponent(() => import("./review/ReviewPage.tsx"), "ReviewPage"),
});

const versions = createRoute({
  getParentRoute: () => root,
  path: "/stories/$id/versions",
  validateSearch: (search: Search): { a?: number | undefined; b?: number | undefined } =>
    given({
      a: typeof search.a === "number" ? search.a : undefined,
      b: typeof search.b === "number" ? search.b : undefined,
    }),
  component: lazyRouteComponent(() => import("./story/VersionsPage.tsx"), "VersionsPage"),
});

const paste = createRoute({
  getParentRoute: () => root,
  path: "/paste",
  component: lazyRouteComponent(() => import("./paste/PastePage.tsx"), "PastePage"),
});

const watched = createRoute({
  getParentRoute: () => root,
  path: "/watched/$id",
  component: lazyRouteComponent(() => import("./watches/WatchedPage.tsx"), "WatchedPage"),
});

const sources = createRoute({
  getParentRoute: () => root,
  path: "/sources",
  component: lazyRouteComponent(() => import("./sources/SourcesPage.tsx"), "SourcesPage"),
});

const reference = createRoute({
  getParentRoute: () => root,
  path: "/reference",
  component: lazyRouteComponent(() => import("./reference/ReferencePage.tsx"), "ReferencePage"),
});

const WORDING_STATES = ["new", "silent", "kept"] as const;

const wording = createRoute({
  getParentRoute: () => root,
  path: "/wording",
  validateSearch: (
    search: Search,
  ): {
    country?: string | undefined;
    about?: string | undefined;
    since?: string | undefined;
    state?: (typeof WORDING_STATES)[number] | undefined;
    most?: number | undefined;
  } =>
    given({
      country: word(search.country, CODE),
      about: word(search.about, CODE),
      since: word(search.since, YEAR),
      state: WORDING_STATES.find((state) => state === search.state),
      most: typeof search.most === "number" && search.most >= 1 && search.most <= 500_000 ? search.most : undefined,
    }),
  component: lazyRouteComponent(() => import("./wording/WordingPage.tsx"), "WordingPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    stories,
    story,
    statements,
    map,
    country,
    dyad,
    calendar,
    review,
    versions,
    paste,
    watched,
    sources,
    reference,
    wording,
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
