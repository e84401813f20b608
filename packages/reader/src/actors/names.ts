/** Letters that Unicode does not take apart into a base letter and a mark. */
const LETTERS: { readonly [letter: string]: string } = {
  ø: "o",
  ł: "l",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ə: "a",
};

/** A word as names are compared: lower case, no diacritics, no full stops and apostrophes. `U.S.` is `us`, `N'Djamena` is `ndjamena`. */
export function fold(word: string): string {
  if (/^[a-z]+$/.test(word)) return word;
  const lower = word.toLowerCase();
  if (/^[a-z]+$/.test(lower)) return lower;
  return lower
    .normalize("NFD")
    .replace(/[\u0300-\u036f.'’‘ʻʼ`´]/g, "")
    .replace(/[øłßæœđðþıə]/g, (letter) => LETTERS[letter] ?? letter);
}

/**
 * The parts by which a name is compared: cut at spaces and hyphens, a genitive's `s` apart, each part folded.
 * `People's Republic` is `people`, `s`, `republic`; `Guinea-Bissau` and `Guinea Bissau` are the same.
 */
export function atomsOf(name: string): string[] {
  const atoms: string[] = [];
  for (const word of name.split(/[\s\-‐‑–]+|(?=,)/)) {
    const genitive = /['’]s$/i.test(word) && word.length > 2;
    const atom = fold(genitive ? word.slice(0, -2) : word);
    if (atom) atoms.push(atom);
    if (genitive) atoms.push("s");
  }
  return atoms;
}

export const STYLE = { any: 0, proper: 1, acronym: 2 } as const;
export type Style = (typeof STYLE)[keyof typeof STYLE];

/** How the lexicon writes a name, and so how a text must: `ETA` in capitals, `Georgia` with one, `prime minister` as it likes. */
export function styleOf(name: string): Style {
  const letters = name.replace(/[^\p{L}]/gu, "");
  if (letters.length <= 6 && letters.length > 0 && letters === letters.toUpperCase()) return STYLE.acronym;
  return /\p{Lu}/u.test(name) ? STYLE.proper : STYLE.any;
}
