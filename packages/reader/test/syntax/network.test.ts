import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ModelArray, openModel, packModel } from "../../src/syntax/model.ts";
import { DISTANCES, distanceClass, openNetwork } from "../../src/syntax/network.ts";
import { DEPREL, Rel } from "../../src/syntax/syntax.ts";

/** A network of a few cells with weights that no training has seen. */
function smallNetwork(): Uint8Array {
  let seed = 7;
  const chance = (largest: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return Math.floor((seed / 2 ** 32) * (2 * largest + 1)) - largest;
  };
  const [width, size, half, A, L, tags, features] = [8, 8, 8, 8, 8, 5, 40];
  const arrays: Record<string, ModelArray> = {
    features: Int32Array.from({ length: features }, () => chance(2 ** 31 - 1)).sort(),
    rows: Int8Array.from({ length: features * width }, () => chance(127)),
    vectorKeys: Int32Array.of(-5, 9),
    vectors: Int8Array.from({ length: 2 * size }, () => chance(127)),
    vectorWeights: Float32Array.from({ length: size * width }, () => chance(100) / 100),
    tagRows: Float32Array.from({ length: 8 * 6 * half }, () => chance(100) / 100),
    root: Float32Array.from({ length: A }, () => chance(100) / 100),
    pairTags: Float32Array.from({ length: 3 * 3 * DISTANCES }, () => chance(100) / 30),
  };
  const facts: Record<string, unknown> = {
    tagClass: [0, 1, 2, 1, 0],
    classes: 3,
    labels: DEPREL.length,
    rowScale: 0.02,
    vectorScale: 0.02,
  };
  const layers = [
    ["gates0", width, 6 * half],
    ["tag", 2 * half, 8],
    ["gates1", 2 * half, 6 * half],
    ["lastTag", 2 * half, 8],
    ["pair", 2 * half, 2 * A + 2 * L],
    ["query", A, A],
    ["label", L, 56],
  ] as const;
  for (const [name, depth, columns] of layers) {
    arrays[name] = Int16Array.from({ length: depth * columns }, () => chance(2047));
    arrays[`${name}.bias`] = Float32Array.from({ length: columns }, () => chance(100) / 100);
    facts[`${name}Scale`] = 1 / 2048 / 1024;
  }
  expect(tags).toBe((facts.tagClass as number[]).length);
  return packModel(arrays, facts);
}

const model = openModel(smallNetwork());
const [quick, plain] = [openNetwork(model), openNetwork(model, true)];

function read(network: typeof quick, forms: readonly string[]) {
  const n = forms.length;
  const findings = { tag: new Int32Array(n), head: new Int32Array(n), deprel: new Uint8Array(n) };
  network(forms, [0, n], findings);
  return findings;
}

const word = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom("the", "Beijing", "''", "\ud800", "\0", "§", "北京"),
);

describe("the network", () => {
  test("finds the same with and without WebAssembly, whatever the words, again and again", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (forms) => {
        const found = read(quick, forms);
        expect(found).toEqual(read(plain, forms));
        expect(found).toEqual(read(quick, forms));
        expect([...found.head].filter((h) => h === -1)).toHaveLength(1);
        found.head.forEach((h, i) => {
          expect(found.deprel[i] === Rel.root).toBe(h === -1);
        });
      }),
    );
  });

  test("does so in sentences of more rows than are multiplied at once, and of more words than a band holds", () => {
    for (const n of [128, 129, 257, 258, 700]) {
      const forms = Array.from({ length: n }, (_, i) => `w${i % 17}`);
      expect(read(quick, forms)).toEqual(read(plain, forms));
    }
  });

  test("finds the same in a sentence alone and among others", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 6 }),
        (texts) => {
          const bounds = [0];
          for (const forms of texts) bounds.push((bounds.at(-1) as number) + forms.length);
          const n = bounds.at(-1) as number;
          const findings = { tag: new Int32Array(n), head: new Int32Array(n), deprel: new Uint8Array(n) };
          quick(texts.flat(), bounds, findings);
          texts.forEach((forms, s) => {
            const [from, to] = [bounds[s] as number, bounds[s + 1] as number];
            const alone = read(plain, forms);
            expect(findings.tag.slice(from, to)).toEqual(alone.tag);
            expect(findings.deprel.slice(from, to)).toEqual(alone.deprel);
            expect([...findings.head.slice(from, to)]).toEqual([...alone.head].map((h) => (h < 0 ? -1 : h + from)));
          });
        },
      ),
    );
  });

  test("writes where it is told to", () => {
    const forms = ["a", "b", "c", "d", "e"];
    const findings = { tag: new Int32Array(5), head: new Int32Array(5).fill(77), deprel: new Uint8Array(5) };
    quick(forms, [2, 4], findings);
    expect([...findings.head.slice(0, 2), findings.head[4]]).toEqual([77, 77, 77]);
    const alone = read(quick, ["c", "d"]);
    expect([...findings.head.slice(2, 4)]).toEqual([...alone.head].map((h) => (h < 0 ? -1 : h + 2)));
  });
});

test("distances are told apart by direction, and the near ones one by one", () => {
  expect([-30, -8, -5, -2, -1, 1, 2, 5, 8, 30].map(distanceClass)).toEqual([7, 5, 4, 1, 0, 8, 9, 12, 13, 15]);
});
