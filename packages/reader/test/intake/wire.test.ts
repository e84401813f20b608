import { describe, expect, test } from "vitest";
import { readWire } from "../../src/intake/wire.ts";
import { blocks, expectSound, story } from "./taking.ts";

const LEAD = "Envoys of Norway and Chile met on Monday to settle the terms of a fisheries treaty.";
const MORE = "They will meet again in spring, a spokeswoman said.";

describe("the layout of a feed", () => {
  const text = `id MER_ENG_20051103.0277\ndate 2005-11-03\nRoundup: Envoys meet in Oslo\n\nOSLO, Norway, Nov. 3, 2005 (Meridian)\n\n${LEAD}\n\n${MORE}\n`;

  test("id, date, headline without its label, dateline, paragraphs", () => {
    const read = story(text);
    expectSound(read);
    expect(read).toMatchObject({
      sourceId: "MER_ENG_20051103.0277",
      published: "2005-11-03",
      headline: "Envoys meet in Oslo",
      agency: "Meridian",
      dateline: { place: "OSLO, Norway", date: "2005-11-03", agency: "Meridian" },
      format: "wire",
      language: "en",
      text,
    });
    expect(blocks(read)).toEqual([
      "boilerplate: Roundup:",
      "headline: Envoys meet in Oslo",
      "dateline: OSLO, Norway, Nov. 3, 2005 (Meridian)",
      `paragraph: ${LEAD}`,
      `paragraph: ${MORE}`,
    ]);
  });

  test("the id tells the agency where the dateline does not, and where it slips", () => {
    const head = "id XIN_ENG_20051103.0001\ndate 2005-11-03\nEnvoys meet\n\n";
    expect(readWire(`${head}OSLO, Nov. 3, 2005\n\n${LEAD}`).agency).toBe("Xinhua");
    expect(readWire(`${head}OSLO, Nov. 3, 2005 (Xinhau)\n\n${LEAD}`).dateline?.agency).toBe("Xinhua");
  });

  test("what the desk wrote is no headline", () => {
    for (const line of [
      "ATTENTION - ADDS quotes ///",
      "quotes, background ///",
      "= (PICTURES) =",
      "=(GRAPHIC+PICTURE)=",
    ]) {
      const read = readWire(`id AFP_ENG_20061203.0001\ndate 2006-12-03\n${line}\n\nOSLO, Dec 3, 2006, 2006\n\n${LEAD}`);
      expect(read.headline).toBeNull();
      expect(blocks(read, "boilerplate")).toEqual([`boilerplate: ${line}`]);
      expect(read.dateline).toMatchObject({ place: "OSLO", date: "2006-12-03" });
    }
  });

  test.each([
    ["URGENT  Envoys meet in Oslo", "Envoys meet in Oslo"],
    ["URGENT Envoys meet in Oslo", "Envoys meet in Oslo"],
    ["Urgent: envoys meet in Oslo", "envoys meet in Oslo"],
    ["1st Ld-Writethru: Envoys meet in Oslo", "Envoys meet in Oslo"],
    ["UPDATE 2-Envoys meet in Oslo", "Envoys meet in Oslo"],
    ["Envoys meet in Oslo (picture)", "Envoys meet in Oslo"],
    ["Envoys meet in Oslo (updated 2)", "Envoys meet in Oslo"],
    ["Experts: envoys meet in Oslo", "Experts: envoys meet in Oslo"],
    ["Update of treaty agreed in Oslo", "Update of treaty agreed in Oslo"],
  ])("%s", (line, headline) => {
    expect(readWire(`date 2006-12-03\n${line}\n\nOSLO, Dec 3, 2006\n\n${LEAD}`).headline).toBe(headline);
  });

  test("a byline is no headline, wherever it stands", () => {
    const alone = readWire(`date 2006-12-03\nby Karin Lund\n\nOSLO, Dec 3, 2006\n\n${LEAD}`);
    expect(alone).toMatchObject({ headline: null, byline: "Karin Lund" });
    const behind = readWire(`date 2006-12-03\nTalks open in Oslo by Karin Lund\n\nOSLO, Dec 3, 2006\n\n${LEAD}`);
    expect(behind).toMatchObject({ headline: "Talks open in Oslo", byline: "Karin Lund" });
    const within = readWire(
      `date 2006-12-03\nTalks open in Oslo\n\nOSLO, Dec 3, 2006\n\nBy Karin Lund, Otto Weiss\n\n${LEAD}`,
    );
    expect(within).toMatchObject({ headline: "Talks open in Oslo", byline: "Karin Lund, Otto Weiss" });
    const agent = readWire(`date 2006-12-03\nTreaty praised by Karin Lund\n\nOSLO, Dec 3, 2006\n\n${LEAD}`);
    expect(agent).toMatchObject({ headline: "Treaty praised by Karin Lund", byline: null });
    const tail = readWire(`date 2006-12-03\nby US\n\nOSLO, Dec 3, 2006\n\n${LEAD}`);
    expect(tail).toMatchObject({ headline: "by US", byline: null });
  });
});

