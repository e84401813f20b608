import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { Reading } from "./attributions.ts";
import { trimRight } from "./complements.ts";
import { Frame, phraseAt } from "./cues.ts";
import type { Tree } from "./tree.ts";
import { verbCue, verbGroup } from "./verb-groups.ts";

export const NOMINAL = new Set<number>([Upos.NOUN, Upos.PROPN, Upos.PRON, Upos.NUM, Upos.DET]);

/** How many words of a sentence are searched for where a clause ends; without an end there it runs on. */
const FURTHEST_END = 300;

/**
 * Where the clause that a cue governs ends at the latest: before the next clause of the same source
 * (", adding that …", "and called for …"), before ", according to …", or at the end of the sentence.
 */
export function clauseEnd(reading: Reading, v: number, from: number): number {
  const { doc, tree, words, quotations } = reading;
  const last = tree.sentenceLast(v);
  const own = quotations.quotationOf[v] as number;
  const rel = tree.rel(v);
  let limit = last;
  if (own >= 0) limit = Math.min(limit, quotations.all[own]?.last ?? limit);
  // a cue inside another clause ends with it
  const subordinate =
    rel === Rel["acl:relcl"] ||
    rel === Rel["advcl:relcl"] ||
    rel === Rel.csubj ||
    (rel === Rel.advcl && tree.head(v) > v);
  const trailing = doc.syntax.xpos[v] === Xpos.VBG && tree.lower(verbGroup(tree, v)[0] - 1) === ",";
  const opening = opensSentence(tree, v);
  if (subordinate && !trailing && !opening && tree.right(v) < last && tree.right(v) >= from)
    limit = Math.min(limit, tree.right(v));
  // "Asked about it, he said …": a clause before the main one ends where that begins
  const main = tree.head(v);
  if ((rel === Rel.advcl || rel === Rel.ccomp) && main > v && own < 0) {
    const subject = tree.child(main, Rel.nsubj, Rel["nsubj:pass"]);
    if (subject > v && subject < main && tree.left(subject) > from && tree.lower(tree.left(subject) - 1) === ",")
      limit = Math.min(limit, tree.left(subject) - 1);
  }
  const closing = reading.closings.get(doc.tokens.sentenceOf[v] as number);
  if (closing && closing.verb !== v) {
    if (closing.first > v) limit = Math.min(limit, closing.first - 1);
  }
  const relative =
    rel === Rel["acl:relcl"] || rel === Rel.acl || (rel === Rel.conj && tree.rel(tree.head(v)) === Rel["acl:relcl"]);
  const far = Math.min(limit, from + FURTHEST_END);
  for (let w = from; w <= far; w++) {
    if (endsWithQuotation(reading, w, own)) return w;
    if ((quotations.quotationOf[w] as number) !== own) continue;
    const form = tree.lower(w);
    if (form === "," || form === "\u2014" || form === "-" || form === "\u2013") {
      const next = w + 1;
      if (next > limit) break;
      if (phraseAt(words.sourcePhrases, tree.lower, next) > 0) return w - 1;
      let participle = next;
      while (participle < limit && tree.upos(participle) === Upos.ADV) participle++;
      if (doc.syntax.xpos[participle] === Xpos.VBG) {
        const cue = verbCue(words, tree, participle);
        const frames = cue?.frames ?? 0;
        if (cue?.with.has(tree.lower(participle + 1))) return w - 1;
        const says = (frames & Frame.says) !== 0 && participle < limit && tree.upos(participle + 1) !== Upos.ADP;
        if (says || (frames !== 0 && (tree.head(participle) === v || tree.rel(participle) === Rel.advcl))) return w - 1;
      }
      if (opening && form === "," && clauseAt(reading, next, limit)) return w - 1;
      // "praised the plan, called it brave and left": the verbs of one subject
      if (form === "," && next < limit && tree.isFinite(next) && sameForm(reading, v, next)) return w - 1;
      // "Wang, who cited trade, cast himself …": a finite verb right after a comma goes back to the main clause
      if (
        relative &&
        form === "," &&
        (tree.isFinite(next) || (tree.upos(next) === Upos.ADV && next < limit && tree.isFinite(next + 1)))
      )
        return w - 1;
      if (
        form === "," &&
        (tree.upos(next) === Upos.CCONJ || tree.small.contrast.has(tree.lower(next))) &&
        mainAfter(reading, next + 1, limit)
      )
        return w - 1;
    }
    if (tree.upos(w) === Upos.CCONJ) {
      // "asked for a photo and Li said …"
      if (
        w + 2 <= limit &&
        NOMINAL.has(tree.upos(w + 1)) &&
        mainAfter(reading, w + 1, Math.min(limit, w + 5)) &&
        ((verbCue(words, tree, v)?.frames ?? 0) & Frame.that) === 0
      )
        return trimRight(tree, w - 1);
      if (tree.lower(w) === "but" && doc.syntax.xpos[v] === Xpos.VBZ && doc.syntax.xpos[w + 1] === Xpos.VBZ)
        return trimRight(tree, w - 1);
      if (sameForm(reading, v, w + 1)) return trimRight(tree, w - 1);
      const conjunct = tree.head(w);
      if (conjunct > w && tree.rel(conjunct) === Rel.conj && tree.head(conjunct) === v && goesOn(reading, v, conjunct))
        return trimRight(tree, w - 1);
    }
  }
  return trimRight(tree, limit);
}

