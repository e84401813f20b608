import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEPREL, UPOS } from "@chancery/reader";
import { describe, expect, test } from "vitest";
import { chancery } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "chancery-parse-"));
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

/** What Universal Dependencies' format rules (https://universaldependencies.org/format.html) forbid in a file; none when valid. */
function faults(conllu: string): string[] {
  const found: string[] = [];
  const ids = new Set<string>();
  if (conllu !== "" && !conllu.endsWith("\n\n")) found.push("no blank line behind the last sentence");
  for (const block of conllu.split("\n\n").filter((part) => part !== "")) {
    const lines = block.split("\n");
    const comment = (name: string) => lines.find((line) => line.startsWith(`# ${name} = `))?.slice(name.length + 5);
    const id = comment("sent_id");
    if (id === undefined || ids.has(id)) found.push(`sent_id ${id}`);
    ids.add(id ?? "");
    const rows = lines.filter((line) => !line.startsWith("#")).map((line) => line.split("\t"));
    let next = 1;
    let until = 0;
    let text = "";
    const heads = new Map<number, number>();
    for (const row of rows) {
      if (row.length !== 10 || row.some((cell) => cell === "" || cell !== cell.trim())) found.push(`columns: ${row}`);
      const [number, form, , upos, , , head, deprel, , misc] = row as string[];
      const space = misc === "SpaceAfter=No" ? "" : " ";
      const range = /^(\d+)-(\d+)$/.exec(number as string);
      if (range) {
        if (Number(range[1]) !== next || Number(range[2]) <= next) found.push(`range ${number}`);
        until = Number(range[2]);
        text += `${form}${space}`;
        continue;
      }
      if (Number(number) !== next) found.push(`id ${number}`);
      if (next > until) text += `${form}${space}`;
      if (!UPOS.some((tag) => tag === upos)) found.push(`upos ${upos}`);
      if (!DEPREL.some((label) => label === deprel)) found.push(`deprel ${deprel}`);
      if ((head === "0") !== (deprel === "root")) found.push(`root ${row}`);
      heads.set(next, Number(head));
      next++;
    }
    if ([...heads.values()].filter((head) => head === 0).length !== 1) found.push("not one root");
    for (const start of heads.keys()) {
      let at = start;
      for (let steps = 0; at !== 0 && steps <= heads.size; steps++) at = heads.get(at) ?? 0;
      if (at !== 0) found.push(`a cycle above ${start}`);
    }
    if (comment("text") !== text.trim()) found.push(`text ${comment("text")} of tokens ${text.trim()}`);
  }
  return found;
}

const BARE = `1\tShe\tx\t_\t_\t_\t_\t_\t_\t_
2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdoes\t_\t_\t_\t_\t7\tnsubj\t_\t_
3\tnot\t_\t_\t_\t_\t_\t_\t_\t_
4\tagree\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

`;

describe("chancery parse", () => {
  test("prints running text as valid CoNLL-U, paragraphs told apart", () => {
    const path = file("a.txt", "The envoys can't agree.\nThey left (at noon).\n\n\tA second\u00a0paragraph  ends here");
    const { status, stdout, stderr } = chancery(["parse", path]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(faults(stdout)).toEqual([]);
    expect(stdout.match(/^# newpar$/gm)).toHaveLength(2);
    expect(stdout).toContain("# sent_id = a-1\n# text = The envoys can't agree.\n");
    expect(stdout).toContain(
      "\n3-4\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n3\tca\tcan\tAUX\tMD\t_\t5\taux\t_\t_\n4\tn't\tnot\tPART\tRB\t",
    );
  });

  test("keeps the sentences and tokens of CoNLL-U and ignores its other columns", () => {
    const { status, stdout } = chancery(["parse", "-", "--as", "conllu"], { input: BARE });
    expect(status).toBe(0);
    expect(faults(stdout)).toEqual([]);
    expect(stdout).toContain(
      "# sent_id = stdin-1\n# text = She doesn't agree.\n1\tShe\tshe\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n2-3\tdoesn't\t",
    );
    expect(chancery(["parse", file("b.conllu", BARE)]).stdout).toBe(stdout.replace("stdin-1", "b-1"));
  });

  test("gives valid output for odd input", () => {
    const odd =
      "\ufeff\u0000 \u202eabc\u202c\r\n\r\n!!! ??? ... \ud83d\ude00\ud83d\ude00 1,000.5% ’tis — http://x.org/?a=b&c#d\n\n\n北京市 مصر O'Neill's can't've";
    const { status, stdout } = chancery(["parse", "-"], { input: odd });
    expect(status).toBe(0);
    expect(faults(stdout)).toEqual([]);
  });

  test("prints nothing for an empty file", () => {
    const { status, stdout } = chancery(["parse", "-"], { input: "" });
    expect([status, stdout]).toEqual([0, ""]);
  });

  test("names what it cannot read, reads the rest, and ends with 1", () => {
    const good = file("good.txt", "It rained.");
    const bad = file("bad.conllu", "1\tonly\tthree\n");
    const { status, stdout, stderr } = chancery(["parse", join(folder, "none.txt"), bad, good]);
    expect(status).toBe(1);
    expect(stdout).toContain("# text = It rained.");
    expect(stderr).toContain("none.txt: no such file");
    expect(stderr).toContain("bad.conllu: CoNLL-U, line 1: 3 columns where there should be 10");
  });

  test("ends with 2 where a format is asked for that there is not", () => {
    expect(chancery(["parse", "--as", "penn", "-"]).status).toBe(2);
  });
});
