import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { Reading } from "./attributions.ts";
import { Frame } from "./cues.ts";
import { sourceAfter } from "./tags.ts";
import type { Tree, Words } from "./tree.ts";
import { verbCue } from "./verb-groups.ts";

const NAMES = new Set<number>([Upos.NOUN, Upos.PROPN, Upos.PRON, Upos.NUM, Upos.ADJ, Upos.DET]);
const INSIDE = new Set<number>([Upos.NOUN, Upos.PROPN, Upos.NUM, Upos.ADJ, Upos.DET, Upos.PRON]);

const PARTS = new Set<number>([Upos.PROPN, Upos.NOUN, Upos.ADJ, Upos.NUM, Upos.DET]);

/** The head of the source of a verb: its subject, or the one it shares with the verb it hangs on; -1 where there is none. */
export function sourceOf(reading: Reading, v: number, group: Words, fallback: boolean): number {
  const { tree } = reading;
  const own = reading.quotations.quotationOf[v] as number;
  const before = speakingBefore(reading, v, group);
  if (before >= 0) return before;
  const mine = subjectOf(reading, v, own);
  if (mine < 0) {
    const close = rightBefore(reading, v, group) >= 0 ? rightBefore(reading, v, group) : coordinated(reading, v, group);
    if (close >= 0) return close;
  }
  const main = mine < 0 ? mainSubject(reading, v, own) : -1;
  if (main >= 0) return main;
  let at = v;
  for (let guard = 0; guard < 12 && at >= 0; guard++) {
    const subject = subjectOf(reading, at, own);
    if (subject >= 0 && (at === v || subject < v)) return past(reading, subject, group);
    const rel = tree.rel(at);
    if (at === v && rel === Rel.acl && tree.lower(group[0] - 1) === ",") {
      // ", calling them …": it goes with the clause, not with the noun before it
      let verb = tree.head(at);
      for (
        let up = 0;
        up < 6 && verb >= 0 && !(tree.upos(verb) === Upos.VERB && subjectOf(reading, verb, own) >= 0);
        up++
      )
        verb = tree.head(verb);
      if (verb >= 0) {
        const subject = subjectOf(reading, verb, own);
        if (subject >= 0 && subject < v) return subject;
      }
    }
    if (rel === Rel.conj || rel === Rel.xcomp || rel === Rel.advcl || (rel === Rel.parataxis && tree.head(at) < at)) {
      const head = tree.head(at);
      if (rel === Rel.advcl && head > v) {
        // "Conceding the point, he warned …"
        const main = subjectOf(reading, head, own);
        if (main > v) return main;
      }
      if (rel === Rel.xcomp) {
        const object = tree.child(head, Rel.obj, Rel.iobj);
        if (object >= 0 && object < at) return object;
      }
      at = head;
      continue;
    }
    if ((rel === Rel.acl || rel === Rel["acl:relcl"]) && tree.head(at) < at) {
      const noun = tree.head(at);
      const place = tree.rel(noun);
      // "issued a statement saying …": the one who issued it speaks
      if (
        reading.doc.syntax.xpos[v] === Xpos.VBG &&
        (place === Rel.obj || place === Rel.obl || place === Rel.nmod) &&
        tree.head(noun) >= 0
      ) {
        let verb = tree.head(noun);
        for (let up = 0; up < 3 && tree.upos(verb) !== Upos.VERB && tree.head(verb) >= 0; up++) verb = tree.head(verb);
        const subject = tree.upos(verb) === Upos.VERB ? subjectOf(reading, verb, own) : -1;
        if (subject >= 0 && subject < v) return subject;
      }
      return noun;
    }
    break;
  }
  return fallback ? nearby(reading, v, group) : -1;
}

/** "Noting the talks, [Wang] said …": the subject after the comma that ends a clause without one; -1 for none. */
function mainSubject(reading: Reading, v: number, own: number): number {
  const { tree, doc } = reading;
  const tag = doc.syntax.xpos[v];
  let first = tree.sentenceFirst(v);
  while (first < v && (tree.isPunctuation(first) || tree.upos(first) === Upos.CCONJ || tree.upos(first) === Upos.ADP))
    first++;
  if (first !== v || tag !== Xpos.VBG) return -1;
  const last = tree.sentenceLast(v);
  for (let w = v + 1; w <= last; w++) {
    if (!tree.isFinite(w) || (reading.quotations.quotationOf[w] as number) !== own) continue;
    const verb = tree.upos(w) === Upos.AUX && tree.head(w) > w ? tree.head(w) : w;
    const subject = subjectOf(reading, verb, own);
    if (subject > v && subject < w && tree.lower(tree.left(subject) - 1) === ",") return subject;
    if (w - 2 > v && tree.lower(w - 2) === "," && (tree.upos(w - 1) === Upos.PROPN || tree.upos(w - 1) === Upos.PRON))
      return w - 1;
  }
  return -1;
}

