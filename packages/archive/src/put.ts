import type { Actor, Event, Record, Statement, Story } from "@chancery/reader";
import { ACTOR_KINDS, EVENT_TYPES, FORMATS, STATEMENT_KINDS, TIE_KINDS, TIE_STATUSES } from "@chancery/reader";
import { type Archive, tell } from "./archive.ts";
import { contentHash, forgottenHash, indexable, packRecord, statementText, unpackRecord } from "./body.ts";
import { idsOfDay, when } from "./calendar.ts";
import { auxBits, codeOfCountry } from "./codes.ts";
import { reattach } from "./corrections.ts";
import { findDuplicate, fortnightOf, likenessOf, sharedPart, shingles, sketch } from "./duplicates.ts";
import { redactForgotten } from "./redact.ts";
import { type Counted, STATEMENT_TYPE, type TallyChange, tallyChange } from "./tallies.ts";

/** What became of a record that was put in. */
export type Outcome =
  /** A story that the archive did not have. */
  | "new"
  /** Another version of a story that it had; the newest is the one that counts. */
  | "version"
  /** It was there already: nothing was done. */
  | "known"
  /** It was there and its reading was replaced. */
  | "reread"
  /** It had been forgotten for good and was left out. */
  | "forgotten";

export interface Put {
  /** The story's key, `record.story.id`. */
  readonly key: string;
  readonly outcome: Outcome;
}

export interface PutOptions {
  /** Replace the reading of stories that are there already. */
  replace?: boolean;
}

/** The share of its text that another version of a story has in common with it, at the least; one with less is another story. */
const KIN = 0.1;

/**
 * Puts records into the archive, all of them or, where it throws, none: when it returns they are safe on the disk.
 * Call it with some hundred records at a time; each call is one transaction. Throws `ArchiveError`.
 */
export function putRecords(archive: Archive, records: readonly Record[], options: PutOptions = {}): Put[] {
  return writing(archive, (pen) => records.map((record) => putOne(pen, record, options)));
}

/**
 * Whether the archive has this very story ("known"), or had it and was told to forget it ("forgotten"): reading it again
 * would change nothing. Null where it is new, or another version of one that is there.
 */
export function knows(archive: Archive, story: Story): "known" | "forgotten" | null {
  if (isForgotten(archive, story.id)) return "forgotten";
  const hashes = archive.sql("SELECT hash FROM story WHERE key = ?").pluck().all(story.id) as Buffer[];
  if (hashes.length === 0) return null;
  return namedByContent(story) || hashes.some((hash) => hash.equals(contentHash(story))) ? "known" : null;
}

function isForgotten(archive: Archive, key: string): boolean {
  if (archive.sql("SELECT 1 FROM forgotten LIMIT 1").get() === undefined) return false;
  return archive.sql("SELECT 1 FROM forgotten WHERE hash = ?").get(forgottenHash("story", key)) !== undefined;
}

/** A transaction under way: what it must remember until it writes the indexes and tallies at its end. */
export interface Pen {
  readonly archive: Archive;
  readonly tallies: TallyChange;
  /** Rows of the full-text indexes to take out and to put in; written in the order of their ids, as the index wants them. */
  readonly words: { [table in "story_words" | "statement_words"]: { out: Words[]; in: Words[] } };
  /** The next free id of a table's day. */
  readonly next: Map<string, number>;
}

type Words = readonly [id: number, text: string];

/** Interned terms, readers and actors of a connection; emptied when another connection wrote. */
interface Names {
  version: unknown;
  readonly ids: Map<string, number>;
}
const NAMES = new WeakMap<Archive, Names>();

/** Runs something that writes as one transaction, with the indexes and tallies brought up to date at its end. */
export function writing<T>(archive: Archive, action: (pen: Pen) => T): T {
  const names = namesOf(archive);
  try {
    return archive.db
      .transaction(() => {
        const version = archive.db.pragma("data_version", { simple: true });
        if (version !== names.version) names.ids.clear();
        names.version = version;
        const pen: Pen = {
          archive,
          tallies: tallyChange(archive),
          words: { story_words: { out: [], in: [] }, statement_words: { out: [], in: [] } },
          next: new Map(),
        };
        const result = action(pen);
        finish(pen);
        return result;
      })
      .immediate();
  } catch (error) {
    names.ids.clear();
    throw tell(archive.path, error);
  }
}

