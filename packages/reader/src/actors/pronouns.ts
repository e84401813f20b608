import type { Doc } from "../doc.ts";
import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { Cast, Entity } from "./cast.ts";
import type { Gender, Knowledge } from "./knowledge.ts";

/** A pronoun of someone: "he", "their", "we". */
export interface Pronoun {
  readonly word: number;
  readonly person: 1 | 2 | 3;
  readonly gender: Gender;
  readonly number: "one" | "many" | "thing";
  readonly possessive: boolean;
  readonly reflexive: boolean;
}

const KINDS = [
  ["pronoun-m", 3, "m", "one"],
  ["pronoun-f", 3, "f", "one"],
  ["pronoun-they", 3, null, "many"],
  ["pronoun-it", 3, null, "thing"],
  ["pronoun-i", 1, null, "one"],
  ["pronoun-we", 1, null, "many"],
  ["pronoun-you", 2, null, "one"],
] as const;

/** The pronouns of the lexicon by their form. */
export function pronounForms(knowledge: Knowledge): Map<string, Omit<Pronoun, "word">> {
  const forms = new Map<string, Omit<Pronoun, "word">>();
  for (const [list, person, gender, number] of KINDS)
    for (const form of knowledge.words.get(list) ?? [])
      forms.set(form, {
        person,
        gender,
        number,
        possessive: /^(his|her|their|its|my|our|your)$/.test(form),
        reflexive: form.endsWith("self") || form.endsWith("selves"),
      });
  return forms;
}

export function findPronouns(doc: Doc, forms: ReadonlyMap<string, Omit<Pronoun, "word">>): Pronoun[] {
  const found: Pronoun[] = [];
  const { tokens } = doc;
  for (let i = 0; i < tokens.count; i++) {
    const form = tokens.form[i] as string;
    if (form.length > 10) continue;
    const kind = forms.get(form) ?? (form.charCodeAt(0) < 97 ? forms.get(form.toLowerCase()) : undefined);
    if (!kind || form === "US" || form === "IT" || form === "ITS") continue;
    // "the first of its kind"
    if (kind.possessive && tokens.form[i + 1] === "kind") continue;
    found.push({ word: i, ...kind });
  }
  return found;
}

/** How far back a pronoun looks, in sentences. */
const REACH = 3;
/** Two candidates nearer than this to one another are a tie. */
const TIE = 0.15;

/**
 * The entity a third-person pronoun stands for: of those of its gender and number in the sentences before, the one that is
 * nearest, a subject, and named most. -1 where there is none, -2 where two are equal.
 */
export function antecedent(doc: Doc, cast: Cast, pronoun: Pronoun): number {
  const { tokens, syntax } = doc;
  const sentence = tokens.sentenceOf[pronoun.word] as number;
  if (inanimate(doc, cast, pronoun)) return -1;
  const reach = pronoun.number === "one" ? REACH : 1;
  const scores = new Map<number, number>();
  const clause = syntax.head[pronoun.word] as number;
  const upper = subjectless(doc, clause);
  const asker = askerOf(doc, cast, clause);
  const told = pronoun.possessive ? toldTo(doc, clause) : -1;
  for (let f = cast.found.length - 1; f >= 0; f--) {
    const found = cast.found[f] as Cast["found"][number];
    const there = tokens.sentenceOf[found.core] as number;
    if (there < sentence - reach - 6) break;
    if (there < sentence - reach || found.core >= pronoun.word) continue;
    // "his" inside the phrase it belongs to cannot be that phrase.
    if (found.first <= pronoun.word && pronoun.word <= found.last) continue;
    const entity = cast.entities[found.entity] as Entity;
    if (!fits(entity, pronoun)) continue;
    if (found.form === "adjective") continue;
    const head = cast.headOf(found);
    const relation = syntax.deprel[head];
    const subject = relation === Rel.nsubj || relation === Rel["nsubj:pass"];
    // "Blair met him": the subject of the pronoun's own verb is someone else.
    if (
      !pronoun.possessive &&
      !pronoun.reflexive &&
      subject &&
      (syntax.head[head] === clause || syntax.head[head] === upper) &&
      there === sentence &&
      syntax.deprel[pronoun.word] !== Rel.nsubj
    )
      continue;
    // "a reporter asked whether he": who asks, asks of another.
    if (asker >= 0 && syntax.head[head] === asker && subject) continue;
    const distance = sentence - there;
    const near = (found.core - pronoun.word) / 400;
    const score =
      -distance * 1.0 +
      near +
      (subject ? 1.0 : 0) +
      (found.form === "name" ? 0.2 : found.form === "pronoun" ? 0.5 : 0) +
      Math.min(1.2, Math.log2(1 + entity.count) * 0.25) +
      (head === told ? 1.5 : 0) +
      (pronoun.gender && entity.gender === pronoun.gender ? 0.6 : 0) +
      (pronoun.number === "many" && entity.plural ? 0.6 : 0);
    if (score > (scores.get(found.entity) ?? -Infinity)) scores.set(found.entity, score);
  }
  let best = -1;
  let high = -Infinity;
  let second = -Infinity;
  for (const [entity, score] of scores) {
    if (score > high) {
      second = high;
      high = score;
      best = entity;
    } else if (score > second) second = score;
  }
  if (best >= 0 && high - second < TIE) return -2;
  return best;
}

