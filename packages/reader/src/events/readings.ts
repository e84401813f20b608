import type { Parsed } from "../doc.ts";
import type { EventType } from "../record.ts";
import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { ContentRule, Line, Predicates } from "./lexicon.ts";
import { type Modality, modalityOf } from "./modality.ts";
import { partiesOf } from "./parties.ts";
import type { Need, NounSet } from "./patterns.ts";
import { type Tree, treeOf } from "./tree.ts";
import { HELD_FOR, MUTUAL, OWN_CONTENT, PROMISED, THREATENED } from "./types.ts";

/** Who stands where: what the room needs to know of a story's actors, by index. */
export interface Cast {
  /** The actors of the longest mention whose head a word is; empty for none. */
  at(word: number): readonly number[];
  /** The actor in whose statement a word stands, -1 for none. */
  speaker(word: number): number;
  /** How well an actor is known: a place, or a name of which nothing else is known, is not taken on a guess. */
  standing(actor: number): "known" | "unknown" | "place";
  /** Whether a word is part of a time expression. */
  isTime(word: number): boolean;
  /** Whether an actor is a force of arms or police. */
  isForce(actor: number): boolean;
  /** Whether an actor is a state as such. */
  isState(actor: number): boolean;
  /** Whether two actors belong together: the same, or of one country. */
  kin(a: number, b: number): boolean;
}

/** One predicate read: a line, and who stands in its places. */
export interface Reading {
  readonly trigger: number;
  /** The verb that a noun needs to tell of an event ("held" of "held talks"), -1 for none. */
  readonly governor: number;
  readonly line: Line;
  readonly type: EventType;
  readonly mode: string | null;
  readonly cameo: string;
  readonly actors: readonly number[];
  readonly recipients: readonly number[];
  /** All parties are actors. */
  readonly mutual: boolean;
  /** The trigger is the subject, the object or the root of its clause: what the clause is about. */
  readonly foremost: boolean;
  /** Several do it: its subject is plural ("[ministers] met"). */
  readonly many: boolean;
  /** It is done on purpose, so that it is an event though nobody says by whom ("was kidnapped"). */
  readonly doerless: boolean;
  /** The places in which the parties were found, `subj`, `to`; null for none. */
  readonly actorPlace: string | null;
  readonly recipientPlace: string | null;
  readonly content: Reading | null;
  readonly modality: Modality;
  /** Readings that this one says in other words, and that are no events of their own. */
  readonly absorbed: readonly number[];
}

/** What stands in a story, before it is told apart what is news, what is said and what is told twice. */
export interface Readings {
  readonly tree: Tree;
  /** The reading of a trigger, null for none. */
  at(word: number): Reading | null;
  /** The line that fits a trigger best, whatever its parties; null for none. */
  line(word: number): Line | null;
  /** Every reading of the story that is not part of another, in text order. */
  readonly all: readonly Reading[];
}

const FOREMOST = new Set<number>([Rel.nsubj, Rel["nsubj:pass"], Rel.obj, Rel.root]);
/** How far from the trigger the words of a surface pattern may stand. */
const BESIDE = 12;
/** Relations by which a clause of purpose hangs on a protest. */
const AIM = new Set<number>([Rel.advcl, Rel.xcomp, Rel.acl, Rel.obl, Rel.nmod, Rel.obj, Rel.conj]);
const CONTENT_PREPOSITIONS = new Set(["to", "for", "of", "on", "from", "in"]);

