import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Doc } from "../src/doc.ts";
import { compileLexicon, type Lexicon, openLexicon } from "../src/lexicon.ts";
import type { Block, Story } from "../src/record.ts";
import { openParser } from "../src/syntax/parse.ts";
import { createText } from "../src/text/text.ts";

const room = fileURLToPath(new URL("..", import.meta.url));

/** The lexicon of the checkout, compiled afresh. */
export const lexicon: Lexicon = openLexicon(
  compileLexicon(
    readdirSync(join(room, "lexicon"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsv"))
      .map((file) => ({
        name: file.slice(0, -".tsv".length).replaceAll("\\", "/"),
        text: readFileSync(join(room, "lexicon", file), "utf8"),
      })),
  ),
);

const cut = createText(lexicon);
const parser = openParser(readFileSync(join(room, "model", "model.bin")));

/** A story of these paragraphs, published on that day. */
export function storyOf(published: string | null, ...paragraphs: string[]): Story {
  const blocks: Block[] = [];
  let at = 0;
  for (const paragraph of paragraphs) {
    if (paragraph.trim() !== "")
      blocks.push({ kind: "paragraph", start: at, end: at + paragraph.length, speaker: null });
    at += paragraph.length + 2;
  }
  return {
    id: "test",
    sourceId: null,
    format: "wire",
    agency: null,
    url: null,
    headline: null,
    byline: null,
    published,
    language: "en",
    text: paragraphs.join("\n\n"),
    dateline: null,
    blocks,
  };
}

/** A story with its words and its trees, as the reader makes them. */
export function docOf(published: string | null, ...paragraphs: string[]): Doc {
  return parsed(storyOf(published, ...paragraphs));
}

/** A story of any shape with its words and its trees. */
export function parsed(story: Story): Doc {
  const tokens = cut(story.text, story.blocks);
  return { story, tokens, syntax: parser.parse(tokens) };
}
