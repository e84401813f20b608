import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "../src/story/readings.ts";
import { segmentsOf } from "../src/story/segments.ts";

const spans = fc.array(
  fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  { maxLength: 12 },
);

function reading(id: string, span: [number, number]): Reading {
  return {
    id,
    kind: "time",
    layer: "time",
    anchor: span[0],
    spans: [{ span, part: "words" }],
    entry: {
      id,
      start: span[0],
      end: span[1],
      type: "DATE",
      value: null,
      mod: null,
      quant: null,
      freq: null,
      beginPoint: null,
      endPoint: null,
    },
  };
}

describe("segments", () => {
  it("fill each block without a gap, and each names exactly the readings over it", () => {
    fc.assert(
      fc.property(spans, fc.uniqueArray(fc.nat(60), { maxLength: 8 }), (list, cuts) => {
        const readings = list.map((span, i) => reading(`t${i}`, span));
        const edges = [...cuts].sort((a, b) => a - b);
        const blocks = edges.slice(1).map((end, i) => ({ start: edges[i] ?? 0, end }));
        const segments = segmentsOf(readings, blocks);
        blocks.forEach((block, b) => {
          let at = block.start;
          for (const segment of segments[b] ?? []) {
            expect(segment.start).toBe(at);
            expect(segment.end).toBeGreaterThan(segment.start);
            at = segment.end;
            for (let i = segment.start; i < segment.end; i++)
              expect(new Set(segment.covers.map((cover) => cover.reading.id))).toEqual(
                new Set(
                  readings
                    .filter(({ spans: [first] }) => first && first.span[0] <= i && i < first.span[1])
                    .map(({ id }) => id),
                ),
              );
          }
          expect(at).toBe(block.end);
        });
      }),
    );
  });

  it("name the narrowest reading first", () => {
    const [segments] = segmentsOf([reading("long", [0, 20]), reading("short", [5, 8])], [{ start: 0, end: 20 }]);
    expect(segments?.map(({ covers }) => covers.map((cover) => cover.reading.id))).toEqual([
      ["long"],
      ["short", "long"],
      ["long"],
    ]);
  });
});
