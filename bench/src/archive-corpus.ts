import type { Actor, Anniversary, Commitment, Event, EventType, Record, Span, Story, Tie } from "@chancery/reader";
import { EVENT_TYPES, QUADS, SCHEMA } from "@chancery/reader";

/**
 * A corpus of any size from a few real stories: each copy has a later date, other countries and other words, of the same
 * length so that every offset holds, and is read as its model was. A twentieth are reprints of the story before, by another
 * agency. The same seed gives the same corpus.
 */
export function* corpusOf(stories: readonly Story[], size: number, seed = 1): Generator<Record> {
  const models = stories.map(modelOf).filter((model) => model.countries.length >= 2);
  const words = wordsByLength(stories);
  const random = randomOf(seed);
  let last: Record | null = null;
  for (let n = 0; n < size; n++) {
    const day = Math.floor((n * DAYS) / size);
    const reprint: Record | null = n % 20 === 19 ? last : null;
    if (reprint) {
      yield { ...reprint, story: { ...reprint.story, id: `story-${n}`, agency: AGENCIES[n % 4] as string } };
      continue;
    }
    last = copyOf(models[Math.floor(random() * models.length)] as Model, words, day, n, random);
    yield last;
  }
}

/** Twenty years from 2005. */
const DAYS = 7300;
const FIRST = Date.UTC(2005, 0, 1);
const AGENCIES = ["Xinhua", "AFP", "Reuters", "AP"];
const EVENTS = 5;

interface Model {
  readonly story: Story;
  /** Country actors in the order in which the text names them. */
  readonly countries: { code: string; name: string; mentions: Span[] }[];
  readonly people: { name: string; mentions: Span[] }[];
  readonly sentences: Span[];
  /** Words that a copy may replace, with what they are: a country's name, or a word like others of its length. */
  readonly words: { start: number; end: number; country: boolean }[];
}

function modelOf(story: Story): Model {
  const { text } = story;
  const countries = new Map<string, { code: string; name: string; mentions: Span[] }>();
  const people = new Map<string, { name: string; mentions: Span[] }>();
  const words: Model["words"] = [];
  for (const match of text.matchAll(/\b[A-Za-z]{3,12}\b/g)) {
    const [word] = match;
    const code = COUNTRIES[word];
    words.push({ start: match.index, end: match.index + word.length, country: code !== undefined });
    if (code === undefined) continue;
    const known = countries.get(word) ?? { code, name: word, mentions: [] };
    known.mentions.push([match.index, match.index + word.length]);
    countries.set(word, known);
  }
  for (const match of text.matchAll(/\b[A-Z][a-z]{2,11} [A-Z][a-z]{2,11}\b/g)) {
    const known = people.get(match[0]) ?? { name: match[0], mentions: [] };
    known.mentions.push([match.index, match.index + match[0].length]);
    people.set(match[0], known);
  }
  // Nine names of ten stay as they are: people recur in the news.
  const named = [...people.values()].flatMap(({ name, mentions }) => (name.length % 10 === 0 ? [] : mentions));
  const free = words.filter(({ start, end }) => !named.some(([from, to]) => start < to && from < end));
  const sentences: Span[] = [];
  for (const match of text.matchAll(/[A-Z"][^\n]{30,400}?[.!?](?="?\s)/g))
    sentences.push([match.index, match.index + match[0].length]);
  if (sentences.length === 0) sentences.push([0, Math.min(80, text.length)]);
  return {
    story,
    countries: [...countries.values()],
    people: [...people.values()].slice(0, 8),
    sentences,
    words: free,
  };
}

/** Words of the corpus by length and by whether they begin with a capital. */
function wordsByLength(stories: readonly Story[]): Map<string, string[]> {
  const sets = new Map<string, Set<string>>();
  for (const story of stories)
    for (const [word] of story.text.matchAll(/\b[A-Za-z]{5,12}\b/g)) {
      const key = kindOf(word);
      const set = sets.get(key) ?? new Set();
      set.add(word);
      sets.set(key, set);
    }
  return new Map([...sets].map(([key, set]) => [key, [...set]]));
}

function kindOf(word: string): string {
  return `${word.length}${/^[A-Z]/.test(word) ? "A" : "a"}`;
}

