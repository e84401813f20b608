import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { findParty } from "../../src/events/pair.ts";
import { createReader, EVENT_TYPES, type Reader } from "../../src/index.ts";

const house = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

let reader: Reader;
beforeAll(() => {
  reader = createReader({
    model: readFileSync(house("model/model.bin")),
    lexicon: readFileSync(house("dist/lexicon.bin")),
  });
});

describe("what a source did to a target", () => {
  it.each([
    ["Norway expelled two Russian diplomats on Tuesday.", "Norway", "Russian", "SANCTION"],
    ["Two Russian diplomats were expelled by Norway on Tuesday.", "Norway", "Russian", "SANCTION"],
    ["Kenya will send doctors to Malawi next month.", "Kenya", "Malawi", "AGREE"],
    ["Kenya sent forty doctors to Malawi.", "Kenya", "Malawi", "AID"],
    ["Fighters from the north shelled Port Sudan overnight.", "Fighters from the north", "Port Sudan", "ASSAULT"],
    ["Peru condemned Chile's decision to close the crossing.", "Peru", "Chile", "ACCUSE"],
    ["The Danish premier met the king of Tonga in Suva.", "The Danish premier", "the king of Tonga", "CONSULT"],
    ["Police in Lima arrested the former mayor.", "Police in Lima", "the former mayor", "COERCE"],
    ["Laos refused to let the inspectors in.", "Laos", "the inspectors", "REJECT"],
  ])("%s", (text, source, target, type) => {
    const answer = reader.pair({ id: "1", text, source, target });
    expect(answer.type).toBe(type);
    expect(answer.cameo).toMatch(/^\d{2,4}$/);
    expect(answer.why).not.toBe("");
  });

  it("tells how it is told", () => {
    const text = "Norway did not expel any Russian diplomats.";
    expect(reader.pair({ id: "1", text, source: "Norway", target: "Russian" }).aux).toContain("negation");
  });

  it("is read from the target where the text names no source, and is silent where it names neither", () => {
    const text = "Two aid workers were kidnapped near Gao.";
    const answer = reader.pair({ id: "1", text, source: "An actor", target: "Two aid workers" });
    expect(answer.type).toBe("ASSAULT");
    expect(answer.why).toContain("“An actor” does not stand in the text");
    expect(reader.pair({ id: "2", text, source: "Peru", target: "Chile" })).toMatchObject({
      type: null,
      confidence: 0,
    });
  });

  it("is answered for any text that names the source, with a confidence", () => {
    fc.assert(
      fc.property(fc.lorem({ mode: "sentences" }), fc.string(), (text, odd) => {
        const source = text.split(" ")[0] ?? "";
        const answer = reader.pair({ id: "x", text: text + odd, source, target: odd });
        expect(EVENT_TYPES).toContain(answer.type);
        expect(answer.confidence).toBeGreaterThan(0);
        expect(answer.confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});

describe("where a party stands", () => {
  it.each([
    ["Talks with the U.S. failed.", "the U.S.", "the U.S."],
    ["Talks with THE KREMLIN failed.", "the Kremlin", "THE KREMLIN"],
    ["The \u201cfree\u201d  army advanced.", 'the "free" army', "The \u201cfree\u201d  army"],
    ["Defence Minister Olsen spoke.", "Norwegian Defence Minister Olsen", "Defence Minister Olsen"],
  ])("%s: %s", (text, name, found) => {
    const span = findParty(text, name);
    expect(span && text.slice(...span)).toBe(found);
  });

  it("is nowhere when not one word of it is there", () => {
    expect(findParty("Norway thanked Chad.", "the Kremlin")).toBeNull();
    expect(findParty("Norway thanked Chad.", " ")).toBeNull();
  });
});
