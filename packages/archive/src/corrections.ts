import type { Record, Span } from "@chancery/reader";
import { type Archive, tell } from "./archive.ts";
import { unpackRecord } from "./body.ts";
import { storyId } from "./stories.ts";

/** The lists of a record whose entries can be judged. */
export const ENTRY_KINDS = ["time", "actor", "statement", "event", "tie", "commitment"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What a person finds of an entry: that it is right, that it should not be there, or what it should say. */
export const VERDICTS = ["right", "wrong", "correct"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A person's judgement of an entry. It stands beside the reading, is never written over it, and outlives a reread. */
export interface Correction {
  readonly id: number;
  /** The story's key. */
  readonly story: string;
  readonly kind: EntryKind;
  /** The entry's id in the record as it is now; null where the newest reading has no such entry. */
  readonly entry: string | null;
  /** The words that the entry rests on, by which a new reading's entry is found. */
  readonly span: Span;
  readonly verdict: Verdict;
  /** With "correct": the fields that should be otherwise, as the record writes them (`{ "type": "CONSULT" }`). */
  readonly value: { readonly [field: string]: unknown } | null;
  readonly note: string | null;
  /** The version of the reader whose entry was judged. */
  readonly reader: string;
  /** When, as the caller told it (ISO 8601). */
  readonly made: string;
}

export interface NewCorrection {
  readonly story: string;
  readonly entry: string;
  readonly verdict: Verdict;
  readonly value?: { readonly [field: string]: unknown } | null;
  readonly note?: string | null;
  /** Now, ISO 8601: the archive looks at no clock. */
  readonly made: string;
}

/** An entry of a record with the list it is in and the words it rests on. */
export interface Anchored {
  readonly kind: EntryKind;
  readonly id: string;
  readonly span: Span;
}

/** Every entry of a record that can be judged. */
export function entriesOf(record: Record): Anchored[] {
  const first = (spans: readonly Span[]): Span => spans[0] ?? [0, 0];
  return [
    ...record.times.map((time): Anchored => ({ kind: "time", id: time.id, span: [time.start, time.end] })),
    ...record.actors.map((actor): Anchored => ({ kind: "actor", id: actor.id, span: first(actor.mentions) })),
    ...record.statements.map((one): Anchored => ({ kind: "statement", id: one.id, span: first(one.content) })),
    ...record.events.map((event): Anchored => ({ kind: "event", id: event.id, span: event.trigger })),
    ...record.ties.map((tie): Anchored => ({ kind: "tie", id: tie.id, span: first(tie.evidence) })),
    ...record.commitments.map((one): Anchored => ({ kind: "commitment", id: one.id, span: one.what })),
  ];
}

/** Keeps a judgement of an entry of a story's newest version. Null where there is no such story or entry. */
export function addCorrection(archive: Archive, given: NewCorrection): Correction | null {
  const story = storyId(archive, given.story);
  if (story === null) return null;
  const { body, reader } = archive
    .sql("SELECT body, reader FROM record JOIN story ON story.id = record.story WHERE story.id = ?")
    .get(story) as { body: Buffer; reader: number };
  const entry = entriesOf(unpackRecord(body)).find(({ id }) => id === given.entry);
  if (!entry) return null;
  try {
    const { lastInsertRowid } = archive
      .sql(
        `INSERT INTO correction (story, kind, entry, start, stop, verdict, value, note, reader, made, attached)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
      )
      .run(
        given.story,
        entry.kind,
        entry.id,
        ...entry.span,
        given.verdict,
        given.value ? JSON.stringify(given.value) : null,
        given.note ?? null,
        reader,
        given.made,
      );
    return correction(archive.sql(`${SELECT} WHERE correction.id = ?`).get(lastInsertRowid) as CorrectionSql);
  } catch (error) {
    throw tell(archive.path, error);
  }
}

/** Takes a judgement back; false where there was none of that id. */
export function removeCorrection(archive: Archive, id: number): boolean {
  try {
    return archive.sql("DELETE FROM correction WHERE id = ?").run(id).changes > 0;
  } catch (error) {
    throw tell(archive.path, error);
  }
}

export interface CorrectionFilter {
  readonly story?: string;
  readonly kind?: EntryKind;
  readonly verdict?: Verdict;
  /** Only those whose entry the newest reading lacks. */
  readonly detached?: boolean;
  readonly limit?: number;
  readonly before?: number;
}

/** Judgements, the latest first. */
export function listCorrections(archive: Archive, filter: CorrectionFilter = {}): Correction[] {
  const where = ["1"];
  const values: unknown[] = [];
  for (const [column, value] of [
    ["story", filter.story],
    ["kind", filter.kind],
    ["verdict", filter.verdict],
  ] as const)
    if (value !== undefined) {
      where.push(`correction.${column} = ?`);
      values.push(value);
    }
  if (filter.detached) where.push("attached = 0");
  if (filter.before !== undefined) {
    where.push("correction.id < ?");
    values.push(filter.before);
  }
  const rows = archive
    .sql(`${SELECT} WHERE ${where.join(" AND ")} ORDER BY correction.id DESC LIMIT ?`)
    .all(...values, filter.limit ?? -1) as CorrectionSql[];
  return rows.map(correction);
}

/** Ties the judgements of a story to the entries of a new reading: those of the same kind over the same words. */
export function reattach(archive: Archive, story: string, record: Record): { kept: number; detached: number } {
  const rows = archive.sql(`${SELECT} WHERE correction.story = ?`).all(story) as CorrectionSql[];
  if (rows.length === 0) return { kept: 0, detached: 0 };
  const entries = entriesOf(record);
  let kept = 0;
  for (const row of rows) {
    let best: Anchored | null = null;
    let most = 0;
    for (const entry of entries) {
      if (entry.kind !== row.kind) continue;
      const shared = Math.min(row.stop, entry.span[1]) - Math.max(row.start, entry.span[0]);
      const whole = Math.max(row.stop, entry.span[1]) - Math.min(row.start, entry.span[0]);
      const likeness = whole === 0 ? 0 : shared / whole;
      if (likeness > most) {
        best = entry;
        most = likeness;
      }
    }
    if (best) kept++;
    archive
      .sql("UPDATE correction SET entry = coalesce(?, entry), attached = ? WHERE id = ?")
      .run(best?.id ?? null, best ? 1 : 0, row.id);
  }
  return { kept, detached: rows.length - kept };
}

const SELECT = `SELECT correction.*, reader.version FROM correction LEFT JOIN reader ON reader.id = correction.reader`;

interface CorrectionSql {
  id: number;
  story: string;
  kind: EntryKind;
  entry: string;
  start: number;
  stop: number;
  verdict: Verdict;
  value: string | null;
  note: string | null;
  version: string | null;
  made: string;
  attached: number;
}

function correction(row: CorrectionSql): Correction {
  return {
    id: row.id,
    story: row.story,
    kind: row.kind,
    entry: row.attached ? row.entry : null,
    span: [row.start, row.stop],
    verdict: row.verdict,
    value: row.value === null ? null : (JSON.parse(row.value) as { [field: string]: unknown }),
    note: row.note,
    reader: row.version ?? "",
    made: row.made,
  };
}
