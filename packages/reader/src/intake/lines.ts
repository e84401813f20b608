/** A line without the white space around it. Empty lines are not listed. */
export interface Line {
  start: number;
  end: number;
  /** An empty line, or the start of the text, stands before it. */
  apart: boolean;
  /** Columns of white space before it. */
  indent: number;
}

/** The lines of a text that show something, in order. Line ends are LF, CRLF, CR and the Unicode ones. */
export function linesOf(text: string, from = 0, to = text.length): Line[] {
  const lines: Line[] = [];
  let apart = true;
  let at = from;
  while (at < to) {
    let end = at;
    while (end < to && !isLineEnd(text.charCodeAt(end))) end++;
    let start = at;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    let stop = end;
    while (stop > start && isBlank(text.charCodeAt(stop - 1))) stop--;
    if (stop > start) {
      lines.push({ start, end: stop, apart, indent: start - at });
      apart = false;
    } else apart = true;
    at = text.charCodeAt(end) === 0x0d && text.charCodeAt(end + 1) === 0x0a ? end + 2 : end + 1;
  }
  return lines;
}

/**
 * Joins lines to paragraphs. Empty lines part them; where a text has none, each line is a paragraph when lines end as
 * sentences do, or an indented line begins one, and otherwise the lines were broken to a width and are one.
 */
export function paragraphsOf(text: string, lines: readonly Line[]): { start: number; end: number }[] {
  const paragraphs: { start: number; end: number }[] = [];
  const whole = linesAreParagraphs(text, lines);
  const indented = lines.some((line) => line.indent === 0) || lines.length === 0 ? 2 : 1000;
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last === undefined || line.apart || whole || line.indent >= indented || isBullet(text, line.start))
      paragraphs.push({ start: line.start, end: line.end });
    else last.end = line.end;
  }
  return paragraphs;
}

/** Whether the lines that stand together end as sentences do, so that each is a paragraph of its own. */
function linesAreParagraphs(text: string, lines: readonly Line[]): boolean {
  let together = 0;
  let ended = 0;
  let long = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    if ((lines[i + 1] as Line).apart) continue;
    const line = lines[i] as Line;
    together++;
    if (endsSentence(text, line.end)) ended++;
    if (line.end - line.start > 160) long++;
  }
  return together > 0 && (ended * 5 >= together * 4 || long * 2 > together);
}

/** Whether the text up to `end` ends as a sentence does: with a stop, with or without marks that close behind it. */
export function endsSentence(text: string, end: number): boolean {
  let at = end - 1;
  while (at >= 0 && isCloser(text.charCodeAt(at))) at--;
  const code = text.charCodeAt(at);
  return code === 0x2e || code === 0x21 || code === 0x3f || code === 0x2026 || code === 0x3a;
}

function isCloser(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x29 || code === 0x5d || code === 0x201d || code === 0x2019;
}

function isBullet(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x2d && text.charCodeAt(at + 1) === 0x2d) return text.charCodeAt(at + 2) === 0x20;
  return (code === 0x2d || code === 0x2a || code === 0x2022) && text.charCodeAt(at + 1) === 0x20;
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029 || code === 0x0b || code === 0x0c;
}

/** White space and controls, the null byte among them. */
function isBlank(code: number): boolean {
  return code <= 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0xfeff || code === 0x3000 || code === 0x200b;
}
