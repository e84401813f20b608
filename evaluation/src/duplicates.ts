/**
 * Duplicates among agency stories (the TempEval-3 silver set): 150 pairs, judged by hand, of which some are copies cut and
 * edited by a recipe that the list names. `judgements/duplicates.tsv` keeps ids, recipes and verdicts. The stories and the
 * copies go into an archive one after the other, as they would arrive, and a pair is found the same where both end in one
 * cluster: what is measured is what the archive does.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openArchive, putRecords } from "@chancery/archive";
import { type Record, SCHEMA, type Story } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";
import { data, house } from "./reader.ts";

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly recipe: string;
  readonly same: boolean;
}

/** Prints precision and recall over the judged pairs, the wrong ones, and how large the clusters are. */
export async function run(): Promise<void> {
  const folder = data("wire");
  if (folder === null) return;
  const stories = wire(folder);
  const pairs = judgements();
  const copies = new Map<string, Story>();
  for (const { a, b, recipe } of pairs) {
    const story = stories.get(a);
    if (recipe !== "natural" && story) copies.set(b, copyOf(story, b, recipe));
  }
  const at = mkdtempSync(join(tmpdir(), "duplicates-"));
  try {
    const archive = openArchive(join(at, "a.chancery"));
    const all = [...stories.values(), ...copies.values()].sort((x, y) =>
      `${x.published} ${x.id}` < `${y.published} ${y.id}` ? -1 : 1,
    );
    for (let i = 0; i < all.length; i += 200) putRecords(archive, all.slice(i, i + 200).map(unread));
    const clusters = archive.db.prepare("SELECT key, cluster FROM story").all() as { key: string; cluster: number }[];
    const cluster = new Map(clusters.map((row) => [row.key, row.cluster]));
    archive.close();
    report(pairs, (pair) => cluster.get(pair.a) === cluster.get(pair.b));
    const sizes = new Map<number, number>();
    for (const id of stories.keys()) sizes.set(cluster.get(id) ?? 0, (sizes.get(cluster.get(id) ?? 0) ?? 0) + 1);
    const several = [...sizes].filter(([, n]) => n > 1);
    console.log(`stories ${stories.size}, in clusters of several ${several.reduce((sum, [, n]) => sum + n, 0)}`);
    for (const [id] of several) {
      const members = [...stories.keys()].filter((key) => cluster.get(key) === id);
      const judged = members.every((x) =>
        members.every((y) => x === y || pairs.some((p) => (p.a === x && p.b === y) || (p.a === y && p.b === x))),
      );
      if (!judged) console.log(`  not judged: ${members.join(" ")}`);
    }
  } finally {
    rmSync(at, { recursive: true });
  }
}

function report(pairs: readonly Pair[], found: (pair: Pair) => boolean): void {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  const lines: string[] = [];
  for (const pair of pairs) {
    const same = found(pair);
    if (same && pair.same) right++;
    else if (same) wrong++;
    else if (pair.same) missed++;
    if (same !== pair.same)
      lines.push(`  ${same ? "taken for the same" : "missed"}: ${pair.a} ${pair.b} (${pair.recipe})`);
  }
  console.log(`pairs ${pairs.length}, the same ${right + missed}`);
  console.log(`duplicates.precision ${(right / Math.max(1, right + wrong)).toFixed(4)}`);
  console.log(`duplicates.recall ${(right / Math.max(1, right + missed)).toFixed(4)}`);
  for (const line of lines.slice(0, 40)) console.log(line);
}

function judgements(): Pair[] {
  return readFileSync(house("evaluation/judgements/duplicates.tsv"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [a = "", b = "", recipe = "", verdict = ""] = line.split("\t");
      return { a, b, recipe, same: verdict === "same" };
    });
}

function wire(folder: string): Map<string, Story> {
  const out = new Map<string, Story>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
    if (file.endsWith(".txt"))
      for (const taken of takeIn(readFileSync(join(folder, file))))
        if (taken.kind === "story") {
          const id = taken.story.sourceId ?? taken.story.id;
          out.set(id, { ...taken.story, id, sourceId: null });
        }
  return out;
}

/** A story as a record whose reading is left out: duplicates are found by their text. */
function unread(story: Story): Record {
  return {
    schema: SCHEMA,
    reader: { version: "none", lexicon: "none", model: null },
    story,
    actors: [],
    times: [],
    statements: [],
    events: [],
    ties: [],
    anniversaries: [],
    commitments: [],
    abstentions: [],
  };
}

// --- copies ------------------------------------------------------------------------------------

/**
 * A copy as an outlet makes it. `cut:N` keeps the first N paragraphs, `tail:N` drops the first N, `edit:SEED` changes words
 * as a sub-editor does, leaves out a sentence here and there, and joins paragraphs; recipes follow each other with `+`. The
 * copy has another agency and is a day or two later.
 */
function copyOf(story: Story, id: string, recipe: string): Story {
  let paragraphs = story.blocks
    .filter((block) => block.kind === "paragraph")
    .map((block) => story.text.slice(block.start, block.end).trim());
  for (const step of recipe.split("+")) {
    const [what, value = "0"] = step.split(":");
    if (what === "cut") paragraphs = paragraphs.slice(0, Number(value));
    else if (what === "tail") paragraphs = paragraphs.slice(Number(value));
    else if (what === "edit") paragraphs = edited(paragraphs, Number(value));
    else throw new Error(`no recipe "${step}"`);
  }
  const text = paragraphs.join("\n\n");
  let at = 0;
  const blocks = paragraphs.map((paragraph) => {
    const start = text.indexOf(paragraph, at);
    at = start + paragraph.length;
    return { kind: "paragraph" as const, start, end: at, speaker: null };
  });
  const day = new Date(`${story.published}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + (Number(/\d+/.exec(recipe)?.[0] ?? 0) % 3));
  return {
    ...story,
    id,
    agency: "Copy",
    headline: null,
    byline: null,
    dateline: null,
    published: story.published && day.toISOString().slice(0, 10),
    text,
    blocks,
  };
}

/** What a sub-editor changes: house style and shorter words. */
const STYLE: readonly (readonly [RegExp, string])[] = [
  [/\bsaid\b/g, "stated"],
  [/\btold\b/g, "informed"],
  [/\bU\.S\./g, "US"],
  [/\bpercent\b/g, "per cent"],
  [/\bmore than\b/g, "over"],
  [/\bin order to\b/g, "to"],
  [/\bhowever\b/gi, "but"],
  [/\bapproximately\b/g, "about"],
  [/\bdefence\b/g, "defense"],
  [/\b(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b ?/g, ""],
  [/\balso\b ?/g, ""],
  [/ -- /g, ", "],
  [/"/g, "”"],
];

function edited(paragraphs: readonly string[], seed: number): string[] {
  let state = seed;
  const random = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const out: string[] = [];
  for (const paragraph of paragraphs) {
    let text = paragraph;
    for (const [from, to] of STYLE) if (random() < 0.8) text = text.replace(from, to);
    const sentences = text.split(/(?<=[.!?]”?) +/);
    text = sentences.filter((_, i) => i === 0 || random() > 0.12).join(" ");
    // A word left out in thirty.
    text = text
      .split(" ")
      .filter((word) => !/^[a-z]/.test(word) || random() > 0.033)
      .join(" ");
    if (out.length > 0 && random() < 0.25) out.push(`${out.pop()} ${text}`);
    else out.push(text);
  }
  return out;
}
