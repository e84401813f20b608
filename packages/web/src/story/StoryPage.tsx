import type { Record } from "@chancery/reader";
import { getRouteApi } from "@tanstack/react-router";
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { type StoryPage as StoryPageAnswer, useStory } from "../api.ts";
import { countryName } from "../countries/names.ts";
import { useKeys } from "../shell/keys.ts";
import { Trouble, Waiting } from "../shell/states.tsx";
import { useTitle } from "../shell/title.ts";
import { Note } from "./Apparatus.tsx";
import { inWords } from "./dates.ts";
import { Kin } from "./Kin.tsx";
import { LAYERS, type Layer, type Reading, readingsOf } from "./readings.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import { choosable, PassageText, passagesOf } from "./Text.tsx";
import { tellerOf } from "./tellings.ts";
import "./story.css";

const route = getRouteApi("/stories/$id");

export function StoryPage() {
  const { id } = route.useParams();
  const { at, arrival } = route.useSearch();
  const navigate = route.useNavigate();
  const story = useStory(id, arrival);
  if (story.isPending) return <Waiting what="the story" />;
  if (story.isError) return <Trouble error={story.error} retry={() => story.refetch()} />;
  return (
    <Edition
      key={`${id} ${arrival ?? ""}`}
      record={story.data.record}
      chosen={at ?? null}
      onChoose={(next) =>
        navigate({ search: (old) => ({ ...old, at: next ?? undefined }), replace: true, resetScroll: false })
      }
      kept={story.data}
    />
  );
}

const LAYER_NAMES: { [layer in Layer]: string } = {
  statement: "Statements",
  event: "Events",
  tie: "Ties and promises",
  time: "Times",
  actor: "Actors",
  abstention: "Undecided",
};

const WIDE = "(min-width: 62rem)";

