import { DESK } from "./schema-of-the-desk.ts";
import { SIZE } from "./schema-of-the-size.ts";

/**
 * The archive's tables, as migrations: each brings an archive of the version before it to its own (`PRAGMA user_version`).
 * A migration that has shipped is never edited; a change is a new one at the end.
 *
 * - `record` holds the whole record, text included, as deflated JSON: what is true is there. Everything else can be made
 *   again from it, apart from corrections.
 * - `story`, `statement` and `event` are numbered in the order of their dates (see calendar.ts), `n` is the entry's place
 *   in its record's list.
 * - `story_words` and `statement_words` are full-text indexes without a copy of the text; their row ids are the tables'.
 * - `month_…` and `year_…` count events once a cluster of duplicates, told as news and as fact (no auxiliary mode).
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- Texts that recur: agencies, offices, modes.
  CREATE TABLE term (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
  CREATE TABLE reader (
    id INTEGER PRIMARY KEY, version TEXT NOT NULL, lexicon TEXT NOT NULL, model TEXT NOT NULL,
    UNIQUE (version, lexicon, model));
  -- One actor over all stories: same name, kind, country and codes. '' stands for none, so that UNIQUE holds.
  CREATE TABLE actor (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country INTEGER NOT NULL,
    formerly TEXT NOT NULL, sector TEXT NOT NULL, cameo TEXT NOT NULL,
    UNIQUE (name, kind, country, formerly, sector, cameo));
  CREATE INDEX actor_by_name ON actor (name COLLATE NOCASE);
  CREATE INDEX actor_by_country ON actor (country);

  CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    arrival INTEGER NOT NULL UNIQUE,      -- 1, 2, 3 … in the order in which stories came
    key TEXT NOT NULL,                    -- the record's story.id
    hash BLOB NOT NULL,                   -- of the content: what tells a repeat from another version
    lineage INTEGER NOT NULL,             -- the arrival of the first version; versions of one story share it
    current INTEGER NOT NULL,             -- 1: the newest version, which alone is searched and counted
    reader INTEGER NOT NULL REFERENCES reader (id),
    format INTEGER NOT NULL, agency INTEGER NOT NULL, source TEXT, url TEXT, headline TEXT, language TEXT NOT NULL,
    published TEXT,
    cluster INTEGER NOT NULL,             -- the arrival of the first story of which this one is a duplicate; its own if none
    chars INTEGER NOT NULL, statements INTEGER NOT NULL, events INTEGER NOT NULL);
  CREATE INDEX story_by_key ON story (key);
  CREATE INDEX story_by_cluster ON story (cluster);
  CREATE INDEX story_by_lineage ON story (lineage) WHERE lineage <> arrival;
  CREATE INDEX story_by_source ON story (source) WHERE source IS NOT NULL;
  CREATE INDEX story_by_url ON story (url) WHERE url IS NOT NULL;
  CREATE TABLE record (story INTEGER PRIMARY KEY, body BLOB NOT NULL);
  -- Whom a story's newest version names: actors, and countries as negative numbers. Tables of subjects begin with the
  -- month, so that what comes in together is written together; one subject's rows are found month by month.
  CREATE TABLE story_subject (
    month INTEGER, subject INTEGER, story INTEGER, PRIMARY KEY (month, subject, story)) WITHOUT ROWID;

  CREATE TABLE statement (
    id INTEGER PRIMARY KEY, story INTEGER NOT NULL, n INTEGER NOT NULL, kind INTEGER NOT NULL,
    speaker INTEGER NOT NULL, country INTEGER NOT NULL, office INTEGER NOT NULL, addressee INTEGER NOT NULL,
    month INTEGER NOT NULL, counted INTEGER NOT NULL, likeness INTEGER NOT NULL);
  CREATE INDEX statement_by_story ON statement (story);
  CREATE INDEX statement_by_speaker ON statement (month, speaker) WHERE speaker <> 0;
  CREATE INDEX statement_by_country ON statement (country, id) WHERE country <> 0;
  -- The countries that a statement names or addresses.
  CREATE TABLE statement_about (country INTEGER, statement INTEGER, PRIMARY KEY (country, statement)) WITHOUT ROWID;

  CREATE TABLE event (
    id INTEGER PRIMARY KEY, story INTEGER NOT NULL, n INTEGER NOT NULL, type INTEGER NOT NULL, mode INTEGER NOT NULL,
    aux INTEGER NOT NULL, score REAL NOT NULL, month INTEGER NOT NULL,
    speaker INTEGER NOT NULL,             -- who tells of it, 0 for the outlet's own voice
    counted INTEGER NOT NULL,             -- 1: this is the event that the tallies count for its cluster
    likeness INTEGER NOT NULL);           -- equal for the same event told in duplicates
  CREATE INDEX event_by_story ON event (story);
  -- subject and role as in month_subject.
  CREATE TABLE event_subject (
    month INTEGER, subject INTEGER, role INTEGER, event INTEGER,
    PRIMARY KEY (month, subject, role, event)) WITHOUT ROWID;
  CREATE TABLE event_dyad (
    month INTEGER, source INTEGER, target INTEGER, event INTEGER,
    PRIMARY KEY (month, source, target, event)) WITHOUT ROWID;

  CREATE TABLE tie (
    id INTEGER PRIMARY KEY, story INTEGER NOT NULL, n INTEGER NOT NULL, kind INTEGER NOT NULL, status INTEGER NOT NULL,
    name TEXT, level TEXT, since TEXT);
  CREATE INDEX tie_by_story ON tie (story);
  CREATE TABLE tie_party (actor INTEGER, tie INTEGER, PRIMARY KEY (actor, tie)) WITHOUT ROWID;
  CREATE TABLE commitment (
    id INTEGER PRIMARY KEY, story INTEGER NOT NULL, n INTEGER NOT NULL, opens TEXT, closes TEXT);
  CREATE INDEX commitment_by_story ON commitment (story);
  CREATE INDEX commitment_by_end ON commitment (closes) WHERE closes IS NOT NULL;
  CREATE TABLE commitment_party (
    actor INTEGER, side INTEGER, commitment INTEGER, PRIMARY KEY (actor, side, commitment)) WITHOUT ROWID;

  -- Sampled shingles, by fortnight so that stories of one time lie together.
  CREATE TABLE sketch (
    fortnight INTEGER, hash INTEGER, story INTEGER, PRIMARY KEY (fortnight, hash, story)) WITHOUT ROWID;

  -- subject: an actor, or a country as its negative number. role: 0 actor of events, 1 recipient, 2 speaker, 3 all of
  -- them (subject 0). type: an event type; 16 and up: statements of a kind.
  CREATE TABLE month_subject (
    month INTEGER, subject INTEGER, role INTEGER, type INTEGER, n INTEGER NOT NULL, score REAL NOT NULL,
    PRIMARY KEY (month, subject, role, type)) WITHOUT ROWID;
  CREATE TABLE month_dyad (
    month INTEGER, source INTEGER, target INTEGER, type INTEGER, n INTEGER NOT NULL, score REAL NOT NULL,
    PRIMARY KEY (month, source, target, type)) WITHOUT ROWID;
  CREATE TABLE year_dyad (
    year INTEGER, source INTEGER, target INTEGER, n INTEGER NOT NULL, score REAL NOT NULL,
    q0 INTEGER NOT NULL, q1 INTEGER NOT NULL, q2 INTEGER NOT NULL, q3 INTEGER NOT NULL,
    PRIMARY KEY (year, source, target)) WITHOUT ROWID;

  -- What people say of a reading; it stands beside the reading and outlives it.
  CREATE TABLE correction (
    id INTEGER PRIMARY KEY, story TEXT NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,  -- the words the entry rests on, so that it is found again after a reread
    verdict TEXT NOT NULL, value TEXT, note TEXT, reader INTEGER NOT NULL, made TEXT NOT NULL, attached INTEGER NOT NULL);
  CREATE INDEX correction_by_story ON correction (story);
  -- Every reread, with what it changed.
  CREATE TABLE reread (id INTEGER PRIMARY KEY, made TEXT NOT NULL, reader INTEGER NOT NULL, report TEXT NOT NULL);
  -- Hashes of what was forgotten, so that it does not come back with the next ingest.
  CREATE TABLE forgotten (hash BLOB PRIMARY KEY) WITHOUT ROWID;

  CREATE VIRTUAL TABLE story_words USING fts5 (text, content='', tokenize="unicode61 remove_diacritics 2");
  CREATE VIRTUAL TABLE statement_words USING fts5 (text, content='', tokenize="unicode61 remove_diacritics 2");
  INSERT INTO story_words (story_words, rank) VALUES ('secure-delete', 1), ('automerge', 8);
  INSERT INTO statement_words (statement_words, rank) VALUES ('secure-delete', 1), ('automerge', 8);
  `,
  DESK,
  SIZE,
];

/** The version that this code writes and reads. */
export const VERSION = MIGRATIONS.length;

/** `PRAGMA application_id`: "Chcy". */
export const APPLICATION_ID = 0x43686379;
