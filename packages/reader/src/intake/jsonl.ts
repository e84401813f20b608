import type { DateValue } from "../record.ts";
import { dateValue } from "./dates.ts";

/** What one line of JSON Lines gives. */
export interface LineFields {
  id: string | null;
  date: DateValue | null;
  text: string;
  headline: string | null;
  agency: string | null;
  url: string | null;
}

/**
 * Reads one line of JSON Lines; throws, with the reason, where it is no object with a text.
 *
 *     {"id": "MER_ENG_20240129.0001", "date": "2024-01-29", "text": "OSLO, Jan. 29 (Meridian) -- Envoys …"}
 *
 * `date` may be null or absent; `headline` (or `title`), `agency` (or `source`) and `url` are taken where they are strings.
 */
export function readLine(line: string): LineFields {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    throw new Error("not JSON");
  }
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw new Error("not a JSON object");
  const fields = new Map(Object.entries(given));
  const word = (...names: string[]) => {
    for (const name of names) {
      const value: unknown = fields.get(name);
      if (typeof value === "string" && value.trim() !== "") return value;
    }
    return null;
  };
  const text: unknown = fields.get("text");
  if (typeof text !== "string") throw new Error('no "text"');
  if (text.trim() === "") throw new Error('"text" is empty');
  const id: unknown = fields.get("id");
  if (id !== undefined && id !== null && typeof id !== "string" && typeof id !== "number")
    throw new Error('"id" is no string');
  const date: unknown = fields.get("date");
  if (date !== undefined && date !== null && typeof date !== "string") throw new Error('"date" is no string');
  const value = typeof date === "string" && date.trim() !== "" ? dateValue(date) : null;
  if (typeof date === "string" && date.trim() !== "" && value === null)
    throw new Error(`"date" is no date: ${date.slice(0, 40)}`);
  return {
    id: id === undefined || id === null || id === "" ? null : String(id),
    date: value,
    text,
    headline: word("headline", "title"),
    agency: word("agency", "source"),
    url: word("url"),
  };
}
