import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createActors } from "../../src/actors/actors.ts";
import type { Block, Span, Statement } from "../../src/record.ts";
import { createStatements } from "../../src/statements/statements.ts";
import { createTimes } from "../../src/times/times.ts";
import { docOf, lexicon, parsed, storyOf } from "../doc-of.ts";

const readTimes = createTimes(lexicon);
const readActors = createActors(lexicon);
const readStatements = createStatements(lexicon);

function read(doc: ReturnType<typeof docOf>) {
  const times = readTimes(doc);
  const actors = readActors(doc, times);
  return { doc, actors, ...readStatements(doc, times, actors) };
}

/** "source > cue > content" of every statement, the pieces of a content joined by "…". */
function told(...paragraphs: string[]): string[] {
  const { doc, statements } = read(docOf("2024-03-05", ...paragraphs));
  const words = (span: Span | null): string => (span ? doc.story.text.slice(...span) : "-");
  return statements.map(
    ({ source, cue, content }) => `${words(source)} > ${words(cue)} > ${content.map(words).join(" … ")}`,
  );
}

function only(...paragraphs: string[]): Statement {
  const { statements } = read(docOf("2024-03-05", ...paragraphs));
  expect(statements).toHaveLength(1);
  return statements[0] as Statement;
}

describe("direct speech", () => {
  test("the speaker after, before and in the middle", () => {
    expect(told('"The bridge will open in May," said Anna Lund, the mayor.')).toEqual([
      'Anna Lund, the mayor > said > "The bridge will open in May,"',
    ]);
    expect(told('Lund said: "The bridge will open in May."')).toEqual(['Lund > said > "The bridge will open in May."']);
    expect(told('"The bridge," Lund said, "will open in May."')).toEqual([
      'Lund > said > "The bridge," … "will open in May."',
    ]);
  });

  test("the sentence after goes on with the speech", () => {
    expect(told('"We are late," Lund said. "We know it."')).toEqual(['Lund > said > "We are late," … "We know it."']);
  });

  test("paragraphs left open belong to whoever closes them", () => {
    expect(told("“The first day was hard.", "“The second was worse,” said Lund.")).toEqual([
      "Lund > said > “The first day was hard. … “The second was worse,”",
    ]);
  });

  test("a paragraph without a cue goes on in the same voice", () => {
    expect(told('"We are late," Lund said.', '"It was a long winter and the steel came in April."')).toEqual([
      'Lund > said > "We are late," … "It was a long winter and the steel came in April."',
    ]);
  });

  test("a colon leads to the next paragraph", () => {
    expect(told("The ministry released the following statement:", "“We regret the loss of the ship.”")).toEqual([
      "The ministry > released the following statement > “We regret the loss of the ship.”",
    ]);
  });

  test("a name after a dash signs a quotation", () => {
    expect(told("“A day to remember for the whole town.” — Anna Lund")).toEqual([
      "Anna Lund > — > “A day to remember for the whole town.”",
    ]);
  });

  test("a word held at arm's length is no speech", () => {
    expect(told('The "bridge" was a plank over the stream.')).toEqual([]);
  });
});

describe("reported speech", () => {
  test("with and without that", () => {
    expect(told("The mayor said that the bridge would open in May.")).toEqual([
      "The mayor > said > that the bridge would open in May",
    ]);
    expect(told("The mayor said the bridge would open in May.")).toEqual([
      "The mayor > said > the bridge would open in May",
    ]);
  });

  test("the source last, and in the middle", () => {
    expect(told("The bridge will open in May, officials said.")).toEqual([
      "officials > said > The bridge will open in May",
    ]);
    expect(told("The bridge, officials said, will open in May.")).toEqual([
      "officials > said > The bridge … will open in May",
    ]);
  });

  test("two contents of one speaker", () => {
    expect(told("Noting that the winter was long, Lund said the bridge would open in May.")).toEqual([
      "Lund > Noting > that the winter was long",
      "Lund > said > the bridge would open in May",
    ]);
    expect(told("Lund said the bridge was ready, adding that it would open in May.")).toEqual([
      "Lund > said > the bridge was ready",
      "Lund > adding > that it would open in May",
    ]);
  });

  test("according to", () => {
    expect(told("The bridge will open in May, according to the mayor.")).toEqual([
      "the mayor > according to > The bridge will open in May",
    ]);
    expect(told("According to the mayor, the bridge will open in May.")).toEqual([
      "the mayor > According to > the bridge will open in May",
    ]);
  });

  test("denials, beliefs, hopes and demands", () => {
    expect(told("Norway denied that it had closed the bridge.")).toEqual([
      "Norway > denied > that it had closed the bridge",
    ]);
    expect(told("Analysts believe that prices will fall.")).toEqual(["Analysts > believe > that prices will fall"]);
    expect(told("Norway urged Sweden to open the bridge.")).toEqual(["Norway > urged > Sweden to open the bridge"]);
    expect(told("Norway called for an end to the dispute.")).toEqual(["Norway > called for > an end to the dispute"]);
  });

  test("nouns and adjectives", () => {
    expect(told("Lund's criticism of the plan was heard in Oslo.")).toEqual(["Lund > 's criticism of > the plan"]);
    expect(told("The mayor is confident that the bridge will open.")).toEqual([
      "The mayor > is confident > that the bridge will open",
    ]);
  });
});

