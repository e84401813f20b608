import { floatKernel } from "../../packages/reader/src/syntax/kernel.ts";

/** Matrices of 32-bit floats, row by row, in the memory of the kernel that multiplies them. Columns: a multiple of 8. */
export interface Matrices {
  /** Room for so many numbers, all zero. */
  floats(length: number): Float32Array;
  /** out = a·b, or out += a·b; a has `rows` × `depth`, b `depth` × `columns`. With `turned`, a is given as its transpose. */
  multiply(
    out: Float32Array,
    a: Float32Array,
    b: Float32Array,
    rows: number,
    depth: number,
    columns: number,
    options?: { add?: boolean; turned?: boolean },
  ): void;
}

const PAGE = 65536;

/** Sets aside memory for matrices. Throws when more is asked of it later than `megabytes`. */
export function createMatrices(megabytes: number): Matrices {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((megabytes * 2 ** 20) / PAGE) });
  const kernel = floatKernel(memory);
  let used = 0;
  return {
    floats(length) {
      const floats = new Float32Array(memory.buffer, used, length);
      used = Math.ceil((used + length * 4) / 64) * 64;
      return floats;
    },
    multiply(out, a, b, rows, depth, columns, { add = false, turned = false } = {}) {
      if (rows === 0 || depth === 0) return;
      const [aRow, aStep] = turned ? [4, rows * 4] : [depth * 4, 4];
      const line = columns * 4;
      kernel.multiply(
        a.byteOffset,
        b.byteOffset,
        out.byteOffset,
        rows,
        depth,
        columns / 8,
        aRow,
        aStep,
        line,
        32,
        line,
        add ? 1 : 0,
      );
    },
  };
}
