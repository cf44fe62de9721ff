import type { Bars } from '../../src/market/bars.ts'

/** Log returns from close to close, the first one from the first open. */
export function logReturns({ open, close }: Bars): Float64Array {
  return close.map((price, t) => Math.log(price / (t === 0 ? open[0] : close[t - 1])))
}

export function mean(column: Float64Array): number {
  return column.reduce((sum, x) => sum + x, 0) / column.length
}

/** Standard deviation about the mean. */
export function deviation(column: Float64Array): number {
  const centre = mean(column)
  return Math.sqrt(mean(column.map((x) => (x - centre) ** 2)))
}

/** Correlation of a column with itself so many rows later. */
export function autocorrelation(column: Float64Array, lag: number): number {
  const centre = mean(column)
  let product = 0
  for (let t = lag; t < column.length; t++) product += (column[t] - centre) * (column[t - lag] - centre)
  return product / (column.length * deviation(column) ** 2)
}

/** Volatility from ranges alone: Parkinson 1980. */
export function parkinson({ high, low }: Bars): number {
  return Math.sqrt(mean(high.map((price, t) => Math.log(price / low[t]) ** 2)) / (4 * Math.LN2))
}

/** Volatility from all four prices: Garman and Klass 1980, without drift. */
export function garmanKlass({ open, high, low, close }: Bars): number {
  return Math.sqrt(
    mean(
      open.map((price, t) => {
        const range = Math.log(high[t] / low[t])
        return 0.5 * range ** 2 - (2 * Math.LN2 - 1) * Math.log(close[t] / price) ** 2
      }),
    ),
  )
}

/** Volatility whatever the drift: Rogers and Satchell 1991. */
export function rogersSatchell({ open, high, low, close }: Bars): number {
  return Math.sqrt(
    mean(
      open.map(
        (price, t) =>
          Math.log(high[t] / price) * Math.log(high[t] / close[t]) +
          Math.log(low[t] / price) * Math.log(low[t] / close[t]),
      ),
    ),
  )
}

/** The first row whose prices are not positive or contradict each other; -1 when there is none. */
export function firstOddRow({ open, high, low, close }: Bars): number {
  return open.findIndex(
    (_, t) => !(low[t] > 0 && low[t] <= Math.min(open[t], close[t]) && high[t] >= Math.max(open[t], close[t])),
  )
}
