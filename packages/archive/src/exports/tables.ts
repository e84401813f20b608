import type { Actor, Record, Span } from "@chancery/reader";
import { statementText } from "../body.ts";
import type { Correction } from "../corrections.ts";

/** What can be exported, each a table with a row an entry. */
export const EXPORT_KINDS = ["stories", "statements", "events", "ties", "commitments", "times"] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** `list`: several texts; CSV and Parquet write them with "; " between them, JSON Lines as an array. */
export type ColumnType = "text" | "list" | "whole" | "number" | "truth";
export type Cell = string | readonly string[] | number | boolean | null;

/** A story of the archive as an export sees it. */
export interface Exported {
  readonly record: Record;
  /** The key of the first story that carries the same dispatch; the story's own where it is that one. */
  readonly dispatch: string;
  /** Which of its events and statements the tallies count; the others are told by a duplicate that is counted. */
  readonly counted: { readonly events: ReadonlySet<number>; readonly statements: ReadonlySet<number> };
  /** The latest correction of an entry, by the entry's id. */
  readonly corrections: ReadonlyMap<string, Correction>;
}

interface Column<Entry> {
  readonly name: string;
  readonly type: ColumnType;
  /** What it says, for the data dictionary. */
  readonly about: string;
  of(entry: Entry, story: Exported, n: number): Cell;
}

/** A table: its columns, and the entries of a record that are its rows. */
interface Table<Entry> {
  readonly about: string;
  readonly entries: (record: Record) => readonly Entry[];
  readonly columns: readonly Column<Entry>[];
}

/** A column as writers and the data dictionary know it. */
export interface ColumnInfo {
  readonly name: string;
  readonly type: ColumnType;
  readonly about: string;
}

/** The columns of a kind of export, in order. */
export function columnsOf(kind: ExportKind): readonly ColumnInfo[] {
  return TABLES[kind].columns;
}

/** What a kind of export has a row of. */
export function aboutKind(kind: ExportKind): string {
  return TABLES[kind].about;
}

/** The rows of a story in a kind of export, cells in the order of the columns. */
export function rowsOf(kind: ExportKind, story: Exported): Cell[][] {
  return rows(TABLES[kind] as Table<unknown>, story);
}

function rows<Entry>(table: Table<Entry>, story: Exported): Cell[][] {
  return table.entries(story.record).map((entry, n) => table.columns.map((column) => column.of(entry, story, n)));
}

// --- what columns are made of ------------------------------------------------------------------

function column<Entry>(name: string, type: ColumnType, about: string, of: Column<Entry>["of"]): Column<Entry> {
  return { name, type, about, of };
}

function words({ record }: Exported, span: Span | null | undefined): string | null {
  return span ? record.story.text.slice(span[0], span[1]) : null;
}

function actorOf({ record }: Exported, id: string | null): Actor | undefined {
  return id === null ? undefined : record.actors.find((actor) => actor.id === id);
}

function fields(story: Exported, ids: readonly string[], field: (actor: Actor) => string | null): string[] {
  return ids.flatMap((id) => actorOf(story, id) ?? []).map((actor) => field(actor) ?? "");
}

function ofStory<Entry>(): Column<Entry>[] {
  return [
    column("story", "text", "id of the story: the record's story.id", (_, { record }) => record.story.id),
    column("published", "text", "date of the story, YYYY-MM-DD", (_, { record }) => record.story.published),
    column("agency", "text", "who published it", (_, { record }) => record.story.agency),
    column("headline", "text", "headline of the story", (_, { record }) => record.story.headline),
    column(
      "dispatch",
      "text",
      "id of the first story in the archive that carries the same dispatch; equal for duplicates",
      (_, { dispatch }) => dispatch,
    ),
  ];
}

