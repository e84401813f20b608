/**
 * Writes docs/reference.md: every command with its options and examples, every setting, every route of the API and every
 * table of the lexicon, taken from the code itself. A test fails when the page and the code differ.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Command } from "commander";
import { program } from "../packages/cli/src/program.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
export const PAGE = join(root, "docs/reference.md");

/** What each environment variable that the code reads is for. A variable without a line here fails the test. */
const SETTINGS: { readonly [name: string]: string } = {
  CHANCERY_ARCHIVE: "the archive that commands use without `--archive`",
  CHANCERY_SHARED:
    "where the public data sets lie that the evaluation measures with; without it, `../shared` beside the checkout",
  CHANCERY_GOLD: "the file of judgements that the page of review exported, for `npm run evaluate gold`",
  NO_COLOR: "print without colours, as no-color.org has it",
  FORCE_COLOR: "print with colours though the output is no terminal",
};

/** The whole page as Markdown. Throws where the code reads an environment variable that has no line here. */
export async function reference(): Promise<string> {
  const { commands } = await program();
  return [
    "# Reference",
    "Made from the code by `npm run reference`; do not edit it by hand.",
    "## Commands",
    ...commands.filter((command) => command.name() !== "help").flatMap((command) => commandText(command, "chancery")),
    "Exit codes: 0 done; 1 some inputs failed, each named on standard error with the reason, the rest done; 2 wrong usage.",
    "## Settings",
    table(
      ["environment variable", "meaning"],
      settings().map((name) => [`\`${name}\``, SETTINGS[name] ?? ""]),
    ),
    "## API",
    "Every address of the server, which `chancery serve` starts; `docs/openapi.json` is the whole description (OpenAPI 3.1).",
    table(["route", "what it does"], routes()),
    "## Lexicon",
    "The tables of `packages/reader/lexicon/`. A file of the same form, named after its table, adds to it: `--lexicon FILE`.",
    ...lexiconTables(),
  ]
    .join("\n\n")
    .concat("\n");
}

function commandText(command: Command, parent: string): string[] {
  const name = `${parent} ${command.name()}`;
  const inside = command.commands.filter((child) => child.name() !== "help");
  if (inside.length > 0)
    return [`### ${name}`, sentence(command.description()), ...inside.flatMap((child) => commandText(child, name))];
  const help = command.createHelp();
  const rows = [
    ...help
      .visibleArguments(command)
      .map((argument) => [`\`<${argument.name()}>\``, help.argumentDescription(argument)]),
    ...help.visibleOptions(command).map((option) => [`\`${option.flags}\``, help.optionDescription(option)]),
  ];
  return [
    `### ${name}`,
    sentence(command.description()),
    `    ${name} ${command.usage()}`,
    table(["argument, option", "meaning"], rows),
    ...after(command),
  ];
}

/** What `--help` prints behind the options: notes and examples. */
function after(command: Command): string[] {
  let text = "";
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  const examples = text.indexOf("Example");
  return examples < 0
    ? []
    : [
        "```sh\n" +
          text
            .slice(examples)
            .replace(/^Examples?:\n/, "")
            .replace(/^ {2}/gm, "")
            .trimEnd() +
          "\n```",
      ];
}

function settings(): string[] {
  const sources = ["packages", "evaluation"].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && /(^|\/)src\//.test(file) && !file.includes("node_modules"))
      .map((file) => readFileSync(join(root, room, file), "utf8")),
  );
  const names = [
    ...new Set(
      sources.flatMap((source) =>
        [...source.matchAll(/process\.env\.(CHANCERY_\w+|NO_COLOR|FORCE_COLOR)/g)].map((match) => match[1] ?? ""),
      ),
    ),
  ].sort();
  const untold = names.filter((name) => SETTINGS[name] === undefined);
  if (untold.length > 0) throw new Error(`scripts/reference.ts does not say what ${untold.join(", ")} is for`);
  return names;
}

function routes(): string[][] {
  const api = JSON.parse(readFileSync(join(root, "docs/openapi.json"), "utf8")) as {
    paths: { [path: string]: { [method: string]: { summary?: string; description?: string } } };
  };
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, description }]) => [
      `\`${method.toUpperCase()} ${path}\``,
      summary ?? description ?? "",
    ]),
  );
}

function lexiconTables(): string[] {
  const folder = join(root, "packages/reader/lexicon");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsv"))
    .sort()
    .flatMap((file) => {
      const lines = readFileSync(join(folder, file), "utf8").split("\n");
      const end = lines.findIndex((line) => !line.startsWith("#"));
      const rows = lines.filter((line) => line.trim() !== "" && !line.startsWith("#")).length;
      const header = lines.slice(0, end < 0 ? lines.length : end).map((line) => line.replace(/^# ?/, ""));
      return [`### ${file.replace(/\.tsv$/, "")} (${rows} lines)`, `\`\`\`\n${header.join("\n")}\n\`\`\``];
    });
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(PAGE, await reference());
