/** Nouns that a pattern asks for: single ones, and heads with what has to hang on them ("hunger" on "strike"). */
export interface NounSet {
  readonly single: ReadonlySet<string>;
  /** Half of the names or more are of several words: "rocket_attack" says more than "attack". */
  readonly exact: boolean;
  readonly compound: ReadonlyMap<string, ReadonlySet<string>>;
}

/** One thing that has to stand with a trigger. */
export type Need =
  /** A particle or preposition of the trigger, one of those named. */
  | { readonly kind: "word"; readonly words: ReadonlySet<string> }
  /** A particle that belongs to the trigger before a preposition: the "in" of "gave in to". */
  | { readonly kind: "particle"; readonly words: ReadonlySet<string> }
  /** The object's noun; for a trigger that is a noun, its modifier. */
  | { readonly kind: "object"; readonly nouns: NounSet }
  /** The noun of a preposition. */
  | { readonly kind: "oblique"; readonly words: ReadonlySet<string>; readonly nouns: NounSet }
  /** The subject's noun. */
  | { readonly kind: "subject"; readonly nouns: NounSet }
  /** A clause or an event noun as content; with lemmas, one of those. */
  | {
      readonly kind: "content";
      readonly lemmas: ReadonlySet<string> | null;
      readonly infinitive: boolean;
      readonly event: boolean;
      readonly kindly: boolean;
    }
  /** A word that stands somewhere before or behind the trigger in its clause: what dictionaries of surface patterns ask for. */
  | { readonly kind: "beside"; readonly words: ReadonlySet<string>; readonly behind: boolean }
  /** The preposition before a trigger that is a noun. */
  | { readonly kind: "case"; readonly words: ReadonlySet<string> };

export interface Pattern {
  readonly trigger: string;
  readonly needs: readonly Need[];
  readonly weight: number;
}

const WEIGHT = { word: 2, particle: 2, object: 3, oblique: 5, subject: 2, content: 1, case: 3, beside: 2 };

/**
 * Reads a pattern as the predicate tables write it: `impose +$sanction on`, `call for +$talk`, `urge ~ stop/halt`,
 * `kill ^bomb/mine`, `alert @on`; the header of `lexicon/events/verbs.tsv` says what the signs mean.
 * Throws where it names a class that there is not.
 */
export function parsePattern(pattern: string, classes: ReadonlyMap<string, readonly string[]>): Pattern {
  const [trigger = "", ...parts] = pattern.split(" ").filter((part) => part !== "");
  const needs: Need[] = [];
  let weight = 0;
  const add = (need: Need): void => {
    needs.push(need);
    weight += WEIGHT[need.kind];
    // of two that ask for a noun, the one with fewer to choose from says more
    if ("nouns" in need) weight += 0.5 / need.nouns.single.size + (need.nouns.exact ? 0.6 : 0);
  };
  for (let p = 0; p < parts.length; p++) {
    const part = parts[p] as string;
    const next = parts[p + 1];
    if (part === "~event" || part === "~coop") {
      add({ kind: "content", lemmas: null, infinitive: false, event: true, kindly: part === "~coop" });
      continue;
    }
    if (part === "~to") {
      add({ kind: "content", lemmas: null, infinitive: true, event: false, kindly: false });
      continue;
    }
    if (part === "~") {
      const rest = parts.slice(p + 1);
      // "issued an appeal …": with the noun, the clause may be left out
      if (!rest.length && needs.some((need) => need.kind === "object")) {
        weight += WEIGHT.content;
        break;
      }
      const lemmas = rest.flatMap((word) => word.split("/")).map((word) => word.split("_")[0] as string);
      add({
        kind: "content",
        lemmas: lemmas.length ? new Set(lemmas) : null,
        infinitive: false,
        event: false,
        kindly: false,
      });
      if (lemmas.length) weight += 3;
      break;
    }
    if (part.startsWith("=")) add({ kind: "particle", words: new Set(part.slice(1).split("/")) });
    else if (part.startsWith("+")) add({ kind: "object", nouns: nounSet(part.slice(1), classes) });
    else if (part.startsWith("^")) add({ kind: "subject", nouns: nounSet(part.slice(1), classes) });
    else if (part.startsWith("@")) add({ kind: "case", words: new Set(part.slice(1).split("/")) });
    else if (next?.startsWith("+")) {
      add({ kind: "oblique", words: new Set(part.split("/")), nouns: nounSet(next.slice(1), classes) });
      p++;
    } else {
      const followed = next !== undefined && /^[a-z/]+$/.test(next) && parts[p + 2]?.startsWith("+") !== true;
      add({ kind: followed ? "particle" : "word", words: new Set(part.split("/")) });
    }
  }
  return { trigger, needs, weight };
}

/** The trigger of a pattern. */
export function triggerOf(pattern: string): string {
  return pattern.trimStart().split(" ", 1)[0] as string;
}

/** Throws where a pattern names a class that there is not. */
export function checkClasses(pattern: string, classes: ReadonlyMap<string, readonly string[]>): void {
  for (const name of pattern.match(/\$[^ /]+/g) ?? [])
    if (!classes.has(name)) throw new Error(`lexicon/events: there is no class ${name}`);
}

/** The nouns of `talk/negotiation/$aid/hunger_strike/cease-fire`. */
export function nounSet(text: string, classes: ReadonlyMap<string, readonly string[]>): NounSet {
  const single = new Set<string>();
  const compound = new Map<string, Set<string>>();
  for (const name of text.split("/")) {
    const words = name.startsWith("$") ? classes.get(name) : [name];
    if (!words) throw new Error(`lexicon/events: there is no class ${name}`);
    for (const word of words) {
      single.add(word);
      const cut = Math.max(word.lastIndexOf("_"), word.lastIndexOf("-"));
      if (cut < 0) continue;
      single.add(word.replace(/[_-]/g, ""));
      const of = word.indexOf("_of_");
      if (of > 0) {
        add(compound, word.slice(0, of), word.slice(of + 4));
        continue;
      }
      const head = word.slice(cut + 1);
      const before = word.slice(0, cut).split(/[_-]/).at(-1) as string;
      add(compound, head, before);
    }
  }
  const names = text.split("/");
  return { single, compound, exact: names.filter((name) => name.includes("_")).length * 2 >= names.length };
}

function add(compound: Map<string, Set<string>>, head: string, beside: string): void {
  const same = compound.get(head);
  if (same) same.add(beside);
  else compound.set(head, new Set([beside]));
}
