import { sha256Text } from "../hash.ts";
import type { Block, BlockKind, DateValue, Story } from "../record.ts";
import { datelineAt, type WrittenDateline } from "./dateline.ts";
import { dateAt, dateValue, isoDate, yearNear } from "./dates.ts";
import { bylineBehind, bylineOf, isDeskLine, labelLength, tailLength } from "./desk.ts";
import { languageBySmallWords } from "./english.ts";
import { KNOWN } from "./known.ts";
import { endsSentence, type Line, linesOf, paragraphsOf } from "./lines.ts";

export interface WireOptions {
  /** Fills what the text lacks. */
  date?: DateValue;
  agency?: string;
  url?: string;
  /** The story's id, where it comes with one; otherwise the hash of the text. */
  id?: string;
  /** The language, where it is known; otherwise "en" or "und". */
  language?: string;
}

/** Longest line that can be a headline, in code units. */
const HEADLINE = 200;

/**
 * Reads the text of an agency's story. It takes these layouts, and bare text:
 *
 *     date 2024-01-29 Envoys of two countries met on Monday to …      id MER_ENG_20051103.0277
 *                                                                     date 2005-11-03
 *     Envoys of two countries met on Monday to …                      Roundup: Envoys meet in Oslo
 *
 *     … next year. Enditem                                            OSLO, Nov. 3, 2005 (Meridian)
 *
 *                                                                     Envoys of two countries met …
 *     Envoys meet in Oslo
 *     by Karin Lund
 *
 *     OSLO, Nov. 3 (Meridian) -- Envoys of two countries met …
 *
 * `story.text` is the text, unchanged.
 */
export function readWire(text: string, options: WireOptions = {}): Story {
  const lines = linesOf(text);
  const blocks: Block[] = [];
  const head = readHead(text, lines, blocks);
  readBody(text, lines.slice(head.next), head, blocks);
  const dateline = head.dateline;
  const published = head.published ?? fullDate(dateline) ?? nearDate(dateline, options.date) ?? options.date ?? null;
  const fromId = head.sourceId === null ? null : agencyOfId(head.sourceId);
  const signed = dateline?.agency ?? null;
  const agency = signed !== null && !isAgency(signed) && fromId !== null && alike(signed, fromId) ? fromId : signed;
  return {
    id: options.id ?? `sha256:${sha256Text(text)}`,
    sourceId: head.sourceId,
    format: "wire",
    agency: fromId ?? agency ?? options.agency ?? null,
    url: options.url ?? null,
    headline: head.headline,
    byline: head.byline,
    published,
    language: options.language ?? languageBySmallWords(text) ?? "und",
    text,
    dateline: dateline && {
      place: dateline.place,
      date: fullDate(dateline) ?? nearDate(dateline, published),
      agency,
    },
    blocks,
  };
}

interface Head {
  sourceId: string | null;
  published: DateValue | null;
  headline: string | null;
  byline: string | null;
  dateline: WrittenDateline | null;
  /** The first line of the body, and where it begins: behind the dateline that stands on the same line. */
  next: number;
  bodyStart: number | null;
}

/** Reads the lines before the body. */
function readHead(text: string, lines: readonly Line[], blocks: Block[]): Head {
  const head: Head = {
    sourceId: null,
    published: null,
    headline: null,
    byline: null,
    dateline: null,
    next: 0,
    bodyStart: null,
  };
  let layout = false;
  for (; head.next < lines.length && head.next < 12; head.next++) {
    const line = lines[head.next] as Line;
    const words = text.slice(line.start, Math.min(line.end, line.start + 400));
    if (blocks.every((block) => block.kind === "boilerplate")) {
      const id = /^(?:id[:\s]\s{0,3})?([A-Z]{2,4}(?:_[A-Z]{3}_)?\d{8}\.\d{3,5})$|^id[:\s]\s{0,3}(\S{1,120})$/.exec(
        words,
      );
      if (id && head.sourceId === null) {
        head.sourceId = id[1] ?? id[2] ?? null;
        layout = true;
        continue;
      }
      const date = /^date[:\s]\s{0,3}(\d{4}-\d{2}-\d{2}|\d{8})(?:T[\d:.]{2,12}(?:Z|[+-]\d{2}:?\d{2})?)?(?:\s+|$)/.exec(
        words,
      );
      const value = date && dateValue(date[1] ?? "");
      if (date && value !== null && head.published === null) {
        head.published = value;
        layout = true;
        if (words.length === date[0].length) continue;
        readLeadOfDateLine(text, line.start + date[0].length, lines, head, blocks);
        continue;
      }
    }
    if (isDeskLine(words)) {
      add(blocks, "boilerplate", line.start, line.end);
      continue;
    }
    const byline = bylineOf(words);
    if (byline !== null && head.byline === null) {
      head.byline = byline;
      add(blocks, "byline", line.start, line.end);
      continue;
    }
    const dateline = datelineAt(text, line.start, line.end);
    if (dateline) {
      head.dateline = dateline;
      add(blocks, "dateline", line.start, dateline.end);
      if (dateline.rest < line.end) head.bodyStart = dateline.rest;
      else head.next++;
      return head;
    }
    const written = head.published === null && words.length < 40 ? dateAt(words, KNOWN.months) : null;
    if (written && written.year !== null && written.length === words.length) {
      head.published = isoDate(written.year, written.month, written.day);
      add(blocks, "dateline", line.start, line.end);
      continue;
    }
    if (head.headline !== null || !isHeadline(text, lines, head.next, layout)) return head;
    let last = head.next;
    while (last + 1 < lines.length && last - head.next < 2 && continuesHeadline(text, lines, last + 1)) last++;
    readHeadline(text, line.start, (lines[last] as Line).end, head, blocks);
    head.next = last;
  }
  return head;
}

