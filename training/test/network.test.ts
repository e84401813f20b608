import { expect, test } from "vitest";
import { createMatrices } from "../src/matrix.ts";
import { type Batch, createNetwork } from "../src/network.ts";
import { createRandom } from "../src/random.ts";

const SHAPE = {
  word: 8,
  vector: 8,
  recurrent: 8,
  arc: 8,
  label: 8,
  features: 20,
  tags: 5,
  labels: 6,
  tagClass: [0, 1, 2, 1, 0],
  classes: 3,
};

/** Two sentences of five and four words; the tag of the last is not to be learnt. */
function someBatch(): Batch {
  const random = createRandom(5);
  return {
    count: 9,
    starts: [0, 5, 9],
    features: Int32Array.from({ length: 18 }, () => Math.floor(random() * SHAPE.features)),
    featureStart: Int32Array.from({ length: 10 }, (_, i) => 2 * i),
    vectors: Float32Array.from({ length: 9 * SHAPE.vector }, () => random() - 0.5),
    tag: Int32Array.of(0, 1, 2, 3, 4, 1, 2, 0, -1),
    head: Int32Array.of(1, -1, 1, 4, 2, 6, 7, -1, 7),
    label: Int32Array.of(2, 0, 3, 4, 5, 1, 2, 0, 3),
  };
}

function someNetwork() {
  const random = createRandom(3);
  const network = createNetwork(SHAPE, createMatrices(8), random, 64, 64, 0, 1);
  for (const p of network.parameters) for (let i = 0; i < p.value.length; i++) p.value[i] = (random() - 0.5) * 1.5;
  return network;
}

test("slopes are those that small changes of the weights show", () => {
  const network = someNetwork();
  const batch = someBatch();
  const clear = () => {
    for (const p of network.parameters) p.slope.fill(0);
  };
  // The loss as the slopes have it: a mean over words, times 16.
  const loss = () => {
    network.forward(batch, true);
    const { tag, arc, label } = network.backward();
    return ((tag + arc + label) * 16) / batch.count;
  };
  clear();
  loss();
  const slopes = network.parameters.map((p) => p.slope.slice());
  const random = createRandom(11);
  network.parameters.forEach((p, q) => {
    // A weight of the first tags may change the best tag, and with it the row that goes into layer 2: no slope tells that.
    if (p.name.startsWith("tag") && p.name !== "tagRows") return;
    if (p.name.startsWith("gates0") || p.name === "vector") return;
    for (let round = 0; round < 10; round++) {
      const i = Math.floor(random() * p.value.length);
      const value = p.value[i] as number;
      const by = 0.005;
      p.value[i] = value + by;
      const above = loss();
      p.value[i] = value - by;
      const below = loss();
      p.value[i] = value;
      expect(Math.abs((above - below) / (2 * by) - ((slopes[q] as Float32Array)[i] as number)), p.name).toBeLessThan(
        0.05,
      );
    }
  });
});

test("steps against the slope make the loss smaller, the same each time", () => {
  const run = () => {
    const network = createNetwork(SHAPE, createMatrices(8), createRandom(3), 64, 64, 0.2, 1);
    const batch = someBatch();
    const losses: number[] = [];
    for (let step = 0; step < 60; step++) {
      network.forward(batch, true);
      const { tag, arc, label } = network.backward();
      losses.push(tag + arc + label);
      network.step(0.01, 0.05);
    }
    return losses;
  };
  const losses = run();
  expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] as number));
  expect(run()).toEqual(losses);
});
