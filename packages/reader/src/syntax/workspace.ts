import { type CellKernel, integerKernel, plainKernel } from "./kernel.ts";

/** The memory in which the network lies and works, and the kernels that work on it. Addresses are in bytes. */
export interface Workspace {
  /** All of the memory, seen as numbers of one kind; renewed when `reserve` needs more. */
  shorts: Int16Array;
  ints: Int32Array;
  reals: Float32Array;
  kernel: CellKernel;
  /** Sets so many bytes aside for good; returns their address. */
  take(bytes: number): number;
  /** Makes sure that so many bytes lie behind all that was taken; returns their address. What stands there may be lost. */
  reserve(bytes: number): number;
}

const PAGE = 65536;
/** Addresses are multiples of this, so that vectors lie well. */
const STEP = 64;

/** Opens an empty workspace. With `plain`, or where the machine has no WebAssembly with vectors, loops do the work. */
export function openWorkspace(plain = false): Workspace {
  const memory = plain ? null : vectorMemory();
  let taken = 0;
  const space: Workspace = {
    ...views(memory ? memory.buffer : new ArrayBuffer(PAGE)),
    kernel: memory ? integerKernel(memory) : plainKernel(new ArrayBuffer(0)),
    take(bytes) {
      const at = taken;
      taken = upTo(taken + bytes, STEP);
      grow(taken);
      return at;
    },
    reserve(bytes) {
      grow(taken + bytes);
      return taken;
    },
  };
  return space;

  function grow(bytes: number): void {
    if (bytes <= space.shorts.byteLength) return;
    const pages = Math.ceil(bytes / PAGE);
    if (memory) {
      memory.grow(pages - memory.buffer.byteLength / PAGE);
      Object.assign(space, views(memory.buffer));
    } else {
      const larger = new Int16Array((pages * PAGE) / 2);
      larger.set(space.shorts);
      Object.assign(space, views(larger.buffer), { kernel: plainKernel(larger.buffer) });
    }
  }
}

function vectorMemory(): WebAssembly.Memory | null {
  try {
    const memory = new WebAssembly.Memory({ initial: 1 });
    integerKernel(memory);
    return memory;
  } catch {
    return null;
  }
}

function views(buffer: ArrayBuffer) {
  return { shorts: new Int16Array(buffer), ints: new Int32Array(buffer), reals: new Float32Array(buffer) };
}

export function upTo(n: number, step: number): number {
  return Math.ceil(n / step) * step;
}
