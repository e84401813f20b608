/** What a named source did to a named target: PLV (Zero-Shot-PLOVER), each question answered. */
import { readFileSync } from "node:fs";
import { createReader, type PairQuestion } from "@chancery/reader";
import { data, house } from "./reader.ts";
import { outFile, score } from "./score.ts";

export async function run(): Promise<void> {
  const gold = data("events/plv.tsv");
  if (gold === null) return;
  const reader = createReader({
    model: readFileSync(house("packages/reader/model/model.bin")),
    lexicon: readFileSync(house("packages/reader/dist/lexicon.bin")),
  });
  const questions = score("pairs-input", gold)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as PairQuestion);
  const answers = questions.map((question) => reader.pair(question));
  const answered = outFile("pairs.jsonl", `${answers.map((answer) => JSON.stringify(answer)).join("\n")}\n`);
  console.log(score("pairs", gold, answered).trim());

  const types = readFileSync(gold, "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t")[2] ?? "");
  const same = (mine: string | null, theirs: string): boolean =>
    mine === theirs || (theirs === "YIELD" && (mine === "CONCEDE" || mine === "RETREAT"));
  const wrong = answers.flatMap((answer, i) =>
    same(answer.type, types[i] ?? "") ? [] : [{ answer, gold: types[i] ?? "", question: questions[i] }],
  );
  const confusions = new Map<string, number>();
  for (const { answer, gold: theirs } of wrong)
    confusions.set(`${theirs} read as ${answer.type}`, (confusions.get(`${theirs} read as ${answer.type}`) ?? 0) + 1);
  console.log("\nmost frequent confusions");
  for (const [name, n] of [...confusions].sort((a, b) => b[1] - a[1]).slice(0, 20))
    console.log(`${String(n).padStart(4)} ${name}`);
  console.log("\nthe twenty most confident errors");
  for (const { answer, gold: theirs, question } of wrong
    .sort((a, b) => b.answer.confidence - a.answer.confidence)
    .slice(0, 20))
    console.log(
      `${theirs} read as ${answer.type} ${answer.confidence.toFixed(2)}: ${question?.source} | ${question?.target} | ${question?.text.slice(0, 160)}\n     ${answer.why}`,
    );
}
