import type { DateValue, Format, Story } from "../record.ts";
import { readArticle } from "./article.ts";
import { isBriefingPage, readBriefingPage } from "./briefing.ts";
import { decode, notText } from "./encodings.ts";
import { type Item, storyOf } from "./item.ts";
import { readLine } from "./jsonl.ts";
import { languageOf } from "./language.ts";
import { readNewsml } from "./newsml.ts";
import { readNewsmlG2 } from "./newsml-g2.ts";
import { isNinjs, readNinjs } from "./ninjs.ts";
import { readNitf } from "./nitf.ts";
import { readPage } from "./page.ts";
import { isTranscript, readTranscript } from "./transcript.ts";
import { readWire, type WireOptions } from "./wire.ts";
import { one, readXml } from "./xml.ts";

export interface IntakeOptions {
  /** The format to read as; without it the format is told by the content. */
  as?: Format;
  /** Fills a date that the input lacks. */
  date?: DateValue;
  /** Fills an agency that the input lacks. */
  agency?: string;
  /** The address the bytes came from. */
  url?: string;
}

/** One story, or one input that could not be read and why. `place` says where in the input (`line 3`), null for all of it. */
export type Taken =
  | { readonly kind: "story"; readonly story: Story }
  | { readonly kind: "refused"; readonly place: string | null; readonly reason: string };

export { openArticles } from "./article.ts";

/** A story must be smaller than this, in bytes. */
export const LARGEST_STORY = 50_000_000;

/** Reads the bytes of one input, of any format, into stories. Never throws: what cannot be read is a refusal. */
export function* takeIn(bytes: Uint8Array, options: IntakeOptions = {}): Generator<Taken> {
  const other = notText(bytes);
  if (other !== null) {
    yield refused(null, `not text but ${other}`);
    return;
  }
  if (startsJsonLines(bytes, options)) {
    const lines = jsonLines(options);
    for (let at = 0; at < bytes.length; at += CHUNK) yield* lines.push(bytes.subarray(at, at + CHUNK));
    yield* lines.end();
    return;
  }
  if (bytes.length >= LARGEST_STORY) yield refused(null, tooLarge(bytes.length));
  else {
    const { text } = decode(bytes);
    if (!/[^\s\p{Cc}\p{Cf}]/u.test(text)) yield refused(null, "empty");
    else if (!/^\s*[<{]/.test(text) && !isStructured(options.as)) yield take(() => readText(text, options));
    else yield* takeItems(text, options);
  }
}

/** Reads what begins like XML or JSON: the items of a news format, or the one story of anything else. */
function* takeItems(text: string, options: IntakeOptions): Generator<Taken> {
  let found: { format: Format; items: Item[] } | null = null;
  try {
    found = itemsOf(text, options.as);
  } catch (error) {
    yield refused(null, error instanceof Error ? error.message : String(error));
    return;
  }
  if (found === null) yield take(() => readText(text, options));
  else if (found.items.length === 0) yield refused(null, "it holds no text item");
  else
    for (const [i, item] of found.items.entries()) {
      const { format } = found;
      const place = found.items.length > 1 ? `item ${i + 1}` : null;
      yield take(() => storyOf(item, format, filled(options)), place);
    }
}

function isStructured(format: Format | undefined): boolean {
  return format === "nitf" || format === "newsml" || format === "newsml-g2" || format === "ninjs";
}

/** The items of NITF, NewsML, NewsML-G2 or ninjs; null for what is none of them. Throws where a format is forced and the input is not of it. */
function itemsOf(text: string, as: Format | undefined): { format: Format; items: Item[] } | null {
  if (as !== undefined && !isStructured(as)) return null;
  if (/^\s*\{/.test(text)) {
    let given: unknown = null;
    try {
      given = JSON.parse(text);
    } catch {
      if (as === "ninjs") throw new Error("not JSON");
    }
    if (as === "ninjs" || (as === undefined && isNinjs(given))) return { format: "ninjs", items: [readNinjs(given)] };
    return null;
  }
  const head = text.slice(0, 20_000);
  const format = /<(?:\w+:)?newsml[\s>]/i.test(head)
    ? "newsml"
    : /<(?:\w+:)?(?:newsitem|newsmessage|contentset|contentmeta)[\s>]/i.test(head)
      ? "newsml-g2"
      : /<(?:\w+:)?nitf[\s>]/i.test(head)
        ? "nitf"
        : null;
  if (as !== undefined && as !== format) throw new Error(`not ${as}`);
  if (format === null) return null;
  const root = readXml(text);
  const nitf = one(root, "nitf");
  return {
    format,
    items:
      format === "newsml"
        ? readNewsml(root)
        : format === "newsml-g2"
          ? readNewsmlG2(root)
          : nitf
            ? [readNitf(nitf)]
            : [],
  };
}

const CHUNK = 1 << 20;

/** Reads one line of JSON Lines; null for an empty one. `number` counts from 1 and names the line in a refusal. Never throws. */
export function takeInLine(line: string, number: number, options: IntakeOptions): Taken | null {
  if (line.trim() === "") return null;
  const place = `line ${number}`;
  if (line.length >= LARGEST_STORY) return refused(place, tooLarge(line.length));
  return take(() => {
    const fields = readLine(line);
    const given: WireOptions = {
      ...filled(options),
      language: languageOf(fields.text),
      ...(fields.id !== null && { id: fields.id }),
      ...(fields.url !== null && { url: fields.url }),
    };
    const story = readPlain(fields.text, fields.date === null ? given : { ...given, date: fields.date });
    return {
      ...story,
      format: "jsonl" as const,
      sourceId: story.sourceId ?? agencyId(fields.id),
      published: fields.date ?? story.published,
      headline: story.headline ?? fields.headline,
      agency: story.agency ?? fields.agency ?? options.agency ?? null,
    };
  }, place);
}

/** Reads JSON Lines as they come, without limit: `push` takes bytes and gives the stories of the lines that they complete, `end` the last line's. */
export function jsonLines(options: IntakeOptions): {
  push(bytes: Uint8Array): Generator<Taken>;
  end(): Generator<Taken>;
} {
  let kept: Uint8Array[] = [];
  let size = 0;
  let number = 0;

  function* line(): Generator<Taken> {
    number++;
    const [only] = kept;
    const whole = kept.length === 1 && only ? only : joined(kept, size);
    const bytes = size;
    kept = [];
    size = 0;
    if (bytes >= LARGEST_STORY) yield refused(`line ${number}`, tooLarge(bytes));
    else {
      const taken = takeInLine(decode(whole).text, number, options);
      if (taken) yield taken;
    }
  }

  return {
    *push(bytes) {
      let from = 0;
      for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, from)) {
        keep(bytes.subarray(from, at));
        yield* line();
        from = at + 1;
      }
      // The caller may use its bytes again, so the rest is copied; a Buffer's own slice would not.
      keep(new Uint8Array(bytes.subarray(from)));
    },
    *end() {
      if (size > 0) yield* line();
    },
  };

  function keep(bytes: Uint8Array): void {
    size += bytes.length;
    // A line that is too large anyway is only counted.
    if (size < LARGEST_STORY) kept.push(bytes);
    else kept = [];
  }
}

