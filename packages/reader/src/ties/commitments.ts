import type { Mention } from "../actors/actors.ts";
import type { DateValue } from "../record.ts";
import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import { NOBODY, type Parties, type Scene, speaksForState } from "./scene.ts";

/** A promise as one passage tells it. */
export interface FoundCommitment {
  readonly by: readonly number[];
  readonly with: readonly number[];
  /** First and last word of what is promised. */
  readonly first: number;
  readonly last: number;
  /** The verb that is promised. */
  readonly verb: number;
  readonly window: { from: DateValue | null; to: DateValue | null } | null;
  readonly saidIn: string | null;
  readonly why: string;
  readonly confidence: number;
}

/**
 * Reads what states bind themselves to do: "will jointly host a variety of celebratory activities throughout the year",
 * "pledged 50 million dollars by June", "stands ready to work with". Questions, conditions, hopes and what others are
 * asked to do are no promises.
 */
export function findCommitments(scene: Scene): FoundCommitment[] {
  const found: FoundCommitment[] = [];
  const taken = new Set<number>();
  const { syntax } = scene.doc;
  for (let i = 0; i < scene.count; i++) {
    const told = scene.know(scene.words.promises, i);
    if (told === undefined || scene.isQuestion(i)) continue;
    const upos = syntax.upos[i] as number;
    if (told.will !== undefined && upos === Upos.AUX) {
      const head = syntax.head[i] as number;
      if (head > i && syntax.deprel[i] === Rel.aux) readWill(scene, i, head, found, taken);
    } else if (told.promise !== undefined && upos === Upos.VERB) readPromise(scene, i, found, taken);
    else if (
      (told.ready !== undefined || told.plan !== undefined) &&
      (upos === Upos.VERB || upos === Upos.ADJ || scene.form(i + 1) === "to")
    )
      readReady(scene, i, told.ready === undefined, found, taken);
  }
  return found;
}

/** "China will work with France to foster … and to contribute …" */
function readWill(scene: Scene, will: number, head: number, found: FoundCommitment[], taken: Set<number>): void {
  const { syntax } = scene.doc;
  if (syntax.upos[head] !== Upos.VERB || isPassive(scene, head) || isNegated(scene, head)) return;
  if (isConditional(scene, head) || isWished(scene, head) || asksHow(scene, head)) return;
  const by = doerOf(scene, head, will);
  if (by.who.length === 0 || isToldByAnother(scene, head, by) || isHopedOf(scene, head)) return;
  for (const verb of actions(scene, head))
    add(scene, found, taken, verb, by, `promises: ${scene.form(will)} ${scene.lemma(verb)}`, 0.85);
}

/** "how the two sides will continue"; but "to Paris, where he will meet" tells. */
function asksHow(scene: Scene, verb: number): boolean {
  const { syntax } = scene.doc;
  if (syntax.deprel[verb] === Rel["acl:relcl"]) return false;
  for (let c = syntax.firstChild[verb] as number; c >= 0 && c < verb; c = syntax.nextSibling[c] as number)
    if (syntax.xpos[c] === Xpos.WRB) return true;
  return false;
}

/** "and hopes Chad will", "hopes that members, above all Chad, will": the wish before the subject, where the tree has lost it. */
function isHopedOf(scene: Scene, verb: number): boolean {
  for (let i = verb - 1; i >= scene.from(verb); i--)
    if (scene.know(scene.words.promises, i)?.wish === "far" && scene.doc.syntax.upos[i] === Upos.VERB) return true;
  const subject = scene.subjectHead(verb);
  if (subject < 0) return false;
  let i = (scene.doc.syntax.leftEdge[subject] as number) - 1;
  if (scene.form(i) === "that") i--;
  return i >= scene.from(verb) && scene.know(scene.words.promises, i)?.wish !== undefined;
}

/** "The president tweeted that Chad will remove its tariffs" is what he says of Chad, not what Chad promises. */
function isToldByAnother(scene: Scene, verb: number, by: Parties): boolean {
  // "the Chinese ministry said that the king of Chad will visit": hosts announce their guests.
  if (scene.know(scene.words.promises, verb)?.announced !== undefined) return false;
  const statement = scene.statements.statements[scene.statements.statementOf[verb] ?? -1];
  if (statement?.kind !== "indirect" || statement.source === null) return false;
  const [start, end] = scene.sentence(verb);
  if (statement.source[0] < start || statement.source[1] > end) return false;
  const speaker = scene.speaker(verb);
  if (speaker < 0 || by.who.includes(speaker)) return false;
  const { kind, country, sector } = scene.actor(speaker);
  // "a Canadian official said that Chad will"
  const foreign = sector === "GOV" && country !== null && by.who.every((a) => scene.actor(a).country !== country);
  return kind === "state" || foreign;
}

