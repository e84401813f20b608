import type { Code, Line, Predicates } from "./lexicon.ts";
import type { Need } from "./patterns.ts";

/** A line of a verb dictionary that could not be read, or not be honoured as it stands. */
export interface DictionaryProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** A user's verb dictionary, as far as it can be honoured. */
export interface VerbDictionary {
  readonly lines: readonly Line[];
  /** Forms of its verbs as the dictionary gives them: form, verb. */
  readonly forms: readonly (readonly [form: string, verb: string])[];
  readonly problems: readonly DictionaryProblem[];
}

/** A pattern's words by their place beside the verb. */
interface Parts {
  before: string[][];
  after: string[][];
  /** `$` stands behind the verb, or `+` before it: the one behind is the actor. */
  turned: boolean;
  both: boolean;
}

const CODE = /\[([^\][]*)\]\s*$/;
const LAST_PLACES = ["obj", "against", "with", "to", "on", "at", "from", "for", "of", "in"];

/**
 * Reads a verb dictionary in PETRARCH's formats: CAMEO.2.0 (blocks `--- NAME [code] ---`, verbs with their forms in braces,
 * patterns `- * {NEW SANCTIONS} (ON $) [163]`, synonym sets `&NAME`) and the older pattern format of TABARI and PETRARCH 1
 * (`- + * WAR ON $ [190]`, `ACCUSED_ [112]`). `codes` says what PLOVER makes of a CAMEO code.
 *
 * A pattern holds where its words stand beside the verb in the clause, in whatever order behind it: phrase marks are read
 * as grouping only. A code of CAMEO 01 (comments) means no event; `[a:b]` is coded from the side of the first party.
 * Lines that cannot be read, and those with what is not honoured (transformations, disjunctions over parts of a phrase,
 * codes that CAMEO does not have) are listed with their numbers, and left out.
 */
export function readVerbDictionary(text: string, name: string, codes: Pick<Predicates, "code">): VerbDictionary {
  const lines: Line[] = [];
  const forms: [string, string][] = [];
  const problems: DictionaryProblem[] = [];
  const sets = new Map<string, string[]>();
  let set: string[] | null = null;
  let blockCode = "";
  let verbs: { verb: string; particles: string[] }[] = [];
  let fresh = true;

  const rows = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  for (const [index, raw] of rows.entries()) {
    const hash = raw.indexOf("#");
    const row = (hash < 0 ? raw : raw.slice(0, hash)).replace(/;[^[\]]*$/, "").trim();
    const refuse = (reason: string): void => {
      problems.push({ line: index + 1, text: raw.trim(), reason });
    };
    if (row === "") continue;
    if (row.startsWith("&")) {
      set = [];
      sets.set(row.slice(1).replace(/_+$/, "").toLowerCase(), set);
      continue;
    }
    if (set && row.startsWith("+")) {
      set.push(...wordsOf(row.slice(1)).slice(-1));
      continue;
    }
    set = null;
    if (row.startsWith("---")) {
      const code = CODE.exec(row.replace(/-+\s*$/, "").trim());
      blockCode = code?.[1]?.trim() ?? "";
      verbs = [];
      fresh = true;
      continue;
    }
    if (row.startsWith("~")) {
      refuse("transformations are not honoured");
      continue;
    }
    if (row.startsWith("-")) {
      if (!verbs.length) {
        refuse("a pattern without a verb before it");
        continue;
      }
      const found = CODE.exec(row);
      if (!found) {
        refuse("no [code] at the end");
        continue;
      }
      fresh = true;
      const parts = partsOf(row.slice(1, found.index), sets);
      if (typeof parts === "string") {
        refuse(parts);
        continue;
      }
      const coded = codeOf(found[1] ?? "", codes);
      if (typeof coded === "string") {
        refuse(coded);
        continue;
      }
      for (const { verb, particles } of verbs) lines.push(lineOf(verb, particles, parts, coded, name, row));
      continue;
    }
    // a verb: WORD {FORMS} [code]
    const found = CODE.exec(row);
    const code = found ? (found[1] ?? "") : blockCode;
    const head = (found ? row.slice(0, found.index) : row).trim();
    const braces = head.indexOf("{");
    const own = wordsOf((braces < 0 ? head : head.slice(0, braces)).replace(/^\+/, ""));
    const verb = own[0];
    if (verb === undefined) {
      refuse("no verb");
      continue;
    }
    if (fresh) verbs = [];
    fresh = false;
    const particles = own.slice(1);
    verbs.push({ verb, particles });
    if (braces >= 0)
      for (const form of head
        .slice(braces + 1)
        .replace("}", "")
        .split(/\s+/)) {
        const first = wordsOf(form.replace(/^\+/, ""))[0];
        if (first && first !== verb) forms.push([first, verb]);
      }
    if (code === "" || code === "---" || code === "---:---") continue;
    const coded = codeOf(code, codes);
    if (typeof coded === "string") {
      refuse(coded);
      continue;
    }
    lines.push(lineOf(verb, particles, { before: [], after: [], turned: false, both: false }, coded, name, verb));
  }
  return { lines, forms, problems };
}

