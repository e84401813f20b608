/**
 * The record: the vocabulary of the whole house. One `Record` per story.
 *
 * Every span is half-open `[start, end)` in UTF-16 code units of `story.text`, so that
 * `text.slice(start, end)` is the evidence itself. A JSON Schema is generated from this file.
 */

/** The version of this vocabulary; it changes when a record of before could be misread. */
export const SCHEMA = "chancery/1";

/** Half-open `[start, end)`, UTF-16 code units of `story.text`. */
export type Span = [start: number, end: number];

/** A calendar date or a coarser one, as TIMEX3 values are written: `2024-01-29`, `2024-01`, `2024`. */
export type DateValue = string;

export type ActorId = string;
export type TimeId = string;
export type StatementId = string;
export type EventId = string;
export type TieId = string;
export type CommitmentId = string;

/** What read the story. Records are comparable when these are equal. */
export interface ReaderVersion {
  version: string;
  /** `sha256:…` of the compiled lexicon, with the user's own additions. */
  lexicon: string;
  /** `sha256:…` of the syntax model; null when the reader was made without one. */
  model: string | null;
}

// --- the story ---------------------------------------------------------------------------------

export const FORMATS = [
  "wire",
  "briefing",
  "article",
  "jsonl",
  "feed",
  "nitf",
  "newsml",
  "newsml-g2",
  "ninjs",
] as const;
export type Format = (typeof FORMATS)[number];

