/**
 * Tags beside those of other JavaScript libraries: the running text of the UD English EWT test set, each tool with its own
 * tokens, in one process, one after the other. A gold word counts where a tool has a token with just these characters.
 * Tags that one of the schemes lacks are merged for all (`MERGED`). Speed: gold words by CPU seconds, the best of three
 * warm rounds; chancery makes lemmas and trees in that time, the others tags.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createReader, readConllu, UPOS } from "@chancery/reader";
import compromise from "compromise";
import { cpuSeconds, house } from "./corpus.ts";

interface Tagged {
  start: number;
  end: number;
  tag: string;
}
type Tagger = (text: string) => Tagged[];

const GOLD = house("../shared/data/syntax/ewt-test.conllu");
const ROUNDS = 3;

/** UPOS → class. Particles, punctuation, symbols and X are left out: some tools have no such tokens or tags. */
const MERGED: { [upos: string]: string } = {
  NOUN: "noun",
  PROPN: "name",
  VERB: "verb",
  AUX: "verb",
  ADJ: "adjective",
  ADV: "adverb",
  DET: "determiner",
  PRON: "determiner",
  ADP: "function",
  SCONJ: "function",
  CCONJ: "function",
  NUM: "number",
  INTJ: "interjection",
};

const PENN: readonly [RegExp, string][] = [
  [/^NNPS?$/, "name"],
  [/^NNS?$/, "noun"],
  [/^(VB[DGNPZ]?|MD)$/, "verb"],
  [/^JJ[RS]?$/, "adjective"],
  [/^(RB[RS]?|WRB|RP)$/, "adverb"],
  [/^(DT|PRP\$?|WDT|WP\$?|PDT|EX)$/, "determiner"],
  [/^(IN|TO|CC)$/, "function"],
  [/^CD$/, "number"],
  [/^UH$/, "interjection"],
];

/** Compromise's tags, the first that a term has. */
const COMPROMISE: readonly [string, string][] = [
  ["Pronoun", "determiner"],
  ["Determiner", "determiner"],
  ["Preposition", "function"],
  ["Conjunction", "function"],
  ["Value", "number"],
  ["ProperNoun", "name"],
  ["Verb", "verb"],
  ["Adjective", "adjective"],
  ["Adverb", "adverb"],
  ["Noun", "noun"],
  ["QuestionWord", "determiner"],
  ["Expression", "interjection"],
];

if (!existsSync(GOLD)) console.log("skipped: the EWT test set is not beside the checkout");
else compare();

function compare(): void {
  const { texts, gold, words } = paragraphs(readFileSync(GOLD, "utf8"));
  const rows = Object.entries(taggers()).map(([name, tagger]) => {
    let best = Infinity;
    let found: Tagged[][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = cpuSeconds();
      found = texts.map(tagger);
      best = Math.min(best, cpuSeconds() - before);
    }
    let [same, right] = [0, 0];
    gold.forEach((paragraph, p) => {
      const at = new Map((found[p] as Tagged[]).map(({ start, end, tag }) => [`${start}-${end}`, tag]));
      for (const { start, end, tag } of paragraph) {
        const theirs = at.get(`${start}-${end}`);
        if (theirs === undefined) continue;
        same++;
        if (theirs === tag) right++;
      }
    });
    const counted = gold.reduce((n, paragraph) => n + paragraph.length, 0);
    return { name, right: right / same, cut: same / counted, speed: words / best };
  });
  console.log("| tool | right tags | words cut alike | words/s |\n|---|---|---|---|");
  for (const { name, right, cut, speed } of rows)
    console.log(
      `| ${name} | ${(100 * right).toFixed(1)} % | ${(100 * cut).toFixed(1)} % | ${Math.round(speed / 100) * 100} |`,
    );
}

