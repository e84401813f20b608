import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Reader, Record, Span, Story } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";
import { data, shippedReader } from "./reader.ts";

const SEED = process.env.DRAW ?? "speakers 20240129";
/** How many stories of each family are drawn, and how many statements of each. */
const DRAW = { wire: [100, 1], briefings: [25, 2] } as const;
type Family = keyof typeof DRAW;

/**
 * One judged statement: its story, where its content begins, and where mentions of whoever said it stand. Several spans
 * are several right answers; null among them: to name nobody is right, because the story does not tell who it is.
 */
interface Judgement {
  family: Family;
  story: string;
  content: number;
  right: (Span | null)[];
}

/**
 * Reads `judgements/speakers.tsv`: family, story, offset of the content, and what is right: `start-end` of a mention of the
 * speaker, `nobody`, or several of them with `|` between. Throws where a family is unknown.
 */
export function readJudgements(table: string): Judgement[] {
  return table
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [family = "", story = "", content = "", right = ""] = line.split("\t");
      if (family !== "wire" && family !== "briefings")
        throw new Error(`judgements are of wire or briefings, not "${family}"`);
      return {
        family,
        story,
        content: Number(content),
        right: right.split("|").map((answer): Span | null => {
          const [start = 0, end = 0] = answer.split("-").map(Number);
          return answer === "nobody" ? null : [start, end];
        }),
      };
    });
}

const hash = (text: string): string => createHash("sha256").update(`${SEED} ${text}`).digest("hex");
const byHash = (a: string, b: string): number => (hash(a) < hash(b) ? -1 : 1);

function files(family: Family): string[] {
  const folder = data(family);
  if (!folder) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.(txt|html)$/.test(file))
    .sort(byHash);
}

function storyOf(family: Family, file: string): Story | null {
  const folder = data(family);
  if (!folder) return null;
  for (const taken of takeIn(readFileSync(`${folder}/${file}`))) if (taken.kind === "story") return taken.story;
  return null;
}

/** Prints how many judged statements have the right speaker, and those that have not. */
export function speakerDecisions(table: string, reader: Reader): void {
  const records = new Map<string, Record | null>();
  let right = 0;
  let asked = 0;
  const wrong: string[] = [];
  for (const judgement of readJudgements(table)) {
    const key = `${judgement.family}/${judgement.story}`;
    if (!records.has(key)) {
      const story = data(judgement.family) ? storyOf(judgement.family, judgement.story) : null;
      records.set(key, story && reader.read(story));
    }
    const record = records.get(key);
    if (!record) continue;
    asked++;
    const { text } = record.story;
    // the same words, though a quotation mark or "that" more or less stand before them now
    const statement = record.statements
      .filter(({ content }) =>
        content.some(([start, end]) => start - 8 <= judgement.content && judgement.content < end),
      )
      .sort((a, b) => distance(a.content, judgement.content) - distance(b.content, judgement.content))[0];
    const actor = record.actors.find(({ id }) => id === statement?.speaker);
    const good = judgement.right.some((span) =>
      span === null
        ? !actor
        : // the name before a turn of a briefing is no mention: it stands between the blocks
          actor?.name === text.slice(...span) ||
          (actor?.mentions.some(([start, end]) => start < span[1] && span[0] < end) ?? false),
    );
    if (good) right++;
    else
      wrong.push(
        `${key} ${judgement.content}: ${statement ? (actor?.name ?? "nobody") : "no statement"}, judged ${judgement.right.map((span) => (span ? text.slice(...span) : "nobody")).join(" or ")} | ${text.slice(judgement.content, judgement.content + 80).replace(/\s+/g, " ")}`,
      );
  }
  console.log(`\nstatements.speaker.n\t${asked}\nstatements.speaker.right\t${(right / Math.max(1, asked)).toFixed(4)}`);
  for (const line of wrong.slice(0, 20)) console.log(`  ${line}`);
}

function distance(content: readonly Span[], at: number): number {
  return Math.min(...content.map(([start]) => Math.abs(start - at)));
}

/** Draws the statements to judge, the same every time, and prints them with the text before them but without the answer. */
export function drawSpeakers(reader: Reader): void {
  for (const family of Object.keys(DRAW) as Family[]) {
    const [stories, each] = DRAW[family];
    let drawn = 0;
    for (const file of files(family)) {
      const story = drawn < stories ? storyOf(family, file) : null;
      if (!story) continue;
      const { statements } = reader.read(story);
      if (statements.length === 0) continue;
      drawn++;
      const chosen = [...statements].sort((a, b) =>
        byHash(`${file} ${a.content[0]?.[0]}`, `${file} ${b.content[0]?.[0]}`),
      );
      for (const { content, source } of chosen.slice(0, each)) {
        const start = content[0]?.[0] ?? 0;
        const from = Math.max(0, Math.min(start, source?.[0] ?? start));
        console.log(`### ${family}\t${file}\t${start}\t${source ? `${source[0]}-${source[1]}` : ""}`);
        console.log(
          `${story.text.slice(0, Math.min(160, from)).replace(/\s+/g, " ")} [...] ${story.text.slice(Math.max(160, from - 700), from).replace(/\s+/g, " ")} >>> ${story.text.slice(from, Math.max(start, source?.[1] ?? 0) + 160).replace(/\s+/g, " ")}`,
        );
      }
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) drawSpeakers(shippedReader());
