/**
 * The larger of two numbers, NaN if one is. Prices make the comparison unpredictable, and a mispredicted branch
 * costs more than this arithmetic; where rounding, overflow or an infinity would spoil it the plain maximum is taken.
 */
export function larger(a: number, b: number): number {
  const rise = b - a
  // `rise + rise - rise` is `rise`, unless it is infinite or its double is: then the test fails.
  return a + (rise + rise - rise) === b ? a + 0.5 * (rise + Math.abs(rise)) : Math.max(a, b)
}

/** The smaller of two numbers, NaN if one is: see {@link larger}. */
export function smaller(a: number, b: number): number {
  const fall = b - a
  return a + (fall + fall - fall) === b ? a + 0.5 * (fall - Math.abs(fall)) : Math.min(a, b)
}

/** What is above zero of a difference. */
export function gain(rise: number): number {
  return 0.5 * (rise + Math.abs(rise))
}
