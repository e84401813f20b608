import type { Tokens } from "../text/tokens.ts";
import { DEPREL, type Syntax, UPOS, XPOS } from "./syntax.ts";

/**
 * CoNLL-U, the format of Universal Dependencies' treebanks (https://universaldependencies.org/format.html): ten
 * columns a word, a blank line behind each sentence, `#` comments before it. What this reading does not tell
 * (features, enhanced dependencies) is `_`.
 */

/** Sentences and words as a CoNLL-U file gives them. */
export interface ConlluInput {
  tokens: Tokens;
  /** Word → the form of the multiword token that begins with it, and how many words that token has; no entry elsewhere. */
  ranges: ReadonlyMap<number, { form: string; words: number }>;
  /** Sentence → its comments, as they stand, without line ends. */
  comments: readonly (readonly string[])[];
  /** Word → 1 where nothing stands between its token and the next. */
  glued: Uint8Array;
}

/**
 * Reads sentences, words and multiword tokens, and ignores what else the columns say. Empty nodes (`8.1`) are left out.
 * The text is put together from the tokens and their `SpaceAfter=No`. A word of a multiword token gets the offsets
 * of the whole token when it is no piece of it. Throws, naming the line, where a line has not ten columns or a word is
 * out of sequence.
 */
export function readConllu(file: string): ConlluInput {
  const form: string[] = [];
  const start: number[] = [];
  const end: number[] = [];
  const joined: number[] = [];
  const glued: number[] = [];
  const sentenceStart: number[] = [0];
  const comments: string[][] = [];
  const ranges = new Map<number, { form: string; words: number }>();
  const text: string[] = [];
  let length = 0;
  let pending: string[] = [];
  let first = 0;
  let range: { until: number; from: number; at: number; form: string; glued: number } | null = null;

  const closeSentence = () => {
    range = null;
    if (form.length === first) return;
    sentenceStart.push(form.length);
    comments.push(pending);
    pending = [];
    first = form.length;
  };
  const write = (piece: string, spaced: boolean) => {
    text.push(spaced ? `${piece} ` : piece);
    length += piece.length + (spaced ? 1 : 0);
  };

  file.split("\n").forEach((raw, number) => {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (line === "") {
      closeSentence();
      return;
    }
    if (line.startsWith("#")) {
      pending.push(line);
      return;
    }
    const cells = line.split("\t");
    const fault = (what: string) => new Error(`CoNLL-U, line ${number + 1}: ${what}`);
    if (cells.length !== 10) throw fault(`${cells.length} columns where there should be 10`);
    const [id, word, misc] = [cells[0] as string, cells[1] as string, cells[9] as string];
    const space = !misc.split("|").includes("SpaceAfter=No");
    if (/^\d+\.\d+$/.test(id)) return;
    const pair = /^(\d+)-(\d+)$/.exec(id);
    if (pair) {
      const [from, until] = [Number(pair[1]), Number(pair[2])];
      if (range || from !== form.length - first + 1 || until <= from) throw fault(`the range ${id} is out of sequence`);
      ranges.set(form.length, { form: word, words: until - from + 1 });
      range = { until, from, at: length, form: word, glued: space ? 0 : 1 };
      write(word, space);
      return;
    }
    if (!/^\d+$/.test(id) || Number(id) !== form.length - first + 1)
      throw fault(`the word ${JSON.stringify(id)} is out of sequence`);
    if (range) {
      joined.push(Number(id) > range.from ? 1 : 0);
      glued.push(range.glued);
      const inside = range.form.indexOf(word);
      start.push(inside < 0 ? range.at : range.at + inside);
      end.push(inside < 0 ? range.at + range.form.length : range.at + inside + word.length);
      if (Number(id) === range.until) range = null;
    } else {
      joined.push(0);
      glued.push(space ? 0 : 1);
      start.push(length);
      end.push(length + word.length);
      write(word, space);
    }
    form.push(word);
  });
  closeSentence();

  const count = form.length;
  const sentenceCount = comments.length;
  const sentenceOf = new Int32Array(count);
  for (let s = 0; s < sentenceCount; s++) sentenceOf.fill(s, sentenceStart[s], sentenceStart[s + 1]);
  return {
    tokens: {
      text: text.join(""),
      count,
      form,
      start: Int32Array.from(start),
      end: Int32Array.from(end),
      joined: Uint8Array.from(joined),
      sentenceCount,
      sentenceStart: Int32Array.from(sentenceStart),
      sentenceBlock: new Int32Array(sentenceCount),
      sentenceOf,
    },
    ranges,
    comments,
    glued: Uint8Array.from(glued),
  };
}

