import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import { type Matrix, symmetric } from '../math/matrix.ts'

/** On the scale of correlations, a variance this far below 0 for every asset is rounding error. */
const NOTHING = 1e-11

/** A checked covariance, taken apart. */
export interface Assets {
  readonly count: number
  /** Entries, exactly symmetric. */
  readonly covariance: Column
  /** Standard deviation of every asset. */
  readonly deviations: Column
  /** Entries of the correlation, exactly symmetric, 1 on the diagonal. */
  readonly correlation: Column
}

/**
 * Takes a covariance apart. Refuses one that is not square, finite, symmetric, with variances above 0, and positive
 * semidefinite to rounding. O(n^3).
 */
export function checkCovariance(where: string, covariance: Matrix): Assets {
  const assets = takeApart(where, covariance)
  const least = leastPivot(assets)
  if (least < -NOTHING * assets.count) {
    refuse(where, 'the least pivot of the correlation', least, {
      rule: 'at least 0, as in every covariance of whole columns',
      remedy: 'Mend it with repairCovariance: tables that were rounded or estimated pair by pair can need it.',
    })
  }
  return assets
}

/** Takes a matrix with variances above 0 apart, whatever its eigenvalues. */
export function takeApart(where: string, covariance: Matrix): Assets {
  const { rows: count, data } = symmetric(where, covariance)
  const deviations = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const variance = data[i * count + i]
    if (!(variance > 0)) {
      refuse(where, `the variance of asset ${i}`, variance, {
        rule: 'above 0',
        remedy: 'Leave out an asset that never moves: every rule of risk would give it everything.',
      })
    }
    deviations[i] = Math.sqrt(variance)
  }
  const correlation = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      correlation[i * count + j] = i === j ? 1 : data[i * count + j] / (deviations[i] * deviations[j])
    }
  }
  return { count, covariance: data, deviations, correlation }
}

/** What is left when the assets are explained away one after the other, the largest rest first: below 0 if indefinite. */
function leastPivot({ count, correlation }: Assets): number {
  const rest = correlation.slice()
  const open = Array.from({ length: count }, (_, i) => i)
  while (open.length > 0) {
    let at = 0
    for (let k = 1; k < open.length; k++) {
      if (rest[open[k] * (count + 1)] > rest[open[at] * (count + 1)]) at = k
    }
    const pivot = open[at]
    const size = rest[pivot * (count + 1)]
    if (size <= NOTHING * count) return -largestRest(rest, open, count)
    open.splice(at, 1)
    for (const i of open) {
      const share = rest[i * count + pivot] / size
      if (share === 0) continue
      for (const j of open) rest[i * count + j] -= share * rest[pivot * count + j]
    }
  }
  return 0
}

function largestRest(rest: Column, open: readonly number[], count: number): number {
  let largest = 0
  for (const i of open) for (const j of open) largest = Math.max(largest, Math.abs(rest[i * count + j]))
  return largest
}
