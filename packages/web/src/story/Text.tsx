import type { Block, Story } from "@chancery/reader";
import { memo, type ReactNode } from "react";
import type { Reading } from "./readings.ts";
import type { Segment } from "./segments.ts";

/** Blocks that stand on one line of the page: a dateline and the paragraph it opens. */
export interface Passage {
  /** Index of its first block. */
  index: number;
  blocks: { block: Block; lead: string; segments: readonly Segment[] }[];
  kind: Block["kind"];
}

/** The story's blocks as passages, with the words that stand between them: labels of turns, dashes, top matter. */
export function passagesOf(story: Story, segments: readonly (readonly Segment[])[]): Passage[] {
  const passages: Passage[] = [];
  let at = 0;
  story.blocks.forEach((block, index) => {
    const gap = story.text.slice(at, block.start);
    const piece = { block, lead: gap.trim().replace(/\s+/g, " "), segments: segments[index] ?? [] };
    const before = passages.at(-1);
    if (before && before.kind === "dateline" && block.kind === "paragraph" && !gap.includes("\n\n")) {
      before.blocks.push(piece);
      before.kind = "paragraph";
    } else if (before && block.kind === "trailer" && before.kind === "paragraph" && !gap.includes("\n"))
      before.blocks.push(piece);
    else passages.push({ index, blocks: [piece], kind: block.kind });
    at = block.end;
  });
  return passages;
}

/** One passage. Marks are told apart by class alone; what is lit or chosen is painted by the page on top, so that a passage is drawn once. */
export const PassageText = memo(function PassageText({ passage, text }: { passage: Passage; text: string }) {
  const body: ReactNode[] = passage.blocks.map(({ block, lead, segments }) => (
    <span key={block.start} className={`block block-${block.kind}`}>
      {lead && <span className="between">{lead} </span>}
      {segments.map((segment) => (
        <SegmentText key={segment.start} segment={segment} text={text} />
      ))}{" "}
    </span>
  ));
  return passage.kind === "headline" ? (
    <h1 className="passage">{body}</h1>
  ) : (
    <p className={`passage passage-${passage.kind}`}>{body}</p>
  );
});

function SegmentText({ segment, text }: { segment: Segment; text: string }) {
  const words = text.slice(segment.start, segment.end);
  if (!segment.covers.length) return <>{words}</>;
  const classes = new Set<string>(["seg"]);
  for (const { reading, part } of segment.covers) {
    if (part === "evidence") continue;
    classes.add(`is-${reading.kind === "event" ? `event q-${reading.entry.quad}` : reading.kind}`);
    classes.add(`p-${part}`);
  }
  const on = [...new Set(segment.covers.map(({ reading }) => reading.id))].join(" ");
  const own = choosable(segment);
  const around = segment.covers.map(({ reading }) => reading).filter((reading) => !own.includes(reading));
  return (
    <mark
      className={[...classes].join(" ")}
      data-on={on}
      data-start={segment.start}
      {...(around.length ? { "data-around": around.map(({ id }) => id).join(" ") } : {})}
      {...(own.length ? { tabIndex: -1 } : {})}
    >
      {words}
    </mark>
  );
}

/** The readings that a segment stands for when it is pointed at: the narrowest first, each once; an event's sentence stands for it only where nothing narrower does. */
export function choosable(segment: Segment): Reading[] {
  const readings = new Set<Reading>();
  for (const { reading, part } of segment.covers) if (part !== "evidence") readings.add(reading);
  return [...readings];
}
