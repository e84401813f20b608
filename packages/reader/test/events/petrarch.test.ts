import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCodes } from "../../src/events/lexicon.ts";
import { readVerbDictionary } from "../../src/events/petrarch.ts";
import { openLexicon } from "../../src/lexicon.ts";
import { storyOf } from "./examples.ts";
import { lexiconHere, readerHere } from "./reader.ts";

const known = readCodes(openLexicon(lexiconHere()));
const codes = { code: (cameo: string) => known.get(cameo) };

describe("verb dictionaries in PETRARCH's formats", () => {
  it("reads blocks, forms, sets and patterns", () => {
    const { lines, forms, problems } = readVerbDictionary(
      [
        "&BREAD",
        "+LOAVES",
        "+WHITE_BREAD",
        "---  BAKE  [071]  ---",
        "BAKE {BAKES BAKED BAKING }",
        "+DISH_OUT {+DISHES_OUT }",
        "- * &BREAD (FOR $)  [073]  # BAKE",
        "- $ * (BY +) [112]",
      ].join("\n"),
      "mine",
      codes,
    );
    expect(problems).toEqual([]);
    expect(forms).toContainEqual(["baked", "bake"]);
    expect(lines.map(({ trigger, cameo }) => `${trigger} ${cameo}`)).toEqual([
      "bake 071",
      "dish 071",
      "bake 073",
      "dish 073",
      "bake 112",
      "dish 112",
    ]);
  });

  it("lists by number what it does not honour", () => {
    const { problems } = readVerbDictionary(
      "---  BAKE  [071]  ---\nBAKE\n~ $ * (a) $\n- * X/Y [073]\n- &NONE * [073]\n- * CAKE [999]\n- CAKE [073]",
      "mine",
      codes,
    );
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7]);
  });

  it("is asked before the lexicon", () => {
    const story = storyOf("France frobnicated Iran over the weekend. Norway greeted Sweden with herring.");
    const own = readerHere({
      verbs: [
        "---  FROBNICATE  [112]  ---\nFROBNICATE {FROBNICATES FROBNICATED FROBNICATING }\n---  GREET  [---]  ---\nGREET\n- * (WITH HERRING) [1125]",
      ],
    });
    const events = own.read(story).events.map(({ type, cameo }) => `${type} ${cameo}`);
    expect(events).toContain("ACCUSE 1125");
    expect(own.version.lexicon).not.toBe(readerHere().version.lexicon);
    expect(own.unreadable).toEqual([]);
  });

  it("reads anything without failing", () => {
    fc.assert(
      fc.property(
        fc.string({
          maxLength: 300,
          unit: fc.constantFrom("-", "*", "[", "]", "{", "}", "&", "+", "$", "A", " ", "\n", "1", "~", "#", ":"),
        }),
        (text) => {
          const { problems } = readVerbDictionary(text, "mine", codes);
          expect(problems.every(({ line }) => line >= 1 && line <= text.split("\n").length)).toBe(true);
        },
      ),
    );
  });
});
