import type { ActorKind, Sector } from "../record.ts";
import type { Cast, Entity, Found } from "./cast.ts";
import { kindOfBody } from "./codes.ts";
import { isCapital } from "./items.ts";
import { fold } from "./names.ts";
import { give, nounsOf, subjectOf } from "./offices.ts";
import type { Phrase } from "./phrases.ts";
import { affiliationOf, formerState } from "./whose.ts";

export function readRole(cast: Cast, phrases: readonly Phrase[], phrase: Phrase): number {
  const role = phrase.role;
  if (!role || role.form === "suffix") return -1;
  // "Sultan said", of Major General Shaukat Sultan.
  if (phrase.first === phrase.last && isCapital(cast.doc.tokens.form[phrase.first] as string)) {
    const [person] = cast.bySurname.get(fold(cast.doc.tokens.form[phrase.first] as string)) ?? [];
    if (person !== undefined) return person;
  }
  if (phrase.same >= 0 && (cast.entityOf[phrase.same] as number) >= 0) {
    const index = cast.entityOf[phrase.same] as number;
    give(cast, cast.entities[index] as Entity, phrases, phrase);
    return index;
  }
  const named = phrase.before[phrase.before.length - 1]?.body;
  // "the Hamas movement", "bin Laden's al-Qaeda network": the noun says what the named body is.
  if (
    named &&
    role.form === "body" &&
    !phrase.plural &&
    NAMED_KINDS.has(named.kind) &&
    phrase.before[phrase.before.length - 1]?.last === phrase.item.first - 1
  )
    return cast.named(named);
  const subject = subjectOf(cast, phrase);
  if (subject >= 0) {
    give(cast, cast.entities[subject] as Entity, phrases, phrase);
    return subject;
  }
  const again = toldAgain(cast, phrase);
  if (again >= 0) return again;
  const known = namedBefore(cast, phrase);
  if (known >= 0) return known;
  const { country, sector: theirs, igo } = affiliationOf(cast, phrases, phrase);
  // "French peacekeepers" are France's, "peacekeepers" the United Nations'.
  const national = role.sector === "IGO" && phrase.state !== null && PEACEKEEPING.test(role.role);
  const sector: Sector = national ? "MIL" : igo ? "IGO" : theirs && role.sector === "GOV" ? theirs : role.sector;
  const own = igo && !national ? null : country;
  const text = phrase.roleText ?? role.role;
  const formerly = own ? formerState(cast, phrase) : null;
  const many = phrase.plural || role.form === "people";
  const group = many || role.form === "body";
  const kind = !group ? "person" : role.form === "body" || ARMS.has(role.sector) ? kindOfBody(sector) : "people";
  // The organs of a state are the same ones every time; of a crowd, a company or an official there may be another.
  const lasting =
    phrase.definite === "the" ||
    (STATE_ORGANS.has(sector) && (role.form === "body" || (many && phrase.state !== null))) ||
    (!group && phrase.definite === null);
  if (!group && phrase.definite === "a") {
    const told = toldInHeadline(cast, text, own);
    if (told >= 0) return told;
  }
  const whose = possessor(cast, phrase);
  const key = whose >= 0 ? `${text} of ${whose}` : lasting ? text : `${text} at ${phrase.first}`;
  const index = cast.organ(text, own, formerly, sector, kind, group ? null : text, many, role.gender, key);
  const entity = cast.entities[index] as Entity;
  if (igo && !national) entity.cameo = igo;
  else if (role.code && own) entity.cameo = own + role.code;
  for (const noun of nounsOf(text)) entity.nouns.add(noun);
  return index;
}

/** The lead tells the headline again: "A Chinese spokesperson" is the headline's "Chinese spokesperson". */
function toldInHeadline(cast: Cast, role: string, country: string | null): number {
  const { tokens, story } = cast.doc;
  return cast.entities.findIndex(
    (entity) =>
      entity.kind === "person" &&
      entity.parts.length === 0 &&
      entity.role === role &&
      entity.country === country &&
      entity.lastWord >= 0 &&
      story.blocks[tokens.sentenceBlock[tokens.sentenceOf[entity.lastWord] as number] as number]?.kind === "headline",
  );
}

/** The entity of "his" in "his wife"; -1 where the phrase has no such word or it stands for no one. */
function possessor(cast: Cast, phrase: Phrase): number {
  if (phrase.definite !== "poss") return -1;
  return cast.standsFor.get(phrase.first) ?? (phrase.of >= 0 ? (cast.entityOf[phrase.of] as number) : -1);
}

/** "the bloc", "the company": the body of that kind named last; -1 where none was. */
function namedBefore(cast: Cast, phrase: Phrase): number {
  const role = phrase.role;
  if (
    (phrase.definite !== "the" && phrase.definite !== "this") ||
    phrase.plural ||
    phrase.country ||
    phrase.of >= 0 ||
    phrase.before.length > 0
  )
    return -1;
  const noun = role?.role ?? "";
  for (let f = cast.found.length - 1; f >= 0; f--) {
    const found = cast.found[f] as Found;
    if (phrase.first - found.core > 150) break;
    const entity = cast.entities[found.entity] as Entity;
    if (entity.parts.length > 0) continue;
    if (cast.knowledge.words.get(`noun-${NOUN_OF[entity.kind] ?? ""}`)?.has(noun)) return found.entity;
  }
  return -1;
}

/** "the minister": someone named before who holds the office. */
function toldAgain(cast: Cast, phrase: Phrase): number {
  if (phrase.definite !== "the" && phrase.definite !== "this") return -1;
  const role = phrase.role;
  if (!role || phrase.country || phrase.of >= 0 || phrase.before.some((x) => x.type !== "role")) return -1;
  for (let i = phrase.first + 1; i < phrase.core; i++) if (OTHER.test(cast.doc.tokens.form[i] as string)) return -1;
  const noun = role.role.toLowerCase();
  for (let f = cast.found.length - 1; f >= 0; f--) {
    const found = cast.found[f] as Found;
    if (phrase.first - found.core > 400) break;
    const entity = cast.entities[found.entity] as Entity;
    if (entity.nouns.has(noun) && entity.plural === (phrase.plural || role.form === "people")) return found.entity;
  }
  return -1;
}

const NAMED_KINDS: ReadonlySet<ActorKind> = new Set<ActorKind>(["armed-group", "party", "company", "media"]);

/** Kind of a body → the list of nouns that may tell it again. */
const NOUN_OF: { readonly [kind in ActorKind]?: string } = {
  igo: "igo",
  company: "company",
  party: "party",
  "armed-group": "group",
  media: "media",
  ngo: "group",
};

const PEACEKEEPING = /peace-?keep|blue helmet|multinational/;

/** "the other men" are not the men of before. */
const OTHER = /^(other|another|new|next|second|third|remaining|rest|many|most|countless)$/i;

const ARMS: ReadonlySet<Sector> = new Set<Sector>(["MIL", "COP", "LEG", "JUD", "SPY", "REB", "UAF"]);
const STATE_ORGANS: ReadonlySet<Sector> = new Set<Sector>(["GOV", "MIL", "COP", "LEG", "JUD", "SPY"]);
