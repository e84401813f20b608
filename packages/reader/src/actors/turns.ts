import type { Doc } from "../doc.ts";
import type { Cast, Entity } from "./cast.ts";
import { isCapital } from "./items.ts";
import type { Knowledge, Meaning } from "./knowledge.ts";
import { atomsOf } from "./names.ts";
import { findNamesIn } from "./trie.ts";

/** Whose turn each block of a briefing is: block → entity, -1 for none. The label of a turn is the text in the gap before its block. */
export function turnsOf(doc: Doc, cast: Cast, knowledge: Knowledge): Int32Array {
  const { blocks, text } = doc.story;
  const turns = new Int32Array(blocks.length).fill(-1);
  if (!blocks.some((block) => block.kind === "question" || block.kind === "answer")) return turns;
  const { byline } = doc.story;
  const host = byline ? heldBy(doc, cast, byline) : hostOf(doc, cast);
  const plain = knowledge.words.get("turn-label") ?? new Set();
  const again = knowledge.words.get("turn-again") ?? new Set();
  const known = new Map<string, number>();
  const personOf = (label: string) => {
    const person = known.get(label) ?? personNamed(cast, label);
    known.set(label, person);
    return person;
  };
  let end = 0;
  let asker = -1;
  blocks.forEach((block, b) => {
    const label = text
      .slice(end, block.start)
      .replace(/\s+/g, " ")
      .replace(/[:：]\s*$/, "")
      .trim();
    end = block.end;
    const lower = label.toLowerCase();
    if (block.kind === "answer") {
      const named = label && !plain.has(lower) ? personOf(label) : -1;
      turns[b] =
        named >= 0 ? named : label && !plain.has(lower) && label.length < 60 ? cast.speaker(label, host) : host;
    } else if (block.kind === "question") {
      if (!again.has(lower))
        asker = label && !plain.has(lower) && label.length < 60 ? outletOf(cast, knowledge, label) : -1;
      turns[b] = asker;
    }
  });
  return turns;
}

/** Who held the briefing, by the name that intake found: with the office that the headline tells of, where the name itself came without one. */
function heldBy(doc: Doc, cast: Cast, byline: string): number {
  const { tokens, story } = doc;
  const named = personNamed(cast, byline);
  const office = cast.found.find(({ core, entity }) => {
    const { kind, parts, role } = cast.entities[entity] as Entity;
    const block = story.blocks[tokens.sentenceBlock[tokens.sentenceOf[core] as number] as number];
    return block?.kind === "headline" && kind === "person" && parts.length === 0 && /spokes/.test(role ?? "");
  });
  if (office === undefined) return named >= 0 ? named : cast.speaker(byline, -1);
  const holder = cast.entities[office.entity] as Entity;
  if (named < 0) {
    holder.name = byline;
    holder.parts = atomsOf(byline);
    return office.entity;
  }
  const person = cast.entities[named] as Entity;
  if (!person.role) Object.assign(person, { role: holder.role, sector: holder.sector });
  if (!person.country) Object.assign(person, { country: holder.country, cameo: holder.cameo });
  return named;
}

/** The spokesperson the page's headline names; otherwise the one person named there; -1 for none. */
function hostOf(doc: Doc, cast: Cast): number {
  const { tokens, story } = doc;
  let host = -1;
  let best = 0;
  for (const found of cast.found) {
    const block = story.blocks[tokens.sentenceBlock[tokens.sentenceOf[found.core] as number] as number];
    if (block?.kind !== "headline") continue;
    const entity = cast.entities[found.entity] as Entity;
    if (entity.kind !== "person" || entity.parts.length === 0) continue;
    const score = /spokes|minister|secretary|president/.test(entity.role ?? "") ? 2 : 1;
    if (score > best) {
      best = score;
      host = found.entity;
    }
  }
  return host;
}

/** The person of the story whose name a label is; -1 for none. */
function personNamed(cast: Cast, label: string): number {
  const parts = atomsOf(label);
  return cast.entities.findIndex(
    (entity) =>
      entity.kind === "person" &&
      entity.parts.length > 0 &&
      parts.length > 0 &&
      entity.parts.join(" ").endsWith(parts.join(" ")),
  );
}

/** The outlet a label names: one of the lexicon, or one that is new to it. */
function outletOf(cast: Cast, knowledge: Knowledge, label: string): number {
  const forms = label.split(" ");
  const count = forms.length;
  const matches = findNamesIn<Meaning>(knowledge.names, forms);
  let country: string | null = null;
  for (const match of matches)
    for (const meaning of match.meanings) {
      if (meaning.what === "body" && meaning.sector === "MED" && match.last - match.first + 1 === count)
        return cast.named(meaning);
      if (meaning.what === "state") country ??= meaning.state.code;
      if (meaning.what === "body" && meaning.sector === "MED") country ??= meaning.country;
    }
  return isCapital(label) ? cast.outlet(label, country) : -1;
}
