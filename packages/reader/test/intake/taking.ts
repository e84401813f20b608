import { expect } from "vitest";
import { type IntakeOptions, openArticles, type Taken, takeIn } from "../../src/intake/intake.ts";
import type { BlockKind, Story } from "../../src/record.ts";

await openArticles();

/** Everything that bytes, or a text as UTF-8, give. */
export function take(input: string | Uint8Array, options: IntakeOptions = {}): Taken[] {
  return [...takeIn(typeof input === "string" ? new TextEncoder().encode(input) : input, options)];
}

/** The one story that an input gives. */
export function story(input: string | Uint8Array, options: IntakeOptions = {}): Story {
  const taken = take(input, options);
  expect(taken).toHaveLength(1);
  const [only] = taken;
  if (only?.kind !== "story") return expect.fail(`refused: ${only?.reason}`);
  return only.story;
}

/** The blocks of a story with their words, "kind: words". */
export function blocks(read: Story, ...kinds: BlockKind[]): string[] {
  return read.blocks
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map(({ kind, start, end }) => `${kind}: ${read.text.slice(start, end)}`);
}

/** What must hold of every story: blocks have text, stand in order, do not overlap, and begin and end with something shown. */
export function expectSound(read: Story): void {
  let at = 0;
  for (const { start, end } of read.blocks) {
    if (start < at || end <= start || end > read.text.length) expect.fail(`block [${start}, ${end}) behind ${at}`);
    at = end;
  }
  expect(read.id).not.toBe("");
  if (read.published !== null) expect(read.published).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
}
