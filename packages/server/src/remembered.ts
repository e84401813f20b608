import type { Archive } from "@chancery/archive";

/** Keeps the last answers of a costly question until the archive changes. */
export function remembered<Args extends string[], Answer>(
  archive: Archive,
  ask: (...args: Args) => Answer,
): (...args: Args) => Answer {
  const answers = new Map<string, Answer>();
  let version = "";
  return (...args) => {
    const now = `${archive.db.pragma("data_version", { simple: true })} ${archive.sql("SELECT total_changes()").pluck().get()}`;
    if (now !== version || answers.size > 200) answers.clear();
    version = now;
    const key = args.join("|");
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(...args);
    answers.set(key, answer);
    return answer;
  };
}
