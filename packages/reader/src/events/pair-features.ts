import type { Syntax } from "../syntax/syntax.ts";
import { DEPREL, Rel, Upos } from "../syntax/syntax.ts";
import type { Tokens } from "../text/tokens.ts";

/** Words `first` to `last`, both inclusive. */
export interface WordRange {
  readonly first: number;
  readonly last: number;
}

/** What the classifier sees of a source, a target and the words that join them. */
export interface PairFeatures {
  /** Named features, each once. */
  readonly names: readonly string[];
  /** Lemmas of the tree path from the source to the target, without both: what is done. */
  readonly path: readonly string[];
  /** Lemmas that hang on the path as objects or complements: what it is done with. */
  readonly objects: readonly string[];
  /** Lemmas of the content words that stand between the two. */
  readonly between: readonly string[];
}

const NOMINAL = new Set<number>([Upos.NOUN, Upos.PROPN, Upos.PRON, Upos.ADJ, Upos.NUM, Upos.DET]);
const CONTENT = new Set<number>([Upos.NOUN, Upos.VERB, Upos.ADJ, Upos.ADV, Upos.AUX]);
const MODALS = new Set<number>([Rel.aux, Rel["aux:pass"], Rel.cop]);
const OBJECTS = new Set<number>([Rel.obj, Rel.iobj, Rel.xcomp, Rel.ccomp, Rel.obl, Rel["compound:prt"]]);

/**
 * The features of one pair. `target` is null where the pair names none that stands in the text.
 * All names are built of lemmas, relations and tags; who the two are is never seen.
 */
export function pairFeatures(
  tokens: Tokens,
  syntax: Syntax,
  source: WordRange,
  target: WordRange | null,
): PairFeatures {
  const names = new Set<string>();
  const hidden = (word: number): boolean => inside(word, source) || (target !== null && inside(word, target));
  const lemma = (word: number): string => shown(tokens, syntax, word);
  const from = headOf(syntax, source);
  const to = target === null ? -1 : headOf(syntax, target);

  // Up from the source and up from the target until the two ways meet.
  const up = ancestors(syntax, from);
  const down = to < 0 ? [] : ancestors(syntax, to);
  const meet = to < 0 ? undefined : up.find((word) => word === to || down.includes(word));
  const end = meet === undefined ? firstVerb(syntax, up) : up.indexOf(meet) + 1;
  const rise = up.slice(0, end).filter((word) => !hidden(word));
  const fall = (meet === undefined ? [] : down.slice(0, Math.max(0, down.indexOf(meet)))).filter(
    (word) => !hidden(word),
  );
  const path = [...rise, ...fall.reverse()];
  const top = meet ?? rise.at(-1);

  names.add(`source ${relation(syntax, from)}`);
  if (to >= 0) names.add(`target ${relation(syntax, to)}`);
  if (to >= 0) names.add(`order ${from < to ? "source first" : "target first"}`);
  if (path.length > 0) names.add(`chain ${path.slice(0, 4).map(lemma).join(" ")}`);
  if (top !== undefined && !hidden(top))
    names.add(`top ${lemma(top)} ${relation(syntax, from)} ${to < 0 ? "-" : relation(syntax, to)}`);

  const objects: string[] = [];
  path.forEach((word, i) => {
    names.add(`path ${lemma(word)}`);
    if (i > 0) names.add(`step ${lemma(path[i - 1] as number)} ${lemma(word)}`);
    for (let child = syntax.firstChild[word] as number; child >= 0; child = syntax.nextSibling[child] as number) {
      const rel = syntax.deprel[child] as number;
      if (MODALS.has(rel))
        names.add(`aux ${tokens.form[child]?.toLowerCase()} ${i === 0 || word === top ? "top" : ""}`);
      if (rel === Rel.mark || rel === Rel.advmod) names.add(`with ${lemma(word)} ${lemma(child)}`);
      if (rel === Rel.advmod && syntax.lemma[child] === "not") names.add("negated");
      if (rel === Rel["nsubj:pass"]) names.add(`passive ${lemma(word)}`);
      if (!OBJECTS.has(rel) || hidden(child) || path.includes(child)) continue;
      objects.push(lemma(child));
      names.add(`${lemma(word)} ${DEPREL[rel]} ${preposition(syntax, child)}${lemma(child)}`);
      names.add(`object ${lemma(child)}`);
      for (let below = syntax.firstChild[child] as number; below >= 0; below = syntax.nextSibling[below] as number)
        if (CONTENT.has(syntax.upos[below] as number) && !hidden(below)) {
          objects.push(lemma(below));
          names.add(`object part ${lemma(below)}`);
        }
    }
  });
  if (to >= 0) {
    const governor = syntax.head[to] as number;
    names.add(`target under ${preposition(syntax, to)}${governor < 0 || hidden(governor) ? "-" : lemma(governor)}`);
    names.add(`preposition ${preposition(syntax, to)}`);
  }

  // The words themselves, for where the tree is wrong.
  const sentence = tokens.sentenceOf[from] as number;
  const begin = tokens.sentenceStart[sentence] as number;
  const stop = tokens.sentenceStart[sentence + 1] as number;
  const low = target === null ? source.last + 1 : Math.min(source.last, target.last) + 1;
  const high = target === null ? stop : Math.max(source.first, target.first);
  const between: string[] = [];
  let before = "<";
  for (let word = Math.max(begin, low); word < Math.min(stop, high); word++) {
    if (syntax.upos[word] === Upos.PUNCT || hidden(word)) continue;
    const now = lemma(word);
    names.add(`between ${now}`);
    names.add(`between ${before} ${now}`);
    if (CONTENT.has(syntax.upos[word] as number)) between.push(now);
    before = now;
  }
  names.add(`between ${before} >`);
  for (let word = Math.max(begin, high); word < Math.min(stop, high + 14); word++)
    if (!hidden(word) && CONTENT.has(syntax.upos[word] as number)) names.add(`after ${lemma(word)}`);
  for (
    let word = Math.max(begin, Math.min(source.first, target?.first ?? source.first) - 8);
    word < source.first;
    word++
  )
    if (!hidden(word) && CONTENT.has(syntax.upos[word] as number)) names.add(`before ${lemma(word)}`);

  return { names: [...names], path: path.map(lemma), objects, between };
}

