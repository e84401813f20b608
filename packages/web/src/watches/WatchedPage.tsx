import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { call } from "../api.ts";
import { useAsk } from "../api-queries.ts";
import { EventItem } from "../parts/EventList.tsx";
import { StatementItem } from "../parts/StatementItem.tsx";
import { Trouble, Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import "../parts/parts.css";

const route = getRouteApi("/watched/$id");

/** What a watch found: what is new since the last visit apart from the rest. To look at it is a visit. */
export function WatchedPage() {
  const id = Number(route.useParams().id);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const items = useAsk("listWatchItems", { params: { id } });
  const watches = useAsk("listWatches");
  useTitle(items.data?.name ?? "Watched");
  const loaded = items.isSuccess;
  useEffect(() => {
    if (!loaded) return;
    // What is new stays marked on this page; the next visit finds it seen.
    call("visitWatch", { params: { id }, body: {} }).then(
      () => queries.invalidateQueries({ queryKey: ["listWatches"] }),
      () => {},
    );
    return () => queries.removeQueries({ queryKey: ["listWatchItems"] });
  }, [loaded, id, queries]);
  const remove = useMutation({
    mutationFn: () => call("removeWatch", { params: { id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["listWatches"] });
      navigate({ to: "/" });
    },
  });
  if (items.isPending) return <Waiting what="what came" />;
  if (items.isError) return <Trouble error={items.error} retry={() => items.refetch()} />;
  const watch = watches.data?.items.find((one) => one.id === id);
  const groups = [
    { name: "New since the last visit", items: items.data.items.filter(({ isNew }) => isNew) },
    { name: "Before", items: items.data.items.filter(({ isNew }) => !isNew) },
  ];
  return (
    <div className="sheetlike">
      <header className="page-head">
        <h1>{items.data.name}</h1>
        <p className="head-links">
          {watch && <a href={watch.path}>As an Atom feed</a>}
          <button type="button" disabled={remove.isPending} onClick={() => remove.mutate()}>
            End the watch
          </button>
        </p>
      </header>
      {remove.isError && <p role="alert">{remove.error.message}</p>}
      {groups.map((group, g) => (
        <section key={group.name} className="part">
          <h2>{group.name}</h2>
          {group.items.length ? (
            <ol className="events">
              {group.items.map(({ statement, event }) =>
                event ? (
                  <EventItem key={event.story + event.event} event={event} />
                ) : (
                  statement && <StatementItem key={statement.story + statement.statement} statement={statement} />
                ),
              )}
            </ol>
          ) : (
            <p className="none">{g === 0 ? "Nothing came since the last visit." : "Nothing else is in the archive."}</p>
          )}
        </section>
      ))}
    </div>
  );
}
