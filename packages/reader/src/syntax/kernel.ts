/**
 * The calculations that take the time, as a small WebAssembly module that is assembled here, and the same as loops for
 * machines without it. Integers are summed exactly and floats rounded to 32 bits after every step, so that both find the
 * same, bit for bit, on every machine. All addresses and strides are in bytes.
 */
import {
  addInt,
  and,
  block,
  branch,
  branchIf,
  type Code,
  choice,
  F32,
  type Func,
  float,
  get,
  I32,
  ifElse,
  int,
  isEqual,
  isGreater,
  isLess,
  loadInt,
  loop,
  minusInt,
  moduleOf,
  or,
  set,
  shiftLeft,
  shiftRight,
  storeInt,
  tee,
  timesInt,
  V128,
  vector,
} from "./assembler.ts";

/** One unit of a cell's value, which lies between -1 and 1, in 16-bit integers. */
export const CELL_UNIT = 4096;
/** Cells that are worked out together, and the numbers that drive them: what each adds, then how much it keeps, then how much it shows. */
export const GROUP = 8;
export const GROUP_GATES = 3 * GROUP;

/** A product of matrices of floats, with strides that let one loop serve a matrix, its transpose, and strips of 8 columns. */
export interface FloatKernel {
  /** For each row i of A, for each 8 columns j of B: `C[i][j] = (C[i][j] if `add`, else 0) + Σp A[i][p] · B[p][j]`. */
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

/**
 * `C[i][j] = Σp A[i][p] · B[p][j]` for 16-bit integers A and B, to 32-bit sums. B is laid out in strips of 8 columns, in
 * a strip two rows together, column by column; `depth` counts such twos. `cRow` is the step from row to row of C.
 */
export type Multiply = (
  a: number,
  b: number,
  c: number,
  rows: number,
  depth: number,
  strips: number,
  cRow: number,
) => void;

export interface CellKernel {
  /** The products of matrices whose rows lie so many bytes apart; only for the strides that the kernel was made for. */
  multiply(aRow: number): Multiply;
  /**
   * Sums to gates, where they lie: `groups` times 24 numbers a row. The sums, 32-bit integers, times `scale`, plus the bias
   * of the row, which begins `offset` behind the row's address in the list `biases`, become floats: what each of 8
   * cells adds, then, by the logistic function, how much it keeps and how much it shows.
   */
  gate(sums: number, biases: number, offset: number, rows: number, groups: number, scale: number): void;
  /**
   * `groups` of 8 recurrent cells pass along some words, whose gates begin `offset` behind the addresses in the list `gates`;
   * from one word to the next the list goes on by `by` and the output by `outBy`:
   *
   *     state = keep·(state − add) + add,  out = show·ptanh(state) in units of 1/4096, 16 bits
   */
  flow(gates: number, by: number, offset: number, out: number, outBy: number, words: number, groups: number): void;
  /** Sums, in 16 bits, of rows of 8-bit integers at the addresses of a list of `rows`. */
  gather(list: number, rows: number, out: number, columns: number): void;
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
  /** The column of the largest sum with its bias, all 32-bit integers, in each row; the first of several. */
  choose(sums: number, bias: number, out: number, rows: number, columns: number): void;
  /** `columns` 16-bit integers of each row and as many at the row's address in the list `others`: their sums between 0 and `high`. */
  meet(of: number, ofRow: number, others: number, out: number, rows: number, columns: number, high: number): void;
}

/** Assembles the product in floats over a memory; the training's. Throws where the machine has no vectors. */
export function floatKernel(memory: WebAssembly.Memory): FloatKernel {
  return instance([floatProductCode()], memory) as unknown as FloatKernel;
}

/** Assembles the kernels in integers over a memory, for rows of A of these strides. Throws where the machine has no vectors. */
export function integerKernel(memory: WebAssembly.Memory, strides: readonly number[]): CellKernel {
  const codes = [...new Set(strides)].map(productCode);
  const made = instance(
    [...codes, gateCode(), flowCode(), gatherCode(), squeezeCode(), chooseCode(), meetCode()],
    memory,
  );
  return { ...(made as unknown as CellKernel), multiply: (aRow) => made[`multiply${aRow}`] as unknown as Multiply };
}

function instance(functions: readonly Func[], memory: WebAssembly.Memory): WebAssembly.Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(moduleOf(functions)), { m: { m: memory } }).exports;
}

