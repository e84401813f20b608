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

/** Sums by month, and in it by a number made of what else the table's key has and the type. */
type Sums = Map<number, Map<number, Sum>>;
/** More types, roles and countries than there are: the places of a key in its number. */
const TYPES = 32;
const OF_ROLES = 4;
const COUNTRIES = 32_768;

function addSum(sums: Sums, month: number, key: number, n: number, score: number): void {
  let ofMonth = sums.get(month);
  if (!ofMonth) {
    ofMonth = new Map();
    sums.set(month, ofMonth);
  }
  const sum = ofMonth.get(key);
  if (sum) {
    sum[0] += n;
    sum[1] += score;
  } else ofMonth.set(key, [n, score]);
}

/** Calls with every sum that is not nothing, in the order of the table, so that neighbours are written together. */
function eachSum(sums: Sums, write: (month: number, key: number, type: number, sum: Sum) => void): void {
  for (const month of Float64Array.from(sums.keys()).sort()) {
    const ofMonth = sums.get(month) as Map<number, Sum>;
    for (const key of Float64Array.from(ofMonth.keys()).sort()) {
      const sum = ofMonth.get(key) as Sum;
      const rest = Math.floor(key / TYPES);
      if (sum[0] !== 0 || sum[1] !== 0) write(month, rest, key - rest * TYPES, sum);
    }
  }
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
  const subjects: Sums = new Map();
  const dyads: Sums = new Map();

  return {
    count({ type, score, month, actors, recipients, speakers, dyads: pairs }, sign) {
      const add = (subject: number, role: number): void =>
        addSum(subjects, month, (subject * OF_ROLES + role) * TYPES + type, sign, sign * score);
      add(0, OVERALL);
      for (const actor of actors) add(actor, AS_ACTOR);
      for (const actor of recipients) add(actor, AS_RECIPIENT);
      for (const actor of speakers) add(actor, AS_SPEAKER);
      for (const [source, target] of pairs)
        addSum(dyads, month, (source * COUNTRIES + target) * TYPES + type, sign, sign * score);
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
      eachSum(subjects, (month, key, type, sum) => {
        const whose = Math.floor(key / OF_ROLES);
        const role = key - whose * OF_ROLES;
        subject.run(month, whose, role, type, ...sum);
        if (sum[0] < 0) noSubject.run(month, whose, role, type);
        if (whose < 0) addTo(countries, [month, -whose, role], type, sum);
      });
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
      eachSum(dyads, (month, key, type, sum) => {
        const source = Math.floor(key / COUNTRIES);
        const target = key - source * COUNTRIES;
        dyad.run(month, source, target, type, ...sum);
        if (sum[0] < 0) noDyad.run(month, source, target, type);
        for (const year of [Math.floor(month / 100), ALL_YEARS]) addTo(years, [year, source, target], type, sum);
      });
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
