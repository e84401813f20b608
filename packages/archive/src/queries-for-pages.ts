import type { Record } from "@chancery/reader";
import type { Archive } from "./archive.ts";
import { unpackRecord } from "./body.ts";

/** The whole records of stories by their row ids, in the order asked for. */
export function recordsOf(archive: Archive, ids: readonly number[]): Record[] {
  const bodies = archive.sql("SELECT body FROM record WHERE story = ?").pluck();
  return ids.flatMap((id) => {
    const body = bodies.get(id) as Buffer | undefined;
    return body ? [unpackRecord(body)] : [];
  });
}
