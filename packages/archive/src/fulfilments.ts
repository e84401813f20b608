import type { EventType } from "@chancery/reader";

/** What keeps a promise whose verb tells no more. */
export const GIVEN: readonly EventType[] = ["COOPERATE", "AID"];

/** The promised verb → the types of event that keep it: the types that PLOVER reduces to AGREE when they lie ahead. */
export const FULFILLED_BY: { readonly [verb: string]: readonly EventType[] } = {
  visit: ["CONSULT"],
  travel: ["CONSULT"],
  pay: ["CONSULT", "AID"],
  meet: ["CONSULT"],
  attend: ["CONSULT"],
  hold: ["CONSULT", "COOPERATE"],
  host: ["CONSULT", "COOPERATE"],
  discuss: ["CONSULT"],
  exchange: ["CONSULT", "COOPERATE"],
  send: ["AID", "CONSULT"],
  provide: ["AID"],
  offer: ["AID"],
  donate: ["AID"],
  give: ["AID"],
  help: ["AID"],
  pledge: ["AID"],
  promise: ["AID"],
  sign: ["SUPPORT", "COOPERATE"],
  ratify: ["SUPPORT"],
  establish: ["SUPPORT"],
  restore: ["SUPPORT"],
  resume: ["SUPPORT", "COOPERATE", "CONSULT"],
  open: ["SUPPORT", "COOPERATE"],
  recognize: ["SUPPORT"],
  support: ["SUPPORT", "AID"],
  withdraw: ["RETREAT"],
  release: ["RETREAT"],
  lift: ["CONCEDE", "RETREAT"],
  end: ["RETREAT", "CONCEDE"],
};

/** Promised verbs that the visit of the other side fulfils. */
export const HOSTING: ReadonlySet<string> = new Set([
  "host",
  "receive",
  "welcome",
  "invite",
  "meet",
  "hold",
  "discuss",
  "exchange",
]);

/** Verbs that leave it to their object to say what is done. */
export const LIGHT: ReadonlySet<string> = new Set(["pay", "make", "begin", "start", "undertake", "conduct"]);
