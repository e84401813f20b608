import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readActorsOf, type Told } from "./telling.ts";

const rows = readFileSync(new URL("traps.tsv", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("\t"));

/** What is wrong with the reading of a trap; null where all is right. */
function wrong(row: readonly string[]): string | null {
  const [date = "", place = "", sentence = "", mention = "", country = "", kind = "", formerly = "", same = ""] = row;
  const told: Told[] = readActorsOf(sentence, { date: date || null, place: place || null }).told;
  const at = told.filter(
    (t) => t.text.toLowerCase() === mention.toLowerCase() || t.text.toLowerCase() === `the ${mention}`.toLowerCase(),
  );
  if (kind === "no") return at.length === 0 ? null : `"${mention}" is read as ${at[0]?.actor.name}`;
  const named = at.length > 0 ? at : told.filter((t) => t.text.includes(mention) && !same);
  if (named.length === 0) return `"${mention}" is not read: ${told.map((t) => t.text).join(" · ")}`;
  const fits = named.some(
    ({ actor }) =>
      (country === "" || (actor.country ?? "-") === country) &&
      (kind === "" || actor.kind === kind) &&
      (formerly === "" || (actor.formerly ?? "-") === formerly) &&
      (same === "" || told.some((t) => t.text === same && t.actor === actor)),
  );
  return fits
    ? null
    : `"${mention}" is ${named.map(({ actor }) => `${actor.name} ${actor.kind} ${actor.country} ${actor.formerly}`).join(" or ")}`;
}

describe("traps", () => {
  it("has at least 120 of them", () => {
    expect(rows.length).toBeGreaterThanOrEqual(120);
  });
  it("reads at least 95 of 100 right", () => {
    const failures = rows.map((row) => [row[2], wrong(row)] as const).filter(([, reason]) => reason !== null);
    const right = 1 - failures.length / rows.length;
    expect(right, failures.map(([sentence, reason]) => `${sentence} — ${reason}`).join("\n")).toBeGreaterThanOrEqual(
      0.95,
    );
  });
});