/** "pledged 50 million dollars", "agreed to open consulates", "vowed that it would" */
function readPromise(scene: Scene, verb: number, found: FoundCommitment[], taken: Set<number>): void {
  const { syntax } = scene.doc;
  const tag = syntax.xpos[verb];
  if (tag === Xpos.VB && scene.hasChild(verb, Rel.aux) >= 0 && scene.lemma(verb) !== "agree") return;
  if (isPassive(scene, verb) || isNegated(scene, verb) || isWished(scene, verb)) return;
  if (tag !== Xpos.VBD && isConditional(scene, verb)) return;
  const by = doerOf(scene, verb, verb);
  if (by.who.length === 0) return;
  const why = `promises: ${scene.lemma(verb)}`;
  const infinitive = scene.hasChild(verb, Rel.xcomp);
  if (infinitive >= 0 && syntax.upos[infinitive] === Upos.VERB && syntax.xpos[infinitive] === Xpos.VB) {
    for (const action of actions(scene, infinitive))
      add(scene, found, taken, action, by, `${why} to ${scene.lemma(action)}`, 0.9);
    return;
  }
  const object = scene.hasChild(verb, Rel.obj);
  const lemma = scene.lemma(verb);
  if (object >= 0 && scene.words.promises.get(lemma)?.gives !== undefined && !taken.has(verb)) {
    taken.add(verb);
    const last = clauseEnd(scene, verb, object);
    const first = syntax.leftEdge[object] as number;
    found.push(commitment(scene, verb, first, last, by, why, 0.8));
  }
}

/** "stands ready to work with", "is scheduled to visit" */
function readReady(scene: Scene, word: number, planned: boolean, found: FoundCommitment[], taken: Set<number>): void {
  const { syntax } = scene.doc;
  if (isNegated(scene, word) || isConditional(scene, word) || isWished(scene, word)) return;
  let infinitive = -1;
  for (let c = syntax.firstChild[word] as number; c >= 0; c = syntax.nextSibling[c] as number) {
    const relation = syntax.deprel[c];
    if (
      c > word &&
      (relation === Rel.xcomp || relation === Rel.advcl || relation === Rel.ccomp || relation === Rel.acl) &&
      syntax.xpos[c] === Xpos.VB &&
      scene.hasChild(c, Rel.mark) >= 0
    ) {
      infinitive = c;
      break;
    }
  }
  if (
    infinitive < 0 ||
    (planned &&
      syntax.upos[word] === Upos.VERB &&
      scene.hasChild(word, Rel["nsubj:pass"]) < 0 &&
      syntax.xpos[word] !== Xpos.VBN &&
      scene.lemma(word) !== "plan" &&
      scene.lemma(word) !== "intend")
  )
    return;
  const by = doerOf(scene, word, word);
  if (by.who.length === 0) return;
  for (const action of actions(scene, infinitive))
    add(
      scene,
      found,
      taken,
      action,
      by,
      `promises: ${scene.form(word)} to ${scene.lemma(action)}`,
      planned ? 0.7 : 0.75,
    );
}

