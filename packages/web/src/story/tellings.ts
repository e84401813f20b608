import type { Actor, ActorId, Event, Record } from "@chancery/reader";
import { countryName } from "../countries/names.ts";
import { inWords, ordinal, shortDate } from "./dates.ts";
import type { Part, Reading } from "./readings.ts";

/** The names of PLOVER's types as a sentence would have them. */
const TYPE_NAMES: { [type in Event["type"]]: string } = {
  AGREE: "Agree",
  CONSULT: "Consult",
  SUPPORT: "Support",
  CONCEDE: "Concede",
  COOPERATE: "Cooperate",
  AID: "Aid",
  RETREAT: "Retreat",
  REQUEST: "Request",
  ACCUSE: "Accuse",
  REJECT: "Reject",
  THREATEN: "Threaten",
  PROTEST: "Protest",
  SANCTION: "Sanction",
  MOBILIZE: "Mobilize",
  COERCE: "Coerce",
  ASSAULT: "Assault",
};

export const QUAD_NAMES: { [quad in Event["quad"]]: string } = {
  "verbal-cooperation": "cooperation in words",
  "material-cooperation": "cooperation in deed",
  "verbal-conflict": "conflict in words",
  "material-conflict": "conflict in deed",
};

const PART_NAMES: { [part in Part]: string } = {
  content: "what was said",
  cue: "the words that report it",
  source: "who said it",
  venue: "where it was said",
  prompt: "what it answers",
  trigger: "the words that tell it",
  place: "where it happened",
  evidence: "the sentence it is told in",
  words: "its words",
  sentence: "the sentence it is told in",
  mention: "mentioned here",
  undecided: "left undecided",
};

const KIND_NAMES: { [kind in Reading["kind"]]: string } = {
  statement: "Statement",
  event: "Event",
  tie: "Tie",
  anniversary: "Anniversary",
  commitment: "Promise",
  time: "Time",
  actor: "Actor",
  abstention: "Undecided",
};

/** What a reading is, told in a line; and a second, quieter one. */
export interface Telling {
  kind: string;
  title: string;
  note: string;
}

/** Tells readings of one record: names stand where the record has ids. */
export function tellerOf(record: Record): {
  tell: (reading: Reading) => Telling;
  part: (part: Part) => string;
  name: (id: ActorId | null) => string | null;
  names: (ids: readonly ActorId[]) => string;
  actor: (id: ActorId | null) => Actor | null;
} {
  const actors = new Map(record.actors.map((actor) => [actor.id, actor]));
  const { published } = record.story;
  // The place where nearly everything was said is told once, by the first statement, not by each.
  const usual = record.statements[0]?.venue ?? null;
  const ties = new Map(record.ties.map((tie) => [tie.id, tie]));
  const actor = (id: ActorId | null) => (id === null ? null : (actors.get(id) ?? null));
  const name = (id: ActorId | null) => actor(id)?.name ?? null;
  const names = (ids: readonly ActorId[]) => listed(ids.map((id) => name(id) ?? id));

  function tell(reading: Reading): Telling {
    const kind = KIND_NAMES[reading.kind];
    switch (reading.kind) {
      case "statement": {
        const { speaker, source, venue, date, kind: how, promptedBy } = reading.entry;
        const who = name(speaker) ?? (source ? record.story.text.slice(...source) : "Speaker not told");
        const note = [
          how,
          reading.entry === record.statements[0] || venue !== usual ? venue : null,
          date !== published && date && shortDate(date),
          promptedBy && "in answer",
        ];
        return { kind, title: who, note: note.filter(Boolean).join(" · ") };
      }
      case "event": {
        const { type, mode, actors: by, recipients, score, aux, date } = reading.entry;
        const parties = recipients.length ? `${names(by) || "someone"} → ${names(recipients)}` : names(by);
        const day = date && date.value !== published && shortDate(date.value);
        const note = [mode?.replaceAll("_", " "), signed(score), ...aux, day];
        return { kind: TYPE_NAMES[type], title: parties || "Parties not told", note: note.filter(Boolean).join(" · ") };
      }
      case "tie": {
        const { parties, kind: what, name: wording, level, since, status } = reading.entry;
        const title = `${names(parties)}: ${wording ?? what.replaceAll("-", " ")}`;
        const note = [level && `${level} level`, since && `since ${inWords(since)}`, status.replaceAll("-", " ")];
        return { kind, title, note: note.filter(Boolean).join(" · ") };
      }
      case "anniversary": {
        const tie = ties.get(reading.entry.tie);
        const title = `${ordinal(reading.entry.nth)} anniversary${tie ? `, ${names(tie.parties)}` : ""}`;
        return {
          kind,
          title,
          note: [`in ${inWords(reading.entry.in)}`, tie?.since && `since ${tie.since}`].filter(Boolean).join(" · "),
        };
      }
      case "commitment": {
        const { by, with: others, window } = reading.entry;
        const title = others.length ? `${names(by)} to ${names(others)}` : names(by);
        const from = window?.from;
        const to = window?.to;
        const when =
          from && to && from === to
            ? inWords(from)
            : [from && `from ${shortDate(from)}`, to && `by ${shortDate(to)}`].filter(Boolean).join(" ");
        return { kind, title: title || "Promise", note: when || "no term" };
      }
      case "time": {
        const { value, start, end } = reading.entry;
        return {
          kind,
          title: record.story.text.slice(start, end).replace(/\s+/g, " "),
          note: value === null ? "no value" : shortDate(value),
        };
      }
      case "actor": {
        const { name: title, kind: what, country, role, sector } = reading.entry;
        return {
          kind,
          title,
          note: [role ?? what.replaceAll("-", " "), country && countryName(country), sector]
            .filter(Boolean)
            .join(" · "),
        };
      }
      case "abstention":
        return { kind, title: reading.entry.kind, note: reading.entry.reason };
    }
  }
  return { tell, part: (part) => PART_NAMES[part], name, names, actor };
}

/** `2.5` → `+2.5`, `-3` → `−3`. */
export function signed(score: number): string {
  return score > 0 ? `+${score}` : score < 0 ? `−${Math.abs(score)}` : "0";
}

function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
