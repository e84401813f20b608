import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { FoundTie } from "./found.ts";
import { namedBehind, partiesAround, phraseStart } from "./parties.ts";
import { predicated } from "./partnerships.ts";
import { distinctionBefore } from "./relations.ts";
import { dateNear, isUnreal, NOBODY, type Parties, type Scene } from "./scene.ts";

/** How many words a treaty's name may run on behind its noun. */
const NAME_REACH = 14;

/**
 * Reads treaties and agreements by name ("the China-Japan Treaty of Peace and Friendship was signed in 1978", "signed an
 * agreement on fishing") and memberships ("joined the World Trade Organization", "NATO member Norway").
 */
export function findTreaties(scene: Scene): FoundTie[] {
  const found: FoundTie[] = [];
  const { treaties } = scene.words;
  for (let i = 0; i < scene.count; i++) {
    const told = scene.know(treaties, i);
    if (told === undefined) continue;
    let tie: FoundTie | null = null;
    const upos = scene.doc.syntax.upos[i];
    if (told.noun !== undefined && (upos === Upos.NOUN || upos === Upos.PROPN)) tie = readTreaty(scene, i);
    else if ((told.join !== undefined || told.quit !== undefined || told.leave !== undefined) && upos === Upos.VERB)
      tie = readJoining(scene, i, told.join === undefined);
    else if (told.member !== undefined || told.membership !== undefined || told.entry !== undefined)
      tie = readMember(scene, i);
    if (tie) found.push(tie);
  }
  return found;
}

function readTreaty(scene: Scene, noun: number): FoundTie | null {
  const { tokens, syntax } = scene.doc;
  // "the Joint Comprehensive Plan of Action", but no plan of anybody's
  if (scene.know(scene.words.treaties, noun)?.noun === "name" && !/^[A-Z]/.test(scene.doc.tokens.form[noun] ?? ""))
    return null;
  const first = phraseStart(scene, noun);
  const deed = deedOf(scene, first, noun);
  if (deed === null) return null;
  if (deed.verb && isUnreal(scene, deed.word)) return null;
  const { start, end, named } = nameOf(scene, first, noun);
  if (!named) return null;
  const around = partiesAround(scene, first, noun);
  const subject = deed.verb ? signers(scene, deed.word) : ownerOf(scene, deed.word);
  // "companies on the two sides have signed"
  if (deed.verb && subject.confidence <= 0.6 && !bindsState(scene, scene.subjectHead(deed.word))) return null;
  const leaves = deed.effect === "end" && subject.who.length > 0;
  // Of those who sign together, what the name tells of is no party: "signed an agreement on Chad's accession".
  const whole = subject.who.length >= 2;
  const who = leaves
    ? subject.who
    : whole
      ? subject.who
      : [...new Set([...subject.who, ...around.owner.who, ...around.other.who, ...around.all.who])];
  const proper = /^[A-Z]/.test(tokens.form[noun] ?? "");
  const parties = { who, confidence: subject.who.length > 0 ? Math.min(subject.confidence, 0.9) : 0.85 };
  if (parties.who.length === 0 || parties.who.length > 8 || (parties.who.length === 1 && !proper)) return null;
  const name = tokens.text.slice(tokens.start[start], tokens.end[end]).replace(/\s+/g, " ");
  const passage = Math.max(end, deed.word);
  return {
    kind: "treaty",
    parties: parties.who,
    name,
    level: null,
    since: deed.effect === "begin" ? (dateNear(scene, Math.min(deed.word, start), passage)?.time.value ?? null) : null,
    distinction: deed.verb ? distinctionBefore(scene, deed.word) : null,
    status: deed.effect === "end" ? "ended" : "in-force",
    first: Math.min(deed.word, start),
    last: passage,
    sentence: scene.sentence(noun),
    saidIn: scene.saidIn(noun),
    why: `ties/treaties: ${scene.lemma(deed.word)} ${name}`,
    confidence: syntax.deprel[noun] === Rel.obj ? parties.confidence : parties.confidence * 0.9,
  };
}

