import type { Sector } from "../record.ts";
import { Rel } from "../syntax/syntax.ts";
import type { Cast, Entity } from "./cast.ts";
import { formerlyOf } from "./cast.ts";
import { cameoOf } from "./codes.ts";
import type { RoleMeaning } from "./knowledge.ts";
import type { Phrase } from "./phrases.ts";

/** Whose a role is: by its own words, else by the body it belongs to, else by what the story is about. */
export function affiliationOf(
  cast: Cast,
  phrases: readonly Phrase[],
  phrase: Phrase,
): { country: string | null; sector: Sector | null; igo: string | null } {
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
  if (!country && !igo && phrase.role && domestic(cast, phrase)) country = salient(cast);
  return { country, sector, igo };
}

export function formerState(cast: Cast, phrase: Phrase): string | null {
  return phrase.state?.formerly ?? (phrase.country ? formerlyOf(cast.knowledge, phrase.country, cast.date) : null);
}

/** The state an office without an owner belongs to: the latest named one in the sentence, the dateline's, or the story's main one. */
function domestic(cast: Cast, phrase: Phrase): boolean {
  const role = phrase.role as RoleMeaning;
  const adjective = cast.doc.tokens.form[phrase.core - 1] ?? "";
  if (/^local$/i.test(adjective) || /^local /.test(role.role)) return true;
  if (role.sector === "NGO" && role.form === "body" && !phrase.plural) return true;
  if (!DOMESTIC.has(role.sector)) return false;
  // Leaders and ministers in the plural come from anywhere, and so does "a person".
  if (role.sector === "GOV" && role.form === "office" && phrase.plural && phrase.definite !== "the")
    return !ABROAD.test(role.role);
  if (role.sector === "GOV" && phrase.plural && ABROAD.test(role.role)) return false;
  return !(role.sector === "CVL" && ANYONE.test(role.role) && phrase.definite !== "the");
}

export function salient(cast: Cast): string | null {
  let best: string | null = null;
  let high = 0;
  for (const [country, weight] of cast.setting.weight) {
    if (weight > high) {
      high = weight;
      best = country;
    }
  }
  return best;
}

/**
 * In a story that speaks of one state only, those who are quoted without a word on who they are, are of that state:
 * gives them its country.
 */
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
  if (!best || high < 2 || second * 3 > high) return;
  const { syntax, tokens } = cast.doc;
  for (const found of cast.found) {
    const entity = cast.entities[found.entity] as Entity;
    if (entity.kind !== "person" || entity.country || entity.sector || entity.parts.length === 0) continue;
    const head = cast.headOf(found);
    const verb = syntax.head[head] as number;
    if (syntax.deprel[head] !== Rel.nsubj || verb < 0 || !cast.says(tokens.form[verb] as string)) continue;
    entity.country = best;
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
