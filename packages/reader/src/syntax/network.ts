/**
 * The network that reads a sentence. From below:
 *
 *     words     what a word shows by itself, its letters and its vector (words.ts)
 *     layer 1   two recurrent layers, one from the left and one from the right: a cell keeps some of its past and adds
 *               something of the word; what it keeps and adds the word alone decides (simple recurrent units, Lei et al. 2018)
 *     tags      a weight for each tag and cell; the best tag tells layer 2 what it is, and is chosen anew above that
 *     layer 2   the same above layer 1: here what is kept depends on the word in its place
 *     heads     each word as a dependent and as a head; their product says how well they suit each other (Dozat and
 *               Manning 2017), and so do their tags, the direction and the distance
 *     labels    dependent and head together choose the relation
 *
 * Products of matrices are in integers (product.ts); what lies between is arithmetic that every machine does alike.
 */
import { bandStart, bandWidth, decodeHeads } from "./decode.ts";
import type { ModelFile } from "./model.ts";
import { openWorkshop, type Product, ROWS_AT_ONCE } from "./product.ts";
import { psigmoid, ptanh } from "./squash.ts";
import { CELL_UNIT, openWords } from "./words.ts";

/** What is found of the words of one sentence, written into the arrays of the story. */
export interface Findings {
  /** Index in the model's list of tags. */
  tag: Int32Array;
  /** Word of the story, -1 for a root. */
  head: Int32Array;
  /** Index in `DEPREL`. */
  deprel: Uint8Array;
}

/** One unit of a hidden number behind max(0, x) in 16-bit integers, of a query; the largest of both. */
export const HIDDEN_UNIT = 256;
const QUERY_UNIT = 128;
const LARGEST_HIDDEN = 4095;

/** Classes of direction and distance between a word and its head. */
export const DISTANCES = 16;

/** Which class of direction and distance a pair is in; `by` is the head's place less the dependent's. */
export function distanceClass(by: number): number {
  const d = by < 0 ? -by : by;
  const size = d <= 4 ? d - 1 : d <= 6 ? 4 : d <= 10 ? 5 : d <= 20 ? 6 : 7;
  return by < 0 ? size : size + DISTANCES / 2;
}

/** A layer's product with what turns its integers back into numbers. */
interface Layer {
  product: Product;
  scale: number;
  bias: Float32Array;
}

export type ReadSentence = (forms: readonly string[], from: number, to: number, findings: Findings) => void;

