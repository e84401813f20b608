import type { ReaderVersion, Record, Span, Story } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { unpackRecord } from "./body.ts";
import { reattach } from "./corrections.ts";
import { replaceReading, writing } from "./put.ts";

/** The lists of a record that a reread compares. */
const LISTS = ["times", "statements", "events", "ties", "commitments"] as const;
type List = (typeof LISTS)[number];

export interface Change {
  /** Entries over the same words that say the same. */
  readonly same: number;
  readonly gained: number;
  readonly lost: number;
  /** Entries over the same words that say something else. */
  readonly recoded: number;
}

/** What a reread changed in the record, from which reader to which. */
export interface Changes {
  readonly stories: number;
  /** Stories of whose record anything changed. */
  readonly changed: number;
  readonly lists: { readonly [list in List]: Change };
  /** Events whose type changed: `CONSULT → AGREE`, and how many. */
  readonly types: { readonly [recoding: string]: number };
  /** People's corrections that are still tied to an entry, and those whose entry is gone; none is lost. */
  readonly corrections: { readonly kept: number; readonly detached: number };
  /** The readers whose readings were replaced, and how many stories each had read. */
  readonly from: { readonly [reader: string]: number };
  readonly to: ReaderVersion;
}

/** Row ids of the stories, older versions included, that another reader has read than this one, in order. */
export function storiesToReread(archive: Archive, reader: ReaderVersion): number[] {
  return archive
    .sql(
      `SELECT id FROM story WHERE reader NOT IN (SELECT id FROM reader WHERE version = ? AND lexicon = ? AND model = ?)
       ORDER BY arrival`,
    )
    .pluck()
    .all(reader.version, reader.lexicon, reader.model ?? "") as number[];
}

/** A kept story as intake gave it: without the speakers that a reading put on its blocks. Null where it is gone. */
export function storyToReread(archive: Archive, id: number): Story | null {
  const body = archive.sql("SELECT body FROM record WHERE story = ?").pluck().get(id) as Buffer | undefined;
  if (!body) return null;
  const { story } = unpackRecord(body);
  return { ...story, blocks: story.blocks.map((block) => ({ ...block, speaker: null })) };
}

/** A reread under way: give it new readings, some hundred at a time. */
export interface Reread {
  /** Replaces the readings of some stories, all or, where it throws, none. */
  replace(readings: readonly { readonly id: number; readonly record: Record }[]): void;
  /** What has changed so far; the archive keeps it with every `replace`. */
  changes(): Changes;
}

/** Begins a reread by a reader; `made` is now, ISO 8601. */
export function beginReread(archive: Archive, reader: ReaderVersion, made: string): Reread {
  const changes = nothing(reader);
  let run: number | null = null;
  return {
    replace(readings) {
      const sum = structuredClone(changes);
      const row = writing(archive, (pen) => {
        for (const { id, record } of readings) {
          const kept = archive.sql("SELECT id, key, current, cluster FROM story WHERE id = ?").get(id) as
            | { id: number; key: string; current: number; cluster: number }
            | undefined;
          if (!kept) continue;
          const former = unpackRecord(archive.sql("SELECT body FROM record WHERE story = ?").pluck().get(id) as Buffer);
          // Forgotten or replaced by another process since it was read.
          if (former.story.id !== record.story.id || former.story.text !== record.story.text) continue;
          compare(former, record, sum);
          replaceReading(pen, kept, record);
          if (!kept.current) continue;
          const { kept: still, detached } = reattach(archive, kept.key, record);
          sum.corrections.kept += still;
          sum.corrections.detached += detached;
        }
        const told = JSON.stringify(sum);
        if (run === null) {
          const to = archive
            .sql("SELECT id FROM reader WHERE version = ? AND lexicon = ? AND model = ?")
            .pluck()
            .get(reader.version, reader.lexicon, reader.model ?? "");
          return Number(
            archive.sql("INSERT INTO reread (made, reader, report) VALUES (?, ?, ?)").run(made, to ?? 0, told)
              .lastInsertRowid,
          );
        }
        archive.sql("UPDATE reread SET report = ? WHERE id = ?").run(told, run);
        return run;
      });
      run = row;
      Object.assign(changes, sum);
    },
    changes: () => changes,
  };
}