/** "the ministers", "the two sides": who acts for states that another word names. */
function bindsState(scene: Scene, head: number): boolean {
  const told = head < 0 ? undefined : scene.know(scene.words.promises, head);
  return head < 0 || told?.office !== undefined || told?.["collective-noun"] !== undefined;
}

/** Who signs: the subject, or the coordinated names before the verb where the tree has lost them. */
function signers(scene: Scene, verb: number): Parties {
  const told = scene.subject(verb);
  const { syntax } = scene.doc;
  let last = verb - 1;
  while (
    last > scene.from(verb) &&
    (syntax.upos[last] === Upos.AUX || syntax.upos[last] === Upos.ADV || scene.times.timeOf[last] !== -1)
  )
    last--;
  if (scene.form(last) === ")") last -= 3;
  const mention = scene.actors.mentions[scene.mentionAt(last)];
  if (mention?.form !== "name") return told;
  let first = mention.first;
  for (let found = 0; found < 6; found++) {
    const joint = scene.form(first - 1);
    const before = scene.actors.mentions[scene.mentionAt(first - 2)];
    if ((joint !== "and" && joint !== ",") || !before || before.form !== "name" || before.last !== first - 2) break;
    first = before.first;
  }
  const named = scene.partiesIn(first, last);
  return named.length > told.who.length ? { who: named, confidence: 0.9 } : told;
}

/** "the US withdrawal from", "Chad's accession to": whose deed a noun tells. */
function ownerOf(scene: Scene, noun: number): Parties {
  const before = scene.doc.syntax.upos[noun - 1] === Upos.PART ? noun - 2 : noun - 1;
  const who = before >= scene.from(noun) ? scene.partiesAt(before) : [];
  return who.length > 0 ? { who, confidence: 0.9 } : NOBODY;
}

/** What is done to a treaty: "signed an agreement", "the signing of the treaty", "the treaty was ratified". */
function deedOf(scene: Scene, first: number, noun: number): { word: number; effect: string; verb: boolean } | null {
  const { treaties } = scene.words;
  const { syntax } = scene.doc;
  const verbEffect = (i: number) => {
    const told = i < 0 || syntax.upos[i] !== Upos.VERB ? undefined : scene.know(treaties, i);
    return told?.sign ?? told?.leave;
  };
  for (let i = first - 1; i >= Math.max(scene.from(noun), first - 4); i--) {
    const effect = verbEffect(i);
    if (effect !== undefined) return { word: i, effect, verb: true };
    const nominal = scene.know(treaties, i)?.nominal;
    if (nominal !== undefined && (scene.form(first - 1) === "of" || scene.form(first - 1) === "from"))
      return { word: i, effect: nominal, verb: false };
    if (syntax.upos[i] === Upos.VERB || syntax.upos[i] === Upos.NOUN) break;
  }
  const head = syntax.head[noun] as number;
  const relation = syntax.deprel[noun];
  if (relation === Rel["nsubj:pass"] || relation === Rel.obj || relation === Rel.obl) {
    const effect = verbEffect(head);
    if (effect !== undefined) return { word: head, effect, verb: true };
  }
  // "an agreement signed in Paris", "the treaty expired"
  for (let c = syntax.firstChild[noun] as number; c >= 0; c = syntax.nextSibling[c] as number) {
    const effect = syntax.deprel[c] === Rel.acl ? verbEffect(c) : undefined;
    if (effect !== undefined) return { word: c, effect, verb: true };
  }
  return null;
}

