import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Record, Span, Statement } from "@chancery/reader";
import { data, house, recordsOf, shippedReader } from "./reader.ts";
import { recordFile, score } from "./score.ts";
import { speakerDecisions } from "./speakers.ts";

/** One attribution of PolNeAR: its source, cue and content as spans of the text. */
interface Gold {
  source: Span[];
  cue: Span[];
  content: Span[];
}

type Fault = "missed" | "invented" | "wrong source" | "wrong extent";

/**
 * Who said what, against PolNeAR's development set, by the scorer's figures, with the attributions that went worst beside
 * them; then the speakers of statements in wire stories and briefings, against a careful reader's judgements.
 */
export async function run(): Promise<void> {
  const folder = data("attribution/dev");
  const reader = shippedReader();
  if (folder) {
    const stories = score("statements-input", folder);
    const records = recordsOf(stories, reader);
    console.log(score("statements", folder, recordFile("statements.jsonl", records)).trimEnd());
    printFaults(folder, records);
  }
  const judgements = house("evaluation/judgements/speakers.tsv");
  if (existsSync(judgements)) speakerDecisions(readFileSync(judgements, "utf8"), reader);
}

function printFaults(folder: string, records: readonly Record[]): void {
  const found = new Map<Fault, { size: number; line: string }[]>([
    ["missed", []],
    ["invented", []],
    ["wrong source", []],
    ["wrong extent", []],
  ]);
  const notes = readdirSync(`${folder}/attributions`);
  for (const record of records) {
    const note = notes.filter((file) => file.startsWith(record.story.id)).sort()[0];
    if (!note) continue;
    const gold = readAnnotations(readFileSync(`${folder}/attributions/${note}`, "utf8"));
    const text = readFileSync(`${folder}/text/${record.story.id}.txt`, "utf8");
    // annotations count code points, records UTF-16 code units: astral characters before a span would shift it
    if (/[\u{10000}-\u{10ffff}]/u.test(text)) continue;
    compare(record, gold, text, found);
  }
  for (const [fault, list] of found) {
    console.log(`\n${fault}: ${list.length}, the largest twenty`);
    for (const { line } of list.sort((a, b) => b.size - a.size).slice(0, 20)) console.log(`  ${line}`);
  }
}

function compare(
  record: Record,
  gold: readonly Gold[],
  text: string,
  found: Map<Fault, { size: number; line: string }[]>,
): void {
  const mine = record.statements.map((statement) => ({ statement, content: cover(statement.content, text) }));
  const left = new Set(mine.keys());
  for (const entry of gold) {
    const content = cover(entry.content, text);
    let best = -1;
    let bestShare = 0;
    for (const m of left) {
      const other = mine[m];
      if (!other) continue;
      const share = overlap(content, other.content);
      if (share > bestShare) {
        best = m;
        bestShare = share;
      }
    }
    const other = best >= 0 ? mine[best]?.statement : undefined;
    const add = (fault: Fault): void => {
      const shown = `${record.story.id} | gold: ${show(entry.source, text)} > ${show(entry.cue, text)} > ${show(entry.content, text)}`;
      found.get(fault)?.push({
        size: content.size,
        line: other && fault !== "missed" ? `${shown} | read: ${describe(other, text)}` : shown,
      });
    };
    if (!other || bestShare < 0.2) {
      add("missed");
      continue;
    }
    left.delete(best);
    if (bestShare < 0.5) add("wrong extent");
    else if (entry.source.length > 0) {
      const source = cover(entry.source, text);
      if (overlap(source, cover(other.source ? [other.source] : [], text)) < 0.3) add("wrong source");
    }
  }
  for (const m of left) {
    const other = mine[m];
    if (other)
      found
        .get("invented")
        ?.push({ size: other.content.size, line: `${record.story.id} | read: ${describe(other.statement, text)}` });
  }
}

function describe(statement: Statement, text: string): string {
  return [statement.source ? [statement.source] : [], statement.cue ? [statement.cue] : [], statement.content]
    .map((spans) => show(spans, text))
    .join(" > ");
}

function show(spans: readonly Span[], text: string): string {
  const words = spans.map(([start, end]) => text.slice(start, end).replace(/\s+/g, " ")).join(" … ");
  return words.length > 120 ? `${words.slice(0, 80)} [...] ${words.slice(-35)}` : words || "-";
}

/** Offsets of the letters and digits in some spans. */
function cover(spans: readonly Span[], text: string): Set<number> {
  const offsets = new Set<number>();
  for (const [start, end] of spans)
    for (let i = start; i < end; i++) if (/[\p{L}\p{N}]/u.test(text.charAt(i))) offsets.add(i);
  return offsets;
}

function overlap(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let both = 0;
  for (const i of a) if (b.has(i)) both++;
  const union = a.size + b.size - both;
  return union === 0 ? 0 : both / union;
}

/** Reads brat stand-off: text bounds `T3 Source 4 9;12 20` and events `E1 Attribution:T4 Content:T3 …`. */
function readAnnotations(note: string): Gold[] {
  const bounds = new Map<string, Span[]>();
  const gold: Gold[] = [];
  for (const line of note.split("\n")) {
    const [id = "", body = ""] = line.split("\t");
    if (/^T\d+$/.test(id)) {
      const where = body.slice(body.indexOf(" ") + 1);
      bounds.set(
        id,
        where.split(";").map((part): Span => {
          const [start = 0, end = 0] = part.split(" ").map(Number);
          return [start, end];
        }),
      );
    } else if (/^E\d+$/.test(id)) {
      const entry: Gold = { source: [], cue: [], content: [] };
      for (const part of body.split(" ")) {
        const [role = "", bound = ""] = part.split(":");
        const name = role.replace(/\d+$/, "").toLowerCase();
        if (name === "source" || name === "cue" || name === "content") entry[name].push(...(bounds.get(bound) ?? []));
      }
      gold.push(entry);
    }
  }
  return gold;
}
