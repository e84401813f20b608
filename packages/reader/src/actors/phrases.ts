import type { Doc } from "../doc.ts";
import type { Sector } from "../record.ts";
import { Rel, Upos } from "../syntax/syntax.ts";
import { type Item, isCapital } from "./items.ts";
import type { Gender, Knowledge, PersonMeaning, RoleMeaning, StateMeaning } from "./knowledge.ts";

/** A noun phrase that names or describes someone, with what its own words tell of them. */
export interface Phrase {
  first: number;
  last: number;
  /** The word its syntax is looked up from: the last of the main item. */
  core: number;
  kind: "state" | "place" | "body" | "person" | "role";
  /** The main item. */
  readonly item: Item;
  /** The items before the main one, inside the phrase: "Chinese", "foreign ministry". */
  readonly before: readonly Item[];
  /** A named person's or unknown body's name, as words `nameFirst..nameLast`. */
  nameFirst: number;
  nameLast: number;
  /** The role that the phrase itself gives: the title before a name, or the noun that is the phrase. */
  role: RoleMeaning | null;
  /** What a record shows for it: "deputy foreign minister". */
  roleText: string | null;
  /** What the words say of its country: an adjective, an owner, an "of". */
  country: string | null;
  /** The state whose word gave the country. */
  state: StateMeaning | null;
  /** Index of the phrase of the body it belongs to: "the Fed's chairman", "leader of Hamas"; -1 for none. */
  of: number;
  former: boolean;
  gender: Gender;
  plural: boolean;
  definite: "the" | "a" | "this" | "poss" | null;
  /** Index of the phrase it is in apposition to; -1 for none. */
  same: number;
  readonly persons: readonly PersonMeaning[];
  /** The phrase stands inside another one as its modifier. */
  nested: boolean;
}

