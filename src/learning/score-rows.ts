import type { Column } from '../base/column.ts'

/** Several linear scores of a row: `weights` holds one vector of the features' width after the other. */
export interface LinearScores {
  readonly columns: number
  readonly weights: readonly number[]
  readonly intercepts: readonly number[]
}

/** The scores of every row, row after row; NaN in rows that hold a value that is not finite. */
export function scoreRows({ columns, weights, intercepts }: LinearScores, features: Column): Column {
  const rows = features.length / columns
  const width = intercepts.length
  const scores = new Float64Array(rows * width)
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < width; k++) {
      let score = intercepts[k]
      for (let j = 0; j < columns; j++) score += weights[k * columns + j] * features[row * columns + j]
      scores[row * width + k] = Number.isFinite(score) ? score : Number.NaN
    }
  }
  return scores
}
