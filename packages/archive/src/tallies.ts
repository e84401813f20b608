import type { Archive } from "./archive.ts";
import { quadOfType } from "./codes.ts";

/** Roles in `month_subject`. */
export const AS_ACTOR = 0;
export const AS_RECIPIENT = 1;
export const AS_SPEAKER = 2;
export const OVERALL = 3;

/** Types from here on are statements, by kind. */
export const STATEMENT_TYPE = 16;

/** The year in `year_dyad` under which all years stand together. */
export const ALL_YEARS = -1;

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

/** Adds a sum of a type to a row of `[...key, n, score, said, q0, q1, q2, q3]`. */
function addTo(rows: Map<string, number[]>, key: readonly number[], type: number, [n, score]: Sum): void {
  const name = key.join();
  let row = rows.get(name);
  if (!row) {
    row = [...key, 0, 0, 0, 0, 0, 0, 0];
    rows.set(name, row);
  }
  const add = (place: number, by: number): void => {
    row[key.length + place] = (row[key.length + place] as number) + by;
  };
  if (type >= STATEMENT_TYPE) add(2, n);
  else {
    add(0, n);
    add(1, score);
    add(3 + quadOfType(type), n);
  }
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
      const countries = new Map<string, number[]>();
      for (const { key, sum } of sorted(subjects)) {
        if (sum[0] === 0 && sum[1] === 0) continue;
        subject.run(...key, ...sum);
        if (sum[0] < 0) noSubject.run(...key);
        const [month, whose, role, type] = key as [number, number, number, number];
        if (whose < 0) addTo(countries, [month, -whose, role], type, sum);
      }
      const country = archive.sql(
        `INSERT INTO month_country VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET n = n + excluded.n, score = score + excluded.score, said = said + excluded.said,
           q0 = q0 + excluded.q0, q1 = q1 + excluded.q1, q2 = q2 + excluded.q2, q3 = q3 + excluded.q3`,
      );
      const noCountry = archive.sql(
        "DELETE FROM month_country WHERE month = ? AND country = ? AND role = ? AND n = 0 AND said = 0",
      );
      for (const row of countries.values()) {
        country.run(...row);
        if ((row[3] as number) < 0 || (row[5] as number) < 0) noCountry.run(row[0], row[1], row[2]);
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
        for (const year of [Math.floor(month / 100), ALL_YEARS]) addTo(years, [year, source, target], type, sum);
      }
      const year = archive.sql(
        `INSERT INTO year_dyad VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET n = n + excluded.n, score = score + excluded.score, q0 = q0 + excluded.q0,
           q1 = q1 + excluded.q1, q2 = q2 + excluded.q2, q3 = q3 + excluded.q3`,
      );
      const noYear = archive.sql("DELETE FROM year_dyad WHERE year = ? AND source = ? AND target = ? AND n = 0");
      for (const row of years.values()) {
        const [when, source, target, n, sum, , ...quads] = row;
        year.run(when, source, target, n, sum, ...quads);
        if ((n as number) <= 0) noYear.run(when, source, target);
      }
      subjects.clear();
      dyads.clear();
    },
  };
}
