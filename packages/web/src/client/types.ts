// Made from docs/openapi.json by packages/web/scripts/client.ts; not edited by hand.

/** Problem details (RFC 9457). */
export type Problem = { type: "about:blank"; title: string; status: number; detail: string };

export type StorySummary = { id: string; headline: string | null; agency: string | null; published: string | null; format: string; language: string; lead: string; versions: number; duplicates: number; counts: { statements: number; events: number; ties: number; commitments: number } };

/** A version of a story. */
export type Version = { id: string; arrival: number; published: string | null; headline: string | null; current: boolean };

export type StoryPage = { record: Record; versions: (Version)[]; outlets: (StorySummary)[] };

/** Half-open, in UTF-16 code units. */
export type Stretch = [number, number];

export type Snippet = { start: number; text: string; marks: (Stretch)[] };

export type FoundStatement = { story: string; statement: string; kind: "direct" | "indirect" | "mixed"; speaker: string | null; actor: number | null; office: string | null; country: string | null; date: string | null; headline: string | null; agency: string | null; published: string | null; snippet: Snippet; duplicates: number };

export type FoundEvent = { story: string; event: string; type: "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" | "COOPERATE" | "AID" | "RETREAT" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT"; mode: string | null; aux: ("historical" | "future" | "hypothetical" | "negation")[]; quad: "verbal-cooperation" | "material-cooperation" | "verbal-conflict" | "material-conflict"; score: number; date: string | null; actors: (string)[]; recipients: (string)[]; speaker: string | null; headline: string | null; agency: string | null; published: string | null; sentence: string; evidence: Stretch; trigger: Stretch; why: string; confidence: number; counted: boolean; outlets: (string)[] };

export type Point = { period: string | null; events: number; score: number | null; quads: (number)[]; statements: number };

export type Timeline = { points: (Point)[]; total: { events: number; score: number | null; quads: (number)[]; statements: number } };

export type CountryFigures = { country: string; events: number; received: number; statements: number; score: number | null; quads: (number)[] };

export type Partner = { country: string; out: { events: number; score: number | null }; back: { events: number; score: number | null }; quads: (number)[] };

export type DyadFigures = { source: string; target: string; events: number; score: number | null; quads: (number)[]; before: { events: number; score: number | null } | null };

export type ExchangePeriod = { period: string | null; visits: { leaders: number; ministers: number; officials: number; others: number }; meetings: { leaders: number; ministers: number; officials: number; others: number } };

export type Exchange = { kind: "visit" | "meeting" | "call"; level: "leaders" | "ministers" | "officials" | "others"; date: string | null; from: string | null; who: ((string)[])[]; told: number; story: string; event: string; sentence: string };

export type ExchangeClaim = { statement: FoundStatement; sentence: string; since: string; told: boolean; counted: { visits: { leaders: number; ministers: number; officials: number; others: number }; meetings: { leaders: number; ministers: number; officials: number; others: number } }; before: { visits: { leaders: number; ministers: number; officials: number; others: number }; meetings: { leaders: number; ministers: number; officials: number; others: number } } };

export type Party = { name: string; country: string | null };

export type ToldTie = { kind: "diplomatic-relations" | "partnership" | "treaty" | "membership" | "recognition"; name: string | null; parties: (Party)[]; level: string | null; since: string | null; distinction: string | null; status: "in-force" | "ended" | "claimed"; told: number; first: string | null; last: string | null; story: string; tie: string; words: string };

export type ComingAnniversary = { date: string; nth: number; round: boolean; tie: ToldTie };

export type Promise = { story: string; commitment: string; by: (Party)[]; with: (Party)[]; words: string; opens: string | null; closes: string | null; speaker: string | null; headline: string | null; published: string | null; why: string; confidence: number; standing: "open" | "met" | "broken" | "lapsed"; decided: boolean; proposals: ({ standing: "met" | "broken"; event: FoundEvent; shared: (string)[] })[] };

export type Facets = { speakers: ({ actor: number; name: string; country: string | null; n: number })[]; countries: ({ country: string; n: number })[]; kinds: ({ kind: "direct" | "indirect" | "mixed"; n: number })[]; years: ({ year: string; n: number })[]; of: number; exact: boolean };

export type CalendarAddress = { id: number; name: string; country: string | null; other: string | null; made: string; path: string };

export type Correction = { id: number; story: string; kind: "time" | "actor" | "statement" | "event" | "tie" | "commitment"; entry: string | null; span: Stretch; verdict: "right" | "wrong" | "correct"; value: { [name: string]: unknown } | null; note: string | null; reader: string; made: string };

export type Precision = { kind: "time" | "actor" | "statement" | "event" | "tie" | "commitment"; type: string; right: number; judged: number; share: number; low: number; high: number };

export type Watch = { id: number; name: string; made: string; statements: { [name: string]: string | number } | null; dyad: { a: string; b: string } | null; news: number; path: string };

export type Source = { id: number; kind: "feed" | "folder"; address: string; name: string | null; made: string; fulltext: boolean; asked: string | null; next: string | null; failures: number; stories: number; trouble: string | null };

export type Arrival = { at: string; outcome: string; story: string | null; title: string | null; reason: string | null };

export type Phrase = { words: string; statements: number; stories: number; first: string | null; last: string | null; months: ({ month: string; n: number })[]; variants: (string)[]; state: "new" | "silent" | "kept" | null; story: string; statement: string };

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
  /** Statements by their words, and by who said them, when and about whom. */
  searchStatements: {
    params: {};
    query: { words?: string | undefined; actor?: number | undefined; speaker?: string | undefined; office?: string | undefined; country?: string | undefined; about?: string | undefined; kind?: "direct" | "indirect" | "mixed" | undefined; from?: string | undefined; to?: string | undefined; order?: "best" | "newest" | undefined; cursor?: string | undefined; limit?: number | undefined };
    body: null;
    answer: { items: (FoundStatement)[]; next: string | null; order: "best" | "newest"; matches: number; exact: boolean };
  };
  /** How the statements of a search are spread over speakers, countries, kinds and years. */
  statementFacets: {
    params: {};
    query: { words?: string | undefined; actor?: number | undefined; speaker?: string | undefined; office?: string | undefined; country?: string | undefined; about?: string | undefined; kind?: "direct" | "indirect" | "mixed" | undefined; from?: string | undefined; to?: string | undefined };
    body: null;
    answer: Facets;
  };
  /** Actors whose name, or a word of it, begins with some letters. */
  findActors: {
    params: {};
    query: { name: string; limit?: number | undefined };
    body: null;
    answer: { items: ({ id: number; name: string; country: string | null; sector: string | null; cameo: string | null; stories: number })[] };
  };
  /** The dates of the archive’s first and last story. */
  getExtent: {
    params: {};
    query: {};
    body: null;
    answer: { from: string | null; to: string | null };
  };
  /** Every country that did, received or said something in a period. */
  listCountries: {
    params: {};
    query: { from?: string | undefined; to?: string | undefined };
    body: null;
    answer: { items: (CountryFigures)[] };
  };
  /** The countries with which a country had most to do. */
  listPartners: {
    params: { country: string };
    query: { limit?: number | undefined };
    body: null;
    answer: { items: (Partner)[] };
  };
  /** What a country did, or what was done to it, over time. */
  countryTimeline: {
    params: { country: string };
    query: { role?: "actor" | "recipient" | "speaker" | undefined; by?: "month" | "year" | undefined; from?: string | undefined; to?: string | undefined };
    body: null;
    answer: Timeline;
  };
  /** The pairs of countries between which most was done, or most changed, in a period. */
  listDyads: {
    params: {};
    query: { order?: "events" | "change" | undefined; limit?: number | undefined; from?: string | undefined; to?: string | undefined };
    body: null;
    answer: { items: (DyadFigures)[] };
  };
  /** What a country did to another over time. */
  dyadTimeline: {
    params: { a: string; b: string };
    query: { by?: "month" | "year" | undefined; from?: string | undefined; to?: string | undefined };
    body: null;
    answer: Timeline;
  };
  /** Visits, meetings and calls between two countries by month and level, beside what was said of them. */
  listExchanges: {
    params: { a: string; b: string };
    query: {};
    body: null;
    answer: { periods: (ExchangePeriod)[]; latest: (Exchange)[]; claims: (ExchangeClaim)[] };
  };
  /** The events behind a count, the latest first, with the sentences that tell them. */
  listEvents: {
    params: {};
    query: { source?: string | undefined; target?: string | undefined; country?: string | undefined; role?: "actor" | "recipient" | "speaker" | undefined; type?: "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" | "COOPERATE" | "AID" | "RETREAT" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" | undefined; quad?: "verbal-cooperation" | "material-cooperation" | "verbal-conflict" | "material-conflict" | undefined; period?: string | undefined; all?: boolean | undefined; from?: string | undefined; to?: string | undefined; cursor?: string | undefined; limit?: number | undefined };
    body: null;
    answer: { items: (FoundEvent)[]; next: string | null };
  };
  /** Ties of a country or between two, those told of last first. */
  listTies: {
    params: {};
    query: { a: string; b?: string | undefined; cursor?: string | undefined; limit?: number | undefined };
    body: null;
    answer: { items: (ToldTie)[]; next: string | null; total: number };
  };
  /** Anniversaries that follow from ties, by date; without a time those of this year and the next. */
  listAnniversaries: {
    params: {};
    query: { a?: string | undefined; b?: string | undefined; from?: string | undefined; to?: string | undefined; round?: boolean | undefined; cursor?: string | undefined; limit?: number | undefined };
    body: null;
    answer: { items: (ComingAnniversary)[]; next: string | null; total: number };
  };
  /** Promises: the newest first, or by the end of their term. */
  listCommitments: {
    params: {};
    query: { a?: string | undefined; b?: string | undefined; from?: string | undefined; to?: string | undefined; cursor?: string | undefined; limit?: number | undefined };
    body: null;
    answer: { items: (Promise)[]; next: string | null };
  };
  /** The fixed phrases of what was said: when they were first and last used, how often, and what fell silent. */
  listPhrases: {
    params: {};
    query: { actor?: number | undefined; speaker?: string | undefined; office?: string | undefined; country?: string | undefined; about?: string | undefined; from?: string | undefined; to?: string | undefined; since?: string | undefined; most?: number | undefined; limit?: number | undefined };
    body: null;
    answer: { items: (Phrase)[]; statements: number; exact: boolean };
  };
  /** How far the looking for phrases is, while the same question waits for its answer. */
  wordingProgress: {
    params: {};
    query: { actor?: number | undefined; speaker?: string | undefined; office?: string | undefined; country?: string | undefined; about?: string | undefined; from?: string | undefined; to?: string | undefined; since?: string | undefined; most?: number | undefined; limit?: number | undefined };
    body: null;
    answer: { step: "reading" | "counting" | null; done: number; of: number };
  };
  /** Judgements of readings, the latest first. */
  listCorrections: {
    params: {};
    query: { story?: string | undefined; kind?: "time" | "actor" | "statement" | "event" | "tie" | "commitment" | undefined; verdict?: "right" | "wrong" | "correct" | undefined; detached?: boolean | undefined; cursor?: string | undefined; limit?: number | undefined };
    body: null;
    answer: { items: (Correction)[]; next: string | null };
  };
  /** Judges an entry: that it is right, that it is wrong, or what it should say. */
  addCorrection: {
    params: {};
    query: {};
    body: { story: string; entry: string; verdict: "right" | "wrong" | "correct"; value?: { [name: string]: unknown } | null | undefined; note?: string | null | undefined };
    answer: Correction;
  };
  /** Takes a judgement back. */
  removeCorrection: {
    params: { id: number };
    query: {};
    body: null;
    answer: { done: true };
  };
  /** Entries that nobody has judged and the reading was not sure of. */
  reviewQueue: {
    params: {};
    query: { kind?: "time" | "actor" | "statement" | "event" | "tie" | "commitment" | undefined; below?: number | undefined; cursor?: string | undefined; limit?: number | undefined };
    body: null;
    answer: { items: ({ story: string; kind: "time" | "actor" | "statement" | "event" | "tie" | "commitment"; entry: string; confidence: number | null })[]; records: (Record)[]; next: string | null };
  };
  /** The measured precision of the reading by type, with its interval. */
  getPrecision: {
    params: {};
    query: {};
    body: null;
    answer: { items: (Precision)[] };
  };
  /** What is watched, and how much of it is new since the last visit. */
  listWatches: {
    params: {};
    query: {};
    body: null;
    answer: { items: (Watch)[] };
  };
  /** Watches a search of statements or a pair of countries. */
  addWatch: {
    params: {};
    query: {};
    body: { name: string; statements?: { words?: string | undefined; actor?: number | undefined; speaker?: string | undefined; office?: string | undefined; country?: string | undefined; about?: string | undefined; kind?: "direct" | "indirect" | "mixed" | undefined; from?: string | undefined; to?: string | undefined } | undefined; dyad?: { a: string; b: string } | undefined };
    answer: Watch;
  };
  /** What a watch found, that which came last first. */
  listWatchItems: {
    params: { id: number };
    query: {};
    body: null;
    answer: { name: string; items: ({ isNew: boolean; statement: FoundStatement | null; event: FoundEvent | null })[] };
  };
  /** Marks everything that a watch found as seen. */
  visitWatch: {
    params: { id: number };
    query: {};
    body: { [name: string]: unknown };
    answer: { done: true };
  };
  /** Ends a watch; its feed’s address leads nowhere from now on. */
  removeWatch: {
    params: { id: number };
    query: {};
    body: null;
    answer: { done: true };
  };
  /** The feeds and folders from which stories come. */
  listSources: {
    params: {};
    query: {};
    body: null;
    answer: { items: (Source)[] };
  };
  /** Adds a feed; one that is there already is answered as it is. */
  addFeed: {
    params: {};
    query: {};
    body: { address: string; fulltext?: boolean | undefined };
    answer: Source;
  };
  /** Asks a source now. */
  pollSource: {
    params: { id: number };
    query: {};
    body: { [name: string]: unknown };
    answer: { came: number; failed: number; trouble: string | null };
  };
  /** What came from a source and what failed, the latest first. */
  listArrivals: {
    params: { id: number };
    query: { cursor?: string | undefined; limit?: number | undefined };
    body: null;
    answer: { items: (Arrival)[]; next: string | null };
  };
  /** Removes a source; the stories that came from it stay. */
  removeSource: {
    params: { id: number };
    query: {};
    body: null;
    answer: { done: true };
  };
  /** The addresses given to calendar programs. */
  listCalendars: {
    params: {};
    query: {};
    body: null;
    answer: { items: (CalendarAddress)[] };
  };
  /** A new address for calendar programs. */
  addCalendar: {
    params: {};
    query: {};
    body: { name: string; country: string | null; other: string | null };
    answer: CalendarAddress;
  };
  /** Takes an address back: it leads nowhere from now on. */
  removeCalendar: {
    params: { id: number };
    query: {};
    body: null;
    answer: { done: true };
  };
}

/** Where each operation is. */
export const ROUTES: { readonly [K in keyof Operations]: readonly [method: string, path: string] } = {
  listStories: ["GET", "/api/stories"],
  getStory: ["GET", "/api/stories/{id}"],
  getRecord: ["GET", "/api/stories/{id}/record"],
  searchStatements: ["GET", "/api/statements"],
  statementFacets: ["GET", "/api/statements/facets"],
  findActors: ["GET", "/api/actors"],
  getExtent: ["GET", "/api/extent"],
  listCountries: ["GET", "/api/countries"],
  listPartners: ["GET", "/api/countries/{country}/partners"],
  countryTimeline: ["GET", "/api/countries/{country}/timeline"],
  listDyads: ["GET", "/api/dyads"],
  dyadTimeline: ["GET", "/api/dyads/{a}/{b}/timeline"],
  listExchanges: ["GET", "/api/dyads/{a}/{b}/exchanges"],
  listEvents: ["GET", "/api/events"],
  listTies: ["GET", "/api/ties"],
  listAnniversaries: ["GET", "/api/anniversaries"],
  listCommitments: ["GET", "/api/commitments"],
  listPhrases: ["GET", "/api/wording"],
  wordingProgress: ["GET", "/api/wording/progress"],
  listCorrections: ["GET", "/api/corrections"],
  addCorrection: ["POST", "/api/corrections"],
  removeCorrection: ["DELETE", "/api/corrections/{id}"],
  reviewQueue: ["GET", "/api/review"],
  getPrecision: ["GET", "/api/review/precision"],
  listWatches: ["GET", "/api/watches"],
  addWatch: ["POST", "/api/watches"],
  listWatchItems: ["GET", "/api/watches/{id}/items"],
  visitWatch: ["POST", "/api/watches/{id}/visits"],
  removeWatch: ["DELETE", "/api/watches/{id}"],
  listSources: ["GET", "/api/sources"],
  addFeed: ["POST", "/api/sources"],
  pollSource: ["POST", "/api/sources/{id}/polls"],
  listArrivals: ["GET", "/api/sources/{id}/arrivals"],
  removeSource: ["DELETE", "/api/sources/{id}"],
  listCalendars: ["GET", "/api/calendars"],
  addCalendar: ["POST", "/api/calendars"],
  removeCalendar: ["DELETE", "/api/calendars/{id}"],
};
