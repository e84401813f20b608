import { EVENT_TYPES, type EventType, QUADS, type Record, SCHEMA } from "@chancery/reader";

/** The nth of many stories, always the same, with an event and a statement; every tenth repeats the one before it. */
export function bulk(n: number): Record {
  const theme = n % 10 === 9 ? n - 1 : n;
  const words = Array.from({ length: 60 }, (_, i) => `w${(theme * 7919 + i * 104_729) % 99_991}`).join(" ");
  const text = `Story ${theme} says that France met China. ${words}`;
  const type = theme % EVENT_TYPES.length;
  return {
    schema: SCHEMA,
    reader: { version: "1", lexicon: "sha256:1", model: null },
    story: {
      id: `story-${n}`,
      sourceId: null,
      format: "wire",
      agency: n % 10 === 9 ? "Reprint" : "Agency",
      url: null,
      headline: `Story ${theme}`,
      byline: null,
      published: `2024-01-${String(1 + (theme % 28)).padStart(2, "0")}`,
      language: "en",
      text,
      dateline: null,
      blocks: [{ kind: "paragraph", start: 0, end: text.length, speaker: null }],
    },
    actors: ["France", "China"].map((name, i) => ({
      id: `a${i}`,
      name,
      kind: "state",
      country: i === 0 ? "FRA" : "CHN",
      formerly: null,
      sector: null,
      role: null,
      cameo: null,
      mentions: [[text.indexOf(name), text.indexOf(name) + name.length]],
    })),
    times: [],
    statements: [
      {
        id: "s1",
        kind: "indirect",
        speaker: "a0",
        source: null,
        cue: null,
        content: [[0, 30]],
        addressee: null,
        venue: null,
        venueSpan: null,
        date: null,
        promptedBy: null,
        saidIn: null,
      },
    ],
    events: [
      {
        id: "e1",
        type: EVENT_TYPES[type] as EventType,
        mode: null,
        contexts: [],
        aux: [],
        cameo: "040",
        quad: QUADS[0],
        score: 1,
        actors: ["a0"],
        recipients: ["a1"],
        date: null,
        place: null,
        trigger: [0, 5],
        evidence: [[0, 30]],
        saidIn: null,
        why: "made",
        confidence: 1,
      },
    ],
    ties: [],
    anniversaries: [],
    commitments: [],
    abstentions: [],
  };
}
