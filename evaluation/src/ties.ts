/**
 * Ties, anniversaries and commitments against a set checked by hand: passages of the wire stories and the briefings,
 * drawn by a fixed seed from those that have a word of the matter, judged without seeing what the reader says of them.
 * `judgements/ties.tsv` keeps offsets and verdicts.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Record, Story } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";
import { data, house, shippedReader } from "./reader.ts";

export const FAMILIES = ["ties", "anniversaries", "commitments"] as const;
export type Family = (typeof FAMILIES)[number];

/** Words that a passage must have to be drawn: wider than what the reader goes by. */
const MATTER: { readonly [F in Family]: RegExp } = {
  ties: /\bdiplomatic (relations?|ties|relationship)\b|\bstrategic\b[^.]{0,40}\bpartner|\b(sign|ratif|withdr|quit|ink|conclud)\w*\b[^.]{0,60}\b(treaty|convention|agreement|pact|accord|protocol|memorandum|MOU)\b|\b(joined|member of|accession to|withdr\w+ from|recogni[sz]ed) (the )?[A-Z]/,
  anniversaries:
    /\banniversar|\bdiplomatic (relations|ties)\b[^.]{0,80}\b(1[89]\d\d|20\d\d|years? ago|decades ago)|\b(1[89]\d\d|20\d\d|years? ago|decades ago)\b[^.]{0,80}\bdiplomatic (relations|ties)\b/i,
  commitments:
    /\b(will|shall|pledged?|promised?|vow(ed|s)?|agreed|ready to|willing to|plans? to|planned to|scheduled to|decided to|undertak\w+)\b/i,
};
/** How many passages of each source. */
const DRAWN: { readonly [F in Family]: readonly [wire: number, briefings: number] } = {
  ties: [45, 56],
  anniversaries: [8, 60],
  commitments: [45, 84],
};
/** Longer ones are left out: a judge reads a passage at a glance. */
const LONGEST: { readonly [F in Family]: number } = { ties: 600, anniversaries: 1500, commitments: 600 };
/** Of a second sample so much of each. */
const SMALLER = 0.4;

export interface Passage {
  family: Family;
  story: Story;
  file: string;
  start: number;
  end: number;
  /** Tells the passage from the others of its file, whatever stands before it. */
  id: string;
}

function passageId(text: string): string {
  return hash(text.replace(/\s+/g, " ").trim()).toString(16);
}

/**
 * The passages of a seed, in the order they were drawn, without those that were drawn before; null where the data are not
 * there.
 */
export function drawPassages(seed: string, before: ReadonlySet<string> = new Set()): Passage[] | null {
  const wire = data("wire");
  const briefings = data("briefings");
  if (wire === null || briefings === null) return null;
  const sources = [walk(wire), walk(briefings)].map((files) =>
    files.flatMap((file) =>
      [...takeIn(readFileSync(file))].flatMap((taken) =>
        taken.kind === "story" ? [{ file: basename(file), story: taken.story }] : [],
      ),
    ),
  );
  const drawn: Passage[] = [];
  for (const family of FAMILIES)
    for (const [s, stories] of sources.entries()) {
      const passages = stories.flatMap(({ file, story }) =>
        story.blocks
          .filter(
            ({ kind, start, end }) =>
              end - start <= LONGEST[family] &&
              kind !== "headline" &&
              kind !== "dateline" &&
              MATTER[family].test(story.text.slice(start, end)),
          )
          .map(({ start, end }) => ({ family, story, file, start, end, id: passageId(story.text.slice(start, end)) })),
      );
      const order = (p: Passage) => hash(`${seed} ${family} ${p.file} ${p.id}`);
      const fresh = passages.filter((p) => !before.has(keyOf(p))).sort((a, b) => order(a) - order(b));
      const share = before.size > 0 ? SMALLER : 1;
      drawn.push(...fresh.slice(0, Math.round((DRAWN[family][s] ?? 0) * share)));
    }
  return drawn;
}

function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(txt|html)$/.test(file))
    .sort()
    .map((file) => `${folder}/${file}`);
}

/** FNV-1a, 32 bits: an order that anybody gets again. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return h;
}

/** One thing that a passage tells, or that the reader says it tells, as one line of text to compare. */
interface Item {
  /** What must agree. */
  key: string;
  /** Where it stands, for commitments: the promised verb. */
  at: number | null;
}

/**
 * Prints precision and recall of each family on each judged set, and the worst errors of each kind; with `SEED=…` in the
 * environment the passages of a fresh set, to be judged.
 */
export async function run(): Promise<void> {
  if (process.env.SEED !== undefined) return printPassages(process.env.SEED);
  measure(shippedReader().read);
}

/** The judged sets: each file `judgements/ties*.tsv` names its seed in its first line, the first drawn first. */
function judgedSets(): { file: string; seed: string }[] {
  return readdirSync(house("evaluation/judgements"))
    .filter((file) => /^ties.*\.tsv$/.test(file))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .map((file) => {
      const seed = /^#.*\(seed ([^)]+)\)/.exec(readFileSync(house(`evaluation/judgements/${file}`), "utf8"))?.[1];
      if (seed === undefined) throw new Error(`${file} does not name its seed in its first line`);
      return { file, seed };
    });
}

