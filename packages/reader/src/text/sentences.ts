import { characterClass, DIGIT, isLower, isUpper, LETTER } from "./characters.ts";
import type { Spelling } from "./spelling.ts";
import { BLANK_LINE, MAY_END, MONTH, NEW_LINE, STOP, type Words } from "./words.ts";

/**
 * Finds where sentences begin among the words from `first` on (the words of one block): calls `begin` with the first word of each.
 */
export function cutSentences(
  text: string,
  words: Words,
  first: number,
  spelling: Spelling,
  begin: (word: number) => void,
): void {
  const { count, mark, gap, start } = words;
  if (first >= count) return;
  begin(first);
  let sentence = first;
  for (let w = first; w < count; w++) {
    let next = w + 1;
    const kind = mark[w] as number;
    if (kind === STOP) {
      next = behindClosers(text, words, next);
      if (next < count && !endsSentence(text, words, sentence, w, next)) {
        if (((gap[next] as number) & BLANK_LINE) === 0) continue;
      }
    } else if (kind === MAY_END || kind === MONTH) {
      next = behindClosers(text, words, next);
      if (next < count && !startsSentence(words, next, spelling, text) && ((gap[next] as number) & BLANK_LINE) === 0)
        continue;
    } else {
      if (next >= count) break;
      const g = gap[next] as number;
      if ((g & NEW_LINE) === 0) continue;
      if ((g & BLANK_LINE) === 0 && !isBullet(text, start[next] as number)) continue;
    }
    if (next < count) {
      begin(next);
      sentence = next;
      w = next - 1;
    }
  }
}

/** The first word behind the quotation marks, brackets and notes ("[3]") that close with a stop. */
function behindClosers(text: string, words: Words, from: number): number {
  let w = from;
  while (w < words.count) {
    const code = text.charCodeAt(words.start[w] as number);
    if (code === 0x5b && isNote(text, words, w)) w += 3;
    else if (words.gap[w] === 0 && isCloser(code)) w++;
    else break;
  }
  return w;
}

function isNote(text: string, words: Words, w: number): boolean {
  return (
    w + 2 < words.count &&
    characterClass(text.charCodeAt(words.start[w + 1] as number)) === DIGIT &&
    text.charCodeAt(words.start[w + 2] as number) === 0x5d
  );
}

function isCloser(code: number): boolean {
  return (
    code === 0x22 ||
    code === 0x27 ||
    code === 0x29 ||
    code === 0x5d ||
    code === 0x7d ||
    code === 0x201d ||
    code === 0x2019 ||
    code === 0xbb
  );
}

/** Whether the stop `w` ends a sentence, `next` being the first word behind it and its closers. */
function endsSentence(text: string, words: Words, sentence: number, w: number, next: number): boolean {
  const at = words.start[next] as number;
  const code = text.charCodeAt(at);
  const stop = text.charCodeAt(words.start[w] as number);
  // "(really?)." and ". . ."
  if (words.mark[next] === STOP) return false;
  // "1. Item": the number of a line of a list is no sentence
  if (w - sentence === 1 && stop === 0x2e && characterClass(text.charCodeAt(words.start[sentence] as number)) === DIGIT)
    return false;
  // "really? thank you"; but "“Really?” he asked"
  if (isLower(code)) return (stop === 0x3f || stop === 0x21) && next === w + 1;
  if (characterClass(code) === LETTER || characterClass(code) === DIGIT) return isUpper(code) || words.gap[next] !== 0;
  return (
    code !== 0x2c &&
    code !== 0x3b &&
    code !== 0x2d &&
    code !== 0x2014 &&
    code !== 0x2013 &&
    code !== 0x29 &&
    code !== 0x3a
  );
}

/** Whether a sentence begins with `next`, behind an abbreviation. */
function startsSentence(words: Words, next: number, spelling: Spelling, text: string): boolean {
  const at = words.start[next] as number;
  const code = text.charCodeAt(at);
  if (isUpper(code)) return spelling.starters.has((words.form[next] as string).toLowerCase());
  return code === 0x201c || (code === 0x22 && words.gap[next] !== 0);
}

/** A line that begins with a bullet: "- item", "* item", "• item". */
function isBullet(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 0x2d || code === 0x2a || code === 0x2022) && text.charCodeAt(at + 1) === 0x20;
}
