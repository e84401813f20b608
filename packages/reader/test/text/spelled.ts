import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileLexicon, openLexicon } from "../../src/lexicon.ts";
import { createText } from "../../src/text/text.ts";
import type { Tokens } from "../../src/text/tokens.ts";

const folder = fileURLToPath(new URL("../../lexicon/text/", import.meta.url));
const tables = readdirSync(folder).map((file) => ({
  name: `text/${file.replace(".tsv", "")}`,
  text: readFileSync(`${folder}${file}`, "utf8"),
}));

/** The cutting of text with the tables that ship. */
export const cut = createText(openLexicon(compileLexicon(tables)));

/** The words of a text that is one paragraph. */
export function cutParagraph(text: string): Tokens {
  return cut(text, [{ kind: "paragraph", start: 0, end: text.length, speaker: null }]);
}

/** Words of a text as one line, sentences parted by "‖", the words of one token by "|". */
export function shown(text: string): string {
  const { form, joined, sentenceStart, sentenceCount } = cutParagraph(text);
  const sentences: string[] = [];
  for (let s = 0; s < sentenceCount; s++) {
    let line = "";
    for (let w = sentenceStart[s] as number; w < (sentenceStart[s + 1] as number); w++)
      line += (line === "" ? "" : joined[w] ? "|" : " ") + form[w];
    sentences.push(line);
  }
  return sentences.join(" ‖ ");
}
