/**
 * Events against PLOVER's gold records, and against the judgements of a careful reader on samples of political wire stories.
 * `DRAW=7 npm run evaluate -- events` prints a fresh sample to judge instead.
 */
import { readdirSync, readFileSync } from "node:fs";
import type { Reader, Record, Story } from "@chancery/reader";
import { data, house, recordsOf, shippedReader } from "./reader.ts";
import { recordFile, score } from "./score.ts";
import { draw, isPolitical, wireStories } from "./wire-sample.ts";

interface GoldSide {
  code?: string;
  sector?: string;
}

interface GoldRecord {
  id: string;
  text: string;
  event: string;
  mode: string | null;
  source: GoldSide | GoldSide[] | null;
  target: GoldSide | GoldSide[] | null;
}

/** PLOVER's gold records of 2016 use older names of the types. */
const TYPE_NOW = new Map([
  ["DEMAND", "REQUEST"],
  ["DISAPPROVE", "ACCUSE"],
  ["INVESTIGATE", "ACCUSE"],
  ["FIGHT", "ASSAULT"],
]);

/** Prints the scorer's figures and, kind by kind, the records read wrongly with what was read. */
export async function run(): Promise<void> {
  if (process.env.DRAW) {
    printSample(Number(process.env.DRAW));
    return;
  }
  const gold = data("events/plover-gsr.json");
  if (!gold) return;
  const records = recordsOf(score("events-input", gold), shippedReader());
  console.log(score("events", gold, recordFile("events.jsonl", records)));
  printErrors(gold, new Map(records.map((record) => [record.story.id, record])));
  measureJudged();
}

/** Stories of a judged sample. */
const STORIES = 100;

/** What tells one event of a story from another, whoever reads it: trigger, type and parties. */
export function judgementKey(record: Record, event: Record["events"][number]): string {
  const places = (ids: readonly string[]) =>
    ids
      .map((id) => record.actors.find((actor) => actor.id === id)?.name ?? "")
      .sort()
      .join("+");
  return [
    record.story.sourceId,
    event.trigger[0],
    event.trigger[1],
    event.type,
    places(event.actors),
    places(event.recipients),
  ].join("\t");
}

/** A judged sample: its stories, and the table of its verdicts. */
interface Sample {
  file: string;
  table: string;
  stories: Story[];
}

/**
 * The judged samples in the order of their numbers. A file `judgements/events*.tsv` names its seed in its first line, `(seed 7)`;
 * `(seed 7, other stories)` was drawn among the stories that no sample before it has.
 */
function judgedSamples(all: readonly Story[]): Sample[] {
  const number = (file: string) => Number(/\d+/.exec(file)?.[0] ?? 1);
  const seen = new Set<string | null>();
  return readdirSync(house("evaluation/judgements"))
    .filter((file) => /^events.*\.tsv$/.test(file))
    .sort((a, b) => number(a) - number(b))
    .map((file) => {
      const table = readFileSync(house(`evaluation/judgements/${file}`), "utf8");
      const [, seed, others] = /^#.*\(seed (\d+)(, other stories)?\)/.exec(table) ?? [];
      if (!seed) throw new Error(`${file} does not name its seed in its first line`);
      const stories = draw(others ? all.filter((story) => !seen.has(story.sourceId)) : all, STORIES, Number(seed));
      for (const story of stories) seen.add(story.sourceId);
      return { file, table, stories };
    });
}

/**
 * Precision and right events a story over each judged sample. A line is a story, offsets of the trigger, type, actors, recipients,
 * the verdict (1 right, 0 wrong) and, for a fifth, a second verdict. An event that was not judged counts as wrong.
 */
function measureJudged(): void {
  const all = wireStories()?.filter(isPolitical);
  if (!all) return;
  const reader = shippedReader();
  for (const sample of judgedSamples(all)) measureSample(sample, reader);
}

function measureSample({ file, table, stories }: Sample, reader: Reader): void {
  const verdicts = new Map<string, string>();
  let twice = 0;
  let agreed = 0;
  for (const row of table.split("\n")) {
    if (row === "" || row.startsWith("#")) continue;
    const cells = row.split("\t");
    verdicts.set(cells.slice(0, 6).join("\t"), cells[6] ?? "");
    if (!cells[7]) continue;
    twice++;
    agreed += cells[6] === cells[7] ? 1 : 0;
  }
  let right = 0;
  let events = 0;
  let unjudged = 0;
  for (const story of stories) {
    const record = reader.read(story);
    for (const event of record.events) {
      const verdict = verdicts.get(judgementKey(record, event));
      events++;
      right += verdict === "1" ? 1 : 0;
      unjudged += verdict === undefined ? 1 : 0;
    }
  }
  console.log(`\n${file}\njudged.stories\t${STORIES}`);
  console.log(`judged.precision\t${(right / Math.max(1, events)).toFixed(4)}`);
  console.log(`judged.right_a_story\t${(right / STORIES).toFixed(4)}`);
  console.log(`judged.not_judged\t${unjudged} of ${events}`);
  console.log(`judged.agreement\t${(agreed / Math.max(1, twice)).toFixed(4)} on ${twice}`);
}