function ofReading<Entry extends { id: string }>(): Column<Entry>[] {
  return [
    column(
      "verdict",
      "text",
      "what a person found of this entry: right, wrong or correct; empty where nobody judged",
      (entry, { corrections }) => corrections.get(entry.id)?.verdict ?? null,
    ),
    column(
      "correction",
      "text",
      "with verdict correct: the fields as they should be, JSON",
      (entry, { corrections }) => {
        const value = corrections.get(entry.id)?.value;
        return value ? JSON.stringify(value) : null;
      },
    ),
    column(
      "reader",
      "text",
      "version of the reader, and the first letters of the digests of its lexicon and model",
      (_, { record: { reader } }) =>
        `${reader.version} ${digest(reader.lexicon)} ${reader.model === null ? "no-model" : digest(reader.model)}`,
    ),
  ];
}

function digest(full: string): string {
  return full.replace("sha256:", "").slice(0, 12);
}

function ofTelling<Entry extends { saidIn: string | null; why: string; confidence: number }>(): Column<Entry>[] {
  return [
    column(
      "said_in",
      "text",
      "id of the statement that tells of it; empty: the outlet's own voice",
      (entry) => entry.saidIn,
    ),
    column("said_by", "text", "who says so, where it is told in a statement", (entry, story) => {
      const statement = story.record.statements.find((one) => one.id === entry.saidIn);
      return actorOf(story, statement?.speaker ?? null)?.name ?? null;
    }),
    column("why", "text", "the lexicon line and the words it matched", (entry) => entry.why),
    column("confidence", "number", "0 to 1", (entry) => entry.confidence),
  ];
}

/** The columns of names that are not simply the plural. */
const NAMES: { readonly [prefix: string]: string } = { by: "by", with: "with" };

function parties<Entry>(prefix: string, who: string, of: (entry: Entry) => readonly string[]): Column<Entry>[] {
  return [
    column(NAMES[prefix] ?? `${prefix}s`, "list", `${who}: names`, (entry, story) =>
      fields(story, of(entry), (actor) => actor.name),
    ),
    column(`${prefix}_countries`, "list", `${who}: ISO 3166-1 alpha-3, in the order of the names`, (entry, story) =>
      fields(story, of(entry), (actor) => actor.country),
    ),
    column(`${prefix}_codes`, "list", `${who}: CAMEO actor codes, in the order of the names`, (entry, story) =>
      fields(story, of(entry), (actor) => actor.cameo),
    ),
  ];
}

function offsets<Entry>(of: (entry: Entry) => Span): Column<Entry>[] {
  return [
    column("start", "whole", "where the words begin in the story's text, UTF-16 code units", (entry) => of(entry)[0]),
    column("end", "whole", "where they end, exclusive", (entry) => of(entry)[1]),
  ];
}

const FIRST: Span = [0, 0];

// --- the tables --------------------------------------------------------------------------------

type EntryOf<List extends keyof Record> = Record[List] extends readonly (infer Entry)[] ? Entry : never;