/** What stands behind the date on its line: the headline where the first paragraph tells it again, otherwise the lead. */
function readLeadOfDateLine(text: string, start: number, lines: readonly Line[], head: Head, blocks: Block[]): void {
  const line = lines[head.next] as Line;
  const next = lines[head.next + 1];
  if (
    line.end - start <= 2 * HEADLINE &&
    next?.apart &&
    (repeats(text, start, line.end, next) || !endsSentence(text, line.end))
  ) {
    head.headline = oneLine(text.slice(start, line.end));
    add(blocks, "headline", start, line.end);
  } else add(blocks, "paragraph", start, line.end);
}

/** Whether a line tells again what stands between `start` and `end`: most of its words are there, in the first part of the line. */
function repeats(text: string, start: number, end: number, line: Line): boolean {
  const words = (from: number, to: number) =>
    text
      .slice(from, to)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const told = words(start, end);
  const again = new Set(words(line.start, Math.min(line.end, line.start + 2 * (end - start) + 40)));
  return told.length > 0 && told.filter((word) => again.has(word)).length >= told.length * 0.7;
}

/** Reads a headline with the desk's label before it and the byline or the desk's words behind it. */
function readHeadline(text: string, start: number, end: number, head: Head, blocks: Block[]): void {
  let words = text.slice(start, end);
  const label = labelLength(words);
  let from = start;
  if (label > 0 && label < words.length) {
    add(blocks, "boilerplate", start, start + words.slice(0, label).trimEnd().length);
    from = start + label;
    words = words.slice(label);
  }
  const byline = bylineBehind(words);
  if (byline) words = words.slice(0, byline.at);
  const tail = tailLength(words);
  const bare = words.slice(0, words.length - tail).trimEnd();
  if (bare !== "") {
    head.headline = oneLine(bare);
    add(blocks, "headline", from, from + bare.length);
  }
  if (tail > 0) add(blocks, "boilerplate", from + words.length - tail + 1, from + words.length);
  if (byline) {
    head.byline = byline.names;
    add(blocks, "byline", from + byline.at + 1, end);
  }
}

