import fc from "fast-check";
import { expect, test } from "vitest";
import { linkTree } from "../../src/syntax/tree.ts";
import { wordsOf } from "./words.ts";

/** Heads of a tree over at most 30 words: each word but the first of a random order hangs on an earlier one of it. */
const heads = fc.array(fc.nat(), { minLength: 1, maxLength: 30 }).chain((picks) =>
  fc
    .shuffledSubarray(
      picks.map((_, i) => i),
      { minLength: picks.length, maxLength: picks.length },
    )
    .map((order) => {
      const head = new Int32Array(order.length).fill(-1);
      order.forEach((word, k) => {
        if (k > 0) head[word] = order[(picks[k] as number) % k] as number;
      });
      return head;
    }),
);

test("links name every dependent once, in text order, and edges are those of the subtree", () => {
  fc.assert(
    fc.property(heads, (head) => {
      const n = head.length;
      const links = linkTree(wordsOf([Array<string>(n).fill("a")]), head);
      const above = (i: number): number[] => (head[i] === -1 ? [i] : [i, ...above(head[i] as number)]);
      for (let h = 0; h < n; h++) {
        const found: number[] = [];
        for (let c = links.firstChild[h] as number; c >= 0; c = links.nextSibling[c] as number) found.push(c);
        expect(found).toEqual([...head.keys()].filter((i) => head[i] === h));
        const subtree = [...head.keys()].filter((i) => above(i).includes(h));
        expect([links.leftEdge[h], links.rightEdge[h]]).toEqual([Math.min(...subtree), Math.max(...subtree)]);
      }
    }),
  );
});
