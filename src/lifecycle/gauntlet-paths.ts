import type { Column } from '../base/column.ts'
import { sharpeFrom } from '../metrics/return-sums.ts'
import { sharpe } from '../metrics/sharpe.ts'
import { assemblePaths } from '../validation/assemble-paths.ts'
import { combinatorialPurged } from '../validation/combinatorial-purged.ts'
import { countRows, type RowRange, takeRows } from '../validation/row-range.ts'

/** How the rows are grouped, and how many rows are kept free on both sides of a tested group. */
export interface PathPlan {
  readonly groups: number
  readonly tested: number
  readonly gap: number
}

/** Sharpe ratios of one bar of the combinatorial paths, ascending, undefined ones last. */
export function pathSharpes(columns: readonly Column[], plan: PathPlan): Column {
  return Float64Array.from(pathReturns(columns, plan), (path) => sharpe(path)).sort()
}

/**
 * Returns of the combinatorial paths, each over all rows. In each split the column with the best Sharpe ratio on the training
 * rows is followed on the tested ones (the first of equals; cash when none has a ratio): strategies with fixed genes learn
 * nothing, so what is put to the test is the choice among them.
 */
export function pathReturns(columns: readonly Column[], { groups, tested, gap }: PathPlan): Column[] {
  const plan = combinatorialPurged(columns[0].length, { groups, tested, horizon: gap })
  const winners = winnersOf(
    columns,
    plan.splits.map(({ train }) => train),
  )
  const outcomes = plan.splits.map(({ test }, split) => {
    const winner = winners[split]
    return winner < 0 ? new Float64Array(countRows(test)) : takeRows(columns[winner], test)
  })
  return assemblePaths(plan, outcomes)
}

/**
 * The column with the best Sharpe ratio on each set of rows, -1 where none has one. Rows are summed once, by the stretches
 * between the ends of all ranges, and a set is a sum of stretches: O(columns rows), however many sets there are.
 */
function winnersOf(columns: readonly Column[], sets: readonly (readonly RowRange[])[]): Int32Array {
  const edges = [...new Set(sets.flat().flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const stretches = sets.map((ranges) => {
    return edges.flatMap((edge, place) => (ranges.some(({ from, to }) => from <= edge && edge < to) ? [place] : []))
  })
  const counts = sets.map(countRows)
  const winners = new Int32Array(sets.length).fill(-1)
  const best = new Float64Array(sets.length).fill(Number.NEGATIVE_INFINITY)
  for (const [k, column] of columns.entries()) {
    const { shift, totals, squares } = sumsBetween(column, edges)
    for (const [set, places] of stretches.entries()) {
      let [sum, square] = [0, 0]
      for (const place of places) {
        sum += totals[place]
        square += squares[place]
      }
      const ratio = sharpeFrom({ count: counts[set], shift, sum, squares: square })
      if (!(ratio > best[set])) continue
      best[set] = ratio
      winners[set] = k
    }
  }
  return winners
}

/** The sums of a column from each edge to the next, about its first value. */
function sumsBetween(column: Column, edges: readonly number[]) {
  const totals = new Float64Array(edges.length)
  const squares = new Float64Array(edges.length)
  const shift = column[0]
  for (let place = 0; place + 1 < edges.length; place++) {
    for (let row = edges[place]; row < edges[place + 1]; row++) {
      const apart = column[row] - shift
      totals[place] += apart
      squares[place] += apart * apart
    }
  }
  return { shift, totals, squares }
}
