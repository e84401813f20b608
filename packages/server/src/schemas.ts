import { ENTRY_KINDS, EXCHANGE_KINDS, LEVELS, SOURCE_KINDS, STANDINGS, VERDICTS } from "@chancery/archive";
import {
  AUX_MODES,
  EVENT_TYPES,
  QUADS,
  type Record as ReadRecord,
  STATEMENT_KINDS,
  TIE_KINDS,
  TIE_STATUSES,
} from "@chancery/reader";
import recordSchema from "@chancery/reader/record.schema.json" with { type: "json" };
import { type Static, type TSchema, Type } from "@sinclair/typebox";
import type { FastifyInstance } from "fastify";
import { ProblemSchema } from "./problems.ts";

/** The shapes of the API: requests are checked against them, the OpenAPI file and the pages' client are made from them. */

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** A reference to a schema of the house by its name. */
export const ref = <T extends TSchema>(schema: T) => Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` });

/** The record of a story, by the schema that ships with the reader. */
export const RecordRef = Type.Unsafe<ReadRecord>({ $ref: "Record#" });

/** The part of a list that one answer holds. `next` asks for the part after it. */
export const listOf = <T extends TSchema>(schema: T) =>
  Type.Object({ items: Type.Array(ref(schema)), next: nullable(Type.String()) });

/** The parameters by which lists are turned over. */
export const Paging = {
  cursor: Type.Optional(Type.String({ pattern: "^\\d{1,16}$", description: "The `next` of the answer before." })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 40 })),
};

export const StorySummarySchema = Type.Object(
  {
    id: Type.String({ description: "Addresses the story." }),
    headline: nullable(Type.String()),
    agency: nullable(Type.String()),
    published: nullable(Type.String()),
    format: Type.String(),
    language: Type.String({ description: "ISO 639-1, or `und`." }),
    lead: Type.String({ description: "The first words of its body." }),
    versions: Type.Integer({ description: "Versions kept, the newest included." }),
    duplicates: Type.Integer({ description: "Other stories that are the same dispatch." }),
    counts: Type.Object({
      statements: Type.Integer(),
      events: Type.Integer(),
      ties: Type.Integer(),
      commitments: Type.Integer(),
    }),
  },
  { $id: "StorySummary" },
);

export const VersionSchema = Type.Object(
  {
    id: Type.String(),
    arrival: Type.Integer({ description: "The place in which it came to the archive." }),
    published: nullable(Type.String()),
    headline: nullable(Type.String()),
    current: Type.Boolean(),
  },
  { $id: "Version", description: "A version of a story." },
);

export const StorySchema = Type.Object(
  {
    record: RecordRef,
    versions: Type.Array(ref(VersionSchema), { description: "The newest first." }),
    outlets: Type.Array(ref(StorySummarySchema), { description: "The other stories that are the same dispatch." }),
  },
  { $id: "StoryPage" },
);

/** One of a list of words. */
export const oneOf = <const T extends readonly string[]>(words: T) =>
  Type.Unsafe<T[number]>({ type: "string", enum: [...words] });

export const Country = Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 3166-1 alpha-3." });

export const Day = Type.String({
  pattern: "^\\d{4}(-\\d{2}(-\\d{2})?)?$",
  description: "A day, a month or a year: `2024-01-29`, `2024-01`, `2024`.",
});

const SpanSchema = Type.Tuple([Type.Integer(), Type.Integer()], {
  $id: "Stretch",
  description: "Half-open, in UTF-16 code units.",
});

const SnippetSchema = Type.Object(
  {
    start: Type.Integer({ description: "Where the piece stands in its text." }),
    text: Type.String(),
    marks: Type.Array(ref(SpanSchema), { description: "What of `text` matches." }),
  },
  { $id: "Snippet" },
);

export const StatementSchema = Type.Object(
  {
    story: Type.String(),
    statement: Type.String({ description: "Its id in the story’s record." }),
    kind: oneOf(STATEMENT_KINDS),
    speaker: nullable(Type.String()),
    actor: nullable(Type.Integer({ description: "The speaker’s id in the archive." })),
    office: nullable(Type.String()),
    country: nullable(Type.String()),
    date: nullable(Type.String()),
    headline: nullable(Type.String()),
    agency: nullable(Type.String()),
    published: nullable(Type.String()),
    snippet: ref(SnippetSchema),
    duplicates: Type.Integer(),
  },
  { $id: "FoundStatement" },
);

export const EventSchema = Type.Object(
  {
    story: Type.String(),
    event: Type.String({ description: "Its id in the story’s record." }),
    type: oneOf(EVENT_TYPES),
    mode: nullable(Type.String()),
    aux: Type.Array(oneOf(AUX_MODES)),
    quad: oneOf(QUADS),
    score: Type.Number(),
    date: nullable(Type.String()),
    actors: Type.Array(Type.String()),
    recipients: Type.Array(Type.String()),
    speaker: nullable(Type.String()),
    headline: nullable(Type.String()),
    agency: nullable(Type.String()),
    published: nullable(Type.String()),
    sentence: Type.String(),
    evidence: ref(SpanSchema),
    trigger: ref(SpanSchema),
    why: Type.String(),
    confidence: Type.Number(),
    counted: Type.Boolean({ description: "Whether the counts have it; of those that duplicates tell they have one." }),
    outlets: Type.Array(Type.String()),
  },
  { $id: "FoundEvent" },
);

const Quads = Type.Unsafe<readonly [number, number, number, number]>({
  type: "array",
  items: { type: "integer" },
  minItems: 4,
  maxItems: 4,
  description: `Events of each quad: ${QUADS.join(", ")}.`,
});
const Score = nullable(Type.Number({ description: "Mean PLOVER score, −10 to 10." }));

const PointSchema = Type.Object(
  { period: nullable(Type.String()), events: Type.Integer(), score: Score, quads: Quads, statements: Type.Integer() },
  { $id: "Point" },
);

export const TimelineSchema = Type.Object(
  {
    points: Type.Array(ref(PointSchema), { description: "The earliest first; periods without anything are left out." }),
    total: Type.Object({ events: Type.Integer(), score: Score, quads: Quads, statements: Type.Integer() }),
  },
  { $id: "Timeline" },
);

export const CountrySchema = Type.Object(
  {
    country: Country,
    events: Type.Integer({ description: "What it did." }),
    received: Type.Integer({ description: "What was done to it." }),
    statements: Type.Integer({ description: "What was said by its people." }),
    score: Score,
    quads: Quads,
  },
  { $id: "CountryFigures" },
);

const Side = Type.Object({ events: Type.Integer(), score: Score });
export const PartnerSchema = Type.Object({ country: Country, out: Side, back: Side, quads: Quads }, { $id: "Partner" });

export const DyadSchema = Type.Object(
  {
    source: Country,
    target: Country,
    events: Type.Integer(),
    score: Score,
    quads: Quads,
    before: nullable(Type.Object({ events: Type.Integer(), score: Score })),
  },
  { $id: "DyadFigures" },
);

const ByLevel = Type.Object({
  leaders: Type.Integer(),
  ministers: Type.Integer(),
  officials: Type.Integer(),
  others: Type.Integer(),
});

export const ExchangePeriodSchema = Type.Object(
  {
    period: nullable(
      Type.String({ description: "`2024-01`, `2024` where only the year is told, null where nothing is." }),
    ),
    visits: ByLevel,
    meetings: Type.Object(ByLevel.properties, { description: "Meetings and calls." }),
  },
  { $id: "ExchangePeriod" },
);

export const ExchangeSchema = Type.Object(
  {
    kind: oneOf(EXCHANGE_KINDS),
    level: oneOf(LEVELS),
    date: nullable(Type.String()),
    from: nullable(Type.String({ description: "Of a visit: the country from which the guest comes." })),
    who: Type.Array(Type.Array(Type.String()), {
      minItems: 2,
      maxItems: 2,
      description: "Who took part for the one country and for the other.",
    }),
    told: Type.Integer({ description: "Stories that tell it." }),
    story: Type.String(),
    event: Type.String(),
    sentence: Type.String(),
  },
  { $id: "Exchange" },
);

const ExchangeCount = Type.Object({ visits: ByLevel, meetings: ByLevel });

export const ExchangeClaimSchema = Type.Object(
  {
    statement: ref(StatementSchema),
    sentence: Type.String({ description: "The sentence of the statement that says it." }),
    since: Type.String({ description: "The beginning of the time it speaks of." }),
    told: Type.Boolean({
      description: "Whether the statement itself tells since when; otherwise it is twelve months.",
    }),
    counted: Type.Object(ExchangeCount.properties, { description: "What the archive counts in that time." }),
    before: Type.Object(ExchangeCount.properties, { description: "What it counts in as long a time before." }),
  },
  { $id: "ExchangeClaim" },
);

const PartySchema = Type.Object({ name: Type.String(), country: nullable(Type.String()) }, { $id: "Party" });

export const TieSchema = Type.Object(
  {
    kind: oneOf(TIE_KINDS),
    name: nullable(Type.String()),
    parties: Type.Array(ref(PartySchema)),
    level: nullable(Type.String()),
    since: nullable(Type.String()),
    distinction: nullable(Type.String()),
    status: oneOf(TIE_STATUSES),
    told: Type.Integer({ description: "How many times it is told." }),
    first: nullable(Type.String()),
    last: nullable(Type.String()),
    story: Type.String({ description: "The newest story that tells it." }),
    tie: Type.String({ description: "Its id in that story’s record." }),
    words: Type.String(),
  },
  { $id: "ToldTie" },
);

export const AnniversarySchema = Type.Object(
  {
    date: Type.String({ description: "The day, or the year where no day is told." }),
    nth: Type.Integer(),
    round: Type.Boolean(),
    tie: ref(TieSchema),
  },
  { $id: "ComingAnniversary" },
);

export const CommitmentSchema = Type.Object(
  {
    story: Type.String(),
    commitment: Type.String({ description: "Its id in the story’s record." }),
    by: Type.Array(ref(PartySchema)),
    with: Type.Array(ref(PartySchema)),
    words: Type.String(),
    opens: nullable(Type.String()),
    closes: nullable(Type.String()),
    speaker: nullable(Type.String()),
    headline: nullable(Type.String()),
    published: nullable(Type.String()),
    why: Type.String(),
    confidence: Type.Number(),
    standing: oneOf(STANDINGS),
    decided: Type.Boolean({
      description: "Whether a person said so; otherwise it follows from what is proposed and from the term.",
    }),
    proposals: Type.Array(
      Type.Object({
        standing: oneOf(["met", "broken"]),
        event: ref(EventSchema),
        shared: Type.Array(Type.String(), { description: "Words that the promise and the event share." }),
      }),
      { description: "Events that look like its fulfilment or its breach, the likeliest first." },
    ),
  },
  { $id: "Promise" },
);

const Count = Type.Integer();
const counted = <Name extends string, T extends TSchema>(name: Name, schema: T) =>
  Type.Array(Type.Object({ [name]: schema, n: Type.Integer() } as { [key in Name]: T } & { n: typeof Count }));
export const FacetsSchema = Type.Object(
  {
    speakers: Type.Array(
      Type.Object({ actor: Type.Integer(), name: Type.String(), country: nullable(Type.String()), n: Type.Integer() }),
    ),
    countries: counted("country", Type.String()),
    kinds: counted("kind", oneOf(STATEMENT_KINDS)),
    years: counted("year", Type.String()),
    of: Type.Integer({ description: "Statements that were spread, the newest first." }),
    exact: Type.Boolean({ description: "False where there are more." }),
  },
  { $id: "Facets" },
);

/** The number of something that the desk keeps. */
export const RowId = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 1e12 }) });

/** The answer to what only has to be done. */
export const Done = Type.Object({ done: Type.Literal(true) });

export const CalendarSchema = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    country: nullable(Type.String()),
    other: nullable(Type.String()),
    made: Type.String(),
    path: Type.String({ description: "Where calendar programs find it on this server." }),
  },
  { $id: "CalendarAddress" },
);

export const CorrectionSchema = Type.Object(
  {
    id: Type.Integer(),
    story: Type.String(),
    kind: oneOf(ENTRY_KINDS),
    entry: nullable(Type.String({ description: "Null where the newest reading has no such entry." })),
    span: ref(SpanSchema),
    verdict: oneOf(VERDICTS),
    value: nullable(Type.Record(Type.String(), Type.Unknown())),
    note: nullable(Type.String()),
    reader: Type.String({ description: "The version of the reader whose entry was judged." }),
    made: Type.String(),
  },
  { $id: "Correction" },
);

export const PrecisionSchema = Type.Object(
  {
    kind: oneOf(ENTRY_KINDS),
    type: Type.String({ description: "An event’s type, a tie’s kind and so on; `all` for the kind as a whole." }),
    right: Type.Integer(),
    judged: Type.Integer(),
    share: Type.Number(),
    low: Type.Number({ description: "The 95 % interval by Wilson." }),
    high: Type.Number(),
  },
  { $id: "Precision" },
);

export const WatchSchema = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    made: Type.String(),
    statements: nullable(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
    dyad: nullable(Type.Object({ a: Type.String(), b: Type.String() })),
    news: Type.Integer({ description: "How much came since the last visit; 1,000 stands for that many or more." }),
    path: Type.String({ description: "Where feed programs find it on this server." }),
  },
  { $id: "Watch" },
);

export const SourceSchema = Type.Object(
  {
    id: Type.Integer(),
    kind: oneOf(SOURCE_KINDS),
    address: Type.String(),
    name: nullable(Type.String()),
    made: Type.String(),
    fulltext: Type.Boolean(),
    asked: nullable(Type.String()),
    next: nullable(Type.String()),
    failures: Type.Integer({ description: "Failures in a row." }),
    stories: Type.Integer(),
    trouble: nullable(Type.String({ description: "Why it failed last, while it fails." })),
  },
  { $id: "Source" },
);

export const ArrivalSchema = Type.Object(
  {
    at: Type.String(),
    outcome: Type.String({ description: "`new`, `version`, `known`, `reread`, `forgotten` or `failed`." }),
    story: nullable(Type.String()),
    title: nullable(Type.String()),
    reason: nullable(Type.String()),
  },
  { $id: "Arrival" },
);

export const PhraseSchema = Type.Object(
  {
    words: Type.String(),
    statements: Type.Integer(),
    stories: Type.Integer(),
    first: nullable(Type.String()),
    last: nullable(Type.String()),
    months: Type.Array(Type.Object({ month: Type.String(), n: Type.Integer() })),
    variants: Type.Array(Type.String(), { description: "Phrases that differ from it by one word." }),
    state: nullable(oneOf(["new", "silent", "kept"])),
    story: Type.String({ description: "The story of the last statement that has it." }),
    statement: Type.String({ description: "That statement’s id in the story’s record." }),
  },
  { $id: "Phrase" },
);

export const SCHEMAS: readonly TSchema[] = [
  ProblemSchema,
  StorySummarySchema,
  VersionSchema,
  StorySchema,
  SpanSchema,
  SnippetSchema,
  StatementSchema,
  EventSchema,
  PointSchema,
  TimelineSchema,
  CountrySchema,
  PartnerSchema,
  DyadSchema,
  ExchangePeriodSchema,
  ExchangeSchema,
  ExchangeClaimSchema,
  PartySchema,
  TieSchema,
  AnniversarySchema,
  CommitmentSchema,
  FacetsSchema,
  CalendarSchema,
  CorrectionSchema,
  PrecisionSchema,
  WatchSchema,
  SourceSchema,
  ArrivalSchema,
  PhraseSchema,
];

/** Makes every schema known to the server by its name; the record's parts become schemas of their own. */
export function addSchemas(server: FastifyInstance): void {
  for (const schema of SCHEMAS) server.addSchema(schema);
  const definitions: { [name: string]: object } = recordSchema.definitions;
  for (const [name, definition] of Object.entries(definitions)) server.addSchema({ $id: name, ...renamed(definition) });
}

/** A schema whose references to `#/definitions/Name` are references to `Name#`. */
function renamed(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === "$ref" && typeof value === "string"
        ? `${decodeURIComponent(value.replace("#/definitions/", ""))}#`
        : value,
    ),
  );
}
