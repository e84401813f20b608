/**
 * The network that reads a sentence. From below:
 *
 *     words     what a word shows by itself, its letters and its vector (words.ts)
 *     layer 1   recurrent cells, half of them from the left and half from the right: a cell keeps some of its past and adds
 *               something of the word; what it keeps and adds the word alone decides (simple recurrent units, Lei et al. 2018)
 *     tags      a weight for each tag and cell; the best tag tells layer 2 what it is, and is chosen anew above that
 *     layer 2   the same above layer 1: here what is kept depends on the word in its place
 *     heads     each word as a dependent and as a head; their product says how well they suit each other (Dozat and
 *               Manning 2017), and so do their tags, the direction and the distance
 *     labels    dependent and head together choose the relation
 */
import { bandStart, bandWidth, decodeHeads, REACH } from "./decode.ts";
import type { ModelFile } from "./model.ts";
import { openWords } from "./words.ts";
import { openWorkspace, upTo } from "./workspace.ts";

/** What is found of the words of one sentence, written into the arrays of the story. */
export interface Findings {
  /** Index in the model's list of tags. */
  tag: Int32Array;
  /** Word of the story, -1 for a root. */
  head: Int32Array;
  /** Index in `DEPREL`. */
  deprel: Uint8Array;
}

/** One unit of a hidden number in 16-bit integers, of a query; the largest of both, so that sums stay within 32 bits. */
export const HIDDEN_UNIT = 256;
const QUERY_UNIT = 128;
const LARGEST = 4095;
/** The largest whole number that a weight becomes: with inputs up to 4096 and 256 of them, sums stay within 32 bits. */
export const LARGEST_WEIGHT = 2047;

/** Classes of direction and distance between a word and its head. */
export const DISTANCES = 16;

/** Which class of direction and distance a pair is in; `by` is the head's place less the dependent's. */
export function distanceClass(by: number): number {
  const d = by < 0 ? -by : by;
  const size = d <= 4 ? d - 1 : d <= 6 ? 4 : d <= 10 ? 5 : d <= 20 ? 6 : 7;
  return by < 0 ? size : size + DISTANCES / 2;
}

/** Rows of dependents whose heads are scored at once, and the most heads that they can have. */
const ROWS = 128;
const MOST_HEADS = upTo(ROWS + 2 * REACH + 1, 8);

export type ReadSentence = (forms: readonly string[], from: number, to: number, findings: Findings) => void;

