import type { Column } from '../base/column.ts'

/** Features made ready for a regression with an intercept. */
export interface DesignTable {
  /** Rows of centred and scaled features with a 1 at the end, flat. */
  readonly table: Column
  readonly means: Column
  /** What every column was divided by; 1 for a column that does not vary. */
  readonly scales: Column
}

/**
 * Centres every column, which takes a large level out of the arithmetic, and divides it by its standard deviation, which
 * makes stopping rules the same at every scale. The fit is the same one: weights are scaled back with `inOwnUnits`.
 */
export function designInto(table: Column, features: Column, columns: number): DesignTable {
  const rows = features.length / columns
  const width = columns + 1
  const means = new Float64Array(columns)
  const scales = new Float64Array(columns)
  for (let at = 0; at < features.length; at++) means[at % columns] += features[at] / rows
  for (let j = 0; j < columns; j++) {
    // A constant column must come out as exactly 0, so the mean is refined by what is left over.
    let rest = 0
    for (let row = 0; row < rows; row++) rest += features[row * columns + j] - means[j]
    means[j] += rest / rows
    let squares = 0
    let isConstant = true
    for (let row = 0; row < rows; row++) {
      squares += (features[row * columns + j] - means[j]) ** 2
      isConstant &&= features[row * columns + j] === features[j]
    }
    scales[j] = isConstant || squares === 0 ? 1 : Math.sqrt(squares / rows)
    for (let row = 0; row < rows; row++) {
      table[row * width + j] = isConstant ? 0 : (features[row * columns + j] - means[j]) / scales[j]
    }
  }
  for (let row = 0; row < rows; row++) table[row * width + columns] = 1
  return { table, means, scales }
}

/** The weights and the intercept for the features as they were given; the last of `weights` is the intercept. */
export function inOwnUnits(weights: Column, { means, scales }: DesignTable): { weights: number[]; intercept: number } {
  const own = Array.from(scales, (scale, j) => weights[j] / scale)
  let intercept = weights[scales.length]
  for (let j = 0; j < own.length; j++) intercept -= own[j] * means[j]
  return { weights: own, intercept }
}
