import { franc } from "franc-min";
import { languageBySmallWords } from "./english.ts";
import { KNOWN } from "./known.ts";

/** How much of a text the detection by letter groups needs. */
const LOOK = 2000;

/** The language of a text: ISO 639-1, or `und` where it cannot be told. Small words tell English, letter groups (franc) the others. */
export function languageOf(text: string): string {
  const told = languageBySmallWords(text);
  if (told !== null) return told;
  const three = franc(text.slice(0, LOOK), { minLength: 4 });
  return KNOWN.languages.get(three) ?? "und";
}
