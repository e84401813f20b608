import type { Correction } from "../api.ts";

export type EntryKind = Correction["kind"];
export type Verdict = Correction["verdict"];

/** What can be judged, with the name it has on the page. */
export const KIND_NAMES: { readonly [kind in EntryKind]: string } = {
  event: "Events",
  statement: "Statements",
  tie: "Ties",
  commitment: "Promises",
  time: "Times",
  actor: "Actors",
};

export function isJudged(kind: string): kind is EntryKind {
  return kind in KIND_NAMES;
}
