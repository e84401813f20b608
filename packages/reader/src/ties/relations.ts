import type { TieStatus } from "../record.ts";
import { Rel, Upos } from "../syntax/syntax.ts";
import type { FoundTie } from "./found.ts";
import { pairsOf, partiesAround, phraseStart, together } from "./parties.ts";
import { dateNear, isUnreal, NOBODY, type Parties, type Scene } from "./scene.ts";

/** How far before "diplomatic relations" the verb that governs it may stand. */
const VERB_REACH = 6;

interface Deed {
  /** The word that tells what is done: a verb or its noun; -1 for none. */
  readonly word: number;
  readonly effect: string;
  readonly nominal: boolean;
}

/**
 * Reads diplomatic relations and recognition: "France was the first major Western country to establish diplomatic
 * relations at the ambassadorial level with China", "the establishment of diplomatic ties", "severed diplomatic ties",
 * "recognized Kosovo as an independent state".
 */
export function findRelations(scene: Scene): FoundTie[] {
  const found: FoundTie[] = [];
  const { relations } = scene.words;
  for (let i = 0; i < scene.count; i++) {
    const told = scene.know(relations, i);
    if (told === undefined) continue;
    if (told.noun !== undefined && scene.doc.syntax.upos[i] === Upos.NOUN) {
      found.push(...readRelation(scene, i));
    } else if (told.recognise !== undefined || told.recognition !== undefined) {
      const tie = readRecognition(scene, i, told.recognition !== undefined);
      if (tie) found.push(tie);
    }
  }
  return found;
}

function readRelation(scene: Scene, noun: number): FoundTie[] {
  const { relations } = scene.words;
  const first = phraseStart(scene, noun);
  let scope = false;
  let doubted = false;
  for (let i = first; i < noun; i++) {
    if (relations.get(scene.form(i))?.scope !== undefined) scope = true;
    if (scene.words.words.get(scene.form(i))?.doubt !== undefined) doubted = true;
    if (scene.words.words.get(scene.form(i))?.no !== undefined) return [];
  }
  // "diplomatic relations" of a convention's name
  if (
    scene.form(noun - 1) === "diplomatic" &&
    scene.doc.tokens.form[noun - 1] === "Diplomatic" &&
    scene.form(first - 1) === "on"
  )
    return [];
  const deed = deedBefore(scene, first, noun);
  if (!scope && (deed.word < 0 || !isPlain(scene, deed.word))) return [];
  const anniversary = anniversaryBefore(scene, deed.word >= 0 ? deed.word : first);
  const around = partiesAround(scene, first, noun);
  // "China-Chad diplomatic relations", "the two countries' diplomatic ties": they are there to be spoken of.
  const presupposed = around.all.confidence >= 0.85 && around.all.who.length === 2;
  if (deed.effect === "" && anniversary < 0 && !presupposed) return [];
  if (deed.word >= 0 && !deed.nominal && isUnreal(scene, deed.word)) return [];
  if (deed.nominal && anniversary < 0 && isWished(scene, deed.word)) return [];
  const subject = deed.word < 0 ? NOBODY : deed.nominal ? possessor(scene, deed.word) : scene.subject(deed.word);
  // "the 48 countries that have ties with China": whose they are is told, but by no name.
  const doer = deed.word >= 0 && !deed.nominal ? doerOf(scene, deed.word) : -1;
  const nameless = subject.who.length === 0 && doer >= 0 && doer !== noun && scene.doc.syntax.upos[doer] !== Upos.PRON;
  const parties = nameless ? around.all : together(scene, around, subject, deed.word >= 0 ? deed.word : first);
  const pairs = pairsOf(around, subject, parties);
  if (!scope && (parties.confidence < 0.8 || parties.who.some((a) => scene.actor(a).kind !== "state"))) return [];
  if (parties.who.length < 2 || parties.who.length > 6) return [];
  const last = noun;
  const start = deed.word >= 0 ? Math.min(deed.word, first) : first;
  const ends = deed.effect === "end" || deed.effect === "suspend";
  const status: TieStatus = ends ? "ended" : doubted ? "claimed" : "in-force";
  // Whose ties ended is too grave to be guessed at.
  if (ends && parties.confidence < 0.6) return [];
  const dated = deed.effect === "begin" || deed.effect === "restore" || sinceBefore(scene, noun);
  const since =
    dated && anniversary < 0 && status === "in-force" ? (dateNear(scene, start, last)?.time.value ?? null) : null;
  return pairs.map((pair) => ({
    kind: "diplomatic-relations",
    parties: pair,
    name: null,
    level: levelBehind(scene, noun),
    since,
    distinction: deed.word >= 0 && !deed.nominal ? distinctionBefore(scene, deed.word) : null,
    status,
    first: start,
    last,
    sentence: scene.sentence(noun),
    saidIn: scene.saidIn(noun),
    why: `ties/relations: ${scene.doc.tokens.text.slice(scene.doc.tokens.start[start], scene.doc.tokens.end[last])}${anniversary >= 0 ? " (of its anniversary)" : ""}`,
    confidence: parties.confidence,
  }));
}

