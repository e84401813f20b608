import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createActors } from "../../src/actors/actors.ts";
import { createStatements } from "../../src/statements/statements.ts";
import { createTies } from "../../src/ties/ties.ts";
import { createTimes } from "../../src/times/times.ts";
import { docOf, lexicon } from "../doc-of.ts";

const readTimes = createTimes(lexicon);
const readActors = createActors(lexicon);
const readStatements = createStatements(lexicon);
const readTies = createTies(lexicon);

function read(published: string | null, ...paragraphs: string[]) {
  const doc = docOf(published, ...paragraphs);
  const times = readTimes(doc);
  const actors = readActors(doc, times);
  const statements = readStatements(doc, times, actors);
  const ties = readTies(doc, times, actors, statements, { events: [], abstentions: [] });
  const codes = (ids: readonly string[]) =>
    ids
      .map((id) => actors.actors.find((actor) => actor.id === id))
      .map((actor) => (actor?.kind === "state" ? actor.country : actor?.name))
      .sort()
      .join("+");
  return { doc, ties, codes };
}

/** "kind parties name level since distinction status", one a tie; what is not told is left out. */
function ties(published: string | null, ...paragraphs: string[]): string[] {
  const { ties, codes } = read(published, ...paragraphs);
  return ties.ties.map((tie) =>
    [tie.kind, codes(tie.parties), tie.name, tie.level, tie.since, tie.distinction, tie.status]
      .filter((part) => part !== null)
      .join(" | "),
  );
}

/** "who: what (from..to)", one a promise. */
function commitments(published: string | null, ...paragraphs: string[]): string[] {
  const { doc, ties, codes } = read(published, ...paragraphs);
  return ties.commitments.map(({ by, what, window }) => {
    const when = window ? ` (${window.from ?? ""}..${window.to ?? ""})` : "";
    return `${codes(by)}: ${doc.story.text.slice(...what)}${when}`;
  });
}

const DAY = "2021-03-09";

describe("diplomatic relations", () => {
  test.each([
    [
      "Norway was the first Nordic country to establish diplomatic relations with Cuba at the ambassadorial level.",
      "diplomatic-relations | CUB+NOR | ambassadorial | first Nordic country | in-force",
    ],
    ["Kenya and Peru established diplomatic relations in 1975.", "diplomatic-relations | KEN+PER | 1975 | in-force"],
    ["Chad severed diplomatic relations with Iran on Sunday.", "diplomatic-relations | IRN+TCD | ended"],
    [
      "The two leaders spoke of the 40th anniversary of the establishment of diplomatic ties between Brazil and Ghana.",
      "diplomatic-relations | BRA+GHA | 1981 | in-force",
    ],
    ["Serbia has not recognized Kosovo.", undefined],
    ["Spain recognized Kosovo on Tuesday.", "recognition | ESP+XKX | 2021-03-09 | in-force"],
  ])("%s", (text, expected) => {
    expect(ties(DAY, text)).toEqual(expected === undefined ? [] : [expected]);
  });

  test.each([
    "Ghana hopes to establish diplomatic relations with Cuba.",
    "Ghana will establish diplomatic relations with Cuba if the talks succeed.",
    "Ghana has no diplomatic relations with Cuba.",
    "Envoys held talks on the resumption of diplomatic ties between Ghana and Cuba.",
  ])("what is hoped for or denied is no tie: %s", (text) => {
    expect(ties(DAY, text)).toEqual([]);
  });
});

describe("partnerships, treaties and memberships", () => {
  test.each([
    [
      "Vietnam and Chile will deepen their comprehensive strategic partnership.",
      "partnership | CHL+VNM | comprehensive strategic partnership | in-force",
    ],
    [
      "China and Pakistan are all-weather strategic cooperative partners.",
      "partnership | CHN+PAK | all-weather strategic cooperative partners | in-force",
    ],
    [
      "Mexico and Japan signed a free trade agreement on Monday.",
      "treaty | JPN+MEX | free trade agreement | 2021-03-08 | in-force",
    ],
    ["Finland joined the European Union in 1995.", "membership | European Union+FIN | 1995 | in-force"],
    ["Britain left the European Union in 2020.", "membership | European Union+GBR | ended"],
    [
      "Chile and Norway signed an agreement on Chile's accession to the World Trade Organization.",
      "treaty | CHL+NOR | agreement on Chile's accession to the World Trade Organization | in-force",
    ],
    [
      "Ghana and Japan inked the protocol on upgrading the trade agreement.",
      "treaty | GHA+JPN | protocol on upgrading the trade agreement | in-force",
    ],
    ["The United States withdrew from the JCPOA.", "treaty | USA | JCPOA | ended"],
    [
      "Germany regretted the US withdrawal from the Joint Comprehensive Plan of Action.",
      "treaty | USA | Joint Comprehensive Plan of Action | ended",
    ],
  ])("%s", (text, expected) => {
    expect(ties(DAY, text)).toEqual([expected]);
  });

  test.each([
    "Chile hopes to establish a strategic partnership with Vietnam.",
    "The ministers signed an agreement.",
    "Norway withdrew from the plan of the ministers.",
    "Japan received ministers of 40 African countries that have diplomatic relations with Peru.",
    "Turkey wants to join the European Union.",
    "Companies from Kenya and Peru have signed a supplementary agreement on fishing.",
    "Larsen, a Norwegian doctor, joined the World Health Organization in 2003.",
    "Ghana sits in the working group on Chile's accession to the World Trade Organization.",
  ])("%s", (text) => {
    expect(ties(DAY, text)).toEqual([]);
  });
});

