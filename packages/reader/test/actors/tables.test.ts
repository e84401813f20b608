import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openKnowledge } from "../../src/actors/knowledge.ts";
import { atomsOf } from "../../src/actors/names.ts";
import { ACTOR_KINDS, SECTORS } from "../../src/record.ts";
import { lexiconHere } from "./telling.ts";

const lexicon = lexiconHere();
const knowledge = openKnowledge(lexicon);
const rows = (name: string) => lexicon.table(`actors/${name}`);
const codes = new Set(rows("states").map(([code]) => code));

describe("the tables of actors", () => {
  it("say in a header what a line means", () => {
    const folder = new URL("../../lexicon/actors/", import.meta.url);
    for (const file of readdirSync(folder))
      expect(readFileSync(new URL(file, folder), "utf8").split("\n")[0], file).toMatch(/^# \S/);
  });
  it("know 300 organisations and 250 armed groups and parties", () => {
    expect(rows("organisations").length).toBeGreaterThanOrEqual(300);
    expect(rows("armed-groups").length + rows("parties").length).toBeGreaterThanOrEqual(250);
  });
  it("know 800 nouns of office and role", () => {
    expect(new Set(rows("roles").flatMap(([, , list = ""]) => list.split("|"))).size).toBeGreaterThanOrEqual(800);
  });
  it.each(["organisations", "armed-groups", "parties", "peoples"])(
    "%s: countries, kinds and sectors are of the record's vocabulary",
    (name) => {
      for (const row of rows(name)) {
        const [, kind = "", country = "", sector = "", list = "", members = ""] = row;
        expect(ACTOR_KINDS, row.join(" ")).toContain(kind);
        if (country) expect(codes.has(country), row.join(" ")).toBe(true);
        if (sector) expect(SECTORS, row.join(" ")).toContain(sector);
        expect(list, row.join(" ")).toMatch(/\S/);
        for (const member of members ? members.split(",") : [])
          expect(codes.has(member), `${row.join(" ")}: ${member}`).toBe(true);
      }
    },
  );
  it("terms of office run forwards, in states that are", () => {
    for (const row of rows("persons")) {
      const [country = "", sector = "", role = "", name = "", , from = "", to = ""] = row;
      if (country && !country.startsWith("IGO")) expect(codes.has(country), row.join(" ")).toBe(true);
      expect(SECTORS, row.join(" ")).toContain(sector);
      expect(role && name, row.join(" ")).toBeTruthy();
      for (const date of [from, to]) if (date) expect(date, row.join(" ")).toMatch(/^\d{4}(-(0\d|1[0-2]))?$/);
      if (from && to) expect(from <= (to.length === 4 ? `${to}-12` : to), row.join(" ")).toBe(true);
    }
    for (const row of rows("leaders")) {
      const [country = "", , from = "", to = ""] = row;
      expect(codes.has(country), row.join(" ")).toBe(true);
      if (to) expect(from <= to, row.join(" ")).toBe(true);
    }
  });
  it("names of states have a state", () => {
    for (const row of rows("state-names")) expect(codes.has(row[0] ?? ""), row.join(" ")).toBe(true);
    for (const [code = "", successor = "", from = "", to = ""] of rows("dissolved")) {
      expect(codes.has(successor), code).toBe(true);
      expect(from < to, code).toBe(true);
    }
  });
  it("places lie on the earth", () => {
    for (const [, list = "", lat = "", lon = ""] of rows("places"))
      if (lat) {
        expect(Math.abs(Number(lat)), list).toBeLessThanOrEqual(90);
        expect(Math.abs(Number(lon)), list).toBeLessThanOrEqual(180);
      }
  });
  it("cities stand under the first part of their names, in order", () => {
    const cities = rows("cities");
    for (let i = 1; i < cities.length; i++) expect((cities[i - 1]?.[0] ?? "") < (cities[i]?.[0] ?? "")).toBe(true);
    for (const [atom, list = ""] of cities)
      for (const cell of list.split("|")) expect(atomsOf(cell.split(";")[0] ?? "")[0], cell).toBe(atom);
  });
  it("the same name of a leader in office is found by surname", () => {
    expect(knowledge.bySurname("chirac").some((p) => p.country === "FRA" && p.role === "president")).toBe(true);
  });
});
