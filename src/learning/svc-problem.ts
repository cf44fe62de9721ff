/** One two-class problem of a support vector classifier, in memory that the caller owns. */
export interface SvcProblem {
  /** Rows of features, flat; the constant feature is not among them. */
  readonly features: Float64Array
  readonly columns: number
  /** +1 or -1 for every row. */
  readonly signs: Float64Array
  /** What a unit of loss costs in every row. */
  readonly costs: Float64Array
  readonly loss: 'hinge' | 'squared-hinge'
  readonly penalty: 'l1' | 'l2'
  /** Value of the constant feature; 0 for none. */
  readonly constant: number
  /** Filled with the solution of the dual, one place a row. */
  readonly multipliers: Float64Array
  /** Filled with the solution: the weight of every column, that of the constant feature last. */
  readonly weights: Float64Array
}

/** How a solver ended. */
export interface Outcome {
  readonly iterations: number
  readonly converged: boolean
}

/** The score of the row that begins at `start`, in four sums side by side: one would wait for itself at every step. */
export function scoreAt({ features, columns, constant, weights }: SvcProblem, start: number): number {
  let a = weights[columns] * constant
  let b = 0
  let c = 0
  let d = 0
  let j = 0
  for (; j + 3 < columns; j += 4) {
    a += weights[j] * features[start + j]
    b += weights[j + 1] * features[start + j + 1]
    c += weights[j + 2] * features[start + j + 2]
    d += weights[j + 3] * features[start + j + 3]
  }
  for (; j < columns; j++) a += weights[j] * features[start + j]
  return a + b + (c + d)
}

/** Half the curvature that a squared loss adds to the dual of a row. */
export function curveOf({ loss, costs }: SvcProblem, row: number): number {
  return loss === 'hinge' ? 0 : 0.5 / costs[row]
}