/** The verb or noun that governs the relation: "establish diplomatic relations", "the establishment of diplomatic ties". */
function deedBefore(scene: Scene, first: number, noun: number): Deed {
  const { relations } = scene.words;
  const { syntax } = scene.doc;
  // "normalization of relations", "the severing of ties"
  if (scene.form(first - 1) === "of" || scene.form(first - 1) === "in") {
    for (let i = first - 2; i >= Math.max(scene.from(noun), first - 4); i--) {
      const told = scene.know(relations, i);
      const effect =
        told?.nominal ?? (told?.plain !== undefined && syntax.upos[i] === Upos.NOUN ? told.plain : undefined);
      if (effect !== undefined) return { word: i, effect, nominal: true };
    }
  }
  for (let i = first - 1; i >= Math.max(scene.from(noun), first - VERB_REACH); i--) {
    const told = scene.know(relations, i);
    const effect = told?.verb ?? told?.plain;
    const upos = syntax.upos[i] as number;
    if (effect !== undefined && (upos === Upos.VERB || upos === Upos.AUX)) return { word: i, effect, nominal: false };
    if (upos === Upos.VERB || upos === Upos.NOUN || upos === Upos.PROPN || upos === Upos.SCONJ) break;
  }
  // "diplomatic relations were restored"
  if (syntax.deprel[noun] === Rel["nsubj:pass"] || syntax.deprel[noun] === Rel.obj) {
    const verb = syntax.head[noun] as number;
    const told = scene.know(relations, verb);
    const effect = told?.verb ?? told?.plain;
    if (effect !== undefined && syntax.deprel[noun] === Rel["nsubj:pass"])
      return { word: verb, effect, nominal: false };
  }
  return { word: -1, effect: "", nominal: false };
}

/** The noun that does what a verb tells: "countries that have", "countries having". -1 for none. */
function doerOf(scene: Scene, verb: number): number {
  const { syntax } = scene.doc;
  const relation = syntax.deprel[verb];
  const own = scene.subjectHead(verb);
  const relative = own < 0 ? relation === Rel.acl : relation === Rel["acl:relcl"] && syntax.upos[own] === Upos.PRON;
  const told = relative ? scene.know(scene.words.promises, syntax.head[verb] as number) : undefined;
  return told?.office !== undefined || told?.["collective-noun"] !== undefined ? (syntax.head[verb] as number) : own;
}

/** "Chad's severing of": whose deed a noun tells. */
function possessor(scene: Scene, noun: number): Parties {
  if (scene.doc.syntax.upos[noun - 1] !== Upos.PART) return NOBODY;
  const who = scene.partiesAt(noun - 2);
  return who.length > 0 ? { who, confidence: 0.9 } : NOBODY;
}

function isPlain(scene: Scene, word: number): boolean {
  return (
    scene.know(scene.words.relations, word)?.plain !== undefined ||
    scene.words.relations.get(scene.form(word))?.nominal === "restore"
  );
}

/** The word "anniversary" that a relation is named under: "the 60th anniversary of diplomatic ties". -1 for none. */
function anniversaryBefore(scene: Scene, first: number): number {
  let i = first - 1;
  while (i > scene.from(first) && (scene.form(i) === "the" || scene.form(i) === "their" || scene.form(i) === "our"))
    i--;
  if (scene.form(i) !== "of" && scene.form(i) !== "since") return -1;
  return scene.know(scene.words.words, i - 1)?.anniversary !== undefined ? i - 1 : -1;
}

/** "talks on the establishment of", "called for the resumption of": no fact. */
function isWished(scene: Scene, noun: number): boolean {
  for (let i = noun - 1; i >= Math.max(scene.from(noun), noun - 6); i--) {
    const told = scene.know(scene.words.words, i) ?? {};
    if (told.unreal !== undefined || told.modal !== undefined || told.no !== undefined) return true;
  }
  return false;
}