/** Whether line `i` is a headline: in a layout that has one, the line there; in bare text a short line apart that ends in no full stop. */
function isHeadline(text: string, lines: readonly Line[], i: number, layout: boolean): boolean {
  const line = lines[i] as Line;
  const next = lines[i + 1];
  if (line.end - line.start > HEADLINE || !next) return false;
  const words = text.slice(line.start, line.end);
  if (!/[\p{L}\p{N}]/u.test(words)) return false;
  const stops = /[.;,:]["”'’)]*$/.test(words) && !/\.\.\.["”'’)]*$/.test(words);
  const leads = leadsToStory(text, lines, i + 1);
  if (leads) return layout || !/^\p{Ll}/u.test(words);
  if (stops) return false;
  if (layout) return next.apart;
  return (
    next.apart && /^["“‘'`(]?[\p{Lu}\p{N}]/u.test(words) && next.end - next.start > 0 && isText(text, lines, i + 1)
  );
}

/** Whether a dateline or a byline stands within the next lines. */
function leadsToStory(text: string, lines: readonly Line[], from: number): boolean {
  for (let i = from; i < lines.length && i < from + 3; i++) {
    const line = lines[i] as Line;
    if (datelineAt(text, line.start, line.end)) return true;
    const words = text.slice(line.start, Math.min(line.end, line.start + 160));
    if (bylineOf(words) === null && !isDeskLine(words) && words.length > 120) return false;
  }
  return false;
}

/** Whether the text goes on from line `from` in sentences, so that the line before can be its headline. */
function isText(text: string, lines: readonly Line[], from: number): boolean {
  for (let i = from; i < lines.length && i < from + 6; i++) {
    const line = lines[i] as Line;
    if (line.end - line.start > 60 || endsSentence(text, line.end)) return true;
  }
  return false;
}

/** Whether line `i` goes on with the headline of the line before: a second line of it, neither byline nor dateline. */
function continuesHeadline(text: string, lines: readonly Line[], i: number): boolean {
  const line = lines[i] as Line;
  const next = lines[i + 1];
  if (line.apart || line.end - line.start > HEADLINE / 2 || !next?.apart || endsSentence(text, line.end)) return false;
  const words = text.slice(line.start, line.end);
  return bylineOf(words) === null && !isDeskLine(words) && !datelineAt(text, line.start, line.end);
}

/** Reads paragraphs and what the desk put among the first and behind the last of them. */
function readBody(text: string, lines: readonly Line[], head: Head, blocks: Block[]): void {
  const paragraphs = paragraphsOf(text, lines);
  const first = paragraphs[0];
  if (first && head.bodyStart !== null) first.start = head.bodyStart;
  const trailer = trailerOf(text, paragraphs);
  paragraphs.forEach(({ start, end }, p) => {
    if (start >= trailer.start) return;
    const stop = trimmedEnd(text, start, Math.min(end, trailer.start));
    const words = text.slice(start, Math.min(stop, start + 160));
    if (p < 3 && stop - start < 160) {
      const byline = head.byline === null ? bylineOf(words) : null;
      if (byline !== null) {
        head.byline = byline;
        add(blocks, "byline", start, stop);
        return;
      }
      if (isDeskLine(words)) {
        add(blocks, "boilerplate", start, stop);
        return;
      }
      if (head.headline !== null && oneLine(words) === head.headline) {
        add(blocks, "headline", start, stop);
        return;
      }
    }
    if (p < 3 && head.dateline === null) {
      const dateline = datelineAt(text, start, stop);
      if (dateline && dateline.place !== null) {
        head.dateline = dateline;
        add(blocks, "dateline", start, dateline.end);
        add(blocks, "paragraph", dateline.rest, stop);
        return;
      }
    }
    add(blocks, "paragraph", start, stop);
  });
  for (const { start, end } of paragraphs) {
    const from = Math.max(start, trailer.start);
    if (from < end) add(blocks, "trailer", from, end);
  }
}

/** Where the trailer begins: the closing words of the last paragraph, or the closing paragraphs. */
function trailerOf(text: string, paragraphs: readonly { start: number; end: number }[]): { start: number } {
  let start = text.length;
  for (let p = paragraphs.length - 1; p > 0; p--) {
    const paragraph = paragraphs[p] as { start: number; end: number };
    const words = text.slice(paragraph.start, Math.min(paragraph.end, paragraph.start + 400));
    const whole = KNOWN.endings.includes(words) || agencyInBrackets(words);
    if (!whole && !KNOWN.closingLines.some((line) => words.startsWith(line))) break;
    start = paragraph.start;
  }
  const last = paragraphs.findLast((paragraph) => paragraph.start < start);
  if (!last) return { start };
  const tail = text.slice(Math.max(last.start, last.end - 24), last.end);
  for (const ending of KNOWN.endings)
    if (tail.endsWith(ending) && /[\s.!?"”')]$/.test(tail.slice(0, -ending.length)) && tail.length > ending.length)
      return { start: last.end - ending.length };
  const signed = /[.!?"”]\s*(\([\p{L} -]{2,20}\))$/u.exec(tail);
  return signed && agencyInBrackets(signed[1] ?? "") ? { start: last.end - (signed[1] ?? "").length } : { start };
}

/** "(Xinhua)". */
function agencyInBrackets(words: string): boolean {
  return words.length < 30 && words.startsWith("(") && words.endsWith(")") && isAgency(words.slice(1, -1));
}

function isAgency(words: string): boolean {
  return KNOWN.agencies.has(words.toLowerCase());
}

/** The agency that numbers its stories like this: `XIN_ENG_20051103.0277`, `APW19980807.0261`. */
function agencyOfId(id: string): string | null {
  const prefix = /^([A-Z]{2,4})(?:_|\d|-|$)/.exec(id)?.[1];
  return (prefix !== undefined && KNOWN.idPrefixes.get(prefix)) || null;
}

/** Whether two names differ by a slip of the keys: "Xinhau" and "Xinhua". */
function alike(a: string, b: string): boolean {
  const sorted = (name: string) => [...name.toLowerCase()].sort().join("");
  return a.charAt(0).toLowerCase() === b.charAt(0).toLowerCase() && Math.abs(a.length - b.length) <= 1
    ? sorted(a) === sorted(b) ||
        sorted(a).slice(0, -1) === sorted(b).slice(0, -1) ||
        b.toLowerCase().startsWith(a.toLowerCase())
    : false;
}

function fullDate(dateline: WrittenDateline | null): DateValue | null {
  const date = dateline?.date;
  return date && date.year !== null ? isoDate(date.year, date.month, date.day) : null;
}

/** A dateline's date without a year, in a story of `published`. */
function nearDate(dateline: WrittenDateline | null, published: DateValue | null | undefined): DateValue | null {
  const date = dateline?.date;
  const year = date ? yearNear(date.month, published ?? null) : null;
  return date && year !== null ? isoDate(year, date.month, date.day) : null;
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, " ").trim();
}

function trimmedEnd(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && /\s/.test(text.charAt(stop - 1))) stop--;
  return stop;
}

function add(blocks: Block[], kind: BlockKind, start: number, end: number): void {
  if (end > start) blocks.push({ kind, start, end, speaker: null });
}