/**
 * Prints a sample to judge, of stories that no judged sample has: the text and, under each block, its events as lines of a judgement file
 * followed by its mode, auxiliaries, trigger and parties. The reason and the confidence are left out: a verdict must not lean on them.
 */
function printSample(seed: number): void {
  const all = wireStories()?.filter(isPolitical);
  if (!all) return;
  const reader = shippedReader();
  const seen = new Set(judgedSamples(all).flatMap(({ stories }) => stories.map((story) => story.sourceId)));
  const fresh = all.filter((story) => !seen.has(story.sourceId));
  for (const story of draw(fresh, STORIES, seed)) {
    const record = reader.read(story);
    console.log(`\n### ${story.sourceId}\t${story.published}`);
    const events = [...record.events].sort((a, b) => a.trigger[0] - b.trigger[0]);
    const parties = (ids: readonly string[]) =>
      ids
        .map((id) => {
          const actor = record.actors.find((one) => one.id === id);
          return `${actor?.country ?? "-"}/${actor?.name} ${actor?.sector ?? "-"}`;
        })
        .join(" + ");
    let shown = 0;
    for (const block of story.blocks) {
      console.log(story.text.slice(block.start, block.end).replace(/\s+/g, " "));
      for (let event = events[shown]; event && event.trigger[0] < block.end; event = events[++shown])
        console.log(
          `${judgementKey(record, event)}\t?\t| ${[event.mode ?? "", ...event.aux].join(" ")} "${story.text.slice(...event.trigger)}" ${parties(event.actors)} > ${parties(event.recipients)}`,
        );
    }
  }
}

function printErrors(path: string, records: ReadonlyMap<string, Record>): void {
  const limit = Number(process.env.ERRORS ?? 20);
  const errors: { [kind: string]: string[] } = {
    "no event": [],
    "another type": [],
    "another actor": [],
    "another recipient": [],
    "too many": [],
  };
  for (const gold of JSON.parse(readFileSync(path, "utf8")) as GoldRecord[]) {
    const record = records.get(gold.id);
    if (!record || gold.event === "DOCUMENT") continue;
    const want = TYPE_NOW.get(gold.event) ?? gold.event;
    const source = codes(gold.source);
    const target = codes(gold.target);
    const mine = record.events.map((event) => show(record, event));
    const line = `${want} ${source.join("+")} > ${target.join("+")}: ${gold.text}\n${mine.map((m) => `        ${m}`).join("\n")}`;
    const typed = record.events.filter((event) => event.type === want);
    const side = (ids: readonly string[]) => ids.flatMap((id) => actorCodes(record, id));
    const sourced = typed.filter((event) => !source.length || side(event.actors).some((code) => source.includes(code)));
    const whole = sourced.filter(
      (event) =>
        !target.length ||
        side(event.recipients.length ? event.recipients : event.actors).some((code) => target.includes(code)),
    );
    if (!record.events.length) errors["no event"]?.push(line);
    else if (!typed.length) errors["another type"]?.push(line);
    else if (!sourced.length) errors["another actor"]?.push(line);
    else if (!whole.length) errors["another recipient"]?.push(line);
    if (record.events.length > 2) errors["too many"]?.push(line);
  }
  for (const [kind, lines] of Object.entries(errors)) {
    console.log(`\n${kind}: ${lines.length}`);
    for (const line of lines.slice(0, limit)) console.log(`  ${line}`);
  }
}

/** One event in a line: type, actors, recipients, why. */
export function show(record: Record, event: Record["events"][number]): string {
  const names = (ids: readonly string[]) =>
    ids
      .map((id) => {
        const actor = record.actors.find((a) => a.id === id);
        return `${actor?.name} (${actor?.cameo ?? actor?.country ?? actor?.kind})`;
      })
      .join(" + ");
  return `${event.type} ${event.mode ?? ""} ${event.cameo} [${event.aux.join(" ")}] ${names(event.actors)} > ${names(event.recipients)} | ${event.why}`;
}

function codes(side: GoldRecord["source"]): string[] {
  const parts = Array.isArray(side) ? side : side ? [side] : [];
  return parts.map((part) => part.code ?? "").filter((code) => code !== "");
}

function actorCodes(record: Record, id: string): string[] {
  const actor = record.actors.find((a) => a.id === id);
  const found = actor?.country ? [actor.country] : [];
  for (const kind of ["IGO", "NGO"])
    if (actor?.cameo?.includes(kind) || actor?.kind === kind.toLowerCase() || actor?.sector === kind) found.push(kind);
  return found;
}