/** Reads every predicate of a story by the tables. `cast` says who stands where; nothing else of the story is asked. */
export function readPredicates(doc: Parsed, predicates: Predicates, cast: Cast): Readings {
  const tree = treeOf(doc, predicates.verbForms);
  const { tokens, syntax } = doc;
  const { helpers } = predicates;
  const known: (Reading | null | undefined)[] = new Array(tokens.count);
  const busy = new Uint8Array(tokens.count);
  const lineOf: (Line | null | undefined)[] = new Array(tokens.count);
  const contentsOf: (readonly number[] | undefined)[] = new Array(tokens.count);
  const parties = partiesOf(
    tree,
    cast,
    helpers["object-control"],
    (word) => isEventNoun(word),
    (word) => line(word)?.type ?? null,
  );

  function linesOf(word: number): readonly Line[] | undefined {
    const upos = tree.upos(word);
    if (upos === Upos.VERB) return predicates.verbs.get(tree.lemma(word));
    if (upos === Upos.NOUN || upos === Upos.PROPN)
      return predicates.nouns.get(nounLemma(word)) ?? predicates.nouns.get(tree.lemma(word));
    if (upos === Upos.ADJ && tree.rel(word) !== Rel.amod) return predicates.adjectives.get(tree.lemma(word));
    return undefined;
  }

  /** "hunger_strike" of a strike with "hunger" before it, where the table has that; otherwise the lemma. */
  function nounLemma(word: number): string {
    const own = tree.lemma(word);
    if (!predicates.compoundHeads.has(own)) return own;
    for (let c = syntax.firstChild[word] as number; c >= 0 && c < word; c = syntax.nextSibling[c] as number) {
      const relation = syntax.deprel[c] as number;
      if (relation !== Rel.compound && relation !== Rel.amod) continue;
      const whole = `${tree.lemma(c)}_${own}`;
      if (predicates.nouns.has(whole)) return whole;
    }
    return own;
  }

  function line(word: number): Line | null {
    const before = lineOf[word];
    if (before !== undefined) return before;
    lineOf[word] = null;
    // "in March" is no march
    if (cast.isTime(word) || (tree.upos(word) === Upos.PROPN && tree.lemma(word) === "march")) return null;
    let best: Line | null = null;
    const lines = linesOf(word);
    const first = (candidates: readonly Line[] | undefined): Line | null =>
      candidates?.find((candidate) => candidate.needs.every((need) => holds(need, word, candidate))) ?? null;
    if (!(tree.upos(word) === Upos.VERB && tree.rel(word) === Rel.amod && !looksFinite(word))) best = first(lines);
    // "is opposed to": a participle may stand among the adjectives
    if (tree.xpos(word) === Xpos.VBN && tree.rel(word) !== Rel.acl && tree.rel(word) !== Rel.amod) {
      const other = first(predicates.adjectives.get((tokens.form[word] as string).toLowerCase()));
      const stative = tree.isPassive(word) && parties.subjects(word).length === 0;
      if (other && (!best || stative || other.weight > best.weight || best.type === null)) best = other;
    }
    lineOf[word] = best;
    return best;
  }

  /** "Israel Friday [reimposed] blockades": a participle taken for an adjective, behind a name or a day. */
  function looksFinite(verb: number): boolean {
    const tag = tree.xpos(verb);
    if (tag !== Xpos.VBD && tag !== Xpos.VBN) return false;
    const before = verb - 1;
    if (before < 0 || tokens.sentenceOf[before] !== tokens.sentenceOf[verb]) return false;
    const upos = tree.upos(before);
    // "in [occupied] territory", "the [banned] party"
    if (upos === Upos.ADP || upos === Upos.DET || upos === Upos.ADJ) return false;
    if (upos === Upos.AUX || (tree.head(verb) < verb && tree.child(verb, Rel.obj) >= 0)) return true;
    return (
      tag === Xpos.VBD ||
      upos === Upos.PROPN ||
      cast.isTime(before) ||
      (upos === Upos.NOUN && cast.at(before).length > 0)
    );
  }

  function isPlural(word: number): boolean {
    const tag = tree.xpos(word);
    return tag === Xpos.NNS || tag === Xpos.NNPS;
  }

  function isEventNoun(word: number): boolean {
    const upos = tree.upos(word);
    if (upos !== Upos.NOUN && upos !== Upos.PROPN) return false;
    const found = line(word);
    return found !== null && found.type !== null;
  }

  function holds(need: Need, word: number, candidate: Line): boolean {
    switch (need.kind) {
      case "particle": {
        // "called Friday [on] Israel"
        let next = word + 1;
        while (next < tokens.count - 1 && next < word + 4 && (tree.upos(next) === Upos.ADV || cast.isTime(next)))
          next++;
        if (next < tokens.count && need.words.has(tree.lemma(next))) return true;
        for (const { preposition, head, near } of tree.obliques(word))
          if (near && head < 0 && need.words.has(preposition)) return true;
        return false;
      }
      case "word": {
        for (const { preposition, near } of tree.obliques(word))
          if (
            need.words.has(preposition) &&
            (near || candidate.needs.length > 1 || tree.upos(word) !== Upos.VERB || tree.rel(word) === Rel.amod)
          )
            return true;
        // "gave up its arms", wherever the tree hangs the particle
        if (candidate.triggerClass === "verb" && word + 1 < tokens.count && need.words.has(tree.lemma(word + 1)))
          return true;
        for (let c = syntax.firstChild[word] as number; c >= 0; c = syntax.nextSibling[c] as number)
          if (need.words.has(tree.lemma(c)) && syntax.deprel[c] !== Rel.obj && tree.upos(c) !== Upos.VERB) return true;
        return false;
      }
      case "object":
        if (candidate.triggerClass === "noun") {
          for (let c = syntax.firstChild[word] as number; c >= 0; c = syntax.nextSibling[c] as number)
            if (tree.isNoun(c, need.nouns)) return true;
          return false;
        }
        return holdsObject(need.nouns, word);
      case "oblique": {
        let particle = word + 1 < tokens.count && need.words.has(tree.lemma(word + 1));
        for (const { preposition, head } of tree.obliques(word)) {
          if (!need.words.has(preposition)) continue;
          if (head < 0) particle = true;
          else if (nounOrPart(head, (noun) => tree.isNoun(noun, need.nouns))) return true;
        }
        // "handed over two prisoners", "handed two prisoners over": the preposition is the verb's own
        return particle && holdsObject(need.nouns, word);
      }
      case "subject":
        return parties.subjects(word).some((subject) => nounOrPart(subject, (noun) => tree.isNoun(noun, need.nouns)));
      case "content": {
        const found = contents(word);
        if (need.event)
          return found.some((head) => {
            const said = inner(head);
            return said !== null && (!need.kindly || said.type === "AGREE" || PROMISED.has(said.type));
          });
        if (need.infinitive)
          return found.some(
            (head) =>
              tree.head(head) === word &&
              head > word &&
              tree.upos(head) === Upos.VERB &&
              tree.caseOf(head) === "to" &&
              tree.rel(head) !== Rel.ccomp,
          );
        if (!need.lemmas) return found.length > 0;
        const { lemmas } = need;
        return found.some((head) =>
          tree
            .conjuncts(head)
            .some((c) => lemmas.has(tree.lemma(c)) || contents(c).some((d) => lemmas.has(tree.lemma(d)))),
        );
      }
      case "beside":
        return standsBeside(word, need.words, need.behind);
      case "case":
        for (const preposition of need.words) if (tree.hasCase(word, preposition)) return true;
        return false;
    }
  }

  /** Whether one of these words stands near a trigger, on that side of it, in its sentence. */
  function standsBeside(word: number, words: ReadonlySet<string>, behind: boolean): boolean {
    const s = tokens.sentenceOf[word] as number;
    const first = Math.max(tokens.sentenceStart[s] as number, word - BESIDE);
    const last = Math.min((tokens.sentenceStart[s + 1] as number) - 1, word + BESIDE);
    for (let w = behind ? word + 1 : first; w <= (behind ? last : word - 1); w++)
      if (words.has(tree.lemma(w)) || words.has((tokens.form[w] as string).toLowerCase())) return true;
    return false;
  }

  /** Whether a verb has one of these nouns as its object. */
  function holdsObject(nouns: NounSet, verb: number): boolean {
    const asked = (noun: number): boolean => tree.isNoun(noun, nouns);
    if (parties.objects(verb).some((object) => nounOrPart(object, asked))) return true;
    if (behindNoun(verb, asked) >= 0) return true;
    // "called them [liars]"
    for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number)
      if (syntax.deprel[c] === Rel.xcomp && asked(c)) return true;
    return false;
  }

  /** The noun that is asked for right behind a verb, where the tree hangs it elsewhere: "lifted Friday a day-old [blockade]". */
  function behindNoun(verb: number, asked: (noun: number) => boolean): number {
    if (tree.isPassive(verb)) return -1;
    const end = tokens.sentenceStart[(tokens.sentenceOf[verb] as number) + 1] as number;
    for (let w = verb + 1; w < end && w <= verb + 9; w++) {
      const upos = tree.upos(w);
      // "welcomed the [president]'s decision"
      if (tree.rel(w) === Rel["nmod:poss"] || tree.rel(tree.head(w)) === Rel["nmod:poss"]) continue;
      if ((upos === Upos.NOUN || upos === Upos.PROPN) && asked(w)) {
        // "reform of a law" is no reform of laws: only the head of what stands there
        const next = w + 1 < end ? tree.upos(w + 1) : Upos.PUNCT;
        if (next !== Upos.NOUN) return w;
        continue;
      }
      if (upos === Upos.ADP && tree.lemma(w) !== "of" && w > verb + 1) return -1;
      if (
        upos === Upos.SCONJ ||
        upos === Upos.AUX ||
        upos === Upos.CCONJ ||
        (upos === Upos.PART && tree.lemma(w) === "to")
      )
        return -1;
      if (upos === Upos.VERB && tree.rel(w) !== Rel.amod) return -1;
      if (upos === Upos.PUNCT && tokens.form[w] !== "-") return -1;
      // past a noun that is no measure ("[days] of war games") and no day the object is over
      if (
        upos === Upos.NOUN &&
        !helpers.part.has(tree.lemma(w)) &&
        tree.upos(w - 1) !== Upos.NUM &&
        !cast.isTime(w) &&
        w + 1 < end &&
        tree.upos(w + 1) !== Upos.NOUN &&
        tokens.form[w + 1] !== "-"
      )
        return -1;
    }
    return -1;
  }

  /** "a lot of talks": whether a noun, one coordinated with it, or the noun after "of", is one asked for. */
  function nounOrPart(word: number, asked: (noun: number) => boolean): boolean {
    for (const noun of tree.conjuncts(word)) {
      if (asked(noun)) return true;
      if (!helpers.part.has(tree.lemma(noun)) && tree.upos(noun) !== Upos.NUM) continue;
      for (const { preposition, head } of tree.obliques(noun))
        if (preposition === "of" && head >= 0 && asked(head)) return true;
    }
    return false;
  }

  /** Clauses and event nouns that say what a predicate is about: "agreed to [release] them", "called for [talks]". */
  function contents(word: number): readonly number[] {
    const before = contentsOf[word];
    if (before) return before;
    contentsOf[word] = [];
    const clauses: number[] = [];
    const nouns: number[] = [];
    const later: number[] = [];
    const verbal = tree.upos(word) === Upos.VERB;
    for (let c = syntax.firstChild[word] as number; c >= 0; c = syntax.nextSibling[c] as number) {
      const relation = syntax.deprel[c] as number;
      if (relation === Rel.ccomp || relation === Rel.xcomp) clauses.push(c);
      else if (relation === Rel.acl && !verbal) clauses.push(c);
      else if (relation === Rel.advcl && (tree.caseOf(c) === "to" || CONTENT_PREPOSITIONS.has(tree.caseOf(c))))
        later.push(c);
      else if (relation === Rel.obj || relation === Rel["nsubj:pass"]) {
        for (let g = syntax.firstChild[c] as number; g >= 0; g = syntax.nextSibling[g] as number)
          if (syntax.deprel[g] === Rel.acl && tree.caseOf(g) === "to") later.push(g);
        if (isEventNoun(c)) nouns.push(c);
      } else if (relation === Rel.obl || relation === Rel.nmod) {
        if (CONTENT_PREPOSITIONS.has(tree.caseOf(c)) && isEventNoun(c)) nouns.push(c);
      }
    }
    const found = [...clauses, ...nouns, ...later];
    contentsOf[word] = found;
    return found;
  }

  /** The reading of a content, through verbs that change nothing: "agreed to [begin to withdraw]". */
  function inner(head: number, depth = 0): Reading | null {
    for (const one of tree.conjuncts(head)) {
      const own = at(one);
      if (own) return own;
    }
    if (depth > 3) return null;
    const lemma = tree.lemma(head);
    if (
      helpers.through.has(lemma) ||
      helpers.future.has(lemma) ||
      helpers.future.has((tokens.form[head] as string).toLowerCase()) ||
      helpers.try.has(lemma) ||
      helpers.light.has(lemma)
    )
      for (const next of contents(head)) {
        const found = inner(next, depth + 1);
        if (found) return found;
      }
    return null;
  }

  function at(word: number): Reading | null {
    const before = known[word];
    if (before !== undefined) return before;
    if (busy[word]) return null;
    busy[word] = 1;
    const found = read(word);
    busy[word] = 0;
    known[word] = found;
    return found;
  }

  function read(word: number): Reading | null {
    if (tree.upos(word) === Upos.VERB) {
      const own = line(word);
      const lemma = tree.lemma(word);
      if (!own || own.type === null || own.weight === 0) {
        if (helpers.light.has(lemma) && tree.rel(word) !== Rel.case && tree.rel(word) !== Rel.mark)
          for (const object of lightObjects(word)) {
            const found = withParties(object, line(object) as Line, word);
            if (found) {
              known[object] = found;
              return found;
            }
          }
        if (helpers.happen.has(lemma) && (!own || own.type === null))
          for (const subject of parties.subjects(word))
            if (isEventNoun(subject)) {
              const found = withParties(subject, line(subject) as Line, word);
              if (found) {
                known[subject] = found;
                return found;
              }
            }
      }
    }
    const own = line(word);
    if (!own || own.type === null) return null;
    return withParties(word, own, -1);
  }

  /** The nouns that a light verb makes an event of: "[held] talks", "engaged in talks", "put pressure on". */
  function lightObjects(verb: number): number[] {
    const found = parties
      .objects(verb)
      .flatMap((object) => tree.conjuncts(object))
      .filter(isEventNoun);
    if (found.length) return found.slice(0, 1);
    const behind = behindNoun(verb, isEventNoun);
    if (behind >= 0) return [behind];
    for (const { preposition, head } of tree.obliques(verb))
      if (head >= 0 && (preposition === "in" || preposition === "into") && isEventNoun(head)) return [head];
    return [];
  }

  function withParties(word: number, own: Line, governor: number): Reading | null {
    if (own.type === null) return null;
    const type = own.type;
    const asks = own.recipient.includes("content") || own.needs.some((need) => need.kind === "content");
    let content: Reading | null = null;
    let contentHead = -1;
    if (asks)
      for (const head of contents(word)) {
        const found = inner(head);
        if (found) {
          content = found;
          contentHead = head;
          break;
        }
        if (contentHead < 0) contentHead = head;
      }
    const actor = parties.actor(word, own, governor);
    // "hopes that France will send aid": what others do is not what the actor promises, refuses or threatens
    const clause = contentHead >= 0 && tree.upos(contentHead) === Upos.VERB;
    if (
      content &&
      clause &&
      type !== "REQUEST" &&
      content.actors.length > 0 &&
      actor.found.length > 0 &&
      !content.actors.some((a) => actor.found.some((b) => cast.kin(a, b)))
    )
      content = null;
    const recipient = parties.recipient(word, own, governor, actor.found, {
      reading: content,
      head: contentHead,
      type,
    });
    let actors = actor.found;
    let recipients = recipient.found;
    const mutual = own.recipient.includes("both") && MUTUAL.has(type);
    if (mutual) {
      actors = union(actors, recipients);
      recipients = [];
    }
    let modality = modalityOf(tree, helpers, word, governor);
    // "gathered to protest": who came for it, protests
    if (modality.purpose && type === "PROTEST" && tree.rel(word) === Rel.advcl)
      modality = { ...modality, purpose: false };
    // a line that names its noun or its clause's verb knows best what the whole says
    const rule = content && own.weight <= 3 ? contentRule(predicates, type, content, content.modality.negated) : null;
    const absorbed: number[] = [];
    if (OWN_CONTENT.has(type) || own.needs.some((need) => need.kind === "content"))
      for (const head of contents(word)) {
        const said = inner(head);
        if (said && (tree.upos(said.trigger) !== Upos.NOUN || said.governor >= 0)) absorbed.push(said.trigger);
      }
    if (content && (rule || OWN_CONTENT.has(type)))
      for (let r: Reading | null = content; r; r = r.content) absorbed.push(r.trigger);
    // "blocked roads to demand …": what a protest is held for is part of it
    if (type === "PROTEST")
      for (const aim of aimsOf(word)) {
        absorbed.push(aim.trigger);
        if (recipient.place === null || recipient.place === "in" || recipient.place === "behind") {
          const others = aim.recipients.filter((one) => !actors.includes(one));
          if (others.length) recipients = others;
        }
      }
    for (const object of parties.objects(word)) if (isEventNoun(object)) absorbed.push(object);
    for (const { preposition, head } of tree.obliques(word))
      if (head >= 0 && asksFor(own, preposition) && isEventNoun(head)) absorbed.push(head);
    const kind = rule ? null : kindOf(word, own);
    return {
      trigger: word,
      governor,
      line: own,
      type: rule ? rule.type : type,
      mode: rule ? rule.mode : kind ? kind.mode : own.mode,
      cameo: rule ? rule.code : kind ? kind.cameo : own.cameo,
      actors,
      recipients,
      mutual,
      foremost: FOREMOST.has(tree.rel(word)),
      many:
        parties.subjects(governor >= 0 ? governor : word).some((subject) => subject !== word && isPlural(subject)) &&
        // "the rules [meet] our interests"
        (governor >= 0 || parties.objects(word).every((object) => cast.isTime(object) || isEventNoun(object))),
      doerless:
        own.triggerClass === "verb" &&
        (helpers.deliberate.has(own.trigger) ||
          // "[killed] in a raid": that it was one is said by what stands with the verb
          (type === "ASSAULT" &&
            own.needs.some((need) => (need.kind === "subject" && own.mode !== null) || need.kind === "oblique"))),
      actorPlace: actor.place,
      recipientPlace: recipient.place,
      content,
      modality,
      absorbed,
    };
  }

  /** "carried out a [rocket attack]": the line of the object, where it says more exactly what the verb's line says. */
  function kindOf(verb: number, own: Line): Line | null {
    if (own.triggerClass !== "verb" || own.mode !== null) return null;
    for (const object of parties.objects(verb)) {
      if (tree.upos(object) !== Upos.NOUN) continue;
      const other = line(object);
      if (other !== null && other.type === own.type && other.mode !== null) return other;
    }
    return null;
  }

  /** What a protest is held for, said in a clause below it: "rioted after a march [calling for his removal]". */
  function aimsOf(word: number): Reading[] {
    const found: Reading[] = [];
    const last = syntax.rightEdge[word] as number;
    for (let w = word + 1; w <= last; w++) {
      if (syntax.upos[w] !== Upos.VERB || !isAim(w, word)) continue;
      const aim = at(w);
      if (aim && HELD_FOR.has(aim.type)) found.push(aim);
    }
    return found;
  }

  /** Whether a clause of purpose hangs on a word, or on what hangs on it, without another subject. */
  function isAim(verb: number, word: number): boolean {
    let up = verb;
    for (let steps = 0; steps < 4; steps++) {
      const relation = tree.rel(up);
      if (relation === Rel.conj ? tree.xpos(up) !== Xpos.VBG : !AIM.has(relation)) return false;
      if (tree.upos(up) === Upos.VERB && tree.child(up, Rel.nsubj) >= 0) return false;
      up = tree.head(up);
      if (up === word) return true;
      if (up < 0) return false;
    }
    return false;
  }

  const all: Reading[] = [];
  const absorbed = new Set<number>();
  const seen = new Set<Reading>();
  for (let word = 0; word < tokens.count; word++) {
    const upos = tree.upos(word);
    if (upos !== Upos.VERB && upos !== Upos.NOUN && upos !== Upos.ADJ && upos !== Upos.PROPN) continue;
    // "in March" is no march
    if (cast.isTime(word) || (upos === Upos.PROPN && tree.lemma(word) === "march")) continue;
    const found = at(word);
    if (!found || seen.has(found)) continue;
    seen.add(found);
    all.push(found);
    // "the attack on Homs was condemned": what nobody in particular condemns is told by itself
    for (const trigger of found.absorbed)
      if (trigger !== found.trigger && (found.actors.length > 0 || tree.upos(trigger) !== Upos.NOUN))
        absorbed.add(trigger);
  }
  // "a motion demanding that two ministers [resign]": what is asked for is not said to have been done
  for (const { trigger } of all) {
    let at = trigger;
    while (tree.rel(at) === Rel.conj || (at === trigger && (tree.rel(at) === Rel.obl || tree.rel(at) === Rel.obj)))
      at = tree.head(at);
    const relation = tree.rel(at);
    const head = tree.head(at);
    if (
      (relation === Rel.ccomp || relation === Rel.xcomp) &&
      tree.upos(head) === Upos.VERB &&
      line(head)?.type === "REQUEST"
    )
      absorbed.add(trigger);
  }
  const demands = readDemands(tree, predicates, cast, parties, inner);
  for (const demand of demands) for (const trigger of demand.absorbed) absorbed.add(trigger);
  // a noun that a verb behind it has made an event of ("[trade] has resumed") is read once
  const kept = all
    .filter((reading) => known[reading.trigger] === reading && !absorbed.has(reading.trigger))
    .concat(demands);
  kept.sort((a, b) => a.trigger - b.trigger);
  return { tree, at, line, all: kept.map((reading) => toCome(tree, predicates, cast, parties, reading)) };
}