function copyOf(model: Model, words: Map<string, string[]>, day: number, n: number, random: () => number): Record {
  const { story } = model;
  const date = new Date(FIRST + day * 86_400_000).toISOString().slice(0, 10);
  const names = new Map<string, string>();
  for (const { name } of model.countries) {
    const like = BY_LENGTH.get(name.length) as string[];
    // Half keep their country, so that some dyads are far more frequent than others, as in the news.
    names.set(name, random() < 0.5 ? name : (like[Math.floor(random() ** 2 * like.length)] as string));
  }
  let text = "";
  let at = 0;
  for (const { start, end, country } of model.words) {
    const word = story.text.slice(start, end);
    let other: string | undefined;
    if (country) other = names.get(word);
    else if (word.length >= 5 && random() < 0.6) {
      const like = words.get(kindOf(word)) as string[];
      other = like[Math.floor(random() * like.length)];
    }
    if (other === undefined || other === word) continue;
    text += story.text.slice(at, start) + other;
    at = end;
  }
  text += story.text.slice(at);

  const actors: Actor[] = model.countries.map(({ name, mentions }, i) => {
    const shown = names.get(name) as string;
    return actor(`a${i + 1}`, shown, "state", COUNTRIES[shown] as string, mentions);
  });
  for (const { mentions } of model.people) {
    const [start, end] = mentions[0] as Span;
    const shown = text.slice(start, end);
    const home = COUNTRY_NAMES[(shown.charCodeAt(0) * 31 + shown.length) % COUNTRY_NAMES.length] as string;
    actors.push(actor(`a${actors.length + 1}`, shown, "person", COUNTRIES[home] as string, mentions));
  }
  const pick = (): string => (actors[Math.floor(random() * model.countries.length)] as Actor).id;
  const speakers = actors.slice(model.countries.length);
  const statements = model.sentences.slice(0, 5).map((span, i) => ({
    id: `s${i + 1}`,
    kind: (["indirect", "direct", "mixed"] as const)[i % 3] as "indirect",
    speaker: (speakers[Math.floor(random() * speakers.length)] ?? (actors[0] as Actor)).id,
    source: null,
    cue: null,
    content: [span],
    addressee: null,
    venue: null,
    venueSpan: null,
    date,
    promptedBy: null,
    saidIn: null,
  }));
  const events = Array.from({ length: EVENTS }, (_, i): Event => {
    const sentence = model.sentences[i % model.sentences.length] as Span;
    const type = Math.floor(random() * EVENT_TYPES.length);
    const back = Math.floor(random() * 10);
    return {
      id: `e${i + 1}`,
      type: EVENT_TYPES[type] as EventType,
      mode: null,
      contexts: ["diplomatic"],
      aux: random() < 0.1 ? ["historical"] : [],
      cameo: "043",
      quad: QUADS[type < 4 ? 0 : type < 7 ? 1 : type < 11 ? 2 : 3] as Event["quad"],
      score: type / 2 - 4,
      actors: [pick()],
      recipients: [pick()],
      date: { value: new Date(FIRST + (day - back) * 86_400_000).toISOString().slice(0, 10), from: "published" },
      place: null,
      trigger: [sentence[0], sentence[0] + 8],
      evidence: [sentence],
      saidIn: i % 2 === 0 && statements[i] ? `s${i + 1}` : null,
      why: "the lexicon's line of verbs: a visit of one to the other, between subject and object",
      confidence: 0.5 + random() / 2,
    };
  });
  // As often as the wire's stories tell of them.
  const [one, other] = [pick(), pick()];
  const told = model.sentences[n % model.sentences.length] as Span;
  const says = statements.length > 0 ? "s1" : null;
  const ties: Tie[] = [];
  const anniversaries: Anniversary[] = [];
  if (n % 12 === 0 && one !== other) {
    const partnership = random() < 0.5;
    const years = 10 + Math.floor(random() * 60);
    const year = Number(date.slice(0, 4));
    ties.push({
      id: "r1",
      parties: [one, other],
      kind: partnership ? "partnership" : "diplomatic-relations",
      name: partnership ? "strategic partnership" : null,
      level: partnership ? null : "ambassadorial",
      since: String(year - years),
      distinction: null,
      status: "in-force",
      evidence: [told],
      saidIn: says,
      why: "the lexicon's line of ties",
      confidence: 0.5 + random() / 2,
    });
    if (years % 10 === 0)
      anniversaries.push({
        tie: "r1",
        nth: years,
        in: String(year),
        evidence: [told],
        saidIn: says,
        why: "an ordinal and the word anniversary",
        confidence: 0.9,
      });
  }
  const commitments: Commitment[] =
    n % 4 === 1
      ? [
          {
            id: "c1",
            by: [one],
            with: one === other ? [] : [other],
            what: told,
            window: {
              from: date,
              to: new Date(FIRST + (day + 5 + Math.floor(random() * 300)) * 86_400_000).toISOString().slice(0, 10),
            },
            saidIn: says,
            why: "a verb of promising with its infinitive",
            confidence: 0.5 + random() / 2,
          },
        ]
      : [];
  const headline = text.slice(0, Math.max(20, text.indexOf("\n"))).slice(0, 90);
  return {
    schema: SCHEMA,
    reader: { version: "bench", lexicon: "sha256:bench", model: null },
    story: { ...story, id: `story-${n}`, sourceId: null, headline, published: date, text },
    actors,
    times: [],
    statements,
    events,
    ties,
    anniversaries,
    commitments,
    abstentions: [],
  };
}

