import type { EventType } from "../record.ts";
import { Rel, Upos, Xpos } from "../syntax/syntax.ts";
import type { Line } from "./lexicon.ts";
import type { Cast, Reading } from "./readings.ts";
import type { Tree } from "./tree.ts";
import { ANYWHERE, ANYWHERE_BARE, DOMESTIC, OWN_SIDE, TALKS, VICTIMS } from "./types.ts";

/** Who stands in a place, and which place it was. */
export interface Party {
  readonly found: readonly number[];
  readonly place: string | null;
}

/** What a predicate is about. */
export interface Content {
  readonly reading: Reading | null;
  readonly head: number;
  readonly type: EventType;
}

/** Looks for the parties of predicates: which words stand in a place, and who they are. */
export interface Parties {
  /** Heads of the subject of a verb, found through control, coordination, relatives and participles; the agent of a passive. */
  subjects(verb: number): readonly number[];
  /** Heads of what a verb is done to: objects, the subject of a passive, the noun that a participle or relative clause hangs on. */
  objects(verb: number): readonly number[];
  /** The actors that a noun phrase stands for, its possessors and adjectives where its head is none. */
  resolve(head: number): readonly number[];
  actor(word: number, line: Line, governor: number): Party;
  recipient(word: number, line: Line, governor: number, actors: readonly number[], content: Content): Party;
}

const NOBODY: readonly number[] = [];
const NONE: Party = { found: NOBODY, place: null };
/** Where an actor may stand inside a noun phrase, nearest first: "[Chinese] forces", "the army of [Chad]". */
const INSIDE: readonly number[][] = [
  [Rel["nmod:poss"], Rel.compound, Rel.amod, Rel.flat, Rel["nmod:desc"], Rel.nummod],
  [Rel.appos, Rel.nmod, Rel["nmod:unmarked"]],
  [Rel.acl, Rel["acl:relcl"]],
];
const INSIDE_PREPOSITIONS = new Set([
  "",
  "of",
  "from",
  "in",
  "by",
  "with",
  "between",
  "for",
  "to",
  "on",
  "against",
  "at",
  "among",
]);
/** Relations between the parts of a name and its title. */
const NAME_PARTS = new Set<number>([Rel.appos, Rel.flat, Rel["nmod:desc"], Rel.compound]);
/** Marks at which a clause ends. */
const CLAUSE_MARKS = new Set([";", ":", '"', "\u201c", "\u201d", "``", "''"]);
/** What ends the search for an object. */
const NO_OBJECT = new Set<number>([Upos.ADP, Upos.PUNCT, Upos.VERB, Upos.SCONJ, Upos.AUX, Upos.PART, Upos.CCONJ]);
/** Where a recipient stands when the line's own places hold nobody. */
const LAST_RESORT: readonly string[] = ["obj", "against", "with", "to", "on", "at", "toward", "towards", "into"];
/** What a deed that is waited for stands behind. */
const AWAITED = ["unless", "until", "if"];
/** Prepositions of whom a threatened deed would meet. */
const AT_WHOM = new Set(["to", "against", "on", "at", "in", "with", "from"]);
/** Modes of what the law of a state does to people within it. */
const OF_STATES = new Set(["arrest", "deport", "convict", "investigate", "allege"]);
/** Prepositions of whom an attack meets. */
const STRUCK = new Set(["of", "on", "against"]);