/** Opens the network of a model. `plain` does without WebAssembly; the findings are the same. */
export function openNetwork(model: ModelFile, plain = false): ReadSentence {
  const facts = model.facts as Record<string, number> & { tagClass: number[]; classes: number };
  const space = openWorkspace(plain);
  const putReals = (values: ArrayLike<number>) => {
    const at = space.take(values.length * 4);
    space.reals.set(values, at / 4);
    return at;
  };

  /** A matrix, its address; its sums, times `scale`, are the numbers that it stands for. */
  const put = (weights: Int16Array, bias: Float32Array, scale: number) => {
    const columns = bias.length;
    const depth = weights.length / columns;
    const at = space.take(weights.length * 2);
    packStrips(space.shorts, at / 2, weights, depth, columns);
    return { at, depth, columns, bias, scale };
  };
  const layer = (name: string) =>
    put(model.array(name, "i16"), model.array(`${name}.bias`, "f32"), facts[`${name}Scale`] as number);
  type Layer = ReturnType<typeof put>;
  const [wordGates, tags, gates, lastTags, pair, query, label] = [
    "gates0",
    "tag",
    "gates1",
    "lastTag",
    "pair",
    "query",
    "label",
  ].map(layer) as [Layer, Layer, Layer, Layer, Layer, Layer, Layer];

  /** Rows of 16-bit integers, `stride` apart, through a layer to rows of sums. */
  const through = (of: Layer, from: number, stride: number, to: number, rows: number) =>
    space.kernel.multiply(
      from,
      of.at,
      to,
      rows,
      of.depth / 2,
      of.columns / 8,
      stride,
      4,
      32,
      of.depth * 16,
      of.columns * 4,
      0,
    );
  const vectorWeights = model.array("vectorWeights", "f32");
  const vectorStep = vectorWeights.reduce((most, x) => Math.max(most, Math.abs(x)), 0) / LARGEST_WEIGHT;
  const vectors = put(
    Int16Array.from(vectorWeights, (x) => Math.round(x / vectorStep)),
    new Float32Array(wordGates.depth),
    (facts.vectorScale as number) * vectorStep,
  );
  const words = openWords(
    model,
    space,
    (from, to) => through(vectors, from, vectors.depth * 2, to, 1),
    vectors.scale,
    (from, to) => through(wordGates, from, wordGates.depth * 2, to, 1),
    wordGates.columns,
  );

  const G = gates.columns;
  const cells = G / 3;
  const half = cells / 2;
  const A = query.columns;
  const P = pair.columns;
  const L = (P - 2 * A) / 2;
  const tagClass = Uint8Array.from(facts.tagClass);
  const { labels: labelCount, classes: classCount } = facts;

  const wordBias = putReals(wordGates.bias);
  // What a tag adds to the gates of layer 2, their bias included.
  const tagRows = putReals(model.array("tagRows", "f32").map((x, i) => x + (gates.bias[i % G] as number)));
  const state = space.take(half * 4);
  const pairBias = putReals(pair.bias.map((x) => x * HIDDEN_UNIT));
  // Dependents and heads pass on what is above 0; labels' halves are summed first.
  const pairLow = putReals(Array.from({ length: P }, (_, k) => (k < 2 * A ? 0 : -LARGEST)));
  const queryBias = putReals(query.bias.map((x) => x * QUERY_UNIT));
  const queryLow = putReals(Array<number>(A).fill(-LARGEST));
  const wholeBias = (of: Layer) => Int32Array.from(of.bias, (x) => Math.round(x / of.scale));
  const tagBias = wholeBias(tags);
  const lastTagBias = wholeBias(lastTags);
  const labelBias = wholeBias(label);
  const rootHead = Int32Array.from(model.array("root", "f32"), (x) => Math.round(x * HIDDEN_UNIT));
  const pairTags = Int32Array.from(model.array("pairTags", "f32"), (x) => Math.round(x * HIDDEN_UNIT * QUERY_UNIT));

  const packedHeads = space.take(MOST_HEADS * A * 2);
  const headSums = space.take(ROWS * MOST_HEADS * 4);
  let room = 0;
  let [below, above, sums, pairs, queries, hidden] = [0, 0, 0, 0, 0, 0];
  let classes = new Uint8Array(0);
  let scores = new Int32Array(0);

  /** Sees to it that a sentence of `n` words has room. */
  function makeRoom(n: number): void {
    if (n <= room) return;
    room = upTo(n, ROWS);
    const sizes = [cells * 2, cells * 2, G * 4, P * 2, A * 2, L * 2].map((bytes) => bytes * room);
    let at = space.reserve(sizes.reduce((a, b) => a + b));
    [below, above, sums, pairs, queries, hidden] = sizes.map((bytes) => {
      at += bytes;
      return at - bytes;
    }) as [number, number, number, number, number, number];
    classes = new Uint8Array(room);
  }

  /** Layer 1, from the left and from the right. */
  function readWords(forms: readonly string[], from: number, n: number): void {
    const places = new Int32Array(n);
    words.beginSentence();
    for (let i = 0; i < n; i++) places[i] = words.sums(forms[from + i] as string);
    for (const side of [0, 1]) {
      space.reals.fill(0, state / 4, state / 4 + half);
      for (let t = 0; t < n; t++) {
        const i = side === 0 ? t : n - 1 - t;
        const start = side * 3 * half * 4;
        const to = below + (i * cells + side * half) * 2;
        space.kernel.step((places[i] as number) + start, wordBias + start, state, to, half, wordGates.scale);
      }
    }
  }

  /** Layer 2, the same with sums that know the neighbours, and with the tag. */
  function readNeighbours(n: number, tag: Int32Array, at: number): void {
    through(gates, below, cells * 2, sums, n);
    for (const side of [0, 1]) {
      space.reals.fill(0, state / 4, state / 4 + half);
      for (let t = 0; t < n; t++) {
        const i = side === 0 ? t : n - 1 - t;
        const start = side * 3 * half * 4;
        const row = tagRows + (tag[at + i] as number) * G * 4;
        const to = above + (i * cells + side * half) * 2;
        space.kernel.step(sums + i * G * 4 + start, row + start, state, to, half, gates.scale);
      }
    }
  }

  function chooseTags(of: Layer, bias: Int32Array, input: number, n: number, tag: Int32Array, at: number): void {
    through(of, input, cells * 2, sums, n);
    for (let i = 0; i < n; i++) tag[at + i] = best(sums / 4 + i * of.columns, bias, 0, tagClass.length);
  }

  /** The place of the largest sum with its bias, `first` to `last`. */
  function best(at: number, bias: Int32Array, first: number, last: number): number {
    const { ints } = space;
    let found = first;
    let most = -Infinity;
    for (let k = first; k < last; k++) {
      const score = (ints[at + k] as number) + (bias[k] as number);
      if (score > most) {
        most = score;
        found = k;
      }
    }
    return found;
  }

  /** Every word as a dependent and as a head, in 16-bit integers. */
  function makePairs(n: number): void {
    const { kernel } = space;
    through(pair, above, cells * 2, sums, n);
    kernel.squeeze(sums, pairBias, pairLow, pairs, n, P, pair.scale * HIDDEN_UNIT, LARGEST);
    through(query, pairs, P * 2, sums, n);
    kernel.squeeze(sums, queryBias, queryLow, queries, n, A, query.scale * QUERY_UNIT, LARGEST);
  }

  /** Scores of all heads for all words, laid out as decode.ts has it. */
  function scoreHeads(n: number): void {
    const width = bandWidth(n);
    const row = width + 1;
    if (scores.length < n * row) scores = new Int32Array(n * row * 2);
    const { shorts, ints, kernel } = space;
    for (let from = 0; from < n; from += ROWS) {
      const rows = Math.min(ROWS, n - from);
      const first = bandStart(from, n, width);
      const count = bandStart(from + rows - 1, n, width) + width - first;
      const columns = upTo(count, 8);
      // Heads in strips of 8, two numbers of each head side by side.
      for (let j = 0; j < count; j++) {
        let at = packedHeads / 2 + (j >> 3) * 8 * A + (j & 7) * 2;
        const head = pairs / 2 + (first + j) * P + A;
        for (let k = head; k < head + A; k += 2, at += 16) {
          shorts[at] = shorts[k] as number;
          shorts[at + 1] = shorts[k + 1] as number;
        }
      }
      kernel.multiply(
        queries + from * A * 2,
        packedHeads,
        headSums,
        rows,
        A / 2,
        columns / 8,
        A * 2,
        4,
        32,
        A * 16,
        columns * 4,
        0,
      );
      for (let i = from; i < from + rows; i++) {
        const q = queries / 2 + i * A;
        let root = 0;
        for (let k = 0; k < A; k++) root += (shorts[q + k] as number) * (rootHead[k] as number);
        scores[i * row] = root;
        const start = bandStart(i, n, width);
        const to = i * row + 1 - start;
        const sumAt = headSums / 4 + (i - from) * columns - first;
        const tagPair = (classes[i] as number) * classCount;
        for (let j = start; j < start + width; j++)
          scores[to + j] =
            (ints[sumAt + j] as number) +
            (pairTags[(tagPair + (classes[j] as number)) * DISTANCES + distanceClass(j - i)] as number);
      }
    }
  }

  /** The relation of every word to its head, which is still counted in the sentence. */
  function chooseLabels(n: number, { head, deprel }: Findings, from: number): void {
    const { shorts } = space;
    for (let i = 0; i < n; i++) {
      const h = head[from + i] as number;
      const to = hidden / 2 + i * L;
      const dependent = pairs / 2 + i * P + 2 * A;
      const above = pairs / 2 + Math.max(0, h) * P + 2 * A + L;
      for (let k = 0; k < L; k++) {
        const sum = (shorts[dependent + k] as number) + (shorts[above + k] as number);
        shorts[to + k] = sum < 0 ? 0 : Math.min(sum, LARGEST);
      }
    }
    through(label, hidden, L * 2, sums, n);
    // Label 0 is the root's.
    for (let i = 0; i < n; i++) {
      const isRoot = (head[from + i] as number) < 0;
      deprel[from + i] = isRoot ? 0 : best(sums / 4 + i * label.columns, labelBias, 1, labelCount as number);
    }
  }

  return function readSentence(forms, from, to, findings) {
    const n = to - from;
    const { tag, head } = findings;
    makeRoom(n);
    readWords(forms, from, n);
    chooseTags(tags, tagBias, below, n, tag, from);
    for (let i = 0; i < n; i++) classes[i] = tagClass[tag[from + i] as number] as number;
    readNeighbours(n, tag, from);
    chooseTags(lastTags, lastTagBias, above, n, tag, from);
    makePairs(n);
    scoreHeads(n);
    decodeHeads(scores, n, head, from);
    chooseLabels(n, findings, from);
    for (let i = from; i < to; i++) if ((head[i] as number) >= 0) head[i] = from + (head[i] as number);
  };
}

/** Lays a matrix out as the kernel walks it: strips of 8 columns; in a strip two rows together, column by column. */
function packStrips(shorts: Int16Array, at: number, weights: Int16Array, depth: number, columns: number): void {
  let to = at;
  for (let strip = 0; strip < columns; strip += 8)
    for (let p = 0; p < depth; p += 2)
      for (let j = strip; j < strip + 8; j++) {
        shorts[to++] = weights[p * columns + j] as number;
        shorts[to++] = weights[(p + 1) * columns + j] as number;
      }
}
