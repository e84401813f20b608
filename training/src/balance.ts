import { UPOS, XPOS } from "../../packages/reader/src/syntax/syntax.ts";
import { createBatches, type Inventory } from "./corpus.ts";
import type { Network } from "./network.ts";
import type { GoldSentence } from "./treebank.ts";

/** What may be added to the scores of all tags of a part of speech, in turn; a gain of fewer words is taken for chance. */
const STEPS = [-0.4, -0.2, -0.1, 0.1, 0.2, 0.4];
const FEWEST_GAINED = 3;
const ROUNDS = 3;

/**
 * Evens out parts of speech that the network chooses too seldom or too often (a name is sooner read as a noun than a noun as
 * a name): adds to the bias of their tags what lets it be right on most words of `dev`. Returns how many words that gains.
 */
export function balanceTags(network: Network, inventory: Inventory, dev: readonly GoldSentence[]): number {
  const bias = network.parameters.find((p) => p.name === "lastTag.bias")?.value;
  if (!bias) throw new Error("the network has no last choice of tags");
  const count = inventory.tags.length;
  const uposOf = inventory.tags.map((tag) => Math.floor(tag / XPOS.length));
  const batchOf = createBatches(inventory);
  // Of each word the best score within each part of speech: all that matters here.
  const scores: number[] = [];
  const gold: number[] = [];
  for (const s of dev) {
    if (s.form.length > 200) continue;
    network.forward(batchOf([s]), false);
    s.form.forEach((_, i) => {
      const best = Array<number>(UPOS.length).fill(-Infinity);
      for (let t = 0; t < count; t++) {
        const [upos, score] = [uposOf[t] as number, network.lastTagScores[i * network.tagStride + t] as number];
        best[upos] = Math.max(best[upos] as number, score);
      }
      scores.push(...best);
      gold.push(s.upos[i] as number);
    });
  }
  const added = Array<number>(UPOS.length).fill(0);
  const right = () => {
    let n = 0;
    gold.forEach((upos, i) => {
      let best = 0;
      for (let u = 1; u < UPOS.length; u++)
        if (
          (scores[i * UPOS.length + u] as number) + (added[u] as number) >
          (scores[i * UPOS.length + best] as number) + (added[best] as number)
        )
          best = u;
      if (best === upos) n++;
    });
    return n;
  };
  const before = right();
  let most = before;
  for (let round = 0; round < ROUNDS; round++)
    for (let u = 0; u < UPOS.length; u++)
      for (const by of STEPS) {
        added[u] = (added[u] as number) + by;
        const n = right();
        if (n >= most + FEWEST_GAINED) most = n;
        else added[u] = (added[u] as number) - by;
      }
  for (let t = 0; t < count; t++) bias[t] = (bias[t] as number) + (added[uposOf[t] as number] as number);
  return most - before;
}
