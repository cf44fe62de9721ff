/** Logarithm of the ratio of two prices, NaN unless both are above 0: no return leads from or to anything else. */
export function logRatio(after: number, before: number): number {
  return after > 0 && before > 0 ? Math.log(after / before) : Number.NaN
}
