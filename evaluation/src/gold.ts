/**
 * What people judged on the page of review: `gold.jsonl` as it is exported there, or where CHANCERY_GOLD points. Precision by type
 * with its interval, and recall among what was judged, where a correction told what should have been read: once for the
 * reading that was judged, and once for the reader as it is now.
 */
import { existsSync, readFileSync } from "node:fs";
import { entriesOf, type Gold, wilson } from "@chancery/archive";
import type { Record } from "@chancery/reader";
import { house, shippedReader, storiesOf } from "./reader.ts";

/** How often a type was read, how often rightly, and of what should have been read as that type how much was. */
export interface Figure {
  readonly kind: string;
  /** An event's type, a tie's kind and so on; `all` for the whole kind. */
  readonly type: string;
  readonly read: number;
  readonly right: number;
  readonly expected: number;
  readonly found: number;
}

export interface Figures {
  readonly figures: readonly Figure[];
  /** Judgements that say nothing about the reading at hand: a wrong entry now read otherwise, a correction of parties alone. */
  readonly undecided: number;
}

type Judgement = Gold["judgements"][number];

/** Fields that tell nothing of another reading: actors by the ids of the one that was judged, and what became of a promise. */
const ITS_OWN = new Set(["actors", "recipients", "speaker", "addressee", "parties", "by", "with", "standing"]);
/** An entry is the one that was judged where it shares so much of the words with it. */
const SAME_WORDS = 0.5;

export async function run(): Promise<void> {
  const file = process.env.CHANCERY_GOLD ?? house("evaluation/gold.jsonl");
  if (!existsSync(file)) {
    console.log(`skipped: ${file} is not there (the page of review exports it; CHANCERY_GOLD names another place)`);
    return;
  }
  const gold = goldOf(readFileSync(file, "utf8"));
  const judged = gold.reduce((sum, { judgements }) => sum + judgements.length, 0);
  console.log(`${judged} judgements in ${gold.length} stories`);
  console.log("\nas it was read when it was judged");
  tell(asJudged(gold));
  const reader = shippedReader();
  console.log("\nas the reader reads it now");
  tell(asRead(gold, (story) => reader.read(story)));
}

