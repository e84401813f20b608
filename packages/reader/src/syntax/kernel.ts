/**
 * The calculations that take the time, as a small WebAssembly module that is assembled here, and the same as loops for
 * machines without it. Integers are summed exactly and floats rounded to 32 bits after every step, so that both find the
 * same, bit for bit, on every machine. All addresses and strides are in bytes.
 */
import {
  addInt,
  block,
  branch,
  branchIf,
  type Code,
  F32,
  type Func,
  float,
  get,
  I32,
  ifElse,
  int,
  isLess,
  loop,
  minusInt,
  moduleOf,
  set,
  shiftLeft,
  shiftRight,
  tee,
  timesInt,
  V128,
  vector,
} from "./assembler.ts";

/** One unit of a cell's value, which lies between -1 and 1, in 16-bit integers. */
export const CELL_UNIT = 4096;

export interface Kernel {
  /**
   * A product of matrices: for each 4 rows i of A, for each 8 columns j of B,
   *
   *     C[i][j] = (C[i][j] if `add`, else 0) + Σp A[i][p] · B[p][j]
   *
   * The strides let one loop serve a matrix, its transpose, and a matrix laid out in strips of 8 columns. In integers, A
   * and B have 16 bits, two of them lie side by side wherever the loop says `p`, `depth` is even, and the steps are those of
   * rows of A and of strips of B: 4 and 32.
   */
  multiply(
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
  ): void;
}

export interface CellKernel extends Kernel {
  /**
   * One step of `cells` recurrent cells. From sums (32-bit integers, times `scale`, plus `bias`, floats; first what each
   * cell adds, then how much it keeps, then how much it shows):
   *
   *     state = keep·(state − add) + add,  out = show·ptanh(state) in units of 1/4096, 16 bits
   */
  step(sums: number, bias: number, state: number, out: number, cells: number, scale: number): void;
  /** Sums, times `scale`, plus `bias`, to the nearest 16-bit integers between `low` and `high`; the last three per column. */
  squeeze(
    sums: number,
    bias: number,
    low: number,
    out: number,
    rows: number,
    columns: number,
    scale: number,
    high: number,
  ): void;
}

/** Assembles the product in floats over a memory; the training's. Throws where the machine has no vectors. */
export function floatKernel(memory: WebAssembly.Memory): Kernel {
  return instance([multiplyCode("f32")], memory) as unknown as Kernel;
}

/** Assembles the kernels in integers over a memory. Throws where the machine has no vectors. */
export function integerKernel(memory: WebAssembly.Memory): CellKernel {
  return instance([multiplyCode("i16"), stepCode(), squeezeCode()], memory) as unknown as CellKernel;
}

function instance(functions: readonly Func[], memory: WebAssembly.Memory): WebAssembly.Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(moduleOf(functions)), { m: { m: memory } }).exports;
}

