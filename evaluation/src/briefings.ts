/**
 * Turns of a foreign ministry's briefings (238 pages of regular press conferences, 2018–2020), checked against a count that
 * shares no code with the reading: the paragraphs of the page's content element, by regular expressions over the raw page.
 */
import { readdirSync, readFileSync } from "node:fs";
import type { Story } from "@chancery/reader";
import { takeIn } from "@chancery/reader/intake";
import { data } from "./reader.ts";

/** Labels of turns that are no name; a name is two or more capitals' worth of words, at most seven. */
const PLAIN =
  /^(?:Q|A|Follow-up|Journalist(?: (?:clarifies|explains))?|The journalist clarified|(?:The following question was|Question) raised after the press conference|After the press conference, the following question was raised)$/;
const NAMED = /^(?:The )?[A-Z][\w.'&-]*(?: (?:of|and|&|[A-Z(][\w.'&)-]*))*$/;

interface Turn {
  label: string;
  words: string;
}

/** The labelled paragraphs of a page and everything that stands in its content element. */
export function rawTurns(html: string): { turns: Turn[]; content: Set<string> } {
  const bare = html.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/gi, "");
  const inside = /<div class="content">([\s\S]*?)<div class="tool"/i.exec(bare)?.[1] ?? "";
  const paragraphs = inside
    .split(/<\/?(?:p|div|br)\b[^>]*>/i)
    .map((piece) => plain(piece))
    .filter((piece) => piece !== "");
  const host = plain(/<title>([\s\S]*?)<\/title>/i.exec(html)?.[1] ?? "").match(/Spokesperson (\w+ \w+)/)?.[1] ?? "?";
  const turns = paragraphs.flatMap((paragraph) => {
    const [, label = "", words = ""] = /^([^:.?!]{1,80}):\s*([\s\S]+)$/.exec(paragraph) ?? [];
    const known =
      PLAIN.test(label.trim()) || NAMED.test(label.trim()) || label.trim().toLowerCase() === host.toLowerCase();
    return known ? [{ label: label.trim(), words }] : [];
  });
  return { turns, content: new Set(paragraphs) };
}

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;|&#160;/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&rsquo;/g, "’")
    .replace(/&lsquo;/g, "‘")
    .replace(/&ldquo;/g, "“")
    .replace(/&rdquo;/g, "”")
    .replace(/&mdash;/g, "—")
    .replace(/&ndash;/g, "–")
    .replace(/&hellip;/g, "…")
    .replace(/&middot;/g, "·")
    .replace(/&amp;/g, "&")
    .replace(/&(\w)(?:acute|grave|circ|uml|tilde|cedil|ring);/g, "$1")
    .replace(/[\s\u00a0\u200b\ufeff\u00ad]+/g, " ")
    .trim();
}

/** What is wrong with the reading of one page; empty where all is right. */
export function faults(story: Story, html: string): string[] {
  const { turns, content } = rawTurns(html);
  const found: string[] = [];
  const loose = (words: string) => words.normalize("NFD").replace(/[^\p{L}\p{N}]+/gu, "");
  const outside = new Set([...content].map(loose));
  const read: Turn[] = [];
  story.blocks.forEach((block, b) => {
    if (block.kind !== "question" && block.kind !== "answer") return;
    const gap = story.text.slice(story.blocks[b - 1]?.end ?? 0, block.start).trim();
    const words = story.text.slice(block.start, block.end);
    const label = gap.replace(/\s*:$/, "");
    const [first = "", ...others] = words.split("\n\n");
    if (gap !== "") read.push({ label, words: first });
    for (const paragraph of [gap + first, ...others])
      if (!outside.has(loose(paragraph))) found.push(`words from outside the content: ${paragraph.slice(0, 60)}`);
    const asks = /^(?:Q|Follow-up|Journalist|The journalist|Question|The following)/.test(label);
    const host = label === "A" || label.toLowerCase() === (story.byline ?? "").toLowerCase();
    if (gap !== "" && block.kind !== (host && !asks ? "answer" : "question"))
      found.push(`${label} is read as ${block.kind}`);
  });
  turns.forEach((turn, t) => {
    const other = read[t];
    if (other === undefined || loose(other.label) !== loose(turn.label) || loose(other.words) !== loose(turn.words))
      found.push(
        `turn ${t + 1}: ${turn.label}: ${turn.words.slice(0, 40)} — read: ${other?.label}: ${other?.words.slice(0, 40)}`,
      );
  });
  if (read.length !== turns.length) found.push(`${turns.length} turns, ${read.length} read`);
  return found;
}

/** Prints how many pages have a date and a spokesperson, how many have every turn right, and what is wrong with the others. */
export async function run(): Promise<void> {
  const folder = data("briefings");
  if (folder === null) return;
  const files = readdirSync(folder).sort();
  let dated = 0;
  let held = 0;
  let right = 0;
  let turns = 0;
  for (const file of files) {
    const bytes = readFileSync(`${folder}/${file}`);
    const [taken] = takeIn(bytes);
    if (taken?.kind !== "story") {
      console.log(`${file}\tnot read`);
      continue;
    }
    const { story } = taken;
    const html = bytes.toString("utf8");
    const title = /<title>([\s\S]*?)<\/title>/i.exec(html)?.[1] ?? "";
    if (story.published !== null) dated++;
    if (story.byline !== null && title.includes(story.byline)) held++;
    turns += rawTurns(html).turns.length;
    const wrong = faults(story, html);
    if (wrong.length === 0) right++;
    else console.log(`${file}\t${wrong.length} faults\t${wrong[0]}`);
  }
  console.log(`briefings\t${files.length}\nbriefings.date\t${dated}\nbriefings.spokesperson\t${held}`);
  console.log(`briefings.turns\t${turns}\nbriefings.turns.right\t${right}`);
}
