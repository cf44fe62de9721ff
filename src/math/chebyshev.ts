/** The value at `t` in [-1, 1] of a series of Chebyshev polynomials, lowest first (Clenshaw 1955). */
export function chebyshev(coefficients: readonly number[], t: number): number {
  let current = 0
  let previous = 0
  for (let k = coefficients.length - 1; k > 0; k--) {
    const next = coefficients[k] + 2 * t * current - previous
    previous = current
    current = next
  }
  return coefficients[0] + t * current - previous
}
