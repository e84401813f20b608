import { type CellKernel, integerKernel, plainKernel, type Views } from "./kernel.ts";

/**
 * The memory in which the network lies and works, and the kernels that work on it. Addresses are in bytes; the views are
 * renewed when more memory is needed.
 */
export interface Workspace extends Views {
  readonly kernel: CellKernel;
  /** Sets so many bytes aside for good; returns their address. */
  take(bytes: number): number;
  /** Makes sure that so many bytes lie behind all that was taken; returns their address. What stands there may be lost. */
  reserve(bytes: number): number;
}

const PAGE = 65536;
/** Addresses are multiples of this, so that vectors lie well. */
const STEP = 64;

/**
 * Opens an empty workspace, whose kernel multiplies rows of these strides. With `plain`, or where the machine has no
 * WebAssembly with vectors, loops do the work.
 */
export function openWorkspace(strides: readonly number[], plain = false): Workspace {
  const vectors = plain ? null : vectorMemory(strides);
  let taken = 0;
  const seen = views(vectors ? vectors.memory.buffer : new ArrayBuffer(PAGE));
  const space: Workspace = Object.assign(seen, {
    kernel: vectors ? vectors.kernel : plainKernel(seen),
    take(bytes: number) {
      const at = taken;
      taken = upTo(taken + bytes, STEP);
      grow(taken);
      return at;
    },
    reserve(bytes: number) {
      grow(taken + bytes);
      return taken;
    },
  });
  return space;

  function grow(bytes: number): void {
    if (bytes <= space.shorts.byteLength) return;
    const pages = Math.ceil(bytes / PAGE);
    if (vectors) {
      const { memory } = vectors;
      memory.grow(pages - memory.buffer.byteLength / PAGE);
      Object.assign(space, views(memory.buffer));
    } else {
      const larger = new Int16Array((pages * PAGE) / 2);
      larger.set(space.shorts);
      Object.assign(space, views(larger.buffer));
    }
  }
}

function vectorMemory(strides: readonly number[]): { memory: WebAssembly.Memory; kernel: CellKernel } | null {
  try {
    const memory = new WebAssembly.Memory({ initial: 1 });
    return { memory, kernel: integerKernel(memory, strides) };
  } catch {
    return null;
  }
}

function views(buffer: ArrayBuffer): Views {
  return {
    bytes: new Int8Array(buffer),
    shorts: new Int16Array(buffer),
    ints: new Int32Array(buffer),
    reals: new Float32Array(buffer),
  };
}

export function upTo(n: number, step: number): number {
  return Math.ceil(n / step) * step;
}
