/** Times against TimeBank and AQUAINT as TempEval-3 (SemEval-2013 task 1) released them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Record, Time } from "@chancery/reader";
import { data, recordsOf, shippedReader } from "./reader.ts";
import { recordFile, score } from "./score.ts";

interface GoldTime {
  start: number;
  end: number;
  type: string;
  value: string;
}

/** Prints the scorer's figures over both corpora together, and the worst twenty errors of each kind. */
export async function run(): Promise<void> {
  const folders = ["timebank", "aquaint"].map((name) => data(`dates/${name}`));
  const found = folders.filter((folder) => folder !== null);
  if (found.length < folders.length) return;
  const both = mkdtempSync(join(tmpdir(), "times-"));
  try {
    for (const folder of found)
      for (const file of readdirSync(folder))
        if (file.endsWith(".tml")) symlinkSync(join(folder, file), join(both, file));
    const records = recordsOf(score("times-input", both), shippedReader());
    measure(both, records);
  } finally {
    rmSync(both, { recursive: true });
  }
}

/** Prints the figures of these records against a folder of TimeML files. */
export function measure(folder: string, records: readonly Record[]): void {
  console.log(score("times", folder, recordFile("times.jsonl", records)));
  printErrors(folder, new Map(records.map((record) => [record.story.id, record])));
}

function printErrors(
  folder: string,
  records: ReadonlyMap<string, { story: { text: string; published: string | null }; times: readonly Time[] }>,
): void {
  const errors = {
    missed: new Map<string, number>(),
    spurious: new Map<string, number>(),
    value: new Map<string, number>(),
  };
  const count = (kind: keyof typeof errors, line: string) => errors[kind].set(line, (errors[kind].get(line) ?? 0) + 1);
  for (const [id, { story, times }] of records) {
    const gold = goldTimes(readFileSync(join(folder, `${id}.tml`), "utf8"));
    const quote = (t: { start: number; end: number }) => story.text.slice(t.start, t.end).replace(/\s+/g, " ");
    const context = (t: { start: number; end: number }) =>
      process.env.CONTEXT
        ? `   «${story.text.slice(Math.max(0, t.start - 50), t.end + 30).replace(/\s+/g, " ")}» ${story.published}`
        : "";
    const taken = new Set<Time>();
    for (const g of gold) {
      const mine = times.find((t) => !taken.has(t) && t.start < g.end && g.start < t.end);
      if (!mine) {
        count("missed", `${quote(g)} = ${g.type} ${g.value}${context(g)}`);
        continue;
      }
      taken.add(mine);
      if (mine.value !== g.value)
        count(
          "value",
          `${quote(g)} = ${g.value}, read ${mine.value} in ${story.published} (${quote(mine)})${context(g)}`,
        );
    }
    for (const t of times) if (!taken.has(t)) count("spurious", `${quote(t)} read as ${t.value}${context(t)}`);
  }
  const limit = Number(process.env.ERRORS ?? 20);
  for (const [kind, lines] of Object.entries(errors)) {
    console.log(`\n${kind}: ${[...lines.values()].reduce((a, b) => a + b, 0)}`);
    for (const [line, n] of [...lines].sort((a, b) => b[1] - a[1]).slice(0, limit)) console.log(`  ${n}  ${line}`);
  }
}

/** The TIMEX3 of a TimeML file, in offsets of its text as the scorer counts them. */
function goldTimes(tml: string): GoldTime[] {
  const body = /<TEXT>([\s\S]*?)<\/TEXT>/.exec(tml)?.[1] ?? "";
  const gold: GoldTime[] = [];
  const open: { start: number; attributes: string }[] = [];
  let at = 0;
  for (const part of body.split(/(<[^>]+>)/)) {
    if (part.startsWith("<TIMEX3")) open.push({ start: at, attributes: part });
    else if (part.startsWith("</TIMEX3")) {
      const from = open.pop();
      const read = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(from?.attributes ?? "")?.[1] ?? "";
      if (from) gold.push({ start: from.start, end: at, type: read("type"), value: read("value") });
    } else if (!part.startsWith("<")) at += part.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi, "c").length;
  }
  return gold;
}