function floatProductCode(): Func {
  const [A, B, C, ROWS, DEPTH, STRIPS, A_ROW, A_STEP, B_STEP, B_STRIP, C_ROW, ADD] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ];
  const [P, STRIP, AT_B, AT_C] = [12, 13, 14, 15];
  const AT_A = [16, 17, 18, 19];
  const [LEFT, RIGHT, NUMBER, SUM] = [20, 21, 22, 23];
  const sums = (q: number) => [SUM + 2 * q, SUM + 2 * q + 1] as const;
  const move = (pointer: number, by: number) => [...get(pointer), ...get(by), ...addInt, ...set(pointer)];

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
      ...[...get(NUMBER), ...get(half), ...vector.times],
      ...[...get(to), ...vector.add, ...set(to)],
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
            [...load(LEFT, AT_B, 0), ...load(RIGHT, AT_B, 16)],
            lines.flatMap((line, q) => [
              ...[...get(line), ...vector.loadEverywhere(), ...set(NUMBER)],
              ...gather(LEFT, sums(q)[0]),
              ...gather(RIGHT, sums(q)[1]),
            ]),
            lines.flatMap((line) => move(line, A_STEP)),
            move(AT_B, B_STEP),
            [...get(P), ...int(1), ...minusInt, ...tee(P), ...branchIf(0)],
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
    ...[...get(x), ...floats(3), ...vector.smaller, ...floats(-3), ...vector.larger, ...tee(x)],
    ...[...get(x), ...vector.times, ...set(q)],
    ...[...get(x), ...floats(27), ...get(q), ...vector.add, ...vector.times],
    ...[...floats(27), ...floats(9), ...get(q), ...vector.times, ...vector.add, ...vector.over],
  ];
}

/** Added to a float between ±2^22, this leaves the nearest whole number, of two the even one, in the low bits. */
const ROUNDING = 1.5 * 2 ** 23;

/** The vector that the code leaves, to the nearest 32-bit integers; only between ±2^22. */
function roundCode(...code: Code[]): Code {
  return [...code.flat(), ...floats(ROUNDING), ...vector.add, ...floats(ROUNDING), ...vector.minusInts];
}

/**
 * For each strip of B, which so stays in the nearest cache, all rows of A, four at a time. The strides of A are in the
 * instructions: then the loop over the depth moves two pointers alone, and no register is spilt.
 */
function productCode(aRow: number): Func {
  const [A, B, C, ROWS, DEPTH, STRIPS, C_ROW] = [0, 1, 2, 3, 4, 5, 6];
  const [P, LEFT_ROWS, ROW_A, ROW_C, AT_A, AT_B] = [7, 8, 9, 10, 11, 12];
  const [LEFT, RIGHT, NUMBER, SUM] = [13, 14, 15, 16];
  /** While at least `r` rows are left: `r` rows, then `r` rows on. */
  const passes = (r: 1 | 4): Code => {
    const lines = Array.from({ length: r }, (_, q) => ({ q, left: SUM + 2 * q, right: SUM + 2 * q + 1 }));
    const gather = (to: number, half: number): Code => [
      ...[...get(to), ...get(NUMBER), ...get(half), ...vector.multiplyPairs, ...vector.addInts, ...set(to)],
    ];
    return block(
      loop(
        [...get(LEFT_ROWS), ...int(r), ...isLess, ...branchIf(1)],
        [...get(ROW_A), ...set(AT_A), ...get(B), ...set(AT_B), ...get(DEPTH), ...set(P)],
        lines.flatMap(({ left, right }) => [...vector.zero, ...set(left), ...vector.zero, ...set(right)]),
        loop(
          [...get(AT_B), ...vector.load(), ...set(LEFT), ...get(AT_B), ...vector.load(16), ...set(RIGHT)],
          lines.flatMap(({ q, left, right }) => [
            ...[...get(AT_A), ...vector.loadEverywhere(q * aRow), ...set(NUMBER)],
            ...[...gather(left, LEFT), ...gather(right, RIGHT)],
          ]),
          [...onward(AT_A, 4), ...onward(AT_B, 32)],
          [...get(P), ...int(1), ...minusInt, ...tee(P), ...branchIf(0)],
        ),
        lines.flatMap(({ left, right }) => [
          ...[...get(ROW_C), ...get(left), ...vector.store(), ...get(ROW_C), ...get(right), ...vector.store(16)],
          ...[...get(ROW_C), ...get(C_ROW), ...addInt, ...set(ROW_C)],
        ]),
        onward(ROW_A, r * aRow),
        [...get(LEFT_ROWS), ...int(r), ...minusInt, ...set(LEFT_ROWS), ...branch(0)],
      ),
    );
  };
  return {
    name: `multiply${aRow}`,
    parameters: Array<number>(7).fill(I32),
    locals: [
      [6, I32],
      [11, V128],
    ],
    code: loop(
      [...get(A), ...set(ROW_A), ...get(C), ...set(ROW_C), ...get(ROWS), ...set(LEFT_ROWS)],
      passes(4),
      passes(1),
      [...get(B), ...get(DEPTH), ...int(5), ...shiftLeft, ...addInt, ...set(B), ...onward(C, 32)],
      [...get(STRIPS), ...int(1), ...minusInt, ...tee(STRIPS), ...branchIf(0)],
    ),
  };
}

