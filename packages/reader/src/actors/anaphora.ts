import type { Doc } from "../doc.ts";
import type { Cast, Entity } from "./cast.ts";
import { isCapital } from "./items.ts";
import type { Knowledge } from "./knowledge.ts";

/** "the country", "both sides", "the two leaders": nouns that stand for actors named before. */
export interface Anaphor {
  readonly first: number;
  readonly last: number;
  readonly of: "state" | "states" | "sides" | "persons";
}

/** Finds them, in text order. A noun that goes on with "of" speaks of something else. */
export function findAnaphora(doc: Doc, knowledge: Knowledge): Anaphor[] {
  const { tokens } = doc;
  const list = (name: string) => knowledge.words.get(name) ?? new Set<string>();
  const state = list("noun-state");
  const states = list("noun-states");
  const sides = list("noun-sides");
  const persons = list("noun-persons");
  const found: Anaphor[] = [];
  const lower = (i: number) => (tokens.form[i] ?? "").toLowerCase();
  for (let i = 0; i < tokens.count; i++) {
    const form = tokens.form[i] as string;
    if (form.length > 5 || !/^(the|both|these|this)$/i.test(form)) continue;
    const stop = tokens.sentenceStart[(tokens.sentenceOf[i] as number) + 1] as number;
    const opener = form.toLowerCase();
    let at = i + 1;
    const two = opener === "both" || /^(two|2)$/.test(lower(at));
    if (opener === "both" && lower(at) === "the") at++;
    if (/^(two|2)$/.test(lower(at))) at++;
    if (at >= stop) continue;
    // "the two neighbouring countries", "the island nation": one word between.
    for (let noun = at; noun <= at + 1 && noun < stop; noun++) {
      const word = lower(noun);
      // "The Nation" is a newspaper.
      if (isCapital(tokens.form[noun] as string)) break;
      if (lower(noun + 1) === "of" || lower(noun + 1) === "-") break;
      if (two && (states.has(word) || sides.has(word) || persons.has(word))) {
        found.push({ first: i, last: noun, of: states.has(word) ? "states" : sides.has(word) ? "sides" : "persons" });
        break;
      }
      if (!two && state.has(word) && (opener === "the" || opener === "this") && (noun === at || word !== "state")) {
        if (noun === at || /^(island|whole|entire|impoverished|landlocked|oil-rich|tiny|vast)$/.test(lower(at)))
          found.push({ first: i, last: noun, of: "state" });
        break;
      }
    }
  }
  return found;
}

/** Whom it stands for: the entities named last that fit; none where that cannot be told. */
export function standsFor(doc: Doc, cast: Cast, anaphor: Anaphor): number[] {
  const { tokens } = doc;
  const sentence = tokens.sentenceOf[anaphor.first] as number;
  const reach = anaphor.of === "state" ? 4 : 6;
  /** Entity → the sentence it was last named in, with how often. */
  const recent = new Map<number, number>();
  for (let f = cast.found.length - 1; f >= 0; f--) {
    const found = cast.found[f] as Cast["found"][number];
    const there = tokens.sentenceOf[found.core] as number;
    if (there < sentence - reach) break;
    if (found.core >= anaphor.first) continue;
    if (fits(cast.entities[found.entity] as Entity, anaphor.of)) {
      const weight = 1 / (1 + sentence - there);
      recent.set(found.entity, (recent.get(found.entity) ?? 0) + weight);
    }
  }
  const score = ([entity, weight]: [number, number]) =>
    weight + Math.log2(1 + (cast.entities[entity] as Entity).count) * 0.3;
  const ranked = [...recent].map((pair) => [pair[0], score(pair)] as const).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const wanted = anaphor.of === "state" ? 1 : 2;
  if (ranked.length < wanted) return [];
  const last = ranked[wanted - 1] as readonly [number, number];
  const next = ranked[wanted];
  if (next && last[1] - next[1] < 0.05) return [];
  return ranked.slice(0, wanted).map(([entity]) => entity);
}

function fits(entity: Entity, of: Anaphor["of"]): boolean {
  if (of === "persons") return entity.kind === "person" && entity.parts.length > 0;
  if (entity.kind === "state") return true;
  return of === "sides" && (entity.kind === "armed-group" || entity.kind === "igo" || entity.kind === "party");
}
