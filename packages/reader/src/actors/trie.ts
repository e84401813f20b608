import type { Tokens } from "../text/tokens.ts";
import { atomsOf, STYLE, type Style, styleOf } from "./names.ts";

/**
 * Names as sequences of atoms, each with what it may mean. One walk over a text finds the longest name at every word.
 * A name waits under its first atom until a text holds that atom: most of what is known is never asked for.
 */
export interface Trie<Meaning> {
  /** First atom → the names that begin with it and are not in the trie yet. */
  readonly waiting: Map<string, Waiting<Meaning>[]>;
  /** First atom → names and meanings still packed, as a table has them. */
  readonly packed: (atom: string) => string | undefined;
  readonly unpack: (cell: string) => readonly (readonly [name: string, meaning: Meaning])[];
  /** Atom → its number: the atoms of the names in the trie, and of the words of texts read lately. */
  readonly vocabulary: Map<string, number>;
  /** `node * STRIDE + atom` → the next node; node 0 is the start. */
  readonly next: Map<number, number>;
  /** Node → the names that end there. */
  readonly ends: (Ending<Meaning>[] | undefined)[];
  /** The numbers of atoms of names. */
  readonly lexical: Set<number>;
  /** The numbers of atoms whose names are in the trie. */
  readonly asked: Set<number>;
  /** Word form → its atoms, for the forms of texts read lately. */
  readonly seen: Map<string, number | readonly number[]>;
  /** The number of the next atom. */
  fresh: number;
}

interface Waiting<Meaning> {
  readonly name: string;
  readonly meaning: () => Meaning;
}

export interface Ending<Meaning> {
  readonly style: Style;
  readonly meanings: Meaning[];
}

export interface Match<Meaning> {
  /** First and last word. */
  readonly first: number;
  readonly last: number;
  readonly meanings: readonly Meaning[];
}

/** More atoms than are ever numbered; products with a node stay exact in a double. */
const STRIDE = 2 ** 28;
/** Forms kept from story to story. A bound, so that a long run does not grow without one. */
const SEEN_LIMIT = 200_000;
const NOTHING = -1;

/** A trie whose first names are `packed` under their first atoms. */
export function createTrie<Meaning>(
  packed: (atom: string) => string | undefined,
  unpack: (cell: string) => readonly (readonly [name: string, meaning: Meaning])[],
): Trie<Meaning> {
  return {
    waiting: new Map(),
    packed,
    unpack,
    vocabulary: new Map(),
    next: new Map(),
    ends: [undefined],
    lexical: new Set(),
    asked: new Set(),
    seen: new Map(),
    fresh: 0,
  };
}

/** Adds a name with one more meaning, which is made when a text first needs it; the same name may be added again with another. */
export function addName<Meaning>(trie: Trie<Meaning>, name: string, meaning: () => Meaning): void {
  const first = firstAtom(name);
  if (first === undefined) return;
  const waiting = trie.waiting.get(first);
  if (waiting) waiting.push({ name, meaning });
  else trie.waiting.set(first, [{ name, meaning }]);
}

/** `atomsOf(name)[0]`, without the work for the rest. */
function firstAtom(name: string): string | undefined {
  const word = /^[A-Za-z]+(?=[ -]|$)/.exec(name);
  return word ? word[0].toLowerCase() : atomsOf(name)[0];
}

function insert<Meaning>(trie: Trie<Meaning>, name: string, meaning: Meaning): void {
  let node = 0;
  for (const atom of atomsOf(name)) {
    const number = intern(trie, atom);
    trie.lexical.add(number);
    const key = node * STRIDE + number;
    let to = trie.next.get(key);
    if (to === undefined) {
      to = trie.ends.length;
      trie.ends.push(undefined);
      trie.next.set(key, to);
    }
    node = to;
  }
  const style = styleOf(name);
  let endings = trie.ends[node];
  if (!endings) {
    endings = [];
    trie.ends[node] = endings;
  }
  const ending = endings.find((e) => e.style === style);
  if (ending) ending.meanings.push(meaning);
  else endings.push({ style, meanings: [meaning] });
}

/** Puts the names that begin with an atom into the trie, the first time a text holds the atom. */
function ask<Meaning>(trie: Trie<Meaning>, atom: string): void {
  const waiting = trie.waiting.get(atom) ?? [];
  const packed = trie.packed(atom);
  if (waiting.length === 0 && packed === undefined) return;
  trie.asked.add(intern(trie, atom));
  trie.waiting.delete(atom);
  for (const { name, meaning } of waiting) insert(trie, name, meaning());
  if (packed !== undefined) for (const [name, meaning] of trie.unpack(packed)) insert(trie, name, meaning);
}