function gateCode(): Func {
  const [SUMS, BIASES, OFFSET, ROWS, GROUPS, SCALE] = [0, 1, 2, 3, 4, 5];
  const [LEFT, BIAS, SCALES, X, Q] = [6, 7, 8, 9, 10];
  const value = (at: number): Code => [
    ...[...get(SUMS), ...vector.load(at), ...vector.toFloats, ...get(SCALES), ...vector.times],
    ...[...get(BIAS), ...vector.load(at), ...vector.add],
  ];
  const sigmoid = (at: number): Code => [
    ...[...value(at), ...floats(0.5), ...vector.times, ...set(X)],
    ...[...floats(0.5), ...ptanhCode(X, Q), ...floats(0.5), ...vector.times, ...vector.add],
  ];
  return {
    name: "gate",
    parameters: [I32, I32, I32, I32, I32, F32],
    locals: [
      [2, I32],
      [3, V128],
    ],
    code: [
      ...[...get(SCALE), ...vector.everywhere, ...set(SCALES)],
      ...loop(
        [...get(BIASES), ...loadInt, ...get(OFFSET), ...addInt, ...set(BIAS), ...get(GROUPS), ...set(LEFT)],
        loop(
          [0, 16].flatMap((at) => [...get(SUMS), ...value(at), ...vector.store(at)]),
          [32, 48, 64, 80].flatMap((at) => [...get(SUMS), ...sigmoid(at), ...vector.store(at)]),
          [...onward(SUMS, GROUP_GATES * 4), ...onward(BIAS, GROUP_GATES * 4)],
          [...get(LEFT), ...int(1), ...minusInt, ...tee(LEFT), ...branchIf(0)],
        ),
        onward(BIASES, 4),
        [...get(ROWS), ...int(1), ...minusInt, ...tee(ROWS), ...branchIf(0)],
      ),
    ],
  };
}

