import { describe, expect, it } from "vitest";
import { EVENT_TYPES } from "../../src/index.ts";
import { examples, fault } from "./examples.ts";
import { readerHere } from "./reader.ts";

describe("the predicate tables", () => {
  const all = examples();

  it("read their own examples: type, mode, actors and recipients", () => {
    const reader = readerHere();
    const faults = all.map((example) => fault(reader, example)).filter((one) => one !== null);
    if (faults.length)
      console.log(`${faults.length} of ${all.length} examples are read wrongly:\n${faults.join("\n")}`);
    expect(faults.length / all.length).toBeLessThan(0.05);
  });

  it("serve every type, and every mode of the scores", async () => {
    const { readFileSync } = await import("node:fs");
    const scores = readFileSync(new URL("../../lexicon/events/scores.tsv", import.meta.url), "utf8");
    const wanted = scores
      .split("\n")
      .filter((row) => row !== "" && !row.startsWith("#"))
      .map((row) => row.split("\t").slice(0, 2).join(" ").trim());
    const served = new Set(all.flatMap(({ type, mode }) => [type, `${type} ${mode ?? ""}`.trim()]));
    expect(EVENT_TYPES.filter((type) => !served.has(type))).toEqual([]);
    expect(wanted.filter((mode) => !served.has(mode))).toEqual([]);
  });

  it("mark an actor or a recipient in every example, and no pattern stands twice", () => {
    expect(
      all.filter(({ actors, recipients }) => actors.length + recipients.length === 0).map(({ pattern }) => pattern),
    ).toEqual([]);
    const seen = new Set<string>();
    const twice = all.filter(({ table, pattern }) => seen.size === seen.add(`${table} ${pattern}`).size);
    expect(twice.map(({ table, pattern }) => `${table}: ${pattern}`)).toEqual([]);
  });

  it("make no more than five examples from one template", () => {
    const shapes = new Map<string, number>();
    for (const { text, actors, recipients } of all) {
      let shape = text;
      for (const [start, end] of [...actors, ...recipients].sort((a, b) => b[0] - a[0]))
        shape = `${shape.slice(0, start)}X${shape.slice(end)}`;
      shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    }
    expect([...shapes].filter(([, n]) => n > 5)).toEqual([]);
  });
});
