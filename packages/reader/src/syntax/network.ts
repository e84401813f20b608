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
import { GROUP, GROUP_GATES } from "./kernel.ts";
import type { ModelFile } from "./model.ts";
import { openWords } from "./words.ts";
import { openWorkspace, upTo } from "./workspace.ts";

/** What is found of the words of sentences, written into the arrays of the story. */
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
/** Words of sentences that are read together, so that the weights are fetched once for all; a longer sentence is read alone. */
const BATCH = 96;

/** Reads the sentences that lie between each of these words and the next, none of which is empty. */
export type ReadSentences = (forms: readonly string[], bounds: readonly number[], findings: Findings) => void;

/** Opens the network of a model. `plain` does without WebAssembly; the findings are the same. */
export function openNetwork(model: ModelFile, plain = false): ReadSentences {
  const facts = model.facts as Record<string, number> & { tagClass: number[]; classes: number };
  /** A layer as the model has it, its columns in the order of `places`; its sums, times `scale`, are the numbers that it stands for. */
  const layer = (name: string, places?: Int32Array) => {
    const bias = arranged(model.array(`${name}.bias`, "f32"), places);
    const weights = arranged(model.array(name, "i16"), places);
    const columns = bias.length;
    return { weights, bias, columns, depth: weights.length / columns, scale: facts[`${name}Scale`] as number };
  };
  type Layer = ReturnType<typeof layer>;
  const G = model.array("gates1.bias", "f32").length;
  const cells = G / 3;
  const half = cells / 2;
  // A group's cells all the gates of which lie side by side.
  const places = Int32Array.from({ length: G }, (_, to) => {
    const [group, gate, cell] = [Math.floor(to / GROUP_GATES), Math.floor((to % GROUP_GATES) / GROUP), to % GROUP];
    const [side, within] = [Math.floor((group * GROUP) / half), (group * GROUP) % half];
    return (side * 3 + gate) * half + within + cell;
  });
  const groups = cells / GROUP;
  const [wordGates, gates] = [layer("gates0", places), layer("gates1", places)];
  const [tags, lastTags, pair, query, label] = ["tag", "lastTag", "pair", "query", "label"].map((name) =>
    layer(name),
  ) as [Layer, Layer, Layer, Layer, Layer];
  const vectorWeights = model.array("vectorWeights", "f32");
  const vectorStep = vectorWeights.reduce((most, x) => Math.max(most, Math.abs(x)), 0) / LARGEST_WEIGHT;
  const vectors: Layer = {
    weights: Int16Array.from(vectorWeights, (x) => Math.round(x / vectorStep)),
    bias: new Float32Array(wordGates.depth),
    columns: wordGates.depth,
    depth: vectorWeights.length / wordGates.depth,
    scale: (facts.vectorScale as number) * vectorStep,
  };
  const A = query.columns;
  const P = pair.columns;
  const L = (P - 2 * A) / 2;
  const tagClass = Uint8Array.from(facts.tagClass);
  const { labels: labelCount, classes: classCount } = facts;

  const rowsOf = { vector: vectors.depth * 2, word: wordGates.depth * 2, cells: cells * 2, pair: P * 2, query: A * 2 };
  const space = openWorkspace([...Object.values(rowsOf), L * 2], plain);
  const putReals = (values: ArrayLike<number>) => {
    const at = space.take(values.length * 4);
    space.reals.set(values, at / 4);
    return at;
  };
  const putInts = (values: ArrayLike<number>) => {
    const at = space.take(values.length * 4);
    space.ints.set(values, at / 4);
    return at;
  };
  /** Puts a matrix into the memory; what comes back takes rows of 16-bit integers, `stride` apart, through all of it or some strips. */
  const through = ({ weights, depth, columns }: Layer, stride: number) => {
    const at = space.take(weights.length * 2);
    packStrips(space.shorts, at / 2, weights, depth, columns);
    const multiply = space.kernel.multiply(stride);
    return (from: number, to: number, rows: number, strip = 0, strips = columns / 8) =>
      multiply(from, at + strip * depth * 16, to, rows, depth / 2, strips, strips * 32);
  };
  /** Whole numbers for what is chosen by its sum; columns that stand for nothing, from `count` on or before `first`, are never chosen. */
  const choices = (of: Layer, first: number, count: number) => {
    for (let k = 0; k < of.columns; k++)
      if (k < first || k >= count) {
        of.bias[k] = -Infinity;
        for (let p = 0; p < of.depth; p++) of.weights[p * of.columns + k] = 0;
      }
    return putInts(Int32Array.from(of.bias, (x) => Math.max(Math.round(x / of.scale), -(2 ** 31))));
  };
  const tagBias = choices(tags, 0, tagClass.length);
  const lastTagBias = choices(lastTags, 0, tagClass.length);
  // Label 0 is the root's.
  const labelBias = choices(label, 1, labelCount as number);
  const toTags = through(tags, rowsOf.cells);
  const toGates = through(gates, rowsOf.cells);
  const toLastTags = through(lastTags, rowsOf.cells);
  const toPairs = through(pair, rowsOf.cells);
  const toQueries = through(query, rowsOf.pair);
  const toHeads = space.kernel.multiply(rowsOf.query);
  const toLabels = through(label, L * 2);

  const wordBias = putInts([putReals(wordGates.bias)]);
  const toVectors = through(vectors, rowsOf.vector);
  const toWords = through(wordGates, rowsOf.word);
  const words = openWords(
    model,
    space,
    (from, to) => toVectors(from, to, 1),
    vectors.scale,
    (from, to) => {
      toWords(from, to, 1);
      space.kernel.gate(to, wordBias, 0, 1, groups, wordGates.scale);
    },
    G,
  );

  // What a tag adds to the gates of layer 2, their bias included.
  const tagRows = putReals(
    arranged(model.array("tagRows", "f32"), places).map((x, i) => x + (gates.bias[i % G] as number)),
  );
  const pairBias = putReals(pair.bias.map((x) => x * HIDDEN_UNIT));
  // Dependents and heads pass on what is above 0; labels' halves are summed first.
  const pairLow = putReals(Array.from({ length: P }, (_, k) => (k < 2 * A ? 0 : -LARGEST)));
  const queryBias = putReals(query.bias.map((x) => x * QUERY_UNIT));
  const queryLow = putReals(Array<number>(A).fill(-LARGEST));
  const rootHead = Int32Array.from(model.array("root", "f32"), (x) => Math.round(x * HIDDEN_UNIT));
  const pairTags = Int32Array.from(model.array("pairTags", "f32"), (x) => Math.round(x * HIDDEN_UNIT * QUERY_UNIT));
  const distances = Uint8Array.from({ length: 4 * REACH + 1 }, (_, d) => distanceClass(d - 2 * REACH));

  const packedHeads = space.take(MOST_HEADS * A * 2);
  const headSums = space.take(ROWS * MOST_HEADS * 4);
  let room = 0;
  let [below, above, sums, pairs, queries, hidden, lines, list] = [0, 0, 0, 0, 0, 0, 0, 0];
  let classes = new Uint8Array(0);
  let scores = new Int32Array(0);

  /** Sees to it that a batch of `n` words has room. */
  function makeRoom(n: number): void {
    if (n <= room) return;
    room = upTo(n, ROWS);
    const widest = 4 * Math.max(P, A, tags.columns, label.columns, GROUP_GATES);
    const sizes = [cells * 2, cells * 2, widest, P * 2, A * 2, L * 2, 4, 4].map((bytes) => bytes * room);
    let at = space.reserve(sizes.reduce((a, b) => a + b));
    [below, above, sums, pairs, queries, hidden, lines, list] = sizes.map((bytes) => {
      at += bytes;
      return at - bytes;
    }) as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < room; i++) space.ints[lines / 4 + i] = sums + i * GROUP_GATES * 4;
    classes = new Uint8Array(room);
  }

  /**
   * The cells of some groups of one side along each sentence, from the left or from the right. Word `i` of the batch has its
   * gates `offset` behind the address in place `i` of the list `gates`.
   */
  function flow(
    group: number,
    count: number,
    gates: number,
    offset: number,
    to: number,
    bounds: readonly number[],
    a: number,
    b: number,
  ): void {
    const { kernel } = space;
    const first = bounds[a] as number;
    const fromLeft = group < groups / 2;
    for (let s = a; s < b; s++) {
      const n = (bounds[s + 1] as number) - (bounds[s] as number);
      const i = (fromLeft ? (bounds[s] as number) : (bounds[s + 1] as number) - 1) - first;
      const out = to + i * cells * 2 + group * GROUP * 2;
      if (fromLeft) kernel.flow(gates + i * 4, 4, offset, out, cells * 2, n, count);
      else kernel.flow(gates + i * 4, -4, offset, out, -cells * 2, n, count);
    }
  }

  /** Layer 1. */
  function readWords(forms: readonly string[], bounds: readonly number[], a: number, b: number): void {
    const from = bounds[a] as number;
    const n = (bounds[b] as number) - from;
    words.beginBatch();
    for (let i = 0; i < n; i++) {
      const at = words.gates(forms[from + i] as string);
      space.ints[list / 4 + i] = at;
    }
    for (const group of [0, groups / 2]) flow(group, groups / 2, list, group * GROUP_GATES * 4, below, bounds, a, b);
  }

  /** Layer 2, the same with gates that know the neighbours, and the tag. */
  function readNeighbours(tag: Int32Array, bounds: readonly number[], a: number, b: number): void {
    const from = bounds[a] as number;
    const n = (bounds[b] as number) - from;
    for (let i = 0; i < n; i++) space.ints[list / 4 + i] = tagRows + (tag[from + i] as number) * G * 4;
    const strips = GROUP_GATES / 8;
    for (let group = 0; group < groups; group++) {
      toGates(below, sums, n, group * strips, strips);
      space.kernel.gate(sums, list, group * GROUP_GATES * 4, n, 1, gates.scale);
      flow(group, 1, lines, 0, above, bounds, a, b);
    }
  }

  /** The column of the largest sum of each row, written into `found`. */
  function choose(bias: number, columns: number, n: number, found: Int32Array | Uint8Array, at: number): void {
    space.kernel.choose(sums, bias, list, n, columns);
    const { ints } = space;
    for (let i = 0; i < n; i++) found[at + i] = ints[list / 4 + i] as number;
  }

  /** Every word as a dependent and as a head, in 16-bit integers. */
  function makePairs(n: number): void {
    const { kernel } = space;
    toPairs(above, sums, n);
    kernel.squeeze(sums, pairBias, pairLow, pairs, n, P, pair.scale * HIDDEN_UNIT, LARGEST);
    toQueries(pairs, sums, n);
    kernel.squeeze(sums, queryBias, queryLow, queries, n, A, query.scale * QUERY_UNIT, LARGEST);
  }

  /** Scores of all heads for all words of the sentence of `n` words that begins with word `at` of the batch, laid out as decode.ts has it. */
  function scoreHeads(at: number, n: number): void {
    const width = bandWidth(n);
    const row = width + 1;
    if (scores.length < n * row) scores = new Int32Array(n * row * 2);
    const { shorts, ints } = space;
    for (let from = 0; from < n; from += ROWS) {
      const rows = Math.min(ROWS, n - from);
      const first = bandStart(from, n, width);
      const count = bandStart(from + rows - 1, n, width) + width - first;
      const columns = upTo(count, 8);
      // Heads in strips of 8, two numbers of each head side by side, here copied as one.
      for (let j = 0; j < count; j++) {
        let to = packedHeads / 4 + (j >> 3) * 4 * A + (j & 7);
        const head = ((at + first + j) * P + A) / 2 + pairs / 4;
        for (let k = head; k < head + A / 2; k++, to += 8) ints[to] = ints[k] as number;
      }
      toHeads(queries + (at + from) * A * 2, packedHeads, headSums, rows, A / 2, columns / 8, columns * 4);
      for (let i = from; i < from + rows; i++) {
        const q = queries / 2 + (at + i) * A;
        let root = 0;
        for (let k = 0; k < A; k++) root += (shorts[q + k] as number) * (rootHead[k] as number);
        scores[i * row] = root;
        const start = bandStart(i, n, width);
        const to = i * row + 1 - start;
        const sumAt = headSums / 4 + (i - from) * columns - first;
        const tagPair = (classes[at + i] as number) * classCount;
        const by = 2 * REACH - i;
        for (let j = start; j < start + width; j++)
          scores[to + j] =
            (ints[sumAt + j] as number) +
            (pairTags[(tagPair + (classes[at + j] as number)) * DISTANCES + (distances[by + j] as number)] as number);
      }
    }
  }

  /** The relation of every word to its head; heads are still counted in the sentence. */
  function chooseLabels({ head, deprel }: Findings, bounds: readonly number[], a: number, b: number): void {
    const from = bounds[a] as number;
    const n = (bounds[b] as number) - from;
    const { ints } = space;
    for (let s = a; s < b; s++) {
      const start = (bounds[s] as number) - from;
      for (let i = start; i < (bounds[s + 1] as number) - from; i++)
        ints[list / 4 + i] = pairs + ((start + Math.max(0, head[from + i] as number)) * P + 2 * A + L) * 2;
    }
    space.kernel.meet(pairs + 4 * A, P * 2, list, hidden, n, L, LARGEST);
    toLabels(hidden, sums, n);
    choose(labelBias, label.columns, n, deprel, from);
    for (let i = from; i < from + n; i++) if ((head[i] as number) < 0) deprel[i] = 0;
  }

  /** Reads the sentences from number `a` to before number `b`. */
  function readBatch(
    forms: readonly string[],
    bounds: readonly number[],
    a: number,
    b: number,
    findings: Findings,
  ): void {
    const { tag, head } = findings;
    const from = bounds[a] as number;
    const n = (bounds[b] as number) - from;
    makeRoom(n);
    readWords(forms, bounds, a, b);
    toTags(below, sums, n);
    choose(tagBias, tags.columns, n, tag, from);
    for (let i = 0; i < n; i++) classes[i] = tagClass[tag[from + i] as number] as number;
    readNeighbours(tag, bounds, a, b);
    toLastTags(above, sums, n);
    choose(lastTagBias, lastTags.columns, n, tag, from);
    makePairs(n);
    for (let s = a; s < b; s++) {
      const start = bounds[s] as number;
      const length = (bounds[s + 1] as number) - start;
      scoreHeads(start - from, length);
      decodeHeads(scores, length, head, start);
    }
    chooseLabels(findings, bounds, a, b);
    for (let s = a; s < b; s++)
      for (let i = bounds[s] as number; i < (bounds[s + 1] as number); i++)
        if ((head[i] as number) >= 0) head[i] = (bounds[s] as number) + (head[i] as number);
  }

  return function readSentences(forms, bounds, findings) {
    for (let a = 0; a + 1 < bounds.length; ) {
      let b = a + 1;
      while (b + 1 < bounds.length && (bounds[b + 1] as number) - (bounds[a] as number) <= BATCH) b++;
      readBatch(forms, bounds, a, b, findings);
      a = b;
    }
  };
}

/** Rows of numbers with their columns in another order: column `j` is the one at `places[j]`. */
function arranged<T extends Int16Array | Float32Array>(rows: T, places?: Int32Array): T {
  if (!places) return rows;
  const n = places.length;
  return rows.map((_, i) => rows[i - (i % n) + (places[i % n] as number)] as number) as T;
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
