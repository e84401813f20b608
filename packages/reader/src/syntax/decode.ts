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
export function decodeHeads(scores: Float32Array | Int32Array, n: number, head: Int32Array, at: number): void {
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

/**
 * Words that are linked by heads form groups; each has one cycle, save the one that has the root. Each cycle in turn is
 * opened towards another group, until all are one.
 */
function openCycles(
  scores: Float32Array | Int32Array,
  n: number,
  width: number,
  root: number,
  head: Int32Array,
  at: number,
): void {
  const row = width + 1;
  const leader = new Int32Array(n);
  for (let i = 0; i < n; i++) leader[i] = i;
  const groupOf = (i: number): number => {
    let j = i;
    while (leader[j] !== j) {
      leader[j] = leader[leader[j] as number] as number;
      j = leader[j] as number;
    }
    return j;
  };
  for (let i = 0; i < n; i++) if (i !== root) leader[groupOf(i)] = groupOf(head[at + i] as number);

  // Most sentences have no cycle.
  let groups = 0;
  for (let i = 0; i < n; i++) if (leader[i] === i) groups++;
  if (groups === 1) return;

  const passed = new Int32Array(n);
  let walk = 0;
  for (let i = 0; i < n; i++)
    while (groupOf(i) !== groupOf(root)) {
      // Up from i until a word comes again: it is on the cycle.
      let j = i;
      walk++;
      while (passed[j] !== walk) {
        passed[j] = walk;
        j = head[at + j] as number;
      }
      const first = j;
      const group = groupOf(i);
      let word = first;
      let to = root;
      let least = Infinity;
      do {
        const from = bandStart(j, n, width);
        const now = scores[j * row + 1 + (head[at + j] as number) - from] as number;
        for (let k = 0; k < width; k++) {
          const loss = now - (scores[j * row + 1 + k] as number);
          if (loss < least && groupOf(from + k) !== group) {
            least = loss;
            word = j;
            to = from + k;
          }
        }
        j = head[at + j] as number;
      } while (j !== first);
      head[at + word] = to;
      leader[group] = groupOf(to);
    }
}
