import type { Sector } from "../record.ts";
import { Rel } from "../syntax/syntax.ts";
import type { Cast, Entity } from "./cast.ts";
import { formerlyOf } from "./cast.ts";
import { cameoOf } from "./codes.ts";
import { ATHLETE, type Gender, LEADER, type PersonMeaning } from "./knowledge.ts";
import { fold } from "./names.ts";
import { give, nounsOf } from "./offices.ts";
import type { Phrase } from "./phrases.ts";

export function readPerson(cast: Cast, phrases: readonly Phrase[], phrase: Phrase): number {
  const { tokens } = cast.doc;
  const parts: string[] = [];
  for (let i = phrase.nameFirst; i <= phrase.nameLast; i++) {
    const part = fold(tokens.form[i] as string);
    if (part && part !== "-") parts.push(part);
  }
  if (parts.length === 0) return -1;
  const text = cast.text(phrase.nameFirst, phrase.nameLast);
  const alias = cast.aliases.get(text);
  if (alias !== undefined) return alias;
  // "the State Grain Administration (SGA)": an acronym of the body before it.
  if (phrase.same >= 0 && text === text.toUpperCase()) {
    const body = cast.entityOf[phrase.same] as number;
    if (body >= 0 && (cast.entities[body] as Entity).kind !== "person") {
      cast.aliases.set(text, body);
      return body;
    }
  }
  const known = knownPerson(cast, phrase, parts);
  let index = namesake(cast, parts, phrase, known);
  const title = phrase.role;
  if (index < 0 && !title && !known && phrase.same < 0 && !isPerson(cast, phrase) && !sharedTitle(cast, phrases))
    return -1;
  const nameless = index < 0 ? namelessHolder(cast, phrase, known?.country ?? null) : -1;
  if (nameless >= 0) {
    index = nameless;
    const entity = cast.entities[index] as Entity;
    entity.name = cast.text(phrase.nameFirst, phrase.nameLast);
    entity.parts = parts;
    bookName(cast, parts, index);
  }
  if (index < 0) {
    index = cast.entities.length;
    cast.entities.push({
      kind: "person",
      name: cast.text(phrase.nameFirst, phrase.nameLast),
      country: known?.country ?? null,
      guessed: false,
      formerly: known ? formerlyOf(cast.knowledge, known.country, cast.date) : null,
      sector: known ? sectorThen(cast, known) : null,
      role: known?.role || null,
      cameo: known?.cameo ?? null,
      gender: phrase.gender ?? known?.gender ?? givenGender(cast, parts),
      plural: false,
      parts,
      nouns: new Set(known ? nounsOf(known.role) : []),
      place: null,
      members: [],
      count: 0,
      lastWord: -1,
    });
    if (known)
      (cast.entities[index] as Entity).cameo = known.country
        ? cameoOf(known.country, sectorThen(cast, known))
        : known.cameo;
    bookName(cast, parts, index);
  }
  const entity = cast.entities[index] as Entity;
  // "Federer" in the headline, "Roger Federer" in the lead.
  if (known && !entity.country && !entity.sector) {
    entity.country = known.country;
    entity.sector = sectorThen(cast, known);
    entity.role ??= known.role || null;
    entity.cameo = known.country ? cameoOf(known.country, entity.sector) : known.cameo;
  }
  if (parts.length > entity.parts.length) {
    entity.parts = parts;
    entity.name = cast.text(phrase.nameFirst, phrase.nameLast);
  }
  entity.gender ??= phrase.gender ?? givenGender(cast, parts);
  // "The Peruvian health minister, Ana Ruiz,": what came before the name was this person.
  const before = phrase.same >= 0 ? phrases[phrase.same] : undefined;
  if (before?.role && before.kind === "role") {
    give(cast, entity, phrases, before);
    const stand = cast.entityOf[phrase.same] as number;
    if (stand >= 0 && stand !== index && (cast.entities[stand] as Entity).kind === "person") {
      cast.entityOf[phrase.same] = index;
      const at = cast.found.findLastIndex((found) => found.entity === stand && found.phrase === before);
      const found = cast.found[at];
      if (found) cast.found[at] = { ...found, entity: index };
    }
  }
  const shared = title ? null : sharedTitle(cast, phrases);
  if (title) give(cast, entity, phrases, phrase);
  else if (shared) give(cast, entity, phrases, { ...shared, gender: phrase.gender });
  else if (phrase.country && (!entity.country || entity.guessed)) {
    entity.guessed = false;
    entity.country = phrase.country;
    entity.cameo = cameoOf(entity.country, entity.sector);
  }
  return index;
}

function bookName(cast: Cast, parts: readonly string[], index: number): void {
  for (const key of new Set(parts)) {
    const list = cast.bySurname.get(key);
    if (list) list.push(index);
    else cast.bySurname.set(key, [index]);
  }
}

