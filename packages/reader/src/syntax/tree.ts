import type { Tokens } from "../text/tokens.ts";

/** What a tree shows besides its heads: links from a word down to its dependents, and how far its subtree reaches. */
export interface TreeLinks {
  firstChild: Int32Array;
  nextSibling: Int32Array;
  leftEdge: Int32Array;
  rightEdge: Int32Array;
}

/**
 * Follows heads the other way: for every word its first dependent, the next dependent of the same head, and the
 * leftmost and rightmost word of its subtree. `head` holds word indexes of the story, -1 for roots, without cycles.
 * Linear in the number of words.
 */
export function linkTree(tokens: Tokens, head: Int32Array): TreeLinks {
  const n = tokens.count;
  const firstChild = new Int32Array(n).fill(-1);
  const nextSibling = new Int32Array(n).fill(-1);
  const leftEdge = new Int32Array(n);
  const rightEdge = new Int32Array(n);
  const unread = new Int32Array(n);
  for (let i = n - 1; i >= 0; i--) {
    leftEdge[i] = i;
    rightEdge[i] = i;
    const h = head[i] as number;
    if (h < 0) continue;
    // From right to left each dependent is put before those already there, so that siblings stand in text order.
    nextSibling[i] = firstChild[h] as number;
    firstChild[h] = i;
    unread[h] = (unread[h] as number) + 1;
  }
  // Upwards from the leaves: a word hands its edges to its head once all its own dependents have handed it theirs.
  const ready: number[] = [];
  for (let i = 0; i < n; i++) if (unread[i] === 0) ready.push(i);
  for (let i = ready.pop(); i !== undefined; i = ready.pop()) {
    const h = head[i] as number;
    if (h < 0) continue;
    if ((leftEdge[i] as number) < (leftEdge[h] as number)) leftEdge[h] = leftEdge[i] as number;
    if ((rightEdge[i] as number) > (rightEdge[h] as number)) rightEdge[h] = rightEdge[i] as number;
    unread[h] = (unread[h] as number) - 1;
    if (unread[h] === 0) ready.push(h);
  }
  return { firstChild, nextSibling, leftEdge, rightEdge };
}