describe("the date and the first words on one line", () => {
  test("words that the first paragraph tells again are the headline", () => {
    const first = "Norwegian envoy says treaty with Chile will be settled in spring.";
    const read = readWire(
      `date 2024-01-29 ${first}\n\nA Norwegian envoy said that the treaty with Chile will be settled in spring, and thanked both sides. Enditem`,
    );
    expect(read).toMatchObject({ published: "2024-01-29", headline: first });
    expect(blocks(read).map((block) => block.split(":")[0])).toEqual(["headline", "paragraph", "trailer"]);
    expect(blocks(read, "trailer")).toEqual(["trailer: Enditem"]);
  });

  test("other words are the lead", () => {
    const read = readWire(`date 2024-01-29 ${LEAD}\n\n${MORE}`);
    expect(read.headline).toBeNull();
    expect(blocks(read)).toEqual([`paragraph: ${LEAD}`, `paragraph: ${MORE}`]);
  });
});

describe("datelines on the line of the lead", () => {
  test.each([
    ["BEIJING, Jan. 29, 2024 (Xinhua) -- ", { place: "BEIJING", date: "2024-01-29", agency: "Xinhua" }],
    ["PARIS, March 3 (Reuters) - ", { place: "PARIS", date: "2024-03-03", agency: "Reuters" }],
    ["NAIROBI, Kenya (AP) _ ", { place: "NAIROBI, Kenya", date: null, agency: "AP" }],
    ["WASHINGTON (AFP) — ", { place: "WASHINGTON", date: null, agency: "AFP" }],
    ["MOSCOW, March 3. /TASS/. ", { place: "MOSCOW", date: "2024-03-03", agency: "TASS" }],
    ["TOKYO, 3 March (Kyodo News) -- ", { place: "TOKYO", date: "2024-03-03", agency: "Kyodo" }],
    ["ST. PETERSBURG, March 3 (Meridian) - ", { place: "ST. PETERSBURG", date: "2024-03-03", agency: "Meridian" }],
    ["GAZA/RAMALLAH, March 3 (Meridian) - ", { place: "GAZA/RAMALLAH", date: "2024-03-03", agency: "Meridian" }],
    ["Pyongyang, March 3 (KCNA) -- ", { place: "Pyongyang", date: "2024-03-03", agency: "KCNA" }],
    ["GENEVA — ", { place: "GENEVA", date: null, agency: null }],
    ["(Reuters) - ", { place: null, date: null, agency: "Reuters" }],
  ])("%s", (dateline, read) => {
    const text = `Envoys meet\n\n${dateline}${LEAD}\n\n${MORE}`;
    const taken = readWire(text, { date: "2024-03-04" });
    expectSound(taken);
    expect(taken.dateline).toEqual(read);
    expect(taken.headline).toBe("Envoys meet");
    expect(blocks(taken, "paragraph")).toEqual([`paragraph: ${LEAD}`, `paragraph: ${MORE}`]);
    expect(blocks(taken, "dateline")).toEqual([`dateline: ${dateline.trim()}`]);
  });

  test("a place and a dash alone on their line", () => {
    const read = readWire(`MIAMI _\n\n${LEAD}`);
    expect(read).toMatchObject({ headline: null, dateline: { place: "MIAMI", date: null, agency: null } });
    expect(blocks(read, "paragraph")).toEqual([`paragraph: ${LEAD}`]);
  });

  test("a date without a year is of the year nearest to the story's", () => {
    expect(readWire(`OSLO, Dec. 30 (AP) -- ${LEAD}`, { date: "2025-01-02" }).dateline?.date).toBe("2024-12-30");
    expect(readWire(`OSLO, Dec. 30 (AP) -- ${LEAD}`)).toMatchObject({ published: null, dateline: { date: null } });
  });

  test.each([
    "NATO — the alliance — agreed to meet.",
    "UN officials met (again) in Oslo.",
    "U.S. and Norway agree.",
    "OSLO is cold in March.",
  ])("%s has none", (text) => {
    const read = readWire(text);
    expect(read.dateline).toBeNull();
    expect(blocks(read)).toEqual([`paragraph: ${text}`]);
  });
});