/** "+BREAK_DOWN" → break, down. */
function wordsOf(text: string): string[] {
  return text
    .trim()
    .toLowerCase()
    .split(/[_\s]+/)
    .filter((word) => word !== "");
}

/** What a pattern asks for before and behind `*`; a string says why it cannot be honoured. */
function partsOf(pattern: string, sets: ReadonlyMap<string, string[]>): Parts | string {
  const found: Parts = { before: [], after: [], turned: false, both: false };
  let behind = false;
  for (const token of pattern.replace(/[{}()]/g, " ").split(/\s+/)) {
    if (token === "" || token === "^") continue;
    if (token === "*") {
      if (behind) return "two verbs marked with *";
      behind = true;
    } else if (token === "$" || token === "+") {
      if ((token === "$") === behind) found.turned = true;
    } else if (token === "%") found.both = true;
    else if (token.includes("|") || token.includes("/")) return "alternatives inside a pattern";
    else if (token.startsWith("&")) {
      const words = sets.get(token.slice(1).replace(/_+$/, "").toLowerCase());
      if (!words) return `there is no set ${token}`;
      (behind ? found.after : found.before).push(words);
    } else {
      // the words of a compound ("PEACE_TALKS") each have to stand there
      for (const word of wordsOf(token)) (behind ? found.after : found.before).push([word]);
    }
  }
  if (!behind) return "no * for the verb";
  return found;
}

interface Coded {
  readonly code: Code | null;
  readonly cameo: string;
  readonly turned: boolean;
  readonly both: boolean;
}

/** `[112]`, `[042:043]`, `[:173]`, `[---]`: what a code says; a string says why it cannot be honoured. */
function codeOf(text: string, codes: Pick<Predicates, "code">): Coded | string {
  const [first = "", second] = text.split(":").map((part) => part.trim().replace(/-/g, ""));
  const cameo = first || second || "";
  const turned = first === "" && (second ?? "") !== "";
  if (cameo === "" || cameo.startsWith("01")) return { code: null, cameo: "", turned: false, both: false };
  const known = knownCode(cameo, codes);
  if (!known) return `[${text}] is no CAMEO code`;
  return { code: known, cameo, turned, both: second !== undefined && second === first };
}

/** The code, or the one above it; appeals (02) count among the requests (10), as PLOVER counts them. */
function knownCode(cameo: string, codes: Pick<Predicates, "code">): Code | undefined {
  const named = cameo.startsWith("02") ? `10${cameo.slice(2)}` : cameo;
  if (!/^\d{2,4}$/.test(named)) return undefined;
  for (let code = named; code.length >= 2; code = code.slice(0, -1)) {
    const found = codes.code(code) ?? codes.code(code.length === 2 ? `${code}0` : code);
    if (found) return found;
  }
  return undefined;
}

function lineOf(
  verb: string,
  particles: readonly string[],
  parts: Parts,
  coded: Coded,
  source: string,
  pattern: string,
): Line {
  const needs: Need[] = [
    ...particles.map((word): Need => ({ kind: "word", words: new Set([word]) })),
    ...parts.before.map((words): Need => ({ kind: "beside", words: new Set(words), behind: false })),
    ...parts.after.map((words): Need => ({ kind: "beside", words: new Set(words), behind: true })),
  ];
  const turned = parts.turned || coded.turned;
  const both = parts.both || coded.both;
  return {
    triggerClass: "verb",
    pattern,
    trigger: verb,
    needs,
    // a user's pattern is asked before the lexicon's own, his bare verbs only before its bare verbs
    weight: parts.before.length + parts.after.length > 0 ? 20 + needs.length : 0.5 + particles.length * 2,
    type: coded.code?.type ?? null,
    mode: coded.code?.mode ?? null,
    cameo: coded.cameo,
    actor: turned ? ["obj", "by", "from", "with"] : ["subj"],
    recipient: turned ? ["subj"] : both ? ["both", "obj"] : LAST_PLACES,
    contexts: coded.code?.contexts ?? [],
    source,
  };
}
