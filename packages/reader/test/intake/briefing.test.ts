import { describe, expect, test } from "vitest";
import { hostOf } from "../../src/intake/transcript.ts";
import { blocks, expectSound, story } from "./taking.ts";

const TITLE = "Foreign Ministry Spokesperson Gao Wenli's Regular Press Conference on January 15, 2024";

/** A ministry's page around some paragraphs. */
function page(title: string, ...paragraphs: string[]): string {
  return `<!DOCTYPE html><html><head><title>${title}</title><script>var a = "<p>Q: no</p>";</script></head><body>
<div class="nav"><ul><li><a href="/a">The Ministry</a></li><li><a href="/b">Address: here</a></li></ul></div>
<form>Search: <input value="Please enter keywords"><select><option>This site</option></select></form>
<div class="main"><h2 class="title">${title}</h2><div class="content">
<P align=center><IMG src="./W020240115000000000001.jpg"/></P>
${paragraphs.map((words) => `<P style="FONT-SIZE: 14px"><SPAN>${words}</SPAN></P>`).join("\n")}
</div><div class="tool">Suggest to a friend</div>
<div class="related"><ul><li><a href="x">Spokesperson Gao Wenli's Regular Press Conference on January 12, 2024</a></li></ul></div></div>
<div class="footer">Copyright: Ministry of Foreign Affairs</div></body></html>`;
}

describe("a ministry's page", () => {
  const read = story(
    page(
      TITLE,
      "The foreign minister will visit Egypt from January 17 to 18.",
      "<STRONG>Q: When will&nbsp;relations be resumed?</STRONG>",
      "A: Both sides are in contact.",
      "China&#39;s position is clear: talks go on.",
      "<B>Harbour</B><B> Times</B>: Who pays?",
      "Gao Wenli: I have nothing to add.",
      "Follow-up: Nothing at all?",
      "A: Nothing.",
      "The following questions were raised after the press conference:",
      "Journalist clarifies: I mean the harbour.",
      "A: I see.",
    ),
  );

  test("date and who held it", () => {
    expectSound(read);
    expect(read).toMatchObject({
      format: "briefing",
      headline: TITLE,
      published: "2024-01-15",
      byline: "Gao Wenli",
      language: "en",
    });
  });

  test("announcements, questions and answers in order, the labels outside", () => {
    expect(blocks(read)).toEqual([
      `headline: ${TITLE}`,
      "answer: The foreign minister will visit Egypt from January 17 to 18.",
      "question: When will relations be resumed?",
      "answer: Both sides are in contact.\n\nChina's position is clear: talks go on.",
      "question: Who pays?",
      "answer: I have nothing to add.",
      "question: Nothing at all?",
      "answer: Nothing.",
      "paragraph: The following questions were raised after the press conference:",
      "question: I mean the harbour.",
      "answer: I see.",
    ]);
    const gap = (b: number) => read.text.slice(read.blocks[b - 1]?.end, read.blocks[b]?.start).trim();
    expect([2, 3, 4, 5, 6, 9].map(gap)).toEqual([
      "Q:",
      "A:",
      "Harbour Times:",
      "Gao Wenli:",
      "Follow-up:",
      "Journalist clarifies:",
    ]);
  });

  test("no word of menus and forms", () => {
    expect(read.text).not.toMatch(/Ministry of|Suggest|keywords|This site|January 12|Address|var a/);
  });

  test("a title without a year: the day's pictures tell it", () => {
    const short = TITLE.replace(", 2024", "");
    expect(story(page(short, "Q: Who?", "A: They.")).published).toBe("2024-01-15");
  });

  test("a title without a day: the month that the words name, in the year of the linked pages", () => {
    const bare = page("Spokesperson Gao Wenli's Remarks on the Harbour", "Q: On January 6 they met. Who?", "A: They.");
    expect(story(bare.replace("W020240115000000000001", "a")).published).toBe("2024-01");
  });

  test("a single question and answer", () => {
    expect(blocks(story(page(TITLE, "Q: Who?", "A: They.")))).toEqual([
      `headline: ${TITLE}`,
      "question: Who?",
      "answer: They.",
    ]);
  });
});

describe("a transcript as text", () => {
  test("named labels", () => {
    const text = `SAMPLE written for Chancery.\n\nPress Briefing by the Spokesperson of the Ministry, Ida Berg, 18 August 2022\n\nIda Berg: Good afternoon.\n\nFjord Post: When does it open?\n\nIda Berg: In May.\nWe hope.\n\nFjord Post: Thank you.\n\nIda Berg: Thank you.`;
    const read = story(text);
    expectSound(read);
    expect(read).toMatchObject({ format: "briefing", byline: "Ida Berg", published: "2022-08-18", text });
    expect(blocks(read, "question", "answer")).toEqual([
      "answer: Good afternoon.",
      "question: When does it open?",
      "answer: In May.\nWe hope.",
      "question: Thank you.",
      "answer: Thank you.",
    ]);
  });

  test("lines without empty lines between them", () => {
    expect(
      blocks(story("Daily briefing, 3 May 2021\nQ: Who?\nA: They.\nQ: When?\nA: Now."), "question", "answer"),
    ).toHaveLength(4);
  });

  test("a story with a colon is none", () => {
    expect(story("Envoys said: no.\n\nMinister: talks go on\n\nThe talks ended on Monday, they said.").format).toBe(
      "wire",
    );
  });
});

test.each([
  ["Foreign Ministry Spokesperson Gao Wenli's Regular Press Conference on January 15, 2024", "Gao Wenli"],
  ["Foreign Ministry Spokesperson Gao Wenli’s Remarks", "Gao Wenli"],
  [
    "Weekly Media Briefing by the Official Spokesperson of the Ministry, Rohan Deshpande (August 24, 2023)",
    "Rohan Deshpande",
  ],
  ["Press Briefing by Ida Berg, 18 August 2022", "Ida Berg"],
  ["Daily press briefing", null],
])("%s", (title, host) => {
  expect(hostOf(title)).toBe(host);
});
