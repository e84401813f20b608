// Made from docs/openapi.json by packages/web/scripts/client.ts; not edited by hand.

/** Problem details (RFC 9457). */
export type Problem = { type: "about:blank"; title: string; status: number; detail: string };

export type StorySummary = { id: string; headline: string | null; agency: string | null; published: string | null; format: string; language: string; lead: string; versions: number; duplicates: number; counts: { statements: number; events: number; ties: number; commitments: number } };

/** A version of a story. */
export type Version = { id: string; arrival: number; published: string | null; headline: string | null; current: boolean };

export type StoryPage = { record: Record; versions: (Version)[]; outlets: (StorySummary)[] };

/** Something the reading saw and could not decide. */
export type Abstention = { kind: AbstentionKind; reason: string; span: Span };

export type AbstentionKind = "language" | "story" | "time" | "actor" | "statement" | "event" | "tie";

export type Actor = { cameo: string | null; country: string | null; formerly: string | null; id: ActorId; kind: ActorKind; mentions: (Span)[]; name: string; role: string | null; sector: Sector | null };

export type ActorId = string;

export type ActorKind = "state" | "government" | "person" | "igo" | "ngo" | "armed-group" | "party" | "company" | "media" | "people" | "place";

export type Anniversary = { confidence: number; evidence: (Span)[]; in: DateValue; nth: number; saidIn: StatementId | null; tie: TieId; why: string };

export type AuxMode = "historical" | "future" | "hypothetical" | "negation";

/** A stretch of the story's text. Blocks stand in text order and do not overlap. */
export type Block = { end: number; kind: BlockKind; speaker: ActorId | null; start: number };

export type BlockKind = "headline" | "byline" | "dateline" | "paragraph" | "question" | "answer" | "trailer" | "boilerplate";

export type Commitment = { by: (ActorId)[]; confidence: number; id: CommitmentId; saidIn: StatementId | null; what: Span; why: string; window: { from: DateValue | null; to: DateValue | null } | null; with: (ActorId)[] };

export type CommitmentId = string;

export type Context = "military" | "intelligence" | "executive" | "legislative" | "election" | "political_institutions" | "pro_democracy" | "pro_autocracy" | "economic" | "legal" | "reparations" | "human_rights" | "rights_freedoms" | "repression" | "human_security" | "gender" | "lgbt" | "religion_ethnicity" | "inequality" | "diplomatic" | "territory" | "peacekeeping" | "health" | "asylum" | "migration" | "disasters" | "natural_resource" | "environment" | "technology" | "terrorism" | "cbrn" | "cyber" | "misinformation" | "crime" | "corruption" | "illegal_drugs" | "trafficking";

/** A calendar date or a coarser one, as TIMEX3 values are written: `2024-01-29`, `2024-01`, `2024`. */
export type DateValue = string;

export type Dateline = { agency: string | null; date: DateValue | null; place: string | null };

export type Event = { actors: (ActorId)[]; aux: (AuxMode)[]; cameo: string; confidence: number; contexts: (Context)[]; date: EventDate | null; evidence: (Span)[]; id: EventId; mode: string | null; place: EventPlace | null; quad: Quad; recipients: (ActorId)[]; saidIn: StatementId | null; score: number; trigger: Span; type: EventType; why: string };

export type EventDate = { from: TimeId | "published"; value: DateValue };

export type EventId = string;

export type EventPlace = { country: string | null; lat: number | null; lon: number | null; name: string; span: Span };

export type EventType = "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" | "COOPERATE" | "AID" | "RETREAT" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT";

export type Format = "wire" | "briefing" | "article" | "jsonl" | "feed" | "nitf" | "newsml" | "newsml-g2" | "ninjs";

export type Quad = "verbal-cooperation" | "material-cooperation" | "verbal-conflict" | "material-conflict";

/** What read the story. Records are comparable when these are equal. */
export type ReaderVersion = { lexicon: string; model: string | null; version: string };

export type Record = { abstentions: (Abstention)[]; actors: (Actor)[]; anniversaries: (Anniversary)[]; commitments: (Commitment)[]; events: (Event)[]; reader: ReaderVersion; schema: "chancery/1"; statements: (Statement)[]; story: Story; ties: (Tie)[]; times: (Time)[] };

export type Sector = "GOV" | "MIL" | "COP" | "JUD" | "LEG" | "PTY" | "OPP" | "REB" | "UAF" | "SPY" | "EDU" | "MED" | "BUS" | "LAB" | "AGR" | "HLH" | "REL" | "CVL" | "REF" | "ELI" | "NGO" | "IGO" | "MNC" | "CRM" | "SET" | "IDP";

/** Half-open `[start, end)`, UTF-16 code units of `story.text`. */
export type Span = [number, number];

export type Statement = { addressee: ActorId | null; content: (Span)[]; cue: Span | null; date: DateValue | null; id: StatementId; kind: StatementKind; promptedBy: StatementId | Span | null; saidIn: StatementId | null; source: Span | null; speaker: ActorId | null; venue: string | null; venueSpan: Span | null };

export type StatementId = string;

export type StatementKind = "direct" | "indirect" | "mixed";

export type Story = { agency: string | null; blocks: (Block)[]; byline: string | null; dateline: Dateline | null; format: Format; headline: string | null; id: string; language: string; published: DateValue | null; sourceId: string | null; text: string; url: string | null };

export type Tie = { confidence: number; distinction: string | null; evidence: (Span)[]; id: TieId; kind: TieKind; level: string | null; name: string | null; parties: (ActorId)[]; saidIn: StatementId | null; since: DateValue | null; status: TieStatus; why: string };

export type TieId = string;

export type TieKind = "diplomatic-relations" | "partnership" | "treaty" | "membership" | "recognition";

export type TieStatus = "in-force" | "ended" | "claimed";

/** A TIMEX3 by the TimeML 1.2.1 guidelines. `value` is null where the text gives none. */
export type Time = { beginPoint: string | null; end: number; endPoint: string | null; freq: string | null; id: TimeId; mod: string | null; quant: string | null; start: number; type: TimeType; value: string | null };

export type TimeId = string;

export type TimeType = "DATE" | "TIME" | "DURATION" | "SET";

export interface Operations {
  /** Stories, the newest first. */
  listStories: {
    params: {};
    query: { text?: string | undefined; country?: string | undefined; cursor?: string | undefined; limit?: number | undefined };
    body: null;
    answer: { items: (StorySummary)[]; next: string | null };
  };
  /** A story with what was read from it, its versions and its other outlets. */
  getStory: {
    params: { id: string };
    query: { arrival?: number | undefined };
    body: null;
    answer: StoryPage;
  };
  /** The record of a story alone, as `chancery read --json` prints it. */
  getRecord: {
    params: { id: string };
    query: { arrival?: number | undefined };
    body: null;
    answer: Record;
  };
}

/** Where each operation is. */
export const ROUTES: { readonly [K in keyof Operations]: readonly [method: string, path: string] } = {
  listStories: ["GET", "/api/stories"],
  getStory: ["GET", "/api/stories/{id}"],
  getRecord: ["GET", "/api/stories/{id}/record"],
};
