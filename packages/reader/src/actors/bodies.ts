import type { Cast, Entity } from "./cast.ts";
import { kindOfBody } from "./codes.ts";
import type { BodyMeaning } from "./knowledge.ts";
import type { Phrase } from "./phrases.ts";
import { formerState, salient } from "./whose.ts";

export function readBody(cast: Cast, phrases: readonly Phrase[], phrase: Phrase): number {
  const body = phrase.item.body;
  const text = cast.text(phrase.item.first, phrase.item.last);
  const alias = cast.aliases.get(text);
  if (alias !== undefined) return alias;
  // "the New Democratic Party (NDP)": here, the acronym is that of the body before it.
  if (phrase.same >= 0 && text === text.toUpperCase()) {
    const before = cast.entityOf[phrase.same] as number;
    if (before >= 0 && (cast.entities[before] as Entity).kind !== "person") {
      cast.aliases.set(text, before);
      return before;
    }
  }
  if (body) {
    const stated = phrase.country;
    const role = phrase.item.role;
    // "the Japanese House of Representatives": the words say another country than the lexicon.
    if (role && stated && body.country && stated !== body.country)
      return cast.organ(
        role.role,
        stated,
        formerState(cast, phrase),
        role.sector,
        kindOfBody(role.sector),
        null,
        false,
      );
    // "the Socialist Party" of a story that does not speak of the state whose party the lexicon knows.
    const own = isAnyones(cast, text, body, stated) ? (stated ?? salient(cast, phrase)) : null;
    if (own && own !== body.country) return cast.organ(text, own, null, body.sector, body.kind, null, false);
    return cast.named(body);
  }
  const name = cast.text(phrase.nameFirst, phrase.nameLast);
  const sector = phrase.role?.sector ?? null;
  const stated = phrase.country ?? (phrase.of >= 0 ? (phrases[phrase.of]?.country ?? null) : null);
  const country =
    stated ?? (sector !== null && sector !== "IGO" && phrase.role?.role !== "church" ? salient(cast, phrase) : null);
  return cast.organ(name, country, null, sector, kindOfBody(sector), null, false);
}

/** Whether many states have a party of that name, and it is not told of the one whose party the lexicon knows. */
function isAnyones(cast: Cast, name: string, body: BodyMeaning, stated: string | null): boolean {
  if (body.kind !== "party" || !cast.knowledge.words.get("party-name")?.has(name)) return false;
  return stated !== null || !cast.setting.weight.has(body.country ?? "");
}