function multiplyCode(kind: "f32" | "i16"): Func {
  const [A, B, C, ROWS, DEPTH, STRIPS, A_ROW, A_STEP, B_STEP, B_STRIP, C_ROW, ADD] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ];
  const [P, STRIP, AT_B, AT_C] = [12, 13, 14, 15];
  const AT_A = [16, 17, 18, 19];
  const [LEFT, RIGHT, NUMBER, SUM] = [20, 21, 22, 23];
  const sums = (q: number) => [SUM + 2 * q, SUM + 2 * q + 1] as const;
  const move = (pointer: number, by: number) => [...get(pointer), ...get(by), ...addInt, ...set(pointer)];
  // In integers two steps of the depth at a time; their strides are then the usual ones.
  const steps = kind === "f32" ? 1 : 2;
  const [product, sum] = kind === "f32" ? [vector.times, vector.add] : [vector.multiplyPairs, vector.addInts];

  /** While at least `r` rows are left: one pass over all strips for `r` rows, then `r` rows on. */
  const passes = (r: 1 | 4): Code => {
    const lines = AT_A.slice(0, r);
    const overRows = (each: (q: number) => Code) => [
      ...[...get(C), ...get(STRIP), ...int(5), ...shiftLeft, ...addInt, ...set(AT_C)],
      ...lines.flatMap((_, q) => [...each(q), ...(q + 1 < r ? move(AT_C, C_ROW) : [])]),
    ];
    const load = (to: number, from: number, offset: number) => [...get(from), ...vector.load(offset), ...set(to)];
    const store = (from: number, to: number, offset: number) => [...get(to), ...get(from), ...vector.store(offset)];
    const gather = (half: number, to: number) => [
      ...[...get(NUMBER), ...get(half), ...product],
      ...[...get(to), ...sum, ...set(to)],
    ];
    const overPass = (pointer: number, stride: number) => [
      ...[...get(pointer), ...get(stride), ...int(r), ...timesInt, ...addInt, ...set(pointer)],
    ];
    return block(
      loop(
        [...get(ROWS), ...int(r), ...isLess, ...branchIf(1)],
        [...int(0), ...set(STRIP)],
        loop(
          [...get(B), ...get(STRIP), ...get(B_STRIP), ...timesInt, ...addInt, ...set(AT_B)],
          lines.flatMap((line, q) => [...get(A), ...get(A_ROW), ...int(q), ...timesInt, ...addInt, ...set(line)]),
          get(ADD),
          ifElse(
            overRows((q) => [...load(sums(q)[0], AT_C, 0), ...load(sums(q)[1], AT_C, 16)]),
            lines.flatMap((_, q) => sums(q).flatMap((s) => [...vector.zero, ...set(s)])),
          ),
          [...get(DEPTH), ...set(P)],
          loop(
            Array.from({ length: steps }, (_, step) => [
              ...load(LEFT, AT_B, step * 32),
              ...load(RIGHT, AT_B, step * 32 + 16),
              ...lines.flatMap((line, q) => [
                ...[...get(line), ...vector.loadEverywhere(step * 4), ...set(NUMBER)],
                ...gather(LEFT, sums(q)[0]),
                ...gather(RIGHT, sums(q)[1]),
              ]),
            ]).flat(),
            lines.flatMap((line) => (steps === 1 ? move(line, A_STEP) : onward(line, steps * 4))),
            steps === 1 ? move(AT_B, B_STEP) : onward(AT_B, steps * 32),
            [...get(P), ...int(steps), ...minusInt, ...tee(P), ...branchIf(0)],
          ),
          overRows((q) => [...store(sums(q)[0], AT_C, 0), ...store(sums(q)[1], AT_C, 16)]),
          [...get(STRIP), ...int(1), ...addInt, ...tee(STRIP), ...get(STRIPS), ...isLess, ...branchIf(0)],
        ),
        overPass(A, A_ROW),
        overPass(C, C_ROW),
        [...get(ROWS), ...int(r), ...minusInt, ...set(ROWS), ...branch(0)],
      ),
    );
  };
  return {
    name: "multiply",
    parameters: Array<number>(12).fill(I32),
    locals: [
      [8, I32],
      [11, V128],
    ],
    code: [...passes(4), ...passes(1)],
  };
}

/** Moves a pointer by so many bytes. */
const onward = (pointer: number, by: number): Code => [...get(pointer), ...int(by), ...addInt, ...set(pointer)];
const floats = (value: number): Code => [...float(value), ...vector.everywhere];

/** ptanh of the vector in `x`, which is changed: cut to ±3, then x(27+x²)/(27+9x²); `q` is used. */
function ptanhCode(x: number, q: number): Code {
  return [
    ...[...get(x), ...floats(3), ...vector.least, ...floats(-3), ...vector.most, ...tee(x)],
    ...[...get(x), ...vector.times, ...set(q)],
    ...[...get(x), ...floats(27), ...get(q), ...vector.add, ...vector.times],
    ...[...floats(27), ...floats(9), ...get(q), ...vector.times, ...vector.add, ...vector.over],
  ];
}

function stepCode(): Func {
  const [SUMS, BIAS, STATE, OUT, CELLS, SCALE] = [0, 1, 2, 3, 4, 5];
  const [LEFT, PART, SCALES, ADDS, KEEPS, SHOWS, X, Q] = [6, 7, 8, 9, 10, 11, 12, 13];
  const value = (part: number) => {
    const at = (pointer: number) => [...get(pointer), ...get(PART), ...int(part), ...timesInt, ...addInt];
    return [
      ...[...at(SUMS), ...vector.load(), ...vector.toFloats, ...get(SCALES), ...vector.times],
      ...[...at(BIAS), ...vector.load(), ...vector.add],
    ];
  };
  const sigmoid = (part: number) => [
    ...[...value(part), ...floats(0.5), ...vector.times, ...set(X)],
    ...[...floats(0.5), ...ptanhCode(X, Q), ...floats(0.5), ...vector.times, ...vector.add],
  ];
  return {
    name: "step",
    parameters: [I32, I32, I32, I32, I32, F32],
    locals: [
      [2, I32],
      [6, V128],
    ],
    code: [
      ...[...get(SCALE), ...vector.everywhere, ...set(SCALES)],
      ...[...get(CELLS), ...int(2), ...shiftLeft, ...set(PART)],
      ...[...get(CELLS), ...int(2), ...shiftRight, ...set(LEFT)],
      ...loop(
        [...value(0), ...set(ADDS), ...sigmoid(1), ...set(KEEPS), ...sigmoid(2), ...set(SHOWS)],
        [...get(STATE), ...get(KEEPS), ...get(STATE), ...vector.load(), ...get(ADDS), ...vector.minus],
        [...vector.times, ...get(ADDS), ...vector.add, ...tee(X), ...vector.store()],
        [...get(OUT), ...get(SHOWS), ...ptanhCode(X, Q), ...vector.times, ...floats(CELL_UNIT), ...vector.times],
        [...vector.nearest, ...vector.toInts, ...tee(X), ...get(X), ...vector.toShorts, ...vector.storeHalf()],
        [...onward(SUMS, 16), ...onward(BIAS, 16), ...onward(STATE, 16), ...onward(OUT, 8)],
        [...get(LEFT), ...int(1), ...minusInt, ...tee(LEFT), ...branchIf(0)],
      ),
    ],
  };
}

