/** Plain definitions of the channels, the volatilities and the trends: slow, obvious, and sharing no code with the library. */
import { deviation, exponential, highest, lowest, mean, total, trueRange, windows } from './naive.ts'

type Numbers = readonly number[]
export type Bars = Readonly<Record<string, Numbers>>

/** `of` over the last `period` rows of several columns side by side; NaN where one of them holds a NaN. */
export function windowsOf(columns: readonly Numbers[], period: number, of: (windows: number[][]) => number): number[] {
  return columns[0].map((_, t) => {
    const parts = columns.map((column) => column.slice(Math.max(0, t - period + 1), t + 1))
    return parts[0].length < period || parts.some((part) => part.some(Number.isNaN)) ? Number.NaN : of(parts)
  })
}

/** The column one row later. */
export const before = (column: Numbers): number[] => [Number.NaN, ...column.slice(0, -1)]

export const atr = (bars: Bars, period: number, first = 'none'): number[] =>
  exponential(trueRange(bars, first), period, 1 / period)

/** A middle and the same reach on both sides. */
export function bands(middle: Numbers, reach: Numbers): Record<'upper' | 'middle' | 'lower', number[]> {
  return {
    upper: middle.map((value, t) => value + reach[t]),
    middle: [...middle],
    lower: middle.map((value, t) => value - reach[t]),
  }
}

export function bollinger(source: Numbers, period: number, width: number): ReturnType<typeof bands> {
  return bands(
    windows(source, period, mean),
    windows(source, period, (window) => width * deviation(window, period)),
  )
}

export function keltner(
  bars: Bars,
  [period, atrPeriod, width, first, seed]: readonly [number, number, number, string, string],
): ReturnType<typeof bands> {
  const middle = exponential(bars['close'], seed === 'first' ? 1 : period, 2 / (period + 1))
  return bands(
    middle,
    atr(bars, atrPeriod, first).map((range) => width * range),
  )
}

/** Rogers-Satchell, open-to-close and overnight parts, weighted as Yang and Zhang do. */
export function yangZhang({ open, high, low, close }: Bars, period: number): number[] {
  const last = before(close)
  return windowsOf([open, high, low, close, last], period, ([o, h, l, c, p]) => {
    const overnight = o.map((value, i) => Math.log(value) - Math.log(p[i]))
    const inside = c.map((value, i) => Math.log(value) - Math.log(o[i]))
    const satchell = o.map(
      (_, i) => Math.log(h[i] / c[i]) * Math.log(h[i] / o[i]) + Math.log(l[i] / c[i]) * Math.log(l[i] / o[i]),
    )
    const k = 0.34 / (1.34 + (period + 1) / (period - 1))
    const variance = (values: number[]): number => deviation(values, period - 1) ** 2
    return Math.sqrt(variance(overnight) + k * variance(inside) + (1 - k) * mean(satchell))
  })
}

/** Directional movement as Wilder tells it: the larger of two positive extensions, the other counts nothing. */
export function adx({ high, low, close }: Bars, period: number): Record<'adx' | 'plus' | 'minus', number[]> {
  const out = { adx: [] as number[], plus: [] as number[], minus: [] as number[] }
  const ranges = trueRange({ high, low, close }, 'none')
  let moves: number[][] = []
  let sums = [0, 0, 0]
  let indices: number[] = []
  let average = Number.NaN
  high.forEach((top, t) => {
    const up = t === 0 ? Number.NaN : top - high[t - 1]
    const down = t === 0 ? Number.NaN : low[t - 1] - low[t]
    if (![up, down, ranges[t]].every(Number.isFinite)) {
      moves = []
      indices = []
      average = Number.NaN
      for (const line of Object.values(out)) line.push(Number.NaN)
      return
    }
    moves.push([up > Math.max(down, 0) ? up : 0, down > Math.max(up, 0) ? down : 0, ranges[t]])
    const now = moves[moves.length - 1]
    if (moves.length < period) sums = [0, 1, 2].map((k) => total(moves.map((move) => move[k])))
    else sums = sums.map((sum, k) => sum - sum / period + now[k])
    const isKnown = moves.length >= period
    const [plus, minus] = [0, 1].map((k) => (sums[2] === 0 ? 0 : (100 * sums[k]) / sums[2]))
    out.plus.push(isKnown ? plus : Number.NaN)
    out.minus.push(isKnown ? minus : Number.NaN)
    if (isKnown) {
      const index = (100 * Math.abs(plus - minus)) / (plus + minus)
      if (indices.length < period) {
        indices.push(Number.isNaN(index) ? 0 : index)
        if (indices.length === period) average = mean(indices)
      } else if (!Number.isNaN(index)) average = (average * (period - 1) + index) / period
    }
    out.adx.push(average)
  })
  return out
}