/** Writes a sentence's lines for words `start` to `stop`; `range` and `spaceAfter` answer for story words. */
function sentenceLines(
  tokens: Tokens,
  syntax: Syntax,
  s: number,
  range: (i: number) => { form: string; words: number } | undefined,
  spaceAfter: (i: number) => boolean,
): string[] {
  const start = tokens.sentenceStart[s] as number;
  const stop = tokens.sentenceStart[s + 1] as number;
  const lines: string[] = [];
  let inside = start;
  for (let i = start; i < stop; i++) {
    const token = range(i);
    if (token) {
      inside = i + token.words;
      const id = `${i - start + 1}-${inside - start}`;
      lines.push([id, token.form, ..."_______", spaceAfter(inside - 1) ? "_" : "SpaceAfter=No"].join("\t"));
    }
    const head = syntax.head[i] as number;
    lines.push(
      [
        i - start + 1,
        visible(tokens.form[i] as string),
        visible(syntax.lemma[i] as string),
        UPOS[syntax.upos[i] as number],
        XPOS[syntax.xpos[i] as number],
        "_",
        head < 0 ? 0 : head - start + 1,
        DEPREL[syntax.deprel[i] as number],
        "_",
        i < inside || spaceAfter(i) ? "_" : "SpaceAfter=No",
      ].join("\t"),
    );
  }
  return lines;
}

/** A form may hold spaces but neither tabs nor line ends, and is never empty. */
function visible(word: string): string {
  return word.replace(/[\t\n\r]+/g, " ") || "_";
}

/**
 * Writes parsed text as CoNLL-U. Sentences carry `# sent_id`, counted from 1 behind `id` and a hyphen, and `# text`;
 * the first one of a block carries `# newpar`.
 */
export function writeConllu(tokens: Tokens, syntax: Syntax, id: string): string {
  const { text, start, end, joined, form } = tokens;
  const tokenEnd = (i: number) => {
    while (i + 1 < tokens.count && joined[i + 1] === 1) i++;
    return i;
  };
  const range = (i: number) => {
    if (joined[i] === 1 || joined[i + 1] !== 1) return undefined;
    const last = tokenEnd(i);
    return { form: visible(text.slice(start[i], end[last])), words: last - i + 1 };
  };
  const spaceAfter = (i: number) => {
    const next = start[i + 1];
    return next === undefined || next > (end[i] as number) || form[i + 1] === undefined;
  };
  const out: string[] = [];
  for (let s = 0; s < tokens.sentenceCount; s++) {
    const first = tokens.sentenceStart[s] as number;
    const stop = tokens.sentenceStart[s + 1] as number;
    if (s === 0 || tokens.sentenceBlock[s] !== tokens.sentenceBlock[s - 1]) out.push("# newpar");
    out.push(`# sent_id = ${id}-${s + 1}`);
    out.push(
      `# text = ${text
        .slice(start[first], end[stop - 1])
        .replace(/\s+/g, " ")
        .trim()}`,
    );
    out.push(...sentenceLines(tokens, syntax, s, range, spaceAfter), "");
  }
  return out.length ? `${out.join("\n")}\n` : "";
}

/** Writes parsed CoNLL-U back: its own comments, multiword tokens and spacing, with what the parser found. */
export function rewriteConllu(input: ConlluInput, syntax: Syntax): string {
  const out: string[] = [];
  for (let s = 0; s < input.tokens.sentenceCount; s++) {
    out.push(...(input.comments[s] as readonly string[]));
    out.push(
      ...sentenceLines(
        input.tokens,
        syntax,
        s,
        (i) => input.ranges.get(i),
        (i) => input.glued[i] !== 1,
      ),
      "",
    );
  }
  return out.length ? `${out.join("\n")}\n` : "";
}