function actor(id: string, name: string, kind: "state" | "person", country: string, mentions: Span[]): Actor {
  return {
    id,
    name,
    kind,
    country,
    formerly: null,
    sector: kind === "person" ? "GOV" : null,
    role: kind === "person" ? "foreign minister" : null,
    cameo: kind === "person" ? `${country}GOV` : country,
    mentions,
  };
}

/** Mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Countries whose names are one word, the often named first. */
const COUNTRIES: { [name: string]: string } = {
  China: "CHN",
  Russia: "RUS",
  Israel: "ISR",
  Iran: "IRN",
  Iraq: "IRQ",
  France: "FRA",
  Germany: "DEU",
  Japan: "JPN",
  Britain: "GBR",
  India: "IND",
  Pakistan: "PAK",
  Turkey: "TUR",
  Syria: "SYR",
  Egypt: "EGY",
  Lebanon: "LBN",
  Jordan: "JOR",
  Afghanistan: "AFG",
  Ukraine: "UKR",
  Poland: "POL",
  Spain: "ESP",
  Italy: "ITA",
  Brazil: "BRA",
  Mexico: "MEX",
  Canada: "CAN",
  Australia: "AUS",
  Indonesia: "IDN",
  Malaysia: "MYS",
  Thailand: "THA",
  Vietnam: "VNM",
  Cambodia: "KHM",
  Philippines: "PHL",
  Singapore: "SGP",
  Kenya: "KEN",
  Uganda: "UGA",
  Sudan: "SDN",
  Somalia: "SOM",
  Ethiopia: "ETH",
  Nigeria: "NGA",
  Zimbabwe: "ZWE",
  Zambia: "ZMB",
  Angola: "AGO",
  Rwanda: "RWA",
  Burundi: "BDI",
  Congo: "COD",
  Algeria: "DZA",
  Morocco: "MAR",
  Tunisia: "TUN",
  Libya: "LBY",
  Cuba: "CUB",
  Haiti: "HTI",
  Peru: "PER",
  Chile: "CHL",
  Argentina: "ARG",
  Colombia: "COL",
  Venezuela: "VEN",
  Bolivia: "BOL",
  Ecuador: "ECU",
  Greece: "GRC",
  Cyprus: "CYP",
  Serbia: "SRB",
  Croatia: "HRV",
  Bosnia: "BIH",
  Albania: "ALB",
  Bulgaria: "BGR",
  Romania: "ROU",
  Hungary: "HUN",
  Austria: "AUT",
  Switzerland: "CHE",
  Belgium: "BEL",
  Netherlands: "NLD",
  Denmark: "DNK",
  Norway: "NOR",
  Sweden: "SWE",
  Finland: "FIN",
  Iceland: "ISL",
  Ireland: "IRL",
  Portugal: "PRT",
  Estonia: "EST",
  Latvia: "LVA",
  Lithuania: "LTU",
  Belarus: "BLR",
  Georgia: "GEO",
  Armenia: "ARM",
  Azerbaijan: "AZE",
  Kazakhstan: "KAZ",
  Uzbekistan: "UZB",
  Tajikistan: "TJK",
  Mongolia: "MNG",
  Nepal: "NPL",
  Bangladesh: "BGD",
  Myanmar: "MMR",
  Laos: "LAO",
  Kuwait: "KWT",
  Qatar: "QAT",
  Bahrain: "BHR",
  Oman: "OMN",
  Yemen: "YEM",
  Fiji: "FJI",
  Ghana: "GHA",
  Senegal: "SEN",
  Mali: "MLI",
  Niger: "NER",
  Chad: "TCD",
  Cameroon: "CMR",
  Gabon: "GAB",
  Tanzania: "TZA",
  Mozambique: "MOZ",
  Botswana: "BWA",
  Namibia: "NAM",
  Malawi: "MWI",
  Liberia: "LBR",
  Jamaica: "JAM",
  Panama: "PAN",
  Guatemala: "GTM",
  Honduras: "HND",
  Nicaragua: "NIC",
  Paraguay: "PRY",
  Uruguay: "URY",
};
const COUNTRY_NAMES = Object.keys(COUNTRIES);
const BY_LENGTH = new Map<number, string[]>();
for (const name of Object.keys(COUNTRIES)) BY_LENGTH.set(name.length, [...(BY_LENGTH.get(name.length) ?? []), name]);
