import type { Column } from '../base/column.ts'
import { checkInteger, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { barsFrom } from '../market/bars-from.ts'
import { checkPrices } from '../market/synthetic-path.ts'
import { logReturnsOf, PRICES } from './fit-market.ts'

/**
 * A market made of the bars of another in a new order: `moves[i]` names the move (0 leads from the first bar to the second)
 * that becomes the i-th. A bar moves as a whole: its open, high, low and close stay what they were over the close before it,
 * so a high is never below a low, gaps stay gaps, and how the four hang together is kept. Its volume and its funding go with it
 * as they are. The times stay where they were, and so does the first bar. Extra columns are left out, since levels of price in
 * them would no longer fit.
 *
 * @example
 * const bars = showcaseMarket('rise')
 * const moves = drawRows(randomFrom(42), bars.length - 1, { block: 20 })
 * const other = bootstrapBars(bars, moves)
 * (other.close[1] / other.close[0]).toFixed(9) === (bars.close[moves[0] + 1] / bars.close[moves[0]]).toFixed(9) // => true
 * other.volume[1] === bars.volume[moves[0] + 1] // => true
 */
export function bootstrapBars(bars: Bars, moves: ArrayLike<number>): Bars {
  const where = 'bootstrapBars'
  const { length } = logReturnsOf(where, bars)
  if (moves?.length !== length) {
    refuse(where, 'moves.length', moves?.length, { rule: `${length}, one fewer than bars`, code: 'length-mismatch' })
  }
  const { time, open, volume, funding, symbol, interval } = bars
  const [first, high, low, close] = PRICES.map((name) => bars[name].slice())
  const rows = Uint32Array.from({ length: bars.length }, (_, t) => (t === 0 ? 0 : moves[t - 1] + 1))
  for (let t = 1; t < bars.length; t++) {
    checkInteger(where, `moves[${t - 1}]`, moves[t - 1], { min: 0, below: length })
    const row = rows[t]
    const before = bars.close[row - 1]
    first[t] = close[t - 1] * (open[row] / before)
    high[t] = close[t - 1] * (bars.high[row] / before)
    low[t] = close[t - 1] * (bars.low[row] / before)
    close[t] = close[t - 1] * (bars.close[row] / before)
  }
  checkPrices(where, low, high, 'These moves lead out of the range of numbers: give fewer bars.')
  const taken = (column: Column): Column => Float64Array.from(rows, (row) => column[row])
  const columns = { time, open: first, high, low, close, volume: taken(volume) }
  return barsFrom({ ...columns, ...(funding === undefined ? {} : { funding: taken(funding) }) }, { symbol, interval })
}
