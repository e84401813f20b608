import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { PAGE, page, QUESTIONS } from "../../../scripts/ten-questions.ts";

it("docs/ten-questions.md has the answers that the commands give (npm run questions writes it anew)", async () => {
  const written = readFileSync(PAGE, "utf8");
  expect(written).toBe(await page());
  // No question goes without an answer.
  const answers = written.split("\n## ").filter((part) => /^\d+\. /.test(part));
  expect(answers).toHaveLength(QUESTIONS.length);
  for (const answer of answers) expect(answer.split("```")[1]?.trim().length).toBeGreaterThan(80);
}, 120_000);