function add(
  scene: Scene,
  found: FoundCommitment[],
  taken: Set<number>,
  verb: number,
  by: Parties,
  why: string,
  sure: number,
  most = Number.POSITIVE_INFINITY,
): void {
  if (
    isNegated(scene, verb) ||
    isConditional(scene, verb) ||
    taken.has(verb) ||
    (scene.know(scene.words.promises, verb)?.idle !== undefined && !saysByNoun(scene, verb)) ||
    isForHearers(scene, verb)
  )
    return;
  taken.add(verb);
  const { syntax } = scene.doc;
  // What is promised begins at its verb, or at the adverb before it ("jointly contribute").
  let first = verb;
  while (first > scene.from(verb) && syntax.upos[first - 1] === Upos.ADV && syntax.head[first - 1] === verb) first--;
  let last = clauseEnd(scene, verb, verb);
  if (syntax.upos[verb] !== Upos.VERB) {
    let frame = verb - 1;
    while (frame > scene.from(verb) && !isFrame(scene, frame)) frame--;
    last = Math.max(last, clauseEnd(scene, frame, verb));
  }
  // "support and assist the organisation": the first is told whole by the second's object.
  for (let c = last === verb ? (syntax.firstChild[verb] as number) : -1; c >= 0; c = syntax.nextSibling[c] as number)
    if (c > verb && syntax.deprel[c] === Rel.conj && syntax.upos[c] === Upos.VERB && sharesDoer(scene, verb, c))
      last = clauseEnd(scene, c, c);
  // "to foster … and to jointly contribute …": two promises, wherever the tree hangs the second.
  for (let i = verb + 1; i < last; i++) {
    if (syntax.upos[i] !== Upos.CCONJ || scene.form(i + 1) !== "to") continue;
    let second = i + 2;
    while (second < last && syntax.upos[second] === Upos.ADV) second++;
    if (syntax.xpos[second] !== Xpos.VB) continue;
    add(scene, found, taken, second, by, why.replace(/\S+$/, scene.lemma(second)), sure, last);
    last = i - 1;
    break;
  }
  found.push(commitment(scene, verb, first, Math.min(last, most), by, why, sure));
}

/** "We will keep you updated", "will reply to you": what those who are spoken to are told they will get. */
function isForHearers(scene: Scene, verb: number): boolean {
  const { syntax } = scene.doc;
  const { promises } = scene.words;
  for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number)
    if (c > verb && promises.get(scene.form(c))?.hearer !== undefined) return true;
  return promises.get(scene.form(verb + 1))?.hearer !== undefined;
}

/** "will have a video conference", "will stay in touch": what is said with the noun, where the verb says nothing. */
function saysByNoun(scene: Scene, verb: number): boolean {
  const { syntax } = scene.doc;
  for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number) {
    const relation = syntax.deprel[c];
    if (
      c > verb &&
      (relation === Rel.obj || relation === Rel.obl) &&
      scene.know(scene.words.promises, c)?.held !== undefined
    )
      return true;
  }
  return false;
}

function commitment(
  scene: Scene,
  verb: number,
  first: number,
  last: number,
  by: Parties,
  why: string,
  sure: number,
): FoundCommitment {
  const others = withWhom(scene, verb, last).filter((a) => !by.who.includes(a));
  return {
    by: by.who,
    with: others,
    first,
    last,
    verb,
    window: windowOf(scene, verb, last),
    saidIn: scene.saidIn(verb),
    why,
    confidence: by.confidence * sure,
  };
}

/**
 * What is promised by a verb: itself and what is coordinated with it; for "will work with France to A and to B" and
 * "will continue to A", the purposes.
 */
function actions(scene: Scene, verb: number): number[] {
  const { syntax } = scene.doc;
  const list: number[] = [];
  const visit = (v: number, depth: number) => {
    if (depth > 3 || list.length > 5) return;
    const inner: number[] = [];
    for (let c = syntax.firstChild[v] as number; c >= 0; c = syntax.nextSibling[c] as number) {
      const relation = syntax.deprel[c];
      const infinitive = syntax.xpos[c] === Xpos.VB && scene.hasChild(c, Rel.mark) >= 0 && c > v;
      // "work with us to deepen ties, to the benefit of both", "…, to deliver more": the second says what the first is for.
      const purpose = inner.length > 0 && scene.hasChild(c, Rel.cc) < 0;
      if ((relation === Rel.xcomp || relation === Rel.advcl) && infinitive && !purpose && isFrame(scene, v))
        inner.push(c);
    }
    const lost = inner.length === 0 && isFrame(scene, v) ? purposeBehind(scene, v) : -1;
    if (lost >= 0) inner.push(lost);
    if (inner.length === 0) list.push(v);
    for (const c of inner) visit(c, depth + 1);
    for (let c = syntax.firstChild[v] as number; c >= 0; c = syntax.nextSibling[c] as number)
      if (syntax.deprel[c] === Rel.conj && syntax.upos[c] === Upos.VERB && c > v && sharesDoer(scene, v, c))
        visit(c, depth + 1);
  };
  visit(verb, 0);
  return list;
}

