import { checkInteger, checkKeys, checkNumber } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkShape } from '../market/check-bars.ts'
import { checkPositive } from './check-input.ts'
import type { Scenario, ShockPath } from './scenario.ts'

/** Rows of a market: from `from` to before `to`. */
export interface ReplayWindow {
  /** First row, at least 1: the bar before it gives the price that the window starts from. */
  readonly from: number
  /** The row after the last one. */
  readonly to: number
}

/** Options of `replayOf`. */
export interface ReplayOptions {
  /** Asset class of the path; `'market'` by default. */
  readonly assetClass?: string
  /** Name of the scenario; by default the symbol and its rows. */
  readonly name?: string
  /** Volume that counts as usual in the window's market; without it, volumes are not replayed. */
  readonly usualVolume?: number
}

/**
 * History as a scenario: opens, highs, lows, closes and funding of a window of one market, as moves, to be played to other
 * markets and positions. The market it is played to makes no moves of its own meanwhile (`ownMoves` is 0), so in bars of the
 * same interval it moves exactly as the window did. A gap in time is one step. O(rows of the window).
 *
 * @example
 * const made = { open: [10, 10, 9], high: [10, 11, 9], low: [10, 9, 6], close: [10, 9, 6], volume: [1, 1, 1] }
 * const past = barsFrom({ time: [0, 60_000, 120_000], ...made }, { symbol: 'OLD' })
 * const replay = replayOf(past, { from: 1, to: 3 })
 * replay.name // => 'replay of OLD, rows 1 to 2'
 * replay.paths.market.highs?.map((high) => high.toFixed(6)) // => ['0.100000', '0.000000']
 */
export function replayOf(bars: Bars, window: ReplayWindow, options: ReplayOptions = {}): Scenario {
  const where = 'replayOf'
  checkShape(where, bars)
  checkKeys(where, window, ['from', 'to'])
  checkKeys(where, options, ['assetClass', 'name', 'usualVolume'])
  const { from, to } = window
  checkInteger(where, 'window.from', from, { min: 1, below: bars.length, remedy: 'A move needs the bar before it.' })
  checkInteger(where, 'window.to', to, { above: from, max: bars.length })
  checkPositive(where, bars, { from: from - 1, to })
  const { assetClass = 'market', name = `replay of ${bars.symbol}, rows ${from} to ${to - 1}`, usualVolume } = options
  if (usualVolume !== undefined) checkNumber(where, 'usualVolume', usualVolume, { above: 0 })
  return {
    name,
    summary: `What ${bars.symbol} did in ${to - from} bars.`,
    source: `Bars of ${bars.symbol} from ${bars.time[from]} to ${bars.time[to - 1]} ms UTC.`,
    step: bars.interval,
    paths: { [assetClass]: pathFrom(bars, window, usualVolume) },
    ownMoves: 0,
  }
}

function pathFrom(bars: Bars, { from, to }: ReplayWindow, usualVolume: number | undefined): ShockPath {
  const rows = Array.from({ length: to - from }, (_, k) => from + k)
  const over = (row: number, price: number) => price / bars.close[row - 1] - 1
  const { open, high, low, close, volume, funding } = bars
  return {
    returns: rows.map((row) => over(row, close[row])),
    gaps: rows.map((row) => over(row, open[row])),
    lows: rows.map((row) => over(row, Math.min(low[row], open[row], close[row]))),
    highs: rows.map((row) => over(row, Math.max(high[row], open[row], close[row]))),
    ...(usualVolume === undefined ? {} : { volume: rows.map((row) => volume[row] / usualVolume) }),
    ...(funding === undefined ? {} : { funding: rows.map((row) => funding[row]) }),
  }
}
