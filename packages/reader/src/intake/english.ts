import { KNOWN } from "./known.ts";

/** How much of a text is looked at to tell its language. */
const LOOK = 1200;

/**
 * Tells by small words and script whether a text is in English: "en" where it is, otherwise the language that most of its
 * small words are of, or null where they do not tell. A short text in plain Latin letters that shows no other language is English.
 */
export function languageBySmallWords(text: string): string | null {
  const words =
    text
      .slice(0, LOOK)
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  if (words.length === 0) return "und";
  const votes = new Map<string, number>();
  let english = 0;
  let unknown = "";
  for (const word of words) {
    const languages = KNOWN.functionWords.get(word);
    if (!languages) unknown += ` ${word}`;
    else if (languages.length === 1 && languages[0] === "en") english++;
    else for (const language of languages) votes.set(language, (votes.get(language) ?? 0) + 1 / languages.length);
  }
  english += votes.get("en") ?? 0;
  const other = (unknown.match(/[^\p{Script=Latin}\p{M} ]+/gu) ?? []).length;
  if (other > words.length / 2) return null;
  let best = "en";
  let most = english;
  for (const [language, vote] of votes)
    if (language !== "en" && vote > most) {
      best = language;
      most = vote;
    }
  const accented = (unknown.match(/ [a-z]*[^a-z ]/g) ?? []).length;
  if (words.length >= 20) {
    // Tables and lists of results have few small words.
    const plain = accented < words.length / 10;
    return best === "en" && english >= words.length * (plain ? 0.02 : 0.1) ? "en" : null;
  }
  if (best !== "en") return best;
  if (english > 0) return "en";
  return accented <= words.length / 2 ? "en" : null;
}
