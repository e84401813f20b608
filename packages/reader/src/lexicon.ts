import { sha256 } from "./hash.ts";

/**
 * What the reading knows, as data: the tables of `lexicon/`, compiled into one file. A table is a list of rows, a row
 * the cells of one line of the tab-separated file of that name; comments and blank lines are gone.
 */
export interface Lexicon {
  /** `sha256:…` of all that the tables hold, the user's additions included. */
  readonly digest: string;
  /** The rows of `lexicon/<name>.tsv`; the user's rows come last, so that a later row overrides an earlier one. Throws where there is no such table. */
  table(name: string): readonly (readonly string[])[];
}

/** A user's own lines for a table, in the same format as the file of that name in `lexicon/`. */
export interface LexiconAddition {
  table: string;
  text: string;
}

const MAGIC = "chancery-lexicon 1";

/** Compiles tab-separated files into the bytes that `openLexicon` takes. Files are ordered by name: the same tables give the same bytes. */
export function compileLexicon(files: readonly { name: string; text: string }[]): Uint8Array {
  const parts = [...files]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => `\f${name}\n${rowLines(text).join("\n")}`);
  return new TextEncoder().encode(`${MAGIC}\n${parts.join("\n")}\n`);
}

/**
 * Opens a compiled lexicon, with the user's own lines behind its own.
 * Throws when the bytes are not a compiled lexicon of this version or an addition names an unknown table.
 */
export function openLexicon(bytes: Uint8Array, additions: readonly LexiconAddition[] = []): Lexicon {
  const text = new TextDecoder("utf-8").decode(bytes);
  if (!text.startsWith(`${MAGIC}\n`))
    throw new Error("the lexicon is damaged or of another version: reinstall chancery");
  const tables = new Map<string, string[][]>();
  for (const part of text
    .slice(MAGIC.length + 1)
    .split("\f")
    .slice(1)) {
    const eol = part.indexOf("\n");
    tables.set(part.slice(0, eol), cells(part.slice(eol + 1).split("\n")));
  }
  for (const { table, text: own } of additions) {
    const rows = tables.get(table);
    if (!rows) throw new Error(`no lexicon table is named "${table}"; there are ${[...tables.keys()].join(", ")}`);
    rows.push(...cells(rowLines(own)));
  }
  let digest: string | undefined;
  return {
    get digest() {
      digest ??= `sha256:${sha256(additions.length ? new TextEncoder().encode(text + JSON.stringify(additions)) : bytes)}`;
      return digest;
    },
    table(name) {
      const rows = tables.get(name);
      if (!rows) throw new Error(`the lexicon has no table "${name}": reinstall chancery`);
      return rows;
    },
  };
}

/** Lines of a table that hold a row: neither blank nor a `#` comment. */
export function rowLines(text: string): string[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
}

function cells(lines: readonly string[]): string[][] {
  return lines.filter((line) => line !== "").map((line) => line.split("\t"));
}