/** Writes what a transaction gathered for the full-text indexes and the tallies. */
function finish(pen: Pen): void {
  for (const table of ["story_words", "statement_words"] as const) {
    const { out, in: into } = settled(pen.words[table]);
    if (out.length > 0) {
      const remove = pen.archive.sql(`INSERT INTO ${table} (${table}, rowid, text) VALUES ('delete', ?, ?)`);
      for (const [id, text] of out.sort(byId)) remove.run(id, text);
    }
    const insert = pen.archive.sql(`INSERT INTO ${table} (rowid, text) VALUES (?, ?)`);
    for (const [id, text] of into.sort(byId)) insert.run(id, text);
  }
  pen.tallies.write();
}

/** What is left to write of a table's words: a row that came and went within the transaction was never in the index. */
function settled({ out, in: into }: { out: Words[]; in: Words[] }): { out: Words[]; in: Words[] } {
  if (out.length === 0 || into.length === 0) return { out, in: into };
  const gone = new Map<string, number>();
  for (const [id, text] of out) gone.set(`${id} ${text}`, (gone.get(`${id} ${text}`) ?? 0) + 1);
  const both = new Map<string, number>();
  const left = into.filter(([id, text]) => {
    const key = `${id} ${text}`;
    const n = gone.get(key) ?? 0;
    if (n === 0) return true;
    gone.set(key, n - 1);
    both.set(key, (both.get(key) ?? 0) + 1);
    return false;
  });
  const kept = out.filter(([id, text]) => {
    const key = `${id} ${text}`;
    const n = both.get(key) ?? 0;
    if (n === 0) return true;
    both.set(key, n - 1);
    return false;
  });
  return { out: kept, in: left };
}

function byId(a: Words, b: Words): number {
  return a[0] - b[0];
}

interface Kept {
  id: number;
  arrival: number;
  key: string;
  hash: Buffer;
  lineage: number;
  current: number;
  agency: number;
  cluster: number;
  published: string | null;
}

const KEPT = "SELECT id, arrival, key, hash, lineage, current, agency, cluster, published FROM story";

function putOne(pen: Pen, given: Record, options: PutOptions): Put {
  const { archive } = pen;
  const key = given.story.id;
  if (isForgotten(archive, key)) return { key, outcome: "forgotten" };
  const hash = contentHash(given.story);
  const sameKey = archive.sql(`${KEPT} WHERE key = ? ORDER BY arrival DESC`).all(key) as Kept[];
  const same = namedByContent(given.story) ? sameKey[0] : sameKey.find((kept) => kept.hash.equals(hash));
  const record = redactForgotten(archive, given);
  if (same) {
    if (!options.replace) return { key, outcome: "known" };
    replaceReading(pen, same, record);
    return { key, outcome: "reread" };
  }
  const all = shingles(record.story);
  const former = findFormer(archive, record.story, sameKey, all);
  const arrival = 1 + Number(archive.sql("SELECT coalesce(max(arrival), 0) FROM story").pluck().get());
  const hashes = sketch(all);
  const day = when(record.story.published)?.day ?? null;
  let current = 1;
  let cluster = arrival;
  if (former) {
    cluster = former.cluster;
    // Without dates to tell them apart, what comes later is the newer version.
    const newer = !former.published || !record.story.published || record.story.published >= former.published;
    if (newer) {
      removeReading(pen, former.id);
      archive.sql("UPDATE story SET current = 0 WHERE id = ?").run(former.id);
    } else current = 0;
  } else {
    const double = findDuplicate(archive, record.story, all, hashes, day);
    if (double) cluster = Number(archive.sql("SELECT cluster FROM story WHERE id = ?").pluck().get(double.story));
  }
  const id = nextId(pen, "story", day);
  const { story } = record;
  archive
    .sql("INSERT INTO story VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    .run(
      id,
      arrival,
      key,
      hash,
      former?.lineage ?? arrival,
      current,
      readerId(archive, record),
      FORMATS.indexOf(story.format),
      termId(archive, story.agency),
      story.sourceId,
      story.url,
      story.headline,
      story.language,
      story.published,
      cluster,
      story.text.length,
      record.statements.length,
      record.events.length,
    );
  archive.sql("INSERT INTO record VALUES (?, ?)").run(id, packRecord(record));
  if (current) addReading(pen, id, cluster, record, hashes);
  if (current && former?.key === key) reattach(archive, key, record);
  return { key, outcome: former ? "version" : "new" };
}

