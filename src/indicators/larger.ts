/**
 * The larger of two numbers, NaN if one is. Prices make the comparison unpredictable, and a mispredicted branch
 * costs more than this arithmetic; where rounding, overflow or an infinity would spoil it the plain maximum is taken.
 */
export function larger(a: number, b: number): number {
  const rise = b - a
  // `rise + rise - rise` is `rise`, unless it is infinite or its double is: then the test fails.
  return a + (rise + rise - rise) === b ? a + 0.5 * (rise + Math.abs(rise)) : Math.max(a, b)
}
