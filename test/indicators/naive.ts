/** Plain definitions: slow, obvious, and sharing no code with the library. Columns are plain arrays here. */

type Numbers = readonly number[]

/** `of` over every window of the last `period` values; NaN until one is full and wherever one holds a NaN. */
export function windows(source: Numbers, period: number, of: (window: number[]) => number): number[] {
  return source.map((_, t) => {
    const window = source.slice(Math.max(0, t - period + 1), t + 1)
    return window.length < period || window.some(Number.isNaN) ? Number.NaN : of(window)
  })
}

/** The same over the windows that end one row earlier. */
export function windowsBefore(source: Numbers, period: number, of: (window: number[]) => number): number[] {
  return [Number.NaN, ...windows(source, period, of).slice(0, -1)]
}

export const highest = (window: Numbers): number => window.reduce((best, value) => (value > best ? value : best))
export const lowest = (window: Numbers): number => window.reduce((best, value) => (value < best ? value : best))
export const total = (window: Numbers): number => window.reduce((sum, value) => sum + value, 0)

/** Mean about the first value, so that the oracle itself does not lose digits to the level. */
export const mean = (window: Numbers): number =>
  window[0] + total(window.map((value) => value - window[0])) / window.length

/** Standard deviation in two passes. */
export function deviation(window: Numbers, divisor: number): number {
  const middle = mean(window)
  return Math.sqrt(total(window.map((value) => (value - middle) ** 2)) / divisor)
}

/** Exponential average by its textbook formula: the mean of `rows` values, then += weight (value - average). */
export function exponential(source: Numbers, rows: number, weight: number): number[] {
  let average = Number.NaN
  let run: number[] = []
  return source.map((value) => {
    run = Number.isFinite(value) ? [...run.slice(-rows), value] : []
    if (run.length < rows) average = Number.NaN
    else if (Number.isNaN(average)) average = mean(run)
    else average += weight * (value - average)
    return average
  })
}

/** Gains over gains plus losses, both as Wilder averages of the changes. */
export function rsi(source: Numbers, period: number): number[] {
  const changes = source.map((value, t) => (t === 0 ? Number.NaN : value - source[t - 1]))
  const gains = exponential(
    changes.map((change) => (change < 0 ? 0 : change)),
    period,
    1 / period,
  )
  const losses = exponential(
    changes.map((change) => (change > 0 ? 0 : -change)),
    period,
    1 / period,
  )
  return gains.map((gain, t) => (gain + losses[t] === 0 ? 0 : (100 * gain) / (gain + losses[t])))
}

/** The greatest of the three distances that define the true range. */
export function trueRange(bars: Readonly<Record<string, Numbers>>, first: unknown): number[] {
  const { high, low, close } = bars
  return high.map((top, t) => {
    const before = t === 0 ? Number.NaN : close[t - 1]
    if (Number.isNaN(before)) return first === 'high-low' ? top - low[t] : Number.NaN
    return Math.max(top - low[t], Math.abs(top - before), Math.abs(low[t] - before))
  })
}

/** Fast minus slow exponential average, its average, and the difference. */
export function macd(source: Numbers, settings: readonly unknown[]): Record<string, number[]> {
  const [fast, slow, signal, seeding] = settings as [number, number, number, string]
  const rowsOf = (period: number): number => (seeding === 'first' ? 1 : period)
  const slowLine = exponential(source, rowsOf(slow), 2 / (slow + 1))
  const delayed = source.map((value, t) =>
    seeding === 'together' && rowsInRun(source, t) <= slow - fast ? Number.NaN : value,
  )
  const fastLine = exponential(delayed, rowsOf(fast), 2 / (fast + 1))
  const line = fastLine.map((value, t) => value - slowLine[t])
  const average = exponential(line, rowsOf(signal), 2 / (signal + 1))
  return {
    macd: line.map((value, t) => (seeding === 'together' && Number.isNaN(average[t]) ? Number.NaN : value)),
    signal: average,
    histogram: line.map((value, t) => value - average[t]),
  }
}

function rowsInRun(source: Numbers, t: number): number {
  let rows = 0
  while (t - rows >= 0 && Number.isFinite(source[t - rows])) rows++
  return rows
}

/** Where the close stands in the range of the window, twice averaged. */
export function stochastic(
  bars: Readonly<Record<string, Numbers>>,
  settings: readonly unknown[],
): Record<string, number[]> {
  const [period, smoothing, signal] = settings as [number, number, number]
  const top = windows(bars['high'], period, highest)
  const bottom = windows(bars['low'], period, lowest)
  const raw = top.map((high, t) =>
    high === bottom[t] ? 0 * bars['close'][t] : (100 * (bars['close'][t] - bottom[t])) / (high - bottom[t]),
  )
  const k = windows(raw, smoothing, mean)
  return { k, d: windows(k, signal, mean) }
}
