import {
  type Actor,
  type AuxMode,
  EVENT_TYPES,
  type Event,
  type EventType,
  QUADS,
  type Record,
  SCHEMA,
  type Span,
  type Statement,
} from "@chancery/reader";
import { codeOfType, quadOfType } from "../src/codes.ts";

/** Records made by hand. Nothing here needs the test runner: programs that tests start use it too. */

export interface Tale {
  id?: string;
  published?: string | null;
  headline?: string | null;
  agency?: string | null;
  sourceId?: string | null;
  url?: string | null;
  language?: string;
  text: string;
  reader?: string;
  /** Actors by the words that name them: the name, or the name with what else is known. */
  actors?: { [name: string]: Partial<Actor> };
  /** Who said which words of the text. */
  said?: { who: string | null; words: string; date?: string }[];
  /** Who did what to whom, told in the sentence that has these words. */
  did?: {
    type: EventType;
    who: string[];
    whom?: string[];
    words: string;
    date?: string;
    aux?: AuxMode[];
    score?: number;
    /** The place in `said` of the statement that tells of it. */
    told?: number;
  }[];
}

/** A record made by hand from a text and what is to be read in it; throws where the text lacks the words. */
export function recordOf(tale: Tale): Record {
  const { text } = tale;
  const span = (words: string): Span => {
    const start = text.indexOf(words);
    if (start < 0) throw new Error(`the text lacks "${words}"`);
    return [start, start + words.length];
  };
  const ids = new Map<string, string>();
  const actors = Object.entries(tale.actors ?? {}).map(([words, given], i): Actor => {
    ids.set(words, `a${i + 1}`);
    const mentions: Span[] = [];
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
      mentions.push([at, at + words.length]);
    return {
      id: `a${i + 1}`,
      name: words,
      kind: "person",
      country: null,
      formerly: null,
      sector: null,
      role: null,
      cameo: null,
      mentions,
      ...given,
    };
  });
  const actor = (name: string): string => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`no actor "${name}"`);
    return id;
  };
  return {
    schema: SCHEMA,
    reader: { version: tale.reader ?? "1", lexicon: "sha256:1", model: null },
    story: {
      id: tale.id ?? `sha256:${text.length}-${text}`,
      sourceId: tale.sourceId ?? null,
      format: "wire",
      agency: tale.agency ?? null,
      url: tale.url ?? null,
      headline: tale.headline ?? null,
      byline: null,
      published: tale.published === undefined ? "2024-01-29" : tale.published,
      language: tale.language ?? "en",
      text,
      dateline: null,
      blocks: [{ kind: "paragraph", start: 0, end: text.length, speaker: null }],
    },
    actors,
    times: [],
    statements: (tale.said ?? []).map(
      ({ who, words, date }, i): Statement => ({
        id: `s${i + 1}`,
        kind: "indirect",
        speaker: who === null ? null : actor(who),
        source: who === null ? null : span(who),
        cue: null,
        content: [span(words)],
        addressee: null,
        venue: null,
        venueSpan: null,
        date: date ?? null,
        promptedBy: null,
        saidIn: null,
      }),
    ),
    events: (tale.did ?? []).map(
      ({ type, who, whom, words, date, aux, score, told }, i): Event => ({
        id: `e${i + 1}`,
        type,
        mode: null,
        contexts: [],
        aux: aux ?? [],
        cameo: "010",
        quad: QUADS[quadOfType(codeOfType(type))] as Event["quad"],
        score: score ?? 1,
        actors: who.map(actor),
        recipients: (whom ?? []).map(actor),
        date: date === undefined ? null : { value: date, from: "published" },
        place: null,
        trigger: span(words),
        evidence: [span(words)],
        saidIn: told === undefined ? null : `s${told + 1}`,
        why: "by hand",
        confidence: 1,
      }),
    ),
    ties: [],
    anniversaries: [],
    commitments: [],
    abstentions: [],
  };
}

/** The nth of many stories, always the same, with an event and a statement; every tenth repeats the one before it. */
export function bulk(n: number): Record {
  const theme = n % 10 === 9 ? n - 1 : n;
  const words = Array.from({ length: 60 }, (_, i) => `w${(theme * 7919 + i * 104_729) % 99_991}`).join(" ");
  const text = `Story ${theme} says that France met China. ${words}`;
  return recordOf({
    id: `story-${n}`,
    agency: n % 10 === 9 ? "Reprint" : "Agency",
    headline: `Story ${theme}`,
    published: `2024-01-${String(1 + (theme % 28)).padStart(2, "0")}`,
    text,
    actors: { France: { kind: "state", country: "FRA" }, China: { kind: "state", country: "CHN" } },
    said: [{ who: "France", words: text.slice(0, 30) }],
    did: [
      {
        type: EVENT_TYPES[theme % EVENT_TYPES.length] as EventType,
        who: ["France"],
        whom: ["China"],
        words: text.slice(0, 30),
      },
    ],
  });
}
