import { KNOWN } from "./known.ts";

/** How much of a text is looked at to tell its language. */
const LOOK = 4000;

/**
 * Tells by small words and script whether a text is in English: "en" where it is, otherwise the language that most of its
 * small words are of, or null where they do not tell. A short text in plain Latin letters that shows no other language is English.
 */
export function languageBySmallWords(text: string): string | null {
  const sample = text.slice(0, LOOK);
  const words = sample.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  let latin = 0;
  let other = 0;
  let accented = 0;
  for (const word of words) {
    if (/^[a-z]+$/.test(word)) latin++;
    else if (/^[\p{Script=Latin}\p{M}]+$/u.test(word)) accented++;
    else other++;
  }
  if (words.length === 0) return "und";
  if (other > latin + accented) return null;
  const votes = new Map<string, number>();
  let told = 0;
  for (const word of words) {
    const languages = KNOWN.functionWords.get(word);
    if (!languages) continue;
    told++;
    for (const language of languages) votes.set(language, (votes.get(language) ?? 0) + 1 / languages.length);
  }
  const english = votes.get("en") ?? 0;
  let best = "en";
  for (const [language, vote] of votes) if (vote > (votes.get(best) ?? 0)) best = language;
  // Tables and lists of results have few small words.
  const plain = accented + other < words.length / 10;
  if (words.length >= 20) return best === "en" && english >= words.length * (plain ? 0.02 : 0.1) ? "en" : null;
  if (best !== "en") return best;
  if (told > 0 && english > 0) return "en";
  return accented + other <= words.length / 4 ? "en" : null;
}
