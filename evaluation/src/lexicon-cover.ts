/**
 * How much of what stands between two actors the predicate tables know: over a fixed sample of 200 wire stories, and
 * against the verbs of CAMEO.2.0, a list of what coders have needed.
 */
import { readFileSync } from "node:fs";
import type { Record } from "@chancery/reader";
import { formsOf } from "../../packages/reader/src/events/forms.ts";
import { openPredicates, type Predicates } from "../../packages/reader/src/events/lexicon.ts";
import { openLexicon } from "../../packages/reader/src/lexicon.ts";
import { Rel, type Syntax, Upos } from "../../packages/reader/src/syntax/syntax.ts";
import { data, house, shippedReader } from "./reader.ts";
import { draw, wireStories } from "./wire-sample.ts";

const SAMPLE = { count: 200, seed: 1815 };
const SUBJECTS = new Set<number>([Rel.nsubj, Rel["nsubj:pass"]]);
const OTHERS = new Set<number>([Rel.obj, Rel.iobj, Rel.obl, Rel["obl:agent"], Rel.ccomp, Rel.xcomp]);

/** Prints the share served of predicates between two actors, those most often missing, and CAMEO's verbs that are not served. */
export async function run(): Promise<void> {
  const predicates = openPredicates(openLexicon(readFileSync(house("packages/reader/dist/lexicon.bin"))));
  coverWire(predicates);
  coverCameo(predicates);
}

function coverWire(predicates: Predicates): void {
  const stories = wireStories();
  if (!stories) return;
  const reader = shippedReader();
  let served = 0;
  let all = 0;
  const missing = new Map<string, number>();
  for (const story of draw(stories, SAMPLE.count, SAMPLE.seed)) {
    const record = reader.read(story);
    const tokens = reader.cut(story.text, story.blocks);
    const syntax = reader.parse(tokens);
    const actorAt = mentionsByWord(record, tokens.start, tokens.end, tokens.count);
    for (let word = 0; word < tokens.count; word++) {
      if (syntax.upos[word] !== Upos.VERB || !betweenActors(syntax, word, actorAt)) continue;
      const form = (tokens.form[word] as string).toLowerCase();
      const lemma = predicates.verbForms.get(form) ?? (syntax.lemma[word] as string).toLowerCase();
      all++;
      if (predicates.verbs.has(lemma)) served++;
      else missing.set(lemma, (missing.get(lemma) ?? 0) + 1);
    }
  }
  console.log(`cover.predicates\t${all}`);
  console.log(`cover.served\t${(served / Math.max(1, all)).toFixed(4)}`);
  console.log(
    `not served: ${[...missing]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 60)
      .map(([lemma, n]) => `${lemma} ${n}`)
      .join(", ")}`,
  );
}

/** Words that a mention of an actor covers. */
function mentionsByWord(record: Record, start: Int32Array, end: Int32Array, count: number): Uint8Array {
  const found = new Uint8Array(count);
  const spans = record.actors.flatMap(({ mentions }) => mentions).sort((a, b) => a[0] - b[0]);
  let word = 0;
  for (const [from, to] of spans) {
    while (word > 0 && (start[word] as number) > from) word--;
    while (word < count && (end[word] as number) <= from) word++;
    for (let w = word; w < count && (start[w] as number) < to; w++) found[w] = 1;
  }
  return found;
}

/** Whether an actor stands in a verb's subject and another in what else hangs on it. */
function betweenActors(syntax: Syntax, verb: number, actorAt: Uint8Array): boolean {
  let subject = false;
  let other = false;
  for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number) {
    const relation = syntax.deprel[c] as number;
    if (!SUBJECTS.has(relation) && !OTHERS.has(relation)) continue;
    if (relation === Rel.ccomp || relation === Rel.xcomp) continue;
    let here = false;
    for (let w = syntax.leftEdge[c] as number; w <= (syntax.rightEdge[c] as number) && !here; w++)
      here = actorAt[w] === 1;
    if (SUBJECTS.has(relation)) subject ||= here;
    else other ||= here;
  }
  return subject && other;
}

/** Verbs of CAMEO.2.0's blocks that stand neither in the tables nor among those that mean no event. */
function coverCameo(predicates: Predicates): void {
  const path = data("dictionaries/CAMEO.2.0.txt");
  if (!path) return;
  const known = formsOf(predicates.verbs.keys(), []);
  const missing: string[] = [];
  let verbs = 0;
  let inBlocks = false;
  for (const raw of readFileSync(path, "utf8").split("\n")) {
    const row = raw.replace(/#.*/, "").trim();
    if (row.startsWith("---")) inBlocks = true;
    if (!inBlocks || !/^\+?[A-Z]/.test(row)) continue;
    const verb =
      row
        .replace(/^\+/, "")
        .split(/[\s{[]/)[0]
        ?.toLowerCase() ?? "";
    const first = verb.split("_")[0] ?? "";
    if (first === "") continue;
    verbs++;
    if (!predicates.verbs.has(first) && !known.has(first)) missing.push(verb);
  }
  console.log(`\ncameo.verbs\t${verbs}`);
  console.log(`cameo.served\t${((verbs - missing.length) / Math.max(1, verbs)).toFixed(4)}`);
  console.log(`not served: ${missing.join(", ")}`);
}