/** A name or a pronoun right before a verb with tense, where the tree missed that it is the subject: "after [the paper] reported"; -1 for none. */
function rightBefore(reading: Reading, v: number, group: Words): number {
  const { tree, doc, quotations } = reading;
  if (!tree.isFinite(v) && !tree.isFinite(group[0])) return -1;
  let w = group[0] - 1;
  while (w > tree.sentenceFirst(v) && (tree.upos(w) === Upos.ADV || (reading.times.timeOf[w] as number) >= 0)) w--;
  if (w < tree.sentenceFirst(v) || quotations.quotationOf[w] !== quotations.quotationOf[v]) return -1;
  const upos = tree.upos(w);
  const tag = doc.syntax.xpos[w];
  if (
    upos === Upos.PROPN ||
    upos === Upos.NOUN ||
    (upos === Upos.PRON && tag === Xpos.PRP && !/^(him|her|us|me|them)$/.test(tree.lower(w)))
  ) {
    // the name's own head, not that of a phrase it ends
    let comma = w;
    while (comma > tree.sentenceFirst(v) && tree.lower(comma) !== ",") comma--;
    let head = w;
    while (
      tree.head(head) >= 0 &&
      tree.head(head) < group[0] &&
      tree.head(head) >= comma &&
      tree.upos(tree.head(head)) !== Upos.VERB &&
      tree.head(head) < head &&
      tree.upos(tree.head(head)) !== Upos.ADJ
    )
      head = tree.head(head);
    return head;
  }
  return -1;
}

/** "when Li saw the sign and [asked] for it": the subject of the nearest verb before "and" in the same form; -1 for none. */
function coordinated(reading: Reading, v: number, group: Words): number {
  const { tree, doc, quotations } = reading;
  let and = group[0] - 1;
  while (and > tree.sentenceFirst(v) && tree.upos(and) === Upos.ADV) and--;
  if (and <= tree.sentenceFirst(v) || tree.upos(and) !== Upos.CCONJ) return -1;
  const own = quotations.quotationOf[v] as number;
  const form = doc.syntax.xpos[v];
  for (let w = and - 1; w >= tree.sentenceFirst(v); w--) {
    if ((quotations.quotationOf[w] as number) !== own || doc.syntax.xpos[w] !== form || tree.upos(w) !== Upos.VERB)
      continue;
    const subject = subjectOf(reading, w, own);
    if (subject >= 0 && subject < w) return subject;
    return -1;
  }
  return -1;
}

/** ", adding that …": whoever spoke right before it in the sentence goes on; -1 where no one did. */
function speakingBefore(reading: Reading, v: number, group: Words): number {
  const { tree, quotations, words } = reading;
  const comma = tree.lower(group[0] - 1);
  if (reading.doc.syntax.xpos[v] !== Xpos.VBG || (comma !== "," && comma !== "\u2014" && comma !== "--")) return -1;
  if (((verbCue(words, tree, v)?.frames ?? 0) & Frame.says) === 0) return -1;
  const own = quotations.quotationOf[v] as number;
  for (let w = group[0] - 2; w >= tree.sentenceFirst(v); w--) {
    if ((quotations.quotationOf[w] as number) !== own || !tree.isFinite(w)) continue;
    const tag = reading.tags.get(w);
    if (tag) return tag.sourceHead;
    if (tree.upos(w) !== Upos.VERB || ((verbCue(words, tree, w)?.frames ?? 0) & (Frame.says | Frame.that)) === 0)
      continue;
    const subject = subjectOf(reading, w, own);
    if (subject >= 0 && subject < w) return subject;
  }
  return -1;
}

