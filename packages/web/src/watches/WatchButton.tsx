import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call, type Operations } from "../api.ts";
import { useAsk } from "../api-queries.ts";

type What = Omit<Operations["addWatch"]["body"], "name">;

/** Watches a search or a pair; where it is watched already, leads to what the watch found. */
export function WatchButton({ name, what }: { name: string; what: What }) {
  const queries = useQueryClient();
  const watches = useAsk("listWatches");
  const add = useMutation({
    mutationFn: () => call("addWatch", { body: { name, ...what } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["listWatches"] }),
  });
  const known = watches.data?.items.find((watch) =>
    what.dyad ? same(watch.dyad, what.dyad) : same(watch.statements, what.statements ?? {}),
  );
  if (known)
    return (
      <Link to="/watched/$id" params={{ id: String(known.id) }}>
        Watched
      </Link>
    );
  return (
    <>
      <button type="button" disabled={add.isPending || watches.isPending} onClick={() => add.mutate()}>
        Watch
      </button>
      {add.isError && <span role="alert">{add.error.message}</span>}
    </>
  );
}

function same(one: object | null, other: object): boolean {
  const sorted = (of: object) =>
    JSON.stringify(
      Object.entries(of)
        .filter(([, value]) => value !== undefined)
        .sort(),
    );
  return one !== null && sorted(one) === sorted(other);
}
