import type { Sector } from "../record.ts";
import { Upos } from "../syntax/syntax.ts";
import type { Cast, Entity, Found } from "./cast.ts";
import { formerlyOf } from "./cast.ts";
import { cameoOf } from "./codes.ts";
import type { RoleMeaning } from "./knowledge.ts";
import type { Phrase } from "./phrases.ts";

/** Whose a role is: by its own words, else by the body it belongs to, else by what the story is about. */
export function affiliationOf(
  cast: Cast,
  phrases: readonly Phrase[],
  phrase: Phrase,
): { country: string | null; guessed: boolean; sector: Sector | null; igo: string | null } {
  let sector: Sector | null = null;
  let igo: string | null = null;
  let country = phrase.country;
  const bodies = phrase.before.filter((x) => x.type === "body" || (x.type === "role" && x.role?.form === "body"));
  const owner = phrase.of >= 0 ? phrases[phrase.of] : undefined;
  for (const x of bodies) {
    if (x.body) {
      if (x.body.kind === "people") country ??= x.body.country;
      else if (x.body.sector === "IGO") igo = x.body.cameo;
      else {
        sector = x.body.sector;
        country ??= x.body.country;
      }
    } else if (x.role && x.role !== phrase.role) sector = x.role.sector;
  }
  if (owner?.item.body) {
    if (owner.item.body.sector === "IGO") igo = owner.item.body.cameo;
    else {
      sector ??= owner.item.body.sector;
      country ??= owner.item.body.country;
    }
  } else if (owner?.role && (owner.role.form === "body" || owner.role.form === "suffix")) {
    sector ??= owner.role.sector;
    country ??= owner.country;
  }
  // "its troops from Somalia": of whom the pronoun stands for; "its Syrian allies" are Syria's.
  const whose = phrase.definite === "poss" ? cast.standsFor.get(phrase.first) : undefined;
  if (whose !== undefined && !phrase.before.some((x) => x.type === "state"))
    country = cast.entities[whose]?.country ?? country;
  if (owner === undefined && /^['’]s?$/.test(cast.doc.tokens.form[phrase.first - 1] ?? ""))
    country ??= endingAt(cast, phrase.first - 2)?.country ?? null;
  if (owner && cast.entityOf[phrase.of] !== undefined && (cast.entityOf[phrase.of] as number) >= 0) {
    const entity = cast.entities[cast.entityOf[phrase.of] as number];
    country ??= entity?.country ?? null;
  }
  if (country && igo && phrase.state)
    igo =
      phrase.role?.sector === "IGO"
        ? igo
        : /ambassador|envoy|representative|mission/.test(phrase.role?.role ?? "")
          ? null
          : igo;
  if (!country && !igo && phrase.role?.sector === "IGO") igo = "IGO";
  const guessed = !country && !igo && phrase.role !== null && domestic(cast, phrase);
  if (guessed) country = salient(cast, phrase);
  return { country, guessed, sector, igo };
}

/** "the country's leaders": whom the words before the genitive stand for. */
function endingAt(cast: Cast, word: number): Entity | undefined {
  for (let f = cast.found.length - 1; f >= 0; f--) {
    const found = cast.found[f] as Found;
    if (found.last === word) return cast.entities[found.entity];
    if (found.core < word - 10) return undefined;
  }
  return undefined;
}

/** The state of another day that a phrase's state is meant as. */
export function formerState(cast: Cast, phrase: Phrase): string | null {
  return phrase.state?.formerly ?? (phrase.country ? formerlyOf(cast.knowledge, phrase.country, cast.date) : null);
}

/** The state an office without an owner belongs to: the latest named one in the sentence, the dateline's, or the story's main one. */
function domestic(cast: Cast, phrase: Phrase): boolean {
  const role = phrase.role as RoleMeaning;
  const adjective = cast.doc.tokens.form[phrase.core - 1] ?? "";
  if (/^local$/i.test(adjective) || /^local /.test(role.role)) return true;
  if ((role.sector === "NGO" || role.sector === "MED") && role.form === "body" && !phrase.plural) return true;
  if (!DOMESTIC.has(role.sector)) return false;
  // "foreign troops", "outside governments"; "all women", "any company"
  const { form } = cast.doc.tokens;
  const anyones = CROWDS.has(role.sector) && cast.knowledge.words.get("anyone");
  const abroad = cast.knowledge.words.get("abroad");
  for (let i = Math.max(phrase.first - 1, 0); i < phrase.item.first; i++) {
    const word = (form[i] as string).toLowerCase();
    if (abroad?.has(word) || (anyones ? anyones.has(word) : false)) return false;
  }
  // Leaders and ministers in the plural come from anywhere, and so does "a person".
  if (role.sector === "GOV" && role.form === "office" && phrase.plural && phrase.definite !== "the")
    return !ABROAD.test(role.role);
  if (role.sector === "GOV" && phrase.plural && ABROAD.test(role.role)) return false;
  return !(role.sector === "CVL" && ANYONE.test(role.role) && phrase.definite !== "the");
}

/** How much a state named in the same sentence, and in the one before it, counts beside the state that the story speaks of most. */
const HERE = 0.5;
const BEFORE = 0.15;

/**
 * The state that someone belongs to of whom the words say nothing: the one that the story and the sentences around speak of
 * most. Null where that is no one's.
 */
export function salient(cast: Cast, phrase: Phrase): string | null {
  const { weight } = cast.setting;
  let top = 0;
  for (const value of weight.values()) if (value > top) top = value;
  if (top === 0) return null;
  const sentence = cast.doc.tokens.sentenceOf[phrase.core] as number;
  const here = cast.countriesOf(sentence);
  const before = sentence > 0 ? cast.countriesOf(sentence - 1) : here;
  let best: string | null = null;
  let high = 0;
  let second = 0;
  const rebels = phrase.role?.sector === "REB" ? cast.knowledge.words.get("without-rebels") : undefined;
  for (const [country, value] of weight) {
    if (rebels?.has(country)) continue;
    const score = value / top + (here.has(country) ? HERE : before.has(country) ? BEFORE : 0);
    if (score > high) {
      second = high;
      high = score;
      best = country;
    } else if (score > second) second = score;
  }
  // "people", "carmakers": a crowd without an article is anybody's where the story speaks of several states.
  const loose =
    phrase.plural &&
    phrase.definite === null &&
    !counted(cast, phrase) &&
    !cast.knowledge.words.get("local")?.has(phrase.role?.role ?? "");
  const crowd = (loose || cast.setting.sport) && CROWDS.has(phrase.role?.sector as Sector);
  // A conference is nobody's: only the sentence tells.
  const conference = cast.setting.host && !here.has(best ?? "") && !before.has(best ?? "");
  return (crowd || conference) && second * 3 > high ? null : best;
}

/** "two locals", "14 people", "local traders": these and no others. */
function counted(cast: Cast, phrase: Phrase): boolean {
  for (let i = phrase.first; i < phrase.item.first; i++)
    if (cast.doc.syntax.upos[i] === Upos.NUM || cast.doc.tokens.form[i] === "local") return true;
  return false;
}

const CROWDS: ReadonlySet<Sector> = new Set<Sector>(["CVL", "BUS", "EDU"]);

/** A story that speaks of one state this much more than of any other, is of that state's people. */
const ONE_STATE = 2.5;

/** In a story that speaks of one state only, those of whom nothing is said but their names are of that state: gives them its country. */
export function settle(cast: Cast): void {
  let best: string | null = null;
  let high = 0;
  let second = 0;
  for (const [country, weight] of cast.setting.weight) {
    if (weight > high) {
      second = high;
      high = weight;
      best = country;
    } else if (weight > second) second = weight;
  }
  if (!best || high < 2 || second * ONE_STATE > high) return;
  const western = cast.knowledge.words.get("without-western-names")?.has(best)
    ? cast.knowledge.words.get("western-given")
    : undefined;
  for (const entity of cast.entities) {
    if (entity.kind !== "person" || entity.country || entity.sector === "IGO" || entity.parts.length === 0) continue;
    // "David Archer" in a story of China is a visitor.
    if (western?.has(entity.parts[0] as string)) continue;
    entity.country = best;
    entity.guessed = true;
    entity.cameo = cameoOf(best, entity.sector);
  }
}

/** Sectors whose people and bodies, where no one says whose they are, are those of the state the story plays in. */
const DOMESTIC: ReadonlySet<Sector> = new Set<Sector>([
  "GOV",
  "MIL",
  "COP",
  "JUD",
  "LEG",
  "PTY",
  "OPP",
  "REB",
  "SPY",
  "UAF",
  "CVL",
  "REF",
  "IDP",
  "LAB",
  "AGR",
  "EDU",
  "HLH",
  "SET",
  "CRM",
  "REL",
  "BUS",
]);

const ABROAD =
  /^(leader|head of state|head of government|minister|foreign minister|world leader|president|prime minister|diplomat|ambassador|envoy|delegate|trade minister|finance minister)$/;
const ANYONE = /^(person|civil society|campaigner|player|supporter|critic|friend|colleague|guest)$/;
