import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createReader } from "@chancery/reader";
import { type PairFeatures, pairFeatures, type WordRange } from "../../../packages/reader/src/events/pair-features.ts";

/** A path in the checkout. */
export function house(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

export interface Example {
  type: string;
  text: string;
  /** Offsets of source and target in `text`. */
  source: [number, number] | null;
  target: [number, number] | null;
}

/** Reads `Type TAB sentence with <s>…</s> and <t>…</t>`. Throws, naming file and line, where a line is not so. */
export function marked(file: string): Example[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, i) => {
      if (line === "" || line.startsWith("#")) return [];
      const [type = "", sentence = ""] = line.split("\t");
      const plain: string[] = [];
      const at: { [tag: string]: number } = {};
      let length = 0;
      for (const part of sentence.split(/(<\/?[st]>)/)) {
        if (/^<\/?[st]>$/.test(part)) at[part] = length;
        else {
          plain.push(part);
          length += part.length;
        }
      }
      const between = (tag: string): [number, number] | null => {
        const [start, end] = [at[`<${tag}>`], at[`</${tag}>`]];
        return start === undefined || end === undefined ? null : [start, end];
      };
      const [source, target] = [between("s"), between("t")];
      if (source === null && target === null) throw new Error(`${file}, line ${i + 1}: neither source nor target`);
      return [{ type, text: plain.join(""), source, target } satisfies Example];
    });
}

/** The project's own sentences: those written for this, and the lexicon's examples. */
export function ownExamples(): Example[] {
  const folder = house("training/sentences");
  const written = readdirSync(folder)
    .filter((file) => /^pairs.*\.tsv$/.test(file))
    .sort()
    .flatMap((file) => marked(`${folder}/${file}`));
  return [...written, ...["verbs", "nouns", "adjectives"].flatMap(lexiconExamples)];
}

/** The examples of a table of predicates, in which {the actor} and [the recipient] are marked; those without an actor are left out. */
function lexiconExamples(table: string): Example[] {
  return readFileSync(house(`packages/reader/lexicon/events/${table}.tsv`), "utf8")
    .split("\n")
    .flatMap((line) => {
      const cells = line.split("\t");
      const [type = "", marks = ""] = [cells[1], cells.at(-1)];
      if (line.startsWith("#") || cells.length < 8) return [];
      const source = bracket(marks, "{", "}");
      if (source === null) return [];
      return [{ type, text: marks.replace(/[{}[\]]/g, ""), source, target: bracket(marks, "[", "]") }];
    });
}

/** Where the first words between two marks stand once all marks are taken out; null where there are none. */
function bracket(text: string, open: string, close: string): [number, number] | null {
  const start = text.indexOf(open);
  if (start < 0) return null;
  const plain = (end: number): number => text.slice(0, end).replace(/[{}[\]]/g, "").length;
  return [plain(start), plain(text.indexOf(close, start))];
}

const reader = createReader({
  model: readFileSync(house("packages/reader/model/model.bin")),
  lexicon: readFileSync(house("packages/reader/dist/lexicon.bin")),
});

/** Cuts and parses an example and takes its features. */
export function featuresOf(example: Example): PairFeatures {
  const tokens = reader.cut(example.text, [{ kind: "paragraph", start: 0, end: example.text.length, speaker: null }]);
  const words = ([start, end]: [number, number]): WordRange => {
    let first = 0;
    while (first < tokens.count - 1 && (tokens.end[first] as number) <= start) first++;
    let last = first;
    while (last < tokens.count - 1 && (tokens.start[last + 1] as number) < end) last++;
    return { first, last };
  };
  const named = example.source ?? example.target ?? [0, 1];
  const other = example.source && example.target;
  return pairFeatures(tokens, reader.parse(tokens), words(named), other && words(other));
}
