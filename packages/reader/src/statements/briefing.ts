import type { Doc } from "../doc.ts";
import type { Span } from "../record.ts";
import type { Words } from "./tree.ts";

/** One turn of a briefing: all of a block is what its speaker said. */
export interface Turn {
  readonly block: number;
  readonly words: Words;
  readonly question: boolean;
  /** The name before the block, in the gap between it and the block before: "Zhao Lijian: "; null where the label is Q or A. */
  readonly label: Span | null;
  /** Index among the turns of the question that it answers, -1 for none. */
  readonly answers: number;
}

const NO_NAME = /^(?:q|a|question|answer|follow-?up|reporter|journalist)$/i;

/** The questions and answers of a briefing, in text order. An answer answers the last question before it; announcements answer none. */
export function turnsOf(doc: Doc): Turn[] {
  const { story, tokens } = doc;
  const first = new Int32Array(story.blocks.length).fill(-1);
  const last = new Int32Array(story.blocks.length).fill(-1);
  for (let s = 0; s < tokens.sentenceCount; s++) {
    const block = tokens.sentenceBlock[s] as number;
    if ((first[block] as number) < 0) first[block] = tokens.sentenceStart[s] as number;
    last[block] = (tokens.sentenceStart[s + 1] as number) - 1;
  }
  const turns: Turn[] = [];
  let question = -1;
  for (let b = 0; b < story.blocks.length; b++) {
    const block = story.blocks[b];
    if (!block || (block.kind !== "question" && block.kind !== "answer") || (first[b] as number) < 0) continue;
    const asks = block.kind === "question";
    const gap = story.blocks[b - 1]?.end ?? 0;
    turns.push({
      block: b,
      words: [first[b] as number, last[b] as number],
      question: asks,
      label: labelIn(story.text, gap, block.start),
      answers: asks ? -1 : question,
    });
    if (asks) question = turns.length - 1;
  }
  return turns;
}

function labelIn(text: string, from: number, to: number): Span | null {
  let start = from;
  let end = to;
  while (end > start && /[\s:\uff1a]/.test(text.charAt(end - 1))) end--;
  for (let i = end - 1; i >= start; i--)
    if (text.charAt(i) === "\n") {
      start = i + 1;
      break;
    }
  while (start < end && /\s/.test(text.charAt(start))) start++;
  if (start >= end || NO_NAME.test(text.slice(start, end))) return null;
  return [start, end];
}
