import * as naive from './naive.ts'
import type { Truth } from './truths.ts'

type Numbers = readonly number[]
type Bars = Readonly<Record<string, Numbers>>

const DAY = 24 * 60 * 60 * 1000
const PERIODS = [[1], [2], [5], [20], [200]]

/** Indicators of volume, and those that read the structure of a column. */
export const VOLUME_TRUTHS: Readonly<Record<string, Truth>> = {
  'accumulation-distribution': {
    settings: [],
    naive: (bars) => ({ value: restarting([moneyFlow(bars)], ([flow]) => sums(flow)) }),
    scale: 'same',
    shift: 'same',
    gap: 'restart',
  },
  'bars-since': {
    settings: [],
    naive: ({ source }) => ({
      value: source.map((_, t) => {
        const last = source.slice(0, t + 1).findLastIndex((value) => value !== 0 && !Number.isNaN(value))
        return last < 0 ? Number.NaN : t - last
      }),
    }),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'chaikin-money-flow': {
    settings: PERIODS,
    naive(bars, [period]) {
      const flow = naive.windows(moneyFlow(bars), period as number, naive.total)
      const volume = naive.windows(bars['volume'], period as number, naive.total)
      return { value: flow.map((value, t) => (volume[t] === 0 ? 0 : value / volume[t])) }
    },
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'crosses-above': {
    settings: [],
    naive: ({ left, right }) => ({ value: crosses(left, right) }),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'crosses-above-level': {
    settings: [[100], [-1], [1e6]],
    naive: ({ source }, [level]) => ({ value: crosses(source, levelOf(source, level)) }),
    scale: 'other',
    shift: 'other',
    gap: 'window',
  },
  'crosses-below': {
    settings: [],
    naive: ({ left, right }) => ({ value: crosses(right, left) }),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'crosses-below-level': {
    settings: [[100], [-1], [1e6]],
    naive: ({ source }, [level]) => ({ value: crosses(levelOf(source, level), source) }),
    scale: 'other',
    shift: 'other',
    gap: 'window',
  },
  divergence: {
    settings: [
      [1, 5],
      [2, 200],
      [3, 1],
    ],
    naive({ high, low, oscillator }, [strength, reach]) {
      const marks = (prices: Numbers, side: number): number[] =>
        restarting([high, low, oscillator, prices], ([, , values, own]) =>
          diverging({ prices: own, values, side }, strength as number, reach as number),
        )
      return { bullish: marks(low, -1), bearish: marks(high, 1) }
    },
    scale: 'same',
    shift: 'same',
    gap: 'restart',
  },
  fibonacci: {
    settings: [[1], [2], [9]],
    naive({ high, low }, [strength]) {
      const end = (which: 'start' | 'end'): number[] =>
        restarting([high, low], ([highs, lows]) =>
          highs.map((_, t) => {
            const turns = zigzag(highs.slice(0, t + 1), lows.slice(0, t + 1), strength as number)
            return turns.length < 2 ? Number.NaN : (turns.at(which === 'start' ? -2 : -1) as Turn).price
          }),
        )
      const [from, to] = [end('start'), end('end')]
      const line = (share: number): number[] => to.map((price, t) => price - share * (price - from[t]))
      return {
        start: from,
        end: to,
        r236: line(0.236),
        r382: line(0.382),
        r500: line(0.5),
        r618: line(0.618),
        r786: line(0.786),
      }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'restart',
    sparse: true,
  },
  'force-index': {
    settings: [[1], [2], [30], [5, 'first']],
    naive: ({ close, volume }, [period, seed]) => ({
      value: naive.exponential(
        close.map((value, t) => (t === 0 ? Number.NaN : (value - close[t - 1]) * volume[t])),
        seed === 'first' ? 1 : (period as number),
        2 / ((period as number) + 1),
      ),
    }),
    scale: 'alike',
    shift: 'same',
    gap: 'restart',
  },
  obv: {
    settings: [],
    naive: ({ close, volume }) => ({
      value: restarting([close, volume], ([prices, volumes]) =>
        sums(volumes.map((value, t) => (t === 0 ? value : value * Math.sign(prices[t] - prices[t - 1])))),
      ),
    }),
    scale: 'same',
    shift: 'same',
    gap: 'restart',
  },
  'rolling-vwap': {
    settings: PERIODS,
    naive(bars, [period]) {
      const price = typicalPrice(bars)
      const traded = bars['volume'].map((value, t) => value + 0 * price[t])
      const flow = naive.windows(
        price.map((value, t) => value * traded[t]),
        period as number,
        naive.total,
      )
      const volume = naive.windows(traded, period as number, naive.total)
      return { value: flow.map((value, t) => value / volume[t]) }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  'session-vwap': {
    settings: [[0], [1, 'week'], [2.5, 'day']],
    naive(bars, [width, session]) {
      const of = (column: (price: Numbers, weights: Numbers) => number): number[] =>
        restarting([bars['time'], typicalPrice(bars), bars['volume']], ([time, price, volume]) => {
          const sessions = time.map(session === 'day' ? dayOf : weekOf)
          return time.map((_, t) => {
            const rows = time.map((_, row) => row).filter((row) => row <= t && sessions[row] === sessions[t])
            return column(
              rows.map((row) => price[row]),
              rows.map((row) => volume[row]),
            )
          })
        })
      const [middle, reach] = [of(weightedMean), of(weightedDeviation).map((value) => value * (width as number))]
      return {
        upper: middle.map((value, t) => value + reach[t]),
        middle,
        lower: middle.map((value, t) => value - reach[t]),
      }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'restart',
  },
  swings: {
    settings: [[1], [2], [30]],
    naive({ high, low }, [strength]) {
      const line = (prices: Numbers, side: number): number[] =>
        prices.map((_, t) => pivotAt(prices, t - (strength as number), strength as number, side))
      return { high: line(high, 1), low: line(low, -1) }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
    sparse: true,
  },
  'volume-ratio': {
    settings: PERIODS,
    naive({ volume }, [period]) {
      const before = naive.windowsBefore(volume, period as number, naive.mean)
      return { value: volume.map((value, t) => value / before[t]) }
    },
    scale: 'same',
    shift: 'other',
    gap: 'window',
  },
  'volume-z-score': {
    settings: PERIODS.slice(1),
    sparse: true,
    naive({ volume }, [period]) {
      const before = naive.windowsBefore(volume, period as number, naive.mean)
      const spread = naive.windowsBefore(volume, period as number, (window) => naive.deviation(window, window.length))
      return {
        value: volume.map((value, t) => (value === before[t] ? 0 : (value - before[t]) / (spread[t] || Number.NaN))),
      }
    },
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
}

/** `of` over every stretch of rows in which all columns are finite; NaN in the rows between. */
function restarting(columns: readonly Numbers[], of: (columns: number[][]) => number[]): number[] {
  const out = columns[0].map(() => Number.NaN)
  for (let from = 0; from < out.length; from++) {
    let to = from
    while (to < out.length && columns.every((column) => Number.isFinite(column[to]))) to++
    if (to > from) out.splice(from, to - from, ...of(columns.map((column) => column.slice(from, to))))
    from = to
  }
  return out
}

function sums(column: Numbers): number[] {
  return column.map((_, t) => naive.total(column.slice(0, t + 1)))
}

function typicalPrice({ high, low, close }: Bars): number[] {
  return high.map((value, t) => (value + low[t] + close[t]) / 3)
}

function moneyFlow({ high, low, close, volume }: Bars): number[] {
  return volume.map((value, t) => {
    if (high[t] === low[t]) return 0 * close[t] * value
    return (value * (2 * close[t] - high[t] - low[t])) / (high[t] - low[t])
  })
}

function levelOf(source: Numbers, level: unknown): number[] {
  return source.map(() => level as number)
}

function crosses(rising: Numbers, other: Numbers): number[] {
  return rising.map((value, t) => {
    const rows = [value, other[t], rising[t - 1] ?? Number.NaN, other[t - 1] ?? Number.NaN]
    if (rows.some(Number.isNaN)) return Number.NaN
    return value > other[t] && !(rising[t - 1] > other[t - 1]) ? 1 : 0
  })
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** The day of the Monday that begins the week. */
const weekOf = (time: number): string => dayOf(time - ((new Date(time).getUTCDay() + 6) % 7) * DAY)

function weightedMean(values: Numbers, weights: Numbers): number {
  return naive.total(values.map((value, i) => value * weights[i])) / naive.total(weights)
}

function weightedDeviation(values: Numbers, weights: Numbers): number {
  const middle = weightedMean(values, weights)
  return Math.sqrt(
    weightedMean(
      values.map((value) => (value - middle) ** 2),
      weights,
    ),
  )
}

/** The price of a turning point at a row, NaN if it is none: looks at all its neighbours. */
function pivotAt(prices: Numbers, row: number, strength: number, side: number): number {
  if (row < strength || row + strength >= prices.length) return Number.NaN
  const price = prices[row]
  const isAbove = prices.slice(row - strength, row).every((other) => side * price > side * other)
  const isTop = prices.slice(row + 1, row + strength + 1).every((other) => side * price >= side * other)
  return isAbove && isTop ? price : Number.NaN
}

function diverging(
  { prices, values, side }: { prices: Numbers; values: Numbers; side: number },
  strength: number,
  reach: number,
): number[] {
  const pivots = prices.map((_, row) => row).filter((row) => !Number.isNaN(pivotAt(prices, row, strength, side)))
  return prices.map((_, t) => {
    if (t < 2 * strength) return Number.NaN
    const at = pivots.indexOf(t - strength)
    if (at < 1) return 0
    const [before, now] = [pivots[at - 1], pivots[at]]
    const isBeyond = side * prices[now] > side * prices[before]
    return isBeyond && side * values[now] < side * values[before] && now - before <= reach ? 1 : 0
  })
}

interface Turn {
  readonly side: number
  readonly price: number
}

/** The alternating swings that are confirmed by the end of the columns. */
function zigzag(highs: Numbers, lows: Numbers, strength: number): Turn[] {
  const turns: Turn[] = []
  for (let row = 0; row < highs.length; row++) {
    const found = [
      { side: 1, price: pivotAt(highs, row, strength, 1) },
      { side: -1, price: pivotAt(lows, row, strength, -1) },
    ]
    if (turns.at(-1)?.side === -1) found.reverse()
    for (const turn of found.filter(({ price }) => !Number.isNaN(price))) {
      const last = turns.at(-1)
      if (last !== undefined && turn.side * turn.price <= turn.side * last.price) continue
      if (last?.side === turn.side) turns.pop()
      turns.push(turn)
    }
  }
  return turns
}
