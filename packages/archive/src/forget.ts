import { statSync } from "node:fs";
import type { Record } from "@chancery/reader";
import { type Archive, told } from "./archive.ts";
import { forgottenHash, unpackRecord } from "./body.ts";
import { reattach } from "./corrections.ts";
import { type Pen, readRecord, removeReading, replaceReading, writing } from "./put.ts";
import { redact } from "./redact.ts";
import { storyId } from "./stories.ts";
import { matchOf } from "./words.ts";

/** What was forgotten, and whether the file is clean already. */
export interface Forgotten {
  /** Stories taken out (with all their versions), or stories from which an actor was taken out; 0 where that was done before. */
  readonly stories: number;
  /**
   * False where another process was reading while the log should have been emptied: what was forgotten may stand in
   * `…-wal` until that process is done and the archive is next written to or closed.
   */
  readonly clean: boolean;
}

/**
 * Forgets a story with all its versions: its text, what was read from it, its part in indexes and tallies, and people's
 * corrections of it. It does not come back with the next ingest. Null where there is no such story.
 */
export function forgetStory(archive: Archive, key: string): Forgotten | null {
  const stories = writing(archive, (pen) => {
    if (storyId(archive, key) === null) return 0;
    const versions = archive
      .sql("SELECT id, key, current FROM story WHERE lineage IN (SELECT lineage FROM story WHERE key = ?)")
      .all(key) as { id: number; key: string; current: number }[];
    for (const { id, key: each, current } of versions) {
      const record = readRecord(archive, id);
      if (current) removeReading(pen, id);
      archive.sql("DELETE FROM record WHERE story = ?").run(id);
      archive.sql("DELETE FROM story WHERE id = ?").run(id);
      archive.sql("DELETE FROM correction WHERE story = ?").run(each);
      archive.sql("DELETE FROM arrival WHERE story = ?").run(each);
      archive.sql("INSERT OR IGNORE INTO forgotten VALUES (?)").run(forgottenHash("story", each));
      dropNames(archive, record);
    }
    return versions.some((version) => version.current) ? 1 : versions.length;
  });
  return stories > 0 || wasForgotten(archive, "story", key) ? { stories, clean: wipe(archive) } : null;
}

/** Whether it was forgotten before: then the file is rewritten once more, in case that could not be done or not all the way. */
function wasForgotten(archive: Archive, kind: "story" | "actor", name: string): boolean {
  return archive.sql("SELECT 1 FROM forgotten WHERE hash = ?").get(forgottenHash(kind, name)) !== undefined;
}

/**
 * Forgets an actor by its name: the name is blanked in every story that has it, and all that was read of the actor is
 * taken out (see redact.ts). Stories that come later are treated alike. Null where no story names it.
 */
export function forgetActor(archive: Archive, name: string): Forgotten | null {
  const wanted = name.trim();
  const stories = writing(archive, (pen) => {
    const found = new Set([
      ...(archive
        .sql("SELECT story FROM story_subject WHERE subject IN (SELECT id FROM actor WHERE name = ? COLLATE NOCASE)")
        .pluck()
        .all(wanted) as number[]),
      ...storiesWithWords(archive, wanted),
      ...olderVersionsWith(archive, wanted),
    ]);
    for (const id of found) takeOut(pen, id, wanted);
    if (found.size === 0) return 0;
    archive.sql("INSERT OR IGNORE INTO forgotten VALUES (?)").run(forgottenHash("actor", wanted));
    archive.sql("DELETE FROM actor WHERE name = ? COLLATE NOCASE").run(wanted);
    // What people wrote themselves: titles of what came in, searches they watch.
    const like = `%${wanted.replace(/[\\%_]/g, "\\$&")}%`;
    archive.sql("UPDATE arrival SET title = NULL WHERE title LIKE ? ESCAPE '\\'").run(like);
    archive.sql("DELETE FROM watch WHERE query LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\'").run(like, like);
    archive.sql("DELETE FROM correction WHERE value LIKE ? ESCAPE '\\' OR note LIKE ? ESCAPE '\\'").run(like, like);
    return found.size;
  });
  return stories > 0 || wasForgotten(archive, "actor", wanted) ? { stories, clean: wipe(archive) } : null;
}

