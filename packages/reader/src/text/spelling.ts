import type { Lexicon } from "../lexicon.ts";

/** What may follow an abbreviation; `lexicon/text/abbreviations.tsv` says what each means. */
export type AbbreviationKind = "name" | "number" | "month" | "end" | "inner";

/** What the cutting of words knows of English spelling, from the tables of `lexicon/text/`. */
export interface Spelling {
  /** Without the stop. */
  abbreviations: ReadonlyMap<string, AbbreviationKind>;
  /** Lower case → letters of the first word. */
  contractions: ReadonlyMap<string, number>;
  prefixes: ReadonlySet<string>;
  suffixes: ReadonlySet<string>;
  /** Last pieces of addresses and file names. */
  endings: ReadonlySet<string>;
  units: ReadonlySet<string>;
  starters: ReadonlySet<string>;
  elisions: ReadonlySet<string>;
}

/** Opens the tables of `lexicon/text/`. Throws where a line names a kind that there is not. */
export function openSpelling(lexicon: Lexicon): Spelling {
  const abbreviations = new Map<string, AbbreviationKind>();
  for (const [form = "", kind = ""] of lexicon.table("text/abbreviations")) {
    if (!isKind(kind)) throw new Error(`text/abbreviations: "${form}" has the kind "${kind}", which there is not`);
    abbreviations.set(form, kind);
    const capital = form.charAt(0).toUpperCase() + form.slice(1);
    if (!abbreviations.has(capital) && form.length > 1) abbreviations.set(capital, kind);
  }
  const joined = lexicon.table("text/joined");
  const pieces = (where: string) => new Set(joined.filter((row) => row[1] === where).map((row) => row[0] ?? ""));
  const column = (table: string) => new Set(lexicon.table(table).map((row) => row[0] ?? ""));
  return {
    abbreviations,
    contractions: new Map(lexicon.table("text/contractions").map(([form = "", cut = "0"]) => [form, Number(cut)])),
    prefixes: pieces("prefix"),
    suffixes: pieces("suffix"),
    endings: pieces("name"),
    units: column("text/units"),
    starters: column("text/starters"),
    elisions: column("text/elisions"),
  };
}

function isKind(kind: string): kind is AbbreviationKind {
  return kind === "name" || kind === "number" || kind === "month" || kind === "end" || kind === "inner";
}