/** Reads a text that is no JSON Lines: a page, or plain text. */
function readText(text: string, options: IntakeOptions): Story {
  const format = options.as ?? (looksLikePage(text) ? null : "wire");
  if (options.as === "wire" || (format === "wire" && options.as === undefined)) {
    const given = { ...filled(options), language: languageOf(text) };
    return options.as === "wire" ? readWire(text, given) : readPlain(text, given);
  }
  if (options.as === "briefing" && !looksLikePage(text))
    return readTranscript(text, { ...filled(options), language: languageOf(text) });
  if (options.as !== undefined && options.as !== "briefing" && options.as !== "article")
    throw new Error(`cannot be read as ${options.as}`);
  const page = readPage(text);
  const briefing = options.as === "briefing" || (options.as === undefined && isBriefingPage(page));
  const story = briefing ? readBriefingPage(page, text, filled(options)) : readArticle(page, text, filled(options));
  if (story.text.trim() === "") throw new Error("the page shows no text");
  return { ...story, language: languageOf(story.text) };
}

/** Plain text: a transcript where it has turns, otherwise an agency's story. */
function readPlain(text: string, options: WireOptions): Story {
  return isTranscript(text) ? readTranscript(text, options) : readWire(text, options);
}

/** Whether a text is HTML: it begins with a tag, and has more of them. */
function looksLikePage(text: string): boolean {
  const head = text.slice(0, 4000).trimStart();
  return (
    /^<(?:!doctype\s+html|html|head|body|!--|\?xml[^>]*>\s*<!doctype\s+html)/i.test(head) ||
    (head.startsWith("<") && /<(?:p|div|article|h1|br|table|span|title|meta)\b[^<>]*>/i.test(head))
  );
}

/** Whether an input that begins with these bytes may be a page, for which `openArticles` should come first. */
export function startsPage(bytes: Uint8Array): boolean {
  return decode(bytes.subarray(0, 1024)).text.trimStart().startsWith("<");
}

/** Whether an input that begins with these bytes is read as JSON Lines: it is forced, or the first line is an object of them. */
export function startsJsonLines(bytes: Uint8Array, options: IntakeOptions = {}): boolean {
  if (options.as !== undefined) return options.as === "jsonl";
  const head = new TextDecoder("utf-8").decode(bytes.subarray(0, 512)).trimStart();
  if (!/^\{\s*"/.test(head)) return false;
  if (/^\{ *"(?:id|date|text|headline|title)" *:/.test(head)) return true;
  if (/"uri"/.test(head)) return false; // ninjs
  const start = bytes.indexOf(0x7b);
  const end = bytes.indexOf(0x0a, start);
  try {
    return readLine(decode(bytes.subarray(start, end < 0 ? bytes.length : end)).text).text !== "";
  } catch (error) {
    return error instanceof Error && error.message !== "not JSON";
  }
}

/** A JSON Lines id that is an agency's own: `XIN_ENG_20051103.0277`. */
function agencyId(id: string | null): string | null {
  return id !== null && /^[A-Z]{2,4}(?:_[A-Z]{3}_)?\d{8}\.\d{3,5}$/.test(id) ? id : null;
}

function filled({ date, agency, url }: IntakeOptions): WireOptions {
  return {
    ...(date !== undefined && { date }),
    ...(agency !== undefined && { agency }),
    ...(url !== undefined && { url }),
  };
}

function take(read: () => Story, place: string | null = null): Taken {
  try {
    return { kind: "story", story: read() };
  } catch (error) {
    return refused(place, error instanceof Error ? error.message : String(error));
  }
}

function refused(place: string | null, reason: string): Taken {
  return { kind: "refused", place, reason };
}

function tooLarge(bytes: number): string {
  return `too large for one story: ${Math.round(bytes / 1e6)} MB, less than ${LARGEST_STORY / 1e6} MB can be read`;
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
