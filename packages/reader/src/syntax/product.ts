import { assembleKernel, type Kernel } from "./kernel.ts";

/**
 * Products of matrices of 16-bit integers, summed in 32 bits: exact, so that every machine finds the same, with or
 * without WebAssembly. Whoever quantises sees to it that no sum leaves 32 bits.
 */
export interface Product {
  /** Columns of the result. */
  readonly columns: number;
  /**
   * Multiplies `rows` rows of numbers, at most `ROWS_AT_ONCE`, by the matrix. The answer, `rows` × `columns`, is
   * overwritten by the next call of any product of the same workshop.
   */
  multiply(input: Int16Array, from: number, rows: number): Int32Array;
}

export const ROWS_AT_ONCE = 128;

export interface Workshop {
  /** A product by a matrix of `depth` × `columns`, given row by row; `depth` must be even, `columns` a multiple of 8. */
  make(weights: Int16Array, depth: number, columns: number): Product;
  /** A product by the transpose of rows `from` to `to` of a matrix of `depth` columns; valid until the next call of this. */
  turned(matrix: Int16Array, from: number, to: number, depth: number): Product;
}

/** The most rows that `turned` takes. */
const MOST_TURNED = 3 * ROWS_AT_ONCE + 8;
const PAGE = 65536;

/**
 * A workshop for matrices of at most `largest` numbers in all and at most `widest` rows or columns. With `plain`, or
 * where the machine has no vectors, everything is done by loops: slower, with the same results.
 */
export function openWorkshop(largest: number, widest: number, plain = false): Workshop {
  const inputBytes = ROWS_AT_ONCE * widest * 2;
  const outputBytes = ROWS_AT_ONCE * Math.max(widest, MOST_TURNED) * 4;
  const turnedBytes = MOST_TURNED * widest * 2;
  const pages = Math.ceil((inputBytes + outputBytes + turnedBytes + largest * 2) / PAGE);
  const made = plain ? null : tryKernel(pages);
  const buffer = made ? made.memory.buffer : new ArrayBuffer(pages * PAGE);
  const input16 = new Int16Array(buffer, 0, ROWS_AT_ONCE * widest);
  const output = new Int32Array(buffer, inputBytes, outputBytes / 4);
  const turnedAt = inputBytes + outputBytes;
  let used = turnedAt + turnedBytes;

  function productAt(at: number, packed: Int16Array, depth: number, columns: number): Product {
    return {
      columns,
      multiply(input, from, rows) {
        const start = from * depth;
        for (let k = 0; k < rows * depth; k++) input16[k] = input[start + k] as number;
        if (made)
          made.kernel(0, at, inputBytes, rows, depth / 2, columns / 8, depth * 2, 4, 32, depth * 16, columns * 4, 0);
        else multiplyPlainly(input16, packed, output, rows, depth, columns);
        return output;
      },
    };
  }

  return {
    make(weights, depth, columns) {
      const packed = new Int16Array(buffer, used, weights.length);
      packStrips(packed, weights, depth, columns);
      const product = productAt(used, packed, depth, columns);
      used += weights.length * 2;
      return product;
    },
    turned(matrix, from, to, depth) {
      const columns = Math.ceil((to - from) / 8) * 8;
      const packed = new Int16Array(buffer, turnedAt, columns * depth);
      for (let j = 0; j < to - from; j++) {
        let at = (j >> 3) * 8 * depth + (j & 7) * 2;
        const start = (from + j) * depth;
        for (let p = start; p < start + depth; p += 2, at += 16) {
          packed[at] = matrix[p] as number;
          packed[at + 1] = matrix[p + 1] as number;
        }
      }
      return productAt(turnedAt, packed, depth, columns);
    },
  };
}

function tryKernel(pages: number): { kernel: Kernel; memory: WebAssembly.Memory } | null {
  try {
    const memory = new WebAssembly.Memory({ initial: pages });
    return { kernel: assembleKernel("i16", memory), memory };
  } catch {
    return null;
  }
}

/** Lays a matrix out as the kernel walks it: strips of 8 columns; in a strip two rows together, column by column. */
function packStrips(packed: Int16Array, weights: Int16Array, depth: number, columns: number): void {
  let at = 0;
  for (let strip = 0; strip < columns; strip += 8)
    for (let p = 0; p < depth; p += 2)
      for (let j = strip; j < strip + 8; j++) {
        packed[at++] = weights[p * columns + j] as number;
        packed[at++] = weights[(p + 1) * columns + j] as number;
      }
}

/** The kernel's work by loops. */
function multiplyPlainly(
  input: Int16Array,
  packed: Int16Array,
  output: Int32Array,
  rows: number,
  depth: number,
  columns: number,
): void {
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      let at = (j >> 3) * 8 * depth + (j & 7) * 2;
      for (let p = i * depth; p < (i + 1) * depth; p += 2, at += 16)
        sum += (input[p] as number) * (packed[at] as number) + (input[p + 1] as number) * (packed[at + 1] as number);
      output[i * columns + j] = sum;
    }
}
