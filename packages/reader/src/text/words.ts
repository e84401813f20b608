import { characterClass, DIGIT, isLower, isUpper, LETTER, SIGN, SPACE } from "./characters.ts";
import type { Spelling } from "./spelling.ts";

/** What a word is to the cutting of sentences. */
export const PLAIN = 0;
/** `.` `?` `!` `…` and runs of them. */
export const STOP = 1;
/** An abbreviation that may end a sentence. */
export const MAY_END = 2;
/** An abbreviation before a number, a month's or a day's: it ends a sentence only before a word that starts one. */
export const MONTH = 3;

/** How a word stands to the one before it: bits of `Words.gap`. */
export const SPACED = 1;
export const NEW_LINE = 2;
export const BLANK_LINE = 4;

/** The words of a text as they are found, in growing arrays. */
export interface Words {
  count: number;
  form: string[];
  start: Int32Array;
  end: Int32Array;
  joined: Uint8Array;
  mark: Uint8Array;
  gap: Uint8Array;
}

/** Empty arrays for the words of a text of `length` code units. */
export function newWords(length: number): Words {
  const room = (length >> 2) + 16;
  return {
    count: 0,
    form: [],
    start: new Int32Array(room),
    end: new Int32Array(room),
    joined: new Uint8Array(room),
    mark: new Uint8Array(room),
    gap: new Uint8Array(room),
  };
}

function grow(words: Words): void {
  const larger = words.start.length * 2;
  const int = (old: Int32Array) => {
    const bigger = new Int32Array(larger);
    bigger.set(old);
    return bigger;
  };
  const byte = (old: Uint8Array) => {
    const bigger = new Uint8Array(larger);
    bigger.set(old);
    return bigger;
  };
  words.start = int(words.start);
  words.end = int(words.end);
  words.joined = byte(words.joined);
  words.mark = byte(words.mark);
  words.gap = byte(words.gap);
}

/** Forms kept from story to story, a power of two; it bounds memory, not results. */
const KEPT = 1 << 15;

/**
 * Cuts words out of texts, each time with the same string for the same word where it is still known: what is kept by words
 * is then found without comparing them letter by letter.
 */
function openForms(): (text: string, start: number, end: number) => string {
  const kept: (string | undefined)[] = new Array(KEPT).fill(undefined);
  return (text, start, end) => {
    const length = end - start;
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    const place = (hash ^ (hash >>> 15)) & (KEPT - 1);
    const known = kept[place];
    if (known !== undefined && known.length === length) {
      let i = 0;
      while (i < length && known.charCodeAt(i) === text.charCodeAt(start + i)) i++;
      if (i === length) return known;
    }
    const form = text.slice(start, end);
    // A long one is a part of its text, which it would keep in memory.
    if (length < 13) kept[place] = form;
    return form;
  };
}

const STOP_CHAR = 0x2e;
const APOSTROPHE = 0x27;
const RIGHT_QUOTE = 0x2019;
const HYPHEN = 0x2d;

/** Cuts a text between two places into words, behind those that `words` holds. */
export type CutWords = (text: string, from: number, to: number, words: Words) => void;

