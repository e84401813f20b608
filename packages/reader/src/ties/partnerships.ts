import { Rel, Upos } from "../syntax/syntax.ts";
import type { FoundTie } from "./found.ts";
import { namedBehind, partiesAround, phraseStart, together } from "./parties.ts";
import { dateNear, isUnreal, NOBODY, type Parties, type Scene } from "./scene.ts";

/**
 * Reads partnerships under their exact names: "a more solid and vibrant comprehensive strategic partnership between the
 * two countries", "China and Pakistan are all-weather strategic cooperative partners". The wording is the rank, so the
 * name is kept as it stands.
 */
export function findPartnerships(scene: Scene): FoundTie[] {
  const found: FoundTie[] = [];
  for (let i = 0; i < scene.count; i++) {
    if (scene.words.partnerships.get(scene.form(i))?.noun === undefined) continue;
    const tie = readPartnership(scene, i);
    if (tie) found.push(tie);
  }
  return found;
}

function readPartnership(scene: Scene, noun: number): FoundTie | null {
  const { partnerships } = scene.words;
  const { tokens, syntax } = scene.doc;
  if (partnerships.get(scene.form(noun + 1))?.other !== undefined) return null;
  const start = nameStart(scene, noun);
  if (start < 0) return null;
  const end = nameEnd(scene, noun);
  const first = phraseStart(scene, start);
  for (let i = first; i < start; i++) if (scene.words.words.get(scene.form(i))?.no !== undefined) return null;
  const verb = verbBefore(scene, first);
  const role = verb < 0 ? undefined : scene.know(partnerships, verb);
  // "upgraded their ties to a strategic partnership", but "elevate the partnership to a new height" presupposes one.
  const begins = role?.begin !== undefined || (role?.reach !== undefined && scene.form(first - 1) === "to");
  // "hope to establish a strategic partnership" tells of none; "hope to deepen" one does.
  if (begins && isUnreal(scene, verb)) return null;
  const around = partiesAround(scene, first, end);
  const copular = scene.form(noun).startsWith("partner") && !scene.form(noun).startsWith("partnership");
  const behind = namedBehind(scene, first, end);
  const subject =
    behind.who.length > 0 ? behind : copular ? predicated(scene, noun) : verb >= 0 ? scene.subject(verb) : NOBODY;
  // "partners" are told of their subject: without one, whose they are is not told.
  if (copular && subject.who.length === 0 && around.all.who.length < 2) return null;
  const parties = together(scene, around, subject, first);
  if (parties.who.length < 2 || parties.who.length > 4) return null;
  const name = tokens.text.slice(tokens.start[start], tokens.end[end]).replace(/\s+/g, " ");
  const ends = verb >= 0 && scene.know(partnerships, verb)?.end !== undefined && syntax.upos[verb] === Upos.VERB;
  return {
    kind: "partnership",
    parties: parties.who,
    name,
    level: null,
    since: begins ? (dateNear(scene, verb, end)?.time.value ?? null) : null,
    distinction: null,
    status: ends ? "ended" : "in-force",
    first: start,
    last: end,
    sentence: scene.sentence(noun),
    saidIn: scene.saidIn(noun),
    why: `ties/partnerships: ${name}`,
    confidence: parties.confidence,
  };
}

/** "China and Chad are friendly neighbours and strategic partners": the subject of the noun, or of what it is coordinated with. */
export function predicated(scene: Scene, noun: number): Parties {
  const { syntax } = scene.doc;
  let i = noun;
  for (let climbed = 0; climbed < 3 && i >= 0; climbed++) {
    const subject = scene.subjectHead(i);
    if (subject >= 0) return scene.phrase(subject);
    if (syntax.deprel[i] === Rel.appos) return scene.phrase(syntax.head[i] as number);
    if (syntax.deprel[i] !== Rel.conj) break;
    i = syntax.head[i] as number;
  }
  return NOBODY;
}

/** First word of the name: the words of rank before the noun. -1 where none makes it a partnership of states. */
function nameStart(scene: Scene, noun: number): number {
  const { partnerships } = scene.words;
  let start = -1;
  let core = false;
  for (let i = noun - 1; i >= Math.max(scene.from(noun), noun - 10); i--) {
    const word = scene.form(i);
    // "all-weather" is three words.
    const compound = scene.form(i - 1) === "-" ? partnerships.get(`${scene.form(i - 2)}-${word}`)?.rank : undefined;
    if (compound !== undefined) {
      i -= 2;
      start = i;
      if (compound === "1") core = true;
      continue;
    }
    const rank = partnerships.get(word)?.rank;
    if (rank !== undefined) {
      start = i;
      if (rank === "1") core = true;
    } else if (word !== "and" && word !== "," && word !== "-") break;
    else if (start < 0) break;
  }
  return core ? start : -1;
}

function nameEnd(scene: Scene, noun: number): number {
  for (const tail of scene.words.tails)
    if (tail.every((word, k) => scene.form(noun + 1 + k) === word)) return noun + tail.length;
  return noun;
}

/** The verb that the partnership is the object of, at most eight words before it. */
function verbBefore(scene: Scene, first: number): number {
  const { syntax } = scene.doc;
  for (let i = first - 1; i >= Math.max(scene.from(first), first - 8); i--) {
    const upos = syntax.upos[i] as number;
    if (upos === Upos.VERB) return i;
    if (upos === Upos.SCONJ || upos === Upos.PUNCT) break;
  }
  return -1;
}
