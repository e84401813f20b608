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
import { openWords } from "./words.ts";

/** What is found of the words of one sentence, written into the arrays of the story. */
export interface Findings {
  /** Index in the model's list of tags. */
  tag: Int32Array;
  /** Word of the story, -1 for a root. */
  head: Int32Array;
  /** Index in `DEPREL`. */
  deprel: Uint8Array;
}

/** One unit of a cell's value in 16-bit integers; of a hidden unit behind max(0, x); the largest of those. */
export const CELL_UNIT = 4096;
export const HIDDEN_UNIT = 256;
export const QUERY_UNIT = 128;
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
  const words = openWords(model);
  const tagClass = Uint8Array.from(facts.tagClass);
  const names = ["tag", "gates1", "lastTag", "pair", "query", "label"];
  const weights = names.map((name) => model.array(name, "i16"));
  const biases = names.map((name) => model.array(`${name}.bias`, "f32"));
  const largest = weights.reduce((sum, w) => sum + w.length, 0);
  const widest = Math.max(...weights.map((w, i) => Math.max((biases[i] as Float32Array).length, w.length / (biases[i] as Float32Array).length)));
  const workshop = openWorkshop(largest, widest, plain);
  const [tags, gates, lastTags, pair, query, label] = names.map((name, i): Layer => {
    const [w, bias] = [weights[i] as Int16Array, biases[i] as Float32Array];
    const product = workshop(w, w.length / bias.length, bias.length);
    return { product, scale: facts[`${name}Scale`] as number, bias };
  }) as [Layer, Layer, Layer, Layer, Layer, Layer];
  const tagRows = model.array("tagRows", "f32");
  const rootHead = model.array("root", "f32");
  const pairTags = model.array("pairTags", "f32");

  const cells = gates.bias.length / 3;
  const half = cells / 2;
  const G = gates.bias.length;
  const A = query.bias.length;
  const L = (pair.bias.length - 2 * A) / 2;
  const P = pair.bias.length;
  const tagCount = tagClass.length;
  const labelCount = facts.labels as number;

  let room = 0;
  let below = new Int16Array(0);
  let above = new Int16Array(0);
  let gateValues = new Float32Array(0);
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
    gateValues = new Float32Array(n * G);
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
    const state = new Float64Array(cells);
    for (let t = 0; t < 2 * n; t++) {
      const [i, first] = t < n ? [t, 0] : [2 * n - 1 - t, half];
      const word = words.gates(forms[from + i] as string);
      const row = i * cells;
      for (let c = first; c < first + half; c++) {
        const value = (word[3 * c] as number) * (state[c] as number) + (word[3 * c + 1] as number);
        state[c] = value;
        below[row + c] = Math.round((word[3 * c + 2] as number) * ptanh(value) * CELL_UNIT);
      }
    }
  }

  /** Layer 2, the same with gates that know the neighbours. */
  function readNeighbours(n: number): void {
    const state = new Float64Array(cells);
    for (let t = 0; t < 2 * n; t++) {
      const [i, first] = t < n ? [t, 0] : [2 * n - 1 - t, half];
      const g = i * G + 3 * first;
      const row = i * cells + first;
      for (let k = 0; k < half; k++) {
        const keep = psigmoid(gateValues[g + half + k] as number);
        const value = keep * (state[first + k] as number) + (1 - keep) * (gateValues[g + k] as number);
        state[first + k] = value;
        above[row + k] = Math.round(psigmoid(gateValues[g + 2 * half + k] as number) * ptanh(value) * CELL_UNIT);
      }
    }
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
    const unit = HIDDEN_UNIT * QUERY_UNIT;
    const count = facts.classes;
    for (let i = 0; i < n; i++) {
      const q = i * A;
      let root = 0;
      for (let k = 0; k < A; k++) root += (queries[q + k] as number) * (rootHead[k] as number);
      scores[i * row] = Math.round(root * HIDDEN_UNIT);
      const start = bandStart(i, n, width);
      const tagPair = (classes[i] as number) * count;
      for (let j = start; j < start + width; j++) {
        let sum = 0;
        const h = j * A;
        for (let k = 0; k < A; k += 4)
          sum +=
            (queries[q + k] as number) * (heads[h + k] as number) +
            (queries[q + k + 1] as number) * (heads[h + k + 1] as number) +
            (queries[q + k + 2] as number) * (heads[h + k + 2] as number) +
            (queries[q + k + 3] as number) * (heads[h + k + 3] as number);
        const suits = pairTags[(tagPair + (classes[j] as number)) * DISTANCES + distanceClass(j - i)] as number;
        scores[i * row + 1 + j - start] = sum + Math.round(suits * unit);
      }
    }
  }

  return function readSentence(forms, from, to, findings) {
    const n = to - from;
    makeRoom(n);
    readWords(forms, from, n);
    chooseTags(tags, below, n, findings.tag, from);
    for (let i = 0; i < n; i++) classes[i] = tagClass[findings.tag[from + i] as number] as number;
    run(gates, below, n, (i, sums, at) => {
      const tag = (findings.tag[from + i] as number) * G;
      const { bias, scale } = gates;
      for (let k = 0; k < G; k++)
        gateValues[i * G + k] = (sums[at + k] as number) * scale + (bias[k] as number) + (tagRows[tag + k] as number);
    });
    readNeighbours(n);
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