function takeOut(pen: Pen, id: number, name: string): void {
  const { archive } = pen;
  const kept = archive.sql("SELECT id, key, current, cluster FROM story WHERE id = ?").get(id) as {
    id: number;
    key: string;
    current: number;
    cluster: number;
  };
  const former = readRecord(archive, id);
  // The name may stand in the story in another case than it was asked for.
  const spelt = former.actors.find((actor) => actor.name.toLowerCase() === name.toLowerCase())?.name ?? name;
  const record = redact(former, spelt);
  replaceReading(pen, kept, record);
  dropNames(archive, former);
  if (!kept.current) return;
  const { detached } = reattach(archive, kept.key, record);
  if (detached > 0) archive.sql("DELETE FROM correction WHERE story = ? AND attached = 0").run(kept.key);
}

/** Stories whose text has a name that no reading saw. */
function storiesWithWords(archive: Archive, name: string): number[] {
  const match = matchOf(`"${name.replaceAll('"', " ")}"`);
  if (match === null) return [];
  return archive.sql("SELECT rowid FROM story_words WHERE story_words MATCH ?").pluck().all(match) as number[];
}

function olderVersionsWith(archive: Archive, name: string): number[] {
  const lower = name.toLowerCase();
  const out: number[] = [];
  const rows = archive.db
    .prepare("SELECT story.id, body FROM story JOIN record ON record.story = story.id WHERE current = 0")
    .all() as { id: number; body: Buffer }[];
  for (const { id, body } of rows) {
    const { story, actors } = unpackRecord(body);
    if (actors.some((actor) => actor.name.toLowerCase() === lower) || story.text.toLowerCase().includes(lower))
      out.push(id);
  }
  return out;
}

/** Takes out the names of a record's actors, offices and modes that nothing in the archive uses any more. */
function dropNames(archive: Archive, record: Record): void {
  for (const { name } of record.actors)
    archive
      .sql(
        `DELETE FROM actor WHERE name = ? AND NOT EXISTS (
           WITH RECURSIVE months (month) AS (
             SELECT min(month) FROM story_subject
             UNION ALL
             SELECT (SELECT min(month) FROM story_subject WHERE month > months.month) FROM months
             WHERE months.month IS NOT NULL)
           SELECT 1 FROM months CROSS JOIN story_subject
             ON story_subject.month = months.month AND story_subject.subject = actor.id)`,
      )
      .run(name);
  const terms = new Set<string | null>([record.story.agency]);
  for (const actor of record.actors) terms.add(actor.role);
  for (const event of record.events) terms.add(event.mode);
  for (const term of terms)
    if (term !== null)
      archive
        .sql(
          `DELETE FROM term WHERE text = ? AND NOT EXISTS (SELECT 1 FROM story WHERE agency = term.id)
             AND NOT EXISTS (SELECT 1 FROM statement WHERE office = term.id)
             AND NOT EXISTS (SELECT 1 FROM event WHERE mode = term.id)`,
        )
        .run(term);
}

/** Above this size the copy that VACUUM makes goes to the disk instead of memory. */
const LARGE = 256 * 1024 * 1024;

/**
 * Rewrites the file, so that nothing of what was deleted stands in free pages or in the gaps of others, and empties the
 * log. Returns whether the log could be emptied.
 */
function wipe(archive: Archive): boolean {
  return told(archive.path, () => {
    const { db } = archive;
    const large = statSync(archive.path).size > LARGE;
    if (large) db.pragma("temp_store = FILE");
    db.exec("VACUUM");
    if (large) db.pragma("temp_store = MEMORY");
    const [{ busy }] = db.pragma("wal_checkpoint(TRUNCATE)") as [{ busy: number }];
    return busy === 0;
  });
}
