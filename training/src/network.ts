/**
 * The network that the reader runs in integers, here in floats and with its derivatives. From below:
 *
 *     word      sum of the rows of its features, and its vector through V           → ptanh → x
 *     layer 1   two simple recurrent layers over x, one from each side (Lei et al. 2018)   → y1
 *     tags      a linear layer over y1; the best tag's own row goes into layer 2; once more over y2
 *     layer 2   the same over y1                                                     → y2
 *     heads     every word as a dependent and as a head, each through a layer; their product scores the pair
 *               (Dozat and Manning 2017), with a weight for the two tags, the direction and the distance
 *     labels    dependent and head each through a layer, summed, through one more
 */
import { DISTANCES, distanceClass } from "../../packages/reader/src/syntax/network.ts";
import { psigmoid, ptanh } from "../../packages/reader/src/syntax/squash.ts";
import type { Matrices } from "./matrix.ts";
import type { Random } from "./random.ts";

export interface Shape {
  /** Numbers of a word's row, of its vector, of one direction of a recurrent layer, of a dependent or head. */
  word: number;
  vector: number;
  recurrent: number;
  arc: number;
  label: number;
  /** How many there are. */
  features: number;
  tags: number;
  labels: number;
  /** Tag → the class by which pairs of words are weighed (its Penn tag), and how many classes there are. */
  tagClass: readonly number[];
  classes: number;
}

/** Sentences, one behind the other, for one step. */
export interface Batch {
  count: number;
  /** Sentence → first word; one entry more than sentences. */
  starts: number[];
  /** Rows of the features of each word: `features[featureStart[i]…featureStart[i+1]]`. */
  features: Int32Array;
  featureStart: Int32Array;
  /** The vector of each word, `vector` numbers; zeros where it has none. */
  vectors: Float32Array;
  /** What is to be found: tag, head (in the batch, -1 root), label; tag -1 where it is not to be learnt. */
  tag: Int32Array;
  head: Int32Array;
  label: Int32Array;
}

interface Parameter {
  name: string;
  rows: number;
  columns: number;
  value: Float32Array;
  slope: Float32Array;
  mean: Float32Array;
  square: Float32Array;
}

const pad = (n: number) => Math.ceil(n / 8) * 8;

/** The slope of `ptanh`; that of `psigmoid` at x is a quarter of it at x/2. */
function ptanhSlope(x: number): number {
  const q = x * x;
  if (q >= 9) return 0;
  const root = (9 - q) / (9 + 3 * q);
  return root * root;
}

export interface Losses {
  tag: number;
  arc: number;
  label: number;
}

