import type { Column } from '../base/column.ts'
import { refuse } from '../base/guards.ts'
import { dot, sum } from '../math/sum.ts'
import { SPREAD_DUST } from '../metrics/undefined-rules.ts'
import type { RowRange } from './row-range.ts'
import { takeRows } from './row-range.ts'

/** A spread of squares not above this share of the squares is rounding: the returns do not vary. */
const CANCELLED = 1e-12
/** So large a sum, added up over all blocks and squared, is no number any more. */
const LARGEST = 1e150

/** What columns are compared by: by name, or a function of the joined returns of a half. */
export type PboMetric = 'sharpe' | 'mean' | ((returns: Column) => number)

/**
 * Writes the metric of every column over a set of blocks; -Infinity where it is not a finite number, so that it ranks
 * last and never wins.
 */
export type HalfScores = (blocks: readonly number[], out: Column) => void

/** How halves are scored: from sums of blocks for the metrics by name, from joined rows for a function. */
export function halfScoresOf(columns: readonly Column[], blocks: readonly RowRange[], metric: PboMetric): HalfScores {
  if (typeof metric === 'function') {
    return (chosen, out) => {
      const ranges = chosen.map((block) => blocks[block])
      for (const [k, column] of columns.entries()) out[k] = orLast(metric(takeRows(column, ranges)))
    }
  }
  return fromSums(columns, blocks, metric)
}

function fromSums(columns: readonly Column[], blocks: readonly RowRange[], metric: 'sharpe' | 'mean'): HalfScores {
  const count = columns.length
  const parts = (of: (part: Column) => number): Column[] =>
    blocks.map(({ from, to }) => Float64Array.from(columns, (column) => summable(of(column.subarray(from, to)))))
  const sums = parts(sum)
  const squares = parts((part) => dot(part, part))
  const size = blocks[0].to - blocks[0].from
  const total = new Float64Array(count)
  const totalSquares = new Float64Array(count)
  return (chosen, out) => {
    total.fill(0)
    totalSquares.fill(0)
    for (const block of chosen) {
      const [s, q] = [sums[block], squares[block]]
      for (let k = 0; k < count; k++) {
        total[k] += s[k]
        totalSquares[k] += q[k]
      }
    }
    const n = chosen.length * size
    for (let k = 0; k < count; k++) {
      out[k] = metric === 'mean' ? total[k] / n : sharpeOfSums(n, total[k], totalSquares[k])
    }
  }
}

/** Refuses returns whose sums overflow: they would rank last for no fault of theirs. */
function summable(total: number): number {
  if (Math.abs(total) < LARGEST) return total
  return refuse('pbo', 'returns', total, {
    rule: 'small enough to be squared and added up',
    code: 'invalid-column',
    remedy: 'Give fractions, 0.01 for one percent.',
  })
}

function sharpeOfSums(n: number, total: number, squares: number): number {
  const spread = squares - (total / n) * total
  const deviation = Math.sqrt(spread / (n - 1))
  return spread > CANCELLED * squares && deviation > SPREAD_DUST ? total / n / deviation : Number.NEGATIVE_INFINITY
}

function orLast(score: number): number {
  return Number.isFinite(score) ? score : Number.NEGATIVE_INFINITY
}
