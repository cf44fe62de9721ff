import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import { dot } from './sum.ts'

/** A column of which less than this share is its own, not a mix of the columns before it, is rounding error. */
const OWN = 1e-13

/** Columns at right angles, and the mixing weights that give the original columns back. */
export interface Orthogonal {
  /** Columns of length 1, each at right angles to all others. */
  readonly axes: readonly Column[]
  /** `weights[j][i]`: how much of axis i is in column j, for i up to j. */
  readonly weights: readonly Column[]
}

/**
 * The QR decomposition by modified Gram-Schmidt, every column cleaned twice, which makes the axes orthogonal to
 * rounding (Giraud, Langou and Rozloznik 2005). Refuses a column that follows from those before it, with the
 * name it has in `names`. O(k^2 n) for k columns.
 */
export function orthogonalise(where: string, columns: readonly Column[], names: readonly string[]): Orthogonal {
  const axes: Column[] = []
  const weights: Column[] = []
  for (const [j, column] of columns.entries()) {
    const { rest, shares } = project(column, axes)
    const length = Math.sqrt(dot(rest, rest))
    if (!(length > OWN * Math.sqrt(dot(column, column)))) {
      refuse(where, names[j], column, {
        rule:
          j === 0 ? 'a column with values other than 0' : 'no constant and no sum of multiples of the columns before',
        code: 'singular-matrix',
        remedy: 'Leave it out: its coefficient cannot be told from the others.',
      })
    }
    axes.push(rest.map((value) => value / length))
    weights.push(Float64Array.of(...shares, length))
  }
  return { axes, weights }
}

/** What of a column lies along each axis, and the rest of it that is at right angles to them all. */
export function project(column: Column, axes: readonly Column[]): { rest: Column; shares: Column } {
  let rest = column
  const shares = new Float64Array(axes.length)
  for (let pass = 0; pass < 2; pass++) {
    for (const [i, axis] of axes.entries()) {
      const share = dot(axis, rest)
      shares[i] += share
      rest = rest.map((value, t) => value - share * axis[t])
    }
  }
  return { rest, shares }
}
