import type { Column } from '../base/column.ts'
import { deviations, dot, mean } from '../math/sum.ts'
import { checkFeatures, checkModel } from './check-rows.ts'

/** The middle and the spread of every column, as plain data. */
export interface Standardiser {
  readonly kind: 'standardiser'
  readonly columns: number
  readonly means: readonly number[]
  /** Root of the mean squared deviation (divided by n); 0 for a column that does not vary. */
  readonly deviations: readonly number[]
}

/**
 * Measures the mean and the standard deviation of every column. Fit it on training rows only and use it on all: measured
 * on the whole series it would tell the past about the future.
 *
 * @example
 * const model = fitStandardiser(Float64Array.of(1, 10, 3, 10), 2)
 * model.deviations // => [1, 0]
 * standardise(model, Float64Array.of(4, 99)) // => Float64Array.of(2, 0)
 */
export function fitStandardiser(features: Column, columns: number): Standardiser {
  const rows = checkFeatures('fitStandardiser', features, columns)
  const means: number[] = []
  const spreads: number[] = []
  for (const column of columnsOf(features, columns)) {
    const apart = deviations(column)
    means.push(mean(column))
    spreads.push(Math.sqrt(dot(apart, apart) / rows))
  }
  return { kind: 'standardiser', columns, means, deviations: spreads }
}

/**
 * Every value in standard deviations from its column's mean, in a new column of the same layout. A column that did not
 * vary in training says nothing and becomes 0. NaN where a value is not finite.
 */
export function standardise(model: Standardiser, features: Column): Column {
  checkModel('standardise', model, 'standardiser', features)
  const { columns, means, deviations: spreads } = model
  return features.map((value, at) => {
    if (!Number.isFinite(value)) return Number.NaN
    const j = at % columns
    return spreads[j] > 0 ? (value - means[j]) / spreads[j] : 0
  })
}

/** The columns of features that lie row after row, each on its own. */
export function columnsOf(features: Column, columns: number): Column[] {
  const rows = features.length / columns
  return Array.from({ length: columns }, (_, j) => {
    const column = new Float64Array(rows)
    for (let row = 0; row < rows; row++) column[row] = features[row * columns + j]
    return column
  })
}
