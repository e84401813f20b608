import { sha256Text } from "./hash.ts";

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

const MAGIC = "chancery-lexicon 3";
const TABLE = 0x0c;
const LINE = 0x0a;

/**
 * Compiles tab-separated files into the bytes that `openLexicon` takes: a line with the version, the digest and the
 * length in bytes of what follows, then the tables. They are ordered by name: the same tables give the same bytes.
 */
export function compileLexicon(files: readonly { name: string; text: string }[]): Uint8Array {
  const tables = [...files]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => `\f${name}\n${rowLines(text).join("\n")}`)
    .join("\n");
  const body = new TextEncoder().encode(tables);
  const header = new TextEncoder().encode(`${MAGIC} sha256:${sha256Text(tables)} ${body.length}\n`);
  const bytes = new Uint8Array(header.length + body.length);
  bytes.set(header);
  bytes.set(body, header.length);
  return bytes;
}

/**
 * Opens a compiled lexicon, with the user's own lines behind its own. Tables are decoded and cut into cells when they are
 * asked for. Throws when the bytes are not a whole compiled lexicon of this version or an addition names an unknown table.
 */
export function openLexicon(bytes: Uint8Array, additions: readonly LexiconAddition[] = []): Lexicon {
  const text = (from: number, to: number) => new TextDecoder("utf-8").decode(bytes.subarray(from, to));
  const start = bytes.indexOf(LINE) + 1;
  const header = text(0, Math.max(0, start - 1));
  const [digest, length] = header.slice(MAGIC.length + 1).split(" ");
  if (!header.startsWith(`${MAGIC} `) || digest === undefined || bytes.length - start !== Number(length))
    throw new Error("the lexicon is damaged or of another version: reinstall chancery");
  const parts = new Map<string, readonly [from: number, to: number]>();
  for (let at = bytes.indexOf(TABLE, start); at >= 0; ) {
    const next = bytes.indexOf(TABLE, at + 1);
    const eol = bytes.indexOf(LINE, at);
    parts.set(text(at + 1, eol), [eol + 1, next < 0 ? bytes.length : next]);
    at = next;
  }
  for (const { table } of additions)
    if (!parts.has(table))
      throw new Error(`no lexicon table is named "${table}"; there are ${[...parts.keys()].join(", ")}`);
  const opened = new Map<string, readonly string[][]>();
  return {
    digest: additions.length === 0 ? digest : `sha256:${sha256Text(digest + JSON.stringify(additions))}`,
    table(name) {
      let rows = opened.get(name);
      if (rows) return rows;
      const part = parts.get(name);
      if (part === undefined) throw new Error(`the lexicon has no table "${name}": reinstall chancery`);
      const own = additions.filter(({ table }) => table === name).flatMap((addition) => rowLines(addition.text));
      rows = [...text(...part).split("\n"), ...own].filter((line) => line !== "").map((line) => line.split("\t"));
      opened.set(name, rows);
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