/** The lines of a file of gold data. Throws with the number of a line that is none. */
export function goldOf(jsonl: string): Gold[] {
  return jsonl.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    try {
      const gold = JSON.parse(line) as Gold;
      if (typeof gold.text !== "string" || !Array.isArray(gold.judgements)) throw new Error("no text or no judgements");
      return gold;
    } catch (error) {
      throw new Error(`line ${i + 1} is no gold data: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

/** The figures of the reading that was judged. */
export function asJudged(gold: readonly Gold[]): Figures {
  const count = counter();
  for (const { judgements } of gold)
    for (const { kind, verdict, read, value } of judgements) {
      const type = typeOf(kind, read);
      if (verdict === "right") count.add(kind, type, { read: 1, right: 1, expected: 1, found: 1 });
      else count.add(kind, type, { read: 1 });
      if (verdict === "correct")
        count.add(kind, typeOf(kind, { ...(read as object), ...(value as object) }), { expected: 1 });
    }
  return { figures: count.figures(), undecided: 0 };
}

/** The figures of a reader on the stories that were judged: of what it reads where something was judged. */
export function asRead(gold: readonly Gold[], read: (story: ReturnType<typeof storiesOf>[number]) => Record): Figures {
  const count = counter();
  let undecided = 0;
  for (const { id, published, text, judgements } of gold) {
    const [story] = storiesOf(JSON.stringify({ id, text, ...(published !== null && { date: published }) }));
    if (!story) continue;
    const record = read(story);
    for (const judgement of judgements) {
      const { kind, verdict } = judgement;
      const before = typeOf(kind, judgement.read);
      const entry = entryAt(record, judgement);
      const now = entry && typeOf(kind, entry);
      if (verdict === "right") {
        count.add(kind, before, { expected: 1, found: now === before ? 1 : 0 });
        if (now !== null) count.add(kind, now, { read: 1, right: now === before ? 1 : 0 });
      } else if (verdict === "wrong") {
        if (now === before) count.add(kind, now, { read: 1 });
        else if (now !== null) undecided++;
      } else {
        const told = Object.entries((judgement.value ?? {}) as object).filter(([name]) => !ITS_OWN.has(name));
        if (told.length === 0) {
          undecided++;
          continue;
        }
        const fits =
          entry !== null &&
          told.every(([name, value]) => JSON.stringify(entry[name] ?? null) === JSON.stringify(value ?? null));
        const wanted = typeOf(kind, { ...(judgement.read as object), ...(judgement.value as object) });
        count.add(kind, wanted, { expected: 1, found: fits ? 1 : 0 });
        if (now !== null) count.add(kind, now, { read: 1, right: fits ? 1 : 0 });
      }
    }
  }
  return { figures: count.figures(), undecided };
}

/** The type under which an entry is counted: an event's type, a tie's kind; the kind itself where there are no types. */
function typeOf(kind: string, entry: unknown): string {
  const { type, kind: own } = (entry ?? {}) as { type?: unknown; kind?: unknown };
  return String(type ?? own ?? kind);
}

/** The entry that stands on the words that were judged, of several the one of the type that was; null where none does. */
function entryAt(record: Record, { kind, span, read }: Judgement): { readonly [name: string]: unknown } | null {
  const lists = [record.times, record.actors, record.statements, record.events, record.ties, record.commitments];
  const entries = new Map(lists.flat<readonly { readonly id: string }[][]>().map((entry) => [entry.id, { ...entry }]));
  let best: { readonly [name: string]: unknown } | null = null;
  let most = 0;
  for (const anchor of entriesOf(record)) {
    const entry = entries.get(anchor.id);
    if (anchor.kind !== kind || !entry) continue;
    const shared = Math.min(anchor.span[1], span[1]) - Math.max(anchor.span[0], span[0]);
    const whole = Math.max(anchor.span[1], span[1]) - Math.min(anchor.span[0], span[0]);
    const share = whole === 0 ? 0 : shared / whole;
    const alike = share + (typeOf(kind, entry) === typeOf(kind, read) ? 0.001 : 0);
    if (share < SAME_WORDS || alike <= most) continue;
    best = entry;
    most = alike;
  }
  return best;
}

function counter() {
  const sums = new Map<string, { -readonly [K in keyof Figure]: Figure[K] }>();
  return {
    add(kind: string, type: string, more: Partial<Pick<Figure, "read" | "right" | "expected" | "found">>): void {
      for (const one of [type, "all"]) {
        const sum = sums.get(`${kind} ${one}`) ?? { kind, type: one, read: 0, right: 0, expected: 0, found: 0 };
        sums.set(`${kind} ${one}`, sum);
        sum.read += more.read ?? 0;
        sum.right += more.right ?? 0;
        sum.expected += more.expected ?? 0;
        sum.found += more.found ?? 0;
      }
    },
    /** By kind, the whole first, then what was read most. */
    figures(): Figure[] {
      return [...sums.values()].sort((a, b) =>
        a.kind !== b.kind
          ? a.kind < b.kind
            ? -1
            : 1
          : Number(b.type === "all") - Number(a.type === "all") || b.read - a.read || (a.type < b.type ? -1 : 1),
      );
    },
  };
}

function tell({ figures, undecided }: Figures): void {
  console.log(`${"".padEnd(34)} ${"precision".padEnd(24)} recall of what was judged`);
  for (const { kind, type, read, right, expected, found } of figures)
    console.log(
      `${(type === "all" ? kind : `  ${type}`).padEnd(34)} ${share(right, read).padEnd(24)} ${share(found, expected)}`,
    );
  if (undecided > 0) console.log(`${undecided} judgements do not tell whether this reading is right`);
}

/** `8 of 10  80 % (49–94)`: the share with its 95 % interval (Wilson). */
function share(part: number, whole: number): string {
  if (whole === 0) return "–";
  const { low, high } = wilson(part, whole);
  const percent = (n: number) => Math.round(n * 100);
  return `${part} of ${whole}  ${percent(part / whole)} % (${percent(low)}–${percent(high)})`;
}
