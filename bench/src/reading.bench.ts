/**
 * The whole reading on one thread and on two, and what each room takes of it. Times are CPU times of this process, but for two
 * threads, which are told by the clock.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createReader } from "@chancery/reader";
import { createActors } from "../../packages/reader/src/actors/actors.ts";
import { createEvents } from "../../packages/reader/src/events/events.ts";
import { openLexicon } from "../../packages/reader/src/lexicon.ts";
import { createStatements } from "../../packages/reader/src/statements/statements.ts";
import { openParser } from "../../packages/reader/src/syntax/parse.ts";
import { createText } from "../../packages/reader/src/text/text.ts";
import { createTies } from "../../packages/reader/src/ties/ties.ts";
import { createTimes } from "../../packages/reader/src/times/times.ts";
import { corpus, cpuSeconds, house, show, stories } from "./corpus.ts";

const model = readFileSync(house("packages/reader/model/model.bin"));
const lexiconBytes = readFileSync(house("packages/reader/dist/lexicon.bin"));
if (process.argv[2] === "--by-the-clock") {
  const reader = createReader({ model, lexicon: lexiconBytes });
  const all = stories().filter((story) => story.language === "en");
  for (const story of all) reader.read(story);
  const began = performance.now();
  for (const story of all) reader.read(story);
  console.log((all.length / (performance.now() - began)) * 1000);
  process.exit();
}
console.log(corpus().name);

const before = cpuSeconds();
const reader = createReader({ model, lexicon: lexiconBytes });
show("a reader made ready", (cpuSeconds() - before) * 1000, "ms");

const all = stories().filter((story) => story.language === "en");
let words = 0;
for (const story of all) words += reader.cut(story.text, story.blocks).count;
for (const round of ["first pass", "warm"]) {
  const start = cpuSeconds();
  for (const story of all) reader.read(story);
  const seconds = cpuSeconds() - start;
  show(`whole reading, one thread, ${round}`, words / seconds, "tokens/s");
  show(`whole reading, one thread, ${round}`, all.length / seconds, "stories/s");
}
show("resident memory", process.memoryUsage().rss / 1e6, "MB");

const lexicon = openLexicon(lexiconBytes);
const readText = createText(lexicon);
const parser = openParser(model);
const readTimes = createTimes(lexicon);
const readActors = createActors(lexicon);
const readStatements = createStatements(lexicon);
const readEvents = createEvents(lexicon);
const readTies = createTies(lexicon);

for (const round of ["cold", "warm"]) {
  let tokens = 0;
  const spent = new Map<string, number>();
  const timed = <T>(room: string, work: () => T): T => {
    const start = cpuSeconds();
    const result = work();
    spent.set(room, (spent.get(room) ?? 0) + cpuSeconds() - start);
    return result;
  };
  for (const story of all) {
    const words = timed("text", () => readText(story.text, story.blocks));
    tokens += words.count;
    const doc = { story, tokens: words, syntax: timed("syntax", () => parser.parse(words)) };
    const times = timed("times", () => readTimes(doc));
    const actors = timed("actors", () => readActors(doc, times));
    const statements = timed("statements", () => readStatements(doc, times, actors));
    const events = timed("events", () => readEvents(doc, times, actors, statements));
    timed("ties", () => readTies(doc, times, actors, statements, events));
  }
  if (round === "cold") continue;
  show("tokens", tokens, "");
  for (const [room, seconds] of spent) show(room, (seconds / tokens) * 1e6, "µs a token");
}

const both = await Promise.all([byTheClock(), byTheClock()]);
show("whole reading, two warm threads, by the clock", both[0] + both[1], "stories/s");

/** Stories a second of a process that reads all of them, after it has read all of them once. */
async function byTheClock(): Promise<number> {
  const child = spawn(process.execPath, ["--import", "tsx", fileURLToPath(import.meta.url), "--by-the-clock"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (part) => {
    out += part;
  });
  await once(child, "close");
  const rate = Number.parseFloat(out);
  if (Number.isNaN(rate)) throw new Error("a reading process failed");
  return rate;
}
