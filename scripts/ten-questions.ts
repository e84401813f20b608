/**
 * Ten questions of a desk officer, each answered by one command. Without a folder it writes docs/ten-questions.md from the
 * project's samples; a test fails when the page and the code differ. With a folder of briefing pages it prints the answers
 * from those: `npx tsx scripts/ten-questions.ts FOLDER`.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { program } from "../packages/cli/src/program.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
export const PAGE = join(root, "docs/ten-questions.md");

interface Question {
  readonly asked: string;
  /** The command on the project's samples, and on a ministry's pages of the years 2018 to 2020. */
  readonly samples: readonly string[];
  readonly pages: readonly string[];
  /** What to look for in the answer. */
  readonly look: string;
}

export const QUESTIONS: readonly Question[] = [
  {
    asked: "What has Beijing said of France since 2024?",
    samples: ["search", "--dyad", "CHN:FRA", "--from", "2024", "--newest", "--limit", "4"],
    pages: ["search", "--dyad", "CHN:FRA", "--from", "2019", "--newest", "--limit", "8"],
    look: "Each statement stands with who said it, in which office and when; the last line says where it is.",
  },
  {
    asked: "What does it firmly oppose, and on whose account?",
    samples: ["search", '"firmly opposes"', "--dyad", "CHN:USA", "--newest", "--limit", "4"],
    pages: ["search", '"firmly opposes"', "--dyad", "CHN:USA", "--newest", "--limit", "8"],
    look: "The words that were searched for stand between asterisks.",
  },
  {
    asked: "What are China and France to each other, since when, and who says so?",
    samples: ["ties", "CHN", "FRA"],
    pages: ["ties", "CHN", "FRA"],
    look: "The year is reckoned from the anniversary where no story tells it.",
  },
  {
    asked: "Which anniversaries that are marked come up?",
    samples: ["anniversaries", "CHN", "--from", "2033", "--years", "2", "--round"],
    pages: ["anniversaries", "CHN", "--from", "2020", "--years", "1", "--round"],
    look: "`chancery export anniversaries --to ics` writes the same for a calendar program.",
  },
  {
    asked: "What was promised to each other, and what has become of it?",
    samples: ["commitments", "CHN", "FRA", "--on", "2024-06-01", "--limit", "8"],
    pages: ["commitments", "CHN", "FRA", "--on", "2020-07-02", "--limit", "8"],
    look: "Under a promise stands the event that may have kept it. On its page a person decides, and that decision stands above the proposal.",
  },
  {
    asked: "Which promises to anybody are met?",
    samples: ["commitments", "CHN", "--standing", "met", "--on", "2024-06-01", "--limit", "4"],
    pages: ["commitments", "CHN", "--standing", "met", "--on", "2020-07-02", "--limit", "8"],
    look: "Both passages stand side by side, so that a proposal is judged at a glance.",
  },
  {
    asked: "Exchanges are said to have resumed: who has met whom, at what level?",
    samples: ["exchanges", "CHN", "FRA", "--since", "2023"],
    pages: ["exchanges", "CHN", "FRA", "--since", "2018-06"],
    look: "What is said of exchanges stands beside the archive's own count of the same time, and of as long before.",
  },
  {
    asked: "Which phrases are fixed, which are new, and which have fallen silent?",
    samples: ["wording", "--country", "CHN", "--since", "2024", "--limit", "12"],
    pages: ["wording", "--country", "CHN", "--about", "FRA", "--since", "2019", "--limit", "20"],
    look: "Stories that have the phrase, first and last use, what changed in its variants.",
  },
  {
    asked: "What has Washington done to Beijing that hurts?",
    samples: ["events", "USA", "CHN", "--quad", "material-conflict", "--from", "2023"],
    pages: ["events", "USA", "CHN", "--quad", "material-conflict", "--from", "2019", "--limit", "10"],
    look: "Whose word it is stands under the sentence; without a name it is the outlet's own.",
  },
  {
    asked: "Whom did Beijing receive and visit?",
    samples: ["events", "CHN", "--type", "CONSULT", "--from", "2024", "--limit", "5"],
    pages: ["events", "CHN", "--type", "CONSULT", "--from", "2020-06", "--limit", "8"],
    look: "What is only planned is left out; `--all` shows it.",
  },
];

/** The answers from a folder of stories, as a page of Markdown. */
export async function tenQuestions(folder: string, which: "samples" | "pages"): Promise<string> {
  const at = mkdtempSync(join(tmpdir(), "chancery-questions-"));
  const archive = join(at, "desk.chancery");
  try {
    await answer(["ingest", folder, "--archive", archive]);
    const parts: string[] = [];
    for (const [i, question] of QUESTIONS.entries()) {
      const args = question[which];
      const told = await answer([...args, "--archive", archive]);
      parts.push(`## ${i + 1}. ${question.asked}`, `    chancery ${args.map(quoted).join(" ")}`, question.look);
      parts.push(`\`\`\`\n${shortened(told).trimEnd()}\n\`\`\``);
    }
    return parts.join("\n\n");
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
}

/** What a command prints on standard output. */
async function answer(args: readonly string[]): Promise<string> {
  let told = "";
  const write = process.stdout.write.bind(process.stdout);
  const log = console.log;
  const catching = (piece: string | Uint8Array): boolean => {
    told += typeof piece === "string" ? piece : new TextDecoder().decode(piece);
    return true;
  };
  process.stdout.write = catching as typeof process.stdout.write;
  console.log = (...words: unknown[]) => catching(`${words.join(" ")}\n`);
  try {
    await (await program(args[0])).parseAsync(args, { from: "user" });
  } finally {
    process.stdout.write = write;
    console.log = log;
  }
  return told;
}

function quoted(word: string): string {
  return /^[\w:.-]+$/.test(word) ? word : `'${word}'`;
}

/** Ids of 64 digits in eight, lines without trailing blanks. */
function shortened(text: string): string {
  return text.replace(/sha256:([0-9a-f]{8})[0-9a-f]{56}/g, "sha256:$1…").replace(/[ \t]+$/gm, "");
}

/** docs/ten-questions.md, made from the samples. */
export async function page(): Promise<string> {
  const pages = QUESTIONS.map(({ pages }, i) => `${i + 1}. \`chancery ${pages.map(quoted).join(" ")}\``);
  return [
    "# Ten questions of a desk officer",
    "Made by `npm run questions` from this project's samples; do not edit it by hand. The samples' events are real, or could be, and everyone who asks or answers in them is invented. Story ids are shortened.",
    "    chancery ingest samples --archive desk.chancery\n    export CHANCERY_ARCHIVE=desk.chancery",
    await tenQuestions(join(root, "samples"), "samples"),
    "## On pages of your own",
    "`npx tsx scripts/ten-questions.ts FOLDER` reads a folder of pages and prints the same ten answers. For a foreign ministry's pages of 2018 to 2020 the commands are:",
    pages.join("\n"),
    "",
  ].join("\n\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folder = process.argv[2];
  if (folder === undefined) writeFileSync(PAGE, await page());
  else console.log(await tenQuestions(folder, "pages"));
}