function intern<Meaning>(trie: Trie<Meaning>, atom: string): number {
  let number = trie.vocabulary.get(atom);
  if (number === undefined) {
    number = trie.fresh++;
    trie.vocabulary.set(atom, number);
  }
  return number;
}

/** Words to find names in. */
type Words = Pick<Tokens, "count" | "form" | "sentenceOf">;

/** The longest names of a few words that are no story's: a dateline's place, the label of a turn. */
export function findNamesIn<Meaning>(trie: Trie<Meaning>, form: readonly string[]): Match<Meaning>[] {
  return findNames(trie, { count: form.length, form, sentenceOf: new Int32Array(form.length) });
}

/** The longest names of a story's words, in text order, none overlapping. A name does not run over the end of a sentence. */
export function findNames<Meaning>(trie: Trie<Meaning>, tokens: Words): Match<Meaning>[] {
  if (trie.seen.size >= SEEN_LIMIT) {
    trie.seen.clear();
    for (const [atom, number] of trie.vocabulary) if (!trie.lexical.has(number)) trie.vocabulary.delete(atom);
  }
  const { next, ends } = trie;
  const atoms: number[] = [];
  const word: number[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const number = numberOf(trie, tokens.form[i] as string);
    if (typeof number === "number") {
      if (number === NOTHING) continue;
      atoms.push(number);
      word.push(i);
    } else
      for (const part of number) {
        atoms.push(part);
        word.push(i);
      }
  }
  const found: Match<Meaning>[] = [];
  const count = atoms.length;
  for (let at = 0; at < count; at++) {
    const atom = atoms[at] as number;
    const first = word[at] as number;
    if (at > 0 && word[at - 1] === first) continue;
    let node = next.get(atom);
    let lastAt = -1;
    let meanings: readonly Meaning[] | undefined;
    const sentence = tokens.sentenceOf[first];
    for (let to = at; node !== undefined; ) {
      const endings = ends[node];
      const last = word[to] as number;
      if (endings && word[to + 1] !== last) {
        const fitting = fit(endings, tokens, first, last);
        if (fitting) {
          lastAt = to;
          meanings = fitting;
        }
      }
      to++;
      if (to >= count) break;
      const following = atoms[to] as number;
      if (tokens.sentenceOf[word[to] as number] !== sentence) break;
      node = next.get(node * STRIDE + following);
    }
    if (meanings) {
      found.push({ first, last: word[lastAt] as number, meanings });
      at = lastAt;
    }
  }
  return found;
}

function fit<Meaning>(
  endings: readonly Ending<Meaning>[],
  tokens: Words,
  first: number,
  last: number,
): readonly Meaning[] | undefined {
  let fitting: readonly Meaning[] | undefined;
  for (const ending of endings) {
    if (!written(ending.style, tokens, first, last)) continue;
    fitting = fitting ? [...fitting, ...ending.meanings] : ending.meanings;
  }
  return fitting;
}

/** Whether the words are written as the name's style asks. */
function written(style: Style, tokens: Words, first: number, last: number): boolean {
  if (style === STYLE.any) return true;
  const form = tokens.form[first] as string;
  const initial = form.charCodeAt(0);
  const capital = initial > 127 ? form[0] !== form[0]?.toLowerCase() : initial >= 65 && initial <= 90;
  if (style === STYLE.proper) return capital || first !== last ? capital || hasCapital(tokens, first, last) : false;
  // An acronym of four letters or more may be written like a word: "Nato", "Unicef".
  return capital && (form === form.toUpperCase() || (form.length >= 4 && first === last));
}

/** "the Hague", "al-Qaeda": the first word of a name may be a small one when a later one is not. */
function hasCapital(tokens: Words, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) {
    const letter = (tokens.form[i] as string)[0] ?? "";
    if (letter !== letter.toLowerCase()) return true;
  }
  return false;
}

function numberOf<Meaning>(trie: Trie<Meaning>, form: string): number | readonly number[] {
  const known = trie.seen.get(form);
  if (known !== undefined) return known;
  const numbers = atomsOf(form).map((atom) => {
    const number = trie.vocabulary.get(atom);
    if (number === undefined || !trie.asked.has(number)) ask(trie, atom);
    return intern(trie, atom);
  });
  const number = numbers.length === 1 ? (numbers[0] as number) : numbers.length === 0 ? NOTHING : numbers;
  trie.seen.set(form, number);
  return number;
}
