import type { Attribution } from "./attributions.ts";

/**
 * Attribution → index of the innermost other one whose content holds its cue, -1 for none.
 * Of two that hold each other the later one is the inner.
 */
export function holders(attributions: readonly Attribution[], wordCount: number): Int32Array {
  const holder = new Int32Array(attributions.length).fill(-1);
  const byWord = new Int32Array(wordCount).fill(-1);
  const order = attributions
    .map((attribution, index) => ({ index, size: sizeOf(attribution) }))
    .sort((a, b) => b.size - a.size || a.index - b.index);
  // the larger first, so that what is left on a word is the smallest content that holds it
  for (const { index } of order) {
    const attribution = attributions[index] as Attribution;
    const at = attribution.head >= 0 ? attribution.head : (attribution.content[0]?.[0] ?? 0);
    const over = byWord[at] as number;
    if (over !== index) holder[index] = over;
    for (const [first, last] of attribution.content) for (let w = first; w <= last; w++) byWord[w] = index;
  }
  return holder;
}

function sizeOf(attribution: Attribution): number {
  return attribution.content.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}
