import { Rel, Upos } from "../syntax/syntax.ts";
import type { Reading } from "./attributions.ts";
import type { Tree, Words } from "./tree.ts";

const NAMES = new Set<number>([Upos.NOUN, Upos.PROPN, Upos.PRON, Upos.NUM, Upos.ADJ, Upos.DET]);
const INSIDE = new Set<number>([Upos.NOUN, Upos.PROPN, Upos.NUM, Upos.ADJ, Upos.DET, Upos.PRON]);

/** The head of the source of a verb: its subject, or the one it shares with the verb it hangs on; -1 where there is none. */
export function sourceOf(reading: Reading, v: number, group: Words, fallback: boolean): number {
  const { tree } = reading;
  const own = reading.quotations.quotationOf[v] as number;
  let at = v;
  for (let guard = 0; guard < 12 && at >= 0; guard++) {
    const subject = subjectOf(reading, at, own);
    if (subject >= 0 && (at === v || subject < v)) return subject;
    const rel = tree.rel(at);
    if (rel === Rel.conj || rel === Rel.xcomp || rel === Rel.advcl || (rel === Rel.parataxis && tree.head(at) < at)) {
      const head = tree.head(at);
      if (rel === Rel.xcomp) {
        const object = tree.child(head, Rel.obj, Rel.iobj);
        if (object >= 0 && object < at) return object;
      }
      at = head;
      continue;
    }
    if ((rel === Rel.acl || rel === Rel["acl:relcl"]) && tree.head(at) < at) {
      return tree.head(at);
    }
    break;
  }
  return fallback ? nearby(reading, v, group) : -1;
}

/** The subject nearest to a verb among its dependents, on the same side of the quotation marks; -1 for none. */
function subjectOf(reading: Reading, verb: number, own: number): number {
  const { tree, quotations } = reading;
  let best = -1;
  for (const c of tree.children(verb)) {
    const rel = tree.rel(c);
    if (rel !== Rel.nsubj && rel !== Rel["nsubj:pass"] && rel !== Rel["nsubj:outer"]) continue;
    const q = quotations.quotationOf[c] as number;
    if (q !== own && (quotations.all[q]?.wordCount ?? 0) > 3) continue;
    if (best < 0 || Math.abs(c - verb) < Math.abs(best - verb)) best = c;
  }
  return best;
}

/** Where the tree shows no subject: the name right after the verb (“…,” said X) or the phrase right before it. */
function nearby(reading: Reading, v: number, group: Words): number {
  const { tree, quotations } = reading;
  const first = tree.sentenceFirst(v);
  const last = tree.sentenceLast(v);
  const own = quotations.quotationOf[v] as number;
  const before = group[0] - 1;
  if (
    before >= first &&
    NAMES.has(tree.upos(before)) &&
    (quotations.quotationOf[before] as number) === own &&
    tree.upos(before) !== Upos.ADJ
  )
    return before;
  const opensAfterQuote =
    before >= 0 && ((quotations.quotationOf[before] as number) !== own || (tree.lower(before) === "," && before > 0));
  if (!opensAfterQuote) return -1;
  let w = v + 1;
  while (
    w <= last &&
    INSIDE.has(tree.upos(w)) &&
    tree.upos(w) !== Upos.PROPN &&
    tree.upos(w) !== Upos.PRON &&
    w < v + 5
  ) {
    const next = tree.upos(w + 1);
    if (tree.upos(w) === Upos.NOUN && next !== Upos.NOUN && next !== Upos.PROPN) break;
    w++;
  }
  if (w <= last && (tree.upos(w) === Upos.PROPN || tree.upos(w) === Upos.PRON || tree.upos(w) === Upos.NOUN)) return w;
  return -1;
}

/** The source with titles and appositions: "Kevin Madden, a Republican strategist", without what belongs to the cue. */
export function sourceSpan(reading: Reading, head: number, v: number, group: Words): Words {
  const { tree, quotations } = reading;
  let first = Math.min(head, tree.left(head));
  let last = Math.max(head, tree.right(head));
  if (head < group[0]) last = Math.min(last, group[0] - 1);
  else if (head > v) first = Math.max(first, v + 1);
  if (head < group[0]) {
    // "Wang Wenbin, a spokesman, said": what stands between commas before the verb is an apposition
    if (last < group[0] - 1 && between(tree, last + 1, group[0] - 1)) last = group[0] - 1;
  }
  const own = quotations.quotationOf[head] as number;
  for (let w = head; w >= first; w--)
    if ((quotations.quotationOf[w] as number) !== own && startsOutside(reading, w, own)) {
      first = w + 1;
      break;
    }
  for (let w = head; w <= last; w++)
    if (own >= 0 && (quotations.quotationOf[w] as number) !== own) {
      last = w - 1;
      break;
    }
  while (first < head && (tree.isPunctuation(first) || tree.upos(first) === Upos.CCONJ)) first++;
  while (last > head && tree.isPunctuation(last)) last--;
  return [first, last];
}

function startsOutside(reading: Reading, w: number, own: number): boolean {
  const q = reading.quotations.quotationOf[w] as number;
  if (own >= 0) return true;
  return q >= 0 && (reading.quotations.all[q]?.wordCount ?? 0) > 4;
}

function between(tree: Tree, from: number, to: number): boolean {
  if (tree.lower(from) !== "," || tree.lower(to) !== "," || to - from > 25) return false;
  return true;
}