/** The text of each paragraph of a treebank, with the words that count and their merged tags. */
function paragraphs(file: string): { texts: string[]; gold: Tagged[][]; words: number } {
  const { tokens, comments } = readConllu(file);
  const tags = file
    .split("\n")
    .map((line) => line.split("\t"))
    .filter((cells) => /^\d+$/.test(cells[0] as string))
    .map((cells) => cells[3] as string);
  const texts: string[] = [];
  const gold: Tagged[][] = [];
  let from = 0;
  for (let s = 0; s < tokens.sentenceCount; s++) {
    const next = comments[s + 1];
    if (next && !next.some((comment) => comment.startsWith("# newpar") || comment.startsWith("# newdoc"))) continue;
    const to = tokens.sentenceStart[s + 1] as number;
    const start = tokens.start[from] as number;
    texts.push(tokens.text.slice(start, tokens.end[to - 1]));
    const counted: Tagged[] = [];
    for (let i = from; i < to; i++) {
      const tag = MERGED[tags[i] as string];
      if (tag)
        counted.push({ start: (tokens.start[i] as number) - start, end: (tokens.end[i] as number) - start, tag });
    }
    gold.push(counted);
    from = to;
  }
  return { texts, gold, words: tokens.count };
}

function taggers(): { [name: string]: Tagger } {
  const require = createRequire(import.meta.url);
  const reader = createReader({
    model: readFileSync(house("packages/reader/model/model.bin")),
    lexicon: readFileSync(house("packages/reader/dist/lexicon.bin")),
  });
  const winkNlp = require("wink-nlp") as (model: unknown, pipe: string[]) => WinkNlp;
  const wink = winkNlp(require("wink-eng-lite-web-model"), ["sbd", "pos"]);
  const { Tag } = require("en-pos") as {
    Tag: new (words: string[]) => { initial(): { smooth(): { tags: string[] } } };
  };
  const cut = (text: string) => reader.cut(text, [{ kind: "paragraph", start: 0, end: text.length, speaker: null }]);
  return {
    chancery: (text) => {
      const tokens = cut(text);
      const { upos } = reader.parse(tokens);
      return tokens.form.map((_, i) => ({
        start: tokens.start[i] as number,
        end: tokens.end[i] as number,
        tag: MERGED[UPOS[upos[i] as number] as string] ?? "",
      }));
    },
    "wink-nlp 2.4": (text) => {
      const found = wink.readDoc(text).tokens();
      return placed(
        text,
        found.out(wink.its.value),
        found.out(wink.its.pos).map((tag) => MERGED[tag] ?? ""),
      );
    },
    "compromise 14.17": (text) => {
      const terms = (compromise(text).json({ offset: true }) as { terms: CompromiseTerm[] }[]).flatMap((s) => s.terms);
      const tags = terms.map(({ tags }) => COMPROMISE.find(([tag]) => tags.includes(tag))?.[1] ?? "");
      return placed(
        text,
        terms.map((term) => term.text),
        tags,
      );
    },
    "en-pos 1.0 (chancery's tokens)": (text) => {
      const { form, start, end, sentenceStart } = cut(text);
      const found: Tagged[] = [];
      for (let s = 0; s + 1 < sentenceStart.length; s++) {
        const first = sentenceStart[s] as number;
        const { tags } = new Tag(form.slice(first, sentenceStart[s + 1])).initial().smooth();
        tags.forEach((tag, k) => {
          const i = first + k;
          const merged = PENN.find(([pattern]) => pattern.test(tag))?.[1] ?? "";
          found.push({ start: start[i] as number, end: end[i] as number, tag: merged });
        });
      }
      return found;
    },
  };
}

interface WinkNlp {
  readDoc(text: string): { tokens(): { out(what: unknown): string[] } };
  its: { value: unknown; pos: unknown };
}
interface CompromiseTerm {
  text: string;
  tags: string[];
}

/** Finds words in a text, one behind the other; a word that is not there as it stands is left out. */
function placed(text: string, words: readonly string[], tags: readonly string[]): Tagged[] {
  const found: Tagged[] = [];
  let at = 0;
  words.forEach((word, i) => {
    const start = word === "" ? -1 : text.indexOf(word, at);
    if (start < 0 || start > at + 40) return;
    at = start + word.length;
    found.push({ start, end: at, tag: tags[i] as string });
  });
  return found;
}