/** The story as a critical edition: its text, the readings marked in it, and the margin that tells them. */
export function Edition({
  record,
  chosen,
  onChoose,
  kept,
}: {
  record: Record;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  /** What the archive has of the story besides; null for a text that is not kept. */
  kept: StoryPageAnswer | null;
}) {
  const { story } = record;
  useTitle(story.headline ?? story.text.slice(0, 80));
  const readings = useMemo(() => readingsOf(record), [record]);
  const teller = useMemo(() => tellerOf(record), [record]);
  const segments = useMemo(() => segmentsOf(readings, story.blocks), [readings, story]);
  const passages = useMemo(() => passagesOf(story, segments), [story, segments]);
  const bySegment = useMemo(() => new Map(segments.flat().map((segment) => [segment.start, segment])), [segments]);
  const byId = useMemo(() => new Map(readings.map((reading) => [reading.id, reading])), [readings]);
  const [hidden, setHidden] = useState<ReadonlySet<Layer>>(new Set(["abstention"]));
  /** The passage in which the choice was made: an actor's note opens where it was pointed at. */
  const [where, setWhere] = useState<number | null>(null);
  const [lit, setLit] = useState<readonly string[]>([]);
  const [tip, setTip] = useState<{ segment: Segment; left: number; top: number; below: boolean } | null>(null);
  const edition = useRef<HTMLDivElement>(null);
  const wide = useMedia(WIDE);

  const passageOf = useCallback(
    (offset: number) => {
      let found = 0;
      passages.forEach((passage, p) => {
        if ((passage.blocks[0]?.block.start ?? 0) <= offset) found = p;
      });
      return found;
    },
    [passages],
  );
  const choose = useCallback(
    (id: string | null, place: number | null = null) => {
      setWhere(place);
      onChoose(id);
    },
    [onChoose],
  );
  const toggle = (layer: Layer) =>
    setHidden((old) => {
      const now = new Set(old);
      if (!now.delete(layer)) now.add(layer);
      return now;
    });

  const chosenReading = chosen === null ? undefined : byId.get(chosen);
  const home = chosenReading && (where ?? passageOf(chosenReading.anchor));
  const notes = useMemo(() => {
    const groups: Reading[][] = passages.map(() => []);
    for (const reading of readings)
      if (reading.kind !== "actor" && !hidden.has(reading.layer)) groups[passageOf(reading.anchor)]?.push(reading);
    if (chosenReading && home !== undefined) {
      const group = groups[home];
      if (group && !groups.some((each) => each.includes(chosenReading))) group.push(chosenReading);
    }
    // Times stand together under the rest: they are many, small and told in a word.
    for (const group of groups) group.sort((a, b) => Number(a.kind === "time") - Number(b.kind === "time"));
    return groups;
  }, [passages, readings, hidden, passageOf, chosenReading, home]);

  usePaint(edition, lit, chosen, notes);
  usePlacedNotes(edition, wide, notes, chosen);

  // The choice comes with the address, or by key: what it stands for is brought into view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a choice moves the page once, not each time that the page is drawn.
  useEffect(() => {
    if (!chosenReading) return;
    const mark = edition.current?.querySelector(`mark[data-on~="${CSS.escape(chosenReading.id)}"].seg`);
    if (mark && !inView(mark, wide ? 1 : 0.4))
      mark.scrollIntoView({ block: wide ? "center" : "start", behavior: calm() ? "auto" : "smooth" });
  }, [chosen]);

  const order = useMemo(() => notes.flat().map(({ id }) => id), [notes]);
  const step = (by: number) => {
    const i = chosen === null ? -1 : order.indexOf(chosen);
    const next = order[i < 0 ? (by > 0 ? 0 : order.length - 1) : (i + by + order.length) % order.length];
    if (next) choose(next);
  };
  useKeys("This story", [
    { key: "j", does: "next reading", act: () => step(1) },
    { key: "k", does: "previous reading", act: () => step(-1) },
    { key: "Escape", label: "Esc", does: "close the reading", act: () => (tip ? setTip(null) : choose(null)) },
    ...LAYERS.map((layer, i) => ({
      key: String(i + 1),
      does: `show or hide ${LAYER_NAMES[layer].toLowerCase()}`,
      act: () => toggle(layer),
    })),
  ]);

  const visible = (segment: Segment) => choosable(segment).filter(({ layer }) => !hidden.has(layer));
  const segmentAt = (target: EventTarget) => {
    const mark = target instanceof Element ? target.closest<HTMLElement>("mark.seg") : null;
    const segment = mark && bySegment.get(Number(mark.dataset.start));
    return mark && segment && visible(segment).length ? { mark, segment } : null;
  };
  const point = (target: EventTarget) => {
    const found = segmentAt(target);
    if (!found) {
      setTip(null);
      setLit([]);
      return;
    }
    const box = found.mark.getClientRects()[0] ?? found.mark.getBoundingClientRect();
    const frame = edition.current?.getBoundingClientRect() ?? new DOMRect();
    const below = box.top < 150;
    setLit([visible(found.segment)[0]?.id ?? ""]);
    setTip({
      segment: found.segment,
      left: Math.max(0, Math.min(box.left - frame.left, frame.width - 336)),
      top: (below ? found.mark.getBoundingClientRect().bottom : box.top) - frame.top,
      below,
    });
  };
  /** Choosing again where several readings lie over each other goes on to the next. */
  const pick = (target: EventTarget) => {
    const found = segmentAt(target);
    if (!found) return false;
    const here = visible(found.segment).map(({ id }) => id);
    const next = chosen === null ? 0 : here.indexOf(chosen) + 1;
    choose(here[next] ?? here[0] ?? null, passageOf(found.segment.start));
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const found = segmentAt(event.target);
    if (!found || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pick(event.target);
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      const marks = [...(edition.current?.querySelectorAll<HTMLElement>("mark.seg[tabindex]") ?? [])].filter(segmentAt);
      marks[marks.indexOf(found.mark) + (event.key === "ArrowRight" ? 1 : -1)]?.focus();
    }
  };

  // One stop of the Tab key for the whole text; the arrow keys go from mark to mark.
  useEffect(() => {
    const first = [...(edition.current?.querySelectorAll<HTMLElement>("mark.seg[tabindex]") ?? [])].find(segmentAt);
    if (first) first.tabIndex = 0;
    return () => {
      if (first) first.tabIndex = -1;
    };
  });

  const counts = new Map<Layer, number>();
  for (const { layer } of readings) counts.set(layer, (counts.get(layer) ?? 0) + 1);
  const unread = record.abstentions.find(({ kind }) => kind === "language");

  return (
    <article className="story" lang={story.language === "und" ? undefined : story.language}>
      <header className="story-head" lang="en">
        <p className="imprint">
          {[story.agency ?? story.dateline?.agency, story.published && inWords(story.published), story.dateline?.place]
            .filter(Boolean)
            .map((part) => (
              <span key={part}>{part}</span>
            ))}
          {story.sourceId && <span className="mono">{story.sourceId}</span>}
          {story.url && /^https?:/.test(story.url) && (
            <a href={story.url} rel="noreferrer noopener" target="_blank">
              as published
            </a>
          )}
        </p>
        {!story.blocks.some(({ kind }) => kind === "headline") && (
          <h1 className="untitled">{story.headline ?? "A story without a headline"}</h1>
        )}
        {unread && (
          <p className="notice" role="note">
            Kept as it is and not read: {unread.reason}. Its words can be searched.
          </p>
        )}
      </header>
      <aside className="rail" lang="en" aria-label="What is marked">
        <fieldset className="legend">
          <legend>Marked in the text</legend>
          {LAYERS.filter((layer) => counts.has(layer)).map((layer) => (
            <label key={layer} className={`key key-${layer}`}>
              <input type="checkbox" checked={!hidden.has(layer)} onChange={() => toggle(layer)} />
              <span className="sample" aria-hidden="true">
                Aa
              </span>
              <span className="key-name">{LAYER_NAMES[layer]}</span>
              <span className="count">{counts.get(layer)}</span>
            </label>
          ))}
          {counts.has("event") && !hidden.has("event") && (
            <ul className="quads" aria-label="Colours of events">
              <li className="q-verbal-cooperation">cooperation in words</li>
              <li className="q-material-cooperation">cooperation in deed</li>
              <li className="q-verbal-conflict">conflict in words</li>
              <li className="q-material-conflict">conflict in deed</li>
            </ul>
          )}
        </fieldset>
        <Persons record={record} chosen={chosen} onChoose={(id) => choose(id)} onLight={setLit} />
        {kept && <Kin kept={kept} />}
      </aside>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the marks inside are what is pointed at, focused and pressed; their events are taken here once. */}
      <div
        className={`edition ${[...hidden].map((layer) => `hide-${layer}`).join(" ")}`}
        ref={edition}
        onMouseOver={(event: MouseEvent) => point(event.target)}
        onMouseLeave={() => point(document)}
        onFocus={(event) => point(event.target)}
        onBlur={() => point(document)}
        onClick={(event) => {
          if (window.getSelection()?.isCollapsed !== false) pick(event.target);
        }}
        onKeyDown={onKeyDown}
      >
        {passages.map((passage, p) => (
          <section key={passage.index} className="row" data-row={p}>
            <PassageText passage={passage} text={story.text} />
            <Notes
              key={passage.index}
              readings={notes[p] ?? []}
              record={record}
              teller={teller}
              chosen={wide ? chosen : null}
              kept={kept !== null}
              onChoose={(id) => choose(id, id === null ? null : p)}
              onLight={setLit}
            />
          </section>
        ))}
        {tip && (
          <div
            className={`tip${tip.below ? " below" : ""}`}
            style={{ left: tip.left, top: tip.top }}
            role="tooltip"
            lang="en"
          >
            {visible(tip.segment)
              .slice(0, 4)
              .map((reading) => {
                const { kind, title, note } = teller.tell(reading);
                const part = tip.segment.covers.find((cover) => cover.reading === reading)?.part;
                return (
                  <p key={reading.id}>
                    <span className={`tip-kind note-${reading.kind}`}>{kind}</span> <b>{title}</b>
                    <small>
                      {part && teller.part(part)}
                      {note && ` · ${note}`}
                    </small>
                  </p>
                );
              })}
            {visible(tip.segment).length > 4 && <small>and {visible(tip.segment).length - 4} more</small>}
          </div>
        )}
      </div>
      {!wide && chosenReading && (
        <section className="sheet" aria-label="The reading" lang="en">
          <ul>
            <Note
              reading={chosenReading}
              record={record}
              teller={teller}
              kept={kept !== null}
              open
              onChoose={() => choose(null)}
            />
          </ul>
          <p className="sheet-steps">
            <button type="button" onClick={() => step(-1)}>
              Previous
            </button>
            <button type="button" onClick={() => step(1)}>
              Next
            </button>
            <button type="button" onClick={() => choose(null)}>
              Close
            </button>
          </p>
        </section>
      )}
      <p className="unseen" aria-live="polite" lang="en">
        {tip &&
          visible(tip.segment)
            .map(teller.tell)
            .map(({ kind, title, note }) => `${kind}: ${title}, ${note}`)
            .join("; ")}
      </p>
    </article>
  );
}

