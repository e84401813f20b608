import type { Anniversary, Commitment, Span, Tie } from "../record.ts";
import type { FoundAnniversary } from "./anniversaries.ts";
import type { FoundCommitment } from "./commitments.ts";
import { type FoundTie, LEAST_CONFIDENCE } from "./found.ts";
import type { Scene } from "./scene.ts";

/** Lays what several passages tell of the same tie together, and reckons its date from its anniversaries. */
export function gatherTies(
  scene: Scene,
  found: readonly FoundTie[],
  anniversaries: readonly FoundAnniversary[],
): { ties: Tie[]; told: Anniversary[] } {
  const groups = new Map<string, FoundTie[]>();
  const sure = [...found].filter((tie) => tie.confidence >= LEAST_CONFIDENCE).sort((a, b) => a.first - b.first);
  for (const tie of sure) {
    const key = keyOf(scene, tie);
    const group = groups.get(key);
    if (group) group.push(tie);
    else groups.set(key, [tie]);
  }
  const ties: Tie[] = [];
  const told: Anniversary[] = [];
  for (const group of groups.values()) {
    const own = anniversaries.filter((anniversary) => group.includes(anniversary.of));
    const tie = tieOf(scene, group, own, `tie${ties.length + 1}`);
    ties.push(tie);
    told.push(...anniversariesOf(own, tie));
  }
  return { ties, told };
}

/**
 * Ties are the same where kind, parties and name are; that they hold and that they ended are two things. A state that took
 * the place of another keeps its ties.
 */
function keyOf(scene: Scene, { kind, parties, name, status }: FoundTie): string {
  const states = parties.map((a) => scene.actor(a).country ?? String(a)).sort();
  return [kind, states.join(","), (name ?? "").toLowerCase(), status === "ended"].join("|");
}

function tieOf(scene: Scene, group: readonly FoundTie[], anniversaries: readonly FoundAnniversary[], id: string): Tie {
  const [first] = group as [FoundTie, ...FoundTie[]];
  const best = Math.max(...group.map((tie) => tie.confidence));
  const reckoned = anniversaries[0]?.since ?? null;
  const told = group.find((tie) => tie.since !== null)?.since ?? null;
  return {
    id,
    parties: first.parties.map((a) => scene.actor(a).id),
    kind: first.kind,
    name: first.name,
    level: group.find((tie) => tie.level !== null)?.level ?? null,
    since: told ?? reckoned,
    distinction: group.find((tie) => tie.distinction !== null)?.distinction ?? null,
    status: first.status,
    evidence: spans([...group.map((tie) => tie.sentence), ...anniversaries.map((a) => a.sentence)]),
    saidIn: first.saidIn,
    why: [...new Set([...group.map((tie) => tie.why), ...anniversaries.map((a) => a.why)])].join("; "),
    confidence: round(best),
  };
}

function anniversariesOf(found: readonly FoundAnniversary[], tie: Tie): Anniversary[] {
  const byYear = new Map<string, FoundAnniversary[]>();
  for (const anniversary of found) {
    const key = `${anniversary.nth} ${anniversary.in.slice(0, 4)}`;
    const group = byYear.get(key);
    if (group) group.push(anniversary);
    else byYear.set(key, [anniversary]);
  }
  return [...byYear.values()].map((group) => {
    const [first] = group as [FoundAnniversary, ...FoundAnniversary[]];
    return {
      tie: tie.id,
      nth: first.nth,
      // The most exact date told.
      in: group.reduce((exact, a) => (a.in.length > exact.length ? a.in : exact), first.in),
      evidence: spans(group.map((a) => a.sentence)),
      saidIn: first.saidIn,
      why: first.why,
      confidence: round(Math.max(...group.map((a) => a.confidence))),
    };
  });
}

/** One entry for a promise that headline, lead and body tell: the same parties, the same verb, most of the same words. */
export function gatherCommitments(scene: Scene, found: readonly FoundCommitment[]): Commitment[] {
  const kept: { commitment: FoundCommitment; words: ReadonlySet<string> }[] = [];
  for (const commitment of found) {
    if (commitment.confidence < LEAST_CONFIDENCE) continue;
    const words = new Set<string>();
    for (let i = commitment.first; i <= commitment.last; i++) words.add(scene.lemma(i));
    const same = kept.findIndex((other) => isSame(scene, other.commitment, other.words, commitment, words));
    const other = kept[same];
    if (!other) kept.push({ commitment, words });
    else if (words.size > other.words.size)
      kept[same] = { commitment: { ...commitment, window: commitment.window ?? other.commitment.window }, words };
  }
  return kept.map(({ commitment }, k) => ({
    id: `c${k + 1}`,
    by: commitment.by.map((a) => scene.actor(a).id),
    with: commitment.with.map((a) => scene.actor(a).id),
    what: [scene.doc.tokens.start[commitment.first] as number, scene.doc.tokens.end[commitment.last] as number],
    window: commitment.window,
    saidIn: commitment.saidIn,
    why: commitment.why,
    confidence: round(commitment.confidence),
  }));
}

function isSame(
  scene: Scene,
  a: FoundCommitment,
  wordsOfA: ReadonlySet<string>,
  b: FoundCommitment,
  wordsOfB: ReadonlySet<string>,
): boolean {
  if (scene.lemma(a.verb) !== scene.lemma(b.verb) || !a.by.some((party) => b.by.includes(party))) return false;
  let shared = 0;
  for (const word of wordsOfA) if (wordsOfB.has(word)) shared++;
  return shared / Math.min(wordsOfA.size, wordsOfB.size) >= 0.7;
}

function spans(list: readonly Span[]): Span[] {
  const seen = new Map<number, Span>();
  for (const span of [...list].sort((a, b) => a[0] - b[0])) if (!seen.has(span[0])) seen.set(span[0], span);
  return [...seen.values()];
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
