import { OrganismError } from '../base/error.ts'
import { matrixFrom } from '../math/matrix.ts'
import { solve } from '../math/solve.ts'

/** What NSGA-III remembers of the scores it has seen, as plain numbers. */
export interface Bounds {
  /** The least score of each objective. */
  readonly ideal: readonly number[]
  /** For each objective, the row that reaches farthest along it alone. */
  readonly extremes: readonly (readonly number[])[]
}

/** How far along one axis a row may stray before it stops being that axis's end. */
const OFF_AXIS = 1e6
/** Ranges below this share of the largest one are taken for no range at all. */
const FLAT = 1e-10

/** The bounds with the rows of a first front added. */
export function widened(before: Bounds | null, front: readonly Float64Array[]): Bounds {
  const objectives = front[0].length
  const ideal = Array.from({ length: objectives }, (_, m) => {
    return front.reduce((least, row) => Math.min(least, row[m]), before?.ideal[m] ?? Number.POSITIVE_INFINITY)
  })
  const candidates = [...(before?.extremes ?? []), ...front.map((row) => Array.from(row))]
  const extremes = ideal.map((_, axis) => {
    let best = candidates[0]
    let least = Number.POSITIVE_INFINITY
    for (const row of candidates) {
      const reached = stray(row, ideal, axis)
      if (reached < least) {
        least = reached
        best = row
      }
    }
    return best
  })
  return { ideal, extremes }
}

/** The achievement scalarising function of an axis: small for rows that lie along it. */
function stray(row: readonly number[], ideal: readonly number[], axis: number): number {
  let worst = Number.NEGATIVE_INFINITY
  for (let m = 0; m < row.length; m++) worst = Math.max(worst, (row[m] - ideal[m]) * (m === axis ? 1 : OFF_AXIS))
  return worst
}

/**
 * How long each objective is: from the ideal to where the plane through the extremes meets its axis. Where there is no
 * such plane, or it meets an axis behind the ideal, the worst of the front counts instead, as Deb and Jain propose.
 */
export function intercepts({ ideal, extremes }: Bounds, front: readonly Float64Array[]): number[] {
  const worst = ideal.map((low, m) => front.reduce((most, row) => Math.max(most, row[m]), low) - low)
  const lengths = planeLengths(extremes.map((row) => row.map((score, m) => score - ideal[m])))
  const isUsable = lengths?.every((length) => length > 0 && length < Number.POSITIVE_INFINITY) ?? false
  const chosen = isUsable && lengths !== undefined ? lengths : worst
  const largest = Math.max(...chosen)
  return chosen.map((length) => (length > FLAT * largest ? length : 1))
}

function planeLengths(corners: readonly (readonly number[])[]): number[] | undefined {
  try {
    const normal = solve(matrixFrom(corners), new Float64Array(corners.length).fill(1))
    return Array.from(normal, (slope) => 1 / slope)
  } catch (error) {
    if (error instanceof OrganismError && error.code === 'singular-matrix') return undefined
    throw error
  }
}
