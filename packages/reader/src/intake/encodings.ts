export interface Decoded {
  text: string;
  /** The encoding as the WHATWG names it: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `gb18030`. */
  encoding: string;
}

/**
 * Decodes bytes. A byte order mark decides; otherwise valid UTF-8 is UTF-8; then zero bytes tell UTF-16, a declaration
 * within the text is believed where the bytes allow it, pairs of high bytes tell GB18030, and what is left is Windows-1252.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, "utf-16be");
  const zeros = zeroBytes(bytes);
  if (zeros !== null) return decodeAs(bytes, zeros);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    // Not UTF-8, or UTF-8 with a few broken bytes.
  }
  if (isMostlyUtf8(bytes)) return decodeAs(bytes, "utf-8");
  const declared = declaredEncoding(bytes);
  if (declared !== null && declared !== "utf-8" && !declared.startsWith("utf-16")) {
    const decoded = decodeAs(bytes, declared);
    if (!decoded.text.slice(0, 10_000).includes("\uFFFD")) return decoded;
  }
  return decodeAs(bytes, looksChinese(bytes) ? "gb18030" : "windows-1252");
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text: encoding === "windows-1252" ? text.replace(/[\x80-\x9f]/g, windows1252) : text, encoding };
}

/** Windows-1252 from 0x80 to 0x9F; some versions of Node decode these as ISO-8859-1. */
const UPPER = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function windows1252(control: string): string {
  return UPPER.charAt(control.charCodeAt(0) - 0x80);
}

/** UTF-16 without a byte order mark: nearly every second byte of a Latin text is zero. */
function zeroBytes(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const look = Math.min(bytes.length & ~1, 4096);
  if (look < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < look; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = look / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return "utf-16le";
  return even > pairs * 0.6 && odd < pairs * 0.1 ? "utf-16be" : null;
}

/** Whether the high bytes are UTF-8 for the most part: a damaged file, not another encoding. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length && good + bad < 20_000; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80) continue;
    const length =
      byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    let follows = 0;
    while (follows < length && ((bytes[i + follows + 1] ?? 0) & 0xc0) === 0x80) follows++;
    if (length > 0 && follows === length) {
      good++;
      i += length;
    } else bad++;
  }
  return good > 4 * bad;
}

/** The encoding that HTML or XML declares in its first kilobytes, where it is one that there is. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 4096));
  const label =
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,20})/i.exec(head)?.[1];
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** GB18030: high bytes come in pairs, most of them in the rows of the common characters and punctuation. */
function looksChinese(bytes: Uint8Array): boolean {
  let high = 0;
  let common = 0;
  for (let i = 0; i < bytes.length && high < 20_000; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x80) continue;
    high++;
    const trail = bytes[i + 1] ?? 0;
    if (lead >= 0x81 && lead <= 0xfe && ((trail >= 0x40 && trail !== 0x7f) || (trail >= 0x30 && trail <= 0x39))) {
      if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xf7))) common++;
      i++;
    }
  }
  return high > 1 && common > high * 0.7;
}

const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ["a PNG image", [0x89, 0x50, 0x4e, 0x47]],
  ["a JPEG image", [0xff, 0xd8, 0xff]],
  ["a GIF image", [0x47, 0x49, 0x46, 0x38]],
  ["a PDF document", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["a ZIP archive or an office document", [0x50, 0x4b, 0x03, 0x04]],
  ["a gzip archive", [0x1f, 0x8b]],
  ["an old office document", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a program", [0x7f, 0x45, 0x4c, 0x46]],
  ["an SQLite database", [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ["a RIFF file", [0x52, 0x49, 0x46, 0x46]],
];

/** What bytes that are no text are: "a PNG image", "binary data"; null for text. */
export function notText(bytes: Uint8Array): string | null {
  for (const [name, magic] of MAGIC)
    if (bytes.length >= magic.length && magic.every((byte, i) => bytes[i] === byte)) return name;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || zeroBytes(bytes) !== null)
    return null;
  const look = Math.min(bytes.length, 8192);
  let controls = 0;
  for (let i = 0; i < look; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b) || byte === 0x7f) controls++;
  }
  return look > 0 && controls > look * 0.1 ? "binary data" : null;
}
