import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bandStart, bandWidth, decodeHeads, REACH } from "../../src/syntax/decode.ts";

/** One root, and the way up from every word leads to it. */
function expectTree(head: Int32Array): void {
  expect(head.filter((h) => h === -1)).toHaveLength(1);
  const known = new Uint8Array(head.length);
  let reached = 0;
  for (let i = 0; i < head.length; i++) {
    const way: number[] = [];
    let j = i;
    while (j >= 0 && j < head.length && known[j] === 0 && way.length <= head.length) {
      way.push(j);
      j = head[j] as number;
    }
    if (j === -1 || known[j] === 1) {
      reached += way.length;
      for (const word of way) known[word] = 1;
    }
  }
  expect(reached).toBe(head.length);
}

function total(scores: Int32Array, head: ArrayLike<number>): number {
  const row = head.length + 1;
  let sum = 0;
  for (let i = 0; i < head.length; i++) sum += scores[i * row + 1 + (head[i] as number)] as number;
  return sum;
}

/** All trees with one root over `n` words. */
function* trees(n: number): Generator<number[]> {
  const heads = Array<number>(n).fill(-1);
  for (let code = 0; code < (n + 1) ** n; code++) {
    for (let i = 0, rest = code; i < n; i++, rest = Math.floor(rest / (n + 1))) heads[i] = (rest % (n + 1)) - 1;
    if (heads.filter((h) => h === -1).length !== 1) continue;
    const reaches = heads.every((_, i) => {
      let j = i;
      for (let steps = 0; steps <= n; steps++) {
        if (heads[j] === -1) return true;
        j = heads[j] as number;
      }
      return false;
    });
    if (reaches) yield [...heads];
  }
}

describe("a tree in every case", () => {
  test("whatever the scores", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 14 }),
        fc.infiniteStream(fc.integer({ min: -50, max: 50 })),
        (n, stream) => {
          const scores = Int32Array.from({ length: n * (n + 1) }, () => stream.next().value as number);
          const head = new Int32Array(n);
          decodeHeads(scores, n, head, 0);
          expectTree(head);
        },
      ),
    );
  });

  test("in a sentence of thousands of words that all form rings, heads staying near", () => {
    const n = 5000;
    const width = bandWidth(n);
    const scores = new Int32Array(n * (width + 1));
    // Word 0 and 1 want each other, 2 and 3, and so on.
    for (let i = 0; i < n; i++) scores[i * (width + 1) + 1 + (i ^ 1) - bandStart(i, n, width)] = 100;
    const head = new Int32Array(n);
    decodeHeads(scores, n, head, 0);
    expectTree(head);
    const root = head.indexOf(-1);
    for (let i = 0; i < n; i++)
      if (head[i] !== -1 && head[i] !== root) expect(Math.abs((head[i] as number) - i)).toBeLessThanOrEqual(2 * REACH);
  });
});

test("the best heads are taken as they are when they form a tree", () => {
  const scores = Int32Array.from([0, 0, 9, 0, 9, 0, 0, 0, 0, 0, 9, 0]);
  const head = new Int32Array(3);
  decodeHeads(scores, 3, head, 0);
  expect([...head]).toEqual([1, -1, 1]);
});

test("a ring of two is opened where it costs least", () => {
  // Words 1 and 2 want each other; word 0 is the root. Word 1 loses 3 by hanging on it, word 2 loses 1.
  const scores = Int32Array.from([50, 0, 0, 0, 0, 7, 0, 10, 0, 9, 10, 0]);
  const head = new Int32Array(3);
  decodeHeads(scores, 3, head, 0);
  expect([...head]).toEqual([-1, 2, 0]);
});

test("of small sentences the tree is nearly always the best there is", () => {
  let best = 0;
  const runs = 200;
  let seed = 1;
  const chance = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed % 1000;
  };
  const n = 4;
  for (let run = 0; run < runs; run++) {
    const scores = Int32Array.from({ length: n * (n + 1) }, chance);
    const head = new Int32Array(n);
    decodeHeads(scores, n, head, 0);
    const most = Math.max(...[...trees(n)].map((tree) => total(scores, tree)));
    if (total(scores, head) === most) best++;
  }
  expect(best / runs).toBeGreaterThan(0.8);
});
