import {
  ACTOR_KINDS,
  AUX_MODES,
  EVENT_TYPES,
  type Record,
  SECTORS,
  STATEMENT_KINDS,
  TIE_KINDS,
  TIE_STATUSES,
  TIME_TYPES,
} from "@chancery/reader";
import type { EntryKind } from "./kinds.ts";

/** How a field of an entry is set in a form. */
export type Field = { name: string; label: string } & (
  | { as: "choice"; choices: readonly string[]; optional?: boolean }
  | { as: "text"; optional: boolean }
  | { as: "number" }
  | { as: "some"; choices: readonly string[] }
  | { as: "actor"; optional: boolean }
  | { as: "actors" }
);

/** The fields of each kind of entry that a person can set right: those of the record, under its own names. */
export const FIELDS: { readonly [kind in EntryKind]: readonly Field[] } = {
  event: [
    { name: "type", label: "Type", as: "choice", choices: EVENT_TYPES },
    { name: "mode", label: "Mode", as: "text", optional: true },
    { name: "actors", label: "Who", as: "actors" },
    { name: "recipients", label: "To whom", as: "actors" },
    { name: "aux", label: "Mood", as: "some", choices: AUX_MODES },
  ],
  statement: [
    { name: "kind", label: "Form", as: "choice", choices: STATEMENT_KINDS },
    { name: "speaker", label: "Speaker", as: "actor", optional: true },
    { name: "addressee", label: "To", as: "actor", optional: true },
    { name: "date", label: "On", as: "text", optional: true },
  ],
  tie: [
    { name: "kind", label: "Kind", as: "choice", choices: TIE_KINDS },
    { name: "parties", label: "Between", as: "actors" },
    { name: "name", label: "Rank or name", as: "text", optional: true },
    { name: "level", label: "Level", as: "text", optional: true },
    { name: "since", label: "Since", as: "text", optional: true },
    { name: "status", label: "State", as: "choice", choices: TIE_STATUSES },
  ],
  commitment: [
    { name: "by", label: "By", as: "actors" },
    { name: "with", label: "With", as: "actors" },
    {
      name: "standing",
      label: "What became of it",
      as: "choice",
      choices: ["open", "met", "broken", "lapsed"],
      optional: true,
    },
  ],
  time: [
    { name: "type", label: "Type", as: "choice", choices: TIME_TYPES },
    { name: "value", label: "Value", as: "text", optional: true },
  ],
  actor: [
    { name: "name", label: "Name", as: "text", optional: false },
    { name: "kind", label: "Kind", as: "choice", choices: ACTOR_KINDS },
    { name: "country", label: "Country", as: "text", optional: true },
    { name: "sector", label: "Sector", as: "choice", choices: SECTORS, optional: true },
    { name: "role", label: "Office", as: "text", optional: true },
  ],
};

/** What differs between an entry as it was read and as it was set: what a correction keeps. */
export function differences(
  kind: EntryKind,
  read: object,
  set: { readonly [name: string]: unknown },
): { [name: string]: unknown } {
  const value: { [name: string]: unknown } = {};
  for (const { name } of FIELDS[kind]) {
    // A field that the record does not have, as what became of a promise, is one that nothing was said of.
    const before = (read as { [name: string]: unknown })[name] ?? null;
    if (name in set && JSON.stringify(set[name]) !== JSON.stringify(before)) value[name] = set[name];
  }
  return value;
}

/** The entry of a record by its kind and id. */
export function entryOf(record: Record, kind: EntryKind, id: string): { id: string } | undefined {
  const lists: { [kind in EntryKind]: readonly { id: string }[] } = {
    event: record.events,
    statement: record.statements,
    tie: record.ties,
    commitment: record.commitments,
    time: record.times,
    actor: record.actors,
  };
  return lists[kind].find((entry) => entry.id === id);
}
