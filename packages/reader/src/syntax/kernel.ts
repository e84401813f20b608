/**
 * The one calculation that takes the time, a product of matrices, as a small WebAssembly module that is assembled here,
 * byte by byte (https://webassembly.github.io/spec/core/binary/), with four or eight multiplications an instruction.
 *
 *     for each 4 rows i of A, for each 8 columns j of B:
 *       C[i][j] = (C[i][j] or 0) + Σp A[i][p] · B[p][j]
 *
 * "i16" takes A and B as 16-bit integers, two of them side by side wherever the loop says `p`, and sums 32-bit integers:
 * exact, hence the same everywhere. "f32" is what the training uses. The strides let one loop serve a matrix, its
 * transpose, and a matrix laid out in strips of 8 columns.
 */
export type Kernel = (
  a: number,
  b: number,
  c: number,
  rows: number,
  depth: number,
  strips: number,
  aRow: number,
  aStep: number,
  bStep: number,
  bStrip: number,
  cRow: number,
  add: number,
) => void;

const PARAMETERS = 12;
const [A, B, C, ROWS, DEPTH, STRIPS, A_ROW, A_STEP, B_STEP, B_STRIP, C_ROW, ADD] = Array.from(
  { length: PARAMETERS },
  (_, i) => i,
) as [number, number, number, number, number, number, number, number, number, number, number, number];
/** Local variables behind the parameters: 32-bit integers first, then vectors of 128 bits. */
const [P, S, AT_B, AT_C, A0, A1, A2, A3] = [12, 13, 14, 15, 16, 17, 18, 19] as const;
const INTEGERS = 8;
const VECTORS = 11;
const [B_LEFT, B_RIGHT, SPLAT, SUM] = [20, 21, 22, 23] as const;

/** Assembles the module and makes it ready over `memory`. Throws where the machine has no WebAssembly with vectors. */
export function assembleKernel(kind: "f32" | "i16", memory: WebAssembly.Memory): Kernel {
  const module = new WebAssembly.Module(moduleBytes(kind));
  return new WebAssembly.Instance(module, { m: { m: memory } }).exports.k as Kernel;
}

function moduleBytes(kind: "f32" | "i16"): Uint8Array<ArrayBuffer> {
  const body = [2, INTEGERS, I32, VECTORS, V128, ...rowsOf(4, kind), ...rowsOf(1, kind), END];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, PARAMETERS, ...Array<number>(PARAMETERS).fill(I32), 0]),
    ...section(2, [1, 1, 0x6d, 1, 0x6d, 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, 1, 0x6b, 0, 0]),
    ...section(10, [1, ...leb(body.length), ...body]),
  ]);
}

/** While at least `r` rows are left: one pass over all strips for `r` rows, then `r` rows on. */
function rowsOf(r: 1 | 4, kind: "f32" | "i16"): number[] {
  const pointers = [A0, A1, A2, A3].slice(0, r);
  const sums = (q: number) => [SUM + 2 * q, SUM + 2 * q + 1] as const;
  const load = (local: number, at: number, offset: number) => [...get(at), ...vector(0x00, 2, offset), ...set(local)];
  const store = (local: number, at: number, offset: number) => [...get(at), ...get(local), ...vector(0x0b, 2, offset)];
  const step = (local: number, by: number) => [...get(local), ...get(by), ADD_I32, ...set(local)];
  const product = kind === "f32" ? [...simd(0xe6)] : [...simd(0xba)];
  const sum = kind === "f32" ? [...simd(0xe4)] : [...simd(0xae)];
  const overRows = (each: (q: number) => number[]) => [
    ...get(C),
    ...get(S),
    ...constant(5),
    SHIFT_LEFT,
    ADD_I32,
    ...set(AT_C),
    ...pointers.flatMap((_, q) => [...each(q), ...(q + 1 < r ? step(AT_C, C_ROW) : [])]),
  ];
  return [
    ...block(
      loop([
        ...[...get(ROWS), ...constant(r), LESS_SIGNED, BRANCH_IF, 1],
        ...[...constant(0), ...set(S)],
        ...loop([
          ...[...get(B), ...get(S), ...get(B_STRIP), TIMES_I32, ADD_I32, ...set(AT_B)],
          ...pointers.flatMap((pointer, q) => [
            ...get(A),
            ...get(A_ROW),
            ...constant(q),
            TIMES_I32,
            ADD_I32,
            ...set(pointer),
          ]),
          ...[...get(ADD), IF, EMPTY],
          ...overRows((q) => [...load(sums(q)[0], AT_C, 0), ...load(sums(q)[1], AT_C, 16)]),
          ELSE,
          ...pointers.flatMap((_, q) =>
            sums(q).flatMap((s) => [...simd(0x0c), ...Array<number>(16).fill(0), ...set(s)]),
          ),
          END,
          ...[...get(DEPTH), ...set(P)],
          ...loop([
            ...load(B_LEFT, AT_B, 0),
            ...load(B_RIGHT, AT_B, 16),
            ...pointers.flatMap((pointer, q) => [
              ...[...get(pointer), ...vector(0x09, 2, 0), ...set(SPLAT)],
              ...[...get(SPLAT), ...get(B_LEFT), ...product, ...get(sums(q)[0]), ...sum, ...set(sums(q)[0])],
              ...[...get(SPLAT), ...get(B_RIGHT), ...product, ...get(sums(q)[1]), ...sum, ...set(sums(q)[1])],
              ...step(pointer, A_STEP),
            ]),
            ...step(AT_B, B_STEP),
            ...[...get(P), ...constant(1), MINUS_I32, 0x22, P, BRANCH_IF, 0],
          ]),
          ...overRows((q) => [...store(sums(q)[0], AT_C, 0), ...store(sums(q)[1], AT_C, 16)]),
          ...[...get(S), ...constant(1), ADD_I32, 0x22, S, ...get(STRIPS), LESS_SIGNED, BRANCH_IF, 0],
        ]),
        ...[...get(A), ...get(A_ROW), ...constant(r), TIMES_I32, ADD_I32, ...set(A)],
        ...[...get(C), ...get(C_ROW), ...constant(r), TIMES_I32, ADD_I32, ...set(C)],
        ...[...get(ROWS), ...constant(r), MINUS_I32, ...set(ROWS), BRANCH, 0],
      ]),
    ),
  ];
}

const I32 = 0x7f;
const V128 = 0x7b;
const EMPTY = 0x40;
const IF = 0x04;
const ELSE = 0x05;
const END = 0x0b;
const BRANCH = 0x0c;
const BRANCH_IF = 0x0d;
const LESS_SIGNED = 0x48;
const ADD_I32 = 0x6a;
const MINUS_I32 = 0x6b;
const TIMES_I32 = 0x6c;
const SHIFT_LEFT = 0x74;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const constant = (value: number) => [0x41, value];
const block = (code: number[]) => [0x02, EMPTY, ...code, END];
const loop = (code: number[]) => [0x03, EMPTY, ...code, END];
const simd = (code: number) => [0xfd, ...leb(code)];
const vector = (code: number, align: number, offset: number) => [0xfd, ...leb(code), align, ...leb(offset)];
const section = (id: number, content: number[]) => [id, ...leb(content.length), ...content];

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}
