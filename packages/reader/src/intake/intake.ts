import { sha256Text } from "../hash.ts";
import type { DateValue, Format, Story } from "../record.ts";

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

/** Reads the bytes of one input, of any format, into stories. Never throws: what cannot be read is a refusal. */
export function* takeIn(bytes: Uint8Array, options: IntakeOptions = {}): Generator<Taken> {
  const text = new TextDecoder("utf-8").decode(bytes);
  yield {
    kind: "story",
    story: {
      id: `sha256:${sha256Text(text)}`,
      sourceId: null,
      format: "wire",
      agency: options.agency ?? null,
      url: options.url ?? null,
      headline: null,
      byline: null,
      published: options.date ?? null,
      language: "en",
      text,
      dateline: null,
      blocks: [{ kind: "paragraph", start: 0, end: text.length, speaker: null }],
    },
  };
}
