import type { Lexicon } from "../lexicon.ts";
import { SMALL_WORDS, type SmallWords } from "./tree.ts";

/** What may stand with a cue, as bits; `lexicon/statements/verbs.tsv` says what each means. */
export const Frame = {
  quote: 1,
  that: 2,
  if: 4,
  to: 8,
  ing: 16,
  np: 32,
  whom: 64,
  npto: 128,
  raise: 256,
  passiveRaise: 512,
  passiveNp: 1024,
  passiveAs: 8192,
  /** A verb of words, not of thought: what stands before "…, X said" may be its content without quotation marks. */
  says: 2048,
  /** A poll, a paper, a record may be its source. */
  shows: 4096,
} as const;

export interface Cue {
  frames: number;
  /** The prepositions and particles that join the cue, each with the frames of what follows it. */
  readonly with: Map<string, number>;
}

/** The words by which a story attributes, by lemma. */
export interface CueWords {
  readonly small: SmallWords;
  readonly verbs: ReadonlyMap<string, Cue>;
  readonly nouns: ReadonlyMap<string, Cue>;
  readonly adjectives: ReadonlyMap<string, Cue>;
  readonly adverbs: ReadonlySet<string>;
  /** First word of a phrase ("according") → the words after it ("to"). */
  readonly sourcePhrases: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly promptPhrases: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Verbs that join the infinitive after them into one cue: "seems to suggest". */
  readonly catenatives: ReadonlySet<string>;
  /** Verbs that say little of their own before a noun of speech → whether their subject speaks. */
  readonly lightVerbs: ReadonlyMap<string, boolean>;
  /** Verb → nouns that stand with it for what was said around it: "made the remarks". */
  readonly occasions: ReadonlyMap<string, ReadonlySet<string>>;
  readonly possessed: ReadonlySet<string>;
  /** Preposition → nouns of a place or an occasion at which words are said. */
  readonly venues: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Opens the tables of `lexicon/statements/`. Throws where a line names a frame that does not exist. */
export function openCueWords(lexicon: Lexicon): CueWords {
  const small = setTable(lexicon.table("statements/small-words"));
  return {
    small: Object.fromEntries(SMALL_WORDS.map((does) => [does, small.get(does) ?? new Set<string>()])) as SmallWords,
    verbs: verbTable(lexicon.table("statements/verbs")),
    nouns: frameTable(lexicon.table("statements/nouns"), "nouns"),
    adjectives: frameTable(lexicon.table("statements/adjectives"), "adjectives"),
    adverbs: new Set(lexicon.table("statements/adverbs").map(([word]) => word ?? "")),
    sourcePhrases: phraseTable(lexicon.table("statements/prepositions")),
    promptPhrases: phraseTable(lexicon.table("statements/prompting")),
    catenatives: new Set(lexicon.table("statements/catenatives").map(([word]) => word ?? "")),
    lightVerbs: new Map(lexicon.table("statements/light-verbs").map(([word = "", side]) => [word, side === "gives"])),
    occasions: setTable(lexicon.table("statements/occasions")),
    possessed: new Set(lexicon.table("statements/possessed").map(([word]) => word ?? "")),
    venues: setTable(lexicon.table("statements/venues")),
  };
}

function setTable(rows: readonly (readonly string[])[]): Map<string, ReadonlySet<string>> {
  return new Map(rows.map(([key = "", words = ""]) => [key, new Set(words.split(" "))]));
}

function verbTable(rows: readonly (readonly string[])[]): Map<string, Cue> {
  const verbs = new Map<string, Cue>();
  for (const [kind = "", frames = "", lemmas = ""] of rows) {
    const read = readFrames(frames, "verbs");
    if (read.with.length > 0) {
      addAll(verbs, lemmas, read.bits, read.with);
      continue;
    }
    let bits = read.bits;
    if (kind === "say" || kind === "write" || kind === "ask") bits |= Frame.says;
    if (kind === "show") bits |= Frame.shows;
    addAll(verbs, lemmas, bits, read.with);
  }
  return verbs;
}

function frameTable(rows: readonly (readonly string[])[], name: string): Map<string, Cue> {
  const cues = new Map<string, Cue>();
  for (const [frames = "", words = ""] of rows) {
    const read = readFrames(frames, name);
    addAll(cues, words, read.bits, read.with);
  }
  return cues;
}

function readFrames(cell: string, table: string): { bits: number; with: string[] } {
  const names = cell.split(" ").filter((name) => name !== "");
  const passive = names.includes("passive");
  let bits = 0;
  const prepositions: string[] = [];
  for (const name of names) {
    if (name === "passive") continue;
    if (name.startsWith("+")) prepositions.push(name.slice(1).replaceAll("_", " "));
    else if (passive && name === "raise") bits |= Frame.passiveRaise;
    else if (passive && name === "np") bits |= Frame.passiveNp;
    else if (passive && name === "as") bits |= Frame.passiveAs;
    else if (name in Frame) bits |= Frame[name as keyof typeof Frame];
    else throw new Error(`lexicon table statements/${table}: there is no frame "${name}"`);
  }
  return { bits, with: prepositions };
}

function addAll(cues: Map<string, Cue>, words: string, bits: number, prepositions: readonly string[]): void {
  for (const word of words.split(" ")) {
    let cue = cues.get(word);
    if (!cue) {
      cue = { frames: 0, with: new Map() };
      cues.set(word, cue);
    }
    if (prepositions.length === 0) cue.frames |= bits;
    for (const preposition of prepositions) cue.with.set(preposition, (cue.with.get(preposition) ?? 0) | bits);
  }
}

function phraseTable(rows: readonly (readonly string[])[]): Map<string, string[][]> {
  const phrases = new Map<string, string[][]>();
  for (const [phrase = ""] of rows) {
    const [first = "", ...rest] = phrase.split(" ");
    const known = phrases.get(first);
    if (known) known.push(rest);
    else phrases.set(first, [rest]);
  }
  for (const rests of phrases.values()) rests.sort((a, b) => b.length - a.length);
  return phrases;
}

/** How many words the phrase at `word` has, 0 where none of the table's begins there. */
export function phraseAt(
  phrases: ReadonlyMap<string, readonly (readonly string[])[]>,
  lower: (word: number) => string,
  word: number,
): number {
  const rests = phrases.get(lower(word));
  if (!rests) return 0;
  for (const rest of rests) if (rest.every((part, k) => lower(word + 1 + k) === part)) return rest.length + 1;
  return 0;
}
