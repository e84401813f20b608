import type { Sector } from "../record.ts";
import { Rel } from "../syntax/syntax.ts";
import type { Cast, Entity, Found } from "./cast.ts";
import { cameoOf } from "./codes.ts";
import type { Phrase } from "./phrases.ts";
import { affiliationOf, formerState } from "./whose.ts";

/** Gives a person the office that a phrase tells of. */
export function give(cast: Cast, entity: Entity, phrases: readonly Phrase[], phrase: Phrase): void {
  const role = phrase.role;
  if (!role) return;
  for (const noun of nounsOf(phrase.roleText ?? role.role)) entity.nouns.add(noun);
  const affiliation = affiliationOf(cast, phrases, phrase);
  const told = affiliation.country !== null && !affiliation.guessed;
  const corrected = told && entity.guessed;
  if (corrected || !entity.country) {
    entity.country = affiliation.country;
    entity.guessed = affiliation.guessed;
  }
  if (entity.role && entity.sector && entity.country && !corrected) return;
  if (!entity.role || phrase.roleText)
    entity.role = phrase.former ? `former ${phrase.roleText ?? role.role}` : (phrase.roleText ?? role.role);
  entity.gender ??= role.gender;
  let sector: Sector = role.sector;
  // "Police chief General Sutanto": the office before a rank.
  if (sector === "MIL")
    sector =
      phrase.before.find((x) => x.role && x.role !== role && x.role.form === "office" && x.role.sector !== "MIL")?.role
        ?.sector ?? sector;
  if (affiliation.sector && (role.sector === "GOV" || role.form !== "office")) sector = affiliation.sector;
  if (phrase.former && (sector === "GOV" || sector === "LEG" || sector === "MIL")) sector = "ELI";
  entity.sector ??= sector;
  if (entity.country && !entity.formerly) entity.formerly = formerState(cast, phrase);
  entity.cameo = affiliation.igo ?? cameoOf(entity.country, entity.sector);
  if (affiliation.igo) {
    entity.sector = "IGO";
    entity.country = null;
  }
}

/** "Wang is the foreign minister": the person of whom the phrase is said; -1 where it is said of no one. */
export function subjectOf(cast: Cast, phrase: Phrase): number {
  if (phrase.plural || (phrase.role?.form !== "office" && phrase.role?.form !== "person")) return -1;
  const { syntax } = cast.doc;
  const head = cast.headOf({ ...phrase, phrase: null, entity: -1, form: "nominal" });
  let subject = -1;
  let copula = false;
  for (let child = syntax.firstChild[head] as number; child !== -1; child = syntax.nextSibling[child] as number) {
    const relation = syntax.deprel[child];
    if (relation === Rel.cop) copula = true;
    else if (relation === Rel.nsubj) subject = child;
    else if (relation === Rel.advmod && /^(not|n't|never)$/i.test(cast.doc.tokens.form[child] as string)) return -1;
  }
  if (!copula) subject = subjectOfBecoming(cast, head);
  if (subject < 0) return -1;
  for (let f = cast.found.length - 1; f >= 0; f--) {
    const found = cast.found[f] as Found;
    if (found.core < subject - 12) break;
    if (cast.headOf(found) === subject) {
      const entity = cast.entities[found.entity] as Entity;
      return entity.kind === "person" && !entity.plural ? found.entity : -1;
    }
  }
  return -1;
}

/** "Wang became minister", "served as an envoy", "was elected president": the subject of the verb over a noun; -1 where it is no such verb. */
function subjectOfBecoming(cast: Cast, head: number): number {
  const { syntax, tokens } = cast.doc;
  const relation = syntax.deprel[head];
  const verb = syntax.head[head] as number;
  if (verb < 0 || !cast.knowledge.words.get("becoming")?.has((tokens.form[verb] as string).toLowerCase())) return -1;
  let as = false;
  for (let child = syntax.firstChild[head] as number; child !== -1; child = syntax.nextSibling[child] as number)
    if (syntax.deprel[child] === Rel.case && (tokens.form[child] as string).toLowerCase() === "as") as = true;
  let subject = -1;
  let passive = false;
  for (let child = syntax.firstChild[verb] as number; child !== -1; child = syntax.nextSibling[child] as number) {
    if (syntax.deprel[child] === Rel.nsubj) subject = child;
    else if (syntax.deprel[child] === Rel["nsubj:pass"]) {
      subject = child;
      passive = true;
    } else if (syntax.deprel[child] === Rel.advmod && /^(not|n't|never)$/i.test(tokens.form[child] as string))
      return -1;
  }
  const become = /^(be(come|comes|came|coming)|remain(s|ed)?)$/i.test(tokens.form[verb] as string);
  const told =
    (become && (relation === Rel.xcomp || relation === Rel.obj)) ||
    (as && relation === Rel.obl) ||
    (passive && (relation === Rel.xcomp || relation === Rel.obj));
  return told ? subject : -1;
}

/** "deputy foreign minister" can be told again as "minister", "foreign minister" and in full. */
export function nounsOf(role: string): string[] {
  const words = role.toLowerCase().split(" ");
  const out: string[] = [];
  for (let i = words.length - 1; i >= 0; i--) out.push(words.slice(i).join(" "));
  return out;
}