/** "work with other parties concerned to uphold": the infinitive behind, where the tree hangs it elsewhere. */
function purposeBehind(scene: Scene, verb: number): number {
  const { syntax } = scene.doc;
  for (let i = verb + 1; i < Math.min(scene.stop(verb), verb + 16); i++) {
    if (syntax.upos[i] === Upos.VERB || (syntax.upos[i] === Upos.PUNCT && scene.form(i) !== ",")) break;
    if (scene.form(i) !== "to") continue;
    let k = i + 1;
    while (syntax.upos[k] === Upos.ADV) k++;
    // "to foster a partnership": what an article stands behind is a verb, whatever its tag.
    const verbal = syntax.xpos[k] === Xpos.VB || (syntax.upos[k] === Upos.NOUN && syntax.upos[k + 1] === Upos.DET);
    if (verbal && k < scene.stop(verb)) return k;
  }
  return -1;
}

/** "work with France to", "continue to", "join hands to": the purpose is what is promised. */
function isFrame(scene: Scene, verb: number): boolean {
  return scene.know(scene.words.promises, verb)?.frame !== undefined;
}

function sharesDoer(scene: Scene, first: number, second: number): boolean {
  const { syntax } = scene.doc;
  // "offer assistance and support within our means": a noun, whatever its tag.
  const noun = syntax.upos[second - 1] === Upos.CCONJ && syntax.upos[second - 2] === Upos.NOUN;
  const told = noun ? scene.know(scene.words.promises, second) : undefined;
  if (told?.deed !== undefined && scene.hasChild(second, Rel.obj) < 0) return false;
  if (scene.subjectHead(second) >= 0) return false;
  const tag = syntax.xpos[second];
  return tag === Xpos.VB || tag === syntax.xpos[first];
}

/** Last word of what a verb governs, before a clause of saying, a parenthesis or a conjunct of its own. */
function clauseEnd(scene: Scene, verb: number, from: number): number {
  const { syntax } = scene.doc;
  let end = syntax.rightEdge[verb] as number;
  for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number) {
    const relation = syntax.deprel[c];
    const left = syntax.leftEdge[c] as number;
    if (c <= from) continue;
    if (
      (relation === Rel.conj && syntax.upos[c] === Upos.VERB) ||
      relation === Rel.parataxis ||
      (relation === Rel.ccomp && scene.lemma(verb) === "say")
    )
      end = Math.min(end, left - 1);
  }
  // ", the minister said on Friday" is not promised.
  for (let i = from + 1; i < end; i++) {
    if (!scene.endsCue(i)) continue;
    let comma = i;
    while (comma > from && scene.form(comma) !== ",") comma--;
    if (comma > from) end = comma - 1;
    break;
  }
  while (end > from) {
    const upos = syntax.upos[end] as number;
    if (upos === Upos.PUNCT || upos === Upos.CCONJ || upos === Upos.SCONJ) end--;
    else break;
  }
  return end;
}

/** Who promises: the subject, where it is a state, a body of states or who acts for one; "we" is who speaks. */
function doerOf(scene: Scene, verb: number, at: number): Parties {
  const { syntax } = scene.doc;
  const beside = namedBefore(scene, at);
  if (beside) {
    const parties = listOf(scene, beside);
    return parties.who.length > 0 && parties.who.length <= 4 ? parties : NOBODY;
  }
  const head = nearestSubject(scene, verb, at);
  if (head < 0 || head > at || syntax.upos[head] === Upos.VERB || asks(scene, head)) return NOBODY;
  const mention = scene.actors.mentions[scene.mentionAt(head)];
  const role = scene.know(scene.words.promises, head) ?? {};
  const word = scene.words.promises.get(scene.form(head)) ?? {};
  if (word.self !== undefined) return NOBODY;
  if (mention?.form === "pronoun" && !isNear(scene, head)) return NOBODY;
  if (mention?.form === "name" && !actsForState(scene, mention.actors)) return NOBODY;
  // "the decision of China will": the doer is the head of its phrase, not a name inside it.
  const own =
    mention !== undefined && (mention.form === "name" || mention.form === "pronoun" || isOfficial(scene, mention));
  if (word.pair !== undefined && scene.partiesAt(head).length === 0) return pairOf(scene, head);
  if (!own && role["collective-noun"] === undefined && role.office === undefined && word.first === undefined)
    return NOBODY;
  const told = scene.phrase(head);
  const parties = mention?.form === "name" && told.who.length === 1 ? withSecond(scene, told, head, at) : told;
  return parties.who.length > 0 && parties.who.length <= 4 ? parties : NOBODY;
}

