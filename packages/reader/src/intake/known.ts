import { TABLES } from "./tables.ts";

/** What intake knows by name, from the tables of `lexicon/intake/`. */
export interface Known {
  /** Lower-case spelling → the agency's name. */
  agencies: ReadonlyMap<string, string>;
  /** Prefix of a story's id → the agency's name. */
  idPrefixes: ReadonlyMap<string, string>;
  labels: ReadonlySet<string>;
  deskLines: readonly string[];
  enclosed: ReadonlySet<string>;
  endings: readonly string[];
  closingLines: readonly string[];
  /** Lower case → 1–12. */
  months: ReadonlyMap<string, number>;
  /** Lower-case label → what the turn is. */
  turns: ReadonlyMap<string, "question" | "answer">;
  briefingWords: readonly string[];
  /** Lower-case word → languages that use it. */
  functionWords: ReadonlyMap<string, readonly string[]>;
  /** ISO 639-3 → ISO 639-1. */
  languages: ReadonlyMap<string, string>;
}

/** The rows of a table of `lexicon/intake/`. */
function rows(table: string): string[][] {
  return (TABLES[table] ?? []).map((line) => line.split("\t"));
}

function open(): Known {
  const agencies = new Map<string, string>();
  const idPrefixes = new Map<string, string>();
  for (const [name = "", prefixes = "-", spellings = "-"] of rows("agencies")) {
    if (!agencies.has(name.toLowerCase())) agencies.set(name.toLowerCase(), name);
    for (const spelling of list(spellings)) agencies.set(spelling.toLowerCase(), name);
    for (const prefix of list(prefixes)) idPrefixes.set(prefix, name);
  }
  const first = (table: string, where?: string) =>
    rows(table)
      .filter((row) => where === undefined || row[1] === where)
      .map((row) => row[0] ?? "");
  return {
    agencies,
    idPrefixes,
    labels: new Set(first("markers", "label")),
    deskLines: first("markers", "line"),
    enclosed: new Set(first("markers", "enclosed")),
    endings: first("trailers", "end"),
    closingLines: first("trailers", "line"),
    months: new Map(rows("months").map(([name = "", number = ""]) => [name, Number(number)])),
    turns: new Map(rows("turns").map(([label = "", turn]) => [label, turn === "answer" ? "answer" : "question"])),
    briefingWords: first("briefings"),
    functionWords: new Map(rows("function-words").map(([word = "", languages = ""]) => [word, list(languages)])),
    languages: new Map(rows("languages").map(([three = "", two = "und"]) => [three, two])),
  };
}

function list(cell: string): string[] {
  return cell === "-" ? [] : cell.split(",").map((item) => item.trim());
}

/** What intake knows. */
export const KNOWN: Known = open();
