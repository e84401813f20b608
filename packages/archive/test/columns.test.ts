import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packRecord, unpackRecord } from "../src/body.ts";
import { fromColumns, toColumns } from "../src/columns.ts";
import { recordOf } from "./build.ts";

const through = (list: readonly unknown[]): unknown => fromColumns(JSON.parse(JSON.stringify(toColumns(list))));

/** Offsets and other numbers, ids, names, lists of spans, and what else a record may come to hold. */
const value = fc.oneof(
  fc.integer({ min: 0, max: 5000 }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
  fc.constantFrom(null, true, "a1", "a2", "", "lone \ud800 surrogate"),
  fc.array(fc.tuple(fc.nat(5000), fc.nat(5000)), { maxLength: 4 }),
  fc.array(fc.oneof(fc.nat(9), fc.constant(null), fc.string()), { maxLength: 3 }),
  fc.record({ "~": fc.nat(), name: fc.string() }),
);
const field = fc.constantFrom("id", "name", "start", "end", "~", "a,b", "mentions", "why");

describe("a list as columns", () => {
  it("comes back as it was, whatever its entries are made of", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.dictionary(field, value, { noNullPrototype: true }), { maxLength: 6 }),
          // Entries of one make, as records have them.
          fc.uniqueArray(field, { minLength: 1, maxLength: 5 }).chain((names) =>
            fc.array(
              fc
                .tuple(...names.map(() => value))
                .map((values) => Object.fromEntries(names.map((name, i) => [name, values[i]]))),
              { maxLength: 6 },
            ),
          ),
          fc.array(value, { maxLength: 4 }),
        ),
        (list) => {
          const back = through(list) as object[];
          expect(back).toEqual(list);
          // Fields keep their order, so that the record is the same to the byte.
          expect(JSON.stringify(back)).toBe(JSON.stringify(list));
        },
      ),
      { numRuns: 600 },
    );
  });

  it("has every field's name once, and only what differs", () => {
    const list = [
      { id: "a1", country: "FRA", mentions: [[0, 6]] },
      { id: "a2", country: "FRA", mentions: [[9, 14]] },
    ];
    expect(toColumns(list)).toEqual({ "~": [2, "#id,=country,~mentions", "a", "FRA", [[[0, 6]], [[3, 5]]]] });
  });
});

it("packs a record that lacks nothing when it is unpacked, and takes less room than its JSON", () => {
  const record = recordOf({
    text: "France's president visited China. Wang Yi said the visit opened a new page. He thanked France.",
    actors: { France: { country: "FRA" }, China: { country: "CHN" }, "Wang Yi": { role: "foreign minister" } },
    said: [{ who: "Wang Yi", words: "the visit opened a new page" }],
    did: [
      { type: "CONSULT", who: ["France"], whom: ["China"], words: "visited" },
      { type: "SUPPORT", who: ["Wang Yi"], whom: ["France"], words: "thanked", score: -2.5, told: 0 },
    ],
  });
  const body = packRecord(record);
  expect(JSON.stringify(unpackRecord(body))).toBe(JSON.stringify(record));
  expect(body.length).toBeLessThan(JSON.stringify(record).length / 2);
});
