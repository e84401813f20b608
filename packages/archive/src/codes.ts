import {
  ACTOR_KINDS,
  AUX_MODES,
  type AuxMode,
  EVENT_TYPES,
  type EventType,
  FORMATS,
  QUADS,
  STATEMENT_KINDS,
  TIE_KINDS,
  TIE_STATUSES,
} from "@chancery/reader";

/**
 * The record's closed vocabularies as the small numbers that the tables hold: a word's place in its list. The lists may
 * only grow at their end; a test holds them to that.
 */
export const CODES = {
  format: FORMATS,
  actorKind: ACTOR_KINDS,
  statementKind: STATEMENT_KINDS,
  eventType: EVENT_TYPES,
  quad: QUADS,
  aux: AUX_MODES,
  tieKind: TIE_KINDS,
  tieStatus: TIE_STATUSES,
} as const;

/** Each event type's quad, as `QUADS` numbers them: PLOVER orders its types by them. */
export function quadOfType(type: number): number {
  return type < 4 ? 0 : type < 7 ? 1 : type < 11 ? 2 : 3;
}

/** The number of an event type. */
export function codeOfType(type: EventType): number {
  return EVENT_TYPES.indexOf(type);
}

/** Auxiliary modes as bits, in the order of `AUX_MODES`. */
export function auxBits(aux: readonly AuxMode[]): number {
  return aux.reduce((bits, mode) => bits | (1 << AUX_MODES.indexOf(mode)), 0);
}

/** The auxiliary modes that bits stand for. */
export function auxOfBits(bits: number): AuxMode[] {
  return AUX_MODES.filter((_, i) => bits & (1 << i));
}

/** A three-letter country code as a number, 0 for none: `AAA` is 1. */
export function codeOfCountry(country: string | null): number {
  if (country === null || !/^[A-Z]{3}$/.test(country)) return 0;
  return (country.charCodeAt(0) - 65) * 676 + (country.charCodeAt(1) - 65) * 26 + country.charCodeAt(2) - 64;
}

/** The three letters of a country's number, null for 0. */
export function countryOfCode(code: number): string | null {
  if (code <= 0) return null;
  const at = code - 1;
  return String.fromCharCode(65 + Math.floor(at / 676), 65 + (Math.floor(at / 26) % 26), 65 + (at % 26));
}