/**
 * "A Chinese foreign ministry spokesperson said … Spokesperson Wang Wenbin made the remarks": the one person without a
 * name who holds the office that a name now comes with; -1 where there is none, or more than one.
 */
function namelessHolder(cast: Cast, phrase: Phrase, known: string | null): number {
  const role = phrase.role;
  if (!role || phrase.definite !== null || phrase.former || phrase.plural || role.form === "suffix") return -1;
  const noun = role.role.toLowerCase();
  const country = phrase.state?.state.code ?? phrase.country ?? known;
  let one = -1;
  for (let e = 0; e < cast.entities.length; e++) {
    const entity = cast.entities[e] as Entity;
    if (entity.kind !== "person" || entity.parts.length > 0 || entity.plural || entity.lastWord < 0) continue;
    if (phrase.first - entity.lastWord > 150 || !entity.nouns.has(noun)) continue;
    if (country && entity.country && country !== entity.country) continue;
    if (one >= 0) return -1;
    one = e;
  }
  return one;
}

/** Whether a capitalised name that nothing introduces is a person's: by a given name, by what the person does, by the words of the name. */
function isPerson(cast: Cast, phrase: Phrase): boolean {
  if (phrase.gender) return true;
  const { tokens, syntax } = cast.doc;
  const { common, given, words } = cast.knowledge;
  const first = fold(tokens.form[phrase.nameFirst] as string);
  const last = (tokens.form[phrase.nameLast] as string).toLowerCase();
  if (words.get("thing")?.has(last)) return false;
  if (words.get("group-adjective")?.has(cast.text(phrase.nameFirst, phrase.nameLast))) return false;
  let plain = 0;
  let count = 0;
  for (let i = phrase.nameFirst; i <= phrase.nameLast; i++) {
    const form = tokens.form[i] as string;
    if (!/^\p{L}/u.test(form)) continue;
    count++;
    if (words.get("group-adjective")?.has(form)) return false;
    if (common.has(form.toLowerCase()) || (form.length > 1 && form === form.toUpperCase() && !form.includes(".")))
      plain++;
  }
  const initials = count > 1 && /^\p{Lu}\.?$/u.test(tokens.form[phrase.nameFirst + 1] as string);
  if (count > 1 && (given.has(first) || initials)) return plain < count;
  const head = cast.headOf({ ...phrase, phrase: null, entity: -1, form: "name" });
  const relation = syntax.deprel[head];
  const verb = syntax.head[head] as number;
  const acts =
    (relation === Rel.nsubj && verb >= 0 && words.get("saying")?.has((tokens.form[verb] as string).toLowerCase())) ||
    tokens.form[phrase.last + 1] === "who" ||
    (tokens.form[phrase.last + 1] === "," &&
      (tokens.form[phrase.last + 2] === "who" || /^\d\d$/.test(tokens.form[phrase.last + 2] ?? "")));
  if (acts) return plain < count;
  const subject = relation === Rel.nsubj || relation === Rel["nsubj:pass"] || relation === Rel["nmod:poss"];
  // "Dengue kills ten": the first word of a sentence has a capital anyway.
  const opens = tokens.sentenceStart[tokens.sentenceOf[phrase.nameFirst] as number] === phrase.nameFirst;
  if (count === 1 && opens && !given.has(first) && !cast.names.has(tokens.form[phrase.nameFirst] as string))
    return false;
  if (count === 1) return plain === 0 && relation !== Rel.compound && (given.has(first) || subject);
  if (plain > 0) return false;
  const before = phrase.first > 0 ? (tokens.form[phrase.first - 1] as string).toLowerCase() : "";
  return count <= 4 && phrase.definite === null && before !== "in" && before !== "at";
}

/** "Vice Premiers Wu Yi and Hui Liangyu": the phrase before whose title, a plural, is also this name's. */
export function sharedTitle(cast: Cast, phrases: readonly Phrase[]): Phrase | null {
  const { tokens } = cast.doc;
  let at = cast.current;
  for (let steps = 0; steps < 6 && at > 0; steps++) {
    const before = phrases[at - 1] as Phrase;
    const gap = (phrases[at] as Phrase).first - before.last - 1;
    const link = tokens.form[before.last + 1] ?? "";
    if (gap < 1 || gap > 2 || (link !== "and" && link !== "," && link !== "&")) return null;
    // "the two envoys, Li Ming and Ana Ruiz"
    if (
      before.kind === "role" &&
      before.role?.form !== "body" &&
      before.role?.plural &&
      before.definite &&
      link === ","
    )
      return before;
    if (before.kind !== "person") return null;
    if (before.role?.plural && before.nameFirst >= 0) return before;
    if (before.role) return null;
    at--;
  }
  return null;
}

