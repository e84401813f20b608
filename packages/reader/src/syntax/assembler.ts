/**
 * As much of WebAssembly's binary form (https://webassembly.github.io/spec/core/binary/) as the kernels need: an
 * instruction is a list of bytes, code is such lists one behind the other.
 */
export type Code = readonly number[];

export const I32 = 0x7f;
export const F32 = 0x7d;
export const V128 = 0x7b;
const EMPTY = 0x40;
const END = 0x0b;

export const get = (local: number): Code => [0x20, local];
export const set = (local: number): Code => [0x21, local];
export const tee = (local: number): Code => [0x22, local];
/** A whole number, -64 to 8191. */
export const int = (value: number): Code => [
  0x41,
  ...(value < 64 ? [value & 0x7f] : [(value & 0x7f) | 0x80, value >> 7]),
];
export const addInt: Code = [0x6a];
export const minusInt: Code = [0x6b];
export const timesInt: Code = [0x6c];
export const shiftLeft: Code = [0x74];
export const shiftRight: Code = [0x75];
export const isLess: Code = [0x48];
export const isGreater: Code = [0x4a];
export const isEqual: Code = [0x46];
export const and: Code = [0x71];
export const or: Code = [0x72];
/** Of two values under a condition the first where it holds. */
export const choice: Code = [0x1b];
export const loadInt: Code = [0x28, 2, 0];
export const storeInt: Code = [0x36, 2, 0];

export const block = (...code: Code[]): Code => [0x02, EMPTY, ...code.flat(), END];
export const loop = (...code: Code[]): Code => [0x03, EMPTY, ...code.flat(), END];
export const ifElse = (then: Code, otherwise: Code): Code => [0x04, EMPTY, ...then, 0x05, ...otherwise, END];
export const branch = (depth: number): Code => [0x0c, depth];
export const branchIf = (depth: number): Code => [0x0d, depth];

/** Instructions on vectors of 128 bits. */
export const vector = {
  load: (offset = 0): Code => [...simd(0x00), 2, ...leb(offset)],
  loadEverywhere: (offset = 0): Code => [...simd(0x09), 2, ...leb(offset)],
  /** Eight 8-bit integers as 16-bit ones. */
  loadBytes: (): Code => [...simd(0x01), 0, 0],
  store: (offset = 0): Code => [...simd(0x0b), 2, ...leb(offset)],
  zero: [...simd(0x0c), ...Array<number>(16).fill(0)] as Code,
  ints: (...values: [number, number, number, number]): Code => [
    ...simd(0x0c),
    ...new Uint8Array(Int32Array.from(values).buffer),
  ],
  /** Of two vectors the first where the bits of a third are set. */
  choice: simd(0x52),
  /** Four 32-bit integers; products of eight 16-bit integers are added in pairs. */
  intsEverywhere: simd(0x11),
  lane: (lane: number): Code => [...simd(0x1b), lane],
  addInts: simd(0xae),
  minusInts: simd(0xb1),
  moreInts: simd(0x3b),
  mostInts: simd(0xb8),
  multiplyPairs: simd(0xba),
  toFloats: simd(0xfa),
  /** Eight 16-bit integers. */
  shortsEverywhere: simd(0x10),
  addShorts: simd(0x8e),
  leastShorts: simd(0x96),
  mostShorts: simd(0x98),
  toShorts: simd(0x85),
  /** Four 32-bit floats; of the smaller and the larger of two, one instruction each, that of no number is of no account. */
  everywhere: simd(0x13),
  add: simd(0xe4),
  minus: simd(0xe5),
  times: simd(0xe6),
  over: simd(0xe7),
  smaller: simd(0xea),
  larger: simd(0xeb),
} as const;

/** A 32-bit float. */
export function float(value: number): Code {
  return [0x43, ...new Uint8Array(Float32Array.of(value).buffer)];
}

export interface Func {
  name: string;
  parameters: readonly number[];
  /** Further local variables: how many of which type. */
  locals: readonly (readonly [number, number])[];
  code: Code;
}

/** A module of functions without results over one memory that it is given as `m.m`. */
export function moduleOf(functions: readonly Func[]): Uint8Array<ArrayBuffer> {
  const list = (items: readonly Code[]) => [...leb(items.length), ...items.flat()];
  const section = (id: number, content: Code) => [id, ...leb(content.length), ...content];
  const name = (text: string) => list([...text].map((c) => [c.charCodeAt(0)]));
  const bodies = functions.map(({ locals, code }) => {
    const body = [...list(locals.map(([count, type]) => [...leb(count), type])), ...code, END];
    return [...leb(body.length), ...body];
  });
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(functions.map(({ parameters }) => [0x60, ...list(parameters.map((p) => [p])), 0]))),
    ...section(2, [1, ...name("m"), ...name("m"), 2, 0, 1]),
    ...section(3, list(functions.map((_, i) => [i]))),
    ...section(7, list(functions.map((f, i) => [...name(f.name), 0, i]))),
    ...section(10, list(bodies)),
  ]);
}

function simd(code: number): Code {
  return [0xfd, ...leb(code)];
}

/** A whole number from 0 in as few bytes of 7 bits as it needs. */
function leb(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}
