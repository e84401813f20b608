/**
 * PETRARCH's dictionaries of actors and agents, as TABARI and PETRARCH users have them:
 *
 *     AFGHANISTAN_ [AFG]                      a name and its code; "_" is a space
 *     +AFGHAN_                                a synonym of the name above
 *     HAMID_KARZAI_                           dated codes on lines of their own, the undated one for all other days
 *     	[AFGGOV 011222-140928]
 *     	[AFGELI >140929]  # comment
 *     !PERSON! = MAN, MEN, WOMAN, WOMEN       a macro, in a file of agents
 *     LAWMAN {LAWMEN} [~COP]                  an agent with its plural; `{}` has none, without braces it is regular
 *     HERDS!PERSON! [~AGR]                    one agent for every word of the macro
 *
 * Dates are YYMMDD (31 and later is 1931 to 1999) or YYYYMMDD.
 */
export interface UserActor {
  /** The names, the first as the dictionary leads with it. */
  readonly names: readonly string[];
  readonly codes: readonly DatedCode[];
}

export interface DatedCode {
  readonly code: string;
  /** `YYYY-MM-DD`, both inclusive; null is open. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface UserAgent {
  readonly singular: string;
  /** Null where it has none. */
  readonly plural: string | null;
  readonly code: string;
}