/** The rereads that the archive has seen, the latest first. */
export function listRereads(archive: Archive): { readonly made: string; readonly changes: Changes }[] {
  const rows = archive.sql("SELECT made, report FROM reread ORDER BY id DESC").all() as {
    made: string;
    report: string;
  }[];
  return rows.map(({ made, report }) => ({ made, changes: JSON.parse(report) as Changes }));
}

type Growing<T> = T extends object ? { -readonly [key in keyof T]: Growing<T[key]> } : T;

function nothing(to: ReaderVersion): Growing<Changes> {
  const change = () => ({ same: 0, gained: 0, lost: 0, recoded: 0 });
  return {
    stories: 0,
    changed: 0,
    lists: { times: change(), statements: change(), events: change(), ties: change(), commitments: change() },
    types: {},
    corrections: { kept: 0, detached: 0 },
    from: {},
    to: { ...to },
  };
}

function compare(former: Record, record: Record, sum: Growing<Changes>): void {
  const { reader } = former;
  const name = `${reader.version} lexicon ${reader.lexicon.slice(0, 19)} model ${reader.model?.slice(0, 19) ?? "none"}`;
  sum.from[name] = (sum.from[name] ?? 0) + 1;
  sum.stories++;
  let changed = false;
  for (const list of LISTS) {
    const before = told(former, list);
    const after = told(record, list);
    const change = sum.lists[list];
    for (const [place, entries] of after) {
      const others = before.get(place) ?? [];
      const fresh = entries.filter((entry) => !take(others, entry.says));
      change.same += entries.length - fresh.length;
      for (const entry of fresh) {
        changed = true;
        const recoded = others.shift();
        if (!recoded) {
          change.gained++;
          continue;
        }
        change.recoded++;
        if (list === "events" && recoded.type !== entry.type) {
          const recoding = `${recoded.type} → ${entry.type}`;
          sum.types[recoding] = (sum.types[recoding] ?? 0) + 1;
        }
      }
    }
    for (const others of before.values()) {
      change.lost += others.length;
      if (others.length > 0) changed = true;
    }
  }
  if (changed) sum.changed++;
}

interface Told {
  readonly says: string;
  readonly type: string;
}

function take(entries: Told[], says: string): boolean {
  const at = entries.findIndex((entry) => entry.says === says);
  if (at < 0) return false;
  entries.splice(at, 1);
  return true;
}

/** The entries of a list by the words they rest on, each with what it says: actors by name, since ids are the record's own. */
function told(record: Record, list: List): Map<string, Told[]> {
  const names = new Map(record.actors.map((actor) => [actor.id, actor.name]));
  const name = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? id));
  const out = new Map<string, Told[]>();
  const add = (span: Span | undefined, type: string, ...says: unknown[]): void => {
    const place = `${span?.[0]}-${span?.[1]}`;
    const entry = { says: JSON.stringify([type, ...says]), type };
    const here = out.get(place);
    if (here) here.push(entry);
    else out.set(place, [entry]);
  };
  switch (list) {
    case "times":
      for (const time of record.times)
        add([time.start, time.end], time.type, time.value, time.mod, time.quant, time.freq);
      break;
    case "statements":
      for (const one of record.statements)
        add(
          one.content[0],
          one.kind,
          one.content,
          name(one.speaker),
          one.cue,
          name(one.addressee),
          one.venue,
          one.date,
        );
      break;
    case "events":
      for (const event of record.events)
        add(
          event.trigger,
          event.type,
          event.mode,
          event.aux,
          event.contexts,
          event.cameo,
          event.actors.map(name),
          event.recipients.map(name),
          event.date?.value,
          event.place?.name,
        );
      break;
    case "ties":
      for (const tie of record.ties)
        add(
          tie.evidence[0],
          tie.kind,
          tie.parties.map(name),
          tie.name,
          tie.level,
          tie.since,
          tie.distinction,
          tie.status,
        );
      break;
    case "commitments":
      for (const one of record.commitments) add(one.what, "", one.by.map(name), one.with.map(name), one.window);
      break;
  }
  return out;
}
