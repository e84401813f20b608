import type { Lexicon } from "../lexicon.ts";
import { AUX_MODES, CONTEXTS, type Context, EVENT_TYPES, type EventType, QUADS, type Quad } from "../record.ts";
import { formsOf } from "./forms.ts";
import { type Need, parsePattern } from "./patterns.ts";

/** The word class of a predicate's trigger: which table it stands in. */
export type TriggerClass = "verb" | "noun" | "adjective";

/** A line of the predicate tables. `type` is null where the line says that the predicate tells of no event. */
export interface Line {
  readonly triggerClass: TriggerClass;
  readonly pattern: string;
  readonly trigger: string;
  readonly needs: readonly Need[];
  /** How much the pattern asks for: the line that asks for most wins. */
  readonly weight: number;
  readonly type: EventType | null;
  readonly mode: string | null;
  readonly cameo: string;
  /** Places to look for the actor and the recipient, the first that holds one counts. */
  readonly actor: readonly string[];
  readonly recipient: readonly string[];
  readonly contexts: readonly Context[];
  /** The table that it stands in, or the name of the user's own dictionary. */
  readonly source: string;
}

/** What an outer predicate says when its content is itself an event. */
export interface ContentRule {
  readonly outer: EventType;
  readonly inner: EventType;
  readonly cameo: string;
  readonly negated: boolean;
  readonly type: EventType;
  readonly mode: string | null;
  readonly code: string;
}

export const HELPER_ROLES = [
  "light",
  "happen",
  "through",
  "future",
  "try",
  "not",
  "past",
  "object-control",
  "doubt",
  "will",
  "negator",
  "deny",
  "part",
  "told",
  "deliberate",
  "unsaid",
  "foremost",
] as const;
export type HelperRole = (typeof HELPER_ROLES)[number];

/** All that the room knows, ready to look up. */
export interface Predicates {
  /** Trigger's lemma → the lines of that class, those that ask for most first. */
  readonly verbs: ReadonlyMap<string, readonly Line[]>;
  readonly nouns: ReadonlyMap<string, readonly Line[]>;
  readonly adjectives: ReadonlyMap<string, readonly Line[]>;
  /** Last words of triggers of several words: "strike" of "hunger_strike". */
  readonly compoundHeads: ReadonlySet<string>;
  /** Form → verb, for the verbs of the tables: "froze" → "freeze". */
  readonly verbForms: ReadonlyMap<string, string>;
  readonly helpers: { readonly [Role in HelperRole]: ReadonlySet<string> };
  readonly contentRules: readonly ContentRule[];
  readonly contextWords: ReadonlyMap<string, readonly Context[]>;
  quad(type: EventType): Quad;
  /** PLOVER's score of a type and mode. */
  score(type: EventType, mode: string | null): number;
  /** What CAMEO says of a code, as far as the table has it. */
  code(cameo: string): Code | undefined;
}

/** A CAMEO code: what it is in PLOVER and what it covers. */
export interface Code {
  readonly cameo: string;
  readonly type: EventType;
  readonly mode: string | null;
  readonly contexts: readonly Context[];
  readonly label: string;
}

/** What a user adds: lines, and forms of their verbs. */
export interface OwnVerbs {
  readonly lines: readonly Line[];
  readonly forms: readonly (readonly [form: string, verb: string])[];
}

const NO_VERBS: OwnVerbs = { lines: [], forms: [] };
const TYPES = new Set<string>(EVENT_TYPES);
const KNOWN_CONTEXTS = new Set<string>(CONTEXTS);
const KNOWN_QUADS = new Set<string>(QUADS);

/** The auxiliary modes in the order in which a record lists them. */
export const AUX_ORDER = AUX_MODES;

/**
 * Reads the tables of `lexicon/events/`, and a user's own lines behind them: of two lines with the same pattern the
 * user's counts. Throws where a table names an unknown type, context or quad.
 */