describe("the act of speaking", () => {
  test("speech within speech is kept as such; thoughts inside speech are not statements", () => {
    const { statements } = read(
      docOf("2024-03-05", "The mayor said that the minister said that the bridge would close in the autumn."),
    );
    expect(statements.map(({ saidIn }) => saidIn)).toEqual([null, "s1"]);
    expect(told("The mayor said that she hopes to open the bridge.")).toHaveLength(1);
  });

  test("kinds", () => {
    expect(only('"The bridge will open," Lund said.').kind).toBe("direct");
    expect(only('Lund said the bridge was "a gift" to the town.').kind).toBe("mixed");
    expect(only("Lund said the bridge was ready.").kind).toBe("indirect");
  });

  test("venue, date and addressee", () => {
    const said = only(
      "French Foreign Minister Anna Lund told reporters on Monday at a news conference that the talks had begun.",
    );
    expect(said.venue).toBe("news conference");
    expect(said.date).toBe("2024-03-04");
    expect(only("Lund said in a joint statement that the talks had begun.").venue).toBe("joint statement");
  });

  test("an occasion told apart from the words", () => {
    const { statements, doc } = read(
      docOf(
        "2024-03-05",
        "French Foreign Minister Anna Lund said Monday that the talks had begun.",
        "Lund made the remarks during a daily briefing in response to a question.",
      ),
    );
    expect(statements[0]?.venue).toBe("daily briefing");
    expect(statements[0]?.promptedBy).toEqual([
      doc.story.text.indexOf("a question"),
      doc.story.text.indexOf("a question") + 10,
    ]);
  });

  test("the question in a sentence is a statement, and prompts the answer", () => {
    const { statements } = read(docOf("2024-03-05", "Asked about the bridge, Lund said that it was ready."));
    expect(statements.map(({ promptedBy }) => promptedBy)).toEqual([null, "s1"]);
  });
});

describe("briefings", () => {
  test("every answer is prompted by its question; an announcement by none; a name before a turn is its source", () => {
    const turns: [Block["kind"], string, string][] = [
      ["answer", "", "The minister will visit Egypt in May."],
      ["question", "Harbour Times: ", "Will he visit Kenya?"],
      ["answer", "Anna Lund: ", "I have no information on that."],
    ];
    const blocks: Block[] = [];
    let text = "";
    for (const [kind, label, words] of turns) {
      text += label;
      blocks.push({ kind, start: text.length, end: text.length + words.length, speaker: null });
      text += `${words}\n\n`;
    }
    const { statements } = read(parsed({ ...storyOf("2024-03-05"), format: "briefing", text, blocks }));
    expect(statements.map(({ promptedBy, kind, date }) => [promptedBy, kind, date])).toEqual([
      [null, "direct", "2024-03-05"],
      [null, "direct", "2024-03-05"],
      ["s2", "direct", "2024-03-05"],
    ]);
    expect(statements.map(({ source }) => source && text.slice(...source))).toEqual([
      null,
      "Harbour Times",
      "Anna Lund",
    ]);
  });
});

describe("any text", () => {
  const piece = fc.constantFrom(
    "said",
    "Lund",
    "that",
    '"',
    "“",
    "”",
    "''",
    ",",
    ".",
    ":",
    "\n\n",
    "according to",
    "he",
    "the bridge",
    "was asked about",
    "is expected to",
    "adding",
    "and",
    "who",
    "(",
    ")",
    "—",
    "told reporters",
    "criticism of",
    "'s",
    "open",
    "will",
    "Asked",
    "noting",
    "5",
    "made the remarks",
    "in a statement",
  );
  test("statements have words, spans in the text, and innermost statements hold their words", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 50 }), (pieces) => {
        const { doc, statements, statementOf } = read(docOf("2024-03-05", ...pieces.join(" ").split("\n\n")));
        const { text } = doc.story;
        const ids = new Set(statements.map(({ id }) => id));
        for (const { source, cue, content, saidIn, venueSpan, promptedBy } of statements) {
          expect(content.length).toBeGreaterThan(0);
          for (const [start, end] of [...content, source, cue, venueSpan].filter((span) => span !== null))
            expect(text.slice(start, end).trim()).not.toBe("");
          for (let k = 1; k < content.length; k++)
            expect((content[k] as Span)[0]).toBeGreaterThanOrEqual((content[k - 1] as Span)[1]);
          if (saidIn) expect(ids.has(saidIn)).toBe(true);
          if (typeof promptedBy === "string") expect(ids.has(promptedBy)).toBe(true);
        }
        statementOf.forEach((s, w) => {
          const at = doc.tokens.start[w] as number;
          if (s >= 0) expect(statements[s]?.content.some(([start, end]) => start <= at && at < end)).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });
});
