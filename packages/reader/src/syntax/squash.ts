/**
 * tanh and the logistic function by the Padé approximant x(27+x²)/(27+9x²), ±1 beyond ±3. It needs the four kinds of
 * arithmetic alone, which are the same on every machine; Math.tanh and Math.exp are not.
 */
export function ptanh(x: number): number {
  if (x >= 3) return 1;
  if (x <= -3) return -1;
  const q = x * x;
  return (x * (27 + q)) / (27 + 9 * q);
}

export function psigmoid(x: number): number {
  return 0.5 + 0.5 * ptanh(x * 0.5);
}
