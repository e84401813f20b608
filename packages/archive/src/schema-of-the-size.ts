/**
 * What an archive of a million stories needs, as a migration:
 * - `month_country` sums `month_subject` over types, for countries, so that all countries of many years are counted at once;
 * - `year_dyad` has a row of each pair under the year -1: all years together;
 * - actors are found by the index of their names; a second index of everything that tells them apart was as large as they are;
 * - the full-text indexes gather more before they write, which leaves them less to merge.
 */
export const SIZE = `
  CREATE TABLE month_country (
    month INTEGER, country INTEGER, role INTEGER, n INTEGER NOT NULL, score REAL NOT NULL, said INTEGER NOT NULL,
    q0 INTEGER NOT NULL, q1 INTEGER NOT NULL, q2 INTEGER NOT NULL, q3 INTEGER NOT NULL,
    PRIMARY KEY (month, country, role)) WITHOUT ROWID;
  INSERT INTO month_country SELECT month, -subject, role,
      coalesce(sum(n) FILTER (WHERE type < 16), 0), coalesce(sum(score) FILTER (WHERE type < 16), 0),
      coalesce(sum(n) FILTER (WHERE type >= 16), 0), coalesce(sum(n) FILTER (WHERE type < 4), 0),
      coalesce(sum(n) FILTER (WHERE type BETWEEN 4 AND 6), 0), coalesce(sum(n) FILTER (WHERE type BETWEEN 7 AND 10), 0),
      coalesce(sum(n) FILTER (WHERE type BETWEEN 11 AND 15), 0)
    FROM month_subject WHERE subject < 0 GROUP BY month, subject, role;

  INSERT INTO year_dyad SELECT -1, source, target, sum(n), sum(score), sum(q0), sum(q1), sum(q2), sum(q3)
    FROM year_dyad GROUP BY source, target;

  CREATE TABLE actor_of_now (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country INTEGER NOT NULL,
    formerly TEXT NOT NULL, sector TEXT NOT NULL, cameo TEXT NOT NULL);
  INSERT INTO actor_of_now SELECT * FROM actor;
  DROP TABLE actor;
  ALTER TABLE actor_of_now RENAME TO actor;
  CREATE INDEX actor_by_name ON actor (name COLLATE NOCASE);
  CREATE INDEX actor_by_country ON actor (country);

  INSERT INTO story_words (story_words, rank) VALUES ('hashsize', 16777216);
  INSERT INTO statement_words (statement_words, rank) VALUES ('hashsize', 16777216);
`;
