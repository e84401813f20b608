import type { Record } from "@chancery/reader";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { type Correction, call, type Precision } from "../api.ts";
import { useAsk } from "../api-queries.ts";
import { Section } from "../parts/Section.tsx";
import { useKeys } from "../shell/keys.ts";
import { Trouble, Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { Details } from "../story/Details.tsx";
import { shortDate } from "../story/dates.ts";
import { type Reading, readingsOf } from "../story/readings.ts";
import { tellerOf } from "../story/tellings.ts";
import { CorrectForm } from "./CorrectForm.tsx";
import { useJudge } from "./Judge.tsx";
import { type EntryKind, KIND_NAMES, type Verdict } from "./kinds.ts";
import "../parts/parts.css";
import "../story/story.css";
import "./review.css";

const route = getRouteApi("/review");

/** Pages of nothing that are turned over by themselves before the person is asked whether to go on. */
const PATIENCE = 12;

/** A queue of readings that nobody has judged: one key each for right, wrong and correct. */
export function ReviewPage() {
  useTitle("Review");
  const { kind, all } = route.useSearch();
  const navigate = route.useNavigate();
  const below = all ? 1.01 : 0.75;
  const queue = useInfiniteQuery({
    queryKey: ["reviewQueue", kind, below],
    queryFn: ({ pageParam, signal }) =>
      call("reviewQueue", { query: { kind, below, limit: 30, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // A queue that changes under the hands is of no use: what was judged is left behind, not fetched away.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const precision = useAsk("getPrecision");
  const { judge, takeBack } = useJudge();
  const [at, setAt] = useState(0);
  const [correcting, setCorrecting] = useState(false);
  const [done, setDone] = useState<readonly { place: number; correction: Promise<Correction> }[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another queue begins at its beginning.
  useEffect(() => {
    setAt(0);
    setDone([]);
    setCorrecting(false);
  }, [kind, all]);

  const { items, records } = useMemo(() => {
    const records = new Map<string, Record>();
    for (const page of queue.data?.pages ?? []) for (const record of page.records) records.set(record.story.id, record);
    return { items: queue.data?.pages.flatMap((page) => page.items) ?? [], records };
  }, [queue.data]);
  const item = items[at];
  const pages = queue.data?.pages.length ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = queue;
  useEffect(() => {
    if (at + 6 > items.length && hasNextPage && !isFetchingNextPage && (items.length > at || pages < PATIENCE))
      fetchNextPage();
  }, [at, items.length, hasNextPage, isFetchingNextPage, fetchNextPage, pages]);

  /** The queue goes on at once; where the judgement could not be kept it comes back to it. */
  const say = async (verdict: Verdict, value?: { [name: string]: unknown }, note?: string) => {
    if (!item) return;
    const correction = judge.mutateAsync({
      story: item.story,
      entry: item.entry,
      verdict,
      value: value ?? null,
      note: note ?? null,
    });
    const said = { place: at, correction };
    setDone((before) => [...before, said]);
    setCorrecting(false);
    setAt(at + 1);
    try {
      await correction;
    } catch {
      setDone((before) => before.filter((one) => one !== said));
      setAt(said.place);
    }
  };
  const undo = async () => {
    const last = done.at(-1);
    if (!last) return;
    setDone((before) => before.filter((one) => one !== last));
    setCorrecting(false);
    setAt(last.place);
    await takeBack.mutateAsync((await last.correction).id);
  };
  const quietly = (action: Promise<void>) => void action.catch(() => {});
  useKeys("Review", [
    { key: "r", does: "it is right", act: () => quietly(say("right")) },
    { key: "w", does: "it is wrong", act: () => quietly(say("wrong")) },
    { key: "c", does: "correct it", act: () => item && setCorrecting(true) },
    { key: "s", does: "leave it for now", act: () => item && setAt(at + 1) },
    { key: "b", does: "back to the one before", act: () => setAt(Math.max(0, at - 1)) },
    { key: "u", does: "take the last judgement back", act: () => quietly(undo()) },
  ]);
  const record = item && records.get(item.story);
  const error = judge.error ?? takeBack.error;
  return (
    <div className="sheetlike review">
      <header className="page-head">
        <h1>Review</h1>
        <div className="head-fields">
          <label className="field">
            <span>What</span>
            <select
              value={kind ?? ""}
              onChange={(event) =>
                navigate({
                  search: (old) => ({ ...old, kind: (event.target.value || undefined) as EntryKind | undefined }),
                })
              }
            >
              <option value="">Events, ties, promises</option>
              {Object.entries(KIND_NAMES).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={all ?? false}
              onChange={(event) => navigate({ search: (old) => ({ ...old, all: event.target.checked || undefined }) })}
            />
            also what was read with confidence
          </label>
        </div>
      </header>
      <div className="columns">
        <div>
          {queue.isPending && <Waiting what="the queue" />}
          {queue.isError && <Trouble error={queue.error} retry={() => queue.refetch()} />}
          {queue.isSuccess && !item && (
            <div className="empty">
              {hasNextPage && (isFetchingNextPage || pages < PATIENCE) ? (
                <p role="status">Looking through the stories …</p>
              ) : hasNextPage ? (
                <>
                  <p>Nothing uncertain in the newest {(pages * 400).toLocaleString("en")} stories.</p>
                  <button type="button" onClick={() => fetchNextPage()}>
                    Look further
                  </button>
                </>
              ) : (
                <p>
                  {items.length > 0
                    ? "That was the last one."
                    : all
                      ? "Nothing is left to judge."
                      : "Nothing uncertain is left to judge."}
                </p>
              )}
            </div>
          )}
          {item && record && (
            <article className="card" aria-live="polite">
              <Context key={`${item.story} ${item.entry}`} record={record} kind={item.kind} id={item.entry} />
              {correcting ? (
                <CorrectForm
                  key={`form ${item.story} ${item.entry}`}
                  record={record}
                  kind={item.kind}
                  id={item.entry}
                  onCancel={() => setCorrecting(false)}
                  onSave={(value, note) => quietly(say("correct", value, note))}
                />
              ) : (
                <p className="verdicts">
                  <button type="button" onClick={() => quietly(say("right"))}>
                    <kbd>r</kbd> Right
                  </button>
                  <button type="button" onClick={() => quietly(say("wrong"))}>
                    <kbd>w</kbd> Wrong
                  </button>
                  <button type="button" onClick={() => setCorrecting(true)}>
                    <kbd>c</kbd> Correct
                  </button>
                  <button type="button" onClick={() => setAt(at + 1)}>
                    <kbd>s</kbd> Later
                  </button>
                  <button type="button" disabled={!done.length} onClick={() => quietly(undo())}>
                    <kbd>u</kbd> Undo
                  </button>
                </p>
              )}
              {error && <p role="alert">{error.message}</p>}
            </article>
          )}
        </div>
        <aside>
          <Section
            title="Measured precision"
            note={done.length ? `${done.length} judged now` : undefined}
            answer={precision}
          >
            {({ items: measured }) => <Measured items={measured} />}
          </Section>
        </aside>
      </div>
    </div>
  );
}

/** The passage, the words it rests on, and everything that was read there. */
function Context({ record, kind, id }: { record: Record; kind: EntryKind; id: string }) {
  const reading = useMemo(
    () => readingsOf(record).find((one) => one.kind === kind && one.id === id),
    [record, kind, id],
  );
  const teller = useMemo(() => tellerOf(record), [record]);
  if (!reading) return null;
  const { kind: what, title, note } = teller.tell(reading);
  const quad = reading.kind === "event" ? ` q-${reading.entry.quad}` : "";
  const { story } = record;
  return (
    <>
      <p className="from">
        <Link to="/stories/$id" params={{ id: story.id }} search={{ at: id }}>
          {story.headline ?? story.text.slice(0, 80)}
        </Link>
        {story.agency && <span>{story.agency}</span>}
        {story.published && <span>{shortDate(story.published)}</span>}
      </p>
      <blockquote className="passage-shown">
        <Passage record={record} reading={reading} />
      </blockquote>
      <h2 className={`note-${reading.kind}${quad}`}>
        <span className="note-kind">{what}</span> {title} <small>{note}</small>
      </h2>
      <Details reading={reading} record={record} teller={teller} />
    </>
  );
}

/** The block in which a reading stands, its own words marked. */
function Passage({ record, reading }: { record: Record; reading: Reading }) {
  const { text, blocks } = record.story;
  const own = reading.spans
    .filter(({ part }) => part !== "evidence" && part !== "prompt" && part !== "venue")
    .map(({ span }) => span);
  const at = own[0]?.[0] ?? reading.anchor;
  const block = blocks.find(({ start, end }) => start <= at && at < end) ?? {
    start: Math.max(0, at - 200),
    end: Math.min(text.length, at + 400),
  };
  const long = block.end - block.start > 900;
  const start = long ? Math.max(block.start, text.lastIndexOf(". ", at - 250) + 1) : block.start;
  const end = long ? Math.min(block.end, Math.max(...own.map(([, to]) => to), at) + 300) : block.end;
  const pieces: React.ReactNode[] = [start > block.start ? "… " : ""];
  let from = start;
  for (const [a, b] of [...own].sort((one, other) => one[0] - other[0])) {
    if (a < from || b > end) continue;
    pieces.push(text.slice(from, a), <mark key={a}>{text.slice(a, b)}</mark>);
    from = b;
  }
  pieces.push(text.slice(from, end), end < block.end ? " …" : "");
  return <>{pieces}</>;
}

function Measured({ items }: { items: readonly Precision[] }) {
  const percent = (share: number) => Math.round(share * 100);
  if (!items.length)
    return (
      <p className="none">Nothing has been judged yet. What you judge is counted here, by type, with its interval.</p>
    );
  return (
    <>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">type</th>
              <th scope="col">right</th>
              <th scope="col">precision</th>
              <th scope="col">95 %</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ kind, type, right, judged, share, low, high }) => (
              <tr key={kind + type} className={type === "all" ? "whole" : undefined}>
                <th scope="row">{type === "all" ? KIND_NAMES[kind] : type}</th>
                <td>
                  {right} of {judged}
                </td>
                <td>{percent(share)} %</td>
                <td>
                  {percent(low)}–{percent(high)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="more">
        <a href="/api/review/gold.jsonl" download>
          All judgements as gold data
        </a>
      </p>
    </>
  );
}