type Row = { high: number; low: number }

/** The rows of one run without gaps at a time, each run by itself. */
function perRun(bars: Bars, of: (run: Row[]) => { line: number; direction: number }[]): Record<string, number[]> {
  const rows = bars['high'].map((high, t) => ({ high, low: bars['low'][t] }))
  const line = rows.map(() => Number.NaN)
  const direction = rows.map(() => Number.NaN)
  for (let start = 0, t = 0; t <= rows.length; t++) {
    if (t < rows.length && Number.isFinite(rows[t].high - rows[t].low)) continue
    of(rows.slice(start, t)).forEach((value, i) => {
      line[start + i] = value.line
      direction[start + i] = value.direction
    })
    start = t + 1
  }
  return { line, direction }
}

/** Long and short written out one after the other, the stop of the next bar prepared at the end of each. */
export function sarByTouch(bars: Bars, step: number, most: number): Record<string, number[]> {
  return perRun(bars, (rows) => {
    const out = [{ line: Number.NaN, direction: Number.NaN }]
    if (rows.length < 2) return out.slice(0, rows.length)
    const fall = rows[0].low - rows[1].low
    let isLong = !(fall > 0 && rows[1].high - rows[0].high < fall)
    let extreme = isLong ? rows[1].high : rows[1].low
    let sar = isLong ? rows[0].low : rows[0].high
    let factor = step
    for (let t = 1; t < rows.length; t++) {
      const { high, low } = rows[t]
      const last = t === 1 ? rows[1] : rows[t - 1]
      if (isLong && low <= sar) {
        isLong = false
        out.push({ line: Math.max(extreme, last.high, high), direction: -1 })
        factor = step
        extreme = low
        sar = out[t].line + factor * (extreme - out[t].line)
        sar = Math.max(sar, last.high, high)
      } else if (isLong) {
        out.push({ line: sar, direction: 1 })
        if (high > extreme) {
          extreme = high
          factor = Math.min(most, factor + step)
        }
        sar = Math.min(sar + factor * (extreme - sar), last.low, low)
      } else if (high >= sar) {
        isLong = true
        out.push({ line: Math.min(extreme, last.low, low), direction: 1 })
        factor = step
        extreme = high
        sar = out[t].line + factor * (extreme - out[t].line)
        sar = Math.min(sar, last.low, low)
      } else {
        out.push({ line: sar, direction: -1 })
        if (low < extreme) {
          extreme = low
          factor = Math.min(most, factor + step)
        }
        sar = Math.max(sar + factor * (extreme - sar), last.high, high)
      }
    }
    return out
  })
}

