/** What a UTF-16 code unit is to the cutting of words. */
export const SPACE = 1;
export const LETTER = 2;
export const DIGIT = 3;
/** Punctuation and symbols. */
export const SIGN = 4;
export type CharacterClass = typeof SPACE | typeof LETTER | typeof DIGIT | typeof SIGN;

/** Code units met so far; 0: not met yet. Filled on demand, since a text uses few of the 65,536. */
const CLASS = new Uint8Array(0x10000);

for (let c = 0; c < 0x80; c++) CLASS[c] = classify(c);

/** The class of a code unit. Surrogates are signs; what breaks no line and shows nothing (zero-width characters, direction marks, controls) is space. */
export function characterClass(code: number): number {
  const known = CLASS[code] as number;
  if (known !== 0) return known;
  const found = classify(code);
  CLASS[code] = found;
  return found;
}

function classify(code: number): CharacterClass {
  if (code === 0x5f /* _ */ || code === 0xad /* soft hyphen */ || code === 0x200c || code === 0x200d) return LETTER;
  const char = String.fromCharCode(code);
  if (/[\p{L}\p{M}]/u.test(char)) return LETTER;
  if (/\p{N}/u.test(char)) return DIGIT;
  if (/[\s\p{Cc}\p{Cf}\p{Z}]/u.test(char)) return SPACE;
  return SIGN;
}

/** True for a capital letter. */
export function isUpper(code: number): boolean {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a;
  return characterClass(code) === LETTER && /\p{Lu}|\p{Lt}/u.test(String.fromCharCode(code));
}

/** True for a small letter. */
export function isLower(code: number): boolean {
  if (code < 0x80) return code >= 0x61 && code <= 0x7a;
  return characterClass(code) === LETTER && /\p{Ll}/u.test(String.fromCharCode(code));
}
