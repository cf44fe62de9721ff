/**
 * Maximise the sum of b d - curve d^2 / 2 - ridge |w|^2 / 2 over multipliers d within their boxes, where
 * A' d = ridge w; the weights w are the multipliers of that equation. With ridge 0 it is the dual of a regression by
 * pieces of straight lines, with ridge 1 the dual of a support vector classifier.
 */
export interface BoxProblem {
  /** Rows of A, flat, `width` wide. */
  readonly table: Float64Array
  readonly width: number
  /** Further rows of A after those of the table: row j has a 1 in column j and nothing else. */
  readonly units: number
  readonly ridge: 0 | 1
  readonly gains: Float64Array
  readonly curves: Float64Array
  readonly least: Float64Array
  /** Infinity where there is no bound; such a row has a curve. */
  readonly most: Float64Array
  /** Where to start, strictly inside the boxes and with A' d = 0 when ridge is 0; filled with the solution. */
  readonly multipliers: Float64Array
  /** Filled with the solution. */
  readonly weights: Float64Array
}

/** A multiplier this far from its bounds, as a share of the bound, holds its weight at 0. */
const HELD = 1e-5

/** A times weights. */
export function apply(out: Float64Array, { table, width, units }: BoxProblem, weights: Float64Array): void {
  const rows = out.length - units
  for (let row = 0; row < rows; row++) {
    let sum = 0
    for (let j = 0; j < width; j++) sum += table[row * width + j] * weights[j]
    out[row] = sum
  }
  for (let j = 0; j < units; j++) out[rows + j] = weights[j]
}

/** Adds A' times a column. */
export function addTransposed(out: Float64Array, { table, width, units }: BoxProblem, column: Float64Array): void {
  const rows = column.length - units
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) out[j] += table[row * width + j] * column[row]
  }
  for (let j = 0; j < units; j++) out[j] += column[rows + j]
}

/**
 * What the weights and the multipliers reach on their sides, by the data and not by what the iteration believes: the
 * weights with the best multipliers for them, the multipliers with what they miss of A' d = ridge w counted against them.
 */
export function boxGap(problem: BoxProblem, image: Float64Array, pulls: Float64Array): { gap: number; size: number } {
  const { gains, curves, least, most, multipliers, weights, width, ridge } = problem
  apply(image, problem, weights)
  pulls.fill(0)
  addTransposed(pulls, problem, multipliers)
  let above = 0
  let below = 0
  for (let row = 0; row < gains.length; row++) {
    const residual = gains[row] - image[row]
    const wanted = curves[row] > 0 ? residual / curves[row] : residual * Number.POSITIVE_INFINITY
    const best = residual === 0 ? 0 : Math.max(least[row], Math.min(most[row], wanted))
    above += best * (residual - 0.5 * curves[row] * best)
    below += multipliers[row] * (gains[row] - 0.5 * curves[row] * multipliers[row])
  }
  for (let j = 0; j < width; j++) {
    above += 0.5 * ridge * weights[j] * weights[j]
    below -= ridge === 1 ? 0.5 * pulls[j] * pulls[j] : Math.abs(weights[j] * pulls[j])
  }
  return { gap: Math.abs(above - below), size: Math.abs(above) }
}

/**
 * Sets weights to 0 that their unit row holds there: its multiplier is away from both bounds, so the weight is only as
 * large as the gap that was left.
 */
export function dropHeld({ gains, units, least, most, multipliers, weights }: BoxProblem): void {
  const rows = gains.length - units
  for (let j = 0; j < units; j++) {
    const room = Math.min(most[rows + j] - multipliers[rows + j], multipliers[rows + j] - least[rows + j])
    if (room > HELD * most[rows + j]) weights[j] = 0
  }
}
