import { LONGEST_ENDING } from "../../packages/reader/src/syntax/lemma.ts";
import { XPOS } from "../../packages/reader/src/syntax/syntax.ts";
import type { GoldSentence } from "./treebank.ts";

/** A rule for an ending that fewer different words show than this is left to a shorter ending. */
const FEWEST_WORDS = 3;

/**
 * Learns the rules that `openLemmas` reads, from words with their lemmas. For each Penn tag, endings are taken from the
 * shortest to the longest; an ending gets a rule of its own where most of its words need another one than the
 * shorter ending gives. The words that are then still wrong become rules for themselves.
 */
export function learnLemmas(sentences: readonly GoldSentence[]): string {
  const lines: string[] = [];
  XPOS.forEach((tag, xpos) => {
    const words = new Map<string, Map<string, number>>();
    for (const s of sentences)
      s.form.forEach((form, i) => {
        const lemma = s.lemma[i] as string;
        if (s.xpos[i] !== xpos || lemma === "_") return;
        const scripts = words.get(form.toLowerCase()) ?? new Map<string, number>();
        words.set(form.toLowerCase(), scripts);
        const script = scriptOf(form, lemma);
        if (script !== null) scripts.set(script, (scripts.get(script) ?? 0) + 1);
      });
    const usual = [...words]
      .map(([word, scripts]) => [word, mostFrequent(scripts)] as const)
      .filter(([, s]) => s !== "");

    const rules = new Map<string, string>();
    const ruleFor = (word: string, longest: number) => {
      for (let length = Math.min(longest, word.length); length >= 0; length--) {
        const rule = rules.get(word.slice(word.length - length));
        if (rule !== undefined) return rule;
      }
      return "";
    };
    for (let length = 0; length <= LONGEST_ENDING; length++) {
      const endings = new Map<string, Map<string, number>>();
      for (const [word, script] of usual) {
        if (word.length < length) continue;
        const ending = word.slice(word.length - length);
        const scripts = endings.get(ending) ?? new Map<string, number>();
        endings.set(ending, scripts.set(script, (scripts.get(script) ?? 0) + 1));
      }
      for (const [ending, scripts] of endings) {
        const best = mostFrequent(scripts);
        const before = ruleFor(ending, length - 1);
        const [now, then] = [scripts.get(best) ?? 0, scripts.get(before) ?? 0];
        if (length === 0 || (best !== before && now >= FEWEST_WORDS && now > 2 * then)) rules.set(ending, best);
      }
    }
    for (const [word, script] of usual) if (ruleFor(word, LONGEST_ENDING) !== script) rules.set(`^${word}`, script);
    for (const [ending, script] of [...rules].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (script !== "") lines.push(`${tag}\t${ending}\t${script}`);
  });
  return lines.join("\n");
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
