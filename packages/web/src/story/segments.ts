import type { Part, Reading } from "./readings.ts";

/** What a segment is part of: one line for each reading that covers it, the narrowest first. */
export interface Cover {
  reading: Reading;
  part: Part;
  /** How long the covering stretch is, in UTF-16 code units. */
  length: number;
}

/** A stretch of text over which the same readings hold. */
export interface Segment {
  start: number;
  end: number;
  covers: readonly Cover[];
}

/**
 * Cuts each stretch of `within` at every place where a reading begins or ends: spans overlap freely and elements of
 * a page cannot, so each segment names all that covers it. One sweep over the sorted ends, linear in spans and segments.
 */
export function segmentsOf(
  readings: readonly Reading[],
  within: readonly { start: number; end: number }[],
): Segment[][] {
  const spans = readings
    .flatMap((reading) => reading.spans.map(({ span, part }) => ({ start: span[0], end: span[1], reading, part })))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  let next = 0;
  let open: typeof spans = [];
  return within.map(({ start, end }) => {
    while (next < spans.length && (spans[next]?.start ?? end) < end) {
      const span = spans[next++];
      if (span) open.push(span);
    }
    open = open.filter((span) => span.end > start);
    const here = open.filter((span) => span.start < end);
    const cuts = new Set([start, end]);
    for (const span of here) {
      if (span.start > start) cuts.add(span.start);
      if (span.end < end) cuts.add(span.end);
    }
    const sorted = [...cuts].sort((a, b) => a - b);
    const segments: Segment[] = [];
    let active: typeof spans = [];
    let i = 0;
    for (let c = 0; c + 1 < sorted.length; c++) {
      const from = sorted[c] ?? start;
      const to = sorted[c + 1] ?? end;
      active = active.filter((span) => span.end > from);
      for (; i < here.length; i++) {
        const span = here[i];
        if (!span || span.start > from) break;
        if (span.end > from) active.push(span);
      }
      segments.push({
        start: from,
        end: to,
        covers: active
          .map((span) => ({ reading: span.reading, part: span.part, length: span.end - span.start }))
          .sort((a, b) => a.length - b.length || RANK[a.reading.kind] - RANK[b.reading.kind]),
      });
    }
    return segments;
  });
}

/** Of readings of the same words, which is told first: what the words say themselves before what was made of them. */
const RANK: { [kind in Reading["kind"]]: number } = {
  time: 0,
  event: 1,
  actor: 2,
  anniversary: 3,
  tie: 4,
  commitment: 5,
  statement: 6,
  abstention: 7,
};
