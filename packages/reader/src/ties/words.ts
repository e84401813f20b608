import type { Lexicon } from "../lexicon.ts";

/** What a table says of a word: role → value. */
export type Row = Readonly<{ [role: string]: string }>;
/** The words of one table, by form or lemma. */
export type Words = ReadonlyMap<string, Row>;

/** What the room knows. */
export interface TieWords {
  readonly relations: Words;
  readonly levels: ReadonlyMap<string, string>;
  readonly partnerships: Words;
  /** Words behind "partnership" that belong to its name, the longest first. */
  readonly tails: readonly (readonly string[])[];
  /** Full name, in lower case → rank. */
  readonly ranks: ReadonlyMap<string, number>;
  readonly treaties: Words;
  readonly promises: Words;
  readonly words: Words;
  /** Ordinals and tens in words → number, for "the sixtieth anniversary". */
  readonly ordinals: ReadonlyMap<string, number>;
  readonly tens: ReadonlyMap<string, number>;
}

/** Opens the tables of ties. Throws where one is missing. */
export function openTieWords(lexicon: Lexicon): TieWords {
  const partnerships = lexicon.table("ties/partnerships");
  const named = (role: string) => partnerships.filter((row) => row[1] === role);
  const numbers = (role: string) =>
    new Map(
      lexicon
        .table("times/numbers")
        .filter((row) => row[1] === role)
        .map(([form = "", , value]): [string, number] => [form, Number(value)]),
    );
  return {
    relations: wordsOf(lexicon.table("ties/relations")),
    levels: new Map(lexicon.table("ties/levels").map(([form = "", level = ""]) => [form, level])),
    partnerships: wordsOf(partnerships),
    tails: named("tail")
      .map(([form = ""]) => form.split(" "))
      .sort((a, b) => b.length - a.length),
    ranks: new Map(named("name").map(([form = "", , rank]) => [form, Number(rank)])),
    treaties: wordsOf(lexicon.table("ties/treaties")),
    promises: wordsOf(lexicon.table("ties/promises")),
    words: wordsOf(lexicon.table("ties/words")),
    ordinals: numbers("ordinal"),
    tens: numbers("number"),
  };
}

function wordsOf(rows: readonly (readonly string[])[]): Words {
  const words = new Map<string, { [role: string]: string }>();
  for (const [form = "", role = "", value = ""] of rows) {
    const known = words.get(form) ?? {};
    words.set(form, known);
    known[role] = value;
  }
  return words;
}
