import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CELL_UNIT, type CellKernel, integerKernel, plainKernel } from "../../src/syntax/kernel.ts";

/** Both kernels, each over a memory of its own that holds the same. */
function both(run: (kernel: CellKernel, buffer: ArrayBuffer) => unknown): [unknown, unknown] {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const buffer = new ArrayBuffer(2 * 65536);
  return [run(integerKernel(memory), memory.buffer), run(plainKernel(buffer), buffer)];
}

const numbers = (largest: number) => fc.infiniteStream(fc.integer({ min: -largest, max: largest }));
const take = (stream: Iterator<number>, n: number) => Array.from({ length: n }, () => stream.next().value as number);

describe("products of matrices", () => {
  test("are alike with WebAssembly, with loops, and as the definition says", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        numbers(2047),
        (rows, doubles, strips, add, stream) => {
          const [depth, columns] = [4 * doubles, 8 * strips];
          const pairs = 2 * doubles;
          const [a, b, c] = [take(stream, rows * depth), take(stream, depth * columns), take(stream, rows * columns)];
          const expected = c.map((before, at) => {
            const [i, j] = [Math.floor(at / columns), at % columns];
            let sum = add ? before : 0;
            for (let p = 0; p < depth; p++)
              sum +=
                (a[i * depth + p] as number) *
                (b[((j >> 3) * pairs + (p >> 1)) * 16 + (j & 7) * 2 + (p & 1)] as number);
            return sum;
          });
          const found = both(({ multiply }, buffer) => {
            new Int16Array(buffer, 0, a.length).set(a);
            new Int16Array(buffer, 1024, b.length).set(b);
            const out = new Int32Array(buffer, 4096, c.length);
            out.set(c);
            multiply(0, 1024, 4096, rows, pairs, strips, depth * 2, 4, 32, pairs * 32, columns * 4, add ? 1 : 0);
            return [...out];
          });
          expect(found).toEqual([expected, expected]);
        },
      ),
    );
  });

  test("do not overflow with the largest inputs and weights that the network has", () => {
    const found = both(({ multiply }, buffer) => {
      const depth = 256;
      new Int16Array(buffer, 0, depth).fill(CELL_UNIT);
      new Int16Array(buffer, 1024, depth * 8).fill(2047);
      multiply(0, 1024, 8192, 1, depth / 2, 1, depth * 2, 4, 32, depth * 16, 32, 0);
      return new Int32Array(buffer, 8192, 8)[5];
    });
    expect(found).toEqual([2047 * CELL_UNIT * 256, 2047 * CELL_UNIT * 256]);
  });
});

describe("recurrent cells", () => {
  test("step alike with WebAssembly and with loops, bit for bit", () => {
    fc.assert(
      fc.property(
        numbers(2 ** 31 - 1),
        numbers(4000),
        fc.double({ min: 1e-9, max: 1e-3, noNaN: true }),
        (sums, biases, scale) => {
          const [s, b] = [take(sums, 24), take(biases, 32).map((x) => x / 1000)];
          const [vector, plain] = both(({ step }, buffer) => {
            new Int32Array(buffer, 0, 24).set(s);
            new Float32Array(buffer, 256, 24).set(b.slice(0, 24));
            const state = new Float32Array(buffer, 512, 8);
            state.set(b.slice(24));
            step(0, 256, 512, 1024, 8, scale);
            return [[...state], [...new Int16Array(buffer, 1024, 8)]];
          });
          expect(vector).toEqual(plain);
        },
      ),
    );
  });

  test("keep, add and show as their sums say", () => {
    const [cells, scale] = [8, 1 / 1000];
    const [found] = both(({ step }, buffer) => {
      const sums = new Int32Array(buffer, 0, 3 * cells);
      sums.fill(500, 0, cells); // adds 0.5
      sums.fill(-9000, cells, 2 * cells); // keeps nothing
      sums.fill(9000, 2 * cells); // shows all
      new Float32Array(buffer, 512, cells).fill(-1);
      step(0, 256, 512, 1024, cells, scale);
      return [new Float32Array(buffer, 512, cells)[3], new Int16Array(buffer, 1024, cells)[3]];
    });
    const [state, out] = found as [number, number];
    expect(state).toBeCloseTo(0.5, 5);
    expect(out / CELL_UNIT).toBeCloseTo(Math.tanh(0.5), 2);
  });
});

describe("sums to 16-bit integers", () => {
  test("are alike with WebAssembly and with loops, within their bounds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), numbers(2 ** 31 - 1), numbers(5000), (rows, sums, biases) => {
        const columns = 8;
        const [s, b] = [take(sums, rows * columns), take(biases, columns).map((x) => x / 2)];
        const [vector, plain] = both(({ squeeze }, buffer) => {
          new Int32Array(buffer, 0, s.length).set(s);
          new Float32Array(buffer, 512, columns).set(b);
          new Float32Array(buffer, 1024, columns).set([0, 0, 0, 0, -4095, -4095, -4095, -4095]);
          squeeze(0, 512, 1024, 2048, rows, columns, 1e-6, 4095);
          return [...new Int16Array(buffer, 2048, rows * columns)];
        });
        expect(vector).toEqual(plain);
        (plain as number[]).forEach((x, i) => {
          expect(x).toBeGreaterThanOrEqual(i % columns < 4 ? 0 : -4095);
          expect(x).toBeLessThanOrEqual(4095);
        });
      }),
    );
  });
});
