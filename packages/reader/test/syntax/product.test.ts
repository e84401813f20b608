import fc from "fast-check";
import { expect, test } from "vitest";
import { openWorkshop, ROWS_AT_ONCE } from "../../src/syntax/product.ts";

const small = fc.integer({ min: -2047, max: 2047 });

test("integers multiply alike with WebAssembly, with loops, and as the definition says", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 3 }),
      fc.infiniteStream(small),
      (rows, pairs, strips, stream) => {
        const [depth, columns] = [2 * pairs, 8 * strips];
        const take = (n: number) => Int16Array.from({ length: n }, () => stream.next().value as number);
        const [input, weights] = [take(rows * depth), take(depth * columns)];
        const expected = new Int32Array(rows * columns);
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < columns; j++)
            for (let p = 0; p < depth; p++)
              expected[i * columns + j] =
                (expected[i * columns + j] as number) +
                (input[i * depth + p] as number) * (weights[p * columns + j] as number);
        for (const plain of [false, true]) {
          const { multiply } = openWorkshop(weights.length, 64, plain).make(weights, depth, columns);
          expect(multiply(input, 0, rows).slice(0, rows * columns)).toEqual(expected);
        }
      },
    ),
  );
});

test("the largest inputs and weights that the network has do not overflow", () => {
  const depth = 256;
  const weights = new Int16Array(depth * 8).fill(2047);
  const input = new Int16Array(depth * ROWS_AT_ONCE).fill(4096);
  for (const plain of [false, true]) {
    const { multiply } = openWorkshop(weights.length, depth, plain).make(weights, depth, 8);
    expect(multiply(input, 0, ROWS_AT_ONCE)[5]).toBe(2047 * 4096 * depth);
  }
});