/** The name of a treaty, and whether it is one: "Treaty of Peace and Friendship", "agreement on fishing", but not "an agreement". */
function nameOf(scene: Scene, first: number, noun: number): { start: number; end: number; named: boolean } {
  const { tokens, syntax } = scene.doc;
  let start = first;
  // Articles, possessives and numbers are not of the name.
  while (start < noun) {
    const upos = syntax.upos[start] as number;
    const word = scene.form(start);
    if (
      upos === Upos.DET ||
      upos === Upos.PRON ||
      upos === Upos.NUM ||
      upos === Upos.PUNCT ||
      word === "'s" ||
      word === "’s" ||
      word === "new"
    )
      start++;
    else break;
  }
  let end = noun;
  let at = noun + 1;
  // "an agreement with Chad on fishing"
  const mention = scene.actors.mentions[scene.mentionAt(at + 1)];
  const aside = scene.form(at) === "with" && mention !== undefined;
  if (aside) at = mention.last + 1;
  const next = scene.form(at);
  let about = false;
  if (next === "of" || next === "on" || next === "for" || next === "against") {
    for (let k = at + 1; k < scene.stop(noun) && k < noun + NAME_REACH; k++) {
      const upos = syntax.upos[k] as number;
      const word = scene.form(k);
      if (word === "between" || word === "with" || word === "in" || word === "at" || word === "by") break;
      // "the protocol on upgrading the treaty"
      const gerund = k === at + 1 && syntax.xpos[k] === Xpos.VBG;
      if ((upos === Upos.VERB && !gerund) || upos === Upos.AUX || upos === Upos.PUNCT || upos === Upos.SCONJ) break;
      if (scene.times.timeOf[k] !== -1) break;
      // "the Treaty of Peace and the first forum"
      if (upos === Upos.CCONJ && syntax.upos[k + 1] === Upos.DET) break;
      if (upos === Upos.NOUN || upos === Upos.PROPN || upos === Upos.NUM) {
        about = true;
        // What another word stands before is told, but is no part of the name.
        if (!aside) end = k;
      }
    }
  }
  const capital = /^[A-Z]/.test(tokens.form[noun] ?? "") && noun > scene.from(noun);
  const modified =
    start < noun &&
    (syntax.upos[noun - 1] === Upos.NOUN || syntax.upos[noun - 1] === Upos.ADJ || syntax.upos[noun - 1] === Upos.PROPN);
  return {
    start,
    end,
    // "the JCPOA" is a name, "the Treaty" is none.
    named:
      about ||
      (capital && start < noun) ||
      /^[A-Z]{3,}$/.test(tokens.form[noun] ?? "") ||
      (modified && scene.partiesAt(noun - 1).length === 0),
  };
}

/** "joined the WTO", "acceded to the EU", "withdrew from UNESCO". */
function readJoining(scene: Scene, verb: number, quits: boolean): FoundTie | null {
  const { syntax } = scene.doc;
  if (isUnreal(scene, verb)) return null;
  const object = objectOf(scene, verb);
  const doer = scene.subjectHead(verb);
  const subject = scene.subject(verb);
  if (object < 0 || isPerson(scene, doer) || (subject.confidence <= 0.6 && !bindsState(scene, doer))) return null;
  return membership(scene, verb, object, subject.who, subject.confidence, quits, syntax.head[object] === verb);
}

/** "Chan joined the organisation": a person's post is no membership of a state. */
function isPerson(scene: Scene, head: number): boolean {
  const mention = head < 0 ? undefined : scene.actors.mentions[scene.mentionAt(head)];
  return mention?.actors.every((a) => scene.actor(a).kind === "person") ?? false;
}

/** The organisation a verb of joining or leaving is about: its object, or what "to" or "from" brings. */
function objectOf(scene: Scene, verb: number): number {
  const { syntax } = scene.doc;
  for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number) {
    const relation = syntax.deprel[c];
    if (relation === Rel.obj) return c;
    if (relation === Rel.obl) {
      const joint = scene.hasChild(c, Rel.case);
      if (joint >= 0 && (scene.form(joint) === "to" || scene.form(joint) === "from")) return c;
    }
  }
  return -1;
}

