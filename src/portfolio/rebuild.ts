import type { Column } from '../base/column.ts'
import type { Matrix } from '../math/matrix.ts'
import type { Assets } from './check-covariance.ts'

/** The covariance with the assets' variances and the correlation that axes with such lengths give. */
export function rebuild({ count, deviations }: Assets, values: Column, vectors: readonly Column[]): Matrix {
  const table = new Float64Array(count * count)
  for (const [k, vector] of vectors.entries()) {
    if (values[k] === 0) continue
    for (let i = 0; i < count; i++) {
      const share = values[k] * vector[i]
      for (let j = 0; j <= i; j++) table[i * count + j] += share * vector[j]
    }
  }
  const data = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      const rho = i === j ? 1 : table[i * count + j] / Math.sqrt(table[i * (count + 1)] * table[j * (count + 1)])
      data[i * count + j] = data[j * count + i] = rho * deviations[i] * deviations[j]
    }
  }
  return { rows: count, columns: count, data }
}
