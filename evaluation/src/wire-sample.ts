/** Samples of the wire stories by a fixed seed: the same stories on every machine. */
import { readdirSync, readFileSync } from "node:fs";
import type { Story } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";
import { data } from "./reader.ts";

/** Words of which a political story has at least four in its text, three of them different. */
const POLITICAL =
  /\b(?:minister|ministry|president|premier|government|parliament|diplomat\w*|ambassador|embassy|foreign|troops|army|military|police|rebels?|militants?|treaty|talks|summit|sanctions|election|opposition|ceasefire|nuclear|UN|United Nations|EU|NATO|bilateral|court|protest\w*|strike|attack\w*|border|peace)\b/gi;

/** All wire stories, in the order of their names; null, with a line that says so, where they are not there. */
export function wireStories(): Story[] | null {
  const folder = data("wire");
  if (!folder) return null;
  const found: Story[] = [];
  for (const agency of ["afp", "xinhua"])
    for (const file of readdirSync(`${folder}/${agency}`).sort())
      for (const taken of takeIn(readFileSync(`${folder}/${agency}/${file}`)))
        if (taken.kind === "story") found.push(taken.story);
  return found;
}

/** Whether a story is political, by its words alone: what was read from it plays no part. */
export function isPolitical(story: Story): boolean {
  const words = (story.text.match(POLITICAL) ?? []).map((word) => word.toLowerCase());
  return words.length >= 4 && new Set(words).size >= 3;
}

/** `count` of these stories, drawn by a seed. */
export function draw(stories: readonly Story[], count: number, seed: number): Story[] {
  const random = mulberry32(seed);
  return stories
    .map((story) => ({ story, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ story }) => story);
}

/** Mulberry32, a small generator of random numbers in [0, 1) from a seed. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