export function openPredicates(lexicon: Lexicon, own: OwnVerbs = NO_VERBS): Predicates {
  const classes = readClasses(lexicon.table("events/classes"));
  const codes = readCodes(lexicon);

  const verbs: Line[] = [];
  const nouns: Line[] = [];
  const adjectives: Line[] = [];
  const byClass = { verb: verbs, noun: nouns, adjective: adjectives };
  for (const [triggerClass = "", pattern = ""] of lexicon.table("events/no-event")) {
    const lines = byClass[triggerClass as TriggerClass];
    if (!lines) throw new Error(`events/no-event: "${triggerClass}" is not a word class`);
    lines.push(silentLine(triggerClass as TriggerClass, pattern, classes));
  }
  const tables: [TriggerClass, string][] = [
    ["verb", "events/verbs"],
    ["noun", "events/nouns"],
    ["adjective", "events/adjectives"],
  ];
  for (const [triggerClass, table] of tables)
    for (const row of lexicon.table(table)) byClass[triggerClass].push(lineOf(row, triggerClass, table, classes));
  for (const line of own.lines) byClass[line.triggerClass].push(line);

  const scores = new Map<string, number>();
  const quads = new Map<string, Quad>();
  for (const [type = "", mode = "", quad = "", score = ""] of lexicon.table("events/scores")) {
    if (!KNOWN_QUADS.has(quad)) throw new Error(`events/scores: "${quad}" is not a quad`);
    scores.set(`${type} ${mode}`, Number(score));
    quads.set(type, quad as Quad);
  }

  const verbIndex = index(verbs);
  const helpers = readHelpers(lexicon.table("events/helpers"));
  const irregular = lexicon.table("events/irregular");
  const verbForms = new Map(formsOf(verbIndex.keys(), irregular));
  // "used" of "used to" is a helper by itself, and otherwise a form of "use"
  for (const [form, verb] of formsOf(
    Object.values(helpers).flatMap((words) => [...words]),
    irregular,
  ))
    if (!verbForms.has(form)) verbForms.set(form, verb);
  for (const [form, verb] of own.forms) verbForms.set(form, verb);
  // "found" may be of "find" or of "found": those are left to the tree
  for (const [verb, forms = ""] of irregular) if (verb === "-") for (const form of list(forms)) verbForms.delete(form);
  return {
    verbs: verbIndex,
    verbForms,
    nouns: index(nouns),
    adjectives: index(adjectives),
    compoundHeads: new Set(nouns.flatMap(({ trigger }) => (trigger.includes("_") ? trigger.split("_").slice(-1) : []))),
    helpers,
    contentRules: lexicon
      .table("events/by-content")
      .map(([outer = "", inner = "", cameo = "", not = "", type = "", mode = "", code = ""]) => ({
        outer: eventType(outer, code),
        inner: eventType(inner, code),
        cameo,
        negated: not === "not",
        type: eventType(type, code),
        mode: mode || null,
        code,
      })),
    contextWords: readContextWords(lexicon.table("events/contexts")),
    quad: (type) => quads.get(type) as Quad,
    score: (type, mode) => scores.get(`${type} ${mode ?? ""}`) ?? (scores.get(`${type} `) as number),
    code: (cameo) => codes.get(cameo),
  };
}

/** What CAMEO's codes are in PLOVER, by code. */
export function readCodes(lexicon: Lexicon): ReadonlyMap<string, Code> {
  return new Map(
    lexicon
      .table("events/codes")
      .map(([cameo = "", type = "", mode = "", contexts = "", label = ""]) => [
        cameo,
        { cameo, type: eventType(type, cameo), mode: mode || null, contexts: contextList(contexts, cameo), label },
      ]),
  );
}

/** Classes of nouns by their name with its `$`. */
export function readClasses(rows: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  return new Map(rows.map(([name = "", words = ""]) => [name, list(words)]));
}

function lineOf(
  row: readonly string[],
  triggerClass: TriggerClass,
  table: string,
  classes: ReadonlyMap<string, readonly string[]>,
): Line {
  const [pattern = "", type = "", mode = "", cameo = "", actor = "", recipient = "", contexts = ""] = row;
  const { trigger, needs, weight } = parsePattern(pattern, classes);
  return {
    triggerClass,
    pattern,
    trigger,
    needs,
    weight,
    type: eventType(type, pattern),
    mode: mode || null,
    cameo,
    actor: list(actor),
    recipient: list(recipient),
    contexts: contextList(contexts, pattern),
    source: table,
  };
}

/** A line that says: no event. */
function silentLine(
  triggerClass: TriggerClass,
  pattern: string,
  classes: ReadonlyMap<string, readonly string[]>,
): Line {
  const { trigger, needs, weight } = parsePattern(pattern, classes);
  return {
    triggerClass,
    pattern,
    trigger,
    needs,
    weight,
    type: null,
    mode: null,
    cameo: "",
    actor: [],
    recipient: [],
    contexts: [],
    source: "events/no-event",
  };
}

/** Lines by their trigger; those that ask for most first, of equals one that tells of an event, then the later one. */
function index(lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> {
  const found = new Map<string, Line[]>();
  const last = new Map(lines.map((line) => [`${line.pattern}\t${line.type === null}`, line]));
  for (const line of lines) {
    if (last.get(`${line.pattern}\t${line.type === null}`) !== line) continue;
    const same = found.get(line.trigger);
    if (same) same.push(line);
    else found.set(line.trigger, [line]);
  }
  for (const same of found.values())
    same.sort((a, b) => b.weight - a.weight || Number(a.type === null) - Number(b.type === null));
  return found;
}

function readHelpers(rows: readonly (readonly string[])[]): Predicates["helpers"] {
  const roles = new Map(rows.map(([role = "", words = ""]) => [role, new Set(list(words))]));
  const missing = HELPER_ROLES.filter((role) => !roles.has(role));
  if (missing.length) throw new Error(`events/helpers: no line for ${missing.join(", ")}`);
  return Object.fromEntries(roles) as { [Role in HelperRole]: Set<string> };
}

function readContextWords(rows: readonly (readonly string[])[]): ReadonlyMap<string, readonly Context[]> {
  const found = new Map<string, Context[]>();
  for (const [context = "", words = ""] of rows)
    for (const word of list(words)) {
      const [known] = contextList(context, word);
      if (!known) continue;
      const same = found.get(word);
      if (same) same.push(known);
      else found.set(word, [known]);
    }
  return found;
}

function eventType(type: string, where: string): EventType {
  if (!TYPES.has(type)) throw new Error(`lexicon/events: "${type}" of "${where}" is not an event type`);
  return type as EventType;
}

function contextList(contexts: string, where: string): Context[] {
  const found = list(contexts);
  for (const context of found)
    if (!KNOWN_CONTEXTS.has(context)) throw new Error(`lexicon/events: "${context}" of "${where}" is not a context`);
  return found as Context[];
}

function list(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
