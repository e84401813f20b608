import type { Archive } from "./archive.ts";
import { quadOfType } from "./codes.ts";

/** Roles in `month_subject`. */
export const AS_ACTOR = 0;
export const AS_RECIPIENT = 1;
export const AS_SPEAKER = 2;
export const OVERALL = 3;

/** Types from here on are statements, by kind. */
export const STATEMENT_TYPE = 16;

/** One event or statement as the tallies see it. Subjects are actor ids, countries the negative of their code. */
export interface Counted {
  readonly type: number;
  readonly score: number;
  readonly month: number;
  readonly actors: readonly number[];
  readonly recipients: readonly number[];
  readonly speakers: readonly number[];
  /** Pairs of countries: [source, target]. */
  readonly dyads: readonly (readonly [number, number])[];
}

/**
 * Additions to the tallies, gathered through a transaction and written at its end: a tally that many stories of a batch
 * touch is written once.
 */
export interface TallyChange {
  /** Adds an event or statement (`sign` 1) or takes it away (-1). */
  count(counted: Counted, sign: 1 | -1): void;
  /** Writes what was gathered; a tally that falls to nothing leaves no row. */
  write(): void;
}

type Sum = [n: number, score: number];

/** In the order of the table, so that neighbours are written together. */
function sorted(sums: ReadonlyMap<string, { key: number[]; sum: Sum }>): { key: number[]; sum: Sum }[] {
  return [...sums.values()].sort((a, b) => {
    for (const [i, part] of a.key.entries()) if (part !== b.key[i]) return part - (b.key[i] as number);
    return 0;
  });
}

export function tallyChange(archive: Archive): TallyChange {
  const subjects = new Map<string, { key: number[]; sum: Sum }>();
  const dyads = new Map<string, { key: number[]; sum: Sum }>();

  function add(to: Map<string, { key: number[]; sum: Sum }>, key: number[], n: number, score: number): void {
    const name = key.join();
    const entry = to.get(name);
    if (entry) {
      entry.sum[0] += n;
      entry.sum[1] += score;
    } else to.set(name, { key, sum: [n, score] });
  }

  return {
    count({ type, score, month, actors, recipients, speakers, dyads: pairs }, sign) {
      add(subjects, [month, 0, OVERALL, type], sign, sign * score);
      for (const actor of actors) add(subjects, [month, actor, AS_ACTOR, type], sign, sign * score);
      for (const actor of recipients) add(subjects, [month, actor, AS_RECIPIENT, type], sign, sign * score);
      for (const actor of speakers) add(subjects, [month, actor, AS_SPEAKER, type], sign, sign * score);
      for (const [source, target] of pairs) add(dyads, [month, source, target, type], sign, sign * score);
    },
    write() {
      const subject = archive.sql(
        `INSERT INTO month_subject VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET n = n + excluded.n, score = score + excluded.score`,
      );
      const noSubject = archive.sql(
        "DELETE FROM month_subject WHERE month = ? AND subject = ? AND role = ? AND type = ? AND n = 0",
      );
      for (const { key, sum } of sorted(subjects)) {
        if (sum[0] === 0 && sum[1] === 0) continue;
        subject.run(...key, ...sum);
        if (sum[0] < 0) noSubject.run(...key);
      }
      const dyad = archive.sql(
        `INSERT INTO month_dyad VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET n = n + excluded.n, score = score + excluded.score`,
      );
      const noDyad = archive.sql(
        "DELETE FROM month_dyad WHERE month = ? AND source = ? AND target = ? AND type = ? AND n = 0",
      );
      const years = new Map<string, number[]>();
      for (const { key, sum } of sorted(dyads)) {
        if (sum[0] === 0 && sum[1] === 0) continue;
        dyad.run(...key, ...sum);
        if (sum[0] < 0) noDyad.run(...key);
        const [month, source, target, type] = key as [number, number, number, number];
        const year = Math.floor(month / 100);
        const name = `${year},${source},${target}`;
        const row = years.get(name) ?? [year, source, target, 0, 0, 0, 0, 0, 0];
        row[3] = (row[3] as number) + sum[0];
        row[4] = (row[4] as number) + sum[1];
        const quad = 5 + quadOfType(type);
        row[quad] = (row[quad] as number) + sum[0];
        years.set(name, row);
      }
      const year = archive.sql(
        `INSERT INTO year_dyad VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET n = n + excluded.n, score = score + excluded.score, q0 = q0 + excluded.q0,
           q1 = q1 + excluded.q1, q2 = q2 + excluded.q2, q3 = q3 + excluded.q3`,
      );
      const noYear = archive.sql("DELETE FROM year_dyad WHERE year = ? AND source = ? AND target = ? AND n = 0");
      for (const row of years.values()) {
        year.run(...row);
        if ((row[3] as number) <= 0) noYear.run(row[0], row[1], row[2]);
      }
      subjects.clear();
      dyads.clear();
    },
  };
}