function sectorThen(cast: Cast, person: PersonMeaning): Sector {
  if (cast.setting.month && person.to && person.to < cast.setting.month) return "ELI";
  return person.sector;
}

/** A person of the lexicon whose name, term and country fit. */
function knownPerson(cast: Cast, phrase: Phrase, parts: readonly string[]): PersonMeaning | null {
  const candidates =
    phrase.persons.length > 0 ? phrase.persons : cast.knowledge.bySurname(parts[parts.length - 1] as string);
  const month = cast.setting.month;
  // "the model of BOT": an acronym is no surname.
  const { form } = cast.doc.tokens;
  const name = form[phrase.nameLast] as string;
  if (phrase.persons.length === 0 && parts.length === 1 && name.length <= 4 && name === name.toUpperCase())
    if (!shouts(form[phrase.nameLast + 1]) && !shouts(form[phrase.nameFirst - 1])) return null;
  let best: PersonMeaning | null = null;
  let high = 0;
  let tied = false;
  for (const person of candidates) {
    const full = phrase.persons.includes(person) && parts.length > 1;
    if (!full && parts.length > 1 && person.parts.length > 1) continue;
    // In other stories it is another of that name.
    if (person.role === ATHLETE && !cast.setting.sport) continue;
    let score = full ? 3 : 0;
    const inOffice = month !== null && (!person.from || person.from <= month) && (!person.to || month <= person.to);
    if (inOffice) score += 2;
    else if (month !== null && person.from && month < person.from && !full) continue;
    const country = person.country;
    if (phrase.country && country) {
      if (phrase.country === country) score += 3;
      else continue;
    } else if (country) score += Math.min(2, cast.setting.weight.get(country) ?? 0);
    if (
      phrase.role &&
      phrase.role.form === "office" &&
      nounsOf(person.role).some((n) => nounsOf(phrase.role?.role ?? "").includes(n))
    )
      score += 2;
    // A bare surname is the leader's in office where the story speaks of the state, or where it is nobody else's first name.
    const told = country !== null && (cast.setting.weight.get(country) ?? 0) > 0;
    const bare =
      inOffice &&
      (told ||
        (person.role !== LEADER &&
          person.role !== ATHLETE &&
          !cast.knowledge.given.has(parts[0] as string) &&
          candidates.length <= 2));
    if (!full && score < 3 && !bare) continue;
    if (score > high) {
      high = score;
      best = person;
      tied = false;
    } else if (score === high && best?.country !== person.country) tied = true;
  }
  return tied ? null : best;
}

function givenGender(cast: Cast, parts: readonly string[]): Gender {
  if (parts.length < 2) return null;
  return cast.knowledge.given.get(parts[0] as string) ?? null;
}

/** The person of the story whom a name names again: the same full name, or one that ends or begins with it. */
function namesake(cast: Cast, parts: readonly string[], phrase: Phrase, known: PersonMeaning | null): number {
  const surname = parts[parts.length - 1] as string;
  const candidates = cast.bySurname.get(surname) ?? [];
  let best = -1;
  let high = -Infinity;
  for (const c of candidates) {
    const entity = cast.entities[c] as Entity;
    if (!compatible(parts, entity.parts)) continue;
    if (phrase.gender && entity.gender && phrase.gender !== entity.gender) continue;
    if (known?.country && entity.country && phrase.persons.length > 0 && known.country !== entity.country) continue;
    // Of a family, the one the story is about, unless another was just named.
    const score = Math.log2(1 + entity.count) - (phrase.first - entity.lastWord) / 60;
    if (score > high) {
      high = score;
      best = c;
    }
  }
  return best;
}

/** "wang" and "wang yi"; "rodriguez zapatero" and "jose luis rodriguez zapatero"; "tony blair" and "anthony blair" are not. */
function compatible(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length === long.length)
    return short.every((part, i) => part === long[i] || initial(part, long[i] as string));
  if (short.length === 1) return long.includes(short[0] as string);
  if (short.every((part, i) => part === long[long.length - short.length + i])) return true;
  if (short[0] !== long[0] && !initial(short[0] as string, long[0] as string)) return false;
  // "George Bush" and "George W. Bush"; "Kim Jong" and "Kim Jong Il".
  let at = 0;
  for (const part of long) if (part === short[at]) at++;
  return at >= short.length - (initial(short[0] as string, long[0] as string) ? 1 : 0);
}

function initial(one: string, other: string): boolean {
  return one !== other && (one.length === 1 || other.length === 1) && one[0] === other[0];
}

/** A word in capitals, as beside a name in a headline in capitals. */
function shouts(form: string | undefined): boolean {
  return form !== undefined && /^\p{Lu}{2}/u.test(form) && form === form.toUpperCase();
}