/** The verb of asking that a clause is the question of; -1 for none. */
function askerOf(doc: Doc, cast: Cast, clause: number): number {
  const { syntax, tokens } = doc;
  if (clause < 0 || syntax.deprel[clause] !== Rel.ccomp) return -1;
  const verb = syntax.head[clause] as number;
  return verb >= 0 && cast.knowledge.words.get("asking")?.has((tokens.form[verb] as string).toLowerCase()) ? verb : -1;
}

/** "The court told Peru to free its prisoners": whom someone tells to do something with what is theirs; -1 for no one. */
function toldTo(doc: Doc, noun: number): number {
  const { syntax } = doc;
  let at = noun;
  for (let steps = 0; steps < 3 && at >= 0 && syntax.upos[at] !== Upos.VERB; steps++) at = syntax.head[at] as number;
  if (at < 0 || syntax.deprel[at] !== Rel.xcomp) return -1;
  const teller = syntax.head[at] as number;
  for (let child = syntax.firstChild[teller] as number; child !== -1; child = syntax.nextSibling[child] as number)
    if (syntax.deprel[child] === Rel.obj || syntax.deprel[child] === Rel.iobj) return child;
  return -1;
}

/** "Blair spoke, accusing him": the verb whose subject is also that of a verb without its own; else the verb itself. */
function subjectless(doc: Doc, verb: number): number {
  const { syntax } = doc;
  let at = verb;
  for (let steps = 0; steps < 3 && at >= 0; steps++) {
    const relation = syntax.deprel[at];
    if (relation !== Rel.advcl && relation !== Rel.xcomp && relation !== Rel.conj) return at;
    for (let child = syntax.firstChild[at] as number; child !== -1; child = syntax.nextSibling[child] as number)
      if (syntax.deprel[child] === Rel.nsubj || syntax.deprel[child] === Rel["nsubj:pass"]) return at;
    at = syntax.head[at] as number;
  }
  return at;
}

/**
 * "It is raining", "prices showed their sharpest fall": "it" speaks of an actor where it says something, or has something;
 * "they" does not where a plural that is no actor stands nearer.
 */
function inanimate(doc: Doc, cast: Cast, pronoun: Pronoun): boolean {
  const { tokens, syntax } = doc;
  if (pronoun.number === "thing" && !pronoun.possessive) {
    const verb = syntax.head[pronoun.word] as number;
    return !(syntax.deprel[pronoun.word] === Rel.nsubj && verb >= 0 && cast.says(tokens.form[verb] as string));
  }
  if (pronoun.number !== "many") return false;
  const start = tokens.sentenceStart[tokens.sentenceOf[pronoun.word] as number] as number;
  for (let i = pronoun.word - 1; i >= start; i--) {
    if (syntax.xpos[i] !== Xpos.NNS) continue;
    const relation = syntax.deprel[i];
    if (relation !== Rel.nsubj && relation !== Rel["nsubj:pass"] && relation !== Rel.obj && relation !== Rel.obl)
      continue;
    for (let f = cast.found.length - 1; f >= 0; f--) {
      const found = cast.found[f] as Cast["found"][number];
      if (found.core < start) break;
      if (found.first <= i && i <= found.last) return false;
    }
    return true;
  }
  return false;
}

function fits(entity: Entity, pronoun: Pronoun): boolean {
  if (pronoun.number === "one")
    return entity.kind === "person" && !entity.plural && (entity.gender === null || entity.gender === pronoun.gender);
  if (pronoun.number === "many")
    return entity.plural || (entity.kind !== "person" && entity.kind !== "place" && entity.kind !== "state");
  return !entity.plural && entity.kind !== "person" && entity.kind !== "people" && entity.kind !== "place";
}
