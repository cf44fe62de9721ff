import fc from 'fast-check'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'

/** What to hold fixed about a market; everything else varies. */
export interface BarsConstraints {
  /** 1 by default. */
  readonly minLength?: number
  /** 200 by default. */
  readonly maxLength?: number
  /** Milliseconds; by default a second, a minute, an hour or a day. */
  readonly interval?: number
  /** Whether bars may be missing; true by default. */
  readonly gaps?: boolean
  /** Whether there is a funding column; by default there may be. */
  readonly funding?: boolean
  /** Whether there are extra columns, with NaN in places; by default there may be. */
  readonly extras?: boolean
}

interface Row {
  readonly gap: number
  readonly jump: number
  readonly step: number
  readonly up: number
  readonly down: number
  readonly volume: number
  readonly funding: number
  readonly extra: number
}

/** Valid markets: a random walk on a grid of whole intervals, with highs and lows that enclose open and close. */
export function anyBars(constraints: BarsConstraints = {}): fc.Arbitrary<Bars> {
  const { minLength = 1, maxLength = 200, interval, gaps = true, funding, extras } = constraints
  return fc
    .record({
      interval: interval === undefined ? fc.constantFrom(1_000, 60_000, 3_600_000, 86_400_000) : fc.constant(interval),
      start: fc.integer({ min: -2_000, max: 20_000 }),
      price: fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
      rows: fc.array(anyRow(gaps), { minLength, maxLength, size: 'max' }),
      funding: funding === undefined ? fc.boolean() : fc.constant(funding),
      extras: extras === undefined ? fc.boolean() : fc.constant(extras),
    })
    .map(({ interval, start, price, rows, funding, extras }) => {
      const columns = walk(rows, start * interval, interval, price)
      return barsFrom(
        {
          ...columns,
          ...(funding ? { funding: rows.map((row) => row.funding) } : {}),
          ...(extras
            ? { extras: { sentiment: rows.map((row) => row.extra), 'öl 7': rows.map((row) => row.step) } }
            : {}),
        },
        { symbol: 'ANY-USD', interval },
      )
    })
}

function anyRow(gaps: boolean): fc.Arbitrary<Row> {
  const change = fc.double({ min: -0.1, max: 0.1, noNaN: true })
  const wick = fc.double({ min: 0, max: 0.05, noNaN: true })
  const often = <T>(usual: T, rare: fc.Arbitrary<T>): fc.Arbitrary<T> =>
    fc.oneof({ arbitrary: fc.constant(usual), weight: 4 }, { arbitrary: rare, weight: 1 })
  return fc.record({
    gap: gaps ? often(1, fc.integer({ min: 2, max: 60 })) : fc.constant(1),
    jump: often(0, change),
    step: change,
    up: wick,
    down: wick,
    volume: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e9, noNaN: true })),
    funding: often(0, fc.double({ min: -0.01, max: 0.01, noNaN: true })),
    extra: fc.oneof(fc.constant(Number.NaN), fc.double({ noNaN: true, noDefaultInfinity: true })),
  })
}

function walk(rows: readonly Row[], start: number, interval: number, price: number) {
  const columns = { time: [], open: [], high: [], low: [], close: [], volume: [] } as Record<string, number[]>
  let time = start - interval
  let last = price
  for (const { gap, jump, step, up, down, volume } of rows) {
    time += gap * interval
    const open = last * (1 + jump)
    const close = open * (1 + step)
    columns['time'].push(time)
    columns['open'].push(open)
    columns['close'].push(close)
    columns['high'].push(Math.max(open, close) * (1 + up))
    columns['low'].push(Math.min(open, close) * (1 - down))
    columns['volume'].push(volume)
    last = close
  }
  return columns as Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', number[]>
}
