import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CELL_UNIT, type CellKernel, GROUP, GROUP_GATES, integerKernel, plainKernel } from "../../src/syntax/kernel.ts";

const STRIDES = [8, 16, 24, 512];

const memory = new WebAssembly.Memory({ initial: 2 });
const buffer = new ArrayBuffer(2 * 65536);
const views = {
  bytes: new Int8Array(buffer),
  shorts: new Int16Array(buffer),
  ints: new Int32Array(buffer),
  reals: new Float32Array(buffer),
};
const [quick, plain] = [integerKernel(memory, STRIDES), plainKernel(views)];

/** Both kernels, each over an empty memory of its own. */
function both(run: (kernel: CellKernel, buffer: ArrayBuffer) => unknown): [unknown, unknown] {
  for (const of of [memory.buffer, buffer]) new Uint8Array(of).fill(0);
  return [run(quick, memory.buffer), run(plain, buffer)];
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
        numbers(2047),
        (rows, doubles, strips, stream) => {
          const [depth, columns] = [4 * doubles, 8 * strips];
          const pairs = 2 * doubles;
          const [a, b] = [take(stream, rows * depth), take(stream, depth * columns)];
          const expected = Array.from({ length: rows * columns }, (_, at) => {
            const [i, j] = [Math.floor(at / columns), at % columns];
            let sum = 0;
            for (let p = 0; p < depth; p++)
              sum +=
                (a[i * depth + p] as number) *
                (b[((j >> 3) * pairs + (p >> 1)) * 16 + (j & 7) * 2 + (p & 1)] as number);
            return sum;
          });
          const found = both(({ multiply }, buffer) => {
            new Int16Array(buffer, 0, a.length).set(a);
            new Int16Array(buffer, 1024, b.length).set(b);
            const out = new Int32Array(buffer, 4096, expected.length).fill(77);
            multiply(depth * 2)(0, 1024, 4096, rows, pairs, strips, columns * 4);
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
      multiply(depth * 2)(0, 1024, 8192, 1, depth / 2, 1, 32);
      return new Int32Array(buffer, 8192, 8)[5];
    });
    expect(found).toEqual([2047 * CELL_UNIT * 256, 2047 * CELL_UNIT * 256]);
  });
});

describe("recurrent cells", () => {
  test("have gates alike with WebAssembly and with loops, bit for bit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 2 }),
        numbers(2 ** 31 - 1),
        numbers(4000),
        fc.double({ min: 1e-9, max: 1e-3, noNaN: true }),
        (rows, groups, sums, biases, scale) => {
          const width = groups * GROUP_GATES;
          const [s, b] = [take(sums, rows * width), take(biases, rows * width + 4).map((x) => x / 1000)];
          const [vector, plain] = both(({ gate }, buffer) => {
            new Int32Array(buffer, 0, s.length).set(s);
            new Float32Array(buffer, 2048, b.length).set(b);
            new Int32Array(buffer, 1024, rows).set(Array.from({ length: rows }, (_, i) => 2048 + i * width * 4));
            gate(0, 1024, 16, rows, groups, scale);
            return [...new Float32Array(buffer, 0, s.length)];
          });
          expect(vector).toEqual(plain);
        },
      ),
    );
  });

  test("pass along words alike with WebAssembly and with loops, from either side", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 2 }),
        numbers(3000),
        (words, back, groups, stream) => {
          // Four words have gates; a sentence takes them in any order. Keeps and shows lie between 0 and 1.
          const [width, row] = [groups * GROUP_GATES * 4, groups * GROUP * 2];
          const gates = take(stream, 4 * groups * GROUP_GATES).map((x, k) =>
            k % GROUP_GATES < GROUP ? x / 1000 : Math.abs(x) / 3000,
          );
          const n = words.length;
          const [vector, plain] = both(({ flow }, buffer) => {
            new Float32Array(buffer, 1024, gates.length).set(gates);
            new Int32Array(buffer, 0, n).set(words.map((word) => 1024 - 32 + word * width));
            if (back) flow((n - 1) * 4, -4, 32, 4096 + (n - 1) * row, -row, n, groups);
            else flow(0, 4, 32, 4096, row, n, groups);
            return [...new Int16Array(buffer, 4096, n * groups * GROUP)];
          });
          expect(vector).toEqual(plain);
        },
      ),
    );
  });

  test("keep, add and show as their gates say", () => {
    const [found] = both(({ gate, flow }, buffer) => {
      const sums = new Int32Array(buffer, 0, GROUP_GATES);
      sums.fill(500, 0, GROUP); // adds 0.5
      sums.fill(-9000, GROUP, 2 * GROUP); // keeps nothing
      sums.fill(9000, 2 * GROUP); // shows all
      new Int32Array(buffer, 512, 2).set([1024, 0]);
      gate(0, 512, 0, 1, 1, 1 / 1000);
      flow(516, 0, 0, 2048, 16, 1, 1);
      return [new Float32Array(buffer, 0, GROUP_GATES)[GROUP + 3], new Int16Array(buffer, 2048, GROUP)[3]];
    });
    const [keep, out] = found as [number, number];
    expect(keep).toBeCloseTo(0, 5);
    expect(out / CELL_UNIT).toBeCloseTo(Math.tanh(0.5), 2);
  });
});

