import { XPOS, Xpos } from "./syntax.ts";

/**
 * Lemmas by rules learnt from the treebanks. A rule says how a word of one Penn tag that ends in some letters turns
 * into its lemma: cut so many letters off the end, add these. The rule with the longest ending wins; before all endings
 * come whole words, written `^went`, with their lemma as it stands.
 *
 * A line: tag, ending, letters to cut, letters to add, and `=` where the lemma keeps the capitals of the word.
 *
 *     NNS  ies   3  y        policies → policy
 *     VBD  ^went    go       went → go
 *     NNP        0     =     Beijing → Beijing
 */
export type Lemmatizer = (form: string, xpos: number) => string;

export interface Rule {
  cut: number;
  add: string;
  keepCase: boolean;
}

/** The longest ending that the rules look at; whole words are looked up before. */
export const LONGEST_ENDING = 8;

/** Answers kept for each tag; when there are more, all are forgotten. It bounds memory, not results. */
const KEPT = 4096;

/** Reads the lines of the rules and answers lemmas by them; answers are kept per word and tag. */
export function openLemmas(lines: string): Lemmatizer {
  // The rules of a tag are read when its first word comes.
  const linesOf: string[][] = XPOS.map(() => []);
  for (const line of lines.split("\n"))
    linesOf[Xpos[line.slice(0, line.indexOf("\t")) as keyof typeof Xpos]]?.push(line);
  const rules: (ReadonlyMap<string, Rule> | undefined)[] = [];
  const known = XPOS.map(() => new Map<string, string>());
  return (form, xpos) => {
    const answers = known[xpos] as Map<string, string>;
    let lemma = answers.get(form);
    if (lemma === undefined) {
      const rulesOf = rules[xpos] ?? readRules(linesOf[xpos] as string[]);
      rules[xpos] = rulesOf;
      lemma = applyRules(rulesOf, form);
      if (answers.size >= KEPT) answers.clear();
      answers.set(form, lemma);
    }
    return lemma;
  };
}

function readRules(lines: readonly string[]): ReadonlyMap<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const line of lines) {
    const [, ending, cut, add, keep] = line.split("\t");
    if (ending !== undefined) rules.set(ending, { cut: Number(cut), add: add ?? "", keepCase: keep === "=" });
  }
  return rules;
}

function applyRules(rules: ReadonlyMap<string, Rule>, form: string): string {
  const low = form.toLowerCase();
  const exception = rules.get(`^${low}`);
  if (exception) return exception.add;
  let rule: Rule | undefined;
  for (let length = Math.min(LONGEST_ENDING, low.length); rule === undefined && length >= 0; length--)
    rule = rules.get(low.slice(low.length - length));
  if (rule === undefined) return low;
  return applyRule(rule, form);
}

/** Names of so many letters or more that stand in capitals are capitalised for emphasis: "CANADA", but "NATO". */
const EMPHASISED = 6;

/** The lemma that a rule makes of a word; the word itself where nothing would be left. */
export function applyRule(rule: Rule, form: string): string {
  let word = rule.keepCase ? form : form.toLowerCase();
  if (rule.keepCase && form.length >= EMPHASISED && /^\p{Lu}+$/u.test(form))
    word = form.charAt(0) + form.slice(1).toLowerCase();
  return word.slice(0, Math.max(0, word.length - rule.cut)) + rule.add || word;
}
