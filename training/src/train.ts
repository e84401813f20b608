import { decodeHeads } from "../../packages/reader/src/syntax/decode.ts";
import { DEPREL, Upos, XPOS } from "../../packages/reader/src/syntax/syntax.ts";
import { createBatches, type Inventory, LABELS, tagClasses, uposOfTag, vary } from "./corpus.ts";
import { createMatrices } from "./matrix.ts";
import { createNetwork, type Network } from "./network.ts";
import { createRandom, type Random, shuffle } from "./random.ts";
import type { GoldSentence } from "./treebank.ts";

export interface Settings {
  word: number;
  recurrent: number;
  arc: number;
  label: number;
  epochs: number;
  /** Words a step. */
  step: number;
  rate: number;
  rowRate: number;
  dropout: number;
  /** How much the loss of each choice of tags counts beside those of heads and labels. */
  tagWeight: number;
  seed: number;
}

/** The most words of a step, and the memory that they need. */
const CAPACITY = 800;
const MEGABYTES = 96;
/** Sentences longer than this teach nothing more than their parts. */
const LONGEST = 200;

/**
 * Trains a network, a new one or, from where it stands, one that is given. `report` is called after each pass over the
 * sentences.
 */
export function train(
  sentences: readonly GoldSentence[],
  inventory: Inventory,
  settings: Settings,
  report: (epoch: number, network: Network, line: string) => void,
  start?: Network,
): Network {
  const random = createRandom(settings.seed);
  const network = start ?? networkFor(inventory, settings, random);
  const batchOf = createBatches(inventory);
  const order = sentences.filter((s) => s.form.length <= LONGEST);
  const words = order.reduce((n, s) => n + s.form.length, 0);
  const total = settings.epochs * words;
  let seen = 0;
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(order, random);
    const losses = { tag: 0, arc: 0, label: 0 };
    let group: GoldSentence[] = [];
    let size = 0;
    order.forEach((s, k) => {
      const sentence = vary(s, random);
      group.push(sentence);
      size += sentence.form.length;
      if (size < settings.step && k + 1 < order.length) return;
      network.forward(batchOf(group, random), true);
      const loss = network.backward();
      losses.tag += loss.tag;
      losses.arc += loss.arc;
      losses.label += loss.label;
      // Up for the first fiftieth, then down to nothing.
      const done = seen / total;
      const rate = Math.min(1, done * 50 + 0.02) * (1 - done);
      network.step(settings.rate * rate, settings.rowRate * rate);
      seen += size;
      group = [];
      size = 0;
    });
    const line = Object.entries(losses).map(([name, loss]) => `${name} ${(loss / words).toFixed(3)}`);
    report(epoch, network, line.join(" "));
  }
  return network;
}

/** A network of the size that the settings name, for what the inventory knows. */
export function networkFor(inventory: Inventory, settings: Settings, random: Random): Network {
  const { word, recurrent, arc, label, dropout, tagWeight } = settings;
  const counts = { features: inventory.features.length, tags: inventory.tags.length, labels: LABELS };
  const shape = { word, vector: inventory.vectors.size, recurrent, arc, label, ...counts, ...tagClasses(inventory) };
  return createNetwork(shape, createMatrices(MEGABYTES), random, CAPACITY, LONGEST, dropout, tagWeight);
}

/** Gives a network the mean of its own weights and another's. */
export function meanOf(network: Network, other: Network): Network {
  const middle = (a: Float32Array, b: Float32Array) => {
    for (let i = 0; i < a.length; i++) a[i] = ((a[i] as number) + (b[i] as number)) / 2;
  };
  middle(network.rows, other.rows);
  network.parameters.forEach((p, q) => {
    middle(p.value, other.parameters[q]?.value ?? p.value);
  });
  return network;
}

/** Shares of right tags and right heads with labels (subtypes ignored), all words and without punctuation. */
export function measure(network: Network, inventory: Inventory, sentences: readonly GoldSentence[]) {
  const batchOf = createBatches(inventory);
  const plain = DEPREL.map((name) => DEPREL.indexOf(name.split(":")[0] as (typeof DEPREL)[number]));
  const sums = { words: 0, upos: 0, xpos: 0, uas: 0, las: 0, others: 0, lasOthers: 0 };
  for (const s of sentences) {
    const n = s.form.length;
    if (n > LONGEST) continue;
    const batch = batchOf([s]);
    network.forward(batch, false);
    const head = new Int32Array(n);
    decodeHeads(network.arcScores(0), n, head, 0);
    const labels = network.labelsUnder(head);
    for (let i = 0; i < n; i++) {
      let label = 1;
      for (let k = 2; k < LABELS; k++)
        if ((labels[i * network.labelStride + k] as number) > (labels[i * network.labelStride + label] as number))
          label = k;
      if (head[i] === -1) label = 0;
      const tag = inventory.tags[network.lastTag[i] as number] as number;
      sums.words++;
      if (uposOfTag(tag) === s.upos[i]) sums.upos++;
      if (tag % XPOS.length === s.xpos[i]) sums.xpos++;
      const right = head[i] === s.head[i];
      const both = right && plain[label] === plain[s.deprel[i] as number];
      if (right) sums.uas++;
      if (both) sums.las++;
      if (s.upos[i] !== Upos.PUNCT) {
        sums.others++;
        if (both) sums.lasOthers++;
      }
    }
  }
  const share = (x: number, of: number) => `${((100 * x) / of).toFixed(2)}`;
  return `UPOS ${share(sums.upos, sums.words)} XPOS ${share(sums.xpos, sums.words)} UAS ${share(sums.uas, sums.words)} LAS ${share(sums.las, sums.words)} nopunct ${share(sums.lasOthers, sums.others)}`;
}
