import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Record, Span, Statement, Story } from "@chancery/reader";
import { DICTIONARY } from "./body-dictionary.ts";

/** The first byte of a body: how it is packed. */
const WITH_DICTIONARY = 1;
const dictionary = Buffer.from(DICTIONARY);

/**
 * The record as the archive keeps it: JSON, which holds every text exactly, lone surrogates too, deflated against a dictionary
 * of what records have in common.
 */
export function packRecord(record: Record): Buffer {
  return Buffer.concat([Buffer.of(WITH_DICTIONARY), deflateRawSync(JSON.stringify(record), { level: 6, dictionary })]);
}

/** The record of a body that `packRecord` made. Throws where it is damaged. */
export function unpackRecord(body: Uint8Array): Record {
  // A deflated body without the byte in front, as the first archives have it, never begins with it.
  const json = body[0] === WITH_DICTIONARY ? inflateRawSync(body.subarray(1), { dictionary }) : inflateRawSync(body);
  return JSON.parse(json.toString("utf8")) as Record;
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