/** The word of a range whose head stands outside it; punctuation is passed over. */
export function headOf(syntax: Syntax, range: WordRange): number {
  for (let word = range.first; word <= range.last; word++) {
    const head = syntax.head[word] as number;
    if ((head < range.first || head > range.last) && syntax.upos[word] !== Upos.PUNCT) return word;
  }
  return range.first;
}

function inside(word: number, range: WordRange): boolean {
  return word >= range.first && word <= range.last;
}

/** The words above a word, nearest first. A first conjunct stands for its later ones, so that "X and Y met" joins Y to the verb too. */
function ancestors(syntax: Syntax, word: number): number[] {
  const up: number[] = [];
  for (let head = syntax.head[word] as number; head >= 0; head = syntax.head[head] as number) up.push(head);
  return up;
}

/** How many ancestors reach to the first verb, it included; all where there is none. */
function firstVerb(syntax: Syntax, up: readonly number[]): number {
  const at = up.findIndex((word) => !NOMINAL.has(syntax.upos[word] as number));
  return at < 0 ? up.length : at + 1;
}

function relation(syntax: Syntax, word: number): string {
  return DEPREL[syntax.deprel[word] as number] ?? "-";
}

/** "against " for "against France"; empty without a preposition. */
function preposition(syntax: Syntax, word: number): string {
  for (let child = syntax.firstChild[word] as number; child >= 0; child = syntax.nextSibling[child] as number)
    if (syntax.deprel[child] === Rel.case) return `${syntax.lemma[child]} `;
  return "";
}

/** The lemma, with names and numbers replaced by what they are. */
function shown(tokens: Tokens, syntax: Syntax, word: number): string {
  const upos = syntax.upos[word];
  if (upos === Upos.NUM) return "#";
  if (upos === Upos.PROPN && /^\p{Lu}/u.test(tokens.form[word] ?? "")) return "NAME";
  return (syntax.lemma[word] ?? "").toLowerCase();
}
