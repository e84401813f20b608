import { Rel } from "../syntax/syntax.ts";
import type { Attribution, Reading } from "./attributions.ts";
import { clauseEnd } from "./clause-ends.ts";
import { extend, joinedRight, markedAt, phraseEnd, skipCircumstances, trimRight } from "./complements.ts";
import { type Cue, Frame } from "./cues.ts";
import { sourceSpan } from "./sources.ts";
import type { Tree, Words } from "./tree.ts";

/** "X was accused of …", "X is expected to …", "reported by X", "known as X", "was asked about …" */
export function readPassive(reading: Reading, v: number, cue: Cue, group: Words): Attribution | null {
  const { tree } = reading;
  const end = clauseEnd(reading, v, v + 1);
  const agent = agentOf(tree, v, end);
  const source = agent < 0 ? null : sourceSpan(reading, agent, v, group);
  const attribution = (content: Words[], cueLast = v): Attribution => ({
    cue: [group[0], cueLast],
    head: v,
    source,
    sourceHead: agent,
    content,
  });
  const subject = tree.child(v, Rel["nsubj:pass"], Rel.nsubj, Rel["csubj:pass"]);
  const before = subject >= 0 && subject < v ? subjectWords(tree, subject, group[0]) : null;
  const noun = tree.rel(v) === Rel.acl && tree.head(v) < v ? tree.head(v) : -1;
  const described = before ?? (noun >= 0 ? ([tree.left(noun), trimRight(tree, group[0] - 1)] as Words) : null);
  if (cue.frames & Frame.passiveAs && tree.lower(v + 1) === "as" && v + 2 <= end && described)
    return attribution([described, [v + 2, phraseEnd(reading, v, v + 1, end)]], v + 1);
  const complement = tree.child(v, Rel.xcomp, Rel.ccomp);
  if (cue.frames & Frame.passiveRaise && complement > v && complement <= end) {
    const right: Words = [Math.max(v + 1, tree.left(complement)), extend(reading, v, complement, end)];
    return attribution(before ? [before, right] : [right]);
  }
  const ground = agent >= 0 ? afterAgent(reading, v, agent, end) : null;
  if (ground) {
    if (source) source[1] = Math.max(source[0], Math.min(source[1], ground[0] - 1));
    return attribution(before && !(cue.frames & Frame.whom) ? [before, ground] : [ground]);
  }
  // "was asked about it": only a verb that takes an object leaves its preposition behind; "was admitted to hospital" is no speech
  const transitive = cue.frames & (Frame.whom | Frame.np | Frame.npto | Frame.passiveNp | Frame.passiveAs);
  const joined = transitive ? joinedRight(reading, v, cue, end) : null;
  if (joined)
    return attribution(before && !(cue.frames & Frame.whom) ? [before, joined.words] : [joined.words], joined.cueLast);
  if (cue.frames & Frame.passiveAs && described) {
    const name = tree.child(v, Rel.xcomp, Rel.obj, Rel.appos);
    const q = reading.quotations.quotationOf[v + 1] as number;
    const quoted = q >= 0 && q !== reading.quotations.quotationOf[v] ? reading.quotations.all[q] : undefined;
    if (quoted) return attribution([described, [quoted.first, quoted.last]]);
    if (name > v && name <= end && tree.left(name) === v + 1)
      return attribution([described, [v + 1, extend(reading, v, name, end)]]);
  }
  // "was asked whether", "was told that": its subject is the one who was told
  const right = markedAt(reading, v, skipCircumstances(reading, v, v + 1, end), cue.frames, end);
  if (right) return attribution([right]);
  if (cue.frames & Frame.whom) return null;
  if (
    cue.frames & (Frame.np | Frame.passiveNp | Frame.npto) &&
    described &&
    (agent >= 0 || cue.frames & Frame.passiveNp)
  )
    return attribution([described]);
  return null;
}

/** "was criticized by his rivals [for his absence]", "was asked by the host [about it]"; null where nothing follows the agent. */
function afterAgent(reading: Reading, v: number, agent: number, end: number): Words | null {
  const { tree } = reading;
  for (let from = agent + 1; from < end; from++) {
    const word = tree.lower(from);
    if (word === "," || tree.isFinite(from)) return null;
    if (!/^(for|about|over)$/.test(word) || (reading.times.timeOf[from + 1] as number) >= 0) continue;
    const noun = tree.head(from);
    return [from, extend(reading, v, noun > from && noun <= end ? noun : from + 1, end)];
  }
  return null;
}

function agentOf(tree: Tree, v: number, end: number): number {
  const agent = tree.child(v, Rel["obl:agent"]);
  if (agent > v && agent <= end) return agent;
  for (const c of tree.children(v))
    if (c > v && c <= end && tree.rel(c) === Rel.obl) {
      const by = tree.child(c, Rel.case);
      if (by >= 0 && tree.lower(by) === "by") return c;
    }
  return -1;
}

export function subjectWords(tree: Tree, subject: number, before: number): Words {
  return [tree.left(subject), trimRight(tree, Math.min(before - 1, tree.right(subject)))];
}