/** "Wang, who worked there for years, said …": the verb after the comma is that of the one whom the clause describes. */
function past(reading: Reading, subject: number, group: Words): number {
  const { tree } = reading;
  if (!/^(who|which|that)$/.test(tree.lower(subject)) || tree.lower(group[0] - 1) !== "," || group[0] - subject < 4)
    return subject;
  const comma = subject - 1;
  if (tree.lower(comma) !== "," || comma - 1 < tree.sentenceFirst(subject)) return subject;
  let noun = comma - 1;
  while (noun > tree.sentenceFirst(subject) && tree.isPunctuation(noun)) noun--;
  return noun;
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
    // "said Thursday", and "Li (R-Ohio) said the nominee": neither is its subject
    if ((reading.times.timeOf[c] as number) >= 0) continue;
    if (
      c > verb &&
      verb > tree.sentenceFirst(verb) &&
      !tree.isPunctuation(verb - 1) &&
      tree.upos(verb - 1) !== Upos.ADV &&
      tree.upos(verb - 1) !== Upos.AUX
    )
      continue;
    if (c > verb && tree.lower(verb - 1) === ")") continue;
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
  // "Said Ellis: “…”"
  if (group[0] === first && tree.isFinite(v) && (tree.upos(v + 1) === Upos.PROPN || tree.upos(v + 1) === Upos.DET))
    return sourceAfter(reading, v, last)?.head ?? -1;
  let before = group[0] - 1;
  // "a poll released Saturday found"
  while (before > first && ((reading.times.timeOf[before] as number) >= 0 || tree.upos(before) === Upos.ADV)) before--;
  if (before < group[0] - 1 && before > first && reading.doc.syntax.xpos[before] === Xpos.VBN) before--;
  if (
    before >= first &&
    NAMES.has(tree.upos(before)) &&
    (quotations.quotationOf[before] as number) === own &&
    tree.upos(before) !== Upos.ADJ
  )
    return before;
  // "Jake Wang, her adviser, said", "Rep. Ann Wang (R-Ohio) said"
  const apart = tree.lower(before);
  if (before > first + 1 && (apart === "," || apart === ")" || apart === "\u2014" || apart === "-" || apart === "--")) {
    const opens = apart === ")" ? "(" : apart;
    let w = before - 1;
    while (w > first && tree.lower(w) !== opens && before - w < 30) w--;
    if (w > first && tree.lower(w) === opens) {
      const noun = w - 1;
      const upos = tree.upos(noun);
      if (
        (upos === Upos.PROPN || upos === Upos.NOUN || upos === Upos.PRON) &&
        (quotations.quotationOf[noun] as number) === own
      )
        return noun;
    } else if (apart === "," && w <= first) return -1;
  }
  if (reading.doc.syntax.xpos[v] === Xpos.VBG) {
    for (let w = group[0] - 1; w >= first; w--) {
      if (!tree.isFinite(w) || (quotations.quotationOf[w] as number) !== own) continue;
      const verb = tree.upos(w) === Upos.AUX && tree.head(w) > w ? tree.head(w) : w;
      const tag = reading.tags.get(verb);
      const subject = tag ? tag.sourceHead : subjectOf(reading, verb, own);
      if (subject >= 0) return subject;
    }
    return -1;
  }
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
  // "On Monday, Wang said": what stands before the comma tells when or where
  const opens = tree.upos(first);
  if (
    opens === Upos.ADP ||
    opens === Upos.ADV ||
    opens === Upos.SCONJ ||
    reading.doc.syntax.xpos[first] === Xpos.VBG ||
    (reading.times.timeOf[first] as number) >= 0
  )
    for (let w = head - 1; w > first; w--)
      if (tree.lower(w) === ",") {
        first = w + 1;
        break;
      }
  // "Wang, speaking on Monday, said": what is no apposition is no part of the source
  if (head < group[0])
    for (let w = head + 1; w < last; w++) {
      if (tree.lower(w) !== ",") continue;
      const next = tree.upos(w + 1);
      const tag = reading.doc.syntax.xpos[w + 1];
      if (
        next === Upos.ADP ||
        next === Upos.ADV ||
        next === Upos.SCONJ ||
        tag === Xpos.VBG ||
        tag === Xpos.VBN ||
        tag === Xpos.WRB
      ) {
        last = w - 1;
        break;
      }
      if (/^(who|which|whose)$/.test(tree.lower(w + 1))) break;
    }
  // a name or a phrase is never cut: "Ashley Nash-Hahn"
  while (
    first > tree.sentenceFirst(head) &&
    (tree.upos(first - 1) === Upos.PROPN ||
      tree.lower(first - 1) === "-" ||
      (PARTS.has(tree.upos(first - 1)) && tree.upos(head) === Upos.NOUN)) &&
    (reading.times.timeOf[first - 1] as number) < 0 &&
    (quotations.quotationOf[first - 1] as number) === own &&
    tree.upos(head) !== Upos.PRON &&
    tree.lower(first) !== "the" &&
    tree.upos(first) !== Upos.DET
  )
    first--;
  // another clause has begun: "the department [accused] Paris of seeking …"
  if (head < group[0])
    for (let w = head + 1; w <= last && !/^(who|which|that|whose|where)$/.test(tree.lower(w)); w++)
      if (tree.isFinite(w) && tree.upos(w) === Upos.VERB) {
        last = w - 1;
        while (
          last > head &&
          (tree.upos(last) === Upos.ADV || (reading.times.timeOf[last] as number) >= 0 || tree.upos(last) === Upos.ADP)
        )
          last--;
        break;
      }
  // a bracket opened is closed
  if (last + 1 < group[0] && tree.lower(last + 1) === ")") last++;
  else if (head < group[0] && last + 1 < group[0] && tree.lower(last + 1) === "(") {
    let w = last + 1;
    while (w < group[0] && tree.lower(w) !== ")") w++;
    if (w < group[0]) last = w;
  }
  while (
    first < head &&
    (tree.isPunctuation(first) || tree.upos(first) === Upos.CCONJ || (head > v && tree.lower(first) === "by"))
  )
    first++;
  while (last > head && tree.isPunctuation(last) && tree.lower(last) !== ")") last--;
  // "Ehud Olmert on Sunday said": when it was said is no part of who said it
  if (head < group[0])
    while (last > head && (reading.times.timeOf[last] as number) >= 0) {
      last = Math.max(head, (reading.times.times[reading.times.timeOf[last] as number]?.first ?? last) - 1);
      while (last > head && (tree.upos(last) === Upos.ADP || tree.lower(last) === ",")) last--;
    }
  // "a Republican who said": the relative word is the source
  if (last > first && head < group[0] && /^(who|which)$/.test(tree.lower(last))) first = last;
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