/** Makes the search ready for one story. `objectControl`: verbs whose object does what the verb after them says. */
export function partiesOf(
  tree: Tree,
  cast: Cast,
  objectControl: ReadonlySet<string>,
  isEventNoun: (word: number) => boolean,
  typeOf: (word: number) => EventType | null,
): Parties {
  const { syntax } = tree;
  const resolved: (readonly number[] | undefined)[] = new Array(tree.tokens.count);
  const objectsOf: (readonly number[] | undefined)[] = new Array(tree.tokens.count);
  const subjectsOf: (readonly number[] | undefined)[] = new Array(tree.tokens.count);

  function child(word: number, relation: number): number {
    return tree.child(word, relation);
  }

  /** The noun that "who", "which" or "that" stands for: the head of the relative clause. */
  function antecedent(word: number): number {
    const tag = tree.xpos(word);
    if (tag !== Xpos.WP && tag !== Xpos.WDT && tag !== Xpos.WP$ && !(tag === Xpos.IN && tree.lemma(word) === "that"))
      return word;
    let verb = tree.head(word);
    for (let steps = 0; verb >= 0 && steps < 4; steps++) {
      if (tree.rel(verb) === Rel["acl:relcl"]) return tree.head(verb);
      verb = tree.head(verb);
    }
    return -1;
  }

  function subjects(verb: number, depth = 0): readonly number[] {
    if (depth > 0) return findSubjects(verb, depth);
    const known = subjectsOf[verb];
    if (known) return known;
    const found = findSubjects(verb, 0);
    subjectsOf[verb] = found;
    return found;
  }

  function findSubjects(verb: number, depth: number): readonly number[] {
    if (depth > 6) return NOBODY;
    if (tree.isPassive(verb)) {
      const agent = child(verb, Rel["obl:agent"]);
      if (agent >= 0) return [agent];
      for (const { preposition, head } of tree.obliques(verb)) if (preposition === "by" && head >= 0) return [head];
      return NOBODY;
    }
    return raised(verb, depth);
  }

  /** The grammatical subject, wherever it stands. */
  function raised(verb: number, depth: number): readonly number[] {
    const own = firstOf(verb, Rel.nsubj, Rel["nsubj:outer"], Rel["nsubj:pass"]);
    if (own >= 0) {
      const subject = antecedent(own);
      if (subject < 0) return NOBODY;
      return subject === own ? subjectsBeside(verb, own) : withMaker([subject], depth);
    }
    const head = tree.head(verb);
    if (head < 0 || depth > 6) return NOBODY;
    switch (tree.rel(verb)) {
      case Rel.conj:
      case Rel.parataxis:
        if (tree.rel(verb) === Rel.parataxis && tree.xpos(verb) !== Xpos.VBG) return NOBODY;
        // "condemned a raid in which five were killed and called on …": an active verb is not side by side with a passive relative
        if (tree.rel(head) === Rel["acl:relcl"] && tree.isPassive(head)) {
          let main = tree.head(head);
          while (main >= 0 && tree.upos(main) !== Upos.VERB) main = tree.head(main);
          if (main >= 0) return upward(main, depth + 1);
        }
        // "He added that both will meet, and will host …": what hangs on the verb of saying, but was said, goes on with what was said
        if (cast.speaker(verb) >= 0 && cast.speaker(verb) !== cast.speaker(head)) {
          const said = clauseBefore(head, verb);
          if (said >= 0) return tree.upos(said) === Upos.NOUN ? [said] : upward(said, depth + 1);
        }
        return upward(head, depth + 1);
      case Rel.xcomp:
      case Rel.ccomp:
      case Rel.advcl: {
        // "said they have kept to it, achieved …": a clause without a subject beside one that has it
        if (tree.rel(verb) === Rel.ccomp) {
          const said = clauseBefore(head, verb);
          if (said >= 0) return tree.upos(said) === Upos.NOUN ? [said] : upward(said, depth + 1);
        }
        // "told reporters after [holding] talks": only an infinitive is what the object does
        if (tree.rel(verb) === Rel.advcl && tree.xpos(verb) === Xpos.VBG && tree.caseOf(verb) !== "")
          return upward(head, depth + 1);
        if (objectControl.has(tree.lemma(head)) || tree.rel(verb) === Rel.xcomp) {
          const object = firstOf(head, Rel.obj, Rel.iobj);
          if (object >= 0 && objectControl.has(tree.lemma(head))) return [object];
          if (objectControl.has(tree.lemma(head)) && tree.isPassive(head)) return upward(head, depth + 1);
          if (objectControl.has(tree.lemma(head)))
            for (const { preposition, head: noun, near } of tree.obliques(head))
              if (
                near &&
                noun >= 0 &&
                (preposition === "on" || preposition === "to" || preposition === "upon" || preposition === "for") &&
                tree.upos(noun) !== Upos.VERB
              )
                return [noun];
        }
        return upward(head, depth + 1);
      }
      case Rel.acl:
        if (tree.caseOf(verb) !== "to") return withMaker(doer(head), depth);
        // "France was the first country to recognise it"
        return child(head, Rel.cop) >= 0 ? upward(head, depth + 1) : ownersOf(head, depth + 1);
      case Rel["acl:relcl"]:
        return withMaker(doer(head), depth);
      case Rel.amod:
        // "the visiting minister" visits; "Israel reimposed blockades" read as one noun phrase has its doer elsewhere
        return head < verb || tree.xpos(verb) === Xpos.VBG ? doer(head) : NOBODY;
      default:
        return NOBODY;
    }
  }

  /** The last clause with a subject of its own that hangs on a verb before another; -1 for none. */
  function clauseBefore(head: number, verb: number): number {
    let found = -1;
    for (let c = syntax.firstChild[head] as number; c >= 0 && c < verb; c = syntax.nextSibling[c] as number)
      if (
        (c > head &&
          (syntax.deprel[c] === Rel.ccomp || syntax.deprel[c] === Rel.conj) &&
          firstOf(c, Rel.nsubj, Rel["nsubj:pass"]) >= 0) ||
        (syntax.deprel[c] === Rel.ccomp && tree.upos(c) === Upos.NOUN && syntax.upos[c] === Upos.VERB)
      )
        found = c;
    return found;
  }

  /** "an official today praised": a day is nobody, who it hangs on is. */
  function doer(noun: number): readonly number[] {
    if (cast.isTime(noun)) {
      const head = tree.head(noun);
      if (head < 0) return NOBODY;
      return tree.upos(head) === Upos.VERB ? raised(head, 6) : [head];
    }
    // "police in Jericho confiscated …": a participle hung on the last noun belongs to the first
    const here = cast.at(noun);
    if (tree.rel(noun) === Rel.nmod && (!here.length || here.every((one) => cast.standing(one) === "place"))) {
      const above = tree.head(noun);
      if (above >= 0 && above < noun && tree.upos(above) !== Upos.VERB) return doer(above);
    }
    return [noun];
  }

  /** "[The UN envoy] [James Swan] held …": a tree may give a verb several subjects. */
  function subjectsBeside(verb: number, first: number): readonly number[] {
    let found: number[] | null = null;
    for (let c = syntax.nextSibling[first] as number; c >= 0 && c < verb; c = syntax.nextSibling[c] as number)
      if (syntax.deprel[c] === syntax.deprel[first]) found = [...(found ?? [first]), c];
    return found ?? [first];
  }

  /** "issued a declaration [demanding …]", "approved a plan [that bars …]": what a text or a plan does, its maker does. */
  function withMaker(heads: readonly number[], depth: number): readonly number[] {
    const noun = heads[0];
    if (noun === undefined || tree.upos(noun) !== Upos.NOUN || resolve(noun).length > 0) return heads;
    // "condemned the attacks that killed five": who condemns them did not make them
    const verb = tree.head(noun);
    if (
      VICTIMS.has(typeOf(noun)) &&
      child(noun, Rel["nmod:poss"]) < 0 &&
      verb >= 0 &&
      tree.upos(verb) === Upos.VERB &&
      typeOf(verb) !== typeOf(noun)
    )
      return heads;
    const makers = ownersOf(noun, depth + 1);
    return makers.length ? [...heads, ...makers] : heads;
  }

  /** The subject that a clause hands down to those that hang on it: of a passive, what it is done to. */
  function upward(head: number, depth: number): readonly number[] {
    if (tree.upos(head) === Upos.NOUN || tree.upos(head) === Upos.ADJ || tree.upos(head) === Upos.PROPN) {
      const own = firstOf(head, Rel.nsubj, Rel["nsubj:pass"]);
      if (own >= 0) {
        const subject = antecedent(own);
        return subject >= 0 ? [subject] : NOBODY;
      }
      if (tree.rel(head) === Rel["acl:relcl"]) return [tree.head(head)];
    }
    const passive = firstOf(head, Rel["nsubj:pass"]);
    if (passive >= 0) {
      const subject = antecedent(passive);
      return subject >= 0 ? [subject] : NOBODY;
    }
    return raised(head, depth);
  }

  /** Whose an event noun is: "France's decision [to help]", "took the decision to help". */
  function ownersOf(noun: number, depth: number): readonly number[] {
    const possessor = child(noun, Rel["nmod:poss"]);
    if (possessor >= 0) return [possessor];
    const verb = tree.head(noun);
    if (verb >= 0 && tree.upos(verb) === Upos.VERB && (tree.rel(noun) === Rel.obj || tree.rel(noun) === Rel.obl))
      return subjects(verb, depth);
    return NOBODY;
  }

  function firstOf(word: number, ...relations: number[]): number {
    for (const relation of relations) {
      const found = child(word, relation);
      if (found >= 0) return found;
    }
    return -1;
  }

  function objects(verb: number): readonly number[] {
    const known = objectsOf[verb];
    if (known) return known;
    const found = findObjects(verb);
    objectsOf[verb] = found;
    return found;
  }

  function findObjects(verb: number): readonly number[] {
    // "Israel reimposed blockades" read as one noun phrase: the noun is what is done something to
    if (tree.rel(verb) === Rel.amod && tree.head(verb) > verb)
      return tree.xpos(verb) === Xpos.VBG ? NOBODY : [tree.head(verb)];
    if (tree.isPassive(verb)) {
      const found: number[] = [];
      const subject = firstOf(verb, Rel["nsubj:pass"], Rel.nsubj);
      if (subject >= 0) {
        const noun = antecedent(subject);
        if (noun >= 0) found.push(noun);
      } else if (tree.rel(verb) === Rel.acl || tree.rel(verb) === Rel["acl:relcl"]) found.push(tree.head(verb));
      else if (tree.rel(verb) === Rel.conj || tree.rel(verb) === Rel.xcomp || tree.rel(verb) === Rel.advcl)
        found.push(...upward(tree.head(verb), 1));
      const object = child(verb, Rel.obj);
      if (object >= 0) found.push(object);
      return found;
    }
    const found: number[] = [];
    const indirect = child(verb, Rel.iobj);
    if (indirect >= 0) found.push(indirect);
    let object = child(verb, Rel.obj);
    if (object >= 0 && cast.isTime(object)) object = -1;
    if (object >= 0) {
      const noun = antecedent(object);
      if (noun >= 0) found.push(noun);
    } else if (tree.rel(verb) === Rel["acl:relcl"]) {
      const subject = child(verb, Rel.nsubj);
      if (subject >= 0 && antecedent(subject) === subject) found.push(tree.head(verb));
    } else if (tree.rel(verb) === Rel.conj && !found.length) {
      // "arrested and deported two reporters": verbs side by side share what stands behind the last
      const first = tree.head(verb);
      if (tree.upos(first) === Upos.VERB && child(first, Rel.obj) > verb) found.push(child(first, Rel.obj));
    }
    if (!found.length && tree.upos(verb) === Upos.VERB) {
      for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number)
        if (syntax.deprel[c] === Rel.conj && c > verb && tree.upos(c) === Upos.VERB && child(c, Rel.nsubj) < 0) {
          const shared = child(c, Rel.obj);
          if (shared >= 0 && c - verb <= 3) found.push(shared);
        }
      // a headline leaves out "is": "Minister arrested in Iran"
      if (!found.length && tree.xpos(verb) === Xpos.VBN && child(verb, Rel.aux) < 0) {
        const subject = child(verb, Rel.nsubj);
        if (subject >= 0) found.push(subject);
      }
    }
    return found;
  }

  /** Who a noun phrase stands for besides these: "Greece … its [European Community] partners". */
  function resolveBut(head: number, known: readonly number[]): readonly number[] {
    const found = resolve(head);
    if (!found.length || !found.every((one) => known.includes(one))) return found;
    for (let c = syntax.firstChild[head] as number; c >= 0; c = syntax.nextSibling[c] as number)
      if (syntax.deprel[c] === Rel.compound || syntax.deprel[c] === Rel.amod) {
        const other = inside(c, 1);
        if (other.length && !other.every((one) => known.includes(one))) return other;
      }
    return found;
  }

  function resolve(head: number): readonly number[] {
    if (head < 0) return NOBODY;
    const known = resolved[head];
    if (known) return known;
    resolved[head] = NOBODY;
    const found = inside(head, 0);
    resolved[head] = found;
    return found;
  }

  function inside(head: number, depth: number): readonly number[] {
    let found: readonly number[] = cast.at(head);
    // "Iran said it would …": a pronoun that nobody has resolved is the speaker's
    if (!found.length && depth === 0 && tree.xpos(head) === Xpos.PRP) {
      found = sayer(head);
      const speaker = cast.speaker(head);
      if (!found.length && speaker >= 0) found = [speaker];
    }
    // "Jan Sand, [the UN envoy], demanded …": for a person of whom nothing else is known stands the office
    if (
      found.length &&
      depth === 0 &&
      tree.upos(head) === Upos.PROPN &&
      found.every((one) => cast.standing(one) === "unknown")
    ) {
      const office = child(head, Rel.appos);
      const known = office >= 0 ? inside(office, 1) : NOBODY;
      if (known.length && known.every((one) => cast.standing(one) === "known")) found = known;
    }
    if (!found.length && depth < 5)
      for (const relations of INSIDE) {
        for (let c = syntax.firstChild[head] as number; c >= 0; c = syntax.nextSibling[c] as number) {
          const relation = syntax.deprel[c] as number;
          const beside = relation === Rel.obl && syntax.upos[head] !== tree.upos(head);
          if (!(beside ? relations.includes(Rel.nmod) : relations.includes(relation))) continue;
          if ((relation === Rel.nmod || beside) && !INSIDE_PREPOSITIONS.has(tree.caseOf(c))) continue;
          const here = tree.upos(c) === Upos.VERB ? agentOf(c, depth + 1) : inside(c, depth + 1);
          if (here.length) {
            found = here;
            break;
          }
        }
        if (found.length) break;
      }
    for (let c = syntax.firstChild[head] as number; c >= 0; c = syntax.nextSibling[c] as number)
      if (syntax.deprel[c] === Rel.conj && tree.upos(c) !== Upos.VERB) {
        const other = inside(c, depth + 1);
        if (other.length) found = found.length ? [...new Set([...found, ...other])] : other;
      } else if (depth === 0 && NAME_PARTS.has(syntax.deprel[c] as number)) found = besideName(c, found, 0);
      else if (depth === 0 && syntax.deprel[c] === Rel.amod && child(c, Rel.conj) >= 0)
        found = bothAdjectives(c, found);
    return found;
  }

  /** "The front announced [it] will …, reports said": the subject of the verb that the clause hangs on. */
  function sayer(pronoun: number): readonly number[] {
    const verb = tree.rel(pronoun) === Rel.nsubj ? tree.head(pronoun) : -1;
    if (verb < 0 || tree.rel(verb) !== Rel.ccomp || tree.head(verb) < 0) return NOBODY;
    for (const subject of subjects(tree.head(verb)))
      if (tree.upos(subject) !== Upos.PRON) {
        const found = resolve(subject);
        if (found.length) return found;
      }
    return NOBODY;
  }

  /** "[French] and [Egyptian] warships": those of each. */
  function bothAdjectives(adjective: number, found: readonly number[]): readonly number[] {
    let all = found;
    for (const one of tree.conjuncts(adjective))
      for (const owner of cast.at(one)) if (!all.some((known) => cast.kin(known, owner))) all = [...all, owner];
    return all;
  }

  /** "Libyan leader Gaddafi and President Zhivkov": the second may hang on any part of the first's name. */
  function besideName(part: number, found: readonly number[], depth: number): readonly number[] {
    let all = found;
    for (let c = syntax.firstChild[part] as number; c >= 0; c = syntax.nextSibling[c] as number) {
      const relation = syntax.deprel[c] as number;
      if (relation === Rel.conj && tree.upos(c) !== Upos.VERB) all = [...new Set([...all, ...inside(c, 1)])];
      else if (depth < 2 && NAME_PARTS.has(relation)) all = besideName(c, all, depth + 1);
    }
    return all;
  }

  /** "a plan [drafted by Norway]": who the participle names as its doer. */
  function agentOf(participle: number, depth: number): readonly number[] {
    for (const { preposition, head } of tree.obliques(participle))
      if ((preposition === "by" || preposition === "from") && head >= 0) return inside(head, depth);
    return NOBODY;
  }

  function place(name: string, word: number, line: Line, governor: number): readonly number[] {
    switch (name) {
      case "subj":
        return subjects(word);
      case "obj":
        return objects(word);
      case "-":
        return NOBODY;
      default: {
        const found: number[] = [];
        for (const { preposition, head } of tree.obliques(word))
          if (preposition === name && head >= 0) found.push(head);
        if (governor >= 0)
          for (const { preposition, head } of tree.obliques(governor))
            if (preposition === name && head >= 0 && head !== word) found.push(head);
        if (line.triggerClass === "noun" && name === "of" && !found.length) {
          const possessor = child(word, Rel["nmod:poss"]);
          if (
            possessor >= 0 &&
            line.recipient.includes("of") &&
            tree.obliques(word).some((o) => o.preposition === "by")
          )
            found.push(possessor);
        }
        return found;
      }
    }
  }

  /** Who takes part "with" somebody: not who only stands with a noun below ("discussed relations with Bonn"). */
  function together(preposition: string, word: number, governor: number): readonly number[] {
    for (const at of governor >= 0 ? [word, governor] : [word])
      for (const oblique of tree.obliques(at)) {
        if (oblique.preposition !== preposition || oblique.head < 0 || oblique.deep || oblique.head === word) continue;
        const found = resolve(oblique.head);
        if (found.length) return found;
      }
    return NOBODY;
  }

  function who(
    name: string,
    word: number,
    line: Line,
    governor: number,
    but: readonly number[] = NOBODY,
  ): readonly number[] {
    if (name === "agent") return agent(word, line, governor);
    for (const head of place(name, word, line, governor)) {
      const found = name === "subj" ? doers(head) : resolveBut(head, but);
      if (found.length) return found;
    }
    return NOBODY;
  }

  /** Who a subject stands for: of an attack, who made it, not where it was or whom it hit. */
  function doers(head: number): readonly number[] {
    return cast.at(head).length === 0 && isEventNoun(head) && VICTIMS.has(typeOf(head))
      ? makersOf(head)
      : resolve(head);
  }

  /** Whose an event noun is by its own words: "[Israel]'s attack on Lebanon", "a raid by [rebels]". */
  function makersOf(noun: number): readonly number[] {
    for (const relation of [Rel["nmod:poss"], Rel.compound, Rel.amod])
      for (let c = syntax.firstChild[noun] as number; c >= 0; c = syntax.nextSibling[c] as number)
        if (syntax.deprel[c] === relation) {
          const found = resolve(c);
          if (found.length) return found;
        }
    for (const { preposition, head } of tree.obliques(noun))
      if ((preposition === "by" || preposition === "from") && head >= 0) {
        const found = resolve(head);
        if (found.length) return found;
      }
    return NOBODY;
  }

  /** Whose doing an event noun is: the light verb's subject, "by", the possessor, an adjective. */
  function agent(noun: number, line: Line, governor: number): readonly number[] {
    if (governor >= 0 && !subjects(governor).includes(noun)) {
      const subject = first(subjects(governor));
      if (subject.length) return subject;
    }
    for (const { preposition, head } of tree.obliques(noun))
      if ((preposition === "by" || preposition === "between") && head >= 0) {
        const found = preposition === "between" ? bothSides(head) : resolve(head);
        if (found.length) return found;
      }
    // "the sultan is [on a visit]"
    if (child(noun, Rel.cop) >= 0 && tree.caseOf(noun) !== "") {
      const subject = firstOf(noun, Rel.nsubj);
      const found = subject >= 0 ? resolve(antecedent(subject)) : NOBODY;
      if (found.length) return found;
    }
    for (const relation of [Rel["nmod:poss"], Rel.compound, Rel.amod, Rel["nmod:desc"]])
      for (let c = syntax.firstChild[noun] as number; c >= 0; c = syntax.nextSibling[c] as number)
        if (syntax.deprel[c] === relation) {
          const found = resolve(c);
          if (found.length) return found;
        }
    for (const name of ["from", "of"])
      if (!line.recipient.includes(name))
        for (const { preposition, head } of tree.obliques(noun))
          if (preposition === name && head >= 0) {
            const found = resolve(head);
            if (found.length) return found;
          }
    // "in talks with Iran, Oman proposed …": the subject of the clause that the noun hangs on
    const verb = tree.head(noun);
    if (TALKS.has(line.type as EventType) && verb >= 0 && tree.upos(verb) === Upos.VERB && tree.rel(noun) === Rel.obl)
      return first(subjects(verb));
    return NOBODY;
  }

  /** "between [Thai] and [Cambodian] troops": a side that is only an adjective beside another. */
  function bothSides(head: number): readonly number[] {
    const found = resolve(head);
    for (let c = syntax.firstChild[head] as number; c >= 0; c = syntax.nextSibling[c] as number)
      if (syntax.deprel[c] === Rel.amod && child(c, Rel.conj) >= 0)
        return [...new Set([...cast.at(c), ...cast.at(child(c, Rel.conj)), ...found])].filter(
          (one, _, all) => all.some((other) => !cast.kin(one, other)) || all.length === 1,
        );
    return found;
  }

  function first(heads: readonly number[]): readonly number[] {
    for (const head of heads) {
      const found = doers(head);
      if (found.length) return found;
    }
    return NOBODY;
  }

  function actor(word: number, line: Line, governor: number): Party {
    for (const name of line.actor) {
      const found =
        line.triggerClass === "adjective" && name === "subj" ? adjectiveSubject(word) : who(name, word, line, governor);
      if (found.length && found.every((one) => cast.standing(one) === "place")) return NONE;
      if (found.length) return { found, place: name };
    }
    if (line.triggerClass === "verb" && line.type !== null && tree.isPassive(word) && tree.rel(word) !== Rel.acl) {
      const found = unnamedDoer(word, line.type, line.mode);
      if (found.length) return { found, place: OWN_SIDE.has(line.type) ? "obj" : "in" };
    }
    if (line.triggerClass === "verb" && line.actor.includes("subj") && hasLostSubject(word)) {
      const found = beforeParty(word);
      if (found.length) return { found, place: "before" };
    }
    return NONE;
  }

  /** A passive without an agent: troops are withdrawn by whose they are, an arrest in France is made by France. */
  function unnamedDoer(verb: number, type: EventType, mode: string | null): readonly number[] {
    if (type === "RETREAT" || type === "MOBILIZE") return first(objects(verb)).filter((one) => cast.isForce(one));
    if (mode === null || !OF_STATES.has(mode)) return NOBODY;
    for (const { preposition, head, near } of tree.obliques(verb))
      if (
        preposition === "in" &&
        head >= 0 &&
        (near || (isEventNoun(tree.head(head)) && typeOf(tree.head(head)) === type))
      )
        return cast.at(head).filter((one) => cast.isState(one));
    return NOBODY;
  }

  /** A finite verb whose subject the tree has not found, or has taken for something else. */
  function hasLostSubject(verb: number): boolean {
    if (tree.isPassive(verb) || subjects(verb).some((subject) => !cast.isTime(subject))) return false;
    const tag = tree.xpos(verb);
    // "is [to send] troops"
    if (tag === Xpos.VB && child(verb, Rel.cop) >= 0) return true;
    if (tag === Xpos.VBG || tag === Xpos.VB) return child(verb, Rel.aux) >= 0 && tree.caseOf(verb) !== "to";
    return tag !== Xpos.VBN || child(verb, Rel.aux) >= 0 || child(verb, Rel.obj) >= 0 || tree.rel(verb) === Rel.amod;
  }

  function adjectiveSubject(word: number): readonly number[] {
    const own = firstOf(word, Rel.nsubj, Rel["nsubj:pass"]);
    if (own >= 0) return resolve(antecedent(own));
    if (tree.rel(word) === Rel.amod) return resolve(tree.head(word));
    return first(raised(word, 0));
  }

  function recipient(word: number, line: Line, governor: number, actors: readonly number[], content: Content): Party {
    let kin: Party = NONE;
    const domestic = line.type !== null && DOMESTIC.has(line.type);
    const others = (found: readonly number[], name: string): Party | null => {
      if (!found.length) return null;
      const rest = found.filter((one) => !actors.includes(one));
      const strange = rest.filter((one) => !actors.some((actor) => cast.kin(actor, one)));
      if (strange.length || (rest.length && domestic))
        return { found: strange.length && !domestic ? strange : rest, place: name };
      if (rest.length && kin === NONE) kin = { found: rest, place: name };
      return null;
    };
    // "withdrew its troops": what the line names as its object is no recipient
    const ownForces = OWN_SIDE.has(line.type as EventType) && line.needs.some((need) => need.kind === "object");
    for (const name of line.recipient) {
      if (name === "both") {
        // "held talks with": whoever the noun or the verb has beside the subject
        const beside =
          others(together("with", word, governor), "with") ?? others(together("between", word, governor), "between");
        if (beside) return beside;
        continue;
      }
      const found =
        name === "content" || name === "that"
          ? contentParty(content, actors)
          : name === "obj"
            ? objectParty(word)
            : who(name, word, line, governor, actors);
      const party = others(found, name);
      if (party) return party;
    }
    if (line.recipient[0] === "!") return kin;
    if (line.type === "ACCUSE" && objects(word).some((object) => isEventNoun(object) && VICTIMS.has(typeOf(object))))
      return kin;
    // a noun by itself says little: only its own places count
    if (line.triggerClass === "noun" && governor < 0) return kin;
    if (!line.recipient.includes("-") && !line.recipient.includes("both"))
      for (const name of LAST_RESORT) {
        if (line.recipient.includes(name) || (name === "obj" && ownForces)) continue;
        const party = others(name === "obj" ? objectParty(word) : who(name, word, line, governor, actors), name);
        if (party) return party;
      }
    if (line.type === "REJECT" && !line.recipient.includes("-")) {
      const party = others(awaited(word), "until");
      if (party) return party;
    }
    if (line.type !== null && VICTIMS.has(line.type) && !line.recipient.includes("-")) {
      const party = others(struck(word), "of");
      if (party) return party;
    }
    if (line.type !== null && DOMESTIC.has(line.type) && !line.recipient.includes("-")) {
      const party = others(who("in", word, line, governor), "in") ?? others(who("from", word, line, governor), "from");
      if (party) return party;
      if (kin !== NONE) return kin;
      const behind = behindParty(word, line, actors);
      return behind.length ? { found: behind, place: "behind" } : NONE;
    }
    if (kin === NONE && !line.recipient.includes("-") && line.type !== null) {
      const behind = behindParty(word, line, actors);
      if (behind.length) return { found: behind, place: "behind" };
    }
    return kin.place === "obj" && ownForces ? NONE : kin;
  }

  /** "mounted an invasion of [Lebanon]": whom an attack that is the object of its verb meets. */
  function struck(verb: number): readonly number[] {
    for (const object of objects(verb)) {
      if (!isEventNoun(object) || !VICTIMS.has(typeOf(object))) continue;
      for (const { preposition, head, deep } of tree.obliques(object))
        if (!deep && STRUCK.has(preposition) && head >= 0) {
          const found = resolve(head);
          if (found.length) return found;
        }
    }
    return NOBODY;
  }

  /** Words where a clause ends, whatever the tree says: a finite verb, "that", a quotation mark, a semicolon. */
  function isBoundary(word: number): boolean {
    const tag = tree.xpos(word);
    if (tag === Xpos.VBD || tag === Xpos.VBZ || tag === Xpos.VBP || tag === Xpos.MD)
      return tree.rel(word) !== Rel.aux || tag === Xpos.MD;
    if (tag === Xpos.WDT || tag === Xpos.WP || tag === Xpos.WRB) return true;
    if (tree.upos(word) === Upos.SCONJ && !tree.isPreposition(word)) return true;
    const form = tree.tokens.form[word] as string;
    return CLAUSE_MARKS.has(form);
  }

  /** Where the tree gives a verb no doer: whoever the clause before it names first, outside prepositional phrases. */
  function beforeParty(verb: number): readonly number[] {
    const start = tree.tokens.sentenceStart[tree.tokens.sentenceOf[verb] as number] as number;
    let found: readonly number[] = NOBODY;
    for (let w = verb - 1; w >= start; w--) {
      if (isBoundary(w) && tree.head(w) !== verb) break;
      if (tree.lemma(w) === "that" && tree.upos(w) === Upos.SCONJ) break;
      const here = cast.at(w);
      if (
        !here.length ||
        here.some((one) => cast.standing(one) === "place") ||
        cast.isTime(w) ||
        beside(w) ||
        tree.rel(w) === Rel["nmod:poss"]
      )
        continue;
      const above = tree.head(w);
      if (above >= 0 && above < verb && beside(above) && tree.upos(above) !== Upos.VERB && !cast.isTime(above))
        continue;
      found = here;
    }
    return found;
  }

  /** Whether a noun stands in a prepositional phrase other than "hundreds of people". */
  function beside(word: number): boolean {
    const preposition = tree.caseOf(word);
    return preposition !== "" && preposition !== "of";
  }

  /** Where no place holds a recipient: the first one that the clause behind the trigger names. */
  function behindParty(word: number, line: Line, actors: readonly number[]): readonly number[] {
    if (line.triggerClass === "noun" || line.type === null) return NOBODY;
    if (!(line.weight >= 2 ? ANYWHERE : ANYWHERE_BARE).has(line.type)) return NOBODY;
    const { tokens } = tree;
    const end = tokens.sentenceStart[(tokens.sentenceOf[word] as number) + 1] as number;
    for (let w = word + 1; w < end && w < word + 30; w++) {
      if (isBoundary(w)) return NOBODY;
      const here = cast.at(w);
      if (!here.length || tree.caseOf(w) === "as") continue;
      if (!here.every((one) => cast.standing(one) === "known")) continue;
      const strange = here.filter((one) => !actors.some((actor) => cast.kin(actor, one)));
      if (strange.length) return strange;
      const others = here.filter((one) => !actors.includes(one));
      if (others.length && w <= word + 8 && DOMESTIC.has(line.type as EventType) && !tree.caseOf(w)) return others;
    }
    return NOBODY;
  }

  /** An object that is itself an event stands for whoever does it: "condemned [Israel]'s attack on Lebanon". */
  function objectParty(word: number): readonly number[] {
    for (const object of objects(word)) {
      if (isEventNoun(object)) {
        const found = makersOf(object);
        if (found.length) return found;
      }
      // "condemned the murder of a minister": the victim is not the one condemned
      if (isEventNoun(object) && VICTIMS.has(typeOf(object))) continue;
      const found = resolve(object);
      if (found.length) return found;
    }
    if (tree.upos(word) === Upos.VERB && !tree.isPassive(word) && !objects(word).some((object) => !cast.isTime(object)))
      return nextParty(word);
    return NOBODY;
  }

  /** Where the tree gives a verb no object: whoever is named right behind it. */
  function nextParty(verb: number): readonly number[] {
    const end = tree.tokens.sentenceStart[(tree.tokens.sentenceOf[verb] as number) + 1] as number;
    for (let w = verb + 1; w < end && w <= verb + 8; w++) {
      const upos = tree.upos(w);
      if (NO_OBJECT.has(upos)) return NOBODY;
      const here = cast.at(w);
      // "Japanese Prime Minister Hashimoto": the adjective is part of what comes
      if (here.length && upos !== Upos.ADJ) return here;
    }
    return NOBODY;
  }

  /** Whom a content speaks of: those asked to act, otherwise those it would be done to. */
  function contentParty(content: Content, actors: readonly number[]): readonly number[] {
    const { reading, head, type } = content;
    const rest = (found: readonly number[]): readonly number[] => found.filter((one) => !actors.includes(one));
    if (type === "REQUEST" && head >= 0 && tree.upos(head) === Upos.VERB) {
      for (const subject of subjects(head)) {
        const asked = rest(resolveBut(subject, actors));
        if (asked.length) return asked;
      }
    }
    // "alleged that [Russia] had moved the fence"
    if (
      type === "ACCUSE" &&
      head >= 0 &&
      tree.rel(head) === Rel.ccomp &&
      tree.upos(head) === Upos.VERB &&
      !tree.isPassive(head)
    ) {
      const accused = rest(first(subjects(head))).filter((one) => cast.standing(one) === "known");
      if (accused.length) return accused;
    }
    if (reading) {
      const ways =
        type === "REQUEST" || tree.upos(head) !== Upos.VERB
          ? [reading.actors, reading.recipients]
          : [reading.recipients, reading.actors];
      for (const way of ways) {
        const found = rest(way);
        if (found.length) return found;
      }
    }
    if (head < 0) return NOBODY;
    if (tree.upos(head) === Upos.VERB && (type === "THREATEN" || type === "REJECT" || type === "AGREE")) {
      const met = rest(type === "AGREE" ? benefiting(head) : meeting(head));
      if (met.length) return met;
    }
    const known = (found: readonly number[]): readonly number[] =>
      rest(found).filter((one) => cast.standing(one) === "known");
    // "agreed to a plan drafted by Norway": whoever a noun names; a clause that is no event names nobody for certain
    return tree.upos(head) === Upos.VERB ? NOBODY : known(resolve(head));
  }

  /** Whom a deed that the tables do not know would meet: its object, where it is to be done, who could still turn it away. */
  function meeting(verb: number): readonly number[] {
    for (const object of objects(verb)) {
      const found = resolve(object);
      if (found.length) return found;
    }
    for (const { preposition, head } of tree.obliques(verb))
      if (AT_WHOM.has(preposition) && head >= 0 && tree.upos(head) !== Upos.VERB) {
        const found = resolve(head);
        if (found.length) return found;
      }
    return awaited(verb);
  }

  /** "agreed to provide [Sri Lanka] with ships", "… ships to [Sri Lanka]": who would have it, named as such. */
  function benefiting(verb: number): readonly number[] {
    for (const object of objects(verb)) {
      const found = cast.at(object);
      if (found.length && found.every((one) => cast.standing(one) === "known")) return found;
    }
    for (const { preposition, head, near } of tree.obliques(verb))
      if (near && (preposition === "to" || preposition === "with") && head >= 0) {
        const found = cast.at(head);
        if (found.length && found.every((one) => cast.standing(one) === "known")) return found;
      }
    return NOBODY;
  }

  /** "will strike [unless Israel rescinds its law]", "will not lift it [until Cuba reforms]": whose deed it hangs on. */
  function awaited(verb: number): readonly number[] {
    for (let c = syntax.firstChild[verb] as number; c >= 0; c = syntax.nextSibling[c] as number)
      if (syntax.deprel[c] === Rel.advcl && AWAITED.some((mark) => tree.hasCase(c, mark))) {
        const found = first(subjects(c));
        if (found.length) return found;
      }
    return NOBODY;
  }

  return { subjects, objects, resolve, actor, recipient };
}
