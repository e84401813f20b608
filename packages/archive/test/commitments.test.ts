import { join } from "node:path";
import type { Commitment, Record } from "@chancery/reader";
import { afterAll, describe, expect, it } from "vitest";
import { addCorrection, commitmentsOf, openArchive, putRecords, standingOf } from "../src/index.ts";
import { folder, recordOf } from "./build.ts";

const archive = openArchive(join(folder(), "promises.chancery"));
afterAll(() => archive.close());

const CUBA = { Cuba: { kind: "state", country: "CUB" } } as const;
const STATES = { ...CUBA, Kenya: { kind: "state", country: "KEN" } } as const;

/** A dispatch in which Kenya promises something to Cuba. */
function promise(id: string, published: string, words: string, why: string, window: Commitment["window"]): Record {
  const text = `Kenya will ${words} in Cuba, a minister said.`;
  const record = recordOf({ id, published, text, actors: STATES });
  const at = text.indexOf(words);
  const actor = (name: string) => record.actors.find((one) => one.name === name)?.id ?? "";
  return {
    ...record,
    commitments: [
      {
        id: "c1",
        by: [actor("Kenya")],
        with: [actor("Cuba")],
        what: [at, at + words.length],
        window,
        saidIn: null,
        why,
        confidence: 1,
      },
    ],
  };
}

const event = (id: string, published: string, text: string, type: "CONSULT" | "REJECT", aux: "future"[] = []) =>
  recordOf({
    id,
    published,
    text,
    actors: STATES,
    did: [{ type, who: ["Kenya"], whom: ["Cuba"], words: text, date: published, aux }],
  });

const standing = (story: string, today: string) => {
  const row = commitmentsOf(archive, { limit: 50 }).rows.find((one) => one.story === story);
  if (!row) throw new Error(`no promise in ${story}`);
  return standingOf(archive, row, today);
};

describe("what has become of a promise", () => {
  putRecords(archive, [
    promise("kept", "2024-01-10", "visit the port", "promises: will visit", { from: "2024-03-01", to: "2024-03-31" }),
    event("plan", "2024-03-02", "Kenya is to visit Cuba", "CONSULT", ["future"]),
    event("visit", "2024-03-12", "Kenya visited Cuba and its port", "CONSULT"),
    promise("refused", "2024-05-01", "visit the refinery", "promises: will visit", {
      from: "2024-05-01",
      to: "2024-06-30",
    }),
    event("refusal", "2024-06-20", "Kenya refused Cuba the visit of the refinery", "REJECT"),
    promise("elsewhere", "2024-09-01", "visit the Grand Pier of Cienfuegos", "promises: will visit", {
      from: "2024-09-01",
      to: "2024-10-31",
    }),
    event("other", "2024-09-20", "Kenya visited Cuba and saw the Old Mint", "CONSULT"),
    promise("there", "2024-11-01", "visit the Old Mint", "promises: will visit", {
      from: "2024-11-01",
      to: "2024-11-30",
    }),
    event("mint", "2024-11-20", "Kenya visited Cuba and saw the Old Mint again", "CONSULT"),
    promise("silent", "2024-08-01", "visit the harbour", "promises: will visit", { from: null, to: "2024-08-31" }),
  ]);

  it("is met by an event of the fitting type between the same parties in its term, a plan apart", () => {
    const told = standing("kept", "2024-12-31");
    expect(told).toMatchObject({ standing: "met", decided: false });
    expect(told.proposals.map(({ event: { story } }) => story)).toEqual(["visit"]);
    expect(told.proposals[0]?.event.sentence).toBe("Kenya visited Cuba and its port");
  });

  it("is broken by a refusal that speaks of the same", () => {
    expect(standing("refused", "2024-12-31")).toMatchObject({ standing: "broken", decided: false });
  });

  it("is met only by what is about those whom it names", () => {
    expect(standing("elsewhere", "2024-12-31")).toMatchObject({ standing: "lapsed", proposals: [] });
    expect(standing("there", "2024-12-31")).toMatchObject({ standing: "met" });
  });

  it("is open until its term is over, and lapsed from then on", () => {
    expect(standing("silent", "2024-08-30")).toEqual({ standing: "open", decided: false, proposals: [] });
    expect(standing("silent", "2024-09-01").standing).toBe("lapsed");
  });

  it("is what a person says it is, whatever is proposed", () => {
    addCorrection(archive, {
      story: "kept",
      entry: "c1",
      verdict: "correct",
      value: { standing: "broken" },
      made: "2024-12-01T00:00:00Z",
    });
    const told = standing("kept", "2024-12-31");
    expect(told).toMatchObject({ standing: "broken", decided: true });
    expect(told.proposals).toHaveLength(1);
  });
});
