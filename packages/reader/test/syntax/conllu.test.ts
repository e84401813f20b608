import { describe, expect, test } from "vitest";
import { readConllu, rewriteConllu, writeConllu } from "../../src/syntax/conllu.ts";
import { Rel, type Syntax, Upos, Xpos } from "../../src/syntax/syntax.ts";
import { linkTree } from "../../src/syntax/tree.ts";
import type { Tokens } from "../../src/text/tokens.ts";

const FILE = `# sent_id = a-1
# text = Beijing's envoys can't agree.
1-2\tBeijing's\t_\t_\t_\t_\t_\t_\t_\t_
1\tBeijing\tx\tX\tXX\t_\t9\tdep\t_\t_
2\t's\t_\t_\t_\t_\t_\t_\t_\t_
3\tenvoys\t_\t_\t_\t_\t_\t_\t_\t_
4-5\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
4\tcan\t_\t_\t_\t_\t_\t_\t_\t_
5\tnot\t_\t_\t_\t_\t_\t_\t_\t_
5.1\telided\t_\t_\t_\t_\t_\t_\t_\t_
6\tagree\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Gloss=x
7\t.\t_\t_\t_\t_\t_\t_\t_\t_

# sent_id = a-2
1\tYes\t_\t_\t_\t_\t_\t_\t_\t_
`;

/** Every word hangs on the first of its sentence. */
function flat(tokens: Tokens): Syntax {
  const first = (i: number) => tokens.sentenceStart[tokens.sentenceOf[i] as number] as number;
  const head = Int32Array.from(tokens.form, (_, i) => (first(i) === i ? -1 : first(i)));
  return {
    upos: new Uint8Array(tokens.count).fill(Upos.NOUN),
    xpos: new Uint8Array(tokens.count).fill(Xpos.NN),
    head,
    deprel: Uint8Array.from(head, (h) => (h < 0 ? Rel.root : Rel.dep)),
    lemma: tokens.form.map((form) => form.toLowerCase()),
    ...linkTree(tokens, head),
  };
}

describe("CoNLL-U read", () => {
  const { tokens, ranges, comments } = readConllu(FILE);
  test("words, sentences, multiword tokens, comments", () => {
    expect(tokens.form).toEqual(["Beijing", "'s", "envoys", "can", "not", "agree", ".", "Yes"]);
    expect([...tokens.sentenceStart]).toEqual([0, 7, 8]);
    expect([...tokens.joined]).toEqual([0, 1, 0, 0, 1, 0, 0, 0]);
    expect([...ranges]).toEqual([
      [0, { form: "Beijing's", words: 2 }],
      [3, { form: "can't", words: 2 }],
    ]);
    expect(comments[1]).toEqual(["# sent_id = a-2"]);
  });
  test("offsets in the text that the tokens make; a word that is no piece of its token stands for all of it", () => {
    expect(tokens.text).toBe("Beijing's envoys can't agree. Yes ");
    const spans = tokens.form.map((_, i) => tokens.text.slice(tokens.start[i], tokens.end[i]));
    expect(spans).toEqual(["Beijing", "'s", "envoys", "can", "can't", "agree", ".", "Yes"]);
  });
  test.each([
    ["1\tonly\tthree", "line 1: 3 columns"],
    [`2\tx${"\t_".repeat(8)}`, 'line 1: the word "2" is out of sequence'],
    [`3-2\tx${"\t_".repeat(8)}`, "the range 3-2 is out of sequence"],
    [`x\tx${"\t_".repeat(8)}`, 'the word "x" is out of sequence'],
  ])("refuses %j", (file, reason) => {
    expect(() => readConllu(file)).toThrow(reason);
  });
  test("line ends of Windows and a missing last blank line", () => {
    expect(readConllu(FILE.replaceAll("\n", "\r\n").trimEnd()).tokens.form).toEqual(tokens.form);
  });
});

describe("CoNLL-U written", () => {
  test("keeps comments, multiword tokens and spacing of the input", () => {
    const input = readConllu(FILE);
    const lines = rewriteConllu(input, flat(input.tokens)).split("\n");
    expect(lines.slice(0, 6)).toEqual([
      "# sent_id = a-1",
      "# text = Beijing's envoys can't agree.",
      "1-2\tBeijing's\t_\t_\t_\t_\t_\t_\t_\t_",
      "1\tBeijing\tbeijing\tNOUN\tNN\t_\t0\troot\t_\t_",
      "2\t's\t's\tNOUN\tNN\t_\t1\tdep\t_\t_",
      "3\tenvoys\tenvoys\tNOUN\tNN\t_\t1\tdep\t_\t_",
    ]);
    expect(lines[9]).toBe("6\tagree\tagree\tNOUN\tNN\t_\t1\tdep\t_\tSpaceAfter=No");
    expect(readConllu(lines.join("\n")).tokens).toEqual(input.tokens);
  });

  test("tells sentences, texts and paragraphs of running text", () => {
    const { tokens } = readConllu(FILE);
    const out = writeConllu(tokens, flat(tokens), "story");
    expect(out).toContain("# newpar\n# sent_id = story-1\n# text = Beijing's envoys can't agree.\n1-2\tBeijing's\t");
    expect(out).toContain("\n# sent_id = story-2\n# text = Yes\n1\tYes\t");
    expect(out.endsWith("\n\n")).toBe(true);
  });

  test("names sentences and tells their text where the input does not", () => {
    const input = readConllu(FILE);
    const out = rewriteConllu(input, flat(input.tokens), "mine");
    expect(out).toContain("# sent_id = a-2\n# text = Yes\n1\tYes\t");
    const bare = readConllu(FILE.replaceAll(/^#.*\n/gm, ""));
    const lines = rewriteConllu(bare, flat(bare.tokens), "mine").split("\n");
    expect(lines.slice(0, 2)).toEqual(["# sent_id = mine-1", "# text = Beijing's envoys can't agree."]);
  });

  test("nothing of nothing", () => {
    const { tokens } = readConllu("");
    expect(writeConllu(tokens, flat(tokens), "x")).toBe("");
  });
});
