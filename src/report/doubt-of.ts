import type { Column } from '../base/column.ts'
import { pathReturns } from '../lifecycle/gauntlet-paths.ts'
import { growthOf } from '../metrics/total-return.ts'
import { type Pbo, pbo } from '../validation/pbo.ts'
import type { ReportDoubt } from './report-data.ts'
import { shortened } from './round.ts'
import { evenRows } from './thin.ts'

/** Rows of a path that a page has room for. */
const MOST_ROWS = 160
/** Bins on each side of zero. */
const BINS = 12

/** The field that a strategy was chosen from, and how a gauntlet judged the choice. */
export interface Choice {
  /** Returns of each strategy of the field, over the same rows. */
  readonly columns: readonly Column[]
  readonly time: Column
  readonly blocks: number
  readonly groups: number
  readonly tested: number
  /** Rows kept free on both sides of a tested group. */
  readonly gap: number
}

/** What a page shows of the choice, with the halvings and paths that a gauntlet judges it by. */
export function doubtOf({ columns, time, blocks, groups, tested, gap }: Choice): ReportDoubt {
  const found = pbo(columns, { blocks })
  const rows = evenRows(time.length, MOST_ROWS)
  return {
    field: columns.length,
    halvings: found.logits.length,
    logits: binned(found),
    paths: {
      time: rows.map((row) => time[row]),
      equity: pathReturns(columns, { groups, tested, gap }).map((returns) => equityAt(returns, rows)),
    },
  }
}

/** Counts by logit; a bin holds its upper edge, so that what is at zero stands with the lower half. */
function binned({ logits }: Pbo): ReportDoubt['logits'] {
  const widest = logits.reduce((most, logit) => Math.max(most, Number.isNaN(logit) ? 0 : Math.abs(logit)), 0)
  const width = widest > 0 ? (widest * (1 + 1e-9)) / BINS : 1
  const edges = Array.from({ length: 2 * BINS + 1 }, (_, i) => (i - BINS) * width)
  const counts = new Array<number>(2 * BINS).fill(0)
  for (const logit of logits) {
    if (Number.isNaN(logit)) continue
    counts[Math.min(2 * BINS - 1, Math.max(0, Math.ceil(logit / width) + BINS - 1))]++
  }
  return { edges: edges.map((edge) => shortened(edge)), counts }
}

function equityAt(returns: Column, rows: readonly number[]): number[] {
  const equity = growthOf(returns)
  return rows.map((row) => shortened(equity[row]))
}
