import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import type { Random } from '../random/random.ts'

/** One search for clusters: where it stands. */
export interface Search {
  readonly features: Column
  readonly columns: number
  readonly centres: Column
  readonly labels: Int32Array
  readonly counts: Int32Array
  /** Squared distance of every row to its centre. */
  readonly distances: Column
}

/** k-means++: the first centre is any row; a row's chance to be the next grows with its squared distance to the nearest. */
export function spreadOut(search: Search, random: Random): void {
  const { features, columns, centres, distances, counts } = search
  const rows = distances.length
  distances.fill(Number.POSITIVE_INFINITY)
  let chosen = random.int(0, rows - 1)
  for (let k = 0; k < counts.length; k++) {
    centres.set(features.subarray(chosen * columns, (chosen + 1) * columns), k * columns)
    let total = 0
    for (let row = 0; row < rows; row++) {
      distances[row] = Math.min(distances[row], squareBetween(search, row, k))
      total += distances[row]
    }
    if (k === counts.length - 1) return
    if (total === 0) {
      refuse('fitKMeans', 'clusters', counts.length, { rule: `at most ${k + 1}, the number of rows that differ` })
    }
    let left = random.float() * total
    for (let row = 0; row < rows; row++) {
      if (distances[row] === 0) continue
      chosen = row
      left -= distances[row]
      if (left < 0) break
    }
  }
}

/** The squared distance of a row to a centre. */
export function squareBetween(
  { features, columns, centres }: { features: Column; columns: number; centres: Column },
  row: number,
  k: number,
): number {
  let square = 0
  for (let j = 0; j < columns; j++) square += (features[row * columns + j] - centres[k * columns + j]) ** 2
  return square
}
