import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ActorsRead, createActors, type ReadActors } from "../../src/actors/actors.ts";
import type { ActorDictionaries } from "../../src/actors/knowledge.ts";
import type { Doc } from "../../src/doc.ts";
import { compileLexicon, type Lexicon, openLexicon } from "../../src/lexicon.ts";
import type { Actor, Block, Story } from "../../src/record.ts";
import { openParser, type Parser } from "../../src/syntax/parse.ts";
import { createText, type TextRead } from "../../src/text/text.ts";
import { createTimes, type ReadTimes } from "../../src/times/times.ts";

/** A mention as a test sees it: its words, and who it is. */
export interface Told {
  readonly text: string;
  readonly actor: Actor;
}

interface Rooms {
  readonly lexicon: Lexicon;
  readonly cut: TextRead;
  readonly parser: Parser;
  readonly times: ReadTimes;
  readonly actors: ReadActors;
}

let rooms: Rooms | undefined;

/** The lexicon as it stands in the checkout, compiled in memory. */
export function lexiconHere(): Lexicon {
  const folder = fileURLToPath(new URL("../../lexicon", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsv"))
    .map((file) => ({
      name: file.slice(0, -".tsv".length).replaceAll("\\", "/"),
      text: readFileSync(`${folder}/${file}`, "utf8"),
    }));
  return openLexicon(compileLexicon(files));
}

export function roomsHere(): Rooms {
  if (rooms) return rooms;
  const lexicon = lexiconHere();
  rooms = {
    lexicon,
    cut: createText(lexicon),
    parser: openParser(readFileSync(new URL("../../model/model.bin", import.meta.url))),
    times: createTimes(lexicon),
    actors: createActors(lexicon),
  };
  return rooms;
}

export interface Setting {
  date?: string | null;
  place?: string | null;
  blocks?: Block[];
  dictionaries?: ActorDictionaries;
}

/** Reads a text up to the actors. */
export function readActorsOf(text: string, setting: Setting = {}): { read: ActorsRead; told: Told[]; doc: Doc } {
  const { lexicon, cut, parser, times, actors } = roomsHere();
  const blocks = setting.blocks ?? [{ kind: "paragraph", start: 0, end: text.length, speaker: null }];
  const story: Story = {
    id: "test",
    sourceId: null,
    format: "wire",
    agency: null,
    url: null,
    headline: null,
    byline: null,
    published: setting.date ?? null,
    language: "en",
    text,
    dateline: setting.place ? { place: setting.place, date: setting.date ?? null, agency: null } : null,
    blocks,
  };
  const tokens = cut(text, blocks);
  const doc: Doc = { story, tokens, syntax: parser.parse(tokens) };
  const room = setting.dictionaries ? createActors(lexicon, setting.dictionaries) : actors;
  const read = room(doc, times(doc));
  const told = read.mentions.flatMap((m) =>
    m.actors.map((a) => ({
      text: text.slice(tokens.start[m.first], tokens.end[m.last]),
      actor: read.actors[a] as Actor,
    })),
  );
  return { read, told, doc };
}