/** A line that was not understood. `dictionary` counts the given texts of its kind from 0, `line` the lines from 1. */
export interface UnreadableLine {
  readonly kind: "actors" | "agents";
  readonly dictionary: number;
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** Reads a dictionary of actors. Lines that are not understood are left out and named; it never throws. */
export function readActorDictionary(
  text: string,
  dictionary: number,
): { actors: UserActor[]; unreadable: UnreadableLine[] } {
  const actors: UserActor[] = [];
  const unreadable: UnreadableLine[] = [];
  let names: string[] = [];
  let codes: DatedCode[] = [];
  let head = { line: 0, text: "" };
  const refuse = (line: number, raw: string, reason: string) =>
    unreadable.push({ kind: "actors", dictionary, line, text: raw.slice(0, 200), reason });
  const close = () => {
    if (names.length > 0 && codes.length > 0) actors.push({ names, codes });
    else if (names.length > 0) refuse(head.line, head.text, "the name has no code");
    names = [];
    codes = [];
  };
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    const content = raw.replace(/[#;].*$/, "").trim();
    if (content === "") return;
    const bracket = content.indexOf("[");
    const name = (bracket < 0 ? content : content.slice(0, bracket)).trim();
    if (name !== "") {
      const synonym = name.startsWith("+");
      if (!synonym) {
        close();
        head = { line, text: raw };
      } else if (names.length === 0) {
        refuse(line, raw, "a synonym without a name above it");
        return;
      }
      const plain = nameOf(synonym ? name.slice(1) : name);
      if (plain === null) refuse(line, raw, "this is no name");
      else names.push(plain);
    } else if (names.length === 0) {
      refuse(line, raw, "a code without a name above it");
      return;
    }
    if (bracket < 0) return;
    if (!content.endsWith("]")) {
      refuse(line, raw, "the bracket is not closed");
      return;
    }
    for (const part of content.slice(bracket).split("]")) {
      const inside = part.trim();
      if (inside === "") continue;
      const code = inside.startsWith("[") ? codeOf(inside.slice(1)) : null;
      if (code) codes.push(code);
      else refuse(line, raw, `"${inside.slice(0, 40)}" is no code with a date, as [USAGOV >010120] is`);
    }
  });
  close();
  return { actors, unreadable };
}

/** Reads a dictionary of agents. Lines that are not understood are left out and named; it never throws. */
export function readAgentDictionary(
  text: string,
  dictionary: number,
): { agents: UserAgent[]; unreadable: UnreadableLine[] } {
  const agents: UserAgent[] = [];
  const unreadable: UnreadableLine[] = [];
  const macros = new Map<string, string[]>();
  let line = 0;
  for (const raw of text.split(/\r?\n/)) {
    line++;
    const at = line;
    const refuse = (reason: string) =>
      unreadable.push({ kind: "agents", dictionary, line: at, text: raw.slice(0, 200), reason });
    const content = raw.replace(/#.*$/, "").trim();
    if (content === "") continue;
    const macro = /^!([A-Z_]+)!\s*=\s*(.+)$/.exec(content);
    if (macro) {
      macros.set(
        macro[1] as string,
        (macro[2] as string)
          .split(",")
          .map((word) => word.trim())
          .filter(Boolean),
      );
      continue;
    }
    const entry = /^([^[{]+?)\s*(?:\{([^}]*)\})?\s*\[\s*(~?)([A-Z]{3,12})(~?)\s*\]$/.exec(content);
    if (!entry) {
      refuse("this is no agent with its code, as LAWMAN {LAWMEN} [~COP] is");
      continue;
    }
    const [, name = "", braces, before = "", code = "", after = ""] = entry;
    if (before === after) {
      refuse("the place of the state is missing: [~COP]");
      continue;
    }
    const used = /!([A-Z_]+)!/.exec(name);
    if (used) {
      const words = macros.get(used[1] as string);
      if (!words) {
        refuse(`there is no macro !${used[1]}! above`);
        continue;
      }
      for (const word of words) {
        const plain = nameOf(name.replace(used[0], word));
        if (plain) agents.push({ singular: plain, plural: null, code });
      }
      continue;
    }
    const singular = nameOf(name);
    if (singular === null) {
      refuse("this is no noun");
      continue;
    }
    const plural = braces === undefined ? regularPlural(singular) : nameOf(braces);
    agents.push({ singular, plural, code });
  }
  return { agents, unreadable };
}

/** `HAMID_KARZAI_` is `hamid karzai`; null where no letter or figure is left. */
function nameOf(name: string): string | null {
  const plain = name.replaceAll("_", " ").replaceAll("+", " ").replace(/\s+/g, " ").trim().toLowerCase();
  return /[\p{L}\p{N}]/u.test(plain) ? plain : null;
}

/** `USAGOV 010120-090119`, `AFGELI >140929`, `ITA <900101`, `USA`. */
function codeOf(inside: string): DatedCode | null {
  const match = /^([A-Z][A-Z0-9-]{2,23}|-{3})(?:\s+(?:([<>])\s*(\d{6,10})|(\d{6,10})\s*(?:-\s*(\d{6,10}))?))?$/.exec(
    inside.trim(),
  );
  if (!match) return null;
  const [, code = "", sign, border, from, to] = match;
  if (/^-+$/.test(code)) return { code: "---", from: null, to: null };
  if (sign) {
    const day = dayOf(border as string);
    if (!day) return null;
    return sign === ">" ? { code, from: day, to: null } : { code, from: null, to: day };
  }
  if (!from) return { code, from: null, to: null };
  const first = dayOf(from);
  const last = to ? dayOf(to) : first;
  return first && last ? { code, from: first, to: last } : null;
}

function dayOf(digits: string): string | null {
  if (digits.length !== 6 && digits.length !== 8) return null;
  const short = digits.length === 6;
  const year = short
    ? Number(digits.slice(0, 2)) + (Number(digits.slice(0, 2)) > 30 ? 1900 : 2000)
    : Number(digits.slice(0, 4));
  const month = digits.slice(short ? 2 : 4, short ? 4 : 6);
  const day = digits.slice(short ? 4 : 6);
  if (Number(month) > 12 || Number(day) > 31) return null;
  return `${year}-${month === "00" ? "01" : month}-${day === "00" ? "01" : day}`;
}

function regularPlural(singular: string): string {
  if (/[^aeiou]y$/.test(singular)) return `${singular.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(singular) ? `${singular}es` : `${singular}s`;
}

/** The code of an actor on a day: the dated one that covers it, otherwise the undated; without a day, the undated, otherwise the latest. */
export function codeOn(codes: readonly DatedCode[], day: string | null): string | null {
  let open: string | null = null;
  let latest: DatedCode | null = null;
  for (const dated of codes) {
    if (dated.from === null && dated.to === null) open ??= dated.code;
    else if (day !== null && (dated.from ?? "") <= day && day <= (dated.to ?? "9999")) return dated.code;
    if (!latest || (dated.to ?? "9999") >= (latest.to ?? "9999")) latest = dated;
  }
  return open ?? (day === null ? (latest?.code ?? null) : null);
}
