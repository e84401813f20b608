import { expect, it } from "vitest";
import { chancery } from "./command.ts";

const line = (id: string, text: string, source: string, target: string): string =>
  JSON.stringify({ id, text, source, target });
const NORWAY = line("n", "Norway expelled two Russian diplomats.", "Norway", "Russian");

it("answers one line for each question, and names the lines it cannot read", () => {
  const { stdout, stderr, status } = chancery(["pair", "-"], {
    input: `${NORWAY}\nnonsense\n${line("p", "Peru thanked Chile.", "Peru", "Chile")}\n{"id":"q"}\n`,
  });
  const answers = stdout
    .trim()
    .split("\n")
    .map((answer) => JSON.parse(answer) as { id: string; type: string });
  expect(answers.map(({ id, type }) => [id, type])).toEqual([
    ["n", "SANCTION"],
    ["p", "SUPPORT"],
  ]);
  expect(stderr).toMatch(/line 2: not JSON.*\n.*line 4: text is missing/);
  expect(status).toBe(1);
});

it("is silent below the confidence that is asked for", () => {
  const answer = JSON.parse(chancery(["pair", "-", "--abstain-below", "1"], { input: NORWAY }).stdout) as {
    type: null;
    why: string;
  };
  expect(answer).toMatchObject({ type: null, cameo: null });
  expect(chancery(["pair", "-", "--abstain-below", "2"], { input: NORWAY }).status).toBe(2);
});
