/** Intake, sentences and tokens on one thread: from the bytes of real stories to their words. */
import { readFileSync } from "node:fs";
import { createReader } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";
import { corpus, cpuSeconds, house, show } from "./corpus.ts";

const reader = createReader({
  model: readFileSync(house("packages/reader/model/model.bin")),
  lexicon: readFileSync(house("packages/reader/dist/lexicon.bin")),
});
const { name, files } = corpus();

/** Takes in and cuts the whole corpus once; gives the words and the CPU seconds of both parts. */
function once(): { words: number; intake: number; text: number } {
  let words = 0;
  const begin = cpuSeconds();
  const stories = files.flatMap(({ bytes }) =>
    [...takeIn(bytes)].flatMap((taken) => (taken.kind === "story" ? [taken.story] : [])),
  );
  const between = cpuSeconds();
  for (const story of stories) words += reader.cut(story.text, story.blocks).count;
  return { words, intake: between - begin, text: cpuSeconds() - between };
}

for (let warm = 0; warm < 3; warm++) once();
const rounds = Array.from({ length: 8 }, once).sort((a, b) => a.intake + a.text - b.intake - b.text);
const median = rounds[4] ?? once();
console.log(`${name}, ${median.words.toLocaleString("en")} words, CPU time, median of 8 rounds`);
show("intake", median.words / median.intake, "tokens/s");
show("sentences and tokens", median.words / median.text, "tokens/s");
show("intake, sentences and tokens", median.words / (median.intake + median.text), "tokens/s");
