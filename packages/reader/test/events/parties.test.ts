/** Who stands where: the parties of predicates, through the grammar that hides them. */
import { describe, expect, test } from "vitest";
import type { Record } from "../../src/index.ts";
import { storyOf } from "./examples.ts";
import { readerHere } from "./reader.ts";

const reader = readerHere();

function codes(record: Record, ids: readonly string[]): string {
  return ids
    .map((id) => record.actors.find((actor) => actor.id === id)?.country ?? "-")
    .sort()
    .join("+");
}

/** Every event as "TYPE actors > recipients". */
function told(text: string): string[] {
  const record = reader.read(storyOf(text));
  return record.events.map(
    (event) => `${event.type} ${codes(record, event.actors)} > ${codes(record, event.recipients)}`,
  );
}

describe("who does it", () => {
  test.each([
    [
      "what a declaration demands, its maker demands",
      "Peru issued a declaration demanding that Chile withdraw its ships.",
      "REQUEST PER > CHL",
    ],
    [
      "two adjectives are two sides",
      "Greek and Italian warships held naval exercises on Monday.",
      "COOPERATE GRC+ITA > ",
    ],
    [
      "an attack is made by whose it is, not where it is",
      "An Israeli raid in Lebanon killed two Syrian soldiers.",
      "ASSAULT ISR > SYR",
    ],
    [
      "troops that are sent are sent by whose they are",
      "French troops were deployed to Chad on Monday.",
      "MOBILIZE FRA > TCD",
    ],
    ["an arrest in a state is made by it", "Two Britons were arrested in Kenya on Monday.", "COERCE KEN > GBR"],
    [
      "a pronoun in what is announced is the announcer",
      "Norway announced it will return the weapons seized from Chad, according to reports from Cairo.",
      "AGREE NOR > TCD",
    ],
  ])("%s", (_, text, event) => {
    expect(told(text)).toContain(event);
  });
});

describe("to whom", () => {
  test.each([
    [
      "not to oneself, to one's partners",
      "Greece demanded that its European Union partners refuse to recognise the vote.",
      "REQUEST GRC > -",
    ],
    [
      "whose deed a threat waits for",
      "Kenya threatened to close the crossing unless Somalia disarms its gunmen.",
      "THREATEN KEN > SOM",
    ],
    ["whom an unknown deed would meet", "Hamas threatened to resume its operations in Israel.", "THREATEN PSE > ISR"],
    ["whom the attack meets that is the object", "Chad mounted an invasion of Libya.", "ASSAULT TCD > LBY"],
    [
      "who has what is provided",
      "The Austrian government agreed to provide Kenya with the ferries.",
      "AGREE AUT > KEN",
    ],
    [
      "whom a protest is held against",
      "Tunisian students blocked roads to demand reforms from the government of Algeria.",
      "PROTEST TUN > DZA",
    ],
  ])("%s", (_, text, event) => {
    expect(told(text)).toContain(event);
  });
});

test("what would have been done was not done", () => {
  const tell = (verb: string) => told(`The court said that Kenya ${verb} Chad for the raid.`);
  expect(tell("condemned")).toContain("ACCUSE KEN > TCD");
  expect(tell("would have condemned")).not.toContain("ACCUSE KEN > TCD");
});

test("a noun that comes back to an act gives it its date", () => {
  const { events } = reader.read(
    storyOf(
      "Kenya was the first country to establish relations with Chad. The establishment of relations in 1966 was hailed.",
    ),
  );
  expect(events.find(({ type }) => type === "SUPPORT")).toMatchObject({ aux: ["historical"], date: { value: "1966" } });
});
