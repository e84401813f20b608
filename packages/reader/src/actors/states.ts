import type { Cast } from "./cast.ts";
import type { Phrase } from "./phrases.ts";
import { formerState } from "./whose.ts";

export function readState(cast: Cast, phrase: Phrase): number {
  const meaning = phrase.item.state;
  if (!meaning) return -1;
  const code = meaning.state.code;
  const formerly = formerState(cast, phrase);
  const { tokens } = cast.doc;
  if (meaning.by === "inhabitant") {
    const adjective = tokens.form[phrase.core] as string;
    if (meaning.plural) return cast.organ(adjective, code, formerly, null, "people", null, true);
    if (phrase.definite === "a" || phrase.definite === "this")
      return cast.organ(
        adjective,
        code,
        formerly,
        "CVL",
        "person",
        null,
        false,
        null,
        `${adjective} at ${phrase.first}`,
      );
  }
  if (meaning.by === "seat")
    return cast.organ(cast.text(phrase.item.first, phrase.item.last), code, formerly, "GOV", "government", null, false);
  if (meaning.by === "capital" && located(cast, phrase)) {
    const place = phrase.item.place;
    return cast.place(
      place ?? {
        what: "place",
        name: cast.text(phrase.item.first, phrase.item.last),
        country: code,
        lat: meaning.state.lat,
        lon: meaning.state.lon,
        size: 1000,
        region: false,
      },
    );
  }
  return cast.state(code, formerly);
}

/** Whether a capital is meant as a town: "in Beijing", "left Beijing", "Beijing airport". */
function located(cast: Cast, phrase: Phrase): boolean {
  const { tokens } = cast.doc;
  const words = cast.knowledge.words;
  const sentence = tokens.sentenceOf[phrase.first];
  const block = cast.doc.story.blocks[tokens.sentenceBlock[sentence as number] as number];
  if (block?.kind === "dateline" || block?.kind === "byline") return true;
  const at = (i: number) =>
    i >= 0 && i < tokens.count && tokens.sentenceOf[i] === sentence ? (tokens.form[i] as string).toLowerCase() : "";
  const left = at(phrase.item.first - 1);
  const before = left === "the" ? at(phrase.item.first - 2) : left;
  if (words.get("locative")?.has(before) || words.get("motion")?.has(before)) return true;
  const right = at(phrase.item.last + 1);
  if (words.get("place-noun")?.has(right)) return true;
  if (right === "," && cast.doc.tokens.sentenceStart[sentence as number] === phrase.item.first) return true;
  return (
    before === "capital" ||
    before === "city" ||
    before === "from" ||
    (before === "to" &&
      /^(fly|flew|fl(ying|own)|travel|travelled|traveled|travels|travelling|traveling|return|returned|returns|returning|go|goes|went|going|come|came|trip|visit|visits|journey|flight|head|headed|heading|drive|drove|back|moved|sent|tour|way)$/.test(
        at(phrase.item.first - 2),
      ))
  );
}
