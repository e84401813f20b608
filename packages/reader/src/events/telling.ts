import type { Reading } from "./readings.ts";
import type { Tree } from "./tree.ts";

/** Why an event is coded as it is: the line, and the words that it matched. */
export function why(tree: Tree, reading: Reading): string {
  const { line, content } = reading;
  const told = `${line.source} "${line.pattern}" (${[line.type, line.mode, line.cameo].filter(Boolean).join(" ")}): ${words(tree, reading)}`;
  const turned =
    reading.type !== line.type || reading.cameo !== line.cameo
      ? `; ${content ? `about ${content.line.source} "${content.line.pattern}" (${content.type}): ${words(tree, content)}` : "still to come"}, which makes it ${[reading.type, reading.mode, reading.cameo].filter(Boolean).join(" ")}`
      : "";
  const places = `; actor: ${reading.actorPlace ?? "not told"}; recipient: ${reading.mutual ? "all take part" : (reading.recipientPlace ?? "not told")}`;
  return told + turned + places;
}

/** The words of a reading that its line asked for, in text order: "held talks with". */
export function words(tree: Tree, reading: Reading): string {
  const { syntax, tokens } = tree;
  const found = new Set<number>([reading.trigger]);
  if (reading.governor >= 0) found.add(reading.governor);
  for (const need of reading.line.needs)
    for (let c = syntax.firstChild[reading.trigger] as number; c >= 0; c = syntax.nextSibling[c] as number) {
      if (need.kind === "word" && need.words.has(tree.lemma(c))) found.add(c);
      else if ((need.kind === "object" || need.kind === "subject") && tree.isNoun(c, need.nouns)) found.add(c);
      else if (need.kind === "word" || need.kind === "oblique") {
        for (let g = syntax.firstChild[c] as number; g >= 0; g = syntax.nextSibling[g] as number)
          if (need.words.has(tree.lemma(g)) && (need.kind === "word" || tree.isNoun(c, need.nouns))) {
            found.add(g);
            if (need.kind === "oblique") found.add(c);
          }
      }
    }
  return [...found]
    .sort((a, b) => a - b)
    .map((word) => tokens.form[word])
    .join(" ");
}