/** The stop moved at the start of each bar, kept off the two bars before it, and turned when it is passed. */
export function sarByCross(bars: Bars, step: number, most: number): Record<string, number[]> {
  return perRun(bars, (rows) => {
    const out = [{ line: Number.NaN, direction: Number.NaN }]
    if (rows.length < 2) return out.slice(0, rows.length)
    let direction = rows[1].high - rows[0].high >= rows[0].low - rows[1].low ? 1 : -1
    let extreme = direction > 0 ? rows[0].high : rows[0].low
    let sar = direction > 0 ? rows[0].low : rows[0].high
    let factor = step
    for (let t = 1; t < rows.length; t++) {
      const { high, low } = rows[t]
      const past = rows.slice(Math.max(0, t - 2), t)
      sar += factor * (extreme - sar)
      if (direction > 0) sar = Math.min(sar, ...past.map((row) => row.low))
      else sar = Math.max(sar, ...past.map((row) => row.high))
      if (direction > 0 ? high > extreme : low < extreme) {
        extreme = direction > 0 ? high : low
        factor = Math.min(most, factor + step)
      }
      if (direction > 0 ? low < sar : high > sar) {
        direction = -direction
        sar = extreme
        extreme = direction > 0 ? high : low
        factor = step
      }
      out.push({ line: sar, direction })
    }
    return out
  })
}

/** Bands that only tighten until a close passes them, and the one of them that trails the price. */
export function supertrend(bars: Bars, period: number, width: number, first = 'none'): Record<string, number[]> {
  const { high, low, close } = bars
  const ranges = atr(bars, period, first)
  const line: number[] = []
  const direction: number[] = []
  let last: { upper: number; lower: number; isUp: boolean } | undefined
  high.forEach((top, t) => {
    const middle = (top + low[t]) / 2
    let upper = middle + width * ranges[t]
    let lower = middle - width * ranges[t]
    if (!Number.isFinite(upper + lower + close[t])) {
      last = undefined
      line.push(Number.NaN)
      direction.push(Number.NaN)
      return
    }
    if (last !== undefined) {
      if (close[t - 1] <= last.upper) upper = Math.min(upper, last.upper)
      if (close[t - 1] >= last.lower) lower = Math.max(lower, last.lower)
    }
    const isUp = last?.isUp === true ? !(close[t] < lower) : close[t] > upper
    last = { upper, lower, isUp }
    line.push(isUp ? lower : upper)
    direction.push(isUp ? 1 : -1)
  })
  return { line, direction }
}

export function choppiness(bars: Bars, period: number): number[] {
  const last = before(bars['close'])
  const tops = bars['high'].map((high, t) => Math.max(high, last[t]))
  const bottoms = bars['low'].map((low, t) => Math.min(low, last[t]))
  return windowsOf([tops, bottoms], period, ([top, bottom]) => {
    const range = highest(top) - lowest(bottom)
    const ranges = total(top.map((value, i) => value - bottom[i]))
    return range === 0 ? 100 : (100 * Math.log10(ranges / range)) / Math.log10(period)
  })
}

export function vortex(bars: Bars, period: number): Record<'plus' | 'minus', number[]> {
  const { high, low } = bars
  const ranges = trueRange(bars, 'none')
  const up = high.map((value, t) => (t === 0 ? Number.NaN : Math.abs(value - low[t - 1])))
  const down = low.map((value, t) => (t === 0 ? Number.NaN : Math.abs(value - high[t - 1])))
  const share = ([part, range]: number[][]): number => (total(range) === 0 ? 0 : total(part) / total(range))
  return { plus: windowsOf([up, ranges], period, share), minus: windowsOf([down, ranges], period, share) }
}

/** Least squares by the normal equations about the first value, and the deviation of the values from the line. */
export function linearTrend(source: Numbers, period: number, width: number): ReturnType<typeof bands> {
  const lineThrough = (window: Numbers): { end: number; deviation: number } => {
    const y = window.map((value) => value - window[0])
    const x = window.map((_, i) => i)
    const slope =
      total(x.map((value, i) => (value - mean(x)) * (y[i] - mean(y)))) / total(x.map((value) => (value - mean(x)) ** 2))
    const residuals = y.map((value, i) => value - mean(y) - slope * (i - mean(x)))
    return {
      end: window[0] + mean(y) + slope * (period - 1 - mean(x)),
      deviation: Math.sqrt(mean(residuals.map((value) => value ** 2))),
    }
  }
  return bands(
    windows(source, period, (window) => lineThrough(window).end),
    windows(source, period, (window) => width * lineThrough(window).deviation),
  )
}