export const BLOCK_KINDS = [
  "headline",
  "byline",
  "dateline",
  "paragraph",
  "question",
  "answer",
  "trailer",
  "boilerplate",
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** A stretch of the story's text. Blocks stand in text order and do not overlap. */
export interface Block {
  kind: BlockKind;
  start: number;
  end: number;
  /** Whose turn it is, in a briefing; null elsewhere and where the page does not say. */
  speaker: ActorId | null;
}

export interface Dateline {
  place: string | null;
  date: DateValue | null;
  agency: string | null;
}

export interface Story {
  /** The id a JSON Lines input gave, otherwise a hash of the content. */
  id: string;
  /** The feed's or agency's own id, as `XIN_ENG_20051103.0277`. */
  sourceId: string | null;
  format: Format;
  agency: string | null;
  url: string | null;
  headline: string | null;
  byline: string | null;
  published: DateValue | null;
  /** ISO 639-1, or `und`. */
  language: string;
  text: string;
  dateline: Dateline | null;
  blocks: Block[];
}

// --- actors ------------------------------------------------------------------------------------

export const ACTOR_KINDS = [
  "state",
  "government",
  "person",
  "igo",
  "ngo",
  "armed-group",
  "party",
  "company",
  "media",
  "people",
  "place",
] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** PLOVER's sectors with CAMEO's older ones; `ontology.md` of the design says what each covers. */
export const SECTORS = [
  "GOV",
  "MIL",
  "COP",
  "JUD",
  "LEG",
  "PTY",
  "OPP",
  "REB",
  "UAF",
  "SPY",
  "EDU",
  "MED",
  "BUS",
  "LAB",
  "AGR",
  "HLH",
  "REL",
  "CVL",
  "REF",
  "ELI",
  "NGO",
  "IGO",
  "MNC",
  "CRM",
  "SET",
  "IDP",
] as const;
export type Sector = (typeof SECTORS)[number];

export interface Actor {
  id: ActorId;
  /** The fullest name the story or the lexicon gives. */
  name: string;
  kind: ActorKind;
  /** ISO 3166-1 alpha-3 of a state of today. */
  country: string | null;
  /** ISO 3166-3 code of a dissolved state (`SUHH`), whose successor `country` then is. */
  formerly: string | null;
  sector: Sector | null;
  role: string | null;
  /** CAMEO actor code, `CHNGOV`, `IGOUNO`. */
  cameo: string | null;
  /** Every mention, in text order. */
  mentions: Span[];
}

// --- times -------------------------------------------------------------------------------------

export const TIME_TYPES = ["DATE", "TIME", "DURATION", "SET"] as const;
export type TimeType = (typeof TIME_TYPES)[number];

/** A TIMEX3 by the TimeML 1.2.1 guidelines. `value` is null where the text gives none. */
export interface Time {
  id: TimeId;
  start: number;
  end: number;
  type: TimeType;
  value: string | null;
  mod: string | null;
  quant: string | null;
  freq: string | null;
  /** The value from which, and up to which, a duration or a range runs (TIMEX3's beginPoint and endPoint). */
  beginPoint: string | null;
  endPoint: string | null;
}

// --- statements --------------------------------------------------------------------------------

export const STATEMENT_KINDS = ["direct", "indirect", "mixed"] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

export interface Statement {
  id: StatementId;
  kind: StatementKind;
  /** The person or body behind the word, as far as the story tells. */
  speaker: ActorId | null;
  source: Span | null;
  cue: Span | null;
  content: Span[];
  addressee: ActorId | null;
  venue: string | null;
  venueSpan: Span | null;
  date: DateValue | null;
  /** The question, or the words that tell of one. */
  promptedBy: StatementId | Span | null;
  /** Speech within speech: the statement in which this one is told. */
  saidIn: StatementId | null;
}

// --- events ------------------------------------------------------------------------------------

/** PLOVER's event types, in the manual's order. */
export const EVENT_TYPES = [
  "AGREE",
  "CONSULT",
  "SUPPORT",
  "CONCEDE",
  "COOPERATE",
  "AID",
  "RETREAT",
  "REQUEST",
  "ACCUSE",
  "REJECT",
  "THREATEN",
  "PROTEST",
  "SANCTION",
  "MOBILIZE",
  "COERCE",
  "ASSAULT",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const QUADS = ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"] as const;
export type Quad = (typeof QUADS)[number];

export const AUX_MODES = ["historical", "future", "hypothetical", "negation"] as const;
export type AuxMode = (typeof AUX_MODES)[number];

export const CONTEXTS = [
  "military",
  "intelligence",
  "executive",
  "legislative",
  "election",
  "political_institutions",
  "pro_democracy",
  "pro_autocracy",
  "economic",
  "legal",
  "reparations",
  "human_rights",
  "rights_freedoms",
  "repression",
  "human_security",
  "gender",
  "lgbt",
  "religion_ethnicity",
  "inequality",
  "diplomatic",
  "territory",
  "peacekeeping",
  "health",
  "asylum",
  "migration",
  "disasters",
  "natural_resource",
  "environment",
  "technology",
  "terrorism",
  "cbrn",
  "cyber",
  "misinformation",
  "crime",
  "corruption",
  "illegal_drugs",
  "trafficking",
] as const;
export type Context = (typeof CONTEXTS)[number];

export interface EventDate {
  value: DateValue;
  /** The time expression it was read from, or the story's own date. */
  from: TimeId | "published";
}

export interface EventPlace {
  name: string;
  country: string | null;
  span: Span;
  lat: number | null;
  lon: number | null;
}

export interface Event {
  id: EventId;
  type: EventType;
  /** PLOVER's mode of the type (`visit`, `troops`), null where the words do not tell. */
  mode: string | null;
  contexts: Context[];
  aux: AuxMode[];
  cameo: string;
  quad: Quad;
  score: number;
  actors: ActorId[];
  recipients: ActorId[];
  date: EventDate | null;
  place: EventPlace | null;
  trigger: Span;
  /** Sentences; the first is the one the event is told in. */
  evidence: Span[];
  /** The statement that tells of it; null: the outlet's own voice. */
  saidIn: StatementId | null;
  why: string;
  confidence: number;
}

// --- ties --------------------------------------------------------------------------------------

export const TIE_KINDS = ["diplomatic-relations", "partnership", "treaty", "membership", "recognition"] as const;
export type TieKind = (typeof TIE_KINDS)[number];

export const TIE_STATUSES = ["in-force", "ended", "claimed"] as const;
export type TieStatus = (typeof TIE_STATUSES)[number];

export interface Tie {
  id: TieId;
  parties: ActorId[];
  kind: TieKind;
  /** The exact wording, which is the rank. */
  name: string | null;
  level: string | null;
  since: DateValue | null;
  distinction: string | null;
  status: TieStatus;
  evidence: Span[];
  saidIn: StatementId | null;
  why: string;
  confidence: number;
}

export interface Anniversary {
  tie: TieId;
  nth: number;
  in: DateValue;
  evidence: Span[];
  saidIn: StatementId | null;
  why: string;
  confidence: number;
}

export interface Commitment {
  id: CommitmentId;
  by: ActorId[];
  with: ActorId[];
  what: Span;
  window: { from: DateValue | null; to: DateValue | null } | null;
  saidIn: StatementId | null;
  why: string;
  confidence: number;
}

// --- what was left out -------------------------------------------------------------------------

export const ABSTENTION_KINDS = ["language", "story", "time", "actor", "statement", "event", "tie"] as const;
export type AbstentionKind = (typeof ABSTENTION_KINDS)[number];

/** Something the reading saw and could not decide. */
export interface Abstention {
  kind: AbstentionKind;
  span: Span;
  reason: string;
}

export interface Record {
  schema: typeof SCHEMA;
  reader: ReaderVersion;
  story: Story;
  actors: Actor[];
  times: Time[];
  statements: Statement[];
  events: Event[];
  ties: Tie[];
  anniversaries: Anniversary[];
  commitments: Commitment[];
  abstentions: Abstention[];
}
