import { KNOWN } from "./known.ts";

/** Whether a whole line is the desk's: "ATTENTION - ADDS quotes ///", "= (PICTURES) =", "Tel: …". */
export function isDeskLine(line: string): boolean {
  if (line.length > 300) return false;
  if (line.endsWith("///")) return true;
  const lower = line.toLowerCase();
  if (KNOWN.deskLines.some((words) => lower.startsWith(words))) return true;
  if (/^[-=*_#~]{3,}$/.test(line)) return true;
  const enclosed = /^=?\s*\(([^()]{1,40})\)\s*=?$/.exec(lower) ?? /^=\s*([^=]{1,40}?)\s*=$/.exec(lower);
  return enclosed !== null && KNOWN.enclosed.has((enclosed[1] ?? "").trim());
}

const NUMBER_BESIDE = /^(?:\d{1,2}(?:st|nd|rd|th)?\s+)?([\p{L}][\p{L} -]*?)(?:[\s-]?\d{1,2})?$/u;

/**
 * Characters of the label before a headline, with the space behind it; 0 where there is none:
 * "Roundup: ", "URGENT  ", "UPDATE 2-", "1st Ld-Writethru: ".
 */
export function labelLength(line: string): number {
  const head = line.slice(0, 48);
  const dashed = /^(\p{L}[\p{L} ]{1,24}?[\s-]?\d{1,2})-(?=\S)/u.exec(head);
  if (dashed && isLabel(dashed[1] ?? "")) return dashed[0].length;
  for (let at = head.indexOf(":"); at > 0; ) {
    if (!isLabel(head.slice(0, at))) return 0;
    return at + 1 + (/^\s*/.exec(line.slice(at + 1))?.[0].length ?? 0);
  }
  // "URGENT Envoys meet", "URGENTEnvoys meet"
  const capitals = /^(\p{Lu}{4,12})(?:\s+|(?=\p{Lu}\p{Ll}))(?=\p{Lu}|\d|["“'])/u.exec(head);
  if (capitals && isLabel(capitals[1] ?? "") && /\p{Ll}/u.test(head)) return capitals[0].length;
  const spaced = /^(\p{L}[\p{L} ]{1,24}?)(?:\s{2,}|\s[-–—]{1,2}\s|-(?=\p{Lu}))/u.exec(head);
  return spaced && isLabel(spaced[1] ?? "") && /^\p{Lu}+/u.test(head) ? spaced[0].length : 0;
}

function isLabel(words: string): boolean {
  const lower = words.trim().toLowerCase();
  if (KNOWN.labels.has(lower)) return true;
  const bare = NUMBER_BESIDE.exec(lower)?.[1];
  return bare !== undefined && KNOWN.labels.has(bare.trim());
}

/** Characters of the desk's words behind a headline, with the space before them: " (picture)", " (updated 2)". */
export function tailLength(line: string): number {
  const tail = /\s*\(([^()]{1,30})\)$/.exec(line.slice(-48));
  if (!tail) return 0;
  const words = (tail[1] ?? "").toLowerCase().replace(/\s*\d+$/, "");
  return KNOWN.enclosed.has(words) ? tail[0].length : 0;
}

const PERSON = String.raw`\p{Lu}[\p{L}\p{M}.'’-]+(?: (?:\p{Lu}[\p{L}\p{M}.'’-]*|al|bin|da|de|del|der|di|du|el|la|le|van|von|ten|y)){1,4}`;
const BYLINE = new RegExp(`^[Bb][Yy]:? (${PERSON}(?:(?:, | and | & |/)${PERSON})*)(?:,? .{0,60})?$`, "u");
const NAMES = new RegExp(`^(?:${PERSON})`, "u");
const BEHIND = / by (\p{Lu}[\p{Ll}\p{M}'’]+[\p{L}\p{M}'’-]*(?: (?:al-|el-)?\p{Lu}[\p{L}\p{M}'’-]+){1,2})$/u;

/** Participles that a regular ending does not show. */
const IRREGULAR =
  /^(?:done|gone|paid|said|run|won|hit|cut|set|put|shot|met|left|kept|lost|held|told|made|built|sent|hurt|struck|read|begun)$/iu;

/** The names of a line that is a byline, without "by": "by Karin Lund", "By KARIN LUND and Otto Weiss, Staff Writers"; null where it is none. */
export function bylineOf(line: string): string | null {
  if (line.length > 140 || !/^by\b/i.test(line) || /[.!?]["”']?$/.test(line)) return null;
  const found = BYLINE.exec(line);
  const names = line.replace(/^by:?\s+/i, "");
  return found && NAMES.test(names) ? names : null;
}

/** The byline at the end of a headline, with the place where it begins: "Talks open in Oslo by Karin Lund"; not behind a participle ("praised by Karin Lund"). */
export function bylineBehind(headline: string): { at: number; names: string } | null {
  const found = BEHIND.exec(headline.slice(-60));
  if (!found) return null;
  const at = headline.length - found[0].length;
  const before = /([\p{L})]+)$/u.exec(headline.slice(0, at))?.[1] ?? "";
  if (/(?:ed|wn|ght)$/iu.test(before) || /^\p{Ll}+en$/u.test(before) || IRREGULAR.test(before)) return null;
  return { at, names: found[1] ?? "" };
}
