/** Which mentions are the same person or organisation, against GUM's news, biographies, interviews and speeches. */
import { readFileSync } from "node:fs";
import type { Record } from "@chancery/reader";
import { data, recordsOf, shippedReader } from "./reader.ts";
import { recordFile, score } from "./score.ts";

interface GoldMention {
  start: number;
  end: number;
  entity: string;
}

/** Prints the scorer's figures on GUM test and dev, and the worst twenty wrong and missed links. */
export async function run(): Promise<void> {
  const reader = shippedReader();
  for (const part of ["test", "dev"]) {
    const gold = data(`syntax/gum-${part}.conllu`);
    if (!gold) return;
    const records = recordsOf(score("coref-input", gold), reader);
    console.log(`GUM ${part}`);
    console.log(score("coref", gold, recordFile(`coref-${part}.jsonl`, records)));
    printErrors(gold, records);
  }
}

/** Names the links that are not in the gold, and gold links between names that were not made, by how often their words occur. */
function printErrors(gold: string, records: readonly Record[]): void {
  const wrong = new Map<string, number>();
  const missed = new Map<string, number>();
  const count = (into: Map<string, number>, line: string) => into.set(line, (into.get(line) ?? 0) + 1);
  const mentions = goldMentions(gold);
  for (const record of records) {
    const { id, text } = record.story;
    const own = mentions.get(id) ?? [];
    const quote = (m: { start: number; end: number }) => text.slice(m.start, m.end).replace(/\s+/g, " ").slice(0, 50);
    const actorOf = new Map<GoldMention, string>();
    for (const actor of record.actors)
      for (const [start, end] of actor.mentions) {
        const near = own.filter((m) => start < m.end && m.start < end);
        const best = near.sort(
          (a, b) =>
            Math.abs(a.start - start) + Math.abs(a.end - end) - Math.abs(b.start - start) - Math.abs(b.end - end),
        )[0];
        if (best && !actorOf.has(best)) actorOf.set(best, actor.id);
      }
    const last = new Map<string, GoldMention>();
    const lastOfActor = new Map<string, GoldMention>();
    for (const mention of own) {
      const before = last.get(mention.entity);
      const actor = actorOf.get(mention);
      if (before && (actor === undefined || actorOf.get(before) !== actor))
        count(missed, `${id}: ${quote(before)} → ${quote(mention)}`);
      last.set(mention.entity, mention);
      if (actor === undefined) continue;
      const same = lastOfActor.get(actor);
      if (same && same.entity !== mention.entity) count(wrong, `${id}: ${quote(same)} → ${quote(mention)}`);
      lastOfActor.set(actor, mention);
    }
  }
  for (const [kind, lines] of Object.entries({ wrong, missed })) {
    console.log(`${kind}: ${[...lines.values()].reduce((a, b) => a + b, 0)}`);
    for (const [line, n] of [...lines].sort((a, b) => b[1] - a[1]).slice(0, 20)) console.log(`  ${n}  ${line}`);
  }
}

/** The mentions of persons and organisations by document, in text order, in the offsets of the text that the scorer makes. */
function goldMentions(path: string): Map<string, GoldMention[]> {
  const documents = new Map<string, GoldMention[]>();
  let own: GoldMention[] = [];
  let offset = 0;
  let fresh = true;
  let sentence = "";
  let base = 0;
  let at = 0;
  let open: { start: number; entity: string; kind: string }[] = [];
  const close = () => own.sort((a, b) => a.start - b.start || a.end - b.end);
  const keep = (start: number, end: number, entity: string, kind: string) => {
    if (kind === "person" || kind === "organization") own.push({ start, end, entity });
  };
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.startsWith("# newdoc")) {
      close();
      own = [];
      open = [];
      offset = 0;
      fresh = true;
      documents.set(line.split("= ")[1] ?? "", own);
    } else if (line.startsWith("# newpar") && !line.startsWith("# newpar_block")) {
      if (offset > 0) offset += 2;
      fresh = true;
    } else if (line.startsWith("# text = ")) {
      if (!fresh) offset++;
      fresh = false;
      sentence = line.slice("# text = ".length);
      base = offset;
      at = 0;
      offset += sentence.length;
    } else {
      const cells = line.split("\t");
      const form = cells[1] ?? "";
      if (cells.length !== 10 || /[.-]/.test(cells[0] ?? "")) continue;
      const found = sentence.indexOf(form, at);
      const start = base + (found < 0 ? at : found);
      const end = start + form.length;
      at = end - base;
      const entity = /(?:^|\|)Entity=([^|]*)/.exec(cells[9] ?? "")?.[1] ?? "";
      for (const part of entity.match(/\([^()]*\)?|[^()]*\)/g) ?? []) {
        if (part.startsWith("(")) {
          const [name = "", kind = ""] = part.replace(/[()]/g, "").split("-");
          if (part.endsWith(")")) keep(start, end, name, kind);
          else open.push({ start, entity: name, kind });
        } else {
          const name = part.slice(0, -1);
          const index = open.findLastIndex((o) => o.entity === name);
          const [opened] = index < 0 ? [] : open.splice(index, 1);
          if (opened) keep(opened.start, end, name, opened.kind);
        }
      }
    }
  }
  close();
  return documents;
}
