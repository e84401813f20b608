/**
 * From scores to a tree. Row `i` of `scores` holds how well each candidate suits word `i` as its head: first the root of
 * the sentence, then the words of a band of `width` words that begins with word `bandStart(i, …)`. In short sentences
 * the band is the sentence.
 */

/** Words whose heads are sought: in sentences longer than twice this, only as near as this. It bounds time and memory. */
export const REACH = 128;

/** How many words a band holds in a sentence of `n` words. */
export function bandWidth(n: number): number {
  return Math.min(n, 2 * REACH + 1);
}

/** The first word of the band of word `i`. */
export function bandStart(i: number, n: number, width: number): number {
  return Math.max(0, Math.min(i - REACH, n - width));
}

/**
 * Gives every word the head that suits it best such that all is one tree: one root, no cycles. The word that gains most
 * by being the root is the root; all others take their best word; then each cycle is opened where it costs
 * least to hang it on words outside of it. That is the greedy half of Chu and Liu's and Edmonds' algorithm (Edmonds 1967).
 * Writes places in the sentence, -1 for the root, into `head` from `at` on.
 */
export function decodeHeads(
  scores: Float32Array | Int32Array,
  n: number,
  head: Int32Array,
  at: number,
): void {
  const width = bandWidth(n);
  const row = width + 1;
  let root = 0;
  let gain = -Infinity;
  for (let i = 0; i < n; i++) {
    const from = bandStart(i, n, width);
    let best = -1;
    let most = -Infinity;
    for (let k = 0; k < width; k++) {
      const score = scores[i * row + 1 + k] as number;
      if (score > most && from + k !== i) {
        most = score;
        best = from + k;
      }
    }
    head[at + i] = best;
    const more = (scores[i * row] as number) - most;
    if (more > gain) {
      gain = more;
      root = i;
    }
  }
  head[at + root] = -1;
  openCycles(scores, n, width, root, head, at);
}

function openCycles(
  scores: Float32Array | Int32Array,
  n: number,
  width: number,
  root: number,
  head: Int32Array,
  at: number,
): void {
  // Colours: 0 not yet seen; the same number for all words on one walk upwards; DONE where the walk reached the root.
  const colour = new Int32Array(n);
  const DONE = -1;
  colour[root] = DONE;
  for (let i = 0; i < n; i++) {
    const walk = i + 1;
    for (;;) {
      let j = i;
      while (colour[j] === 0) {
        colour[j] = walk;
        j = head[at + j] as number;
      }
      if (colour[j] === DONE) break;
      // A cycle through j. What hangs below it are words of this walk, and others that lead here unseen: a word is
      // outside if its own way up does not lead into the cycle.
      const v = cheapestWayOut(scores, n, width, root, head, at, j);
      head[at + v.word] = v.head;
      for (let k = 0; k < n; k++) if (colour[k] === walk) colour[k] = 0;
    }
    for (let j = i; colour[j] !== DONE; j = head[at + j] as number) colour[j] = DONE;
  }
}

/** Of all words on the cycle through `start`, the one that loses least by another head, one that does not lead into the cycle. */
function cheapestWayOut(
  scores: Float32Array | Int32Array,
  n: number,
  width: number,
  root: number,
  head: Int32Array,
  at: number,
  start: number,
): { word: number; head: number } {
  const row = width + 1;
  const leads = leadsInto(n, root, head, at, start);
  let word = start;
  let to = root;
  let least = Infinity;
  let j = start;
  do {
    const from = bandStart(j, n, width);
    const now = scores[j * row + 1 + (head[at + j] as number) - from] as number;
    for (let k = 0; k < width; k++) {
      if (leads[from + k] === 1) continue;
      const loss = now - (scores[j * row + 1 + k] as number);
      if (loss < least) {
        least = loss;
        word = j;
        to = from + k;
      }
    }
    j = head[at + j] as number;
  } while (j !== start);
  return { word, head: to };
}

/** 1 for every word whose way up leads into the cycle through `start`, the cycle's own words included. */
function leadsInto(n: number, root: number, head: Int32Array, at: number, start: number): Uint8Array {
  const NO = 2;
  const known = new Uint8Array(n);
  known[root] = NO;
  let j = start;
  do {
    known[j] = 1;
    j = head[at + j] as number;
  } while (j !== start);
  const way: number[] = [];
  const on = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    way.length = 0;
    for (j = i; known[j] === 0 && on[j] === 0; j = head[at + j] as number) {
      on[j] = 1;
      way.push(j);
    }
    const answer = known[j] === 0 ? NO : (known[j] as number);
    for (const k of way) {
      known[k] = answer;
      on[k] = 0;
    }
  }
  return known;
}