/** "Iraq must leave, Britain said": what a speaker says that others must do is asked of them. */
function readDemands(
  tree: Tree,
  predicates: Predicates,
  cast: Cast,
  parties: ReturnType<typeof partiesOf>,
  inner: (head: number) => Reading | null,
): Reading[] {
  const found: Reading[] = [];
  const demand = predicates.verbs.get("must")?.[0];
  if (!demand?.type) return found;
  const { syntax, tokens } = tree;
  for (let word = 0; word < tokens.count; word++) {
    if (tree.upos(word) !== Upos.AUX || tree.rel(word) !== Rel.aux) continue;
    const lemma = tree.lemma(word);
    if (lemma !== "must") continue;
    const verb = syntax.head[word] as number;
    const speaker = speakerOf(tree, predicates, cast, parties, verb);
    if (speaker < 0) continue;
    const asked = parties.subjects(verb).flatMap((subject) => parties.resolve(subject));
    const others = asked.filter((actor) => !cast.kin(actor, speaker));
    if (!others.length) continue;
    const content = inner(verb);
    const rule = content ? contentRule(predicates, demand.type, content, content.modality.negated) : null;
    found.push({
      trigger: word,
      governor: verb,
      line: demand,
      type: rule ? rule.type : demand.type,
      mode: rule ? rule.mode : demand.mode,
      cameo: rule ? rule.code : demand.cameo,
      actors: [speaker],
      recipients: others,
      mutual: false,
      foremost: true,
      many: false,
      doerless: false,
      actorPlace: "speaker",
      recipientPlace: "subj",
      content,
      modality: {
        negated: false,
        future: false,
        hypothetical: false,
        would: false,
        tried: false,
        historical: false,
        purpose: false,
        conditional: false,
      },
      absorbed: content ? [content.trigger] : [],
    });
  }
  return found;
}

