/**
 * Country and sector of mentions in wire stories (TempEval-3's silver set), against a careful reader's judgement, and whether the
 * countries of PLOVER's gold records are found at all. `DRAW=7 npm run evaluate -- actors` prints a fresh sample to judge instead.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Record } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";
import { data, house, recordsOf, shippedReader } from "./reader.ts";
import { score } from "./score.ts";

const SAMPLE = 300;

/** Prints both figures with the worst twenty errors of each kind. */
export async function run(): Promise<void> {
  const folder = data("wire");
  if (!folder) return;
  if (process.env.DRAW) {
    draw(folder, Number(process.env.DRAW));
    return;
  }
  for (const file of judgementFiles()) judge(folder, file);
  countries();
}

function judgementFiles(): string[] {
  return readdirSync(house("evaluation/judgements"))
    .filter((name) => /^mentions.*\.tsv$/.test(name))
    .sort();
}

/** The lines of a file of judgements, in cells. */
function readJudged(file: string): string[][] {
  return readFileSync(house(`evaluation/judgements/${file}`), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t"));
}

/** Counts right countries and sectors. A judgement is the story, the mention's offsets, and what a careful reader says of it. */
function judge(folder: string, file: string): void {
  const reader = shippedReader();
  const records = new Map<string, Record>();
  let n = 0;
  let gone = 0;
  let country = 0;
  let sector = 0;
  const errors: string[] = [];
  for (const [id = "", from = "", to = "", rightCountry = "", rightSector = ""] of readJudged(file)) {
    let record = records.get(id);
    if (!record) {
      record = readStory(folder, id, reader);
      if (!record) continue;
      records.set(id, record);
    }
    const start = Number(from);
    const end = Number(to);
    // A mention whose ends were moved since is still the one that shares its last word.
    const exact = record.actors.filter((a) => a.mentions.some(([s, e]) => s === start && e === end));
    const near = record.actors.filter((a) => a.mentions.some(([s, e]) => e === end || (s === start && e > start)));
    // "the two countries" is of both.
    const countries = rightCountry.split("|");
    const actor = exact.find((a) => countries.includes(a.country ?? "-")) ?? exact[0] ?? near[0];
    if (!actor) {
      gone++;
      continue;
    }
    n++;
    const sameCountry = countries.includes(actor.country ?? "-");
    const sameSector = rightSector.split("|").includes(actor.sector ?? "-");
    if (sameCountry) country++;
    if (sameSector) sector++;
    if (!sameCountry || !sameSector)
      errors.push(
        `${id} "${record.story.text.slice(start, end)}": ${actor.name} ${actor.country ?? "-"} ${actor.sector ?? "-"}, should be ${rightCountry} ${rightSector}`,
      );
  }
  console.log(`${file}: ${n} mentions, ${gone} no longer read`);
  console.log(`mentions.country\t${(country / n).toFixed(4)}\nmentions.sector\t${(sector / n).toFixed(4)}`);
  for (const error of errors.slice(0, 20)) console.log(`  ${error}`);
}

function readStory(folder: string, id: string, reader: ReturnType<typeof shippedReader>): Record | undefined {
  const path = [`${folder}/afp/${id}.txt`, `${folder}/xinhua/${id}.txt`].find((file) => existsSync(file));
  if (!path) return undefined;
  for (const taken of takeIn(readFileSync(path), { as: "wire" }))
    if (taken.kind === "story") return reader.read(taken.story);
  return undefined;
}

/** Prints one mention of each of 300 stories that were not judged before, drawn by the seed, with what was read and the words around it. */
function draw(folder: string, seed: number): void {
  const reader = shippedReader();
  const judged = new Set(judgementFiles().flatMap((file) => readJudged(file).map(([id]) => id)));
  const stories = ["afp", "xinhua"].flatMap((agency) =>
    readdirSync(`${folder}/${agency}`).map((file) => file.replace(/\.txt$/, "")),
  );
  const picked = stories
    .filter((id) => !judged.has(id))
    .map((id) => [hash(`${seed} ${id}`), id] as const)
    .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))
    .slice(0, SAMPLE);
  for (const [, id] of picked) {
    const record = readStory(folder, id, reader);
    if (!record) continue;
    const mentions = record.actors.flatMap((actor) => actor.mentions.map((span) => ({ actor, span })));
    mentions.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
    const one = mentions[hash(`${seed} mention ${id}`) % Math.max(1, mentions.length)];
    if (!one) continue;
    const [start, end] = one.span;
    const { text, dateline, headline } = record.story;
    const around = `${text.slice(Math.max(0, start - 90), start)}<<${text.slice(start, end)}>>${text.slice(end, end + 70)}`;
    console.log(
      [
        id,
        start,
        end,
        one.actor.country ?? "-",
        one.actor.sector ?? "-",
        one.actor.name,
        one.actor.kind,
        dateline?.place,
        headline?.slice(0, 50),
        around.replace(/\s+/g, " "),
      ].join("\t"),
    );
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}

interface GoldSide {
  code?: string;
  actorText?: string;
}

/** How many sides of PLOVER's gold records have their country, or IGO and NGO, among the actors read. */
function countries(): void {
  const path = data("events/plover-gsr.json");
  if (!path) return;
  const older: { [code: string]: string } = { JAP: "JPN", ITL: "ITA", VTN: "VNM", YUG: "SRB" };
  const records = new Map(recordsOf(score("events-input", path)).map((record) => [record.story.id, record]));
  let n = 0;
  let found = 0;
  const errors: string[] = [];
  for (const gold of JSON.parse(readFileSync(path, "utf8")) as {
    id: string;
    event: string;
    text: string;
    source: unknown;
    target: unknown;
  }[]) {
    const record = records.get(gold.id);
    if (!record) continue;
    const codes = new Set<string>();
    for (const actor of record.actors) {
      if (actor.country) codes.add(actor.country);
      for (const kind of ["IGO", "NGO"])
        if (actor.cameo?.includes(kind) || actor.kind.toUpperCase() === kind || actor.sector === kind) codes.add(kind);
    }
    for (const side of [gold.source, gold.target]) {
      const wanted = (Array.isArray(side) ? side : [side])
        .map((x) => (x as GoldSide | null)?.code)
        .filter((code): code is string => Boolean(code))
        .map((code) => older[code] ?? code);
      if (wanted.length === 0) continue;
      n++;
      if (wanted.some((code) => codes.has(code))) found++;
      else errors.push(`${gold.id} ${wanted.join(",")}, read ${[...codes].join(",")}: ${gold.text.slice(0, 120)}`);
    }
  }
  console.log(`PLOVER records: countries of sources and targets among the actors\t${(found / n).toFixed(4)} of ${n}`);
  for (const error of errors.slice(0, 20)) console.log(`  ${error}`);
}
