/** Numbers in [0, 1) that look like chance and are the same for the same seed (xorshift, Marsaglia 2003). */
export type Random = () => number;

export function createRandom(seed: number): Random {
  let s = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
  const next = () => {
    s ^= s << 13;
    s >>>= 0;
    s ^= s >>> 17;
    s ^= s << 5;
    s >>>= 0;
    return s / 4294967296;
  };
  for (let i = 0; i < 10; i++) next();
  return next;
}

/** Brings a list into a random order, in place. */
export function shuffle<T>(list: T[], random: Random): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
}