function printPassages(seed: string): void {
  const before = new Set(judgedSets().flatMap(({ file }) => [...readVerdicts(file).keys()]));
  for (const { family, file, id, story, start, end } of drawPassages(seed, before) ?? [])
    console.log(`${family}\t${file}\t${id}\t${story.published}\t${story.text.slice(start, end).replace(/\s/g, " ")}`);
}

/** The same, by whatever reads stories. */
export function measure(read: (story: Story) => Record): void {
  const before = new Set<string>();
  for (const { file, seed } of judgedSets()) {
    const passages = drawPassages(seed, before);
    if (!passages) return;
    console.log(`${file}, seed ${seed}\n`);
    measureSet(read, passages, readVerdicts(file));
    for (const passage of passages) before.add(keyOf(passage));
  }
}

function measureSet(
  read: (story: Story) => Record,
  passages: readonly Passage[],
  verdicts: ReadonlyMap<string, readonly Item[]>,
): void {
  const records = new Map<Story, Record>();
  for (const family of FAMILIES) {
    let hits = 0;
    let said = 0;
    let gold = 0;
    const spurious: string[] = [];
    const missed: string[] = [];
    let judged = 0;
    for (const passage of passages.filter((p) => p.family === family)) {
      const expected = verdicts.get(keyOf(passage));
      if (!expected) continue;
      judged++;
      const record = records.get(passage.story) ?? read(passage.story);
      records.set(passage.story, record);
      const mine = itemsOf(family, record, passage);
      const left = [...expected];
      for (const item of mine) {
        const k = left.findIndex((other) => other.key === item.key && (other.at === null || inside(other.at, item)));
        if (k >= 0) {
          left.splice(k, 1);
          hits++;
        } else spurious.push(`${passage.file} ${passage.id}: ${item.key}`);
      }
      said += mine.length;
      gold += expected.length;
      for (const item of left)
        missed.push(`${passage.file} ${passage.id}: ${item.key}${item.at === null ? "" : ` at ${item.at}`}`);
    }
    const precision = said > 0 ? hits / said : 0;
    const recall = gold > 0 ? hits / gold : 0;
    console.log(
      `${family}.passages\t${judged}\n${family}.told\t${gold}\n${family}.precision\t${precision.toFixed(4)}\n${family}.recall\t${recall.toFixed(4)}`,
    );
    for (const [kind, lines] of [
      ["spurious", spurious],
      ["missed", missed],
    ] as const) {
      console.log(`\n${family}, ${kind}: ${lines.length}`);
      for (const line of lines.slice(0, Number(process.env.ERRORS ?? 20))) console.log(`  ${line}`);
    }
    console.log("");
  }
}

interface Placed extends Item {
  end?: number;
}

function inside(at: number, item: Placed): boolean {
  return item.at !== null && at >= item.at && at < (item.end ?? item.at);
}

function keyOf({ family, file, id }: Passage): string {
  return `${family} ${file} ${id}`;
}

/** family, file, passage, key, offset of the promised verb in the passage; a passage that tells nothing has the key "-". */
function readVerdicts(file: string): Map<string, Item[]> {
  const verdicts = new Map<string, Item[]>();
  for (const line of readFileSync(house(`evaluation/judgements/${file}`), "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [family = "", story = "", id = "", key = "", at = ""] = line.split("\t");
    const items = verdicts.get(`${family} ${story} ${id}`) ?? [];
    verdicts.set(`${family} ${story} ${id}`, items);
    if (key !== "-") items.push({ key, at: at === "" ? null : Number(at) });
  }
  return verdicts;
}

/** What the record says of a passage. */
function itemsOf(family: Family, record: Record, { start, end }: Passage): Placed[] {
  const within = (spans: readonly (readonly [number, number])[]) => spans.some(([s, e]) => s >= start && e <= end);
  const codes = (ids: readonly string[]) =>
    ids
      .map((id) => record.actors.find((actor) => actor.id === id))
      .map((actor) =>
        actor?.kind === "state" || actor?.kind === "person" || actor?.kind === "government"
          ? (actor.country ?? actor.name)
          : (actor?.name ?? "?"),
      )
      .sort()
      .join("+");
  if (family === "commitments")
    return record.commitments
      .filter(({ what }) => what[0] >= start && what[1] <= end)
      .map(({ by, what }) => ({ key: codes(by), at: what[0] - start, end: what[1] - start }));
  if (family === "ties")
    return record.ties
      .filter(({ evidence }) => within(evidence))
      .map((tie) => ({
        key: `${tie.kind} ${codes(tie.parties)} ${tie.status === "ended" ? "ended" : "held"}`,
        at: null,
      }));
  const dated = record.ties
    .filter(({ evidence, since }) => since !== null && within(evidence))
    .map((tie) => ({ key: `since ${tie.since?.slice(0, 4)} ${codes(tie.parties)}`, at: null }));
  const told = record.anniversaries
    .filter(({ evidence }) => within(evidence))
    .map((a) => ({
      key: `${a.nth} in ${a.in.slice(0, 4)} ${codes(record.ties.find((tie) => tie.id === a.tie)?.parties ?? [])}`,
      at: null,
    }));
  return [...dated, ...told];
}