function squeezeCode(): Func {
  const [SUMS, BIAS, LOW, OUT, ROWS, COLUMNS, SCALE, HIGH] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [LEFT, AT_BIAS, AT_LOW, SCALES, HIGHS, X] = [8, 9, 10, 11, 12, 13];
  return {
    name: "squeeze",
    parameters: [I32, I32, I32, I32, I32, I32, F32, F32],
    locals: [
      [3, I32],
      [3, V128],
    ],
    code: [
      ...[...get(SCALE), ...vector.everywhere, ...set(SCALES), ...get(HIGH), ...vector.everywhere, ...set(HIGHS)],
      ...loop(
        [...get(BIAS), ...set(AT_BIAS), ...get(LOW), ...set(AT_LOW)],
        [...get(COLUMNS), ...int(2), ...shiftRight, ...set(LEFT)],
        loop(
          [...get(OUT), ...get(SUMS), ...vector.load(), ...vector.toFloats, ...get(SCALES), ...vector.times],
          [...get(AT_BIAS), ...vector.load(), ...vector.add, ...vector.nearest],
          [...get(HIGHS), ...vector.least, ...get(AT_LOW), ...vector.load(), ...vector.most, ...vector.toInts],
          [...tee(X), ...get(X), ...vector.toShorts, ...vector.storeHalf()],
          [...onward(SUMS, 16), ...onward(AT_BIAS, 16), ...onward(AT_LOW, 16), ...onward(OUT, 8)],
          [...get(LEFT), ...int(1), ...minusInt, ...tee(LEFT), ...branchIf(0)],
        ),
        [...get(ROWS), ...int(1), ...minusInt, ...tee(ROWS), ...branchIf(0)],
      ),
    ],
  };
}

const f32 = Math.fround;

/** ptanh as the kernel has it, every step in 32 bits. */
function ptanh32(x: number): number {
  const cut = Math.max(Math.min(x, 3), -3);
  const q = f32(cut * cut);
  return f32(f32(cut * f32(27 + q)) / f32(27 + f32(9 * q)));
}

function psigmoid32(x: number): number {
  return f32(0.5 + f32(ptanh32(f32(x * 0.5)) * 0.5));
}

/** To the nearest whole number, halves to the even one. */
function nearest(x: number): number {
  const up = Math.round(x);
  return up - x === 0.5 && up % 2 !== 0 ? up - 1 : up;
}

/** The integer kernels as loops over a buffer. */
export function plainKernel(buffer: ArrayBuffer): CellKernel {
  const shorts = new Int16Array(buffer);
  const ints = new Int32Array(buffer);
  const reals = new Float32Array(buffer);
  const at = (a: Int16Array | Int32Array | Float32Array, i: number) => a[i] as number;
  return {
    multiply(a, b, c, rows, depth, strips, aRow, aStep, bStep, bStrip, cRow, add) {
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < strips * 8; j++) {
          const cAt = (c + i * cRow) / 4 + j;
          let sum = add ? at(ints, cAt) : 0;
          for (let p = 0; p < depth; p++) {
            const [aAt, bAt] = [(a + i * aRow + p * aStep) / 2, (b + (j >> 3) * bStrip + p * bStep) / 2 + (j & 7) * 2];
            sum += at(shorts, aAt) * at(shorts, bAt) + at(shorts, aAt + 1) * at(shorts, bAt + 1);
          }
          ints[cAt] = sum;
        }
    },
    step(sums, bias, state, out, cells, scale) {
      const by = f32(scale);
      const value = (i: number) => f32(f32(f32(at(ints, sums / 4 + i)) * by) + at(reals, bias / 4 + i));
      for (let k = 0; k < cells; k++) {
        const [add, keep, show] = [value(k), psigmoid32(value(cells + k)), psigmoid32(value(2 * cells + k))];
        const next = f32(f32(keep * f32(at(reals, state / 4 + k) - add)) + add);
        reals[state / 4 + k] = next;
        shorts[out / 2 + k] = nearest(f32(f32(show * ptanh32(next)) * CELL_UNIT));
      }
    },
    squeeze(sums, bias, low, out, rows, columns, scale, high) {
      const by = f32(scale);
      for (let i = 0; i < rows * columns; i++) {
        const k = i % columns;
        const value = nearest(f32(f32(f32(at(ints, sums / 4 + i)) * by) + at(reals, bias / 4 + k)));
        shorts[out / 2 + i] = Math.max(Math.min(value, high), at(reals, low / 4 + k));
      }
    },
  };
}
