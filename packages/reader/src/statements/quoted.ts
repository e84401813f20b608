import type { Attribution, Reading } from "./attributions.ts";
import type { Words } from "./tree.ts";

/** A quotation of fewer words than this, without a cue, is a name or a word held at arm's length. */
const FEWEST_WORDS = 4;

/**
 * Gives the quotations that no cue of their own claims to their speaker:
 *
 *     "We begin today," Wang said. "It will be long."      the sentence after goes on with the same speech
 *     “The first day was hard.                             a paragraph left open goes on in the next
 *     “The second was worse.”
 *
 * Adds to the contents of `attributions`; returns the quotations that stand alone, each with the attribution before it.
 */
export function continueQuotations(
  reading: Reading,
  attributions: Attribution[],
): { quotation: number; words: Words; after: Attribution | null }[] {
  const { quotations, tree, doc } = reading;
  const { tokens } = doc;
  const alone: { quotation: number; words: Words; after: Attribution | null }[] = [];
  const ownerOf = new Map<number, Attribution>();
  for (const attribution of attributions)
    for (const [first, last] of attribution.content)
      for (let w = first; w <= last; w++) {
        const q = quotations.quotationOf[w] as number;
        if (q < 0) continue;
        const quotation = quotations.all[q];
        if (!quotation) continue;
        w = quotation.last;
        if (quotation.first >= first - 1 && quotation.last <= last + 1 && !ownerOf.has(q)) ownerOf.set(q, attribution);
      }
  let latest: Attribution | null = null;
  let latestBlock = -1;
  for (let q = 0; q < quotations.all.length; q++) {
    const quotation = quotations.all[q];
    if (!quotation || quotation.within >= 0) continue;
    const block = tokens.sentenceBlock[tokens.sentenceOf[quotation.first] as number] as number;
    const owner = ownerOf.get(q);
    if (owner) {
      latest = owner;
      latestBlock = block;
    } else {
      const opens = quotation.first === tree.sentenceFirst(quotation.first);
      const claimed = attributions.some(({ content }) =>
        content.some(([first, last]) => first <= quotation.first && quotation.last <= last),
      );
      if (opens && quotation.wordCount >= FEWEST_WORDS && !claimed) {
        const words: Words = [quotation.first, Math.max(quotation.last, quotation.last)];
        if (latest && latestBlock >= block - 1) {
          latestBlock = block;
          latest.content.push(words);
          ownerOf.set(q, latest);
        } else alone.push({ quotation: q, words, after: latest });
      }
    }
    const holder = ownerOf.get(q);
    if (quotation.continues >= 0 && holder) {
      const next = quotations.all[quotation.continues];
      if (next && !ownerOf.has(quotation.continues)) {
        holder.content.push([next.first, next.last]);
        ownerOf.set(quotation.continues, holder);
      }
    }
  }
  return alone;
}
