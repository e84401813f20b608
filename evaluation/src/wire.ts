/**
 * Headline, date, dateline's place and agency of agency stories (the TempEval-3 silver set), on a list of 100 drawn with a
 * fixed seed and judged by hand. `judgements/wire-headers.tsv` keeps ids, verdicts and a hash of what was judged: a reading
 * that has changed since counts as wrong until it is judged again.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readWire, type Story } from "@chancery/reader";
import { data, house } from "./reader.ts";

const FIELDS = ["headline", "date", "place", "agency"] as const;
const SEED = 20240129;
const JUDGEMENTS = house("evaluation/judgements/wire-headers.tsv");

/** What is judged of one story. */
export function header(story: Story): { [field in (typeof FIELDS)[number]]: string | null } {
  return {
    headline: story.headline,
    date: story.published,
    place: story.dateline?.place ?? null,
    agency: story.agency,
  };
}

/** The list: 100 files of the folder, drawn with the seed. */
export function drawn(folder: string, n = 100): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".txt"))
    .sort();
  let state = SEED;
  const random = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let i = files.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [files[i], files[j]] = [files[j] as string, files[i] as string];
  }
  return files.slice(0, n).sort();
}

/** Prints the share that is right of each field. */
export async function run(): Promise<void> {
  const folder = data("wire");
  if (folder === null) return;
  const judged = new Map<string, string[]>();
  if (existsSync(JUDGEMENTS))
    for (const line of readFileSync(JUDGEMENTS, "utf8").split("\n")) {
      const [id, ...cells] = line.split("\t");
      if (id && !id.startsWith("#")) judged.set(id, cells);
    }
  const right = { headline: 0, date: 0, place: 0, agency: 0 };
  let all = 0;
  const wrong: string[] = [];
  const files = drawn(folder);
  for (const file of files) {
    const id = file.replace(/^.*\//, "").replace(/\.txt$/, "");
    const read = header(readWire(readFileSync(`${folder}/${file}`, "utf8")));
    const [hash, ...verdicts] = judged.get(id) ?? [];
    const same = hash === hashOf(read);
    if (!same) wrong.push(`${id}\t${hash === undefined ? "not judged" : "changed since it was judged"}`);
    const good = FIELDS.map((_, f) => same && verdicts[f] === "right");
    FIELDS.forEach((field, f) => {
      if (good[f]) right[field]++;
      else if (same) wrong.push(`${id}\t${field}`);
    });
    if (good.every(Boolean)) all++;
  }
  for (const field of FIELDS) console.log(`wire.${field}\t${(right[field] / files.length).toFixed(4)}`);
  console.log(`wire.all\t${(all / files.length).toFixed(4)}`);
  if (wrong.length > 0) console.log(`wrong:\n${wrong.slice(0, 20).join("\n")}`);
}

/** Eight digits that stand for a reading, so that no word of the data is kept. */
export function hashOf(read: ReturnType<typeof header>): string {
  return createHash("sha256")
    .update(JSON.stringify(FIELDS.map((field) => read[field])))
    .digest("hex")
    .slice(0, 8);
}

/** Writes the judgements: `verdicts` gives, for an id, the fields that are wrong. */
export function writeJudgements(folder: string, verdicts: ReadonlyMap<string, readonly string[]>): void {
  const lines = drawn(folder).map((file) => {
    const id = file.replace(/^.*\//, "").replace(/\.txt$/, "");
    const read = header(readWire(readFileSync(`${folder}/${file}`, "utf8")));
    return [id, hashOf(read), ...FIELDS.map((field) => (verdicts.get(id)?.includes(field) ? "wrong" : "right"))].join(
      "\t",
    );
  });
  writeFileSync(JUDGEMENTS, `# id\thash of the reading judged\t${FIELDS.join("\t")}\n${lines.join("\n")}\n`);
}