/** "is a member of NATO", "NATO member Norway", "Turkey, a NATO member", "China's accession to the WTO". */
function readMember(scene: Scene, noun: number): FoundTie | null {
  const { syntax } = scene.doc;
  const told = scene.know(scene.words.treaties, noun) ?? {};
  let organisation = -1;
  for (let i = noun + 1; i < Math.min(scene.stop(noun), noun + 5); i++) {
    const word = scene.form(i);
    if (i === noun + 1 && word !== "of" && word !== "to" && word !== "in" && word !== "into") break;
    if (isOrganisation(scene, i)) {
      organisation = i;
      break;
    }
  }
  if (organisation < 0 && told.entry === undefined && isOrganisation(scene, noun - 1)) organisation = noun - 1;
  if (organisation < 0) return null;
  let who: readonly number[] = [];
  let confidence = 0.9;
  if (told.member !== undefined) {
    const behind = namedBehind(scene, phraseStart(scene, noun), organisation);
    const subject = predicated(scene, noun);
    if (behind.who.length > 0) who = behind.who;
    else if (subject.who.length > 0) {
      if (scene.hasChild(noun, Rel.cop) >= 0 && isUnreal(scene, noun)) return null;
      who = subject.who;
    } else if (organisation < noun) who = scene.partiesAt(noun + 1);
    else {
      const verb = syntax.head[noun] as number;
      // "Is China ready to help as a permanent member of the council?"
      if (verb >= 0 && scene.form(phraseStart(scene, noun) - 1) === "as" && syntax.deprel[noun] === Rel.obl)
        return membership(scene, noun, organisation, scene.subject(verb).who, confidence, false, false);
      // "became a member of"
      if (verb < 0 || scene.lemma(verb) !== "become" || isUnreal(scene, verb)) return null;
      who = scene.partiesAt(scene.subjectHead(verb));
    }
  } else {
    if (isWishedFor(scene, noun)) return null;
    const owner = scene.hasChild(noun, Rel["nmod:poss"]);
    who = owner >= 0 ? scene.phrase(owner).who : ownerOf(scene, noun).who;
    confidence = 0.75;
    // Membership that is sought is none.
    if (told.membership !== undefined) return null;
  }
  return membership(scene, noun, organisation, who, confidence, false, true);
}

function isWishedFor(scene: Scene, noun: number): boolean {
  for (let i = noun - 1; i >= scene.from(noun); i--) {
    const told = scene.know(scene.words.words, i) ?? {};
    if (told.unreal !== undefined || told.modal !== undefined || told.no !== undefined) return true;
    // "an agreement on Chad's accession", "the group on Chad's accession": it is talked about.
    if (scene.form(i) === "on" && noun - i < 6 && scene.times.timeOf[i + 1] === -1) return true;
  }
  return false;
}

function isOrganisation(scene: Scene, i: number): boolean {
  const [party] = scene.partiesAt(i);
  return party !== undefined && scene.actor(party).kind === "igo";
}

function membership(
  scene: Scene,
  word: number,
  organisation: number,
  members: readonly number[],
  confidence: number,
  quits: boolean,
  sure: boolean,
): FoundTie | null {
  const [body] = scene.partiesAt(organisation);
  if (body === undefined || scene.actor(body).kind !== "igo") return null;
  const who = members.filter((a) => a !== body && scene.actor(a).kind === "state");
  if (who.length === 0) return null;
  const mention = scene.actors.mentions[scene.mentionAt(organisation)];
  if (mention?.form !== "name") return null;
  const last = Math.max(word, mention.last);
  const first = Math.min(word, mention.first);
  return {
    kind: "membership",
    parties: [...who, body],
    name: null,
    level: null,
    since: quits ? null : (dateNear(scene, first, last)?.time.value ?? null),
    distinction: distinctionBefore(scene, word),
    status: quits ? "ended" : "in-force",
    first,
    last,
    sentence: scene.sentence(word),
    saidIn: scene.saidIn(word),
    why: `ties/treaties: ${scene.doc.tokens.text.slice(scene.doc.tokens.start[first], scene.doc.tokens.end[last])}`,
    confidence: sure ? confidence : confidence * 0.8,
  };
}
