import { describe, expect, test } from "vitest";
import { cut, cutParagraph, shown } from "./spelled.ts";

/** How many sentences a text is cut into, and with what each begins. */
function beginnings(text: string): string[] {
  return shown(text)
    .split(" ‖ ")
    .map((sentence) => sentence.split(" ")[0] ?? "");
}

describe("sentences", () => {
  test.each([
    ["a stop and a capital", "The envoys met. They agreed.", ["The", "They"]],
    ["a quotation mark closes behind the stop", 'Holt said: "We agree." Lund did not.', ["Holt", "Lund"]],
    ["typographic ones too", "“We agree.” Lund did not.", ["“", "Lund"]],
    ["what is asked in a quotation goes on", '"Is that all?" he asked. Nobody spoke.', ['"', "Nobody"]],
    ["a bracket closes behind the stop", "They left. (Nobody saw it.) Then it rained.", ["They", "(", "Then"]],
    ["a stop behind a bracket", "It was late (was it?). They left.", ["It", "They"]],
    ["a title", "He met Mr. Holt and Dr. Lund. They agreed.", ["He", "They"]],
    ["an abbreviation within", "The U.S. Congress and Acme Inc. Chairman Hart agreed.", ["The"]],
    ["an abbreviation at the end", "It left the U.S. The talks failed.", ["It", "The"]],
    ["a month", "It opens on Jan. 29. It ends in Feb. The talks go on.", ["It", "It", "The"]],
    ["an initial", "A book by W. W. Hart was read. It is long.", ["A", "It"]],
    ["a single letter at the end", "They took vitamin C. The doctor agreed.", ["They", "The"]],
    ["a number begins", "They agreed. 15 states signed.", ["They", "15"]],
    ["an ellipsis within", "He said ... nothing. It went on...", ["He", "It"]],
    ["a spaced ellipsis", "He said . . . nothing more. They left.", ["He", "They"]],
    ["marks of surprise", "What?! Nobody knew!! They left.", ["What", "Nobody", "They"]],
    ["a note", "It was signed in Oslo. [3] It is in force.", ["It", "It"]],
    ["the number of an item", "1. Open the talks\n\n2. Close them", ["1", "2"]],
    ["bullets", "They agreed:\n- to meet\n- to talk", ["They", "-", "-"]],
    ["a broken line is no end", "The envoys of two\ncountries met.", ["The"]],
    ["an empty line is", "A headline\n\nThe envoys met", ["A", "The"]],
    ["decimal points", "It rose 3.5 percent. It fell 1.2.", ["It", "It"]],
  ])("%s", (_, text, first) => {
    expect(beginnings(text)).toEqual(first);
  });

  test("never run over the end of a block, and what stands between blocks is not read", () => {
    const text = "Q: Will they meet A: Yes they will";
    const words = cut(text, [
      { kind: "question", start: 3, end: 17, speaker: null },
      { kind: "answer", start: 21, end: text.length, speaker: null },
    ]);
    expect(words.form).toEqual(["Will", "they", "meet", "Yes", "they", "will"]);
    expect([...words.sentenceStart]).toEqual([0, 3, 6]);
    expect([...words.sentenceBlock]).toEqual([0, 1]);
    expect([...words.sentenceOf]).toEqual([0, 0, 0, 1, 1, 1]);
  });

  test("what the desk added is not read", () => {
    const text = "URGENT Envoys meet";
    const words = cut(text, [
      { kind: "boilerplate", start: 0, end: 6, speaker: null },
      { kind: "headline", start: 7, end: text.length, speaker: null },
    ]);
    expect(words.form).toEqual(["Envoys", "meet"]);
    expect([...words.sentenceBlock]).toEqual([1]);
  });

  test("no text has no sentence", () => {
    expect(cutParagraph(" \n ")).toMatchObject({ count: 0, sentenceCount: 0 });
    expect(cut("", []).count).toBe(0);
  });
});
