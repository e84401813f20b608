import { applyRule, LONGEST_ENDING } from "../../packages/reader/src/syntax/lemma.ts";
import { XPOS } from "../../packages/reader/src/syntax/syntax.ts";
import type { GoldSentence } from "./treebank.ts";

/** A rule for an ending that fewer different words show than this is left to a shorter ending. */
const FEWEST_WORDS = 3;

/** A word in small letters: the forms and lemmas it occurs with. */
interface Occurrences {
  lemmas: Map<string, number>;
  scripts: Map<string, number>;
  forms: Map<string, number>;
}

/**
 * Learns the rules that `openLemmas` reads, from words with their lemmas. For each Penn tag, endings are taken from the
 * shortest to the longest; an ending gets a rule of its own where most of its words need another one than the shorter
 * ending gives. The words that are then still wrong become rules for themselves. Last come words of `vocabulary`, the most
 * frequent first, that the treebanks lack and whose rule leads to no word of it while another usual way does:
 * "provoked" is from "provoke", because there is no "provok".
 */
export function learnLemmas(sentences: readonly GoldSentence[], vocabulary: readonly string[]): string {
  const lines: string[] = [];
  const rank = new Map(vocabulary.map((word, i) => [word, i]));
  XPOS.forEach((tag, xpos) => {
    const words = occurrences(sentences, xpos);
    const rules = learnEndings([...words].map(([word, { scripts }]) => [word, mostFrequent(scripts)] as const));
    const answer = (form: string) => applyScript(form, ruleFor(rules, form.toLowerCase(), LONGEST_ENDING));
    const exceptions = new Map<string, string>();
    for (const [word, { lemmas, forms }] of words) {
      const lemma = mostFrequent(lemmas);
      const often = [...lemmas.values()].reduce((sum, n) => sum + n, 0) > 1;
      const capitals = lemma !== lemma.toLowerCase() && lemma !== lemma.toUpperCase();
      if ((capitals && often) || [...forms.keys()].some((form) => answer(form) !== lemma)) exceptions.set(word, lemma);
    }
    for (const [ending, ways] of WAYS_BACK) {
      if (!ending.tags.includes(tag)) continue;
      for (const word of vocabulary) {
        if (!word.endsWith(ending.letters) || word.length < ending.letters.length + 3 || words.has(word)) continue;
        const base = likeliestBase(word, ways, rank);
        if (base !== null && base !== answer(word)) exceptions.set(word, base);
      }
    }
    const sorted = (map: ReadonlyMap<string, string>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [ending, script] of sorted(rules)) lines.push(`${tag}\t${ending}\t${script}`);
    for (const [word, lemma] of sorted(exceptions)) lines.push(`${tag}\t^${word}\t\t${lemma}\t`);
  });
  return lines.join("\n");
}

function occurrences(sentences: readonly GoldSentence[], xpos: number): Map<string, Occurrences> {
  const words = new Map<string, Occurrences>();
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const s of sentences)
    s.form.forEach((form, i) => {
      const lemma = s.lemma[i] as string;
      if (s.xpos[i] !== xpos || lemma === "_") return;
      const low = form.toLowerCase();
      const word = words.get(low) ?? { lemmas: new Map(), scripts: new Map(), forms: new Map() };
      words.set(low, word);
      count(word.lemmas, lemma);
      count(word.forms, form);
      const script = scriptOf(form, lemma);
      if (script !== null) count(word.scripts, script);
    });
  return words;
}

/** Rules for endings, from pairs of a word and how most of its forms become their lemma. */
function learnEndings(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const words = pairs.filter(([, script]) => script !== "");
  const rules = new Map<string, string>();
  for (let length = 0; length <= LONGEST_ENDING; length++) {
    const endings = new Map<string, Map<string, number>>();
    for (const [word, script] of words) {
      if (word.length < length) continue;
      const ending = word.slice(word.length - length);
      const scripts = endings.get(ending) ?? new Map<string, number>();
      endings.set(ending, scripts.set(script, (scripts.get(script) ?? 0) + 1));
    }
    for (const [ending, scripts] of endings) {
      const best = mostFrequent(scripts);
      const before = ruleFor(rules, ending, length - 1);
      const [now, then] = [scripts.get(best) ?? 0, scripts.get(before) ?? 0];
      if (length === 0 || (best !== before && now >= FEWEST_WORDS && now > 2 * then)) rules.set(ending, best);
    }
  }
  return rules;
}

function ruleFor(rules: ReadonlyMap<string, string>, word: string, longest: number): string {
  for (let length = Math.min(longest, word.length); length >= 0; length--) {
    const rule = rules.get(word.slice(word.length - length));
    if (rule !== undefined) return rule;
  }
  return "0\t\t";
}

/** How a form becomes its lemma: letters cut and added, `=` where the capitals stay; null where no such rule could. */
function scriptOf(form: string, lemma: string): string | null {
  const keep = lemma !== lemma.toLowerCase();
  const word = keep ? form : form.toLowerCase();
  let common = 0;
  while (common < word.length && common < lemma.length && word[common] === lemma[common]) common++;
  if (common === 0 && word.length > 4 && lemma.length > 4) return null;
  return `${word.length - common}\t${lemma.slice(common)}\t${keep ? "=" : ""}`;
}

function applyScript(form: string, script: string): string {
  const [cut, add, keep] = script.split("\t") as [string, string, string];
  return applyRule({ cut: Number(cut), add, keepCase: keep === "=" }, form);
}

/** Ways back from an inflected word: letters to cut and to add; `2` cuts a doubled consonant's second letter as well. */
const WAYS_BACK: readonly [{ tags: string[]; letters: string }, readonly (readonly [number, string, boolean])[]][] = [
  [
    { tags: ["VBD", "VBN"], letters: "ed" },
    [
      [2, "", false],
      [1, "", false],
      [3, "", true],
    ],
  ],
  [
    { tags: ["VBG"], letters: "ing" },
    [
      [3, "", false],
      [3, "e", false],
      [4, "", true],
    ],
  ],
  [
    { tags: ["VBZ", "NNS"], letters: "es" },
    [
      [1, "", false],
      [2, "", false],
    ],
  ],
];

/** The most frequent of the words that the ways back lead to; null where they lead to none. */
function likeliestBase(
  word: string,
  ways: readonly (readonly [number, string, boolean])[],
  rank: ReadonlyMap<string, number>,
): string | null {
  let best: string | null = null;
  let first = Infinity;
  for (const [cut, add, doubled] of ways) {
    const stem = word.slice(0, word.length - cut);
    if (doubled && word.charAt(stem.length) !== stem.charAt(stem.length - 1)) continue;
    const at = rank.get(stem + add);
    if (at !== undefined && at < first) {
      first = at;
      best = stem + add;
    }
  }
  return best;
}

/** The most frequent of all; of equally frequent ones the first by code units. */
function mostFrequent(counts: ReadonlyMap<string, number>): string {
  let best = "";
  let most = 0;
  for (const [name, count] of counts)
    if (count > most || (count === most && name < best)) {
      best = name;
      most = count;
    }
  return best;
}