function flowCode(): Func {
  const [GATES, BY, OFFSET, OUT, OUT_BY, WORDS, GROUPS] = [0, 1, 2, 3, 4, 5, 6];
  const [AT, LIST, TO, N, LEFT, RIGHT, ADDS, X, Q] = [7, 8, 9, 10, 11, 12, 13, 14, 15];
  const half = (state: number, at: number): Code => [
    ...[...get(AT), ...vector.load(at), ...set(ADDS)],
    ...[...get(AT), ...vector.load(at + GROUP * 4), ...get(state), ...get(ADDS), ...vector.minus],
    ...[...vector.times, ...get(ADDS), ...vector.add, ...tee(state), ...set(X)],
    ...roundCode(
      [...get(AT), ...vector.load(at + GROUP * 8), ...ptanhCode(X, Q), ...vector.times],
      [...floats(CELL_UNIT), ...vector.times],
    ),
  ];
  return {
    name: "flow",
    parameters: Array<number>(7).fill(I32),
    locals: [
      [4, I32],
      [5, V128],
    ],
    code: loop(
      [...get(GATES), ...set(LIST), ...get(OUT), ...set(TO), ...get(WORDS), ...set(N)],
      [...vector.zero, ...set(LEFT), ...vector.zero, ...set(RIGHT)],
      loop(
        [...get(LIST), ...loadInt, ...get(OFFSET), ...addInt, ...set(AT)],
        [...get(TO), ...half(LEFT, 0), ...half(RIGHT, 16), ...vector.toShorts, ...vector.store()],
        [...get(LIST), ...get(BY), ...addInt, ...set(LIST), ...get(TO), ...get(OUT_BY), ...addInt, ...set(TO)],
        [...get(N), ...int(1), ...minusInt, ...tee(N), ...branchIf(0)],
      ),
      [...onward(OFFSET, GROUP_GATES * 4), ...onward(OUT, GROUP * 2)],
      [...get(GROUPS), ...int(1), ...minusInt, ...tee(GROUPS), ...branchIf(0)],
    ),
  };
}

function gatherCode(): Func {
  const [LIST, ROWS, OUT, COLUMNS] = [0, 1, 2, 3];
  const [AT, LEFT, COLUMN, SUM] = [4, 5, 6, 7];
  return {
    name: "gather",
    parameters: Array<number>(4).fill(I32),
    locals: [
      [3, I32],
      [1, V128],
    ],
    code: loop(
      [...get(LIST), ...set(AT), ...get(ROWS), ...set(LEFT), ...vector.zero, ...set(SUM)],
      block(
        loop(
          [...get(LEFT), ...int(1), ...isLess, ...branchIf(1)],
          [...get(AT), ...loadInt, ...get(COLUMN), ...addInt, ...vector.loadBytes()],
          [...get(SUM), ...vector.addShorts, ...set(SUM), ...onward(AT, 4)],
          [...get(LEFT), ...int(1), ...minusInt, ...set(LEFT), ...branch(0)],
        ),
      ),
      [...get(OUT), ...get(SUM), ...vector.store(), ...onward(OUT, 16)],
      [...onward(COLUMN, 8), ...get(COLUMN), ...get(COLUMNS), ...isLess, ...branchIf(0)],
    ),
  };
}

function squeezeCode(): Func {
  const [SUMS, BIAS, LOW, OUT, ROWS, COLUMNS, SCALE, HIGH] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [LEFT, AT_BIAS, AT_LOW, SCALES, HIGHS] = [8, 9, 10, 11, 12];
  const half = (at: number): Code =>
    roundCode(
      [...get(SUMS), ...vector.load(at), ...vector.toFloats, ...get(SCALES), ...vector.times],
      [...get(AT_BIAS), ...vector.load(at), ...vector.add],
      [...get(HIGHS), ...vector.smaller, ...get(AT_LOW), ...vector.load(at), ...vector.larger],
    );
  return {
    name: "squeeze",
    parameters: [I32, I32, I32, I32, I32, I32, F32, F32],
    locals: [
      [3, I32],
      [2, V128],
    ],
    code: [
      ...[...get(SCALE), ...vector.everywhere, ...set(SCALES), ...get(HIGH), ...vector.everywhere, ...set(HIGHS)],
      ...loop(
        [...get(BIAS), ...set(AT_BIAS), ...get(LOW), ...set(AT_LOW)],
        [...get(COLUMNS), ...int(3), ...shiftRight, ...set(LEFT)],
        loop(
          [...get(OUT), ...half(0), ...half(16), ...vector.toShorts, ...vector.store()],
          [...onward(SUMS, 32), ...onward(AT_BIAS, 32), ...onward(AT_LOW, 32), ...onward(OUT, 16)],
          [...get(LEFT), ...int(1), ...minusInt, ...tee(LEFT), ...branchIf(0)],
        ),
        [...get(ROWS), ...int(1), ...minusInt, ...tee(ROWS), ...branchIf(0)],
      ),
    ],
  };
}