/** The notes of one passage; on a narrow screen they are folded under it. */
function Notes({
  readings,
  record,
  teller,
  chosen,
  kept,
  onChoose,
  onLight,
}: {
  readings: readonly Reading[];
  record: Record;
  teller: ReturnType<typeof tellerOf>;
  chosen: string | null;
  kept: boolean;
  onChoose: (id: string | null) => void;
  onLight: (ids: readonly string[]) => void;
}) {
  const [open, setOpen] = useState(false);
  if (!readings.length) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at a note lights its words; the note itself is a button.
    <div
      className={`notes${open ? " unfolded" : ""}`}
      lang="en"
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.key === "Enter" && event.stopPropagation()}
      onMouseOver={(event) => {
        event.stopPropagation();
        const note = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-note]") : null;
        onLight(note?.dataset.note ? [note.dataset.note] : []);
      }}
      onFocus={(event) => {
        event.stopPropagation();
        const note = event.target.closest<HTMLElement>("[data-note]");
        onLight(note?.dataset.note ? [note.dataset.note] : []);
      }}
    >
      <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {readings.length} {readings.length === 1 ? "reading" : "readings"}
      </button>
      <ul>
        {readings.map((reading) => (
          <Note
            key={reading.id}
            reading={reading}
            record={record}
            teller={teller}
            open={reading.id === chosen}
            kept={kept}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </div>
  );
}

/** Who occurs in the story, those named most often first. */
function Persons({
  record,
  chosen,
  onChoose,
  onLight,
}: {
  record: Record;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  onLight: (ids: readonly string[]) => void;
}) {
  const [all, setAll] = useState(false);
  const actors = useMemo(() => [...record.actors].sort((a, b) => b.mentions.length - a.mentions.length), [record]);
  if (!actors.length) return null;
  return (
    <section className="persons" aria-labelledby="persons-name">
      <h2 id="persons-name">Persons and powers</h2>
      <ul>
        {(all ? actors : actors.slice(0, 12)).map((actor) => (
          <li key={actor.id}>
            <button
              type="button"
              aria-pressed={chosen === actor.id}
              onClick={() => onChoose(chosen === actor.id ? null : actor.id)}
              onMouseEnter={() => onLight([actor.id])}
              onMouseLeave={() => onLight([])}
              onFocus={() => onLight([actor.id])}
              onBlur={() => onLight([])}
            >
              <span className="person-name">{actor.name}</span>{" "}
              <span className="person-role">
                {[
                  actor.role ?? actor.kind.replaceAll("-", " "),
                  actor.country && actor.kind !== "state" && countryName(actor.country),
                ]
                  .filter(Boolean)
                  .join(", ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {actors.length > 12 && (
        <button type="button" className="quiet" onClick={() => setAll(!all)}>
          {all ? "Fewer" : `All ${actors.length}`}
        </button>
      )}
    </section>
  );
}

/** Paints what is lit and what is chosen straight onto the marks and notes that are there. */
function usePaint(
  root: React.RefObject<HTMLElement | null>,
  lit: readonly string[],
  chosen: string | null,
  notes: unknown,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: notes that came are painted too.
  useEffect(() => {
    const painted: Element[] = [];
    const paint = (id: string, name: string) => {
      const escaped = CSS.escape(id);
      for (const element of root.current?.querySelectorAll(`[data-on~="${escaped}"], [data-note="${escaped}"]`) ?? []) {
        // The sentence around is lit where the words themselves are chosen.
        const around = element instanceof HTMLElement && element.dataset.around?.split(" ").includes(id);
        element.classList.add(around ? "lit" : name);
        painted.push(element);
      }
    };
    for (const id of lit) if (id) paint(id, "lit");
    if (chosen) paint(chosen, "chosen");
    return () => {
      for (const element of painted) element.classList.remove("lit", "chosen");
    };
  }, [root, lit, chosen, notes]);
}

/** On a wide screen each passage's notes stand beside it, pushed down only as far as the notes above them need. */
function usePlacedNotes(
  root: React.RefObject<HTMLElement | null>,
  wide: boolean,
  notes: unknown,
  chosen: string | null,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: notes are placed anew when there are others or one is opened.
  useLayoutEffect(() => {
    const edition = root.current;
    if (!edition) return;
    const place = () => {
      let bottom = 0;
      for (const row of edition.querySelectorAll<HTMLElement>(".row")) {
        const group = row.querySelector<HTMLElement>(".notes");
        if (!group) continue;
        if (!wide) {
          group.style.removeProperty("top");
          continue;
        }
        const top = Math.max(row.offsetTop, bottom);
        group.style.top = `${top}px`;
        bottom = top + group.offsetHeight + 10;
      }
      edition.style.minHeight = wide ? `${bottom}px` : "";
    };
    place();
    const observer = new ResizeObserver(place);
    for (const element of edition.querySelectorAll(".passage, .notes")) observer.observe(element);
    document.fonts?.ready.then(place);
    return () => observer.disconnect();
  }, [root, wide, notes, chosen]);
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const change = () => setMatches(media.matches);
    media.addEventListener("change", change);
    return () => media.removeEventListener("change", change);
  }, [query]);
  return matches;
}

/** Whether an element stands in the upper `share` of the window, where nothing lies over it. */
function inView(element: Element, share: number): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top > 80 && bottom < window.innerHeight * share - 40;
}

function calm(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