test("rows of bytes are summed, none or several, alike with WebAssembly and with loops", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(4), { maxLength: 12 }),
      fc.integer({ min: 1, max: 3 }),
      numbers(127),
      (list, eights, stream) => {
        const columns = 8 * eights;
        const rows = take(stream, 5 * columns);
        const expected = Array.from({ length: columns }, (_, k) =>
          list.reduce((sum, row) => sum + (rows[row * columns + k] as number), 0),
        );
        const found = both(({ gather }, buffer) => {
          new Int8Array(buffer, 1024, rows.length).set(rows);
          new Int32Array(buffer, 0, list.length).set(list.map((row) => 1024 + row * columns));
          gather(0, list.length, 2048, columns);
          return [...new Int16Array(buffer, 2048, columns)];
        });
        expect(found).toEqual([expected, expected]);
      },
    ),
  );
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

describe("choices by the largest sum", () => {
  test("are the first of the largest, alike with WebAssembly and with loops", () => {
    const small = fc.infiniteStream(fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), small, (rows, fours, stream) => {
        const columns = 4 * fours;
        const [sums, bias] = [take(stream, rows * columns), take(stream, columns)];
        const expected = Array.from({ length: rows }, (_, i) => {
          const scores = bias.map((b, k) => b + (sums[i * columns + k] as number));
          return scores.indexOf(Math.max(...scores));
        });
        const found = both(({ choose }, buffer) => {
          new Int32Array(buffer, 0, sums.length).set(sums);
          new Int32Array(buffer, 1024, columns).set(bias);
          choose(0, 1024, 2048, rows, columns);
          return [...new Int32Array(buffer, 2048, rows)];
        });
        expect(found).toEqual([expected, expected]);
      }),
    );
  });
});

describe("two rows that meet", () => {
  test("are summed between 0 and the bound, whichever rows they are", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }), numbers(4095), (partners, stream) => {
        const rows = take(stream, (partners.length + 3) * GROUP);
        const of = (row: number, k: number) => rows[row * GROUP + k] as number;
        const expected = partners.flatMap((partner, i) =>
          Array.from({ length: GROUP }, (_, k) =>
            Math.max(0, Math.min(4095, of(i, k) + of(partners.length + partner, k))),
          ),
        );
        const found = both(({ meet }, buffer) => {
          new Int16Array(buffer, 0, rows.length).set(rows);
          new Int32Array(buffer, 1024, partners.length).set(partners.map((p) => (partners.length + p) * GROUP * 2));
          meet(0, GROUP * 2, 1024, 2048, partners.length, GROUP, 4095);
          return [...new Int16Array(buffer, 2048, expected.length)];
        });
        expect(found).toEqual([expected, expected]);
      }),
    );
  });
});