/** Makes the cutting of words, by the conventions of Universal Dependencies for English. */
export function createWords(spelling: Spelling): CutWords {
  let text = "";
  let from = 0;
  let to = 0;
  let words = newWords(0);
  /** How the next word stands to the one before it. */
  let gap = BLANK_LINE;
  /** Whether a quotation in single marks is open. */
  let openSingle = false;
  const formAt = openForms();

  return (given, begin, end, found) => {
    text = given;
    from = begin;
    to = end;
    words = found;
    gap = BLANK_LINE;
    openSingle = false;
    cut();
  };

  function cut(): void {
    let at = from;
    while (at < to) {
      const code = text.charCodeAt(at);
      const kind = characterClass(code);
      if (kind === SPACE) {
        if (code === 0x0a || code === 0x2028 || code === 0x2029 || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a))
          gap |= (gap & NEW_LINE) !== 0 ? BLANK_LINE : NEW_LINE;
        gap |= SPACED;
        at++;
        continue;
      }
      if (kind === LETTER) {
        // Most words are letters with a space or a comma behind them.
        let end = at + 1;
        while (end < to && characterClass(text.charCodeAt(end)) === LETTER) end++;
        const next = end < to ? text.charCodeAt(end) : 0x20;
        if (next === 0x20 || next === 0x0a || next === 0x2c) {
          plainWord(at, end);
          at = end;
          continue;
        }
      }
      at = kind === SIGN ? sign(at, code) : word(at);
    }
  }

  function add(start: number, end: number, mark: number): void {
    if (words.count === words.start.length) grow(words);
    const w = words.count++;
    words.form.push(formAt(text, start, end));
    words.start[w] = start;
    words.end[w] = end;
    words.joined[w] = 0;
    words.mark[w] = mark;
    words.gap[w] = gap;
    gap = 0;
  }

  /** A multiword token: "do|n't". */
  function addTwo(start: number, cut: number, end: number): void {
    add(start, cut, PLAIN);
    add(cut, end, PLAIN);
    words.joined[words.count - 1] = 1;
  }

  /** A word without inner punctuation: "cannot" is two. */
  function plainWord(start: number, end: number): void {
    if (end - start > 1 && end - start < 10) {
      const cut = spelling.contractions.get(text.slice(start, end).toLowerCase());
      if (cut !== undefined) {
        addTwo(start, start + cut, end);
        return;
      }
    }
    add(start, end, PLAIN);
  }

  /** Reads a word that begins with a letter or digit at `start`; returns where it ends. */
  function word(start: number): number {
    const address = addressEnd(start);
    if (address > start) {
      add(start, address, PLAIN);
      return address;
    }
    let end = start;
    /** Where the last piece begins: what a hyphen, a stop or a stroke does depends on the pieces beside it. */
    let piece = start;
    let apostrophe = -1;
    while (end < to) {
      const code = text.charCodeAt(end);
      const kind = characterClass(code);
      if (kind === LETTER) {
        if (end > start && characterClass(text.charCodeAt(end - 1)) === DIGIT) {
          const unit = unitEnd(end);
          if (unit > end && startsWithDigits(start, end)) break;
        }
        end++;
        continue;
      }
      if (kind === DIGIT) {
        end++;
        continue;
      }
      if (kind === SPACE || end === start) break;
      const next = end + 1 < to ? text.charCodeAt(end + 1) : 0x20;
      const nextKind = characterClass(next);
      if (nextKind !== LETTER && nextKind !== DIGIT) break;
      if (code === APOSTROPHE || code === RIGHT_QUOTE || code === 0x60) {
        apostrophe = end;
      } else if (code === STOP_CHAR) {
        if (!keepsStop(piece, end)) break;
      } else if (code === 0x2c) {
        if (nextKind !== DIGIT || !isDigitAt(end - 1)) break;
      } else if (code === 0x3a) {
        if (nextKind !== DIGIT || !isDigitAt(end - 1)) break;
      } else if (code === 0x2f) {
        if (!keepsStroke(piece, end)) break;
      } else if (code === 0x26) {
        if (!isUpper(text.charCodeAt(end - 1)) || !isUpper(next)) break;
      } else if (code === HYPHEN || code === 0x2010 || code === 0x2011) {
        if (!keepsHyphen(start, piece, end)) break;
      } else break;
      if (code !== APOSTROPHE && code !== RIGHT_QUOTE && code !== 0x60) piece = end + 1;
      end++;
    }
    if (text.charCodeAt(end) === STOP_CHAR && end < to) {
      const mark = abbreviation(start, piece, end);
      if (mark >= 0) {
        add(start, end + 1, mark);
        return end + 1;
      }
    }
    if (
      text.charCodeAt(end) === 0x24 &&
      end < to &&
      end - start <= 3 &&
      isDigitAt(end + 1) &&
      isUpper(text.charCodeAt(end - 1))
    ) {
      add(start, end + 1, PLAIN); // "US$5"
      return end + 1;
    }
    if (apostrophe > start) {
      const cut = cliticStart(start, apostrophe, end);
      if (cut > start) {
        addTwo(start, cut, end);
        return end;
      }
    } else if (end < to && isApostrophe(text.charCodeAt(end)) && possessiveOfS(start, end)) {
      addTwo(start, end, end + 1);
      return end + 1;
    }
    plainWord(start, end);
    return end;
  }

  /** Reads punctuation at `start`; returns where it ends. */
  function sign(start: number, code: number): number {
    const next = start + 1 < to ? text.charCodeAt(start + 1) : 0x20;
    const nextKind = characterClass(next);
    let end = start + 1;
    switch (code) {
      case STOP_CHAR:
      case 0x3f: // ?
      case 0x21: // !
      case 0x2026: // …
      case 0x203c:
      case 0x2047:
      case 0x2048:
      case 0x2049: {
        if (code === STOP_CHAR && nextKind === DIGIT && gap !== 0) {
          // ".265"
          while (end < to && isDigitAt(end)) end++;
          add(start, end, PLAIN);
          return end;
        }
        while (end < to && isStop(text.charCodeAt(end))) end++;
        add(start, end, STOP);
        return end;
      }
      case APOSTROPHE:
      case RIGHT_QUOTE: {
        if (next === code) {
          add(start, start + 2, PLAIN);
          return start + 2;
        }
        const elision = elisionEnd(start);
        if (elision > start) {
          add(start, elision, PLAIN);
          return elision;
        }
        if (code === APOSTROPHE)
          openSingle = gap !== 0 || isOpener(text.charCodeAt(start - 1)) ? nextKind !== SPACE : false;
        add(start, end, PLAIN);
        return end;
      }
      case 0x2018: // ‘
        openSingle = true;
        add(start, end, PLAIN);
        return end;
      case 0x2b: // +44
        if (nextKind === DIGIT && gap !== 0) {
          while (end < to && (isDigitAt(end) || (text.charCodeAt(end) === HYPHEN && isDigitAt(end + 1)))) end++;
          add(start, end, PLAIN);
          return end;
        }
        break;
      case 0x5b: // [...]
        if (text.startsWith("...]", start + 1) && start + 5 <= to) {
          add(start, start + 5, PLAIN);
          return start + 5;
        }
        break;
    }
    if (isFace(start, code, next)) {
      end = start + (next === HYPHEN ? 3 : 2);
      add(start, end, PLAIN);
      return end;
    }
    if (code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff && start + 1 < to) end = start + 2;
    else if (groups(code)) while (end < to && text.charCodeAt(end) === code) end++;
    add(start, end, PLAIN);
    return end;
  }

  function isDigitAt(place: number): boolean {
    return place >= from && place < to && characterClass(text.charCodeAt(place)) === DIGIT;
  }

  /** End of an address of the net or of mail that begins at `start`, or `start`: "https://www.un.org/en/", "press@un.org". */
  function addressEnd(start: number): number {
    let at = start;
    let stops = 0;
    // The scheme, or the name before "@": short, so that a long run of letters is not looked through again and again.
    for (; at < to && at - start < 64; at++) {
      const code = text.charCodeAt(at);
      const kind = characterClass(code);
      if (kind === LETTER || kind === DIGIT) continue;
      if (code === 0x40) {
        const next = at + 1 < to ? characterClass(text.charCodeAt(at + 1)) : SPACE;
        return at > start && (next === LETTER || next === DIGIT) ? addressTail(start, at + 1) : start;
      }
      if (code === 0x3a)
        return stops === 0 && text.charCodeAt(at + 1) === 0x2f && text.charCodeAt(at + 2) === 0x2f
          ? addressTail(start, at + 3)
          : start;
      if (code === STOP_CHAR && isWww(start)) return addressTail(start, at);
      if (code !== STOP_CHAR && code !== HYPHEN && code !== 0x2b && code !== 0x25) return start;
      if (code === STOP_CHAR && ++stops > 8) return start;
    }
    return start;
  }

  /** End of the address whose rest begins at `rest`, without the punctuation behind it; `start` where nothing is left. */
  function addressTail(start: number, rest: number): number {
    let end = rest;
    for (; end < to; end++) {
      const code = text.charCodeAt(end);
      if (
        characterClass(code) === SPACE ||
        code === 0x22 ||
        code === 0x3c ||
        code === 0x3e ||
        code === 0x29 ||
        code === 0x201d
      )
        break;
    }
    while (end > start && isAddressTail(text.charCodeAt(end - 1))) end--;
    return end > rest ? end : start;
  }

  function isWww(start: number): boolean {
    return (
      text.charCodeAt(start + 3) === STOP_CHAR &&
      (text.charCodeAt(start) | 0x20) === 0x77 &&
      (text.charCodeAt(start + 1) | 0x20) === 0x77 &&
      (text.charCodeAt(start + 2) | 0x20) === 0x77
    );
  }

  /** Whether the stop at `stop`, with a letter or digit on both sides, is inside a word: "3.5", "U.S", "un.org"; not "great.I". */
  function keepsStop(piece: number, stop: number): boolean {
    const before = characterClass(text.charCodeAt(stop - 1));
    const after = characterClass(text.charCodeAt(stop + 1));
    if (before === DIGIT && after === DIGIT) return true;
    let end = stop + 1;
    while (end < to && characterClass(text.charCodeAt(end)) === LETTER) end++;
    const single = end - stop === 2;
    if (stop - piece === 1 && before === LETTER && single && after === LETTER) return true;
    if (text.charCodeAt(end) === STOP_CHAR && end < to && spelling.abbreviations.has(text.slice(piece, end)))
      return true;
    if (
      text.charCodeAt(end) === STOP_CHAR &&
      end + 1 < to &&
      characterClass(text.charCodeAt(end + 1)) === LETTER &&
      isLower(text.charCodeAt(stop + 1)) &&
      isWww(piece)
    )
      return true;
    return end - stop > 2 && end - stop <= 6 && spelling.endings.has(text.slice(stop + 1, end).toLowerCase());
  }

  /** Whether the stroke at `stroke` is inside a word: "9/11", "04/30/2001", "w/o"; not "and/or". */
  function keepsStroke(piece: number, stroke: number): boolean {
    if (isDigitAt(stroke - 1)) return isDigitAt(stroke + 1);
    return (
      stroke - piece === 1 &&
      characterClass(text.charCodeAt(stroke + 1)) === LETTER &&
      (stroke + 2 >= to || characterClass(text.charCodeAt(stroke + 2)) !== LETTER || text.startsWith("he", stroke + 1))
    );
  }

  /** Whether the hyphen is inside a word: "non-aligned", "713-853-3989"; not "well-known". */
  function keepsHyphen(start: number, piece: number, hyphen: number): boolean {
    if (isDigitAt(hyphen - 1) && isDigitAt(hyphen + 1)) return isNumberGroup(start, hyphen);
    if (hyphen - piece > 8) return keepsSuffix(hyphen);
    return spelling.prefixes.has(text.slice(piece, hyphen).toLowerCase()) && piece === start
      ? true
      : keepsSuffix(hyphen);
  }

  function keepsSuffix(hyphen: number): boolean {
    let end = hyphen + 1;
    while (end < to && end - hyphen < 8 && characterClass(text.charCodeAt(end)) === LETTER) end++;
    return spelling.suffixes.has(text.slice(hyphen + 1, end));
  }

  /** Telephone numbers and dates have three groups, or three and four digits; "3-4" and "1969-1970" are ranges. */
  function isNumberGroup(start: number, hyphen: number): boolean {
    let groups = 1;
    let end = start;
    while (end < to && end - start < 24) {
      if (isDigitAt(end)) end++;
      else if (text.charCodeAt(end) === HYPHEN && isDigitAt(end + 1)) {
        if (++groups === 3) return true;
        end++;
      } else break;
    }
    return groups === 2 && hyphen - start === 3 && end - hyphen === 5;
  }

  /** End of a unit of measure that begins at `place`, or `place`. */
  function unitEnd(place: number): number {
    let end = place;
    while (end < to && end - place < 8 && characterClass(text.charCodeAt(end)) === LETTER) end++;
    if (spelling.units.has(text.slice(place, end))) return end;
    if (text.charCodeAt(end) === STOP_CHAR && spelling.units.has(text.slice(place, end + 2))) return end + 2;
    return place;
  }

  function startsWithDigits(start: number, end: number): boolean {
    return end - start < 24 && isDigitAt(start) && isDigitAt(end - 1) && !/[^\d.,:]/.test(text.slice(start, end));
  }

  /** The mark of the abbreviation that ends with the stop at `stop`, or -1 where the stop is a full stop. */
  function abbreviation(start: number, piece: number, stop: number): number {
    const after = stop + 1 < to ? text.charCodeAt(stop + 1) : 0x20;
    if (isStop(after)) return -1;
    if (stop - start > 8) return -1;
    if (stop - start === 1 && isUpper(text.charCodeAt(start))) return initial(start, stop) ? PLAIN : -1;
    const kind = spelling.abbreviations.get(text.slice(start, stop));
    if (kind === undefined)
      return stop - piece === 1 && piece > start && characterClass(text.charCodeAt(piece)) === LETTER ? MAY_END : -1; // "U.S."
    switch (kind) {
      case "number":
        return isDigitAt(nextShown(stop + 1)) ? PLAIN : -1;
      case "month":
        return MONTH;
      case "end": {
        const next = nextShown(stop + 1);
        return next >= to || startsSentence(next) ? -1 : MAY_END;
      }
      case "name":
      case "inner":
        return PLAIN;
    }
  }

  function nextShown(place: number): number {
    let next = place;
    while (next < to && characterClass(text.charCodeAt(next)) === SPACE) next++;
    return next;
  }

  /** Whether a word that starts sentences stands at `place`, with a capital. */
  function startsSentence(place: number): boolean {
    if (!isUpper(text.charCodeAt(place))) return false;
    let end = place + 1;
    while (end < to && end - place < 12 && characterClass(text.charCodeAt(end)) === LETTER) end++;
    return spelling.starters.has(text.slice(place, end).toLowerCase());
  }

  /** Whether the stop behind a single capital is an initial's: "W. W. Hart", "signed by L. Hart"; not "vitamin C. The". */
  function initial(start: number, stop: number): boolean {
    const next = nextShown(stop + 1);
    if (next >= to) return false;
    const after = text.charCodeAt(next);
    if (!isUpper(after)) return after === 0x2c && next === stop + 1;
    if (words.count === 0 || (gap & BLANK_LINE) !== 0) return true;
    const before = text.charCodeAt(words.start[words.count - 1] as number);
    const pronoun = text.charCodeAt(start) === 0x49 && !isUpper(before);
    return !pronoun && (isUpper(before) || !startsSentence(next) || text.charCodeAt(next + 1) === STOP_CHAR);
  }

  /** Where the second word of "isn't" or "China's" begins, or `start` where there is but one ("O'Brien"). */
  function cliticStart(start: number, apostrophe: number, end: number): number {
    const length = end - apostrophe - 1;
    const first = text.charCodeAt(apostrophe + 1) | 0x20;
    if (length === 1) {
      if (first === 0x74 /* t */ && (text.charCodeAt(apostrophe - 1) | 0x20) === 0x6e && apostrophe - 1 > start)
        return apostrophe - 1;
      if (first === 0x73 || first === 0x6d || first === 0x64) return apostrophe;
    }
    if (length === 2) {
      const second = text.charCodeAt(apostrophe + 2) | 0x20;
      if ((first === 0x72 || first === 0x76) && second === 0x65) return apostrophe; // 're 've
      if (first === 0x6c && second === 0x6c) return apostrophe; // 'll
    }
    return start;
  }

  /** Whether the apostrophe behind the word is a possessive's ("the workers' rights") and closes no quotation. */
  function possessiveOfS(start: number, end: number): boolean {
    const last = text.charCodeAt(end - 1) | 0x20;
    if (openSingle || (last !== 0x73 && last !== 0x78 && last !== 0x7a) || end - start < 2) return false;
    return text.charCodeAt(end + 1) !== text.charCodeAt(end);
  }

  /** End of a word that begins with an apostrophe ("'em", "'90s", "'s" that stands apart), or `start`. */
  function elisionEnd(start: number): number {
    let end = start + 1;
    while (end < to && characterClass(text.charCodeAt(end)) === DIGIT) end++;
    if (end === start + 3) {
      if (text.charCodeAt(end) === 0x73 && end < to) end++;
      return end;
    }
    end = start + 1;
    while (end < to && end - start < 7 && characterClass(text.charCodeAt(end)) === LETTER) end++;
    const body = text.slice(start + 1, end).toLowerCase();
    if (body === "s" && (gap !== 0 || characterClass(text.charCodeAt(start - 1)) === SIGN)) return end;
    return spelling.elisions.has(body) ? end : start;
  }

  /** ":)" and ";-(". */
  function isFace(start: number, code: number, next: number): boolean {
    if (code !== 0x3a && code !== 0x3b && code !== 0x3d) return false;
    const mouth = next === HYPHEN ? text.charCodeAt(start + 2) : next;
    return (mouth === 0x28 || mouth === 0x29) && start + (next === HYPHEN ? 3 : 2) <= to && gap !== 0;
  }
}

function isStop(code: number): boolean {
  return code === STOP_CHAR || code === 0x3f || code === 0x21 || code === 0x2026;
}

function isApostrophe(code: number): boolean {
  return code === APOSTROPHE || code === RIGHT_QUOTE;
}

function isOpener(code: number): boolean {
  return code === 0x22 || code === 0x28 || code === 0x5b || code === 0x201c || code === 0x2d || code === 0x2014;
}

function isAddressTail(code: number): boolean {
  return (
    code === STOP_CHAR ||
    code === 0x2c ||
    code === 0x3b ||
    code === 0x3a ||
    code === 0x21 ||
    code === 0x3f ||
    code === 0x29 ||
    code === 0x27 ||
    code === 0x5d ||
    code === RIGHT_QUOTE
  );
}

/** Signs that make one word when repeated: "--", "***", "''". */
function groups(code: number): boolean {
  return (
    code === 0x2d ||
    code === 0x2a ||
    code === 0x3d ||
    code === 0x7e ||
    code === 0x2b ||
    code === 0x23 ||
    code === 0x3c ||
    code === 0x3e ||
    code === 0x60 ||
    code === 0x22 ||
    code === 0x7c ||
    code === 0x2014 ||
    code === 0x2013
  );
}
