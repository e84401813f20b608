import type { Lexicon } from "../lexicon.ts";
import { AUX_MODES, CONTEXTS, type Context, EVENT_TYPES, type EventType, QUADS, type Quad } from "../record.ts";
import { formsOf } from "./forms.ts";
import { checkClasses, type Need, parsePattern, triggerOf } from "./patterns.ts";

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

/** Trigger's lemma → the lines of a class, those that ask for most first. Their patterns are read when they are asked for. */
export type Lines = Pick<ReadonlyMap<string, readonly Line[]>, "get" | "has" | "keys">;

/** All that the room knows, ready to look up. */
export interface Predicates {
  readonly verbs: Lines;
  readonly nouns: Lines;
  readonly adjectives: Lines;
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
 * user's counts. Throws where a table names an unknown type, context, quad or class.
 */
export function openPredicates(lexicon: Lexicon, own: OwnVerbs = NO_VERBS): Predicates {
  const classes = readClasses(lexicon.table("events/classes"));
  const codes = readCodes(lexicon);

  const verbs: Unread[] = [];
  const nouns: Unread[] = [];
  const adjectives: Unread[] = [];
  const byClass = { verb: verbs, noun: nouns, adjective: adjectives };
  for (const [triggerClass = "", pattern = ""] of lexicon.table(NO_EVENT)) {
    const lines = byClass[triggerClass as TriggerClass];
    if (!lines) throw new Error(`${NO_EVENT}: "${triggerClass}" is not a word class`);
    lines.push(unread([pattern], NO_EVENT, classes));
  }
  const tables: [TriggerClass, string][] = [
    ["verb", "events/verbs"],
    ["noun", "events/nouns"],
    ["adjective", "events/adjectives"],
  ];
  for (const [triggerClass, table] of tables)
    for (const row of lexicon.table(table)) {
      const [pattern = "", type = "", , , , , contexts = ""] = row;
      eventType(type, pattern);
      contextList(contexts, pattern);
      byClass[triggerClass].push(unread(row, table, classes));
    }
  for (const line of own.lines) byClass[line.triggerClass].push(line);

  const scores = new Map<string, number>();
  const quads = new Map<string, Quad>();
  for (const [type = "", mode = "", quad = "", score = ""] of lexicon.table("events/scores")) {
    if (!KNOWN_QUADS.has(quad)) throw new Error(`events/scores: "${quad}" is not a quad`);
    scores.set(`${type} ${mode}`, Number(score));
    quads.set(type, quad as Quad);
  }

  const [verbIndex, nounIndex, adjectiveIndex] = [
    index(verbs, "verb", classes),
    index(nouns, "noun", classes),
    index(adjectives, "adjective", classes),
  ];
  const helpers = readHelpers(lexicon.table("events/helpers"));
  const irregular = lexicon.table("events/irregular");
  const verbForms = formsOf(verbIndex.keys(), irregular);
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
    nouns: nounIndex,
    adjectives: adjectiveIndex,
    compoundHeads: new Set(
      [...nounIndex.keys()].flatMap((trigger) => (trigger.includes("_") ? trigger.split("_").slice(-1) : [])),
    ),
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

/** The table of the predicates that tell of no event. */
const NO_EVENT = "events/no-event";

/** A line as its table has it, its pattern not yet read; or a line of the user's own. */
type Unread =
  | Line
  | { readonly trigger: string; readonly pattern: string; readonly row: readonly string[]; readonly source: string };

/** Throws where the pattern names a class that there is not. */
function unread(row: readonly string[], source: string, classes: ReadonlyMap<string, readonly string[]>): Unread {
  const pattern = row[0] as string;
  if (pattern.includes("$")) checkClasses(pattern, classes);
  return { trigger: triggerOf(pattern), pattern, row, source };
}

function lineOf(line: Unread, triggerClass: TriggerClass, classes: ReadonlyMap<string, readonly string[]>): Line {
  if (!("row" in line)) return line;
  const { pattern, row, source } = line;
  const [, type = "", mode = "", cameo = "", actor = "", recipient = "", contexts = ""] = row;
  return {
    triggerClass,
    pattern,
    ...parsePattern(pattern, classes),
    type: isSilent(line) ? null : eventType(type, pattern),
    mode: mode || null,
    cameo,
    actor: list(actor),
    recipient: list(recipient),
    contexts: contextList(contexts, pattern),
    source,
  };
}

/** Whether a line says: no event. */
function isSilent(line: Unread): boolean {
  return "row" in line ? line.source === NO_EVENT : line.type === null;
}

/** Lines by their trigger; those that ask for most first, of equals one that tells of an event, then the later one. */
function index(
  lines: readonly Unread[],
  triggerClass: TriggerClass,
  classes: ReadonlyMap<string, readonly string[]>,
): Lines {
  const found = new Map<string, { readonly unread: Unread[]; lines?: readonly Line[] }>();
  for (const line of lines) {
    const same = found.get(line.trigger);
    if (same) same.unread.push(line);
    else found.set(line.trigger, { unread: [line] });
  }
  const read = (same: readonly Unread[]): readonly Line[] => {
    const key = (line: Unread) => `${line.pattern}\t${isSilent(line)}`;
    const last = new Map(same.map((line) => [key(line), line]));
    const made = same.filter((line) => last.get(key(line)) === line).map((line) => lineOf(line, triggerClass, classes));
    return made.sort((a, b) => b.weight - a.weight || Number(a.type === null) - Number(b.type === null));
  };
  return {
    has: (trigger) => found.has(trigger),
    keys: () => found.keys(),
    get(trigger) {
      const same = found.get(trigger);
      if (same) same.lines ??= read(same.unread);
      return same?.lines;
    },
  };
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
