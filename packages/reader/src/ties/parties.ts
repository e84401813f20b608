import { Rel, Upos } from "../syntax/syntax.ts";
import { NOBODY, type Parties, type Scene } from "./scene.ts";

/** How far behind a noun its "between" or "with" is looked for. */
const REACH = 16;

/** First word of the noun phrase that ends in `noun`: its adjectives, quotation marks, articles and the names in it. */
export function phraseStart(scene: Scene, noun: number): number {
  const { syntax } = scene.doc;
  let i = noun;
  while (i > scene.from(noun)) {
    const before = i - 1;
    const upos = syntax.upos[before] as number;
    const inside =
      scene.mentionAt(before) >= 0 ||
      upos === Upos.ADJ ||
      upos === Upos.PROPN ||
      upos === Upos.NUM ||
      upos === Upos.DET ||
      (upos === Upos.PRON && syntax.deprel[before] === Rel["nmod:poss"]) ||
      (upos === Upos.NOUN && (syntax.head[before] === noun || syntax.deprel[before] === Rel.compound)) ||
      scene.words.words.get(scene.form(before))?.doubt !== undefined ||
      (scene.form(before) === "so" && scene.form(i) === "-") ||
      isJoint(scene, before, noun);
    if (!inside || noun - before > 14) break;
    i = before;
  }
  return i;
}

/** A hyphen, an apostrophe, a quotation mark, or "and" between two adjectives: joints inside a noun phrase. */
function isJoint(scene: Scene, i: number, noun: number): boolean {
  const form = scene.form(i);
  if (form === "-" || form === "–" || form === "'s" || form === "’s" || form === "'" || form === "’") return true;
  if (form === '"' || form === "“" || form === "”") return noun - i <= 3;
  if (form !== "and" && form !== "&") return false;
  // "bilateral and diplomatic ties", "the China and France diplomatic ties" are rare; a clause joint is not.
  return scene.doc.syntax.upos[i - 1] === Upos.ADJ && scene.doc.syntax.upos[i + 1] === Upos.ADJ;
}

/** Who a relation is between, told by the words around its noun. */
export interface Around {
  /** Both of them, or all. */
  readonly all: Parties;
  /** The other one: "with China". */
  readonly other: Parties;
  /** Whose it is, by a possessive: "our", "Cuba's". */
  readonly owner: Parties;
}

/**
 * Reads who stands around the noun of a relation: "China-France ties", "ties between China and France",
 * "ties at the ambassadorial level with China", "our ties", "the two countries' ties".
 */
export function partiesAround(scene: Scene, first: number, noun: number): Around {
  const { syntax } = scene.doc;
  const inside = scene.partiesIn(first, noun - 1);
  let all: Parties = inside.length >= 2 ? { who: inside, confidence: 0.9 } : NOBODY;
  let other: Parties = NOBODY;
  let owner: Parties = inside.length === 1 ? { who: inside, confidence: 0.8 } : NOBODY;
  for (let i = first; i < noun && all.who.length === 0; i++) {
    const word = scene.form(i);
    if (scene.words.promises.get(word)?.first !== undefined) {
      const we = scene.speaker(i);
      if (we >= 0) owner = { who: [we], confidence: 0.8 };
    } else if (word === "their" || word === "bilateral") {
      const pair = scene.partiesAt(i).length >= 2 ? scene.partiesAt(i) : scene.pairBefore(i);
      if (pair.length === 2) all = { who: pair, confidence: 0.65 };
    }
  }
  const stop = Math.min(scene.stop(noun), noun + 1 + REACH);
  for (let i = noun + 1; i < stop; i++) {
    const word = scene.form(i);
    // "the treaty (NPT) between"
    if (word === "(" && (scene.form(i + 2) === ")" || scene.form(i + 3) === ")")) {
      i += scene.form(i + 2) === ")" ? 2 : 3;
      continue;
    }
    const upos = syntax.upos[i] as number;
    if (word === "between" || word === "among") {
      const end = phraseEnd(scene, i + 1);
      const told = scene.partiesIn(i + 1, end);
      if (told.length >= 2) all = { who: told, confidence: 0.95 };
      else {
        const two = scene.phrase(nounBehind(scene, i + 1));
        if (two.who.length >= 2) all = two;
        else if (told.length === 1) other = { who: told, confidence: 0.7 };
      }
      break;
    }
    if (word === "with" || word === "to") {
      const end = phraseEnd(scene, i + 1);
      const told = scene.partiesIn(i + 1, end);
      if (told.length > 0) {
        other = { who: told, confidence: 0.95 };
        break;
      }
      const named = scene.phrase(nounBehind(scene, i + 1));
      if (word === "with" && named.who.length > 0) {
        other = named;
        break;
      }
    }
    if (word === "of" && scene.partiesIn(i + 1, phraseEnd(scene, i + 1)).length >= 2) {
      all = { who: scene.partiesIn(i + 1, phraseEnd(scene, i + 1)), confidence: 0.85 };
      break;
    }
    if (upos === Upos.VERB || upos === Upos.SCONJ || (upos === Upos.PUNCT && word !== "," && !isQuote(word))) break;
  }
  return { all, other, owner };
}

