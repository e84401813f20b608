import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { call, type Source, useListing } from "../api.ts";
import { useAsk } from "../api-queries.ts";
import { Trouble, Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import "../parts/parts.css";
import "./sources.css";

/** Where stories come from: what came when, what failed and why. */
export function SourcesPage() {
  useTitle("Sources");
  const queries = useQueryClient();
  const sources = useAsk("listSources");
  const [address, setAddress] = useState("");
  const anew = () => queries.invalidateQueries({ queryKey: ["listSources"] });
  const add = useMutation({
    mutationFn: async () => {
      const source = await call("addFeed", { body: { address: address.trim() } });
      await anew();
      setAddress("");
      await call("pollSource", { params: { id: source.id }, body: {} });
    },
    onSettled: () => Promise.all([anew(), queries.invalidateQueries({ queryKey: ["listArrivals"] })]),
  });
  return (
    <div className="sheetlike sources">
      <header className="page-head">
        <h1>Sources</h1>
        <form
          className="add-feed"
          onSubmit={(event) => {
            event.preventDefault();
            if (/^https?:\/\//i.test(address.trim())) add.mutate();
          }}
        >
          <label className="unseen" htmlFor="feed-address">
            Address of a feed
          </label>
          <input
            id="feed-address"
            type="url"
            required
            pattern="https?://.*"
            placeholder="https://…  an RSS, Atom or JSON feed"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
          <button type="submit" disabled={add.isPending}>
            {add.isPending ? "Asking …" : "Add"}
          </button>
        </form>
      </header>
      {add.isError && <p role="alert">{add.error.message}</p>}
      {sources.isPending && <Waiting what="the sources" />}
      {sources.isError && <Trouble error={sources.error} retry={() => sources.refetch()} />}
      {sources.data?.items.map((source) => (
        <SourceItem key={source.id} source={source} />
      ))}
      {sources.isSuccess && (
        <section className="part">
          {sources.data.items.length === 0 && <p>No feed and no folder is followed yet. Add a feed above.</p>}
          <p className="none">
            A folder is followed from the command line, so that no page decides which files are read:{" "}
            <code>chancery feed add FOLDER</code>
          </p>
        </section>
      )}
    </div>
  );
}

function SourceItem({ source }: { source: Source }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const anew = () =>
    Promise.all(
      ["listSources", "listArrivals", "listStories"].map((operation) =>
        queries.invalidateQueries({ queryKey: [operation] }),
      ),
    );
  const ask = useMutation({
    mutationFn: () => call("pollSource", { params: { id: source.id }, body: {} }),
    onSettled: anew,
  });
  const remove = useMutation({
    mutationFn: () => call("removeSource", { params: { id: source.id } }),
    onSuccess: anew,
  });
  const error = ask.error ?? remove.error;
  return (
    <section className="part source">
      <h2>
        {source.name ?? source.address} <small>{source.kind}</small>
      </h2>
      <p className="from">
        {source.name && <span className="address">{source.address}</span>}
        <span>
          {source.stories} {source.stories === 1 ? "story" : "stories"}
        </span>
        <span>{source.asked ? `asked ${moment(source.asked)}` : "not asked yet"}</span>
        {source.next && <span>again {moment(source.next)}</span>}
      </p>
      {source.trouble && (
        <p className="source-trouble">
          Failing{source.failures > 1 ? `, ${source.failures} times in a row` : ""}: {source.trouble}
        </p>
      )}
      <p className="head-links">
        <button type="button" disabled={ask.isPending} onClick={() => ask.mutate()}>
          {ask.isPending ? "Asking …" : "Ask now"}
        </button>
        <button type="button" className="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          What came
        </button>
        <button type="button" className="quiet" disabled={remove.isPending} onClick={() => remove.mutate()}>
          Remove
        </button>
        {ask.data && (
          <span role="status">
            {ask.data.trouble ?? `${ask.data.came} new${ask.data.failed ? `, ${ask.data.failed} failed` : ""}`}
          </span>
        )}
      </p>
      {error && <p role="alert">{error.message}</p>}
      {open && <Arrivals id={source.id} />}
    </section>
  );
}

function Arrivals({ id }: { id: number }) {
  const arrivals = useListing("listArrivals", { limit: 20 }, { id });
  if (arrivals.isPending) return <Waiting what="what came" />;
  if (arrivals.isError) return <Trouble error={arrivals.error} retry={() => arrivals.refetch()} />;
  const items = arrivals.data.pages.flatMap((page) => page.items);
  if (!items.length) return <p className="none">Nothing has come yet.</p>;
  return (
    <>
      <ol className="arrivals">
        {items.map((item) => (
          <li key={item.at + item.story + item.title} className={item.outcome === "failed" ? "failed" : undefined}>
            <span className="when">{moment(item.at)}</span>
            <span>
              {item.story ? (
                <Link to="/stories/$id" params={{ id: item.story }}>
                  {item.title ?? "a story"}
                </Link>
              ) : (
                (item.title ?? "the source itself")
              )}
              {item.reason && <small> {item.reason}</small>}
            </span>
            <span className="outcome">{item.outcome}</span>
          </li>
        ))}
      </ol>
      {arrivals.hasNextPage && (
        <p className="more">
          <button type="button" disabled={arrivals.isFetchingNextPage} onClick={() => arrivals.fetchNextPage()}>
            Earlier
          </button>
        </p>
      )}
    </>
  );
}

/** `2026-11-22T10:04:11.000Z` → `22 Nov 2026, 10:04` on this machine's clock. */
function moment(at: string): string {
  return new Date(at).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}
