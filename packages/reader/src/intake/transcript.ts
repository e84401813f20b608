import { sha256Text } from "../hash.ts";
import type { Block, BlockKind, DateValue, Story } from "../record.ts";
import { dateAt, isoDate } from "./dates.ts";
import { isDeskLine } from "./desk.ts";
import { languageBySmallWords } from "./english.ts";
import { KNOWN } from "./known.ts";
import { linesOf, paragraphsOf } from "./lines.ts";
import type { WireOptions } from "./wire.ts";

interface Label {
  /** What the label says the turn is; null where it names someone. */
  turn: "question" | "answer" | null;
  name: string;
  /** Where the words of the turn begin. */
  start: number;
}

interface Paragraph {
  start: number;
  end: number;
  label: Label | null;
}

/** Longest label, in code units. */
const LABEL = 60;
const NAME = /^(?:the )?\p{Lu}[\p{L}\p{M}\d.'’&/-]*(?: (?:of|and|the|for|de|al|&|\p{L}[\p{L}\p{M}\d.'’&/()-]*)){0,7}$/u;

/** Whether a text is a transcript: several of its paragraphs begin with the label of a turn, and ask and answer. */
export function isTranscript(text: string): boolean {
  if (!mayBeLabelled(text)) return false;
  const paragraphs = labelled(text);
  const labels = paragraphs.flatMap((paragraph) => paragraph.label ?? []);
  const plain = new Set(labels.map((label) => label.turn));
  if (plain.has("question") && plain.has("answer")) return true;
  const title = text.slice(0, paragraphs.find((paragraph) => paragraph.label)?.start ?? 0).toLowerCase();
  if (!KNOWN.briefingWords.some((words) => title.includes(words))) return false;
  const names = new Map<string, number>();
  for (const { name } of labels) names.set(name.toLowerCase(), (names.get(name.toLowerCase()) ?? 0) + 1);
  return labels.length >= 4 && names.size >= 2 && Math.max(...names.values()) >= 2;
}

/** Whether a colon stands near enough to the start of some line to be a label's: what nearly every text without labels fails. */
function mayBeLabelled(text: string): boolean {
  let found = 0;
  for (const { index } of text.matchAll(/[:：]/g)) {
    const before = text.slice(Math.max(0, index - 2 * LABEL), index);
    if ((index < 2 * LABEL || before.includes("\n")) && ++found >= 2) return true;
  }
  return false;
}

/**
 * Reads a briefing: a title that tells who held it and when, announcements, then questions and answers in turn. A turn is
 * one block with all its paragraphs; its label stands before the block.
 *
 *     Foreign Ministry Spokesperson Gao Wenli's Regular Press Conference on January 15, 2024
 *
 *     The foreign minister will visit Egypt from January 17 to 18.        (an answer without a label: an announcement)
 *
 *     Q: When will relations be resumed?                                   or   Harbour Times: When …
 *     A: Both sides are in contact.                                        or   Gao Wenli: Both …
 *
 * `byline` is who held it, where the title tells.
 */
export function readTranscript(text: string, options: WireOptions = {}): Story {
  const paragraphs = labelled(text);
  const blocks: Block[] = [];
  const first = paragraphs.findIndex((paragraph) => paragraph.label !== null);
  let headline: string | null = null;
  let published: DateValue | null = null;
  let p = 0;
  for (; p < (first < 0 ? paragraphs.length : first); p++) {
    const { start, end } = paragraphs[p] as Paragraph;
    const words = text.slice(start, Math.min(end, start + 400));
    const field = /^(?:id|date)[:\s]\s{0,3}(\S+)$/.exec(words);
    if (isDeskLine(words)) add(blocks, "boilerplate", start, end);
    else if (field) published ??= dateIn(words);
    else if (headline === null && end - start < 300 && !/[.]$/.test(words)) {
      headline = words.replace(/\s+/g, " ");
      add(blocks, "headline", start, end);
    } else if (words.length < 60 && isDate(words)) {
      published ??= dateIn(words);
      add(blocks, "dateline", start, end);
    } else break;
  }
  published = (headline === null ? null : dateIn(headline)) ?? published ?? options.date ?? null;
  const names = paragraphs.flatMap((paragraph) => (paragraph.label?.turn === null ? paragraph.label.name : []));
  const host = (headline === null ? null : hostOf(headline)) ?? mostFrequent(names);
  let turn: Block | null = null;
  for (; p < paragraphs.length; p++) {
    const { start, end, label } = paragraphs[p] as Paragraph;
    if (label) {
      const kind = label.turn ?? (isHost(label.name, host) ? "answer" : "question");
      turn = { kind, start: label.start, end, speaker: null };
      if (label.start < end) blocks.push(turn);
    } else if (turn === null) add(blocks, host === null ? "paragraph" : "answer", start, end);
    else if (isNote(text, start, end, paragraphs[p + 1])) {
      turn = null;
      add(blocks, "paragraph", start, end);
    } else if (isDeskLine(text.slice(start, Math.min(end, start + 100)))) add(blocks, "boilerplate", start, end);
    else if (blocks.at(-1) === turn) turn.end = end;
    else {
      turn = { kind: turn.kind, start, end, speaker: null };
      blocks.push(turn);
    }
  }
  return {
    id: options.id ?? `sha256:${sha256Text(text)}`,
    sourceId: null,
    format: "briefing",
    agency: options.agency ?? null,
    url: options.url ?? null,
    headline,
    byline: host,
    published,
    language: options.language ?? languageBySmallWords(text) ?? "und",
    text,
    dateline: null,
    blocks,
  };
}

