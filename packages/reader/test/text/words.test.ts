import { describe, expect, test } from "vitest";
import { shown } from "./spelled.ts";

describe("words", () => {
  test.each([
    ["punctuation stands apart", 'He said, "Yes (of course)!"', 'He said , " Yes ( of course ) ! "'],
    [
      "clitics are words of one token",
      "China's envoys don't agree; they'll wait, I'm sure.",
      "China|'s envoys do|n't agree ; they|'ll wait , I|'m sure .",
    ],
    ["typographic apostrophes too", "Norway’s side can’t say", "Norway|’s side ca|n’t say"],
    [
      "names with an apostrophe are one word",
      "O'Brien met the N'Djamena delegation at six o'clock",
      "O'Brien met the N'Djamena delegation at six o'clock",
    ],
    [
      "a possessive of s",
      "the ministers' talks and the envoys’ dinner",
      "the ministers|' talks and the envoys|’ dinner",
    ],
    ["a closing single quote is no possessive", "a 'meeting of friends' in Oslo", "a ' meeting of friends ' in Oslo"],
    ["two words written as one", "They cannot say what they're gonna do", "They can|not say what they|'re gon|na do"],
    [
      "compounds are cut at the hyphen",
      "the well-known France-based ministry",
      "the well - known France - based ministry",
    ],
    [
      "prefixes are not",
      "the pre-war non-aligned ex-minister's e-mail",
      "the pre-war non-aligned ex-minister|'s e-mail",
    ],
    ["dashes", "talks -- the third round -- ended—late", "talks -- the third round -- ended — late"],
    ["money and percent", "$5 million, US$3 and €2.50, or 50% of it", "$ 5 million , US$ 3 and € 2.50 , or 50 % of it"],
    [
      "numbers",
      "1,200,000 people, 3.5 points, 7:30 in 2004/05 and .25",
      "1,200,000 people , 3.5 points , 7:30 in 2004/05 and .25",
    ],
    ["units on numbers", "5pm, 20km, $2bn, the 20th, the 1960s", "5 pm , 20 km , $ 2 bn , the 20th , the 1960s"],
    ["telephone numbers and ranges", "713-853-3989 or 345-9945, 1969-1970", "713-853-3989 or 345-9945 , 1969 - 1970"],
    [
      "abbreviations keep their stop",
      "Mr. Holt of Acme Inc. met Gen. Ruiz on Nov. 1, see No. 5",
      "Mr. Holt of Acme Inc. met Gen. Ruiz on Nov. 1 , see No. 5",
    ],
    [
      "initials and acronyms",
      "George W. Hart of the U.S. and J. R. Lund, Ph.D., at 9 a.m. today",
      "George W. Hart of the U.S. and J. R. Lund , Ph.D. , at 9 a.m. today",
    ],
    ["no is also a word", "The answer was no. 5 voted for it", "The answer was no. 5 voted for it"],
    [
      "addresses",
      "See https://example.org/a-b?c=d, www.example.org or press@example.org.",
      "See https://example.org/a-b?c=d , www.example.org or press@example.org .",
    ],
    ["strokes", "and/or 9/11 w/o AT&T R&D", "and / or 9/11 w/o AT&T R&D"],
    ["ellipses", "Well... yes … but ....", "Well ... yes … but ...."],
    ["elisions", "the '90s, 'til then", "the '90s , 'til then"],
    ["doubled marks as quotes", "``Yes,'' he said", "`` Yes , '' he said"],
    ["an astral sign is one word", "yes 👍👍 no", "yes 👍 👍 no"],
    ["a word glued behind a stop is another word", "It ended.Nobody spoke", "It ended . Nobody spoke"],
    ["letters of other scripts", "Łódź, Türkiye and Пекин", "Łódź , Türkiye and Пекин"],
  ])("%s", (_, text, words) => {
    expect(shown(text).replaceAll(" ‖ ", " ")).toBe(words);
  });
});
