import type { Bars } from '../src/market/bars.ts'
import { barsFrom } from '../src/market/bars-from.ts'
import { randomFrom } from '../src/random/random-from.ts'

const HOUR = 3_600_000

/** A geometric random walk in hourly bars, as in the published comparisons of vectorised backtesters. */
export function marketOf(length: number, hasFunding: boolean = false): Bars {
  const random = randomFrom(42, 'bench')
  const [open, high, low, close] = [0, 1, 2, 3].map(() => new Float64Array(length))
  let last = 100
  for (let t = 0; t < length; t++) {
    open[t] = last
    last *= Math.exp(0.004 * random.normal() - 0.000008)
    close[t] = last
    high[t] = Math.max(open[t], last) * (1 + 0.002 * Math.abs(random.normal()))
    low[t] = Math.min(open[t], last) * (1 - 0.002 * Math.abs(random.normal()))
  }
  const time = Float64Array.from({ length }, (_, t) => t * HOUR)
  const volume = Float64Array.from({ length }, () => 1000 * Math.exp(0.5 * random.normal()))
  const columns = { time, open, high, low, close, volume }
  if (!hasFunding) return barsFrom(columns)
  // Settled every eight hours, as on the large exchanges.
  const funding = Float64Array.from({ length }, (_, t) => (t % 8 === 0 ? 0.0001 + 0.0002 * random.normal() : 0))
  return barsFrom({ ...columns, funding })
}