/** The paragraphs of a text with the labels that they begin with; a labelled line begins a paragraph of its own. */
function labelled(text: string): Paragraph[] {
  const lines = linesOf(text);
  const labels = new Map<number, Label>();
  for (const line of lines) {
    const label = labelAt(text, line.start, line.end);
    if (label) labels.set(line.start, label);
  }
  const apart = lines.map((line) => (labels.has(line.start) ? { ...line, apart: true } : line));
  return paragraphsOf(text, apart).map(({ start, end }) => ({ start, end, label: labels.get(start) ?? null }));
}

/**
 * The label that a paragraph begins with:
 *
 *     Q: …        A: …        Harbour Times: …        Journalist explains: …
 *     The following question was raised after the press conference: …
 */
export function labelAt(text: string, start: number, end: number): Label | null {
  const head = text.slice(start, Math.min(end, start + LABEL + 30));
  const colon = head.search(/[:：]/);
  if (colon <= 0) return null;
  const name = head.slice(0, colon).trim();
  let behind = colon + 1;
  while (/\s/.test(head.charAt(behind))) behind++;
  const label = (turn: Label["turn"]): Label => ({ turn, name, start: Math.min(start + behind, end) });
  const lower = name.toLowerCase();
  const turn = KNOWN.turns.get(lower);
  if (turn) return label(turn);
  if (start + behind >= end) return null;
  const words = lower.split(/\s+/);
  const who = words[0] === "the" ? words[1] : words[0];
  if (words.length <= 3 && who !== undefined && who.length > 1 && KNOWN.turns.get(who) === "question")
    return label("question");
  if (words.length <= 14 && words.length >= 4 && /\bquestion (?:was )?(?:raised|posed|asked|put)\b/.test(lower))
    return label("question");
  return name.length <= LABEL && isName(name) ? label(null) : null;
}

/** A name as labels give it, "South China Morning Post", "MR. HOLT", "Hua chunying"; not the lead of a sentence, "Our position is clear". */
function isName(name: string): boolean {
  if (!NAME.test(name)) return false;
  const words = name.split(" ");
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !/^(?:of|and|the|for|de|al)$/.test(word));
  return (
    small.length === 0 ||
    (words.length === 2 && small.length === 1 && (words[1] ?? "").length > 5 && words[0] !== "The")
  );
}

/** "The following questions were raised after the press conference:", between turns. */
function isNote(text: string, start: number, end: number, next: Paragraph | undefined): boolean {
  return end - start < 120 && next?.label != null && /\bquestions?\b[^.?!]{0,60}[:：]$/.test(text.slice(start, end));
}

const PERSON = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*?(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*?|al|bin|da|de|van|von)){1,3}`;
const POSSESSIVE = new RegExp(
  String.raw`(?:[Ss]pokes(?:person|man|woman)|[Mm]inister|[Ss]ecretary) (${PERSON})['’${"`"}]s?\b`,
  "u",
);
const NAMED = new RegExp(
  String.raw`(?:,|\bby|\bwith|[Ss]pokes(?:person|man|woman)) (?:the )?(${PERSON})(?=\s*(?:,|\(|$| on \p{Lu}|\d))`,
  "u",
);

/** Who held the briefing, by its title: "Spokesperson Gao Wenli's Regular Press Conference", "Briefing by the Spokesperson, Ida Berg, 3 May". */
export function hostOf(title: string): string | null {
  return POSSESSIVE.exec(title)?.[1] ?? NAMED.exec(title)?.[1] ?? null;
}

function isHost(name: string, host: string | null): boolean {
  if (host === null) return false;
  const bare = (words: string) => words.toLowerCase().replace(/^(?:mr|mrs|ms|dr|ambassador|amb|spokesperson)\.? /, "");
  const label = bare(name);
  const whole = bare(host);
  return label === whole || whole.endsWith(` ${label}`) || label.endsWith(` ${whole}`);
}

function mostFrequent(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  let best: string | null = null;
  for (const [name, count] of counts)
    if (count > 1 && count > (best === null ? 0 : (counts.get(best) ?? 0))) best = name;
  return best;
}

function isDate(words: string): boolean {
  const at = words.search(/\p{Lu}\p{L}{2,8}\.? \d|\d/u);
  return at >= 0 && at < 14 && dateIn(words) !== null;
}

/** The first full date in a few words. */
function dateIn(words: string): DateValue | null {
  for (const m of words.matchAll(/\b(?:\p{Lu}\p{L}{2,8}\.?\s?\d|\d)/gu)) {
    const spaced = words.slice(m.index).replace(/^(\p{L}+)(?=\d)/u, "$1 ");
    const date = dateAt(spaced, KNOWN.months);
    if (date && date.year !== null) return isoDate(date.year, date.month, date.day);
  }
  return null;
}

function add(blocks: Block[], kind: BlockKind, start: number, end: number): void {
  if (end > start) blocks.push({ kind, start, end, speaker: null });
}