describe("bare text", () => {
  test("one sentence is a paragraph", () => {
    expect(readWire(LEAD)).toMatchObject({
      headline: null,
      byline: null,
      published: null,
      dateline: null,
      agency: null,
    });
    expect(blocks(readWire(` ${LEAD}\n`))).toEqual([`paragraph: ${LEAD}`]);
  });

  test("a first sentence is no headline", () => {
    expect(blocks(readWire(`${LEAD}\n\n${MORE}`))).toEqual([`paragraph: ${LEAD}`, `paragraph: ${MORE}`]);
  });

  test("a short line apart is one", () => {
    expect(readWire(`Envoys meet in Oslo\n\n${LEAD}`).headline).toBe("Envoys meet in Oslo");
    expect(readWire(`Will envoys meet in Oslo?\n\n${LEAD}`).headline).toBe("Will envoys meet in Oslo?");
  });

  test("date and agency are filled from the options, and the text's own win", () => {
    expect(readWire(LEAD, { date: "2020-02-02", agency: "Meridian" })).toMatchObject({
      published: "2020-02-02",
      agency: "Meridian",
    });
    expect(readWire(`OSLO, Nov. 3, 2005 (AP) -- ${LEAD}`, { date: "2020-02-02", agency: "Meridian" })).toMatchObject({
      published: "2005-11-03",
      agency: "AP",
    });
  });

  test("lines broken to a width are one paragraph, lines that are sentences are several", () => {
    expect(blocks(readWire("Envoys of Norway and\nChile met on Monday\nto settle a treaty."))).toHaveLength(1);
    expect(blocks(readWire(`${LEAD}\n${MORE}\n${MORE}`))).toHaveLength(3);
  });

  test("trailers", () => {
    expect(blocks(readWire(`${LEAD}\n\n${MORE} Enditem`), "trailer")).toEqual(["trailer: Enditem"]);
    expect(
      blocks(readWire(`${LEAD}\n\n(Reporting by Karin Lund; Editing by Otto Weiss)\n\n-30-`), "trailer"),
    ).toHaveLength(2);
    expect(blocks(readWire(`${LEAD}\n\n${MORE} (Xinhua)`), "trailer")).toEqual(["trailer: (Xinhua)"]);
  });

  test("a paragraph that is the headline again is one", () => {
    const read = readWire(`Envoys meet in Oslo\n\nOSLO, Nov. 3, 2005 (AP)\n\nEnvoys meet in Oslo\n\n${LEAD}`);
    expect(blocks(read, "headline")).toEqual(["headline: Envoys meet in Oslo", "headline: Envoys meet in Oslo"]);
  });
});

test("the id is the hash of the text", () => {
  expect(readWire("abc").id).toBe("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