/** A key that is the hash of the content: the same key is the same story, whatever a newer intake makes of it. */
function namedByContent(story: Story): boolean {
  return story.id.startsWith("sha256:");
}

/**
 * The newest kept version of the same story: one with its key, its agency's own id, or its address, and with some text in
 * common, since ids are used twice and addresses change hands.
 */
function findFormer(archive: Archive, story: Story, sameKey: readonly Kept[], all: Uint32Array): Kept | null {
  const candidates = [...sameKey];
  if (story.sourceId !== null)
    candidates.push(
      ...(archive
        .sql(`${KEPT} WHERE source = ? AND agency = ?`)
        .all(story.sourceId, termId(archive, story.agency)) as Kept[]),
    );
  if (story.url !== null) candidates.push(...(archive.sql(`${KEPT} WHERE url = ?`).all(story.url) as Kept[]));
  for (const kept of candidates) {
    const current = (
      kept.current
        ? kept
        : archive
            .sql(`${KEPT} WHERE ((lineage = ? AND lineage <> arrival) OR arrival = ?) AND current = 1`)
            .get(kept.lineage, kept.lineage)
    ) as Kept | undefined;
    if (!current) continue;
    const other = readRecord(archive, current.id).story;
    const alike = story.headline !== null && story.headline === other.headline;
    if (alike || sharedPart(all, shingles(other)) >= KIN) return current;
  }
  return null;
}

/** The whole record of a story's row id. Throws where there is none. */
export function readRecord(archive: Archive, id: number): Record {
  return unpackRecord(archive.sql("SELECT body FROM record WHERE story = ?").pluck().get(id) as Buffer);
}

/** Replaces the reading of a kept story. The story's own row keeps its arrival, lineage and cluster. */
export function replaceReading(pen: Pen, kept: { id: number; current: number; cluster: number }, record: Record): void {
  const { archive } = pen;
  if (kept.current) removeReading(pen, kept.id);
  const { story } = record;
  archive
    .sql(
      `UPDATE story SET reader = ?, agency = ?, source = ?, url = ?, headline = ?, language = ?, chars = ?, statements = ?,
         events = ? WHERE id = ?`,
    )
    .run(
      readerId(archive, record),
      termId(archive, story.agency),
      story.sourceId,
      story.url,
      story.headline,
      story.language,
      story.text.length,
      record.statements.length,
      record.events.length,
      kept.id,
    );
  archive.sql("UPDATE record SET body = ? WHERE story = ?").run(packRecord(record), kept.id);
  if (kept.current) addReading(pen, kept.id, kept.cluster, record, sketch(shingles(story)));
}

// --- a record's rows ---------------------------------------------------------------------------

