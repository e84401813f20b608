import type { Record } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { unpackRecord } from "./body.ts";
import { type Correction, type EntryKind, entriesOf, listCorrections, type Verdict } from "./corrections.ts";

/** An entry that nobody has judged, with the record that it is in. */
export interface ToReview {
  readonly story: string;
  readonly kind: EntryKind;
  readonly entry: string;
  /** Null for what the record gives none: times, actors and statements. */
  readonly confidence: number | null;
  readonly record: Record;
}

export interface ReviewFilter {
  readonly kinds: readonly EntryKind[];
  /** Entries surer than this are left out. */
  readonly below: number;
  readonly limit: number;
  /** The `next` of the page before. */
  readonly before?: number | undefined;
}

/** Stories that one page looks through; a page may come out short, or empty, and still have a next one. */
const LOOKED_THROUGH = 400;

/** Entries that nobody has judged and the reading was not sure of; the newest stories first, in each the least sure first. */
export function reviewQueue(archive: Archive, filter: ReviewFilter): { rows: ToReview[]; next: number | null } {
  const rows: ToReview[] = [];
  let before = filter.before ?? Number.MAX_SAFE_INTEGER;
  const ask = archive.sql(
    `SELECT story.id, story.key, record.body FROM story JOIN record ON record.story = story.id
     WHERE story.current = 1 AND story.id < ? ORDER BY story.id DESC LIMIT 1`,
  );
  for (let looked = 0; looked < LOOKED_THROUGH && rows.length < filter.limit; looked++) {
    const found = ask.get(before) as { id: number; key: string; body: Buffer } | undefined;
    if (!found) return { rows, next: null };
    before = found.id;
    const record = unpackRecord(found.body);
    const judged = new Set(listCorrections(archive, { story: found.key }).map(({ entry }) => entry));
    const sure = confidencesOf(record);
    rows.push(
      ...entriesOf(record)
        .filter(({ kind, id }) => filter.kinds.includes(kind) && !judged.has(id) && (sure.get(id) ?? 0) < filter.below)
        .map(
          ({ kind, id }): ToReview => ({ story: found.key, kind, entry: id, confidence: sure.get(id) ?? null, record }),
        )
        .sort((a, b) => (a.confidence ?? 0) - (b.confidence ?? 0)),
    );
  }
  return { rows, next: before };
}

function confidencesOf(record: Record): Map<string, number> {
  return new Map(
    [...record.events, ...record.ties, ...record.commitments].map(({ id, confidence }) => [id, confidence]),
  );
}

/** How many entries of a type were found right, by those that were judged. */
export interface Precision {
  readonly kind: EntryKind;
  /** An event's type, a tie's kind and so on. */
  readonly type: string;
  readonly right: number;
  readonly judged: number;
  /** The share found right, and the interval that holds the true share in 95 of 100 cases (Wilson 1927). */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The measured precision of the reading by type. An entry judged more than once counts as it was judged last. */
export function precisionOf(archive: Archive): Precision[] {
  const counts = new Map<string, { kind: EntryKind; type: string; right: number; judged: number }>();
  for (const { correction, type } of judgedEntries(archive)) {
    for (const one of [type, "all"]) {
      const key = `${correction.kind} ${one}`;
      const count = counts.get(key) ?? { kind: correction.kind, type: one, right: 0, judged: 0 };
      counts.set(key, count);
      count.judged++;
      if (correction.verdict === "right") count.right++;
    }
  }
  return [...counts.values()]
    .map((count) => ({ ...count, share: count.right / count.judged, ...wilson(count.right, count.judged) }))
    .sort((a, b) =>
      a.kind < b.kind
        ? -1
        : a.kind > b.kind
          ? 1
          : Number(b.type === "all") - Number(a.type === "all") || b.judged - a.judged,
    );
}

/** The 95 % score interval of a share (Wilson, Probable inference, 1927). */
export function wilson(right: number, judged: number): { low: number; high: number } {
  if (judged === 0) return { low: 0, high: 1 };
  const z = 1.959964;
  const share = right / judged;
  const base = 1 + (z * z) / judged;
  const middle = share + (z * z) / (2 * judged);
  const reach = z * Math.sqrt((share * (1 - share)) / judged + (z * z) / (4 * judged * judged));
  return { low: Math.max(0, (middle - reach) / base), high: Math.min(1, (middle + reach) / base) };
}

/** A story's judgements as gold data: what `evaluation/` takes, a line a story. */
export interface Gold {
  readonly id: string;
  readonly published: string | null;
  readonly text: string;
  readonly reader: Record["reader"];
  readonly judgements: readonly {
    readonly kind: EntryKind;
    readonly span: readonly [number, number];
    readonly verdict: Verdict;
    /** The entry as it was read. */
    readonly read: unknown;
    /** What it should say, where that was told. */
    readonly value: unknown;
    readonly note: string | null;
  }[];
}

/** Every story in which something was judged, with its judgements. */
export function* goldOf(archive: Archive): Generator<Gold> {
  let stories: { record: Record; judgements: Gold["judgements"][number][] } | null = null;
  const line = ({ record, judgements }: NonNullable<typeof stories>): Gold => ({
    id: record.story.id,
    published: record.story.published,
    text: record.story.text,
    reader: record.reader,
    judgements,
  });
  for (const { correction, record, read } of judgedEntries(archive)) {
    if (stories && stories.record !== record) {
      yield line(stories);
      stories = null;
    }
    stories ??= { record, judgements: [] };
    const { kind, span, verdict, value, note } = correction;
    stories.judgements.push({ kind, span, verdict, read, value, note });
  }
  if (stories) yield line(stories);
}

/** Entries with the last judgement of each, story by story; those that the newest reading lacks are left out. */
function* judgedEntries(
  archive: Archive,
): Generator<{ correction: Correction; record: Record; read: unknown; type: string }> {
  const keys = archive
    .sql("SELECT DISTINCT story FROM correction WHERE attached = 1 ORDER BY story")
    .pluck()
    .all() as string[];
  const bodies = archive
    .sql(
      "SELECT body FROM record JOIN story ON story.id = record.story WHERE story.key = ? ORDER BY current DESC, arrival DESC LIMIT 1",
    )
    .pluck();
  for (const key of keys) {
    const body = bodies.get(key) as Buffer | undefined;
    if (!body) continue;
    const record = unpackRecord(body);
    const seen = new Set<string>();
    for (const correction of listCorrections(archive, { story: key })) {
      if (correction.entry === null || seen.has(correction.entry)) continue;
      seen.add(correction.entry);
      const found = entryOf(record, correction.kind, correction.entry);
      if (found) yield { correction, record, ...found };
    }
  }
}

function entryOf(record: Record, kind: EntryKind, id: string): { read: unknown; type: string } | null {
  const lists: { [kind in EntryKind]: readonly { id: string }[] } = {
    time: record.times,
    actor: record.actors,
    statement: record.statements,
    event: record.events,
    tie: record.ties,
    commitment: record.commitments,
  };
  const read = lists[kind].find((entry) => entry.id === id);
  if (!read) return null;
  const type = "type" in read ? read.type : "kind" in read ? read.kind : kind;
  return { read, type: String(type) };
}
