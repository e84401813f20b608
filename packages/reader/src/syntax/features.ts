/**
 * What a word shows by itself: its letters. Each feature is a 32-bit number, the hash of its kind and its value; the
 * training keeps those that occur often enough, and each of those has a row of weights.
 */

/** The features before this place name the word itself; the training hides them now and then, to learn from the rest. */
export const NAMING_FEATURES = 2;

/**
 * The features of a word: itself in small letters, itself as it stands, its last one to four letters, its first one
 * to four, its shape ("Xx", "x-x", "d,d"), and one that every word has.
 */
export function wordFeatures(form: string): Int32Array {
  const word = plainCharacters(form);
  const low = withoutDigits(word.toLowerCase());
  const n = low.length;
  const features = new Int32Array(12);
  features[0] = stirred(over(begin(0), low, 0, n));
  features[1] = stirred(over(begin(1), word, 0, word.length));
  for (let k = 1; k <= 4; k++) {
    // Where the word is no longer than the ending or the beginning, that says so: "^of", "of$".
    const ending = n > k ? over(begin(1 + k), low, n - k, n) : over(onto(begin(1 + k), 0x5e), low, 0, n);
    const beginning = n > k ? over(begin(5 + k), low, 0, k) : onto(over(begin(5 + k), low, 0, n), 0x24);
    features[2 * k] = stirred(ending);
    features[2 * k + 1] = stirred(beginning);
  }
  const shape = shapeOf(word);
  features[10] = stirred(over(begin(10), shape, 0, shape.length));
  features[11] = stirred(begin(11));
  return features;
}

/** Those features of a word in small letters that no other word has: itself, and endings and beginnings as long as it. */
export function wholeWordFeatures(low: string): Int32Array {
  return wordFeatures(low).filter((_, i) => i === 0 || (i >= 2 && i < 10 && low.length <= i >> 1));
}

/** The names under which a word's vector may be found, the best first: "Franco-German" → "franco-german", "german". */
export function vectorKeys(form: string): Int32Array {
  const low = plainCharacters(form).toLowerCase();
  const n = low.length;
  const key = stirred(over(begin(20), low, 0, n));
  const hyphen = low.lastIndexOf("-");
  return hyphen > 0 && hyphen < n - 1
    ? Int32Array.of(key, stirred(over(begin(20), low, hyphen + 1, n)))
    : Int32Array.of(key);
}

/** The place of a key in a sorted list, -1 where it is not there. */
export function placeOf(sorted: Int32Array, key: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < key) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === key ? low : -1;
}

/** Typographers' quotation marks and dashes as the treebanks mostly have them; web addresses all alike; not too long. */
function plainCharacters(form: string): string {
  const first = form.charCodeAt(0) | 0x20;
  if ((first === 0x68 || first === 0x77) && /^(?:https?:|www\.)/i.test(form)) return "http://x";
  const plain = hasTypography(form) ? form.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, "-") : form;
  return plain.length > 40 ? plain.slice(0, 40) : plain;
}

function hasTypography(form: string): boolean {
  for (let i = 0; i < form.length; i++) {
    const code = form.charCodeAt(i);
    if (code >= 0x2013 && code <= 0x201d) return true;
  }
  return false;
}

function withoutDigits(word: string): string {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code >= 0x30 && code <= 0x39) return word.replace(/[0-9]/g, "0");
  }
  return word;
}

/** Upper case X, lower case x, digits d, all else as it stands; repetitions once: "McDonald" → "XxXx", "1,250" → "d,d". */
function shapeOf(word: string): string {
  let shape = "";
  let last = "";
  for (let i = 0; i < word.length && shape.length < 8; ) {
    const code = word.codePointAt(i) as number;
    const kind = code < 0x80 ? (PLAIN_SHAPES[code] as string) : shapeOfLetter(String.fromCodePoint(code));
    if (kind !== last) shape += kind;
    else if (kind === "X" && shape.length === 1) shape += "X";
    last = kind;
    i += code > 0xffff ? 2 : 1;
  }
  return shape;
}

function shapeOfLetter(c: string): string {
  return c !== c.toLowerCase() ? "X" : c !== c.toUpperCase() ? "x" : c;
}

const PLAIN_SHAPES = Array.from({ length: 0x80 }, (_, code) => {
  const c = String.fromCharCode(code);
  return c >= "0" && c <= "9" ? "d" : shapeOfLetter(c);
});

/** FNV-1a over a kind and UTF-16 code units, at last stirred. */
function begin(kind: number): number {
  return 0x811c9dc5 ^ Math.imul(kind + 1, 0x9e3779b1);
}

function onto(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

function over(hash: number, text: string, from: number, to: number): number {
  let h = hash;
  for (let i = from; i < to; i++) h = onto(h, text.charCodeAt(i));
  return h;
}

function stirred(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
  return (h ^ (h >>> 15)) | 0;
}
