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
  /**
   * Looks single rows of a large table up, without cutting the rest: given the first cells of a row (with tabs between
   * them), the cells behind them as they stand, or undefined. Throws where there is no such table.
   */
  finder(name: string): (key: string) => string | undefined;
}

/** A user's own lines for a table, in the same format as the file of that name in `lexicon/`. */
export interface LexiconAddition {
  table: string;
  text: string;
}

const MAGIC = "chancery-lexicon 4";
const TABLE = 0x0c;
const LINE = 0x0a;
/** Stands behind the name of a table whose rows are in the order of their bytes. */
const SORTED = "\tsorted";

/**
 * Compiles tab-separated files into the bytes that `openLexicon` takes: a line with the version, the digest and the
 * length in bytes of what follows, then the tables. They are ordered by name: the same tables give the same bytes.
 */
export function compileLexicon(files: readonly { name: string; text: string }[]): Uint8Array {
  const tables = [...files]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => {
      const rows = rowLines(text);
      return `\f${name}${isSorted(rows) ? SORTED : ""}\n${rows.join("\n")}`;
    })
    .join("\n");
  const body = new TextEncoder().encode(tables);
  const header = new TextEncoder().encode(`${MAGIC} sha256:${sha256Text(tables)} ${body.length}\n`);
  const bytes = new Uint8Array(header.length + body.length);
  bytes.set(header);
  bytes.set(body, header.length);
  return bytes;
}

/** Whether rows are in the order of their code points, which is that of their bytes in UTF-8. */
function isSorted(rows: readonly string[]): boolean {
  const bytes = rows.map((row) => new TextEncoder().encode(row));
  return bytes.every((row, r) => r === 0 || compareBytes(bytes[r - 1] as Uint8Array, 0, row) < 0);
}

/** The order of `key` and as many bytes of `bytes` from `at` on: below 0 where those stand before the key. */
function compareBytes(bytes: Uint8Array, at: number, key: Uint8Array): number {
  for (let i = 0; i < key.length; i++) {
    const apart = (bytes[at + i] ?? 0) - (key[i] as number);
    if (apart !== 0) return apart;
  }
  return 0;
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
  const sorted = new Set<string>();
  for (let at = bytes.indexOf(TABLE, start); at >= 0; ) {
    const next = bytes.indexOf(TABLE, at + 1);
    const eol = bytes.indexOf(LINE, at);
    const head = text(at + 1, eol);
    const name = head.endsWith(SORTED) ? head.slice(0, -SORTED.length) : head;
    if (name !== head) sorted.add(name);
    parts.set(name, [eol + 1, next < 0 ? bytes.length : next]);
    at = next;
  }
  for (const { table } of additions)
    if (!parts.has(table))
      throw new Error(`no lexicon table is named "${table}"; there are ${[...parts.keys()].join(", ")}`);
  const opened = new Map<string, readonly string[][]>();
  const part = (name: string): readonly [from: number, to: number] => {
    const found = parts.get(name);
    if (found === undefined) throw new Error(`the lexicon has no table "${name}": reinstall chancery`);
    return found;
  };
  const own = (name: string): string[] =>
    additions.filter(({ table }) => table === name).flatMap((addition) => rowLines(addition.text));
  return {
    digest: additions.length === 0 ? digest : `sha256:${sha256Text(digest + JSON.stringify(additions))}`,
    table(name) {
      let rows = opened.get(name);
      if (rows) return rows;
      rows = [...text(...part(name)).split("\n"), ...own(name)]
        .filter((line) => line !== "")
        .map((line) => line.split("\t"));
      opened.set(name, rows);
      return rows;
    },
    finder(name) {
      const [from, to] = part(name);
      const later = own(name);
      if (!sorted.has(name)) later.unshift(...text(from, to).split("\n"));
      const encoder = new TextEncoder();
      return (key) => {
        const start = `${key}\t`;
        for (let r = later.length - 1; r >= 0; r--)
          if (later[r]?.startsWith(start)) return later[r]?.slice(start.length);
        return sorted.has(name) ? findRow(bytes, from, to, encoder.encode(start)) : undefined;
      };
    },
  };
}

/** What stands behind a key in the sorted rows between two places of the bytes; undefined where no row begins with it. */
function findRow(bytes: Uint8Array, from: number, to: number, key: Uint8Array): string | undefined {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    let start = middle;
    while (start > low && bytes[start - 1] !== LINE) start--;
    const order = compareBytes(bytes, start, key);
    let end = start;
    if (order <= 0) while (end < to && bytes[end] !== LINE) end++;
    if (order === 0) return new TextDecoder("utf-8").decode(bytes.subarray(start + key.length, end));
    if (order < 0) low = end + 1;
    else high = start;
  }
  return undefined;
}

/** Lines of a table that hold a row: neither blank nor a `#` comment. */
export function rowLines(text: string): string[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
}