/** Who says a clause: as the statements have it, otherwise the subject of the verb of saying that it hangs on. */
function speakerOf(
  tree: Tree,
  predicates: Predicates,
  cast: Cast,
  parties: ReturnType<typeof partiesOf>,
  word: number,
): number {
  const said = cast.speaker(word);
  if (said >= 0) return said;
  let up = tree.head(word);
  for (let steps = 0; up >= 0 && steps < 4; steps++) {
    if (tree.upos(up) === Upos.VERB && predicates.helpers.told.has(tree.lemma(up)))
      return parties.subjects(up).flatMap((s) => parties.resolve(s))[0] ?? -1;
    up = tree.head(up);
  }
  return -1;
}

/** The lines that PLOVER draws through time: a visit to come is AGREE, an attack that its own side announces THREATEN. */
function toCome(
  tree: Tree,
  predicates: Predicates,
  cast: Cast,
  parties: ReturnType<typeof partiesOf>,
  reading: Reading,
): Reading {
  const { type } = reading;
  let { modality } = reading;
  if (!modality.future && !modality.hypothetical && !modality.would) return reading;
  const speaker = speakerOf(tree, predicates, cast, parties, reading.trigger);
  // "said it would send aid" tells of what is to come; "it would be wise to send aid" of nothing
  if (modality.would) modality = speaker >= 0 ? { ...modality, future: true } : { ...modality, hypothetical: true };
  const own = (): boolean => {
    return speaker >= 0 && reading.actors.some((actor) => cast.kin(actor, speaker));
  };
  const turned =
    (modality.future && PROMISED.has(type)) ||
    (THREATENED.has(type) && !(modality.hypothetical && modality.negated) && own())
      ? contentRule(predicates, "AGREE", reading, modality.negated)
      : null;
  if (!turned) return { ...reading, modality };
  return {
    ...reading,
    type: turned.type,
    mode: turned.mode,
    cameo: turned.code,
    modality: { ...modality, future: false, hypothetical: false, would: false, negated: false },
  };
}

/** Whether a line's pattern names a preposition. */
function asksFor(line: Line, preposition: string): boolean {
  return line.needs.some((need) => (need.kind === "word" || need.kind === "oblique") && need.words.has(preposition));
}

function contentRule(predicates: Predicates, outer: EventType, inner: Reading, negated: boolean): ContentRule | null {
  for (const rule of predicates.contentRules)
    if (
      rule.outer === outer &&
      rule.inner === inner.type &&
      (!rule.negated || negated) &&
      (rule.cameo === "" || inner.cameo.startsWith(rule.cameo))
    )
      return rule;
  return null;
}

function union(a: readonly number[], b: readonly number[]): readonly number[] {
  return b.length === 0 ? a : [...new Set([...a, ...b])];
}