/** "Vice Premier A of the State Council and French Minister B will": the second person, whatever the tree hangs them on. */
function withSecond(scene: Scene, first: Parties, head: number, at: number): Parties {
  const { syntax } = scene.doc;
  for (let i = head + 1; i < at - 1; i++) {
    if (syntax.upos[i] === Upos.VERB || syntax.upos[i] === Upos.SCONJ) break;
    const mention = scene.form(i) === "and" ? scene.actors.mentions[scene.mentionAt(i + 1)] : undefined;
    if (!mention || mention.first !== i + 1 || !isOfficial(scene, mention)) continue;
    const who = [...new Set([...first.who, ...scene.partiesAt(i + 1)])];
    return { who, confidence: Math.min(first.confidence, 0.85) };
  }
  return first;
}

/** "the chief of staff of the Russian Federation": told by office, not by name. */
function isOfficial(scene: Scene, mention: Mention): boolean {
  return mention.actors.every((a) => {
    const { kind, sector, role } = scene.actor(a);
    return kind === "person" && sector === "GOV" && role !== null;
  });
}

/** The name of a state or of who speaks for one right before a verb's auxiliaries: whatever the tree says, it is the subject. */
function namedBefore(scene: Scene, at: number): Mention | null {
  const last = lastBefore(scene, at);
  const mention = scene.actors.mentions[scene.mentionAt(last)];
  if (!mention || mention.last !== last || last >= at || mention.form === "pronoun") return null;
  if (mention.form !== "name" && !isOfficial(scene, mention)) return null;
  if (scene.doc.syntax.upos[mention.first - 1] === Upos.ADP && mention.first > scene.from(at)) return null;
  return actsForState(scene, mention.actors) && scene.partiesAt(last).length > 0 ? mention : null;
}

/** "they", of two states named before in the sentence, or, where it opens its sentence, of the only two in its paragraph. */
function pairOf(scene: Scene, head: number): Parties {
  const pair = scene.partiesIn(scene.from(head), head - 1);
  if (pair.length === 2) return { who: pair, confidence: 0.75 };
  const above = head === scene.from(head) ? scene.pairInBlock(head) : [];
  return above.length === 2 ? { who: above, confidence: 0.7 } : NOBODY;
}

/** The word before a verb's auxiliaries and adverbs: the last of its subject. */
function lastBefore(scene: Scene, at: number): number {
  const { syntax } = scene.doc;
  let i = at - 1;
  while (i > scene.from(at) && (syntax.upos[i] === Upos.ADV || syntax.upos[i] === Upos.AUX)) i--;
  // "the United Kingdom (UK) will"
  if (scene.form(i) === ")") {
    let open = i;
    while (open > Math.max(scene.from(at), i - 4) && scene.form(open) !== "(") open--;
    if (scene.form(open) === "(") i = open - 1;
  }
  return i;
}

/** The party of a mention, with those coordinated before it: "[Foreign Minister A and High Representative B] will". */
function listOf(scene: Scene, mention: Mention): Parties {
  let first = mention;
  for (let found = 0; found < 3; found++) {
    const at = scene.form(first.first - 1) === "the" ? first.first - 1 : first.first;
    const joint = scene.form(at - 1);
    const before = scene.actors.mentions[scene.mentionAt(at - 2)];
    if ((joint !== "and" && !(joint === "," && found > 0)) || !before || before.last !== at - 2) break;
    // "State Councilor and Foreign Minister Wang Yi" is one person.
    if (before.form !== "name") break;
    first = before;
  }
  const who = scene.partiesIn(first.first, mention.last);
  // Inside one mention the longest counts, so that "Chinese Foreign Minister" is one party.
  return { who, confidence: 0.9 };
}

