/** A stretch that both texts have, or one alone. */
export interface Piece {
  in: "both" | "old" | "new";
  text: string;
  /** Its place among the pieces. */
  at: number;
}

/** Beyond so many differing words the middle of two texts is told as replaced, so that the time stays bounded. */
const MOST = 4000;

/**
 * What went from one text and what came in another, word by word: the shortest edit script by Myers (An O(ND) difference
 * algorithm, 1986) over words and the white space between them. Texts that differ in more than some thousand words are
 * told as replaced between what they begin and end with alike.
 */
export function differencesOf(before: string, after: string): Piece[] {
  const a = before.match(/\s+|[^\s]+/g) ?? [];
  const b = after.match(/\s+|[^\s]+/g) ?? [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const pieces: Piece[] = [];
  const add = (where: Piece["in"], words: readonly string[]) => {
    const text = words.join("");
    if (!text) return;
    const last = pieces.at(-1);
    if (last?.in === where) last.text += text;
    else pieces.push({ in: where, text, at: pieces.length });
  };
  add("both", a.slice(0, start));
  for (const [where, words] of middle(a.slice(start, endA), b.slice(start, endB))) add(where, words);
  add("both", a.slice(endA));
  return pieces;
}

function middle(a: readonly string[], b: readonly string[]): [Piece["in"], string[]][] {
  const replaced: [Piece["in"], string[]][] = [
    ["old", [...a]],
    ["new", [...b]],
  ];
  const most = Math.min(a.length + b.length, MOST);
  // furthest[k + most]: how far along `a` the diagonal k has been followed.
  const furthest = new Int32Array(2 * most + 3);
  const trail: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    trail.push(furthest.slice(most + 1 - d - 1, most + 1 + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = (furthest[most + 1 + k + 1] as number) ?? 0;
      const right = (furthest[most + 1 + k - 1] as number) ?? 0;
      let x = k === -d || (k !== d && right < down) ? down : right + 1;
      while (x < a.length && x - k < b.length && x - k >= 0 && a[x] === b[x - k]) x++;
      furthest[most + 1 + k] = x;
      if (x >= a.length && x - k >= b.length) return walked(a, b, trail, d);
    }
  }
  return replaced;
}

/** Follows the trail of the search back from both ends to both beginnings. */
function walked(
  a: readonly string[],
  b: readonly string[],
  trail: readonly Int32Array[],
  last: number,
): [Piece["in"], string[]][] {
  const out: [Piece["in"], string[]][] = [];
  let x = a.length;
  let y = b.length;
  for (let d = last; d > 0; d--) {
    const here = trail[d] as Int32Array;
    const of = (k: number) => (here[k + d + 1] as number) ?? 0;
    const k = x - y;
    const down = k === -d || (k !== d && of(k - 1) < of(k + 1));
    const before = down ? k + 1 : k - 1;
    const fromX = of(before);
    const fromY = fromX - before;
    while (x > fromX && y > fromY && x > 0 && y > 0 && a[x - 1] === b[y - 1]) {
      out.push(["both", [a[x - 1] as string]]);
      x--;
      y--;
    }
    if (down) out.push(["new", [b[y - 1] as string]]);
    else out.push(["old", [a[x - 1] as string]]);
    x = fromX;
    y = fromY;
  }
  while (x > 0 && y > 0) {
    out.push(["both", [a[x - 1] as string]]);
    x--;
    y--;
  }
  return out.reverse();
}
