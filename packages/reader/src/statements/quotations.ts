import type { Doc } from "../doc.ts";
import type { Tree } from "./tree.ts";

/** A stretch between quotation marks, in one block. */
export interface Quotation {
  /** First and last word, the marks included. */
  readonly first: number;
  last: number;
  /** Words between the marks that hold a letter or a digit. */
  readonly wordCount: number;
  /** False where the block ends before the closing mark. */
  readonly closed: boolean;
  /** Index of the quotation that goes on with the same speech in the next block, -1 for none. */
  continues: number;
  /** Index of the quotation this one stands in, -1 for none. */
  readonly within: number;
}

export interface Quotations {
  /** In text order, the outer before the inner. */
  readonly all: readonly Quotation[];
  /** Word → index of the outermost quotation it is part of, its marks included; -1 for none. */
  readonly quotationOf: Int32Array;
}

interface Open {
  mark: "double" | "single";
  at: number;
  index: number;
}

const OPENS_AFTER = /[\s([{\u2014\u2013\-/"\u201c\u201e\u00ab\u2018'`]/;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Finds the quotations of a story: straight, curly and single marks, marks doubled from single ones (''…'', ``…''),
 * marks left open, and speech over several paragraphs with an opening mark on each:
 *
 *     "We have not begun," he said.        ''It's a start.''
 *     “The first day was hard.
 *     “The second was worse.”
 */
export function findQuotations(doc: Doc): Quotations {
  const { tokens, story } = doc;
  const { text } = tokens;
  const all: Quotation[] = [];
  const quotationOf = new Int32Array(tokens.count).fill(-1);

  const wordFrom = (offset: number): number => {
    let low = 0;
    let high = tokens.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens.start[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** Keeps what stands between two offsets, the marks included, where there are words between them. */
  const keep = (open: number, close: number, closed: boolean, within: number): number => {
    const first = wordFrom(open);
    const last = wordFrom(close) - 1;
    let wordCount = 0;
    for (let w = first; w <= last; w++) if (LETTER.test(tokens.form[w] as string)) wordCount++;
    if (wordCount === 0) return -1;
    all.push({ first, last, wordCount, closed, continues: -1, within });
    const index = all.length - 1;
    for (let w = first; w <= last; w++) if (quotationOf[w] === -1) quotationOf[w] = index;
    return index;
  };

  let before = -1; // the quotation left open at the end of the block before
  for (const block of story.blocks) {
    const opening = firstMark(text, block.start, block.end);
    const stack: Open[] = [];
    const found: { open: number; close: number; closed: boolean; depth: number }[] = [];
    let nextClose = block.start;
    const balanced = count(text, block.start, block.end, 0x201c) === count(text, block.start, block.end, 0x201d);
    const close = (open: Open, at: number, closed: boolean): void => {
      found.push({ open: open.at, close: at, closed, depth: open.index });
    };
    for (let i = block.start; i < block.end; i++) {
      const ch = text.charCodeAt(i);
      let mark: "open" | "close" | "either" | null = null;
      let size = 1;
      if (ch === 0x201c || ch === 0x201e || ch === 0xab) mark = "open";
      else if (ch === 0x201d || ch === 0xbb) mark = "close";
      else if (ch === 0x22) mark = "either";
      else if (ch === 0x27 && text.charCodeAt(i + 1) === 0x27) {
        mark = "either";
        size = 2;
      } else if (ch === 0x60 && text.charCodeAt(i + 1) === 0x60) {
        mark = "open";
        size = 2;
      } else if (ch === 0x27 || ch === 0x2018 || ch === 0x2019 || ch === 0x60) {
        const top = stack.at(-1);
        const previous = i > block.start ? text.charAt(i - 1) : " ";
        const next = i + 1 < block.end ? text.charAt(i + 1) : " ";
        if (top?.mark === "single" && ch !== 0x2018 && ch !== 0x60 && !LETTER.test(next) && !/\s/.test(previous)) {
          close(top, i + 1, true);
          stack.pop();
        } else if (
          top?.mark !== "single" &&
          ch !== 0x2019 &&
          OPENS_AFTER.test(previous) &&
          /\p{L}|["\u201c]/u.test(next)
        ) {
          // an apostrophe before a word ('em, 'til) has no mark that closes it
          nextClose = Math.max(nextClose, i + 2);
          while (nextClose < block.end && !closesSingle(text, nextClose, block.end)) nextClose++;
          if (nextClose < block.end) stack.push({ mark: "single", at: i, index: stack.length });
        }
        continue;
      }
      if (mark === null) continue;
      let at = stack.length - 1;
      while (at >= 0 && (stack[at] as Open).mark !== "double") at--;
      const previous = i > block.start ? text.charAt(i - 1) : " ";
      const next = i + size < block.end ? text.charAt(i + size) : " ";
      if (mark === "either") {
        const free = OPENS_AFTER.test(previous);
        const bound = !/[\s.,;:!?)\]}\u2014\u2013]/.test(next);
        if (/[0-9]/.test(previous) && at < 0 && size === 1)
          mark = null; // inches
        else if (at < 0) mark = bound || free ? "open" : null;
        else mark = free && bound && /\s/.test(previous) ? "open" : "close";
      }
      // ”…” with the closing mark on both sides
      if (mark === "close" && at < 0 && ch === 0x201d && /\s/.test(previous) && LETTER.test(next)) mark = "open";
      if (mark === "close" && at >= 0) {
        const open = stack[at] as Open;
        close(open, i + size, true);
        stack.length = at;
      } else if (mark === "open") {
        const nested = at >= 0 && ch === 0x201c && balanced;
        if (at >= 0 && !nested) {
          // a second opening mark: the first was never closed
          close(stack[at] as Open, i, false);
          stack.length = at;
        }
        stack.push({ mark: "double", at: i, index: stack.length });
      }
      i += size - 1;
    }
    const left = stack.find((open) => open.mark === "double");
    if (left) close(left, block.end, false);
    found.sort((a, b) => a.open - b.open || b.close - a.close);
    let last = -1;
    let outer = -1;
    for (const { open, close: end, closed, depth } of found) {
      const index = keep(open, end, closed, depth > 0 ? outer : -1);
      if (index < 0) continue;
      if (index === all.length - 1 && depth === 0) {
        if (before >= 0 && open === opening) (all[before] as Quotation).continues = index;
        before = -1;
        outer = index;
        last = !closed && end === block.end ? index : -1;
      }
    }
    before = last;
  }
  return { all, quotationOf };
}

function count(text: string, start: number, end: number, code: number): number {
  let n = 0;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === code) n++;
  return n;
}

/** The offset of the block's first character where that is a mark that opens, -1 otherwise. */
function firstMark(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    const ch = text.charAt(i);
    if (/["\u201c\u2018'`\u00ab\u201e]/.test(ch)) return i;
    if (!/\s/.test(ch)) return -1;
  }
  return -1;
}

/** Whether a single mark at `i` can close: 'a word' and 'a word,' but not the apostrophe of "don't". */
function closesSingle(text: string, i: number, end: number): boolean {
  const ch = text.charCodeAt(i);
  if (ch !== 0x27 && ch !== 0x2019) return false;
  if (text.charCodeAt(i + 1) === 0x27 || text.charCodeAt(i - 1) === 0x27) return false;
  const next = i + 1 < end ? text.charAt(i + 1) : " ";
  return !LETTER.test(next) && !/\s/.test(text.charAt(i - 1));
}

/** Whether a quotation's closing mark follows a full stop inside the marks. */
export function endsSentence(tree: Tree, mark: number): boolean {
  const inner = tree.lower(mark - 1);
  return inner === "." || tree.lower(mark) === ".";
}