/** Opens the network of a model. `plain` does without WebAssembly; the findings are the same. */
export function openNetwork(model: ModelFile, plain = false): ReadSentence {
  const facts = model.facts as Record<string, number> & { tagClass: number[]; classes: number };
  const tagClass = Uint8Array.from(facts.tagClass);
  const names = ["gates0", "tag", "gates1", "lastTag", "pair", "query", "label"];
  const parts = names.map((name) => {
    const [weights, bias] = [model.array(name, "i16"), model.array(`${name}.bias`, "f32")];
    return { weights, bias, scale: facts[`${name}Scale`] as number, depth: weights.length / bias.length };
  });
  const workshop = openWorkshop(
    parts.reduce((sum, { weights }) => sum + weights.length, 0),
    Math.max(...parts.map(({ depth, bias }) => Math.max(depth, bias.length))),
    plain,
  );
  const [wordGates, tags, gates, lastTags, pair, query, label] = parts.map(
    ({ weights, bias, scale, depth }): Layer => ({ product: workshop.make(weights, depth, bias.length), scale, bias }),
  ) as [Layer, Layer, Layer, Layer, Layer, Layer, Layer];
  const words = openWords(model, wordGates.product, wordGates.bias, wordGates.scale);
  // What a tag adds to the gates of layer 2, their bias included; what suits a pair of tags, in the unit of the products.
  const tagRows = model.array("tagRows", "f32").map((x, i) => x + (gates.bias[i % gates.bias.length] as number));
  const rootHead = Int32Array.from(model.array("root", "f32"), (x) => Math.round(x * HIDDEN_UNIT));
  const pairTags = Int32Array.from(model.array("pairTags", "f32"), (x) => Math.round(x * HIDDEN_UNIT * QUERY_UNIT));

  const cells = gates.bias.length / 3;
  const half = cells / 2;
  const G = gates.bias.length;
  const A = query.bias.length;
  const L = (pair.bias.length - 2 * A) / 2;
  const P = pair.bias.length;
  const tagCount = tagClass.length;
  const labelCount = facts.labels as number;
  const classCount = facts.classes;

  const state = new Float64Array(half);
  let room = 0;
  let below = new Int16Array(0);
  let above = new Int16Array(0);
  let gateSums = new Int32Array(0);
  let dependents = new Int16Array(0);
  let heads = new Int16Array(0);
  let queries = new Int16Array(0);
  let labelParts = new Float32Array(0);
  let hidden = new Int16Array(0);
  let classes = new Uint8Array(0);
  let scores = new Int32Array(0);

  function makeRoom(n: number): void {
    if (n <= room) return;
    room = n;
    below = new Int16Array(n * cells);
    above = new Int16Array(n * cells);
    gateSums = new Int32Array(n > ROWS_AT_ONCE ? n * G : 0);
    dependents = new Int16Array(n * A);
    heads = new Int16Array(n * A);
    queries = new Int16Array(n * A);
    labelParts = new Float32Array(n * 2 * L);
    hidden = new Int16Array(n * L);
    classes = new Uint8Array(n);
  }

  /** Runs a layer over the rows of `input`, piece by piece; `each` gets a row's sums. */
  function run(layer: Layer, input: Int16Array, n: number, each: (i: number, sums: Int32Array, at: number) => void) {
    for (let from = 0; from < n; from += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, n - from);
      const sums = layer.product.multiply(input, from, rows);
      for (let i = 0; i < rows; i++) each(from + i, sums, i * layer.bias.length);
    }
  }

  /** Layer 1: c = keep·c + add, y = show·ptanh(c), from the left and from the right. */
  function readWords(forms: readonly string[], from: number, n: number): void {
    for (let first = 0; first < cells; first += half) {
      state.fill(0);
      for (let t = 0; t < n; t++) {
        const i = first === 0 ? t : n - 1 - t;
        const word = words.gates(forms[from + i] as string);
        const row = i * cells + first;
        const g = 3 * first;
        for (let k = 0; k < half; k++) {
          const c = (word[g + half + k] as number) * (state[k] as number) + (word[g + k] as number);
          state[k] = c;
          below[row + k] = Math.round((word[g + 2 * half + k] as number) * ptanh(c) * CELL_UNIT);
        }
      }
    }
  }

  /** Layer 2, the same with gates that know the neighbours and the tag. */
  function readNeighbours(n: number, tag: Int32Array, at: number): void {
    const sums = sumsOf(gates, below, n);
    const { scale } = gates;
    for (let first = 0; first < cells; first += half) {
      state.fill(0);
      for (let t = 0; t < n; t++) {
        const i = first === 0 ? t : n - 1 - t;
        const g = i * G + 3 * first;
        const r = (tag[at + i] as number) * G + 3 * first;
        const row = i * cells + first;
        for (let k = 0; k < half; k++) {
          const add = (sums[g + k] as number) * scale + (tagRows[r + k] as number);
          const keep = psigmoid((sums[g + half + k] as number) * scale + (tagRows[r + half + k] as number));
          const show = psigmoid((sums[g + 2 * half + k] as number) * scale + (tagRows[r + 2 * half + k] as number));
          const c = keep * ((state[k] as number) - add) + add;
          state[k] = c;
          above[row + k] = Math.round(show * ptanh(c) * CELL_UNIT);
        }
      }
    }
  }

  /** The sums of a layer for all words of a sentence; valid until the next product. */
  function sumsOf(layer: Layer, input: Int16Array, n: number): Int32Array {
    if (n <= ROWS_AT_ONCE) return layer.product.multiply(input, 0, n);
    run(layer, input, n, (i, sums, at) => {
      gateSums.set(sums.subarray(at, at + G), i * G);
    });
    return gateSums;
  }

  function chooseTags(layer: Layer, input: Int16Array, n: number, tag: Int32Array, from: number): void {
    const { bias, scale } = layer;
    run(layer, input, n, (i, sums, at) => {
      let best = 0;
      let most = -Infinity;
      for (let t = 0; t < tagCount; t++) {
        const score = (sums[at + t] as number) * scale + (bias[t] as number);
        if (score > most) {
          most = score;
          best = t;
        }
      }
      tag[from + i] = best;
    });
  }

  /** Scores of all heads for all words, laid out as decode.ts has it. */
  function scoreHeads(n: number): void {
    const width = bandWidth(n);
    const row = width + 1;
    if (scores.length < n * row) scores = new Int32Array(n * row * 2);
    for (let from = 0; from < n; from += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, n - from);
      const first = bandStart(from, n, width);
      const last = bandStart(from + rows - 1, n, width) + width;
      const product = workshop.turned(heads, first, last, A);
      const sums = product.multiply(queries, from, rows);
      for (let i = from; i < from + rows; i++) {
        const q = i * A;
        let root = 0;
        for (let k = 0; k < A; k++) root += (queries[q + k] as number) * (rootHead[k] as number);
        scores[i * row] = root;
        const start = bandStart(i, n, width);
        const at = i * row + 1 - start;
        const sumAt = (i - from) * product.columns - first;
        const tagPair = (classes[i] as number) * classCount;
        for (let j = start; j < start + width; j++)
          scores[at + j] =
            (sums[sumAt + j] as number) +
            (pairTags[(tagPair + (classes[j] as number)) * DISTANCES + distanceClass(j - i)] as number);
      }
    }
  }

  return function readSentence(forms, from, to, findings) {
    const n = to - from;
    makeRoom(n);
    readWords(forms, from, n);
    chooseTags(tags, below, n, findings.tag, from);
    for (let i = 0; i < n; i++) classes[i] = tagClass[findings.tag[from + i] as number] as number;
    readNeighbours(n, findings.tag, from);
    chooseTags(lastTags, above, n, findings.tag, from);
    run(pair, above, n, (i, sums, at) => {
      const { bias, scale } = pair;
      for (let k = 0; k < A; k++) {
        dependents[i * A + k] = hiddenUnit((sums[at + k] as number) * scale + (bias[k] as number));
        heads[i * A + k] = hiddenUnit((sums[at + A + k] as number) * scale + (bias[A + k] as number));
      }
      for (let k = 2 * A; k < P; k++)
        labelParts[i * 2 * L + k - 2 * A] = (sums[at + k] as number) * scale + (bias[k] as number);
    });
    run(query, dependents, n, (i, sums, at) => {
      const { bias, scale } = query;
      for (let k = 0; k < A; k++)
        queries[i * A + k] = clamp(Math.round(((sums[at + k] as number) * scale + (bias[k] as number)) * QUERY_UNIT));
    });
    scoreHeads(n);
    decodeHeads(scores, n, findings.head, from);

    for (let i = 0; i < n; i++) {
      const h = findings.head[from + i] as number;
      if (h < 0) hidden.fill(0, i * L, (i + 1) * L);
      else
        for (let k = 0; k < L; k++)
          hidden[i * L + k] = hiddenUnit(
            (labelParts[i * 2 * L + k] as number) + (labelParts[h * 2 * L + L + k] as number),
          );
    }
    run(label, hidden, n, (i, sums, at) => {
      const { bias, scale } = label;
      let best = 0;
      if ((findings.head[from + i] as number) >= 0) {
        let most = -Infinity;
        // Label 0 is the root's.
        for (let k = 1; k < labelCount; k++) {
          const score = (sums[at + k] as number) * scale + (bias[k] as number);
          if (score > most) {
            most = score;
            best = k;
          }
        }
        findings.head[from + i] = from + (findings.head[from + i] as number);
      }
      findings.deprel[from + i] = best;
    });
  };
}

/** max(0, x) as an integer. */
function hiddenUnit(x: number): number {
  return x <= 0 ? 0 : Math.min(LARGEST_HIDDEN, Math.round(x * HIDDEN_UNIT));
}

function clamp(x: number): number {
  return Math.max(-LARGEST_HIDDEN, Math.min(LARGEST_HIDDEN, x));
}
