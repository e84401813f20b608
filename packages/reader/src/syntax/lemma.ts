import { XPOS, Xpos } from "./syntax.ts";

/**
 * Lemmas by rules learnt from the treebanks. A rule says how a word of one Penn tag that ends in some letters turns
 * into its lemma: cut so many letters off the end, add these. The rule with the longest ending wins, and the longest
 * ending of all is the whole word, written `^went`: the exceptions are rules like the others.
 *
 * A line: tag, ending, letters to cut, letters to add, and `=` where the lemma keeps the capitals of the word.
 *
 *     NNS  ies   3  y        policies → policy
 *     VBD  ^went 4  go       went → go
 *     NNP        0     =     Beijing → Beijing
 */
export type Lemmatizer = (form: string, xpos: number) => string;

interface Rule {
  cut: number;
  add: string;
  keepCase: boolean;
}

/** Longest ending that the rules look at, the `^` of a whole word included; whole words are looked up first. */
export const LONGEST_ENDING = 8;

/** Reads the lines of the rules and answers lemmas by them; answers are kept per word and tag. */
export function openLemmas(lines: string): Lemmatizer {
  const rules = XPOS.map(() => new Map<string, Rule>());
  for (const line of lines.split("\n")) {
    const [tag, ending, cut, add, keep] = line.split("\t");
    const of = rules[Xpos[tag as keyof typeof Xpos]];
    if (of && ending !== undefined) of.set(ending, { cut: Number(cut), add: add ?? "", keepCase: keep === "=" });
  }
  const known = XPOS.map(() => new Map<string, string>());
  return (form, xpos) => {
    const answers = known[xpos] as Map<string, string>;
    let lemma = answers.get(form);
    if (lemma === undefined) {
      lemma = applyRules(rules[xpos] as Map<string, Rule>, form);
      if (answers.size > 20_000) answers.clear();
      answers.set(form, lemma);
    }
    return lemma;
  };
}

function applyRules(rules: ReadonlyMap<string, Rule>, form: string): string {
  const low = form.toLowerCase();
  let rule = rules.get(`^${low}`);
  for (let length = Math.min(LONGEST_ENDING, low.length); rule === undefined && length >= 0; length--)
    rule = rules.get(low.slice(low.length - length));
  if (rule === undefined) return low;
  const word = rule.keepCase ? form : low;
  const lemma = word.slice(0, Math.max(0, word.length - rule.cut)) + rule.add;
  return lemma === "" ? word : lemma;
}
