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
  const features: number[] = [feature(0, low), feature(1, word)];
  for (let k = 1; k <= 4; k++) {
    features.push(feature(1 + k, low.length > k ? low.slice(-k) : `^${low}`));
    features.push(feature(5 + k, low.length > k ? low.slice(0, k) : `${low}$`));
  }
  features.push(feature(10, shapeOf(word)), feature(11, ""));
  return Int32Array.from(features);
}

/** Those features of a word in small letters that no other word has: itself, and endings and beginnings as long as it. */
export function wholeWordFeatures(low: string): Int32Array {
  return wordFeatures(low).filter((_, i) => i === 0 || (i >= 2 && i < 10 && low.length <= i >> 1));
}

/** The names under which a word's vector may be found, the best first: "Franco-German" → "franco-german", "german". */
export function vectorKeys(form: string): Int32Array {
  const low = plainCharacters(form).toLowerCase();
  const keys = [feature(20, low)];
  const hyphen = low.lastIndexOf("-");
  if (hyphen > 0 && hyphen < low.length - 1) keys.push(feature(20, low.slice(hyphen + 1)));
  return Int32Array.from(keys);
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
  if (/^(?:https?:|www\.)/i.test(form)) return "http://x";
  const plain = /[‘’“”–—]/.test(form) ? form.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, "-") : form;
  return plain.length > 40 ? plain.slice(0, 40) : plain;
}

function withoutDigits(word: string): string {
  return word.replace(/[0-9]/g, "0");
}

/** Upper case X, lower case x, digits d, all else as it stands; repetitions once: "McDonald" → "XxXx", "1,250" → "d,d". */
function shapeOf(word: string): string {
  let shape = "";
  let last = "";
  for (const c of word) {
    const kind = c >= "0" && c <= "9" ? "d" : c !== c.toLowerCase() ? "X" : c !== c.toUpperCase() ? "x" : c;
    if (kind !== last) shape += kind;
    else if (kind === "X" && shape.length === 1) shape += "X";
    last = kind;
    if (shape.length >= 8) break;
  }
  return shape;
}

/** FNV-1a over a kind and a text's UTF-16 code units, stirred. */
function feature(kind: number, value: string): number {
  let h = 0x811c9dc5 ^ Math.imul(kind + 1, 0x9e3779b1);
  for (let i = 0; i < value.length; i++) h = Math.imul(h ^ value.charCodeAt(i), 0x01000193);
  h ^= h >>> 13;
  h = Math.imul(h, 0x5bd1e995);
  return (h ^ (h >>> 15)) | 0;
}
