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

/** How a sentence's words are written: as which tokens, and with what between them. */
interface Spelling {
  /** The multiword token that begins with a word of the story, if one does. */
  range(word: number): { form: string; words: number } | undefined;
  /** Whether something stands between the token that ends with a word and the next. */
  spaceAfter(word: number): boolean;
}

/** The lines of sentence `s`, and its text as its tokens make it. */
function sentenceLines(tokens: Tokens, syntax: Syntax, s: number, spelling: Spelling) {
  const start = tokens.sentenceStart[s] as number;
  const stop = tokens.sentenceStart[s + 1] as number;
  const lines: string[] = [];
  let text = "";
  let inside = start;
  const token = (form: string, last: number) => {
    const space = spelling.spaceAfter(last);
    text += last + 1 < stop && space ? `${form} ` : form;
    return space ? "_" : "SpaceAfter=No";
  };
  for (let i = start; i < stop; i++) {
    const range = spelling.range(i);
    const form = visible(tokens.form[i] as string);
    if (range) {
      inside = Math.min(stop, i + range.words);
      const whole = visible(range.form);
      lines.push([`${i - start + 1}-${inside - start}`, whole, ..."_______", token(whole, inside - 1)].join("\t"));
    }
    const head = syntax.head[i] as number;
    lines.push(
      [
        i - start + 1,
        form,
        visible(syntax.lemma[i] as string),
        UPOS[syntax.upos[i] as number],
        XPOS[syntax.xpos[i] as number],
        "_",
        head < 0 ? 0 : head - start + 1,
        DEPREL[syntax.deprel[i] as number],
        "_",
        i < inside ? "_" : token(form, i),
      ].join("\t"),
    );
  }
  return { lines, text };
}

/** A form has neither tabs nor line ends, no space at either end, and is never empty. */
function visible(word: string): string {
  return word.replace(/\s+/g, " ").trim() || "_";
}

/**
 * Writes parsed text as CoNLL-U. Sentences carry `# sent_id`, counted from 1 behind `id` and a hyphen, and `# text`;
 * the first one of a block carries `# newpar`.
 */
export function writeConllu(tokens: Tokens, syntax: Syntax, id: string): string {
  const { text, start, end, joined } = tokens;
  const lastOf = (i: number) => {
    while (i + 1 < tokens.count && joined[i + 1] === 1) i++;
    return i;
  };
  const spelling: Spelling = {
    range(i) {
      if (joined[i] === 1 || joined[i + 1] !== 1) return undefined;
      const last = lastOf(i);
      return { form: text.slice(start[i], end[last]), words: last - i + 1 };
    },
    spaceAfter: (i) => i + 1 === tokens.count || (start[i + 1] as number) > (end[i] as number),
  };
  const out: string[] = [];
  for (let s = 0; s < tokens.sentenceCount; s++) {
    const sentence = sentenceLines(tokens, syntax, s, spelling);
    if (s === 0 || tokens.sentenceBlock[s] !== tokens.sentenceBlock[s - 1]) out.push("# newpar");
    out.push(`# sent_id = ${id}-${s + 1}`, `# text = ${sentence.text}`, ...sentence.lines, "");
  }
  return out.map((line) => `${line}\n`).join("");
}

/**
 * Writes parsed CoNLL-U back: its own comments, multiword tokens and spacing, with what the parser found. A sentence
 * without `# sent_id` or `# text`, which the format asks for, gets them; `id` begins its identifier.
 */
export function rewriteConllu(input: ConlluInput, syntax: Syntax, id = "s"): string {
  const spelling: Spelling = { range: (i) => input.ranges.get(i), spaceAfter: (i) => input.glued[i] !== 1 };
  const out: string[] = [];
  input.comments.forEach((comments, s) => {
    const { lines, text } = sentenceLines(input.tokens, syntax, s, spelling);
    out.push(...comments);
    if (!comments.some((comment) => /^# *sent_id *=/.test(comment))) out.push(`# sent_id = ${id}-${s + 1}`);
    if (!comments.some((comment) => /^# *text *=/.test(comment))) out.push(`# text = ${text}`);
    out.push(...lines, "");
  });
  return out.map((line) => `${line}\n`).join("");
}
