import type { Record, SentenceExplained } from "@chancery/reader";
import { createColors } from "picocolors";
import type { PrintOptions } from "./print.ts";

/**
 * Why a story's events were read as they were, for people: sentence by sentence its tree, each event with its line and
 * words, and, where there is none, the lines that came near and what they lacked.
 */
export function printExplained(record: Record, sentences: readonly SentenceExplained[], options: PrintOptions): string {
  const c = createColors(options.colour);
  const names = new Map(record.actors.map((actor) => [actor.id, actor.name]));
  const list = (ids: readonly string[]): string => ids.map((id) => names.get(id) ?? id).join(", ") || "nobody named";
  const out: string[] = [];
  for (const { span, tree, events, near } of sentences) {
    out.push("", c.bold(record.story.text.slice(span[0], span[1]).replace(/\s+/g, " ").trim()));
    const wide = Math.max(...tree.map((word) => word.form.length));
    tree.forEach((word, index) => {
      const head = word.head === 0 ? "" : ` ← ${tree[word.head - 1]?.form ?? ""} (${word.head})`;
      out.push(
        c.dim(
          `  ${String(index + 1).padStart(3)}  ${word.form.padEnd(wide)}  ${word.upos.padEnd(5)}  ${word.deprel}${head}`,
        ),
      );
    });
    for (const event of events) {
      const to = event.recipients.length > 0 ? ` → ${list(event.recipients)}` : "";
      out.push(
        `  ${c.yellow(event.type)} ${[event.mode, event.cameo, ...event.aux].filter(Boolean).join(" ")}: ${list(event.actors)}${to}`,
      );
      out.push(`      ${event.why}`);
    }
    if (events.length === 0)
      out.push(
        `  ${c.dim(near.length > 0 ? "no event; near it came" : "no event; no word of it stands in the tables")}`,
      );
    for (const one of near) out.push(c.dim(`      “${one.word}”: ${one.source} "${one.pattern}": ${one.reason}`));
  }
  return `${out.join("\n")}\n`;
}
