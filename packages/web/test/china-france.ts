import type { Event, Record, Span } from "@chancery/reader";

const TEXT = `SAMPLE written for Chancery. The events are real; the agency and everyone quoted are invented.

China, France to celebrate 60 years of ties with year of culture

BEIJING, Jan. 29 (Meridian) -- China will work with France to build a more dynamic comprehensive strategic partnership and to contribute jointly to peace and prosperity in the world, a Chinese foreign ministry spokesperson said Monday.

Spokesperson Lin Haoran made the remarks at a daily press briefing when asked to comment on the anniversary of relations between the two countries.

Recalling that France was the first major Western country to establish diplomatic relations with China at the ambassadorial level and that 2024 marks the 60th anniversary of diplomatic ties, Lin said the decision taken six decades ago opened a door in the wall of the Cold War.

Lin said that over the past 60 years, China and France have cooperated to mutual benefit, learned from each other and jointly addressed global challenges.

"What our two countries began in a divided world has served both peoples, and it has served many others who were not in the room," Lin added.

Noting that exchanges between the two countries at all levels have quickly resumed since last year, Lin said relations were developing on a sound track.

He added that both countries will jointly hold a series of celebrations throughout the year, and will host the China-France Year of Culture and Tourism. Enditem
`;

/** A dispatch of our own about the anniversary with a reading set by hand: everything that a story's page can show occurs in it. */
export function chinaFrance(): Record {
  const text = TEXT;
  const at = (words: string, nth = 0): Span => {
    let start = -1;
    for (let i = 0; i <= nth; i++) start = text.indexOf(words, start + 1);
    if (start < 0) throw new Error(`the sample does not hold "${words}"`);
    return [start, start + words.length];
  };
  const all = (...forms: string[]): Span[] => {
    const spans: Span[] = [];
    for (const form of forms)
      for (let i = text.indexOf(form); i >= 0; i = text.indexOf(form, i + 1))
        if (!spans.some(([a, b]) => i < b && a < i + form.length)) spans.push([i, i + form.length]);
    return spans.sort((a, b) => a[0] - b[0]);
  };
  const sentence = (begin: string, end: string): Span => {
    const start = at(begin)[0];
    return [start, text.indexOf(end, start) + end.length];
  };
  const first = sentence("China will work with France", "said Monday.");
  const third = sentence("Recalling that", "Cold War.");
  const over = sentence("Lin said that over", "challenges.");
  const exchanges = sentence("Noting that exchanges", "sound track.");
  const last = sentence("He added", "Tourism.");
  const event = (id: string, more: Partial<Event> & Pick<Event, "type" | "trigger" | "evidence">): Event => ({
    id,
    mode: null,
    contexts: ["diplomatic"],
    aux: [],
    cameo: "030",
    quad: "verbal-cooperation",
    score: 2.5,
    actors: ["a1"],
    recipients: ["a2"],
    date: { value: "2024-01-29", from: "published" },
    place: null,
    saidIn: "s1",
    why: "",
    confidence: 0.8,
    ...more,
  });
  const said = {
    kind: "indirect" as const,
    speaker: "a3",
    addressee: null,
    venue: "daily press briefing",
    venueSpan: null,
    date: "2024-01-29",
    promptedBy: at("when asked to comment on the anniversary of relations between the two countries"),
    saidIn: null,
  };
  const blocks: Record["story"]["blocks"] = [];
  const add = (kind: Record["story"]["blocks"][number]["kind"], [start, end]: Span) =>
    blocks.push({ kind, start, end, speaker: null });
  add("boilerplate", sentence("SAMPLE", "invented."));
  add("headline", at("China, France to celebrate 60 years of ties with year of culture"));
  add("dateline", at("BEIJING, Jan. 29 (Meridian) --"));
  add("paragraph", first);
  add("paragraph", sentence("Spokesperson Lin", "countries."));
  add("paragraph", third);
  add("paragraph", over);
  add("paragraph", sentence('"What our two', "Lin added."));
  add("paragraph", exchanges);
  add("paragraph", last);
  add("trailer", at("Enditem"));
  return {
    schema: "chancery/1",
    reader: { version: "0.1.0", lexicon: "sha256:0", model: null },
    story: {
      id: "china-france",
      sourceId: null,
      format: "wire",
      agency: "Meridian",
      url: null,
      headline: "China, France to celebrate 60 years of ties with year of culture",
      byline: null,
      published: "2024-01-29",
      language: "en",
      text,
      dateline: { place: "BEIJING", date: "2024-01-29", agency: "Meridian" },
      blocks,
    },
    actors: [
      {
        id: "a1",
        name: "China",
        kind: "state",
        country: "CHN",
        formerly: null,
        sector: "GOV",
        role: null,
        cameo: "CHNGOV",
        mentions: all("China"),
      },
      {
        id: "a2",
        name: "France",
        kind: "state",
        country: "FRA",
        formerly: null,
        sector: "GOV",
        role: null,
        cameo: "FRAGOV",
        mentions: all("France"),
      },
      {
        id: "a3",
        name: "Lin Haoran",
        kind: "person",
        country: "CHN",
        formerly: null,
        sector: "GOV",
        role: "foreign ministry spokesperson",
        cameo: "CHNGOV",
        mentions: all(
          "a Chinese foreign ministry spokesperson",
          "Spokesperson Lin Haoran",
          "Lin said",
          "Lin added",
          "He added",
        ).map(
          ([a, b]) =>
            [a, text.slice(a, b).startsWith("Lin ") ? a + 3 : text.slice(a, b).startsWith("He ") ? a + 2 : b] as Span,
        ),
      },
    ],
    times: [
      time("t1", at("Jan. 29"), "DATE", "2024-01-29"),
      time("t2", at("Monday"), "DATE", "2024-01-29"),
      time("t3", at("2024"), "DATE", "2024"),
      time("t4", at("six decades ago"), "DATE", "1964"),
      { ...time("t5", at("the past 60 years"), "DURATION", "P60Y"), beginPoint: "1964", endPoint: "2024" },
      time("t6", at("last year"), "DATE", "2023"),
      time("t7", at("the year", text.indexOf("throughout the year") >= 0 ? 0 : 0), "DATE", "2024"),
    ],
    statements: [
      {
        ...said,
        id: "s1",
        source: at("a Chinese foreign ministry spokesperson"),
        cue: at("said", 0),
        content: [[first[0], at(", a Chinese")[0]]],
      },
      {
        ...said,
        id: "s2",
        source: at("Lin", 1),
        cue: at("Recalling"),
        content: [[at("that France was")[0], at(", Lin said the")[0]]],
      },
      {
        ...said,
        id: "s3",
        source: at("Lin", 1),
        cue: at("said", 1),
        content: [at("the decision taken six decades ago opened a door in the wall of the Cold War")],
      },
      { ...said, id: "s4", source: at("Lin", 2), cue: at("said", 2), content: [[at("over the past")[0], over[1] - 1]] },
      {
        ...said,
        id: "s5",
        kind: "direct",
        source: at("Lin added")[0] ? [at("Lin added")[0], at("Lin added")[0] + 3] : null,
        cue: at("added"),
        content: [sentence('"What our', 'room,"')],
      },
      {
        ...said,
        id: "s6",
        source: [at("Lin said relations")[0], at("Lin said relations")[0] + 3],
        cue: at("Noting"),
        content: [[at("that exchanges")[0], at(", Lin said relations")[0]]],
      },
      {
        ...said,
        id: "s7",
        source: [last[0], last[0] + 2],
        cue: at("added", 1),
        content: [[at("that both")[0], last[1] - 1]],
      },
    ],
    events: [
      event("e1", {
        type: "AGREE",
        trigger: at("work with"),
        evidence: [first],
        why: "work with (verb + with) → COOPERATE; will → future, and future COOPERATE is AGREE",
      }),
      event("e2", {
        type: "SUPPORT",
        mode: null,
        cameo: "050",
        score: 5,
        aux: ["historical"],
        trigger: at("establish diplomatic relations"),
        evidence: [third],
        actors: ["a2"],
        recipients: ["a1"],
        date: { value: "1964", from: "t4" },
        saidIn: "s2",
        why: "establish + relations → SUPPORT (recognise); “was … to” → historical",
      }),
      event("e3", {
        type: "COOPERATE",
        cameo: "060",
        quad: "material-cooperation",
        score: 9.5,
        aux: ["historical"],
        trigger: at("cooperated"),
        evidence: [over],
        actors: ["a1", "a2"],
        recipients: [],
        date: { value: "P60Y", from: "t5" },
        saidIn: "s4",
        why: "cooperate → COOPERATE; mutual: both parties are actors",
      }),
      event("e4", {
        type: "AGREE",
        trigger: at("hold a series"),
        evidence: [last],
        actors: ["a1", "a2"],
        recipients: [],
        date: { value: "2024", from: "t7" },
        saidIn: "s7",
        confidence: 0.64,
        why: "hold + celebrations → COOPERATE; will → future, and future COOPERATE is AGREE",
      }),
    ],
    ties: [
      {
        id: "r1",
        parties: ["a1", "a2"],
        kind: "diplomatic-relations",
        name: null,
        level: "ambassadorial",
        since: "1964",
        distinction: "first major Western country",
        status: "in-force",
        evidence: [
          at(
            "France was the first major Western country to establish diplomatic relations with China at the ambassadorial level",
          ),
          at("six decades ago"),
        ],
        saidIn: "s2",
        why: "establish diplomatic relations + at the ambassadorial level; 2024 − 60 = 1964, which “six decades ago” agrees with",
        confidence: 0.93,
      },
      {
        id: "r2",
        parties: ["a1", "a2"],
        kind: "partnership",
        name: "comprehensive strategic partnership",
        level: null,
        since: null,
        distinction: null,
        status: "in-force",
        evidence: [at("comprehensive strategic partnership")],
        saidIn: "s1",
        why: "comprehensive strategic partnership: a rank by name",
        confidence: 0.9,
      },
    ],
    anniversaries: [
      {
        tie: "r1",
        nth: 60,
        in: "2024",
        evidence: [at("2024 marks the 60th anniversary of diplomatic ties")],
        saidIn: "s2",
        why: "marks + 60th anniversary + of diplomatic ties",
        confidence: 0.95,
      },
    ],
    commitments: [
      {
        id: "c1",
        by: ["a1"],
        with: ["a2"],
        what: at("build a more dynamic comprehensive strategic partnership"),
        window: null,
        saidIn: "s1",
        why: "will work with … to",
        confidence: 0.82,
      },
      {
        id: "c2",
        by: ["a1", "a2"],
        with: [],
        what: at("jointly hold a series of celebrations throughout the year"),
        window: { from: "2024-01-01", to: "2024-12-31" },
        saidIn: "s7",
        why: "will + throughout the year",
        confidence: 0.88,
      },
    ],
    abstentions: [{ kind: "time", span: at("the Cold War"), reason: "a period without agreed ends" }],
  };
}

function time(
  id: string,
  [start, end]: Span,
  type: Record["times"][number]["type"],
  value: string,
): Record["times"][number] {
  return { id, start, end, type, value, mod: null, quant: null, freq: null, beginPoint: null, endPoint: null };
}