/** The head of a verb's subject, or of that of the nearest verb before it: "both countries attach importance to it, and will host". */
function nearestSubject(scene: Scene, verb: number, at: number): number {
  const { syntax } = scene.doc;
  const own = scene.subjectHead(verb);
  if (own >= 0) return relativeHead(scene, verb, own);
  if (syntax.deprel[verb] === Rel.acl) return -1;
  for (let v = at - 1; v >= scene.from(verb); v--) {
    const upos = syntax.upos[v];
    if (upos !== Upos.VERB && upos !== Upos.NOUN && upos !== Upos.ADJ) continue;
    const subject = scene.subjectHead(v);
    if (subject >= 0 && subject < v) return relativeHead(scene, v, subject);
  }
  return -1;
}

/** "a summit that will": the noun before "that". */
function relativeHead(scene: Scene, verb: number, subject: number): number {
  const { syntax } = scene.doc;
  const tag = syntax.xpos[subject];
  if (tag !== Xpos.WDT && tag !== Xpos.WP) return subject;
  return syntax.deprel[verb] === Rel["acl:relcl"] ? (syntax.head[verb] as number) : -1;
}

/** "which leader will": a question inside a sentence. */
function asks(scene: Scene, head: number): boolean {
  const { syntax } = scene.doc;
  const tag = syntax.xpos[syntax.leftEdge[head] as number];
  return tag === Xpos.WDT || tag === Xpos.WP || tag === Xpos.WP$;
}

/** A state or a body, or a person who speaks for one: not a player or a writer who comes from there. */
function actsForState(scene: Scene, mentioned: readonly number[]): boolean {
  return mentioned.some((a) => scene.actor(a).kind !== "place" && speaksForState(scene.actor(a)));
}

/** Whether a pronoun stands for somebody, or for one named in its sentence: "it" alone is too often a thing. */
function isNear(scene: Scene, head: number): boolean {
  if (scene.doc.syntax.xpos[head] !== Xpos.PRP || scene.words.promises.get(scene.form(head))?.thing === undefined)
    return true;
  const own = scene.partiesAt(head);
  for (let i = scene.from(head); i < head; i++) if (scene.partiesAt(i).some((a) => own.includes(a))) return true;
  return false;
}

function isPassive(scene: Scene, verb: number): boolean {
  return scene.hasChild(verb, Rel["aux:pass"]) >= 0 || scene.hasChild(verb, Rel["nsubj:pass"]) >= 0;
}

function isNegated(scene: Scene, verb: number): boolean {
  for (let i = verb - 1; i >= Math.max(scene.from(verb), verb - 4); i--)
    if (scene.words.words.get(scene.form(i))?.no !== undefined) return true;
  return false;
}

/** "if …", "when …, China will", "as long as": a promise under a condition is none. */
function isConditional(scene: Scene, verb: number): boolean {
  const { syntax } = scene.doc;
  const { promises } = scene.words;
  for (let i = scene.from(verb); i < verb; i++) {
    const told = promises.get(scene.form(i));
    if (told?.between !== undefined && scene.form(i - 1) === "as" && scene.form(i + 1) === "as") return true;
    // Whatever the tree hangs an "if" on: what stands behind it is asked or conditional; "As for whether" is a topic.
    if (told?.condition === "" && scene.form(i - 1) !== "for") return true;
  }
  for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number) {
    if (c < verb && promises.get(scene.form(c))?.condition !== undefined && syntax.deprel[c] !== Rel.advcl) return true;
    if (syntax.deprel[c] === Rel.mark && promises.get(scene.form(c))?.condition !== undefined) return true;
    if (syntax.deprel[c] === Rel.advcl) {
      const mark = scene.hasChild(c, Rel.mark);
      const word = mark >= 0 ? scene.form(mark) : scene.form(syntax.leftEdge[c] as number);
      if (promises.get(word)?.condition === "") return true;
    }
  }
  return false;
}

/** Whether the clause is hoped for, asked for or guessed at: "we hope the other side will", "urged it to". */
function isWished(scene: Scene, verb: number): boolean {
  const { syntax } = scene.doc;
  let v = verb;
  for (let climbed = 0; climbed < 3; climbed++) {
    const head = syntax.head[v] as number;
    if (head < 0) return false;
    const relation = syntax.deprel[v];
    if (
      relation !== Rel.ccomp &&
      relation !== Rel.xcomp &&
      relation !== Rel.advcl &&
      relation !== Rel.acl &&
      relation !== Rel.csubj &&
      relation !== Rel.conj
    )
      return false;
    if (scene.know(scene.words.promises, head)?.wish !== undefined && relation !== Rel.conj) return true;
    v = head;
  }
  return false;
}

