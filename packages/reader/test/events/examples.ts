import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Reader, Record, Span, Story } from "../../src/index.ts";

/** One line of a predicate table with what its example asserts. */
export interface Example {
  table: string;
  line: number;
  pattern: string;
  type: string;
  mode: string | null;
  cameo: string;
  text: string;
  /** Spans of the actors and recipients marked in the example. */
  actors: Span[];
  recipients: Span[];
}

const TABLES = ["verbs", "nouns", "adjectives"];

/** The lines of the predicate tables, their examples without the marks. */
export function examples(): Example[] {
  return TABLES.flatMap((table) =>
    readFileSync(fileURLToPath(new URL(`../../lexicon/events/${table}.tsv`, import.meta.url)), "utf8")
      .split("\n")
      .map((row, index) => ({ row, line: index + 1 }))
      .filter(({ row }) => row !== "" && !row.startsWith("#"))
      .map(({ row, line }) => {
        const [pattern = "", type = "", mode = "", cameo = "", , , , example = ""] = row.split("\t");
        return { table, line, pattern, type, mode: mode || null, cameo, ...unmarked(example) };
      }),
  );
}

/** "{France} met [Chad]." → the text and the spans of what is marked. */
export function unmarked(example: string): { text: string; actors: Span[]; recipients: Span[] } {
  let text = "";
  let start = 0;
  const actors: Span[] = [];
  const recipients: Span[] = [];
  for (const ch of example) {
    if (ch === "{" || ch === "[") start = text.length;
    else if (ch === "}") actors.push([start, text.length]);
    else if (ch === "]") recipients.push([start, text.length]);
    else text += ch;
  }
  return { text, actors, recipients };
}

/** A paragraph as a story, published in 2024. */
export function storyOf(text: string, published: string | null = "2024-05-06"): Story {
  return {
    id: "story",
    sourceId: null,
    format: "jsonl",
    agency: null,
    url: null,
    headline: null,
    byline: null,
    published,
    language: "en",
    text,
    dateline: null,
    blocks: [{ kind: "paragraph", start: 0, end: text.length, speaker: null }],
  };
}

/** What is wrong with the reading of an example, null where nothing is. */
export function fault(reader: Reader, example: Example): string | null {
  const record = reader.read(storyOf(example.text));
  const mutual = (event: Record["events"][number]) => event.recipients.length === 0 && event.actors.length > 1;
  const right = record.events.find((event) => {
    if (event.type !== example.type || event.mode !== example.mode) return false;
    const wanted = mutual(event) ? [...example.actors, ...example.recipients] : example.actors;
    return (
      covers(record, event.actors, wanted) && (mutual(event) || covers(record, event.recipients, example.recipients))
    );
  });
  if (right) return null;
  const seen = record.events.map(
    (event) =>
      `${event.type} ${event.mode ?? ""} ${names(record, event.actors)} > ${names(record, event.recipients)} by ${event.why.split(":")[0]}`,
  );
  return `${example.table}:${example.line} "${example.pattern}" ${example.type} ${example.mode ?? ""}: ${example.text}\n      ${seen.join("\n      ") || "nothing read"}`;
}

/** Whether these actors and the marked spans answer to each other: no actor without a span, no span without an actor. */
function covers(record: Record, ids: readonly string[], spans: readonly Span[]): boolean {
  const mentions = ids.map((id) => record.actors.find((actor) => actor.id === id)?.mentions ?? []);
  const meets = (a: Span, b: Span) => a[0] < b[1] && b[0] < a[1];
  // a span inside a longer mention ("[Bolivia]'s president") is met by it, and so is its country
  return (
    mentions.every((own) =>
      own.some((mention) => spans.some((span) => meets(mention, span) || near(record.story.text, mention, span))),
    ) &&
    spans.every((span) =>
      mentions.some((own) => own.some((mention) => meets(mention, span) || near(record.story.text, mention, span))),
    )
  );
}

/** "[Kenya]'s ambassador", "the army of [Chad]", "[Tibetan] monks": the mark and the mention stand in one noun phrase. */
function near(text: string, a: Span, b: Span): boolean {
  const between = a[1] <= b[0] ? text.slice(a[1], b[0]) : b[1] <= a[0] ? text.slice(b[1], a[0]) : "";
  return /^(?:'s? ?|\s)(?:[a-z-]+ ){0,4}$|^ (?:[a-z]+ ){0,4}(?:of|from|in|for|by|to) (?:the |an? )?$|^ (?:[a-z]+ ){1,3}$/.test(
    between,
  );
}

function names(record: Record, ids: readonly string[]): string {
  return ids.map((id) => record.actors.find((actor) => actor.id === id)?.name ?? id).join(" + ");
}
