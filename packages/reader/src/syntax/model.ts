import { sha256 } from "../hash.ts";

/**
 * The file of the weights. Its layout, in this order:
 *
 *     chancery-model 3\n        what it is
 *     16 hexadecimal digits\n   a checksum of all that follows, quick to verify each time the file is opened
 *     64 hexadecimal digits\n   SHA-256 of all that follows this line: the name of these weights
 *     {"arrays":[…],…}\n        what the training says of it, and where each array lies
 *     bytes                     the arrays, one behind the other, little-endian
 */
const MAGIC = "chancery-model 3\n";
const CHECK_DIGITS = 16;
const DIGITS = 64;

const KINDS = { i8: Int8Array, u8: Uint8Array, i16: Int16Array, i32: Int32Array, f32: Float32Array } as const;
type Kind = keyof typeof KINDS;
export type ModelArray = Int8Array | Uint8Array | Int16Array | Int32Array | Float32Array;

interface Header {
  arrays: { name: string; kind: Kind; at: number; length: number }[];
  facts: Record<string, unknown>;
}

export interface ModelFile {
  /** `sha256:…` of the weights. */
  readonly digest: string;
  /** What the training wrote down beside the arrays: sizes, scales, lists of labels. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The array of that name: bytes as they lie in the file, not to be changed, all else a copy. Throws where the file has none or one of another kind. */
  array<K extends Kind>(name: string, kind: K): InstanceType<(typeof KINDS)[K]>;
}

/** Puts arrays and facts into the bytes that `openModel` takes. */
export function packModel(arrays: Readonly<Record<string, ModelArray>>, facts: Record<string, unknown>): Uint8Array {
  const header: Header = { arrays: [], facts };
  let length = 0;
  for (const [name, array] of Object.entries(arrays)) {
    header.arrays.push({ name, kind: kindOf(array), at: length, length: array.length });
    length += array.byteLength;
  }
  const head = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const body = new Uint8Array(head.length + length);
  body.set(head);
  let at = head.length;
  for (const array of Object.values(arrays)) {
    body.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  const named = joined(new TextEncoder().encode(`${sha256(body)}\n`), body);
  return joined(new TextEncoder().encode(`${MAGIC}${checksum(named)}\n`), named);
}

/** Opens a file of weights. Throws, naming the reason, where it is none, of another version, damaged or truncated. */
export function openModel(bytes: Uint8Array): ModelFile {
  const text = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to));
  if (text(0, MAGIC.length) !== MAGIC)
    throw new Error("the model is not a file of weights, or one of another version: reinstall chancery");
  const named = MAGIC.length + CHECK_DIGITS + 1;
  if (checksum(bytes.subarray(named)) !== text(MAGIC.length, named - 1))
    throw new Error("the model is damaged or truncated: reinstall chancery");
  const digest = text(named, named + DIGITS);
  const body = bytes.subarray(named + DIGITS + 1);
  const eol = body.indexOf(10);
  const header = JSON.parse(new TextDecoder().decode(body.subarray(0, eol))) as Header;
  return {
    digest: `sha256:${digest}`,
    facts: header.facts,
    array(name, kind) {
      const entry = header.arrays.find((array) => array.name === name);
      if (entry?.kind !== kind) throw new Error(`the model has no array "${name}" of ${kind}: reinstall chancery`);
      const of = KINDS[kind];
      const from = eol + 1 + entry.at;
      const seen = body.subarray(from, from + entry.length * of.BYTES_PER_ELEMENT);
      // Not `slice`: that of Node's Buffer copies nothing.
      const bytesOf = of.BYTES_PER_ELEMENT === 1 ? seen : new Uint8Array(seen);
      return new of(bytesOf.buffer as ArrayBuffer, bytesOf.byteOffset, entry.length) as InstanceType<
        (typeof KINDS)[typeof kind]
      >;
    },
  };
}

/**
 * 64 bits as hexadecimal digits: two sums over 32-bit words, each stirred by a multiplication, with the length. It finds
 * damage, not malice; SHA-256 over the same bytes takes twenty times as long.
 */
function checksum(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length & ~3;
  let rest = 0;
  for (let i = whole; i < bytes.length; i++) rest |= (bytes[i] as number) << (8 * (i - whole));
  let a = bytes.length ^ 0x9e3779b9;
  let b = ~bytes.length;
  for (let i = 0; i < bytes.length; i += 4) {
    const word = i < whole ? view.getInt32(i, true) : rest;
    a = Math.imul(a ^ word, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b + word, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

function joined(front: Uint8Array, back: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(front.length + back.length);
  bytes.set(front);
  bytes.set(back, front.length);
  return bytes;
}

function kindOf(array: ModelArray): Kind {
  for (const kind of Object.keys(KINDS) as Kind[]) if (array instanceof KINDS[kind]) return kind;
  throw new Error("a model holds typed arrays only");
}