/** Writes the rows of a story's reading: what is searched, counted and listed. */
function addReading(pen: Pen, story: number, cluster: number, record: Record, hashes: readonly number[]): void {
  const { archive } = pen;
  const { text, published } = record.story;
  const day = when(published)?.day ?? null;
  const people = peopleOf(archive, record);
  const others = othersOf(archive, story, cluster);

  for (const hash of hashes)
    archive.sql("INSERT OR IGNORE INTO sketch VALUES (?, ?, ?)").run(fortnightOf(day), hash, story);
  for (const subject of subjectsOf([...people.values()]))
    archive.sql("INSERT INTO story_subject VALUES (?, ?, ?)").run(when(published)?.month ?? 0, subject, story);
  pen.words.story_words.in.push([story, indexable(text)]);

  record.statements.forEach((statement, n) => {
    const speaker = statement.speaker === null ? undefined : people.get(statement.speaker);
    const addressee = statement.addressee === null ? undefined : people.get(statement.addressee);
    const at = when(statement.date) ?? when(published);
    const words = statementText(text, statement);
    const likeness = likenessOf(words);
    const counted = others === null || !told(archive, "statement", others, likeness);
    const id = nextId(pen, "statement", at?.day ?? null);
    const row = {
      kind: STATEMENT_KINDS.indexOf(statement.kind),
      month: at?.month ?? 0,
      speaker: speaker?.id ?? 0,
      country: speaker?.country ?? 0,
    };
    archive
      .sql("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run(
        id,
        story,
        n,
        row.kind,
        row.speaker,
        row.country,
        termId(archive, speaker?.actor.role ?? null),
        addressee?.id ?? 0,
        row.month,
        counted ? 1 : 0,
        likeness,
      );
    pen.words.statement_words.in.push([id, indexable(words)]);
    for (const country of countriesIn(record, statement))
      archive.sql("INSERT INTO statement_about VALUES (?, ?)").run(country, id);
    if (counted) pen.tallies.count(countedStatement(row), 1);
  });

  const seen = new Map<string, number>();
  record.events.forEach((event, n) => {
    const at = when(event.date?.value ?? null) ?? when(published);
    const parties = partiesOf(record, people, event);
    const { actors, recipients } = parties;
    const name = [event.type, partiesName(actors), partiesName(recipients), auxBits(event.aux)].join("|");
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    const likeness = likenessOf(`${name}|${nth}`);
    const counted = event.aux.length === 0 && (others === null || !told(archive, "event", others, likeness));
    const id = nextId(pen, "event", at?.day ?? null);
    const row = { type: EVENT_TYPES.indexOf(event.type), score: event.score, month: at?.month ?? 0 };
    archive
      .sql("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run(
        id,
        story,
        n,
        row.type,
        termId(archive, event.mode),
        auxBits(event.aux),
        row.score,
        row.month,
        parties.speaker?.id ?? 0,
        counted ? 1 : 0,
        likeness,
      );
    for (const [role, subjects] of rolesOf(parties).entries())
      for (const subject of subjects)
        archive.sql("INSERT INTO event_subject VALUES (?, ?, ?, ?)").run(row.month, subject, role, id);
    for (const [source, target] of dyadsOf(actors, recipients))
      archive.sql("INSERT INTO event_dyad VALUES (?, ?, ?, ?)").run(row.month, source, target, id);
    if (counted) pen.tallies.count(countedEvent(row, parties), 1);
  });

  record.ties.forEach((tie, n) => {
    const { lastInsertRowid: id } = archive
      .sql("INSERT INTO tie (story, n, kind, status, name, level, since) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(story, n, TIE_KINDS.indexOf(tie.kind), TIE_STATUSES.indexOf(tie.status), tie.name, tie.level, tie.since);
    for (const party of tie.parties)
      archive.sql("INSERT OR IGNORE INTO tie_party VALUES (?, ?)").run(people.get(party)?.id ?? 0, id);
  });
  record.commitments.forEach((commitment, n) => {
    const { lastInsertRowid: id } = archive
      .sql("INSERT INTO commitment (story, n, opens, closes) VALUES (?, ?, ?, ?)")
      .run(story, n, commitment.window?.from ?? null, commitment.window?.to ?? null);
    const party = archive.sql("INSERT OR IGNORE INTO commitment_party VALUES (?, ?, ?)");
    for (const actor of commitment.by) party.run(people.get(actor)?.id ?? 0, 0, id);
    for (const actor of commitment.with) party.run(people.get(actor)?.id ?? 0, 1, id);
  });
}

/**
 * Takes out the rows of a story's reading. What it alone was counted for is taken from the tallies; where a duplicate
 * tells the same, the count passes to it.
 */
export function removeReading(pen: Pen, story: number): void {
  const { archive } = pen;
  const record = readRecord(archive, story);
  const cluster = Number(archive.sql("SELECT cluster FROM story WHERE id = ?").pluck().get(story));
  const others = othersOf(archive, story, cluster);
  pen.words.story_words.out.push([story, indexable(record.story.text)]);

  const people = peopleOf(archive, record);
  const actors = new Set([...people.values()].map((person) => person.id));

  const events = archive.sql("SELECT * FROM event WHERE story = ?").all(story) as EventRow[];
  for (const row of events) {
    const event = record.events[row.n] as Event;
    const parties = partiesOf(record, people, event);
    if (row.counted) pen.tallies.count(countedEvent(row, parties), -1);
    for (const [role, subjects] of rolesOf(parties).entries())
      for (const subject of subjects)
        archive
          .sql("DELETE FROM event_subject WHERE month = ? AND subject = ? AND role = ? AND event = ?")
          .run(row.month, subject, role, row.id);
    for (const [source, target] of dyadsOf(parties.actors, parties.recipients))
      archive
        .sql("DELETE FROM event_dyad WHERE month = ? AND source = ? AND target = ? AND event = ?")
        .run(row.month, source, target, row.id);
  }
  const statements = archive.sql("SELECT * FROM statement WHERE story = ?").all(story) as StatementRow[];
  for (const row of statements) {
    const statement = record.statements[row.n] as Statement;
    if (row.counted) pen.tallies.count(countedStatement(row), -1);
    pen.words.statement_words.out.push([row.id, indexable(statementText(record.story.text, statement))]);
    for (const country of countriesIn(record, statement))
      archive.sql("DELETE FROM statement_about WHERE country = ? AND statement = ?").run(country, row.id);
  }
  for (const subject of subjectsOf([...people.values()]))
    archive
      .sql("DELETE FROM story_subject WHERE month = ? AND subject = ? AND story = ?")
      .run(when(record.story.published)?.month ?? 0, subject, story);
  archive.sql("DELETE FROM event WHERE story = ?").run(story);
  archive.sql("DELETE FROM statement WHERE story = ?").run(story);
  for (const [table, party, column] of [
    ["tie", "tie_party", "tie"],
    ["commitment", "commitment_party", "commitment"],
  ] as const) {
    for (const actor of [...actors, 0])
      archive
        .sql(`DELETE FROM ${party} WHERE actor = ? AND ${column} IN (SELECT id FROM ${table} WHERE story = ?)`)
        .run(actor, story);
    archive.sql(`DELETE FROM ${table} WHERE story = ?`).run(story);
  }
  const fortnight = fortnightOf(when(record.story.published)?.day ?? null);
  for (const hash of sketch(shingles(record.story)))
    archive.sql("DELETE FROM sketch WHERE fortnight = ? AND hash = ? AND story = ?").run(fortnight, hash, story);

  if (others === null) return;
  for (const row of events) {
    const heir = row.counted ? heirOf<EventRow>(archive, "event", others, row.likeness) : undefined;
    if (!heir) continue;
    const teller = readRecord(archive, heir.story);
    const event = teller.events[heir.n] as Event;
    pen.tallies.count(countedEvent(heir, partiesOf(teller, peopleOf(archive, teller), event)), 1);
  }
  for (const row of statements) {
    const heir = row.counted ? heirOf<StatementRow>(archive, "statement", others, row.likeness) : undefined;
    if (heir) pen.tallies.count(countedStatement(heir), 1);
  }
}

// --- clusters ----------------------------------------------------------------------------------

/** The other current stories of a cluster, as a JSON array for SQL; null for a story that stands alone. */
function othersOf(archive: Archive, story: number, cluster: number): string | null {
  const others = archive
    .sql("SELECT id FROM story WHERE cluster = ? AND current = 1 AND id <> ? ORDER BY arrival")
    .pluck()
    .all(cluster, story) as number[];
  return others.length === 0 ? null : JSON.stringify(others);
}

/** Whether a duplicate tells of it already and was counted. */
function told(archive: Archive, table: "event" | "statement", others: string, likeness: number): boolean {
  return (
    archive
      .sql(
        `SELECT 1 FROM ${table} WHERE story IN (SELECT value FROM json_each(?)) AND likeness = ? AND counted = 1 LIMIT 1`,
      )
      .get(others, likeness) !== undefined
  );
}

/** Passes a count to the first duplicate that tells the same. */
function heirOf<Row extends { id: number }>(
  archive: Archive,
  table: "event" | "statement",
  others: string,
  likeness: number,
): Row | undefined {
  const fact = table === "event" ? "AND aux = 0" : "";
  const heir = archive
    .sql(
      `SELECT * FROM ${table} WHERE story IN (SELECT value FROM json_each(?)) AND likeness = ? AND counted = 0 ${fact}
       ORDER BY (SELECT arrival FROM story WHERE id = ${table}.story), n LIMIT 1`,
    )
    .get(others, likeness) as Row | undefined;
  if (heir) archive.sql(`UPDATE ${table} SET counted = 1 WHERE id = ?`).run(heir.id);
  return heir;
}

// --- what is counted ---------------------------------------------------------------------------

interface EventRow {
  id: number;
  story: number;
  n: number;
  type: number;
  score: number;
  month: number;
  counted: number;
  likeness: number;
}

interface StatementRow {
  id: number;
  n: number;
  kind: number;
  speaker: number;
  country: number;
  month: number;
  counted: number;
  likeness: number;
}

/** An actor of a record with its id in the archive and its country's code, 0 for none. */
interface Person {
  readonly id: number;
  readonly country: number;
  readonly actor: Actor;
}
type People = ReadonlyMap<string, Person>;

interface Parties {
  readonly actors: readonly Person[];
  readonly recipients: readonly Person[];
  readonly speaker: Person | null;
}

function partiesOf(record: Record, people: People, event: Event): Parties {
  const told = event.saidIn === null ? undefined : record.statements.find(({ id }) => id === event.saidIn);
  const speaker = told?.speaker === null || told === undefined ? undefined : people.get(told.speaker);
  const persons = (ids: readonly string[]) => ids.flatMap((id) => people.get(id) ?? []);
  return { actors: persons(event.actors), recipients: persons(event.recipients), speaker: speaker ?? null };
}

function countedEvent(row: { type: number; score: number; month: number }, parties: Parties): Counted {
  const [actors, recipients, speakers] = rolesOf(parties);
  const dyads = dyadsOf(parties.actors, parties.recipients);
  return { type: row.type, score: row.score, month: row.month, actors, recipients, speakers, dyads };
}

/** The subjects of an event in each role: AS_ACTOR, AS_RECIPIENT, AS_SPEAKER. */
function rolesOf({ actors, recipients, speaker }: Parties): [number[], number[], number[]] {
  return [subjectsOf(actors), subjectsOf(recipients), speaker ? subjectsOf([speaker]) : []];
}

function countedStatement(row: { kind: number; month: number; speaker: number; country: number }): Counted {
  return {
    type: STATEMENT_TYPE + row.kind,
    score: 0,
    month: row.month,
    actors: [],
    recipients: [],
    speakers: [row.speaker, -row.country].filter((subject) => subject !== 0),
    dyads: [],
  };
}

/** Actors and, as negative numbers, their countries, each once. */
function subjectsOf(people: readonly Person[]): number[] {
  const subjects = new Set<number>();
  for (const { id, country } of people) {
    subjects.add(id);
    if (country !== 0) subjects.add(-country);
  }
  return [...subjects];
}

/**
 * The pairs of countries of an event: every actor's with every recipient's; where there is no recipient, as in a meeting
 * of several, every actor's with every other's, both ways.
 */
function dyadsOf(actors: readonly Person[], recipients: readonly Person[]): [number, number][] {
  const sources = [...new Set(actors.map((person) => person.country))].filter((country) => country !== 0);
  const targets = [...new Set(recipients.map((person) => person.country))].filter((country) => country !== 0);
  if (recipients.length > 0) return sources.flatMap((a) => targets.map((b): [number, number] => [a, b]));
  return sources.flatMap((a) => sources.filter((b) => a !== b).map((b): [number, number] => [a, b]));
}

/** The parties of an event as duplicates share them: countries, and names where there is none. */
function partiesName(people: readonly Person[]): string {
  return people
    .map(({ country, actor }) => (country === 0 ? actor.name.toLowerCase() : String(country)))
    .sort()
    .join();
}

/** The countries that a statement addresses, or names in its own words. */
function countriesIn(record: Record, statement: Statement): number[] {
  const countries = new Set<number>();
  for (const actor of record.actors) {
    if (actor.country === null || actor.id === statement.speaker) continue;
    const named = actor.mentions.some(([start, end]) =>
      statement.content.some(([from, to]) => from <= start && end <= to),
    );
    if (named || actor.id === statement.addressee) countries.add(codeOfCountry(actor.country));
  }
  countries.delete(0);
  return [...countries];
}

// --- names -------------------------------------------------------------------------------------

/** The ids of a record's actors, made where they are new. */
function peopleOf(archive: Archive, record: Record): People {
  const { ids } = namesOf(archive);
  const people = new Map<string, Person>();
  for (const actor of record.actors) {
    const country = codeOfCountry(actor.country);
    const values = [
      actor.name,
      ACTOR_KINDS.indexOf(actor.kind),
      country,
      actor.formerly ?? "",
      actor.sector ?? "",
      actor.cameo ?? "",
    ];
    const name = `actor\0${values.join("\0")}`;
    let id = ids.get(name);
    if (id === undefined) {
      id = actorId(archive, values);
      ids.set(name, id);
    }
    people.set(actor.id, { id, country, actor });
  }
  return people;
}

/** The id of the actor with these values, found by its name; made where there is none. */
function actorId(archive: Archive, values: readonly unknown[]): number {
  const found = archive
    .sql(
      `SELECT id FROM actor INDEXED BY actor_by_name WHERE name = ? COLLATE NOCASE
         AND (name, kind, country, formerly, sector, cameo) = (?, ?, ?, ?, ?, ?)`,
    )
    .pluck()
    .get(values[0], ...values);
  if (found !== undefined) return Number(found);
  return Number(
    archive
      .sql("INSERT INTO actor (name, kind, country, formerly, sector, cameo) VALUES (?, ?, ?, ?, ?, ?)")
      .run(...values).lastInsertRowid,
  );
}

function termId(archive: Archive, text: string | null): number {
  if (text === null) return 0;
  const { ids } = namesOf(archive);
  let id = ids.get(`term\0${text}`);
  if (id === undefined) {
    id = idOf(archive, "term", "text", [text]);
    ids.set(`term\0${text}`, id);
  }
  return id;
}

function readerId(archive: Archive, { reader }: Record): number {
  return idOf(archive, "reader", "version, lexicon, model", [reader.version, reader.lexicon, reader.model ?? ""]);
}

/** The id of the row of a table with unique columns that has these values; made where there is none. */
function idOf(archive: Archive, table: string, columns: string, values: readonly unknown[]): number {
  const places = values.map(() => "?").join(", ");
  const found = archive
    .sql(`SELECT id FROM ${table} WHERE (${columns}) = (${places})`)
    .pluck()
    .get(...values);
  if (found !== undefined) return Number(found);
  return Number(archive.sql(`INSERT INTO ${table} (${columns}) VALUES (${places})`).run(...values).lastInsertRowid);
}

function namesOf(archive: Archive): Names {
  let names = NAMES.get(archive);
  // A corpus of a million stories has some hundred thousand actors; past that the cache starts anew.
  if (!names || names.ids.size > 500_000) {
    names = { version: names?.version, ids: new Map() };
    NAMES.set(archive, names);
  }
  return names;
}

/** The next free id of a day in a table. Throws where a day's ids are used up. */
function nextId(pen: Pen, table: "story" | "statement" | "event", day: number | null): number {
  const name = `${table},${day}`;
  const { from, to } = idsOfDay(day);
  const next =
    pen.next.get(name) ??
    1 +
      Number(
        pen.archive
          .sql(`SELECT coalesce(max(id), ?) FROM ${table} WHERE id >= ? AND id < ?`)
          .pluck()
          .get(from - 1, from, to),
      );
  if (next >= to) throw new Error(`more than ${to - from} rows of the table ${table} on one day`);
  pen.next.set(name, next + 1);
  return next;
}
