import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { type StorySummary, useListing } from "../api.ts";
import { countryName } from "../countries/names.ts";
import { useKeys } from "../shell/keys.ts";
import { Trouble, Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { inWords } from "../story/dates.ts";
import "./stories.css";

const route = getRouteApi("/stories");

/** Every story of the archive, the newest first, those that hold the words typed. */
export function StoriesPage() {
  useTitle("Stories");
  const { text = "", country } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(
      () =>
        navigate({
          search: { ...(country && { country }), ...(typed.trim() && { text: typed }) },
          replace: true,
          resetScroll: false,
        }),
      180,
    );
    return () => clearTimeout(timer);
  }, [typed, text, country, navigate]);

  const stories = useListing("listStories", { text: text.trim() || undefined, country });
  const list = useRef<HTMLOListElement>(null);
  const move = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a.headline") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  };
  useKeys("Stories", [
    { key: "j", does: "next story", act: () => move(1) },
    { key: "k", does: "previous story", act: () => move(-1) },
  ]);

  const items = stories.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="stories">
      <header className="page-head">
        <h1>Stories{country && ` that name ${countryName(country)}`}</h1>
        <search>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              list.current?.querySelector<HTMLAnchorElement>("a.headline")?.focus();
            }}
          >
            <label className="unseen" htmlFor="stories-text">
              Words of the stories
            </label>
            <input
              id="stories-text"
              type="search"
              value={typed}
              maxLength={200}
              placeholder="Words of the stories"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
            <kbd title="The key / leads here">/</kbd>
          </form>
        </search>
      </header>
      {stories.isPending && <Waiting what="the stories" />}
      {stories.isError && <Trouble error={stories.error} retry={() => stories.refetch()} />}
      {stories.isSuccess &&
        items.length === 0 &&
        (text.trim() || country ? <NothingFound text={text} country={country} /> : <Nothing />)}
      <ol ref={list} className={stories.isPlaceholderData ? "stale" : undefined}>
        {items.map((story, i) => (
          <Row key={story.id} story={story} dated={story.published !== items[i - 1]?.published} />
        ))}
      </ol>
      {stories.hasNextPage && (
        <p className="more">
          <button type="button" disabled={stories.isFetchingNextPage} onClick={() => stories.fetchNextPage()}>
            {stories.isFetchingNextPage ? "Fetching …" : "Older stories"}
          </button>
        </p>
      )}
    </div>
  );
}

function Row({ story, dated }: { story: StorySummary; dated: boolean }) {
  const { statements, events, ties, commitments } = story.counts;
  const counted = [
    count(statements, "statement"),
    count(events, "event"),
    count(ties, "tie"),
    count(commitments, "promise"),
  ].filter(Boolean);
  return (
    <li className={dated ? "dated" : undefined}>
      <p className="when">
        {story.published ? <time dateTime={story.published}>{inWords(story.published)}</time> : "undated"}
      </p>
      <div className="what">
        <h2>
          <Link className="headline" to="/stories/$id" params={{ id: story.id }}>
            {story.headline ?? story.lead.slice(0, 90) ?? "Untitled"}
          </Link>
        </h2>
        <p className="lead">{story.lead}</p>
        <p className="read">
          {story.agency && <span className="agency">{story.agency}</span>}
          {counted.length > 0 ? (
            counted.map((each) => <span key={each}>{each}</span>)
          ) : (
            <span>nothing read from it</span>
          )}
        </p>
      </div>
    </li>
  );
}

function count(n: number, what: string): string {
  return n ? `${n} ${n === 1 ? what : `${what}s`}` : "";
}

function NothingFound({ text, country }: { text: string; country: string | undefined }) {
  return (
    <div className="empty">
      <p>
        No story of this archive {country && `names ${countryName(country)}`}
        {country && text.trim() && " and "}
        {text.trim() && (
          <>
            holds <q>{text.trim()}</q>
          </>
        )}
        .
      </p>
    </div>
  );
}

function Nothing() {
  return (
    <div className="empty">
      <p>The archive is empty. Bring stories in with the command:</p>
      <pre>
        <code>chancery ingest FOLDER</code>
      </pre>
      <p>
        Files of wire stories, pages of briefings, articles and JSON Lines are read; this page shows them as they
        arrive.
      </p>
    </div>
  );
}