export function createNetwork(
  shape: Shape,
  matrices: Matrices,
  random: Random,
  capacity: number,
  longest: number,
  dropout: number,
  tagWeight: number,
) {
  const { word: D, vector: K, recurrent: R, arc: A, label: L } = shape;
  const [C, Z] = [pad(shape.tags), pad(shape.labels)];
  const G = 6 * R;
  const Y = 2 * R;
  const P = 2 * A + 2 * L;
  const parameters: Parameter[] = [];
  const parameter = (name: string, rows: number, columns: number, spread: number): Parameter => {
    const p = {
      name,
      rows,
      columns,
      value: matrices.floats(rows * columns),
      slope: matrices.floats(rows * columns),
      mean: new Float32Array(rows * columns),
      square: new Float32Array(rows * columns),
    };
    for (let i = 0; i < p.value.length; i++) p.value[i] = (random() * 2 - 1) * spread;
    parameters.push(p);
    return p;
  };
  const glorot = (rows: number, columns: number) => Math.sqrt(6 / (rows + columns));

  const vectorWeights = parameter("vector", K, D, 0.15);
  const gates = [0, 1].map((l) => {
    const inputs = l === 0 ? D : Y;
    const weights = parameter(`gates${l}`, inputs, G, Math.sqrt(3 / inputs));
    const bias = parameter(`gates${l}.bias`, 1, G, 0);
    // Memory is long at first.
    for (let d = 0; d < 2; d++) bias.value.fill(0.5, d * 3 * R + R, d * 3 * R + 2 * R);
    return { weights, bias, inputs };
  }) as [Gates, Gates];
  const tagWeights = parameter("tag", Y, C, glorot(Y, C));
  const tagBias = parameter("tag.bias", 1, C, 0);
  const tagRows = parameter("tagRows", C, G, 0.05);
  const lastTagWeights = parameter("lastTag", Y, C, glorot(Y, C));
  const lastTagBias = parameter("lastTag.bias", 1, C, 0);
  const pairWeights = parameter("pair", Y, P, glorot(Y, A));
  const pairBias = parameter("pair.bias", 1, P, 0);
  const rootHead = parameter("root", 1, A, 0.1);
  const queryWeights = parameter("query", A, A, glorot(A, A));
  const queryBias = parameter("query.bias", 1, A, 0);
  const pairTags = parameter("pairTags", 1, shape.classes * shape.classes * DISTANCES, 0);
  const distances = parameter("distances", 1, DISTANCES, 0);
  const labelWeights = parameter("label", L, Z, glorot(L, Z));
  const labelBias = parameter("label.bias", 1, Z, 0);

  // Rows of the features: in ordinary memory, each with one number for how far it has been moved.
  const rows = new Float32Array(shape.features * D);
  for (let i = 0; i < rows.length; i++) rows[i] = (random() * 2 - 1) * 0.1;
  const moved = new Float32Array(shape.features);
  const slot = new Int32Array(shape.features).fill(-1);
  let touched: number[] = [];
  let rowSlope = new Float32Array(D * 4096);

  const n = capacity;
  const floats = matrices.floats;
  const vectorsIn = floats(n * K);
  const xRaw = floats(n * D);
  const x = floats(n * D);
  const dx = floats(n * D);
  const u = [floats(n * G), floats(n * G)] as const;
  const du = floats(n * G);
  const memory = [floats(n * Y), floats(n * Y)] as const;
  const keeps = [floats(n * Y), floats(n * Y)] as const;
  const shows = [floats(n * Y), floats(n * Y)] as const;
  const y = [floats(n * Y), floats(n * Y)] as const;
  const dy = [floats(n * Y), floats(n * Y)] as const;
  const tagScores = floats(n * C);
  const lastTagScores = floats(n * C);
  const pairs = floats(n * P);
  const dPairs = floats(n * P);
  const heads = floats(n * A);
  const dependents = floats(n * A);
  const queries = floats(n * A);
  const dQueries = floats(n * A);
  const dDependents = floats(n * A);
  const dHeads = floats(n * A);
  const hidden = floats(n * L);
  const dHidden = floats(n * L);
  const labelScores = floats(n * Z);
  const turnedWeights = floats(Math.max(G, P, C) * Math.max(D, Y));
  const keepX = new Float32Array(n * D);
  const keepY = [new Float32Array(n * Y), new Float32Array(n * Y)] as const;
  const bestTag = new Int32Array(n);
  const lastTag = new Int32Array(n);
  const scores = floats(longest * (longest + 8));
  const products = floats(longest * (longest + 8));
  const turnedHeads = floats(A * (longest + 8));
  let batch: Batch;

  const at = (a: Float32Array | Int32Array | number[], i: number) => a[i] as number;

  function addBias(out: Float32Array, bias: Float32Array, count: number): void {
    const w = bias.length;
    for (let i = 0; i < count; i++) for (let k = 0; k < w; k++) out[i * w + k] = at(bias, k);
  }
  function biasSlope(p: Parameter, d: Float32Array, count: number): void {
    const w = p.columns;
    for (let i = 0; i < count; i++) for (let k = 0; k < w; k++) p.slope[k] = at(p.slope, k) + at(d, i * w + k);
  }
  function drop(values: Float32Array, keep: Float32Array, length: number, train: boolean): void {
    if (!train) return;
    const scale = 1 / (1 - dropout);
    for (let i = 0; i < length; i++) {
      const k = random() < dropout ? 0 : scale;
      keep[i] = k;
      values[i] = at(values, i) * k;
    }
  }
  function turn(weights: Float32Array, from: number, to: number): Float32Array {
    for (let i = 0; i < from; i++) for (let j = 0; j < to; j++) turnedWeights[j * from + i] = at(weights, i * to + j);
    return turnedWeights;
  }
  /** Derivatives of out = in·W: those of W are added to, those of `in` go to `dIn`. */
  function backThrough(p: Parameter, input: Float32Array, d: Float32Array, dIn: Float32Array | null, add: boolean) {
    const c = batch.count;
    matrices.multiply(p.slope, input, d, p.rows, c, p.columns, { add: true, turned: true });
    // `turned` takes the input as depth × rows, which is how its rows lie: one word a line.
    if (dIn) matrices.multiply(dIn, d, turn(p.value, p.rows, p.columns), c, p.columns, p.rows, { add });
  }

  /** One recurrent layer in both directions: c[t] = f·c[t-1] + (1-f)·u, y = o·ptanh(c). */
  function recur(l: 0 | 1): void {
    const [U, M, out, kept, shown] = [u[l], memory[l], y[l], keeps[l], shows[l]];
    for (let s = 0; s + 1 < batch.starts.length; s++) {
      const [from, to] = [at(batch.starts, s), at(batch.starts, s + 1)];
      for (let d = 0; d < 2; d++)
        for (let t = 0; t < to - from; t++) {
          const i = d === 0 ? from + t : to - 1 - t;
          const g = i * G + d * 3 * R;
          const m = i * Y + d * R;
          const before = t === 0 ? -1 : m + (d === 0 ? -Y : Y);
          for (let k = 0; k < R; k++) {
            const f = psigmoid(at(U, g + R + k));
            const o = psigmoid(at(U, g + 2 * R + k));
            const c = f * (before < 0 ? 0 : at(M, before + k)) + (1 - f) * at(U, g + k);
            M[m + k] = c;
            kept[m + k] = f;
            shown[m + k] = o;
            out[m + k] = o * ptanh(c);
          }
        }
    }
  }
  function recurBack(l: 0 | 1): void {
    const [U, M, dOut, kept, shown] = [u[l], memory[l], dy[l], keeps[l], shows[l]];
    const carry = new Float32Array(R);
    for (let s = 0; s + 1 < batch.starts.length; s++) {
      const [from, to] = [at(batch.starts, s), at(batch.starts, s + 1)];
      for (let d = 0; d < 2; d++) {
        carry.fill(0);
        for (let t = to - from - 1; t >= 0; t--) {
          const i = d === 0 ? from + t : to - 1 - t;
          const g = i * G + d * 3 * R;
          const m = i * Y + d * R;
          const before = t === 0 ? -1 : m + (d === 0 ? -Y : Y);
          for (let k = 0; k < R; k++) {
            const rawF = at(U, g + R + k);
            const rawO = at(U, g + 2 * R + k);
            const f = at(kept, m + k);
            const o = at(shown, m + k);
            const c = at(M, m + k);
            const dOutK = at(dOut, m + k);
            const dc = at(carry, k) + dOutK * o * ptanhSlope(c);
            du[g + 2 * R + k] = dOutK * ptanh(c) * 0.25 * ptanhSlope(rawO / 2);
            du[g + R + k] = dc * ((before < 0 ? 0 : at(M, before + k)) - at(U, g + k)) * 0.25 * ptanhSlope(rawF / 2);
            du[g + k] = dc * (1 - f);
            carry[k] = dc * f;
          }
        }
      }
    }
  }

  /** Runs the network over a batch; `train` hides some of what it sees. */
  function forward(of: Batch, train: boolean): void {
    batch = of;
    const c = batch.count;
    xRaw.fill(0, 0, c * D);
    for (let i = 0; i < c; i++)
      for (let q = at(batch.featureStart, i); q < at(batch.featureStart, i + 1); q++) {
        const r = at(batch.features, q) * D;
        for (let k = 0; k < D; k++) xRaw[i * D + k] = at(xRaw, i * D + k) + at(rows, r + k);
      }
    vectorsIn.set(batch.vectors.subarray(0, c * K));
    matrices.multiply(xRaw, vectorsIn, vectorWeights.value, c, K, D, { add: true });
    for (let i = 0; i < c * D; i++) x[i] = ptanh(at(xRaw, i));
    drop(x, keepX, c * D, train);

    addBias(u[0], gates[0].bias.value, c);
    matrices.multiply(u[0], x, gates[0].weights.value, c, D, G, { add: true });
    recur(0);
    drop(y[0], keepY[0], c * Y, train);

    addBias(tagScores, tagBias.value, c);
    matrices.multiply(tagScores, y[0], tagWeights.value, c, Y, C, { add: true });
    chooseTags(tagScores, bestTag);

    addBias(u[1], gates[1].bias.value, c);
    matrices.multiply(u[1], y[0], gates[1].weights.value, c, Y, G, { add: true });
    for (let i = 0; i < c; i++) {
      const r = at(bestTag, i) * G;
      for (let k = 0; k < G; k++) u[1][i * G + k] = at(u[1], i * G + k) + at(tagRows.value, r + k);
    }
    recur(1);
    drop(y[1], keepY[1], c * Y, train);

    addBias(lastTagScores, lastTagBias.value, c);
    matrices.multiply(lastTagScores, y[1], lastTagWeights.value, c, Y, C, { add: true });
    chooseTags(lastTagScores, lastTag);

    addBias(pairs, pairBias.value, c);
    matrices.multiply(pairs, y[1], pairWeights.value, c, Y, P, { add: true });
    for (let i = 0; i < c; i++)
      for (let k = 0; k < A; k++) {
        dependents[i * A + k] = Math.max(0, at(pairs, i * P + k));
        heads[i * A + k] = Math.max(0, at(pairs, i * P + A + k));
      }
    addBias(queries, queryBias.value, c);
    matrices.multiply(queries, dependents, queryWeights.value, c, A, A, { add: true });
  }

  function chooseTags(tags: Float32Array, chosen: Int32Array): void {
    for (let i = 0; i < batch.count; i++) {
      let best = 0;
      for (let t = 1; t < shape.tags; t++) if (at(tags, i * C + t) > at(tags, i * C + best)) best = t;
      chosen[i] = best;
    }
  }

  /** Scores of sentence `s`, `n × (n + 1)`: the root first, then its words; a word is no head of itself. */
  function arcScores(s: number): Float32Array {
    const [from, to] = [at(batch.starts, s), at(batch.starts, s + 1)];
    const size = to - from;
    const columns = pad(size);
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < A; k++) turnedHeads[k * columns + j] = j < size ? at(heads, (from + j) * A + k) : 0;
    const of = queries.subarray(from * A, to * A);
    matrices.multiply(products, of, turnedHeads, size, A, columns);
    for (let i = 0; i < size; i++) {
      const q = (from + i) * A;
      let root = 0;
      for (let k = 0; k < A; k++) root += at(queries, q + k) * at(rootHead.value, k);
      scores[i * (size + 1)] = root;
      for (let j = 0; j < size; j++)
        scores[i * (size + 1) + 1 + j] =
          j === i
            ? -1e9
            : at(products, i * columns + j) +
              at(pairTags.value, pairClass(from, i, j)) +
              at(distances.value, distanceClass(j - i));
    }
    return scores;
  }
  function pairClass(from: number, i: number, j: number): number {
    const [below, above] = [at(bestTag, from + i), at(bestTag, from + j)];
    const pair = (shape.tagClass[below] as number) * shape.classes + (shape.tagClass[above] as number);
    return pair * DISTANCES + distanceClass(j - i);
  }

  /** Scores of the labels of every word under the heads given (in the batch; -1 gives no scores). */
  function labelsUnder(head: Int32Array): Float32Array {
    const c = batch.count;
    for (let i = 0; i < c; i++) {
      const h = at(head, i);
      for (let k = 0; k < L; k++)
        hidden[i * L + k] = h < 0 ? 0 : Math.max(0, at(pairs, i * P + 2 * A + k) + at(pairs, h * P + 2 * A + L + k));
    }
    addBias(labelScores, labelBias.value, c);
    matrices.multiply(labelScores, hidden, labelWeights.value, c, L, Z, { add: true });
    return labelScores;
  }

  /** Turns scores into the slope of the loss: probabilities less the target's. Returns the loss. */
  function softmaxSlope(a: Float32Array, from: number, length: number, target: number, weight: number): number {
    let most = -Infinity;
    for (let k = 0; k < length; k++) if (at(a, from + k) > most) most = at(a, from + k);
    let sum = 0;
    for (let k = 0; k < length; k++) {
      const e = Math.exp(at(a, from + k) - most);
      a[from + k] = e;
      sum += e;
    }
    const loss = -Math.log(Math.max(1e-12, at(a, from + target) / sum));
    for (let k = 0; k < length; k++) {
      const want = k === target ? 1 : 0;
      a[from + k] = (at(a, from + k) / sum - want) * weight;
    }
    return loss;
  }

  /** Compares with what is to be found and adds to every slope. */
  function backward(): Losses {
    const c = batch.count;
    const losses = { tag: 0, arc: 0, label: 0 };
    const weight = 16 / c;
    dPairs.fill(0, 0, c * P);

    // Labels, under the right heads.
    labelsUnder(batch.head);
    for (let i = 0; i < c; i++) {
      if (at(batch.head, i) >= 0) {
        losses.label += softmaxSlope(labelScores, i * Z, Z, at(batch.label, i), weight);
      } else labelScores.fill(0, i * Z, (i + 1) * Z);
    }
    biasSlope(labelBias, labelScores, c);
    backThrough(labelWeights, hidden, labelScores, dHidden, false);
    for (let i = 0; i < c; i++) {
      const h = at(batch.head, i);
      if (h < 0) continue;
      for (let k = 0; k < L; k++) {
        if (at(hidden, i * L + k) <= 0) continue;
        const d = at(dHidden, i * L + k);
        dPairs[i * P + 2 * A + k] = at(dPairs, i * P + 2 * A + k) + d;
        dPairs[h * P + 2 * A + L + k] = at(dPairs, h * P + 2 * A + L + k) + d;
      }
    }

    // Heads.
    for (let s = 0; s + 1 < batch.starts.length; s++) {
      const [from, to] = [at(batch.starts, s), at(batch.starts, s + 1)];
      const size = to - from;
      arcScores(s);
      for (let i = 0; i < size; i++) {
        const head = at(batch.head, from + i);
        const row = i * (size + 1);
        losses.arc += softmaxSlope(scores, row, size + 1, head < 0 ? 0 : head - from + 1, weight);
        const q = (from + i) * A;
        const r = at(scores, row);
        for (let k = 0; k < A; k++) {
          rootHead.slope[k] = at(rootHead.slope, k) + r * at(queries, q + k);
          dQueries[q + k] = r * at(rootHead.value, k);
        }
        for (let j = 0; j < size; j++) {
          const d = j === i ? 0 : at(scores, row + 1 + j);
          products[i * size + j] = d;
          if (d < 1e-7 && d > -1e-7) continue;
          const pair = pairClass(from, i, j);
          pairTags.slope[pair] = at(pairTags.slope, pair) + d;
          const far = distanceClass(j - i);
          distances.slope[far] = at(distances.slope, far) + d;
        }
      }
      const of = (a: Float32Array) => a.subarray(from * A, to * A);
      matrices.multiply(of(dQueries), products, of(heads), size, size, A, { add: true });
      matrices.multiply(of(dHeads), products, of(queries), size, size, A, { turned: true });
    }
    biasSlope(queryBias, dQueries, c);
    backThrough(queryWeights, dependents, dQueries, dDependents, false);
    for (let i = 0; i < c; i++)
      for (let k = 0; k < A; k++) {
        dPairs[i * P + k] = at(dependents, i * A + k) > 0 ? at(dDependents, i * A + k) : 0;
        dPairs[i * P + A + k] = at(heads, i * A + k) > 0 ? at(dHeads, i * A + k) : 0;
      }
    biasSlope(pairBias, dPairs, c);
    backThrough(pairWeights, y[1], dPairs, dy[1], false);
    losses.tag += tagsBack(lastTagScores, lastTagWeights, lastTagBias, 1);
    for (let i = 0; i < c * Y; i++) dy[1][i] = at(dy[1], i) * at(keepY[1], i);
    recurBack(1);
    biasSlope(gates[1].bias, du, c);
    for (let i = 0; i < c; i++) {
      const r = at(bestTag, i) * G;
      for (let k = 0; k < G; k++) tagRows.slope[r + k] = at(tagRows.slope, r + k) + at(du, i * G + k);
    }
    backThrough(gates[1].weights, y[0], du, dy[0], false);

    losses.tag += tagsBack(tagScores, tagWeights, tagBias, 0);
    for (let i = 0; i < c * Y; i++) dy[0][i] = at(dy[0], i) * at(keepY[0], i);
    recurBack(0);
    biasSlope(gates[0].bias, du, c);
    backThrough(gates[0].weights, x, du, dx, false);

    // Words.
    for (let i = 0; i < c * D; i++) dx[i] = at(dx, i) * at(keepX, i) * ptanhSlope(at(xRaw, i));
    backThrough(vectorWeights, vectorsIn, dx, null, false);
    for (let i = 0; i < c; i++)
      for (let q = at(batch.featureStart, i); q < at(batch.featureStart, i + 1); q++) {
        const r = at(batch.features, q);
        let s = at(slot, r);
        if (s < 0) {
          s = touched.length;
          slot[r] = s;
          touched.push(r);
          if ((s + 1) * D > rowSlope.length) {
            const larger = new Float32Array(rowSlope.length * 2);
            larger.set(rowSlope);
            rowSlope = larger;
          }
          rowSlope.fill(0, s * D, (s + 1) * D);
        }
        for (let k = 0; k < D; k++) rowSlope[s * D + k] = at(rowSlope, s * D + k) + at(dx, i * D + k);
      }
    return losses;
  }

  /** Compares the tags that a layer's head found; returns the loss. */
  function tagsBack(tags: Float32Array, weights: Parameter, bias: Parameter, layer: 0 | 1): number {
    const c = batch.count;
    let loss = 0;
    for (let i = 0; i < c; i++) {
      const tag = at(batch.tag, i);
      if (tag >= 0) loss += softmaxSlope(tags, i * C, C, tag, (16 * tagWeight) / c);
      else tags.fill(0, i * C, (i + 1) * C);
    }
    biasSlope(bias, tags, c);
    backThrough(weights, y[layer], tags, dy[layer], true);
    return loss;
  }

  let steps = 0;
  /** Moves every weight against its slope (Adam; Kingma and Ba 2015), the features' rows by AdaGrad, one rate a row. */
  function step(rate: number, rowRate: number): void {
    steps++;
    const [b1, b2] = [0.9, 0.98];
    const norm1 = 1 - b1 ** Math.min(steps, 1000);
    const norm2 = 1 - b2 ** Math.min(steps, 5000);
    let size = 0;
    for (const p of parameters) for (let i = 0; i < p.slope.length; i++) size += at(p.slope, i) * at(p.slope, i);
    const clip = Math.min(1, 5 / Math.sqrt(size + 1e-12));
    for (const p of parameters) {
      const { value, slope, mean, square } = p;
      for (let i = 0; i < value.length; i++) {
        const g = at(slope, i) * clip;
        // What no word of the batch touched stays as it is, its moments too.
        if (g === 0) continue;
        slope[i] = 0;
        const m = b1 * at(mean, i) + (1 - b1) * g;
        const s = b2 * at(square, i) + (1 - b2) * g * g;
        mean[i] = m;
        square[i] = s;
        value[i] = at(value, i) - (rate * (m / norm1)) / (Math.sqrt(s / norm2) + 1e-8);
      }
    }
    touched.forEach((r, s) => {
      let q = 0;
      for (let k = 0; k < D; k++) q += at(rowSlope, s * D + k) * at(rowSlope, s * D + k);
      moved[r] = at(moved, r) + (q * clip * clip) / D;
      const by = (rowRate * clip) / Math.sqrt(at(moved, r) + 1e-8);
      for (let k = 0; k < D; k++) rows[r * D + k] = at(rows, r * D + k) - by * at(rowSlope, s * D + k);
      slot[r] = -1;
    });
    touched = [];
  }

  return {
    shape,
    parameters,
    rows,
    forward,
    backward,
    step,
    arcScores,
    labelsUnder,
    bestTag,
    lastTag,
    tagScores,
    lastTagScores,
    tagStride: C,
    labelStride: Z,
  };
}

interface Gates {
  weights: Parameter;
  bias: Parameter;
  inputs: number;
}
export type Network = ReturnType<typeof createNetwork>;
