import type { Tokens } from "../text/tokens.ts";
import { atomsOf, STYLE, type Style, styleOf } from "./names.ts";

/** Names as sequences of atoms, each with what it may mean. One walk over a text finds the longest name at every word. */
export interface Trie<Meaning> {
  /** Atom → its number. */
  readonly vocabulary: Map<string, number>;
  /** `node * STRIDE + atom` → the next node; node 0 is the start. */
  readonly next: Map<number, number>;
  /** Node → the names that end there. */
  readonly ends: (Ending<Meaning>[] | undefined)[];
  /** Word form → its atoms, for the forms of stories read lately. */
  readonly seen: Map<string, number | readonly number[]>;
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

/** More atoms than a vocabulary can have; products stay exact in a double. */
const STRIDE = 2 ** 22;
/** Forms kept from story to story. A bound, so that a long run does not grow without one. */
const SEEN_LIMIT = 200_000;
const UNKNOWN = -1;
const NOTHING = -2;

export function emptyTrie<Meaning>(): Trie<Meaning> {
  return { vocabulary: new Map(), next: new Map(), ends: [undefined], seen: new Map() };
}

/** Adds a name with one more meaning; the same name may be added again with another. */
export function addName<Meaning>(trie: Trie<Meaning>, name: string, meaning: Meaning): void {
  let node = 0;
  for (const atom of atomsOf(name)) {
    let number = trie.vocabulary.get(atom);
    if (number === undefined) {
      number = trie.vocabulary.size;
      trie.vocabulary.set(atom, number);
    }
    const key = node * STRIDE + number;
    let to = trie.next.get(key);
    if (to === undefined) {
      to = trie.ends.length;
      trie.ends.push(undefined);
      trie.next.set(key, to);
    }
    node = to;
  }
  if (node === 0) return;
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

/** The longest names of a story's words, in text order, none overlapping. A name does not run over the end of a sentence. */
export function findNames<Meaning>(trie: Trie<Meaning>, tokens: Tokens): Match<Meaning>[] {
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
    if (atom === UNKNOWN) continue;
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
      if (following === UNKNOWN || tokens.sentenceOf[word[to] as number] !== sentence) break;
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
  tokens: Tokens,
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
function written(style: Style, tokens: Tokens, first: number, last: number): boolean {
  if (style === STYLE.any) return true;
  const form = tokens.form[first] as string;
  const initial = form.charCodeAt(0);
  const capital = initial > 127 ? form[0] !== form[0]?.toLowerCase() : initial >= 65 && initial <= 90;
  if (style === STYLE.proper) return capital || first !== last ? capital || hasCapital(tokens, first, last) : false;
  // An acronym of four letters or more may be written like a word: "Nato", "Unicef".
  return capital && (form === form.toUpperCase() || (form.length >= 4 && first === last));
}

/** "the Hague", "al-Qaeda": the first word of a name may be a small one when a later one is not. */
function hasCapital(tokens: Tokens, first: number, last: number): boolean {
  for (let i = first; i <= last; i++) {
    const letter = (tokens.form[i] as string)[0] ?? "";
    if (letter !== letter.toLowerCase()) return true;
  }
  return false;
}

function numberOf<Meaning>(trie: Trie<Meaning>, form: string): number | readonly number[] {
  const known = trie.seen.get(form);
  if (known !== undefined) return known;
  const parts = atomsOf(form);
  const numbers = parts.map((part) => trie.vocabulary.get(part) ?? UNKNOWN);
  const number = numbers.length === 1 ? (numbers[0] as number) : numbers.length === 0 ? NOTHING : numbers;
  if (trie.seen.size >= SEEN_LIMIT) trie.seen.clear();
  trie.seen.set(form, number);
  return number;
}
