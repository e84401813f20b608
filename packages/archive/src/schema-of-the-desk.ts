/**
 * What the people at the desk keep beside the record, as a migration: where stories come from, what is watched, and the
 * addresses that calendar and feed programs are given.
 */
export const DESK = `
  CREATE INDEX tie_party_by_tie ON tie_party (tie, actor);

  -- A feed or a folder from which stories come.
  CREATE TABLE source (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL,       -- 'feed' or 'folder'
    address TEXT NOT NULL UNIQUE, name TEXT, made TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    fulltext INTEGER NOT NULL DEFAULT 1,              -- fetch the item's page where the feed has a summary alone
    etag TEXT, modified TEXT,                         -- what a conditional request sends back
    asked TEXT, next TEXT, failures INTEGER NOT NULL DEFAULT 0,
    stories INTEGER NOT NULL DEFAULT 0);
  -- What came from a source or failed to come, and why.
  CREATE TABLE arrival (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    item TEXT NOT NULL,                               -- the feed's id of the item, or the file's name, size and time
    at TEXT NOT NULL, outcome TEXT NOT NULL,          -- what became of it, or 'failed'
    story TEXT, title TEXT, reason TEXT);
  CREATE INDEX arrival_by_item ON arrival (source, item);

  -- A search or a pair that someone watches; seen: the last arrival that was there on the last visit.
  CREATE TABLE watch (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL, made TEXT NOT NULL,
    seen INTEGER NOT NULL, token TEXT NOT NULL UNIQUE);
  -- An address for calendar programs, which can be taken back.
  CREATE TABLE calendar (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT, other TEXT, made TEXT NOT NULL, token TEXT NOT NULL UNIQUE);
`;