const POSSESSIVE = new Set(["'s", "’s", "'", "’"]);
const HOSTED =
  /\b(ambassador|envoy|consul|consul general|consul-general|representative|emissary|attache|attaché|delegate|charge d'affaires|high commissioner|visitor)\b/;

/** Puts items together to phrases: titles with names, nouns with their adjectives and owners, heads with what follows "of". In text order. */
export function findPhrases(doc: Doc, knowledge: Knowledge, items: readonly Item[]): Phrase[] {
  const { tokens, syntax } = doc;
  const word = (name: string) => knowledge.words.get(name) ?? new Set<string>();
  const modifiers = word("modifier");
  const formers = word("former");
  const masculine = word("honorific-m");
  const feminine = word("honorific-f");
  const honorific = word("honorific");
  const form = (i: number) => tokens.form[i] ?? "";
  const lower = (i: number) => form(i).toLowerCase();

  const phrases: Phrase[] = [];
  /** Phrase → the owner phrase before an "'s". */
  let owner = -1;

  const modifies = (i: number): boolean => {
    const f = form(i);
    if (f === "-" || f === "–") return true;
    const l = f.toLowerCase();
    if (modifiers.has(l)) return true;
    const tag = syntax.upos[i];
    if (tag === Upos.ADJ || tag === Upos.NUM) return true;
    if (tag === Upos.NOUN)
      return syntax.head[i] !== -1 && (syntax.head[i] as number) > i && (syntax.head[i] as number) <= i + 3;
    if (tag === Upos.VERB ? syntax.deprel[i] === Rel.amod : tag === Upos.ADV)
      return (syntax.head[i] as number) > i && (syntax.head[i] as number) <= i + 3 && /(ed|ing|ly|en)$/.test(l);
    return false;
  };
  /** Whether `b` goes on with the phrase that `a` is in. */
  const joins = (a: Item, b: Item): boolean => {
    if (tokens.sentenceOf[a.last] !== tokens.sentenceOf[b.first]) return false;
    const gap = b.first - a.last - 1;
    if (gap > 3) return false;
    for (let i = a.last + 1; i < b.first; i++) if (!modifies(i)) return false;
    if (a.type === "name" || a.type === "person")
      return gap === 0 && b.type === "role" && (b.role?.form === "body" || b.role?.form === "suffix");
    if (b.type === "name" || b.type === "person") {
      if (gap > 0 && !(gap === 1 && a.type === "role" && form(a.last + 1) === "-")) return false;
      if (a.type === "role") return a.role?.form === "office" || a.role?.form === "person" || a.role?.form === "body";
      return isCapital(form(a.last)) && (a.type === "state" || a.type === "body");
    }
    if (a.type === "role") return b.type === "role" && !(a.role?.plural && gap === 0 && a.role.form !== "people");
    if (a.type === "body") return b.type === "role";
    if (b.type === "state" && b.state?.by !== "adjective") return false;
    if (b.type === "state") return gap === 0 && a.type !== "place";
    if (b.type === "place") return false;
    return true;
  };

  let k = 0;
  while (k < items.length) {
    const group: Item[] = [items[k] as Item];
    while (k + group.length < items.length && joins(group[group.length - 1] as Item, items[k + group.length] as Item)) {
      group.push(items[k + group.length] as Item);
    }
    k += group.length;
    const head = group[group.length - 1] as Item;
    const before = group.slice(0, -1);
    let first = (group[0] as Item).first;
    const sentence = tokens.sentenceStart[tokens.sentenceOf[first] as number] as number;
    const phrase: Phrase = {
      first,
      last: head.last,
      core: head.last,
      kind: head.type === "name" ? "person" : head.type,
      item: head,
      before,
      nameFirst: -1,
      nameLast: -1,
      role: null,
      roleText: null,
      country: null,
      state: null,
      of: -1,
      former: false,
      gender: null,
      plural: false,
      definite: null,
      same: -1,
      persons: head.persons,
      nested: false,
    };
    // Modifiers and the determiner to the left: "the two former senior".
    if (head.type === "role" || before.some((x) => x.type === "role") || head.type === "body") {
      for (let i = first - 1; i >= sentence && first - i <= 5; i--) {
        if (POSSESSIVE.has(form(i))) break;
        if (!modifies(i)) break;
        if (form(i) === "-" && i > sentence && modifies(i - 1) === false) break;
        first = i;
      }
    }
    const left = first - 1 >= sentence ? lower(first - 1) : "";
    const modifier =
      head.type !== "role" &&
      (syntax.deprel[head.last] === Rel.compound || syntax.deprel[head.last] === Rel.amod) &&
      (syntax.head[head.last] as number) > head.last;
    if (left === "the" && !modifier) phrase.definite = "the";
    else if (head.type !== "role" && !head.state?.plural && !before.some((x) => x.type === "role"))
      phrase.definite = null;
    else if (left === "a" || left === "an") phrase.definite = "a";
    else if (
      syntax.upos[first - 1] === Upos.DET &&
      (left === "this" || left === "that" || left === "these" || left === "those")
    )
      phrase.definite = "this";
    else if (
      left === "his" ||
      left === "her" ||
      left === "their" ||
      left === "its" ||
      left === "my" ||
      left === "our" ||
      left === "your"
    )
      phrase.definite = "poss";
    if (phrase.definite) first--;
    phrase.first = first;
    for (let i = first; i <= head.first; i++) {
      if (formers.has(lower(i))) phrase.former = true;
    }

    if (head.type === "name" || head.type === "person") {
      phrase.nameFirst = head.first;
      phrase.nameLast = head.last;
      const title = before.findLast((x) => x.type === "role");
      if (title?.role) {
        phrase.role = title.role;
        phrase.roleText = roleText(doc, before, title, formers);
        phrase.gender = title.role.gender;
      }
      // "Mr Blair", "Mrs. Thatcher": an honorific is the run's own first word.
      let start = head.first;
      while (
        start < head.last &&
        (masculine.has(lower(start)) || feminine.has(lower(start)) || honorific.has(lower(start)))
      ) {
        phrase.gender ??= masculine.has(lower(start)) ? "m" : feminine.has(lower(start)) ? "f" : null;
        start++;
        if (form(start) === ".") start++;
      }
      phrase.nameFirst = start;
      if (first === head.first && start === head.first && head.first > sentence) {
        const l = lower(head.first - 1);
        if (masculine.has(l) || feminine.has(l)) {
          phrase.gender = masculine.has(l) ? "m" : "f";
          phrase.first = head.first - 1;
        }
      }
    } else if (head.type === "role" && head.role) {
      phrase.role = head.role;
      phrase.plural = head.role.plural;
      phrase.gender = head.role.gender;
      phrase.roleText = roleText(doc, before, head, formers);
      const named = before[before.length - 1];
      // "Jilin Petrochemical Company": a name and the noun of a body, all in capitals, are the name of a body.
      if (named?.type === "name" && bodily(head.role) && isCapital(form(head.last))) {
        let from = named.first;
        for (let b = before.length - 2; b >= 0; b--) {
          const x = before[b] as Item;
          if (x.last === from - 1 && (x.type === "place" || x.type === "state")) from = x.first;
        }
        phrase.kind = "body";
        phrase.nameFirst = from;
        phrase.nameLast = head.last;
      } else if (
        (named?.type === "place" || (named?.type === "state" && named.state?.by !== "adjective")) &&
        bodily(head.role) &&
        isCapital(form(head.last)) &&
        named.last === head.first - 1
      ) {
        phrase.kind = "body";
        phrase.nameFirst = named.first;
        phrase.nameLast = head.last;
      }
    } else if (head.type === "state" && head.state) {
      phrase.plural = head.state.plural;
    }
    // The country: an adjective or a name before the head, nearest first.
    for (let b = before.length - 1; b >= 0 && !phrase.state; b--) {
      const x = before[b] as Item;
      if (x.type === "state" && x.state) {
        phrase.state = x.state;
        phrase.country = x.state.state.code;
      } else if (x.type === "place" && x.place?.country && !phrase.country) phrase.country = x.place.country;
    }
    if (head.type === "state" && head.state) {
      phrase.state = head.state;
      phrase.country = head.state.state.code;
    } else if (head.type === "place") phrase.country = head.place?.country ?? null;
    const index = phrases.length;
    if (owner >= 0 && phrase.first - 1 >= 0) {
      const o = phrases[owner] as Phrase;
      phrase.of = owner;
      if (!phrase.country) {
        phrase.country = o.country;
        phrase.state = o.state;
      }
      phrase.definite = "poss";
      phrase.first = o.first;
      o.nested = true;
    }
    owner = -1;
    phrases.push(phrase);
    // "China's foreign minister": the owner of what comes next.
    const after = phrase.last + 1;
    if (POSSESSIVE.has(form(after)) && k < items.length) {
      const next = items[k] as Item;
      let open =
        next.first > after &&
        next.first - after <= 5 &&
        tokens.sentenceOf[next.first] === tokens.sentenceOf[after] &&
        (next.type === "role" ||
          next.type === "state" ||
          next.type === "body" ||
          // "Italy's Ricardo Patrese", "Japan's Meteorological Agency"
          ((next.type === "name" || next.type === "person") && phrase.kind === "state" && next.first === after + 1));
      for (let i = after + 1; open && i < next.first; i++) if (!modifies(i)) open = false;
      if (open) owner = index;
    }
  }
  attach(doc, knowledge, phrases);
  return phrases;
}

/** A noun that ends the name of a body: "Company", "Council". */
function bodily(role: RoleMeaning): boolean {
  return role.form === "body" || role.form === "suffix";
}

/** What follows a head: "president of France", "spokesman for the foreign ministry", "Minister of Foreign Affairs"; and appositions. */
function attach(doc: Doc, knowledge: Knowledge, phrases: Phrase[]): void {
  const { tokens } = doc;
  const lower = (i: number) => (tokens.form[i] ?? "").toLowerCase();
  for (let p = phrases.length - 2; p >= 0; p--) {
    // Twice: "the Ministry of Foreign Affairs of Peru" has two that follow.
    for (let times = 0, q = p + 1; times < 2 && q < phrases.length; times++, q++) {
      const phrase = phrases[p] as Phrase;
      while (q < phrases.length - 1 && (phrases[q] as Phrase).first <= phrase.last) q++;
      const next = phrases[q] as Phrase;
      if (tokens.sentenceOf[phrase.last] !== tokens.sentenceOf[next.first] || next.first <= phrase.last) break;
      const link = lower(phrase.last + 1);
      const gap = next.first - phrase.last - 1;
      // "Prime Minister John Major of Britain"
      if (phrase.kind === "person" && gap === 1 && link === "of" && (next.kind === "state" || next.kind === "place")) {
        phrase.country ??= next.country;
        phrase.state ??= next.state;
        phrase.last = next.last;
        next.nested = true;
        break;
      }
      // "the Republican Party of Turkmenistan"
      if (
        phrase.kind === "body" &&
        phrase.item.body?.kind === "party" &&
        gap === 1 &&
        link === "of" &&
        next.kind === "state"
      ) {
        phrase.country ??= next.country;
        phrase.state ??= next.state;
        phrase.last = next.last;
        next.nested = true;
        break;
      }
      // "residents of central Israel"
      const narrowed =
        gap === 2 && (next.kind === "state" || next.kind === "place") && NARROWER.test(lower(phrase.last + 2));
      if (phrase.role && phrase.kind !== "person" && (gap === 1 || narrowed) && PREPOSITIONS.has(link)) {
        const role = phrase.role;
        const portfolio =
          next.kind === "person" && next.nameFirst >= 0 && (link === "of" || link === "for")
            ? portfolioAt(doc, knowledge, next.nameFirst, next.nameLast)
            : null;
        if (portfolio && MINISTERIAL.test(role.role)) {
          const name = portfolio.name;
          phrase.roleText = role.form === "body" ? `${name} ministry` : `${name} minister`;
          phrase.role = {
            ...role,
            role: phrase.roleText,
            sector: role.form === "body" ? portfolio.sector : role.sector,
          };
          phrase.last = portfolio.last;
          next.nested = true;
          next.kind = "role";
          next.role = null;
          continue;
        }
        // "University of Southern California", "Bank of Thailand": with capitals, what follows is part of the name.
        if (
          link === "of" &&
          role.form === "body" &&
          !phrase.plural &&
          phrase.kind === "role" &&
          !STATELY.has(role.sector) &&
          isCapital(tokens.form[phrase.item.last] as string) &&
          isCapital(tokens.form[next.item.first] as string)
        ) {
          phrase.kind = "body";
          phrase.nameFirst =
            phrase.before.find((x) => isCapital(tokens.form[x.first] as string) && x.type !== "state")?.first ??
            phrase.item.first;
          phrase.nameLast = next.last;
          phrase.last = next.last;
          phrase.country ??= next.country;
          next.nested = true;
          continue;
        }
        const hosted = link === "to" && HOSTED.test(role.role);
        const placed = link === "in" || link === "at" || link === "from" || link === "on";
        if (
          placed &&
          next.kind !== "place" &&
          next.kind !== "state" &&
          next.kind !== "body" &&
          next.role?.form !== "body"
        )
          continue;
        if (link === "in" && (role.sector === "MIL" || role.form === "office")) continue;
        if (link === "to" && !hosted) continue;
        if (link === "with" && !(next.kind === "body" || next.role?.form === "body")) continue;
        if (next.kind === "person" && !(next.role?.form === "body") && link !== "of") continue;
        if (!hosted) {
          phrase.of = phrase.of < 0 ? q : phrase.of;
          if (!phrase.country) {
            phrase.country = next.country;
            phrase.state = next.state;
          }
        }
        if (link === "of" || link === "for" || hosted) {
          phrase.last = next.last;
          next.nested = true;
        }
      }
    }
  }
  for (let p = 0; p + 1 < phrases.length; p++) apposition(doc, phrases, p);
}

/** Sectors whose bodies belong to the state that "of" names, and do not have it in their name. */
const STATELY: ReadonlySet<Sector> = new Set<Sector>(["GOV", "MIL", "COP", "LEG", "SPY", "PTY", "REB", "UAF", "OPP"]);

const NARROWER = /^(central|(north|south)?(east|west)(ern)?|northern|southern|neighbou?ring|occupied|downtown|rural)$/;

const PREPOSITIONS = new Set(["of", "for", "to", "in", "at", "from", "with", "on"]);
const MINISTERIAL =
  /^(minister|ministry|vice minister|deputy minister|secretary|secretary of state|department|minister of state|state minister|cabinet minister|junior minister|undersecretary)$/;

function portfolioAt(
  doc: Doc,
  knowledge: Knowledge,
  first: number,
  last: number,
): { name: string; sector: Sector; last: number } | null {
  const words: string[] = [];
  let best: { name: string; sector: Sector; last: number } | null = null;
  for (let i = first; i < doc.tokens.count && i <= last + 5; i++) {
    const form = doc.tokens.form[i] as string;
    if (i > last && !isCapital(form) && form !== "and" && form !== "&") break;
    words.push(form.toLowerCase() === "&" ? "and" : form.toLowerCase());
    const name = words.join(" ");
    const sector = knowledge.portfolios.get(name);
    if (sector) best = { name, sector, last: i };
  }
  return best;
}

/** "Wang Yi, China's foreign minister,"; "the foreign minister, Wang Yi"; "the World Health Organization (WHO)". */
function apposition(doc: Doc, phrases: Phrase[], p: number): void {
  const { tokens } = doc;
  const one = phrases[p] as Phrase;
  let q = p + 1;
  while (q < phrases.length && (phrases[q] as Phrase).first <= one.last) q++;
  // "Ana Ruiz, Peru's health minister": the owner begins where its phrase does.
  while (q + 1 < phrases.length && (phrases[q + 1] as Phrase).first <= (phrases[q] as Phrase).first) q++;
  const other = phrases[q];
  if (!other || other.same >= 0 || tokens.sentenceOf[one.last] !== tokens.sentenceOf[other.first]) return;
  const gap = other.first - one.last - 1;
  const opener = tokens.form[one.last + 1] ?? "";
  const closer = tokens.form[other.last + 1] ?? ".";
  if (gap === 1 && opener === "(" && closer === ")") {
    if (one.kind === "body" || one.role?.form === "body") {
      const acronym = tokens.form[other.core] ?? "";
      if (other.first === other.last && acronym === acronym.toUpperCase()) other.same = p;
    }
    return;
  }
  if (gap !== 1 || opener !== ",") return;
  const { syntax } = doc;
  const tree =
    syntax.deprel[other.core] === Rel.appos &&
    (syntax.head[other.core] as number) >= one.first &&
    (syntax.head[other.core] as number) <= one.last;
  if (!tree && !/^[,.;:)—–]$|^(who|said|says|told|and|--)$/.test(closer)) return;
  const person = (x: Phrase) => x.kind === "person" && !x.plural && x.nameFirst >= 0;
  const nominal = (x: Phrase) =>
    x.kind === "role" && x.role !== null && !x.plural && (x.role.form === "office" || x.role.form === "person");
  if (person(one) && nominal(other) && closer !== "and") other.same = p;
  else if (nominal(one) && person(other) && closer !== "and" && !other.role) other.same = p;
  else if (
    one.kind === "body" &&
    other.kind === "role" &&
    other.role?.form === "body" &&
    other.definite &&
    closer !== "and"
  )
    other.same = p;
}

/** The role in words, with what narrows it: "deputy foreign minister", "foreign ministry spokesperson". */
function roleText(doc: Doc, before: readonly Item[], head: Item, formers: ReadonlySet<string>): string {
  const parts: string[] = [];
  let from = head.first;
  for (let b = before.indexOf(head) < 0 ? before.length - 1 : before.indexOf(head) - 1; b >= 0; b--) {
    const x = before[b] as Item;
    if (x.type !== "role" || x.role?.form !== "body") break;
    from = x.first;
  }
  for (let i = from - 1; i >= 0 && from - i <= 2; i--) {
    const l = (doc.tokens.form[i] as string).toLowerCase();
    if (!RANK.has(l) || formers.has(l)) break;
    from = i;
  }
  for (let i = from; i < head.first; i++) parts.push((doc.tokens.form[i] as string).toLowerCase());
  parts.push(head.role?.role ?? "");
  return parts.join(" ").replaceAll(" - ", "-").replaceAll(" 's", "'s");
}

const RANK = new Set([
  "deputy",
  "vice",
  "assistant",
  "acting",
  "interim",
  "first",
  "chief",
  "senior",
  "associate",
  "caretaker",
]);
