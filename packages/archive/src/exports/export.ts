import { petrarchLines, ploverEvents } from "@chancery/reader";
import { type Archive, ArchiveError, told } from "../archive.ts";
import { unpackRecord } from "../body.ts";
import { type Correction, listCorrections } from "../corrections.ts";
import { type StoryFilter, storyWhere } from "../stories.ts";
import { csvLine } from "./csv.ts";
import { parquet } from "./parquet.ts";
import { type Cell, columnsOf, type Exported, type ExportKind, rowsOf } from "./tables.ts";

export const EXPORT_FORMATS = ["csv", "jsonl", "parquet", "plover", "cameo-tsv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** `records`: the whole record of each story, a line each, as `chancery read --json` prints it. */
export type Exportable = ExportKind | "records";

export interface ExportOptions {
  readonly kind: Exportable;
  readonly to: ExportFormat;
  /** Which stories; all without. */
  readonly filter?: Omit<StoryFilter, "limit" | "before">;
}

/** Which formats a kind can be written in. */
export function formatsOf(kind: Exportable): readonly ExportFormat[] {
  if (kind === "records") return ["jsonl"];
  return kind === "events" ? EXPORT_FORMATS : ["csv", "jsonl", "parquet"];
}

/**
 * An export of an archive, in pieces to be written one after the other: the stories in the order of their dates, as they
 * were when it began, however long it takes. Throws `ArchiveError` where the kind cannot be written in that format.
 */
export function* exportArchive(archive: Archive, options: ExportOptions): Generator<Uint8Array> {
  const { kind, to } = options;
  if (!formatsOf(kind).includes(to))
    throw new ArchiveError("unreadable", `${kind} cannot be written as ${to}, but as ${formatsOf(kind).join(", ")}`);
  yield* inOneView(archive, () => pieces(archive, options));
}

function* pieces(archive: Archive, { kind, to, filter }: ExportOptions): Generator<Uint8Array> {
  const stories = exported(archive, filter ?? {});
  if (kind === "records") {
    yield* joined(mapped(stories, ({ record }) => `${JSON.stringify(record)}\n`));
    return;
  }
  const columns = columnsOf(kind);
  switch (to) {
    case "csv": {
      const types = columns.map((column) => column.type);
      const header = csvLine(
        columns.map((column) => column.name),
        columns.map(() => "text"),
      );
      yield* joined(
        concat(
          [header],
          flat(stories, (story) => rowsOf(kind, story).map((row) => csvLine(row, types))),
        ),
      );
      return;
    }
    case "jsonl":
      yield* joined(
        flat(stories, (story) => rowsOf(kind, story).map((row) => `${JSON.stringify(objectOf(columns, row))}\n`)),
      );
      return;
    case "parquet":
      yield* parquet(
        columns,
        flat(stories, (story) => rowsOf(kind, story)),
      );
      return;
    case "plover":
      yield* joined(flat(stories, ({ record }) => ploverEvents(record).map((event) => `${JSON.stringify(event)}\n`)));
      return;
    case "cameo-tsv":
      yield* joined(flat(stories, ({ record }) => petrarchLines(record).map((line) => `${line}\n`)));
      return;
  }
}

function objectOf(columns: readonly { readonly name: string }[], row: readonly Cell[]): { [name: string]: Cell } {
  return Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null]));
}

/** The current stories that a filter lets through, in the order of their dates. */
function* exported(archive: Archive, filter: Omit<StoryFilter, "limit" | "before">): Generator<Exported> {
  const { where, values } = storyWhere(filter);
  const ids = archive
    .sql(`SELECT story.id FROM story WHERE ${where.join(" AND ")} ORDER BY story.id`)
    .pluck()
    .all(...values) as number[];
  const corrected = new Set(archive.sql("SELECT DISTINCT story FROM correction").pluck().all() as string[]);
  for (const id of ids) {
    const row = archive
      .sql(
        `SELECT body, key, (SELECT key FROM story AS first WHERE first.cluster = story.cluster AND first.current = 1
           ORDER BY arrival LIMIT 1) AS dispatch FROM record JOIN story ON story.id = record.story WHERE story.id = ?`,
      )
      .get(id) as { body: Buffer; key: string; dispatch: string };
    const counted = (table: "event" | "statement"): Set<number> =>
      new Set(archive.sql(`SELECT n FROM ${table} WHERE story = ? AND counted = 1`).pluck().all(id) as number[]);
    yield {
      record: unpackRecord(row.body),
      dispatch: row.dispatch,
      counted: { events: counted("event"), statements: counted("statement") },
      corrections: corrected.has(row.key) ? latest(listCorrections(archive, { story: row.key })) : NONE,
    };
  }
}

const NONE: ReadonlyMap<string, Correction> = new Map();

/** The latest correction of each entry, of a list with the latest first. */
function latest(corrections: readonly Correction[]): Map<string, Correction> {
  const out = new Map<string, Correction>();
  for (const one of corrections) if (one.entry !== null && !out.has(one.entry)) out.set(one.entry, one);
  return out;
}

/** Runs a generator inside one read transaction, so that it sees the archive as it was when it began. */
function* inOneView<T>(archive: Archive, action: () => Generator<T>): Generator<T> {
  const within = archive.db.inTransaction;
  if (!within) told(archive.path, () => void archive.db.exec("BEGIN"));
  try {
    yield* action();
  } finally {
    if (!within && archive.db.inTransaction) archive.db.exec("COMMIT");
  }
}

/** Bytes of a piece of text. */
const PIECE = 1 << 16;

function* joined(texts: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let gathered = "";
  for (const text of texts) {
    gathered += text;
    if (gathered.length >= PIECE) {
      yield encoder.encode(gathered);
      gathered = "";
    }
  }
  if (gathered !== "") yield encoder.encode(gathered);
}

function* mapped<A, B>(items: Iterable<A>, f: (item: A) => B): Generator<B> {
  for (const item of items) yield f(item);
}

function* flat<A, B>(items: Iterable<A>, f: (item: A) => Iterable<B>): Generator<B> {
  for (const item of items) yield* f(item);
}

function* concat<T>(...parts: Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part;
}
