import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Record, Span, Statement, Story } from "@chancery/reader";
import { DICTIONARY } from "./body-dictionary.ts";
import { DICTIONARY_OF_COLUMNS } from "./body-dictionary-of-columns.ts";
import { fromColumns, toColumns } from "./columns.ts";

/** The first byte of a body: how it is packed. */
const AS_JSON = 1;
const AS_COLUMNS = 2;
const dictionaryOfJson = Buffer.from(DICTIONARY);
const dictionary = Buffer.from(DICTIONARY_OF_COLUMNS);

/** The record as the archive keeps it, deflated against a dictionary of what records have in common. */
export function packRecord(record: Record): Buffer {
  return Buffer.concat([Buffer.of(AS_COLUMNS), deflateRawSync(written(record), { level: 6, dictionary })]);
}

/** A record as JSON, which holds every text exactly, lone surrogates too, with its lists as columns. */
export function written(record: Record): string {
  const out: { [field: string]: unknown } = {};
  for (const [field, value] of Object.entries(record)) out[field] = Array.isArray(value) ? toColumns(value) : value;
  out.story = { ...record.story, blocks: toColumns(record.story.blocks) };
  return JSON.stringify(out);
}

/** The record of a body that `packRecord` made, now or in an earlier version. Throws where it is damaged. */
export function unpackRecord(body: Uint8Array): Record {
  // A deflated body without the byte in front, as the first archives have it, begins with neither.
  if (body[0] !== AS_COLUMNS) {
    const json =
      body[0] === AS_JSON ? inflateRawSync(body.subarray(1), { dictionary: dictionaryOfJson }) : inflateRawSync(body);
    return JSON.parse(json.toString("utf8")) as Record;
  }
  const record = JSON.parse(inflateRawSync(body.subarray(1), { dictionary }).toString("utf8")) as {
    [field: string]: unknown;
    story: { blocks: unknown };
  };
  for (const [field, value] of Object.entries(record)) record[field] = fromColumns(value);
  record.story.blocks = fromColumns(record.story.blocks);
  return record as unknown as Record;
}

/** What tells a repeat from another version of the same story: 16 bytes over its text and its date. */
export function contentHash(story: Story): Buffer {
  return createHash("sha256")
    .update(`${story.published ?? ""}\0${story.text}`)
    .digest()
    .subarray(0, 16);
}

/** What a forgotten story or actor leaves: 16 bytes that match it if it comes again and tell nobody what it was. */
export function forgottenHash(kind: "story" | "actor", name: string): Buffer {
  return createHash("sha256").update(`forgotten ${kind} ${name.toLowerCase()}`).digest().subarray(0, 16);
}

/** A statement's words: its pieces of content, joined by spaces. */
export function statementText(text: string, statement: Statement): string {
  return statement.content.map((span) => quoteOf(text, span)).join(" ");
}

/** The words of a span. */
export function quoteOf(text: string, span: Span): string {
  return text.slice(span[0], span[1]);
}

/** Scripts that are written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const EACH_UNSPACED = new RegExp(UNSPACED.source, "gu");

/**
 * A text as the full-text index takes it: characters of scripts without spaces stand apart, so that 法国 is found inside
 * a sentence as the phrase 法 国. Null characters, at which SQL would end the text, become spaces.
 */
export function indexable(text: string): string {
  const whole = text.includes("\0") ? text.replaceAll("\0", " ") : text;
  return UNSPACED.test(whole) ? whole.replace(EACH_UNSPACED, " $& ") : whole;
}