/** The parties told behind "with", "to" and "for" in what is promised, and its object where that is a state. */
function withWhom(scene: Scene, verb: number, last: number): readonly number[] {
  const { syntax } = scene.doc;
  const found: number[] = [];
  const take = (who: readonly number[]) => {
    for (const a of who) if (!found.includes(a) && isBody(scene, a)) found.push(a);
  };
  const relation = syntax.deprel[verb];
  const frame = relation === Rel.advcl || relation === Rel.xcomp ? (syntax.head[verb] as number) : verb;
  const object = scene.hasChild(verb, Rel.obj);
  for (let i = Math.min(frame, verb) + 1; i <= last; i++) {
    if (scene.partiesAt(i).length === 0 || (scene.mentionAt(i) === scene.mentionAt(i - 1) && scene.mentionAt(i) >= 0))
      continue;
    const mention = scene.actors.mentions[scene.mentionAt(i)];
    // "the role of the UN and cooperation with it" is no promise to the UN.
    const head = syntax.head[mention?.head ?? i] as number;
    if (head !== verb && head !== frame && (head !== object || object < 0)) continue;
    let k = i - 1;
    while (k > Math.min(frame, verb) && (syntax.upos[k] === Upos.DET || syntax.upos[k] === Upos.ADJ)) k--;
    const joint = scene.words.promises.get(scene.form(k));
    if (joint?.with !== undefined || (k === verb && syntax.deprel[mention?.head ?? i] === Rel.obj))
      take(scene.partiesIn(i, listEnd(scene, mention?.last ?? i)));
  }
  return found;
}

function isBody(scene: Scene, a: number): boolean {
  const { kind } = scene.actor(a);
  return kind === "state" || kind === "igo";
}

/** Last word of "Chad, Mali and Niger". */
function listEnd(scene: Scene, last: number): number {
  let end = last;
  for (;;) {
    let k = end + 1;
    while (scene.form(k) === "," || scene.form(k) === "and" || scene.form(k) === "the") k++;
    const mention = k === end + 1 ? undefined : scene.actors.mentions[scene.mentionAt(k)];
    if (!mention || mention.first <= end || mention.first < k - 1 || k >= scene.stop(last)) return end;
    end = mention.last;
  }
}

/**
 * From when and until when: the times told in what is promised, or before its doer ("On Friday, the king will leave"),
 * that do not lie before the story's date and that no other verb stands between.
 */
function windowOf(scene: Scene, verb: number, last: number): { from: DateValue | null; to: DateValue | null } | null {
  const { times, doc, words } = scene;
  const published = doc.story.published;
  let from: DateValue | null = null;
  let to: DateValue | null = null;
  const take = (i: number) => {
    const reading = times.times[times.timeOf[i] ?? -1];
    if (!reading || reading.first !== i || reading.to === null) return;
    // "said on Tuesday it was ready"
    if (scene.endsCue(i - 1) || scene.endsCue(i - 2)) return;
    if (published !== null && reading.to < published) return;
    // "the 2020 review conference" is held in 2020, not the promise; "2006-2010" is told by neither end.
    const behind = doc.syntax.upos[reading.last + 1];
    const inside = reading.last + 1 < scene.stop(verb);
    if (inside && (behind === Upos.NOUN || behind === Upos.PART || scene.form(reading.last + 1) === "-")) return;
    const joint = words.promises.get(scene.form(i - 1)) ?? {};
    const since = joint.from !== undefined || (scene.form(i - 1) === "of" && scene.form(i - 2) === "as");
    if (joint.until !== undefined) to ??= reading.to;
    else if (since && reading.time.endPoint === null) from ??= reading.from;
    else if (from !== null && to === null && scene.form(i - 1) === "to") to = reading.to;
    else if (from === null && to === null) {
      from = reading.from;
      to = reading.to;
    }
  };
  for (let i = verb + 1; i <= Math.min(last, scene.stop(verb) - 1); i++) {
    if (doc.syntax.upos[i] === Upos.VERB) break;
    take(i);
  }
  if (from === null && to === null) {
    let first = verb - 1;
    while (first >= scene.from(verb) && (doc.syntax.upos[first] !== Upos.VERB || first > verb - 2)) first--;
    for (let i = first + 1; i < verb; i++) take(i);
  }
  return from === null && to === null ? null : { from, to };
}