describe("what several passages tell of one tie", () => {
  test("is one tie with several pieces of evidence, and its date is reckoned from its anniversary", () => {
    const { ties, codes } = read(
      "2014-05-05",
      "Peru was the first Andean country to establish diplomatic relations with Laos.",
      "This year marks the 50th anniversary of diplomatic ties between Peru and Laos.",
    );
    expect(ties.ties).toHaveLength(1);
    expect(ties.ties[0]).toMatchObject({ since: "1964", distinction: "first Andean country", status: "in-force" });
    expect(ties.ties[0]?.evidence).toHaveLength(2);
    expect(codes(ties.ties[0]?.parties ?? [])).toBe("LAO+PER");
    expect(ties.anniversaries).toMatchObject([{ tie: ties.ties[0]?.id, nth: 50, in: "2014" }]);
  });

  test("a day that marks an anniversary tells the day it began", () => {
    const { ties } = read("2020-06-08", "Today marks the 70th anniversary of diplomatic ties between Peru and Laos.");
    expect(ties.ties[0]?.since).toBe("1950-06-08");
  });
});

describe("commitments", () => {
  test.each([
    [
      "Japan will host a summit of energy ministers next month.",
      ["JPN: host a summit of energy ministers next month (2021-04-01..2021-04-30)"],
    ],
    ["Norway pledged 50 million dollars by June.", ["NOR: 50 million dollars by June (..2021-06-30)"]],
    ["Both countries agreed to open consulates.", []],
    [
      "Kenya and Peru agreed to open consulates and to resume flights.",
      ["KEN+PER: open consulates", "KEN+PER: resume flights"],
    ],
    [
      "French President Emmanuel Macron will visit Senegal from April 3 to 5.",
      ["FRA: visit Senegal from April 3 to 5 (2021-04-03..2021-04-05)"],
    ],
    [
      "Norwegian Prime Minister Erna Solberg will fly to Kenya, where she will meet opposition leaders.",
      ["NOR: fly to Kenya, where she will meet opposition leaders", "NOR: meet opposition leaders"],
    ],
    [
      "Kenya and Peru will have a video conference on April 3.",
      ["KEN+PER: have a video conference on April 3 (2021-04-03..2021-04-03)"],
    ],
    ["Kenya and Peru ended their talks. They agreed to reopen the border.", ["KEN+PER: reopen the border"]],
    ["Japan will continue to offer assistance and support within its means.", ["JPN: offer assistance"]],
  ])("%s", (text, expected) => {
    expect(commitments(DAY, text)).toEqual(expected);
  });

  test.each([
    "We hope that Japan will lift the ban.",
    "Will Japan lift the ban?",
    "If the ban is lifted, Japan will export more rice.",
    "Japan will not lift the ban.",
    "Japan urged Norway to lift the ban.",
    "Prices will rise next year.",
    "Norway's foreign minister said: We will keep you updated.",
    "Norway supports the mission and hopes that the members, above all Japan, will pay for it.",
    "A minister said that if Chad is behind the attack, Norway will respond.",
    "Japan will play Norway in Osaka.",
    "Observers see haste because Japan will go to the polls.",
    "A Canadian foreign ministry official said that Japan will lift the ban.",
  ])("no promise: %s", (text) => {
    expect(commitments(DAY, text)).toEqual([]);
  });
});

describe("any text", () => {
  const words = fc.constantFrom(
    ..."Kenya Peru France and the of to will diplomatic relations ties strategic partnership treaty signed joined NATO 60th anniversary with between , . we first country that pledged agreed - if by June 2024".split(
      " ",
    ),
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(words, { maxLength: 50 }).map((list) => list.join(" ")),
  );

  test("spans lie in the text, parties are actors, ids are told once", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(DAY, null), (text, published) => {
        const { doc, ties } = read(published, text);
        const spans = [...ties.ties.flatMap((tie) => tie.evidence), ...ties.commitments.map(({ what }) => what)];
        for (const [start, end] of spans) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(doc.story.text.length);
        }
        for (const tie of ties.ties) {
          expect(tie.parties.length).toBeGreaterThan(0);
          expect(new Set(tie.parties).size).toBe(tie.parties.length);
        }
        const ids = [...ties.ties, ...ties.commitments].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { tie } of ties.anniversaries) expect(ids).toContain(tie);
      }),
      { numRuns: 150 },
    );
  });
});