function chooseCode(): Func {
  const [SUMS, BIAS, OUT, ROWS, COLUMNS] = [0, 1, 2, 3, 4];
  const [LEFT, AT_BIAS, MOST, PLACE, MORE, OTHER] = [5, 6, 7, 8, 9, 10];
  const [MOSTS, PLACES, HERE, SUM] = [11, 12, 13, 14];
  const sum: Code = [...get(SUMS), ...vector.load(), ...get(AT_BIAS), ...vector.load(), ...vector.addInts];
  const onto: Code = [...onward(SUMS, 16), ...onward(AT_BIAS, 16)];
  return {
    name: "choose",
    parameters: Array<number>(5).fill(I32),
    locals: [
      [6, I32],
      [4, V128],
    ],
    code: loop(
      [...get(BIAS), ...set(AT_BIAS), ...get(COLUMNS), ...int(2), ...shiftRight, ...int(1), ...minusInt, ...set(LEFT)],
      [...vector.ints(0, 1, 2, 3), ...tee(PLACES), ...set(HERE)],
      [...sum, ...set(MOSTS), ...onto],
      block(
        loop(
          [...get(LEFT), ...int(1), ...isLess, ...branchIf(1)],
          [...get(HERE), ...int(4), ...vector.intsEverywhere, ...vector.addInts, ...set(HERE)],
          [...sum, ...set(SUM)],
          [
            ...get(HERE),
            ...get(PLACES),
            ...get(SUM),
            ...get(MOSTS),
            ...vector.moreInts,
            ...vector.choice,
            ...set(PLACES),
          ],
          [...get(SUM), ...get(MOSTS), ...vector.mostInts, ...set(MOSTS), ...onto],
          [...get(LEFT), ...int(1), ...minusInt, ...set(LEFT), ...branch(0)],
        ),
      ),
      [...get(MOSTS), ...vector.lane(0), ...set(MOST), ...get(PLACES), ...vector.lane(0), ...set(PLACE)],
      ...[1, 2, 3].map((lane) => [
        ...[...get(MOSTS), ...vector.lane(lane), ...set(MORE), ...get(PLACES), ...vector.lane(lane), ...set(OTHER)],
        // Of two that are alike the first.
        ...[...get(OTHER), ...get(PLACE), ...get(MORE), ...get(MOST), ...isGreater],
        ...[...get(MORE), ...get(MOST), ...isEqual, ...get(OTHER), ...get(PLACE), ...isLess, ...and, ...or],
        ...[...choice, ...set(PLACE)],
        ...[...get(MORE), ...get(MOST), ...get(MORE), ...get(MOST), ...isGreater, ...choice, ...set(MOST)],
      ]),
      [...get(OUT), ...get(PLACE), ...storeInt, ...onward(OUT, 4)],
      [...get(ROWS), ...int(1), ...minusInt, ...tee(ROWS), ...branchIf(0)],
    ),
  };
}