/** “…,” which / while / calling …: a comma inside the closing mark ends the clause, and another begins. */
function endsWithQuotation(reading: Reading, w: number, own: number): boolean {
  const { tree, doc, quotations } = reading;
  const q = quotations.quotationOf[w] as number;
  const quotation = quotations.all[q];
  if (!quotation || q === own || quotation.last !== w || tree.lower(w - 1) !== ",") return false;
  const next = w + 1;
  return tree.small.opener.has(tree.lower(next)) || doc.syntax.xpos[next] === Xpos.VBG;
}

/** Whether a verb stands in a clause before the main one: "Asked about it, …", "As she seeks office, …", "When he called for it, …". */
function opensSentence(tree: Tree, v: number): boolean {
  let first = tree.sentenceFirst(v);
  while (first < v && (tree.isPunctuation(first) || tree.upos(first) === Upos.CCONJ)) first++;
  const tag = tree.doc.syntax.xpos[first];
  const opens =
    first === v
      ? tag === Xpos.VBN || tag === Xpos.VBG
      : tree.upos(first) === Upos.SCONJ ||
        tag === Xpos.WRB ||
        tag === Xpos.VBG ||
        tag === Xpos.VBN ||
        (tree.upos(first) === Upos.ADP && !tree.isFinite(v));
  if (!opens) return false;
  for (let w = first; w < v; w++)
    if (tree.lower(w) === "," || (w > first && tree.isFinite(w) && tree.upos(w) === Upos.VERB)) return false;
  return true;
}

/** Whether a clause with a subject begins at a word: ", [the talks had] begun". */
function clauseAt(reading: Reading, from: number, last: number): boolean {
  const { tree } = reading;
  const opens = tree.upos(from);
  if (!NOMINAL.has(opens) && opens !== Upos.ADJ) return false;
  if (tree.small.question.has(tree.lower(from)) || tree.lower(from) === "that") return false;
  let commas = 0;
  for (let w = from + 1; w <= Math.min(last, from + 25); w++) {
    if (tree.lower(w) === ",") commas++;
    if (tree.isFinite(w) && tree.head(w) !== w - 1) return commas !== 1;
    if (tree.upos(w) === Upos.CCONJ && commas > 0) return false;
  }
  return false;
}

/** Whether a clause with a source and a cue of its own begins at a word: ", [Wang said] the talks …". */
function mainAfter(reading: Reading, from: number, last: number): boolean {
  const { tree, words } = reading;
  let commas = 0;
  for (let w = from; w <= Math.min(last, from + 20); w++) {
    if (tree.lower(w) === ",") commas++;
    if (
      w === from &&
      (tree.upos(w) === Upos.ADP ||
        tree.upos(w) === Upos.CCONJ ||
        tree.upos(w) === Upos.VERB ||
        tree.small.question.has(tree.lower(w)))
    )
      return false;
    if (tree.upos(w) !== Upos.VERB) continue;
    if (((verbCue(words, tree, w)?.frames ?? 0) & Frame.that) !== 0 && tree.isFinite(w)) return true;
    if (commas === 0) return false;
  }
  return false;
}

/** "railed against the plan and [cast] himself …": another cue in the same form, without a subject, after a cue that takes an object. */
function sameForm(reading: Reading, v: number, from: number): boolean {
  const { tree, doc, words } = reading;
  let w = from;
  while (tree.upos(w) === Upos.ADV) w++;
  if (tree.upos(w) !== Upos.VERB || w >= doc.tokens.count || doc.syntax.xpos[w] !== doc.syntax.xpos[v]) return false;
  const own = verbCue(words, tree, v);
  const other = verbCue(words, tree, w);
  if (!other || !own) return false;
  if ((own.frames & Frame.that) === 0 || tree.lemma(w) === tree.lemma(v) || doc.syntax.xpos[v] === Xpos.VBG)
    return true;
  // "said that …, and [pledged that] …"
  const q = reading.quotations.quotationOf[w + 1] as number;
  return (
    (other.frames & Frame.that) !== 0 &&
    (tree.lower(w + 1) === "that" || (q >= 0 && q !== reading.quotations.quotationOf[v]))
  );
}

/** Whether a verb after "and" has the cue's source: "said … and called for …", not "said that she feels … and is …". */
function goesOn(reading: Reading, v: number, conjunct: number): boolean {
  const { doc, tree, words } = reading;
  if (tree.child(conjunct, Rel.nsubj, Rel["nsubj:pass"]) >= 0) return verbCue(words, tree, conjunct) !== undefined;
  const group = verbGroup(tree, conjunct);
  const mine = verbGroup(tree, v);
  return doc.syntax.xpos[group[0]] === doc.syntax.xpos[mine[0]] || doc.syntax.xpos[conjunct] === doc.syntax.xpos[v];
}
