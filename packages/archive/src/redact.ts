import type { Actor, Record } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { forgottenHash } from "./body.ts";

/** What stands in place of each character of a forgotten name, so that every offset of the record still holds. */
const BLANK = "█";

/** A record without the actors that the archive was told to forget; the record itself where it names none of them. */
export function redactForgotten(archive: Archive, record: Record): Record {
  if (archive.sql("SELECT 1 FROM forgotten LIMIT 1").get() === undefined) return record;
  const known = archive.sql("SELECT 1 FROM forgotten WHERE hash = ?");
  const names = record.actors
    .filter((actor) => known.get(forgottenHash("actor", actor.name)) !== undefined)
    .map((actor) => actor.name);
  return names.length === 0 ? record : names.reduce(redact, record);
}

/**
 * A record without an actor: its name is blanked wherever it stands, of a person's name each part, and all that was read
 * of it is taken out: what it said with what was told in its words, and what it alone did, received, was party to or
 * promised.
 */
export function redact(record: Record, name: string): Record {
  const lower = name.toLowerCase();
  const gone = new Set(record.actors.filter((actor) => actor.name.toLowerCase() === lower).map((actor) => actor.id));
  const pattern = patternOf(
    name,
    record.actors.filter((actor) => gone.has(actor.id)),
  );
  const actors = record.actors.filter((actor) => !gone.has(actor.id));
  const lost = new Set(
    record.statements.filter((one) => one.speaker !== null && gone.has(one.speaker)).map((one) => one.id),
  );
  // What is told in a lost statement goes with it, to any depth.
  for (let before = -1; before !== lost.size; ) {
    before = lost.size;
    for (const one of record.statements) if (one.saidIn !== null && lost.has(one.saidIn)) lost.add(one.id);
  }
  const saidInLost = (entry: { saidIn: string | null }): boolean => entry.saidIn !== null && lost.has(entry.saidIn);
  const without = (ids: readonly string[]): string[] => ids.filter((id) => !gone.has(id));
  /** Whether a side of an entry had parties and has none left. */
  const emptied = (ids: readonly string[]): boolean => ids.length > 0 && without(ids).length === 0;

  const events = record.events
    .filter((event) => !saidInLost(event) && !emptied(event.actors) && !emptied(event.recipients))
    .map((event) => ({ ...event, actors: without(event.actors), recipients: without(event.recipients) }));
  const ties = record.ties.filter((tie) => !saidInLost(tie) && without(tie.parties).length === tie.parties.length);
  const kept = new Set(ties.map((tie) => tie.id));
  const commitments = record.commitments
    .filter((one) => !saidInLost(one) && !emptied(one.by))
    .map((one) => ({ ...one, by: without(one.by), with: without(one.with) }));
  const statements = record.statements
    .filter((one) => !lost.has(one.id))
    .map((one) => ({
      ...one,
      addressee: one.addressee !== null && gone.has(one.addressee) ? null : one.addressee,
      promptedBy: typeof one.promptedBy === "string" && lost.has(one.promptedBy) ? null : one.promptedBy,
    }));
  const { story } = record;
  return blank(
    {
      ...record,
      story: {
        ...story,
        url: story.url !== null && names(story.url, name) ? null : story.url,
        sourceId: story.sourceId !== null && names(story.sourceId, name) ? null : story.sourceId,
        blocks: story.blocks.map((block) =>
          block.speaker !== null && gone.has(block.speaker) ? { ...block, speaker: null } : block,
        ),
      },
      actors,
      statements,
      events,
      ties,
      anniversaries: record.anniversaries.filter((one) => kept.has(one.tie) && !saidInLost(one)),
      commitments,
    },
    pattern,
    story.id,
  );
}

/** What matches a name: the whole of it, and of a person's its capitalised parts, as words of their own. */
function patternOf(name: string, actors: readonly Actor[]): RegExp {
  const words = name.split(/[\s·]+/u).filter((word) => word !== "");
  const person = actors.length === 0 || actors.some((actor) => actor.kind === "person");
  const parts = person ? words.filter((word) => /^\p{Lu}/u.test(word) && word.length > 1) : [];
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const whole = (spelling: (word: string) => string): string => words.map(spelling).map(literal).join("\\s+");
  // As it is written, in small letters, and in capitals, as headlines have it.
  const alternatives = [
    whole((word) => word),
    whole((word) => word.toLowerCase()),
    whole((word) => word.toUpperCase()),
  ];
  for (const part of parts) alternatives.push(literal(part), literal(part.toUpperCase()));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "gu");
}

/** Whether an address or id has a name in it, as `…/wang-wenbin-says.html`. */
function names(text: string, name: string): boolean {
  const plain = (given: string): string => given.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  return plain(decoded(text)).includes(plain(name));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The same with every match in every text of it blanked, apart from the story's own id. */
function blank<T>(value: T, pattern: RegExp, id: string): T {
  if (typeof value === "string")
    return (value === id ? value : value.replace(pattern, (match) => BLANK.repeat(match.length))) as T;
  if (Array.isArray(value)) return value.map((one) => blank(one, pattern, id)) as T;
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, blank(one, pattern, id)])) as T;
  return value;
}
