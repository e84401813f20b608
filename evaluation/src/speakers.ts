import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Reader, Record, Span, Story } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";
import { data } from "./reader.ts";

/**
 * One judged statement: in which story it is, where its content begins, and where a mention of whoever said it stands
 * (null: the story does not tell who it is).
 */
interface Judgement {
  family: "wire" | "briefings";
  story: string;
  content: number;
  speaker: Span | null;
}

/** Reads `judgements/speakers.tsv`: family, story, offset of the content, and the span of a mention of the speaker or "-". */
export function readJudgements(table: string): Judgement[] {
  return table
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [family = "", story = "", content = "", speaker = ""] = line.split("\t");
      if (family !== "wire" && family !== "briefings")
        throw new Error(`judgements name wire and briefings, not "${family}"`);
      const [start = 0, end = 0] = speaker.split("-").map(Number);
      return { family, story, content: Number(content), speaker: speaker === "-" ? null : [start, end] };
    });
}

/** Stories of a family by id: the wire's JSON Lines, or one briefing page a file. */
export function storiesIn(family: "wire" | "briefings", wanted: ReadonlySet<string> | null): Story[] {
  const folder = data(family);
  if (!folder) return [];
  const stories: Story[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (family === "briefings" && wanted && !wanted.has(file)) continue;
    const bytes = readFileSync(`${folder}/${file}`);
    for (const taken of takeIn(bytes, family === "wire" ? { as: "jsonl" } : {})) {
      if (taken.kind !== "story") continue;
      const id = family === "wire" ? taken.story.id : file;
      if (!wanted || wanted.has(id)) stories.push({ ...taken.story, id });
    }
  }
  return stories;
}

/**
 * Draws statements for judging, the same every time: those whose hash of the seed, the story and the place of the
 * content comes first.
 */
export function drawStatements(
  records: readonly Record[],
  seed: string,
  count: number,
): { record: Record; index: number }[] {
  const all = records.flatMap((record) =>
    record.statements.map((statement, index) => ({
      record,
      index,
      key: createHash("sha256").update(`${seed} ${record.story.id} ${statement.content[0]?.[0]}`).digest("hex"),
    })),
  );
  return all.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, count);
}

/** Prints how many judged statements have the right speaker, and those that have not. */
export function speakerDecisions(table: string, reader: Reader, _stories: unknown): void {
  const judgements = readJudgements(table);
  let right = 0;
  let asked = 0;
  const wrong: string[] = [];
  for (const family of ["wire", "briefings"] as const) {
    const own = judgements.filter((judgement) => judgement.family === family);
    const records = new Map(
      storiesIn(family, new Set(own.map(({ story }) => story))).map((story) => [story.id, reader.read(story)]),
    );
    for (const judgement of own) {
      const record = records.get(judgement.story);
      if (!record) continue;
      asked++;
      const statement = record.statements.find(({ content }) =>
        content.some(
          ([start, end]) => start <= judgement.content && judgement.content < end && start >= judgement.content - 2,
        ),
      );
      const actor = record.actors.find(({ id }) => id === statement?.speaker);
      const named = judgement.speaker;
      const good =
        named === null
          ? statement?.speaker == null
          : (actor?.mentions.some(([start, end]) => start < named[1] && named[0] < end) ?? false);
      if (good) right++;
      else
        wrong.push(
          `${judgement.story} ${judgement.content}: ${actor?.name ?? "nobody"}, judged ${named ? record.story.text.slice(...named) : "nobody"} | ${record.story.text.slice(judgement.content, judgement.content + 80).replace(/\s+/g, " ")}`,
        );
    }
  }
  console.log(`\nstatements.speaker.n\t${asked}\nstatements.speaker.right\t${(right / Math.max(1, asked)).toFixed(4)}`);
  for (const line of wrong.slice(0, 20)) console.log(`  ${line}`);
}
