import type { Bars } from '../market/bars.ts'
import type { Random } from '../random/random.ts'
import { ableDraws, someMarkets, unlikeHistory, youngRun } from './check-seed-history.ts'
import { wildMarket, withNeeds } from './check-seed-markets.ts'
import type { SeedFinding } from './check-seed-report.ts'
import { type Check, changesOf, type Genes, rowsOf, someOf, type Trial } from './check-seed-trial.ts'

/** Starts of a draw on each market. */
const STARTS = 6
/** Rows behind the warm-up in which it is looked for the first word. */
const LATEST = 80
/** Stretches of a wild market on which a draw may prove that it can speak. */
const STRETCHES = 200
/** The share of the draws that may fail to: what waits for swings needs more luck to speak at once. */
const MANY = 2 / 3

/**
 * Whether the warm-up is what the seed says: silent before it; able to speak from it on, in markets that begin so that
 * something happens there; and saying there what it says with a longer history, in the share `agreement` of what it
 * begins to say within 10 bars, and in 9 of 10 rows once four warm-ups and 200 rows are over. Less than all, because a recursive
 * average remembers its first bar and a position is held by its path.
 */
export const honestWarmUp: Check = (trial) => silence(trial) ?? speech(trial) ?? unlikeHistory(trial)

function silence(trial: Trial): SeedFinding | undefined {
  for (const [genes, bars] of trial.pairs()) {
    const warmup = trial.warmup(genes)
    const column = trial.run(bars, genes)
    const row = column.subarray(0, warmup).findIndex((value) => value !== 0)
    if (row < 0) continue
    const sentence =
      `${trial.seed.name} speaks before its warm-up is over: row ${row} is ${column[row]}, and warmup says ${warmup}. ` +
      'Leave the rows before it at 0, or lower the warm-up if it is too long.'
    return { genes, market: bars.symbol, bar: row, expected: '0', sentence }
  }
  return undefined
}

/** What a draw said on markets that begin a warm-up before something happens. */
interface Speech {
  readonly genes: Genes
  readonly warmup: number
  readonly market: string
  /** Rows behind its warm-up at which it spoke first; Infinity where it did not. */
  readonly late: number
}

function speech(trial: Trial): SeedFinding | undefined {
  const random = trial.stream('speech')
  const wild = withNeeds(wildMarket(trial.stream('wild')), trial.seed, trial.options.seed)
  const speeches = ableDraws(trial).map((genes, place) => {
    const said = speechOf(trial, [genes, someMarkets(trial, place)], random)
    if (said?.late === 0 || !isPrompt(trial, [genes, wild], random)) return said
    return { genes, warmup: trial.warmup(genes), market: wild.symbol, late: 0 }
  })
  const heard = speeches.filter((each) => each !== undefined && Number.isFinite(each.late)) as Speech[]
  const late = heard.filter((each) => each.late > 0)
  if (late.length <= MANY * heard.length) return undefined
  const { genes, market, warmup, late: rows } = late[0]
  const sentence =
    `The warm-up of ${trial.seed.name} is too short: warmup says ${warmup}, and with ${late.length} of ${heard.length} draws it ` +
    `cannot speak there; with these it speaks at row ${warmup + rows} at the earliest. Return the first row at which every ` +
    'indicator it reads is known.'
  return { genes, market, bar: warmup, expected: `able to speak from row ${warmup} on`, sentence }
}

function speechOf(trial: Trial, [genes, markets]: readonly [Genes, Bars[]], random: Random): Speech | undefined {
  const warmup = trial.warmup(genes)
  let best: Speech | undefined
  for (const bars of markets) {
    for (const row of startsOf(trial, [genes, bars], random)) {
      const { column } = youngRun(trial, [genes, bars], [row - warmup, row + LATEST])
      const first = column.findIndex((value) => value !== 0)
      const late = first < 0 ? Number.POSITIVE_INFINITY : first - warmup
      if (best === undefined || late < best.late) best = { genes, warmup, market: bars.symbol, late }
      if (late <= 0) return best
    }
  }
  return best
}

/** Whether a draw speaks at once on some stretch of a market where anything can happen at any bar. */
function isPrompt(trial: Trial, [genes, wild]: readonly [Genes, Bars], random: Random): boolean {
  const warmup = trial.warmup(genes)
  if (warmup + 1 >= wild.length) return false
  return Array.from({ length: STRETCHES }, () => random.int(0, wild.length - warmup - 2)).some((from) => {
    const bars = rowsOf(wild, from, from + warmup + 1)
    const found = new Float64Array(bars.length)
    if (trial.seed.role !== 'entry') found[warmup] = from % 2 === 0 ? 1 : -1
    return trial.runOnce(bars, genes, { found })[warmup] !== 0
  })
}

/** Rows at which something happens: where an entry takes a position; anywhere for what acts on one. */
function startsOf(trial: Trial, [genes, bars]: readonly [Genes, Bars], random: Random): number[] {
  const warmup = trial.warmup(genes)
  if (warmup + 1 >= bars.length) return []
  if (trial.seed.role !== 'entry') return Array.from({ length: STARTS }, () => random.int(warmup, bars.length - 1))
  const whole = trial.run(bars, genes)
  return someOf(
    changesOf(whole, warmup + 1).filter((row) => whole[row] !== 0),
    STARTS,
    random,
  )
}
