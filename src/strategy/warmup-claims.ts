import type { Column } from '../base/column.ts'
import { incompleteBeta } from '../math/incomplete-beta.ts'

/** A run on bars that begin at row `from`, beside the same rows of the run on all bars. */
export interface LateRun {
  readonly from: number
  readonly column: Column
  readonly whole: Column
}

/** A row in which a late run says something, or in which it is deaf while something is said. */
export interface Claim {
  /** Row of the late run. */
  readonly age: number
  readonly from: number
  readonly said: number
  readonly expected: number
  readonly agrees: boolean
}

/** What counts as a claim, and what as agreement. */
export interface ClaimOptions {
  readonly warmup: number
  readonly tolerance: number
  /** First age at which any run is known to speak. */
  readonly speaks: number
}

/**
 * The claims of late runs from an age on, by age: rows where the run takes or changes a position; and rows where the whole
 * history does, as long as none of the runs can speak.
 *
 * @example
 * const run = { from: 7, column: Float64Array.of(0, 0, 1, 1), whole: Float64Array.of(0, 1, 1, 1) }
 * claimsOf([run], { warmup: 0, tolerance: 0, speaks: 2 }).map(({ age, agrees }) => [age, agrees]) // => [[1, false], [2, true]]
 */
export function claimsOf(runs: readonly LateRun[], { warmup, tolerance, speaks }: ClaimOptions): Claim[] {
  const claims = runs.flatMap(({ from, column, whole }) => {
    const found: Claim[] = []
    for (let age = warmup; age < column.length; age++) {
      const isClaim = takes(column, age) || (age < speaks && takes(whole, age))
      if (!isClaim) continue
      const [said, expected] = [column[age], whole[age]]
      found.push({ age, from, said, expected, agrees: Math.abs(said - expected) <= tolerance })
    }
    return found
  })
  return claims.sort((a, b) => a.age - b.age || a.from - b.from)
}

/** How many rows of the market claims are about, and in how many they agree: a row that several runs share counts once. */
export function marketRows(claims: readonly Claim[]): { readonly rows: number; readonly agreeing: number } {
  const byRow = new Map<number, { claims: number; agreeing: number }>()
  for (const { from, age, agrees } of claims) {
    const row = byRow.get(from + age) ?? { claims: 0, agreeing: 0 }
    byRow.set(from + age, { claims: row.claims + 1, agreeing: row.agreeing + Number(agrees) })
  }
  const agreeing = [...byRow.values()].reduce((sum, row) => sum + row.agreeing / row.claims, 0)
  return { rows: byRow.size, agreeing }
}

/** The chance of at most so many successes out of `count`, each of chance `share`: the binomial distribution. */
export function chanceOfAtMost(successes: number, count: number, share: number): number {
  return successes >= count ? 1 : incompleteBeta(1 - share, share, count - successes, successes + 1).lower
}

/** First row with a position; Infinity without one. */
export function firstWord(column: Column): number {
  const row = column.findIndex((value) => value !== 0)
  return row < 0 ? Number.POSITIVE_INFINITY : row
}

/** The least age from which on a share `least` of the claims agree: of the first of them, of any more, and of all. */
export function ageOfAgreement(claims: readonly Claim[], least: number): number {
  for (let first = 0; first < claims.length; first++) {
    if (first > 0 && claims[first].age === claims[first - 1].age) continue
    let agreeing = 0
    let isEnough = true
    for (let i = first; i < claims.length && isEnough; i++) {
      if (claims[i].agrees) agreeing++
      const isWholeAge = i + 1 === claims.length || claims[i + 1].age > claims[i].age
      if (isWholeAge) isEnough = agreeing >= least * (i + 1 - first)
    }
    if (isEnough) return claims[first].age
  }
  return Number.NaN
}

function takes(column: Column, row: number): boolean {
  return column[row] !== 0 && (row === 0 || column[row] !== column[row - 1])
}
