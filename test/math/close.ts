/** How far a number is from what it should be, as a share of that. */
export function relativeError(actual: number, expected: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0
  return Math.abs(actual - expected) / Math.abs(expected)
}

/** The largest relative error in two lists of numbers. */
export function worstError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY
  return Math.max(0, ...Array.from(actual, (value, i) => relativeError(value, expected[i])))
}
