import type { Span } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { indexable } from "./body.ts";

/** Characters of the private use area, which the index would take for words of their own, around a match. */
const OPEN = "\ue0fe";
const CLOSE = "\ue0ff";

/**
 * Where a query matches in each of some texts: spans of the text, phrases as one. FTS5 itself tells them, over a copy of
 * just these texts in memory, so that prefixes, phrases and NEAR are marked as they were found.
 */
export function marksIn(archive: Archive, match: string, texts: readonly string[]): Span[][] {
  archive.db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.marked USING
    fts5 (text, tokenize="unicode61 remove_diacritics 2")`);
  archive.sql("DELETE FROM temp.marked").run();
  const insert = archive.sql("INSERT INTO temp.marked (rowid, text) VALUES (?, ?)");
  for (const [i, text] of texts.entries()) insert.run(i, indexable(text).replace(/[\ue0fe\ue0ff]/g, " "));
  const out = texts.map((): Span[] => []);
  const found = archive
    .sql(
      `SELECT rowid AS i, highlight(marked, 0, '${OPEN}', '${CLOSE}') AS shown FROM temp.marked WHERE marked MATCH ?`,
    )
    .all(match) as { i: number; shown: string }[];
  for (const { i, shown } of found) out[i] = spansOf(texts[i] as string, shown);
  archive.sql("DELETE FROM temp.marked").run();
  return out;
}

/** The spans between marks, in the text as it was before `indexable` set characters apart. */
function spansOf(text: string, shown: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  let open = -1;
  for (let i = 0; i < shown.length; i++) {
    const char = shown[i];
    if (char === OPEN) open = at;
    else if (char === CLOSE) {
      if (open >= 0 && at > open) spans.push([open, at]);
      open = -1;
    } else if (char !== " " || at >= text.length || text[at] === " " || text[at] === "\0" || isMark(text[at])) at++;
  }
  return spans;
}

function isMark(char: string | undefined): boolean {
  return char === OPEN || char === CLOSE;
}

/** A piece of a text around its first marks, cut between words, with the marks moved along. */
export interface Snippet {
  /** Where the piece stands in the text. */
  readonly start: number;
  readonly text: string;
  /** Spans of `text`. */
  readonly marks: readonly Span[];
}

/** At most about `room` code units of a text, around the place where its marks lie closest together. */
export function snippetOf(text: string, marks: readonly Span[], room: number): Snippet {
  if (text.length <= room) return { start: 0, text, marks };
  let best = marks[0] ?? ([0, 0] satisfies Span);
  let most = 0;
  for (const [i, mark] of marks.entries()) {
    let n = 0;
    while ((marks[i + n]?.[1] ?? Number.POSITIVE_INFINITY) <= mark[0] + room * 0.7) n++;
    if (n > most) {
      most = n;
      best = mark;
    }
  }
  let start = Math.max(0, best[0] - Math.floor(room * 0.25));
  const space = start === 0 ? 0 : text.slice(start, best[0]).search(/\s/) + 1;
  start += space;
  let end = Math.min(text.length, start + room);
  if (end < text.length) {
    const last = text.slice(start, end).search(/\s\S*$/);
    if (last > room / 2) end = start + last;
  }
  return {
    start,
    text: text.slice(start, end),
    marks: marks.filter(([a, b]) => a >= start && b <= end).map(([a, b]): Span => [a - start, b - start]),
  };
}
