import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openModel, packModel } from "../../src/syntax/model.ts";

const packed = packModel(
  { small: Int8Array.of(-3, 0, 7), real: Float32Array.of(0.5, -2), keys: Int32Array.of(-1, 123456789) },
  { labels: 3 },
);

describe("a file of weights", () => {
  test("gives back what was put in", () => {
    const model = openModel(packed);
    expect([...model.array("small", "i8")]).toEqual([-3, 0, 7]);
    expect([...model.array("real", "f32")]).toEqual([0.5, -2]);
    expect([...model.array("keys", "i32")]).toEqual([-1, 123456789]);
    expect(model.facts.labels).toBe(3);
    expect(model.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test("reads alike wherever its bytes lie, in a Node buffer too", () => {
    const shifted = new Uint8Array(packed.length + 3);
    shifted.set(packed, 3);
    expect([...openModel(shifted.subarray(3)).array("keys", "i32")]).toEqual([-1, 123456789]);
    expect([...openModel(Buffer.from(packed)).array("keys", "i32")]).toEqual([-1, 123456789]);
  });

  test("is refused when any byte is changed or any part is missing", () => {
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const damaged = packed.slice();
        damaged[at] = ((damaged[at] as number) + by) & 255;
        expect(() => openModel(damaged)).toThrow(/model/);
        expect(() => openModel(packed.subarray(0, at))).toThrow(/model/);
      }),
    );
  });

  test("says what is wrong", () => {
    expect(() => openModel(new Uint8Array(0))).toThrow("not a file of weights");
    expect(() => openModel(packed.subarray(0, packed.length - 1))).toThrow("damaged or truncated");
    expect(() => openModel(packed).array("small", "i32")).toThrow('no array "small" of i32');
  });
});