const TABLES: {
  readonly stories: Table<Record>;
  readonly statements: Table<EntryOf<"statements">>;
  readonly events: Table<EntryOf<"events">>;
  readonly ties: Table<EntryOf<"ties">>;
  readonly commitments: Table<EntryOf<"commitments">>;
  readonly times: Table<EntryOf<"times">>;
} = {
  stories: {
    about: "a story, in its newest version",
    entries: (record) => [record],
    columns: [
      ...ofStory<Record>(),
      column("source_id", "text", "the agency's or feed's own id", ({ story }) => story.sourceId),
      column("byline", "text", "who wrote it", ({ story }) => story.byline),
      column("place", "text", "place of the dateline", ({ story }) => story.dateline?.place ?? null),
      column("language", "text", "ISO 639-1, or und", ({ story }) => story.language),
      column("format", "text", "the format it was read from", ({ story }) => story.format),
      column("url", "text", "its address", ({ story }) => story.url),
      column("statements", "whole", "statements read from it", (record) => record.statements.length),
      column("events", "whole", "events read from it", (record) => record.events.length),
      column(
        "reader",
        "text",
        "version of the reader, and the digests of its lexicon and model",
        ({ reader }) =>
          `${reader.version} ${digest(reader.lexicon)} ${reader.model === null ? "no-model" : digest(reader.model)}`,
      ),
      column("text", "text", "the whole text", ({ story }) => story.text),
    ],
  },
  statements: {
    about: "a statement: who said what",
    entries: (record) => record.statements,
    columns: [
      ...ofStory<EntryOf<"statements">>(),
      column("statement", "text", "id of the statement within its story", (one) => one.id),
      column("date", "text", "when it was said, as far as the story tells", (one) => one.date),
      column("kind", "text", "direct, indirect or mixed", (one) => one.kind),
      column("speaker", "text", "name of who said it", (one, story) => actorOf(story, one.speaker)?.name ?? null),
      column("speaker_kind", "text", "person, state, igo …", (one, story) => actorOf(story, one.speaker)?.kind ?? null),
      column("office", "text", "the speaker's office", (one, story) => actorOf(story, one.speaker)?.role ?? null),
      column(
        "country",
        "text",
        "the speaker's country, ISO 3166-1 alpha-3",
        (one, story) => actorOf(story, one.speaker)?.country ?? null,
      ),
      column(
        "code",
        "text",
        "the speaker's CAMEO actor code",
        (one, story) => actorOf(story, one.speaker)?.cameo ?? null,
      ),
      column("addressee", "text", "to whom it was said", (one, story) => actorOf(story, one.addressee)?.name ?? null),
      column("venue", "text", "where it was said", (one) => one.venue),
      column("source", "text", "the words that name the speaker", (one, story) => words(story, one.source)),
      column("cue", "text", "the words that tell of saying", (one, story) => words(story, one.cue)),
      column("content", "text", "the words that were said", (one, { record }) => statementText(record.story.text, one)),
      ...offsets<EntryOf<"statements">>((one) => one.content[0] ?? FIRST),
      column("prompted_by", "text", "the question, or the words that tell of one", (one, story) =>
        typeof one.promptedBy === "string" ? promptOf(story, one.promptedBy) : words(story, one.promptedBy),
      ),
      column("said_in", "text", "id of the statement in which this one is told", (one) => one.saidIn),
      column("counted", "truth", "false: the same words of a duplicate are counted instead", (_, { counted }, n) =>
        counted.statements.has(n),
      ),
      ...ofReading<EntryOf<"statements">>(),
    ],
  },
  events: {
    about: "an event: who did what to whom",
    entries: (record) => record.events,
    columns: [
      ...ofStory<EntryOf<"events">>(),
      column("event", "text", "id of the event within its story", (one) => one.id),
      column(
        "date",
        "text",
        "when it happened, as far as the story tells, otherwise the story's date",
        (one, { record }) => one.date?.value ?? record.story.published,
      ),
      column("type", "text", "PLOVER event type", (one) => one.type),
      column("mode", "text", "PLOVER mode of the type", (one) => one.mode),
      column("contexts", "list", "PLOVER contexts", (one) => one.contexts),
      column("aux", "list", "auxiliary modes: historical, future, hypothetical, negation", (one) => one.aux),
      column("cameo", "text", "CAMEO code", (one) => one.cameo),
      column("quad", "text", "verbal or material, cooperation or conflict", (one) => one.quad),
      column("score", "number", "PLOVER score, -10 to 10", (one) => one.score),
      ...parties<EntryOf<"events">>("actor", "who did it", (one) => one.actors),
      ...parties<EntryOf<"events">>("recipient", "to whom", (one) => one.recipients),
      column("place", "text", "where", (one) => one.place?.name ?? null),
      column("place_country", "text", "ISO 3166-1 alpha-3 of the place", (one) => one.place?.country ?? null),
      column("lat", "number", "latitude of the place", (one) => one.place?.lat ?? null),
      column("lon", "number", "longitude of the place", (one) => one.place?.lon ?? null),
      column("trigger", "text", "the words that tell of the act", (one, story) => words(story, one.trigger)),
      column("sentence", "text", "the sentence it is told in", (one, story) =>
        words(story, one.evidence[0] ?? one.trigger),
      ),
      ...offsets<EntryOf<"events">>((one) => one.evidence[0] ?? one.trigger),
      ...ofTelling<EntryOf<"events">>(),
      column(
        "counted",
        "truth",
        "whether the tallies count it: told as news and as fact, once of all duplicates",
        (_, { counted }, n) => counted.events.has(n),
      ),
      ...ofReading<EntryOf<"events">>(),
    ],
  },
  ties: {
    about: "a tie between states: relations, partnership, treaty, membership, recognition",
    entries: (record) => record.ties,
    columns: [
      ...ofStory<EntryOf<"ties">>(),
      column("tie", "text", "id of the tie within its story", (one) => one.id),
      column("kind", "text", "diplomatic-relations, partnership, treaty, membership or recognition", (one) => one.kind),
      column("parties", "list", "names of the parties", (one, story) =>
        fields(story, one.parties, (actor) => actor.name),
      ),
      column("party_countries", "list", "ISO 3166-1 alpha-3, in the order of the names", (one, story) =>
        fields(story, one.parties, (actor) => actor.country),
      ),
      column("name", "text", "the exact wording, which is the rank", (one) => one.name),
      column("level", "text", "level of representation", (one) => one.level),
      column("since", "text", "since when", (one) => one.since),
      column("distinction", "text", "what sets it apart (first major Western country …)", (one) => one.distinction),
      column("status", "text", "in-force, ended or claimed", (one) => one.status),
      column(
        "anniversary",
        "whole",
        "the anniversary that the story tells of",
        (one, { record }) => record.anniversaries.find(({ tie }) => tie === one.id)?.nth ?? null,
      ),
      column(
        "anniversary_in",
        "text",
        "when that anniversary is",
        (one, { record }) => record.anniversaries.find(({ tie }) => tie === one.id)?.in ?? null,
      ),
      column("sentence", "text", "the sentence it is told in", (one, story) => words(story, one.evidence[0])),
      ...offsets<EntryOf<"ties">>((one) => one.evidence[0] ?? FIRST),
      ...ofTelling<EntryOf<"ties">>(),
      ...ofReading<EntryOf<"ties">>(),
    ],
  },
  commitments: {
    about: "a commitment: what was promised, by when",
    entries: (record) => record.commitments,
    columns: [
      ...ofStory<EntryOf<"commitments">>(),
      column("commitment", "text", "id of the commitment within its story", (one) => one.id),
      ...parties<EntryOf<"commitments">>("by", "who promised", (one) => one.by),
      ...parties<EntryOf<"commitments">>("with", "with whom", (one) => one.with),
      column("what", "text", "the words of the promise", (one, story) => words(story, one.what)),
      ...offsets<EntryOf<"commitments">>((one) => one.what),
      column("from", "text", "when the promise opens", (one) => one.window?.from ?? null),
      column("to", "text", "when it is due", (one) => one.window?.to ?? null),
      ...ofTelling<EntryOf<"commitments">>(),
      ...ofReading<EntryOf<"commitments">>(),
    ],
  },
  times: {
    about: "a time expression, TIMEX3",
    entries: (record) => record.times,
    columns: [
      ...ofStory<EntryOf<"times">>(),
      column("time", "text", "id of the time within its story", (one) => one.id),
      column("words", "text", "the expression", (one, story) => words(story, [one.start, one.end])),
      column("type", "text", "DATE, TIME, DURATION or SET", (one) => one.type),
      column("value", "text", "TIMEX3 value", (one) => one.value),
      column("mod", "text", "TIMEX3 mod", (one) => one.mod),
      column("quant", "text", "TIMEX3 quant", (one) => one.quant),
      column("freq", "text", "TIMEX3 freq", (one) => one.freq),
      column("begin_point", "text", "value from which a range runs", (one) => one.beginPoint),
      column("end_point", "text", "value up to which it runs", (one) => one.endPoint),
      ...offsets<EntryOf<"times">>((one) => [one.start, one.end]),
      ...ofReading<EntryOf<"times">>(),
    ],
  },
};

function promptOf({ record }: Exported, id: string): string | null {
  const question = record.statements.find((one) => one.id === id);
  return question ? statementText(record.story.text, question) : null;
}
