import { checkColumn, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { frontsOf } from './non-dominated-sort.ts'
import { scoresFrom } from './scores.ts'

/** A front brought to a common scale: 0 is the best and 1 the worst of the front, goal by goal. */
interface Scaled {
  readonly shares: Float64Array
  readonly width: number
  /** Rows of the front, by place in the scores. */
  readonly rows: Uint32Array
}

/**
 * Which row to take when nothing is known about preferences: the knee, where the front bulges farthest towards the ideal
 * below the plane through its ends, so that any gain in one goal costs dearly in another (Das, "On characterizing the
 * knee", 1999). Gives the place of the row; scores are row-major and to be minimised.
 *
 * @example
 * knee(Float64Array.of(0, 10, 1, 2, 10, 0), 2) // => 1
 */
export function knee(scores: Float64Array, objectives: number): number {
  return least(scaled('knee', scores, objectives), (shares) => {
    let sum = 0
    for (const share of shares) sum += share
    return sum
  })
}

/**
 * What each row of a front stands for, as weights: how near it is to the best of each goal, made to sum to 1 (Deb,
 * "Multi-objective optimization using evolutionary algorithms", 2001). Row-major like the scores; NaN for rows that are
 * dominated or not finite.
 *
 * @example
 * pseudoWeights(Float64Array.of(0, 4, 1, 1, 4, 0), 2) // => Float64Array.of(1, 0, 0.5, 0.5, 0, 1)
 */
export function pseudoWeights(scores: Float64Array, objectives: number): Float64Array {
  const { shares, width, rows } = scaled('pseudoWeights', scores, objectives)
  const weights = new Float64Array(scores.length).fill(Number.NaN)
  for (let i = 0; i < rows.length; i++) {
    let sum = 0
    for (let m = 0; m < width; m++) sum += 1 - shares[i * width + m]
    for (let m = 0; m < width; m++) {
      weights[rows[i] * width + m] = sum === 0 ? 1 / width : (1 - shares[i * width + m]) / sum
    }
  }
  return weights
}

/** What matters when one row is chosen from a front. */
export interface CompromiseOptions {
  /** How much each goal matters, in its share of the front's range; equal by default. */
  readonly weights?: ArrayLike<number>
  /** `'worst'` looks at the goal that is farthest from its ideal (the default), `'sum'` at all of them. */
  readonly by?: 'worst' | 'sum'
}

/**
 * The one row of a front that lies nearest to the ideal, goal by goal weighed: compromise programming (Zeleny, 1973).
 * Gives the place of the row; ties go to the smaller sum, then to the first.
 *
 * @example
 * const front = Float64Array.of(0, 4, 1, 2, 4, 0)
 * compromise(front, 2) // => 1
 * compromise(front, 2, { weights: [10, 1] }) // => 0
 */
export function compromise(scores: Float64Array, objectives: number, options: CompromiseOptions = {}): number {
  checkKeys('compromise', options, ['weights', 'by'])
  const { by = 'worst' } = options
  checkOneOf('compromise', 'by', by, ['worst', 'sum'])
  const front = scaled('compromise', scores, objectives)
  const weights = Float64Array.from(options.weights ?? new Float64Array(objectives).fill(1))
  checkColumn('compromise', 'weights', weights, objectives)
  for (const weight of weights) checkNumber('compromise', 'a weight', weight, { min: 0 })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return least(front, (shares) => {
    let sum = 0
    let worst = 0
    for (let m = 0; m < shares.length; m++) {
      sum += weights[m] * shares[m]
      worst = Math.max(worst, weights[m] * shares[m])
    }
    // A trace of the sum decides between rows that are equally bad where they are worst.
    return by === 'sum' ? sum : worst + (total === 0 ? 0 : 1e-9 * sum)
  })
}

function least({ shares, width, rows }: Scaled, of: (shares: Float64Array) => number): number {
  let best = 0
  let lowest = Number.POSITIVE_INFINITY
  for (let i = 0; i < rows.length; i++) {
    const value = of(shares.subarray(i * width, (i + 1) * width))
    if (value < lowest) {
      lowest = value
      best = i
    }
  }
  return rows[best]
}

/** The first front of the finite rows. A goal that is the same all over the front has share 0. */
function scaled(where: string, scores: Float64Array, objectives: number): Scaled {
  const { count, values } = scoresFrom(where, scores, objectives)
  const finite = Uint32Array.from({ length: count }, (_, row) => row).filter((row) =>
    values.subarray(row * objectives, (row + 1) * objectives).every(Number.isFinite),
  )
  if (finite.length === 0) {
    refuse(where, 'scores', scores, { rule: 'at least one row of finite scores', code: 'invalid-column' })
  }
  const table = Float64Array.from({ length: finite.length * objectives }, (_, at) => {
    return values[finite[Math.floor(at / objectives)] * objectives + (at % objectives)]
  })
  const { rank } = frontsOf({ count: finite.length, objectives, values: table })
  const front = Uint32Array.from(rank.keys()).filter((place) => rank[place] === 0)
  const shares = new Float64Array(front.length * objectives)
  for (let m = 0; m < objectives; m++) {
    const column = Float64Array.from(front, (place) => table[place * objectives + m])
    const low = column.reduce((a, b) => Math.min(a, b))
    const range = column.reduce((a, b) => Math.max(a, b)) - low
    for (let i = 0; i < front.length; i++) shares[i * objectives + m] = range > 0 ? (column[i] - low) / range : 0
  }
  return { shares, width: objectives, rows: front.map((place) => finite[place]) }
}