function meetCode(): Func {
  const [OF, OF_ROW, OTHERS, OUT, ROWS, COLUMNS, HIGH] = [0, 1, 2, 3, 4, 5, 6];
  const [LEFT, AT, OTHER, HIGHS] = [7, 8, 9, 10];
  return {
    name: "meet",
    parameters: Array<number>(7).fill(I32),
    locals: [
      [3, I32],
      [1, V128],
    ],
    code: [
      ...[...get(HIGH), ...vector.shortsEverywhere, ...set(HIGHS)],
      ...loop(
        [...get(OTHERS), ...loadInt, ...set(OTHER), ...get(OF), ...set(AT)],
        [...get(COLUMNS), ...int(3), ...shiftRight, ...set(LEFT)],
        loop(
          [...get(OUT), ...get(AT), ...vector.load(), ...get(OTHER), ...vector.load(), ...vector.addShorts],
          [...get(HIGHS), ...vector.leastShorts, ...vector.zero, ...vector.mostShorts, ...vector.store()],
          [...onward(OUT, 16), ...onward(AT, 16), ...onward(OTHER, 16)],
          [...get(LEFT), ...int(1), ...minusInt, ...tee(LEFT), ...branchIf(0)],
        ),
        [...onward(OTHERS, 4), ...get(OF), ...get(OF_ROW), ...addInt, ...set(OF)],
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

/** A memory, seen as numbers of each kind. */
export interface Views {
  bytes: Int8Array;
  shorts: Int16Array;
  ints: Int32Array;
  reals: Float32Array;
}

/** The integer kernels as loops over a memory, whose views may be renewed. */
export function plainKernel(memory: Views): CellKernel {
  const at = (a: Int16Array | Int32Array | Float32Array, i: number) => a[i] as number;
  return {
    multiply: (aRow) => (a, b, c, rows, depth, strips, cRow) => {
      const { shorts, ints } = memory;
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < strips * 8; j++) {
          let sum = 0;
          for (let p = 0; p < depth; p++) {
            const [aAt, bAt] = [(a + i * aRow) / 2 + 2 * p, b / 2 + ((j >> 3) * depth + p) * 16 + (j & 7) * 2];
            sum += at(shorts, aAt) * at(shorts, bAt) + at(shorts, aAt + 1) * at(shorts, bAt + 1);
          }
          ints[(c + i * cRow) / 4 + j] = sum;
        }
    },
    gate(sums, biases, offset, rows, groups, scale) {
      const { ints, reals } = memory;
      const by = f32(scale);
      for (let i = 0; i < rows; i++) {
        const bias = (at(ints, biases / 4 + i) + offset) / 4;
        for (let k = 0; k < groups * GROUP_GATES; k++) {
          const to = sums / 4 + i * groups * GROUP_GATES + k;
          const value = f32(f32(f32(at(ints, to)) * by) + at(reals, bias + k));
          reals[to] = k % GROUP_GATES < GROUP ? value : psigmoid32(value);
        }
      }
    },
    flow(gates, by, offset, out, outBy, words, groups) {
      const { shorts, ints, reals } = memory;
      for (let c = 0; c < groups * GROUP; c++) {
        const k = Math.floor(c / GROUP) * GROUP_GATES + (c % GROUP);
        let state = 0;
        for (let t = 0; t < words; t++) {
          const gate = (at(ints, (gates + t * by) / 4) + offset) / 4 + k;
          const [add, keep, show] = [at(reals, gate), at(reals, gate + GROUP), at(reals, gate + 2 * GROUP)];
          state = f32(f32(keep * f32(state - add)) + add);
          shorts[(out + t * outBy) / 2 + c] = nearest(f32(f32(show * ptanh32(state)) * CELL_UNIT));
        }
      }
    },
    gather(list, rows, out, columns) {
      const { bytes, shorts, ints } = memory;
      for (let k = 0; k < columns; k++) {
        let sum = 0;
        for (let r = 0; r < rows; r++) sum += bytes[at(ints, list / 4 + r) + k] as number;
        shorts[out / 2 + k] = sum;
      }
    },
    squeeze(sums, bias, low, out, rows, columns, scale, high) {
      const { shorts, ints, reals } = memory;
      const by = f32(scale);
      for (let i = 0; i < rows * columns; i++) {
        const k = i % columns;
        const value = nearest(f32(f32(f32(at(ints, sums / 4 + i)) * by) + at(reals, bias / 4 + k)));
        shorts[out / 2 + i] = Math.max(Math.min(value, high), at(reals, low / 4 + k));
      }
    },
    choose(sums, bias, out, rows, columns) {
      const { ints } = memory;
      for (let i = 0; i < rows; i++) {
        let [place, most] = [0, -Infinity];
        for (let k = 0; k < columns; k++) {
          const sum = at(ints, sums / 4 + i * columns + k) + at(ints, bias / 4 + k);
          if (sum > most) [place, most] = [k, sum];
        }
        ints[out / 4 + i] = place;
      }
    },
    meet(of, ofRow, others, out, rows, columns, high) {
      const { shorts, ints } = memory;
      for (let i = 0; i < rows; i++)
        for (let k = 0; k < columns; k++) {
          const sum = at(shorts, (of + i * ofRow) / 2 + k) + at(shorts, at(ints, others / 4 + i) / 2 + k);
          shorts[out / 2 + i * columns + k] = Math.max(0, Math.min(sum, high));
        }
    },
  };
}