function sinceBefore(scene: Scene, noun: number): boolean {
  for (let i = noun + 1; i < Math.min(scene.stop(noun), noun + 8); i++) if (scene.form(i) === "since") return true;
  return false;
}

/** "at the ambassadorial level", "to the level of ambassadors". */
function levelBehind(scene: Scene, noun: number): string | null {
  const { levels } = scene.words;
  for (let i = noun + 1; i < Math.min(scene.stop(noun), noun + 8); i++) {
    if (scene.form(i) !== "level") continue;
    for (let k = i - 2; k <= i + 3; k++) {
      const level = k === i ? undefined : levels.get(scene.form(k));
      if (level !== undefined) return level;
    }
  }
  for (let i = noun - 1; i >= Math.max(scene.from(noun), noun - 3); i--) {
    const level = scene.form(i).endsWith("-level") ? levels.get(scene.form(i).slice(0, -"-level".length)) : undefined;
    if (level !== undefined) return level;
  }
  return null;
}

/** "the first major Western country to establish" → "first major Western country". */
export function distinctionBefore(scene: Scene, verb: number): string | null {
  const { tokens, syntax } = scene.doc;
  let end = verb - 1;
  let joined = false;
  while (end > scene.from(verb)) {
    const upos = syntax.upos[end] as number;
    const relative = upos === Upos.PART || upos === Upos.PRON || upos === Upos.SCONJ;
    if (!relative && upos !== Upos.AUX && upos !== Upos.ADV) break;
    joined ||= relative;
    end--;
  }
  if (!joined || syntax.upos[end] !== Upos.NOUN) return null;
  for (let i = end - 1; i >= Math.max(scene.from(verb), end - 7); i--) {
    const upos = syntax.upos[i] as number;
    if (scene.words.words.get(scene.form(i))?.distinction !== undefined)
      return tokens.text.slice(tokens.start[i], tokens.end[end]).replace(/\s+/g, " ");
    if (upos === Upos.VERB || upos === Upos.AUX || upos === Upos.ADP || upos === Upos.PUNCT) return null;
  }
  return null;
}

/** "recognized Kosovo", "recognition of Bangladesh", "recognised the independence of Abkhazia". */
function readRecognition(scene: Scene, word: number, nominal: boolean): FoundTie | null {
  const { syntax } = scene.doc;
  if (!nominal && syntax.upos[word] !== Upos.VERB) return null;
  let object = -1;
  if (nominal) {
    if (scene.form(word + 1) !== "of" || isWished(scene, word)) return null;
    object = word + 2;
  } else {
    if (isUnreal(scene, word)) return null;
    object = scene.hasChild(word, Rel.obj);
    if (object < 0) return null;
    if (scene.know(scene.words.relations, object)?.recognised !== undefined) {
      const of = scene.hasChild(object, Rel.nmod);
      const poss = scene.hasChild(object, Rel["nmod:poss"]);
      object = poss >= 0 ? poss : of;
    }
  }
  while (object >= 0 && scene.form(object) === "the") object++;
  const mention = scene.actors.mentions[scene.mentionAt(object)];
  if (object < 0 || !mention || mention.form !== "name") return null;
  // "Israel's right": only the state itself is recognised.
  if (scene.form(mention.last + 1) === "'s" || scene.form(mention.last + 1) === "’s") return null;
  const [recognised] = scene.partiesAt(object);
  if (recognised === undefined || mention.actors.length !== 1 || scene.actor(recognised).kind !== "state") return null;
  const subject = nominal ? scene.phrase(scene.hasChild(word, Rel["nmod:poss"])) : scene.subject(word);
  const who = subject.who.filter(
    (a) => a !== recognised && (scene.actor(a).kind === "state" || scene.actor(a).kind === "igo"),
  );
  if (who.length === 0) return null;
  const last = Math.max(word, mention.last);
  return {
    kind: "recognition",
    parties: [...who, recognised],
    name: null,
    level: null,
    since: dateNear(scene, word, last)?.time.value ?? null,
    distinction: nominal ? null : distinctionBefore(scene, word),
    status: "in-force",
    first: word,
    last,
    sentence: scene.sentence(word),
    saidIn: scene.saidIn(word),
    why: `ties/relations: ${scene.doc.tokens.text.slice(scene.doc.tokens.start[word], scene.doc.tokens.end[last])}`,
    confidence: subject.confidence * 0.95,
  };
}