function isQuote(word: string): boolean {
  return word === '"' || word === "”" || word === "“" || word === "''" || word === "'" || word === "’";
}

/** Last word of the coordinated names that begin at `i`: up to a verb, a preposition or a mark that ends the list. */
function phraseEnd(scene: Scene, i: number): number {
  const { syntax } = scene.doc;
  let end = i - 1;
  let joined = false;
  for (let k = i; k < scene.stop(i) && k < i + REACH; k++) {
    const upos = syntax.upos[k] as number;
    const mention = scene.mentionAt(k) >= 0;
    if (!mention && (upos === Upos.VERB || upos === Upos.AUX || upos === Upos.SCONJ)) break;
    if (!mention && upos === Upos.ADP && scene.form(k) !== "of") break;
    if (!mention && upos === Upos.PUNCT && scene.form(k) !== ",") break;
    // "between China and Chad, the minister": behind "and" the list is whole.
    if (scene.form(k) === "," && joined) break;
    joined ||= scene.form(k) === "and";
    // A comma goes on only to another name.
    if (scene.form(k) === "," && scene.mentionAt(k + 1) < 0 && scene.form(k + 1) !== "and") break;
    if (scene.form(k) === "and" && scene.mentionAt(k + 1) < 0 && scene.mentionAt(k + 2) < 0) break;
    end = k;
  }
  return end;
}

/** The first noun or pronoun behind a preposition. */
function nounBehind(scene: Scene, i: number): number {
  const { syntax } = scene.doc;
  for (let k = i; k < scene.stop(i) && k < i + 6; k++) {
    const upos = syntax.upos[k] as number;
    if (upos === Upos.VERB || upos === Upos.ADP) return -1;
    if (upos === Upos.PRON || ((upos === Upos.NOUN || upos === Upos.PROPN) && syntax.upos[k + 1] !== Upos.NOUN))
      return k;
  }
  return -1;
}

/** "As comprehensive strategic partners, China and Chad will": who stands behind the phrase that "as" begins. */
export function namedBehind(scene: Scene, first: number, last: number): Parties {
  if (scene.form(first - 1) !== "as") return NOBODY;
  let comma = last + 1;
  while (comma < Math.min(scene.stop(last), last + 12) && scene.form(comma) !== ",") comma++;
  if (scene.form(comma) !== ",") return NOBODY;
  const who = scene.partiesIn(comma + 1, phraseEnd(scene, comma + 1));
  return who.length > 0 && scene.partiesAt(comma + 1).length + scene.partiesAt(comma + 2).length > 0
    ? { who, confidence: 0.9 }
    : NOBODY;
}

/** Puts subject, owner and other together: at least two parties, or nobody. */
export function together(scene: Scene, around: Around, subject: Parties, at: number): Parties {
  if (around.all.who.length >= 2) return around.all;
  const lists = [subject, around.owner, around.other].filter((p) => p.who.length > 0);
  const who = [...new Set(lists.flatMap((p) => p.who))];
  if (who.length >= 2) return { who, confidence: Math.min(...lists.map((p) => p.confidence)) };
  // "Our ties" in an answer about one other state; "diplomatic ties" alone in a story of two.
  const pair = scene.pairBefore(at);
  if (who.length === 1) {
    const rest = pair.filter((a) => a !== who[0]);
    const last = rest.at(-1);
    return last === undefined ? NOBODY : { who: [who[0] as number, last], confidence: 0.55 };
  }
  return pair.length === 2 ? { who: pair, confidence: 0.55 } : NOBODY;
}

/** "established ties with Panama and El Salvador" are two ties; "between the three" is one. */
export function pairsOf(around: Around, subject: Parties, parties: Parties): readonly (readonly number[])[] {
  if (around.all.who.length >= 2) return [parties.who];
  const [one] = subject.who;
  const [other] = around.other.who;
  if (subject.who.length === 1 && around.other.who.length > 1 && one !== undefined)
    return around.other.who.filter((a) => a !== one).map((a) => [one, a]);
  if (subject.who.length > 1 && around.other.who.length === 1 && other !== undefined)
    return subject.who.filter((a) => a !== other).map((a) => [a, other]);
  return [parties.who];
}
