import fc from 'fast-check'
import type { Execution } from '../../src/backtest/execution.ts'
import { DUST } from '../../src/backtest/run.ts'
import type { TradeColumns } from '../../src/backtest/trade-columns.ts'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'

const DAY = 86_400_000

/** A market in rows of open, high, low, close; daily bars from 2024-01-01. */
export function barsOf(rows: readonly (readonly number[])[], more: Partial<Bars> = {}): Bars {
  const column = (place: number) => Float64Array.from(rows, (row) => row[place])
  const time = Float64Array.from(rows, (_, t) => 1_704_067_200_000 + t * DAY)
  const volume = Float64Array.from(rows, (row) => row[4] ?? 1000)
  const bars = { time, open: column(0), high: column(1), low: column(2), close: column(3), volume }
  return barsFrom({ ...bars, ...more } as typeof bars, { interval: '1d' })
}

/** The same market with every price times a factor. */
export function scaled(bars: Bars, factor: number): Bars {
  const times = (column: Float64Array) => column.map((price) => price * factor)
  const { open, high, low, close } = bars
  const prices = { open: times(open), high: times(high), low: times(low), close: times(close) }
  const extras = Object.fromEntries(
    Object.entries(bars.extras ?? {}).map(([name, column]) => [
      name,
      name.includes('Size') ? column.map((size) => size / factor) : times(column),
    ]),
  )
  return { ...bars, ...prices, volume: bars.volume.map((units) => units / factor), extras }
}

/** The first bars of a market. */
export function firstBars(bars: Bars, length: number): Bars {
  const cut = (column: Float64Array) => column.slice(0, length)
  return barsFrom(
    {
      ...{ time: cut(bars.time), open: cut(bars.open), high: cut(bars.high), low: cut(bars.low) },
      ...{ close: cut(bars.close), volume: cut(bars.volume) },
      ...(bars.funding === undefined ? {} : { funding: cut(bars.funding) }),
      extras: Object.fromEntries(Object.entries(bars.extras ?? {}).map(([name, column]) => [name, cut(column)])),
    },
    { interval: bars.interval },
  )
}

/** Every two bars as one. */
export function pairs(bars: Bars): Bars {
  const rows = Array.from({ length: Math.floor(bars.length / 2) }, (_, i) => [2 * i, 2 * i + 1])
  const fold = (column: Float64Array, of: (a: number, b: number) => number) =>
    Float64Array.from(rows, ([first, second]) => of(column[first], column[second]))
  const first = (a: number) => a
  const last = (_: number, b: number) => b
  const sum = (a: number, b: number) => a + b
  return barsFrom(
    {
      ...{ time: fold(bars.time, first), open: fold(bars.open, first), close: fold(bars.close, last) },
      ...{ high: fold(bars.high, Math.max), low: fold(bars.low, Math.min), volume: fold(bars.volume, sum) },
      ...(bars.funding === undefined ? {} : { funding: fold(bars.funding, sum) }),
      extras: Object.fromEntries(Object.entries(bars.extras ?? {}).map(([name, column]) => [name, fold(column, last)])),
    },
    { interval: 2 * bars.interval },
  )
}

const move = (size: number) => fc.double({ min: -size, max: size, noNaN: true })

/** Markets with gaps, wicks, funding, thin volume, an `atr` column and a three-level book; wild enough to ruin. */
export const market: fc.Arbitrary<Bars> = fc
  .record({
    rows: fc.array(fc.tuple(move(0.05), move(0.15), move(0.1), move(0.1), move(0.003), fc.nat(2000)), {
      minLength: 2,
      maxLength: 70,
    }),
    wild: fc.constantFrom(0.3, 1, 4),
  })
  .map(({ rows, wild }) => {
    let last = 100
    const prices = rows.map(([gap, drift, up, down]) => {
      const open = last * Math.exp(wild * gap)
      const close = open * Math.exp(wild * drift)
      const high = Math.max(open, close) * Math.exp(wild * Math.abs(up))
      const low = Math.min(open, close) * Math.exp(-wild * Math.abs(down))
      last = close
      return [open, high, low, close]
    })
    const close = Float64Array.from(prices, (row) => row[3])
    const sizes = Float64Array.from(rows, (row) => row[5] / 10)
    const extras: Record<string, Float64Array> = { atr: close.map((price, t) => price * (0.01 + Math.abs(rows[t][2]))) }
    for (const level of [1, 2, 3]) {
      extras[`bidPrice${level}`] = close.map((price) => price * (1 - level * 0.001))
      extras[`askPrice${level}`] = close.map((price) => price * (1 + level * 0.001))
      extras[`bidSize${level}`] = sizes
      extras[`askSize${level}`] = sizes
    }
    const funding = Float64Array.from(rows, (row, t) => (t % 3 === 0 ? row[4] * wild : 0))
    const full = barsOf(
      prices.map((row, t) => [...row, rows[t][5]]),
      { funding, extras },
    )
    return full
  })

/** Exposure columns that hold, turn, scale and go flat. */
export const exposureFor = (length: number, most = 1): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.tuple(fc.constantFrom(0, 0, 1, 1, -1, 0.5, -0.5, 0.25, -0.75), fc.integer({ min: 1, max: 12 })), {
      minLength: 1,
      maxLength: 70,
    })
    .map((runs) => {
      const values = runs.flatMap(([value, times]) => new Array<number>(times).fill(value * most))
      return Float64Array.from({ length }, (_, t) => values[t % values.length])
    })

const distance = fc.oneof(
  fc.double({ min: 0.005, max: 0.3, noNaN: true }),
  fc.record({ column: fc.constant('atr'), times: fc.constantFrom(0.5, 1, 2) }),
)

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const stops = fc.record(
  {
    loss: distance,
    profit: distance,
    trailing: distance,
    breakEven: distance,
    time: fc.integer({ min: 1, max: 8 }),
    onEntryBar: fc.boolean(),
    slippage: fc.boolean(),
    reentry: fc.constantFrom('on-change', 'on-new-side', 'at-once'),
  },
  { requiredKeys: [] },
)

const slippage = fc.oneof(
  fc.constantFrom(0, 0.0005, 0.01),
  fc.record({ model: fc.constant('volatility'), factor: fc.constantFrom(0.1, 1), period: fc.constantFrom(1, 5) }),
  fc.record({ model: fc.constant('volume-share'), impact: fc.constantFrom(0, 0.1), cap: fc.constantFrom(0.025, 0.2) }),
  fc.constant({ model: 'book' }),
)

/** Executions of every kind; those of a cash account never contradict it. */
const execution: fc.Arbitrary<Execution> = fc
  .record({
    fill: fc.constantFrom('next-open', 'same-close'),
    account: fc.constantFrom('margin', 'margin', 'cash'),
    leverage: fc.constantFrom(1, 1, 3, 20),
    shorting: fc.boolean(),
    size: fc.constantFrom('equity-share', 'equity-share', 'cash-share'),
    lot: fc.constantFrom(0, 0, 0.5),
    minNotional: fc.constantFrom(0, 0, 200),
    rebalance: fc.constantFrom('on-change', 'on-change', 'every-bar', { band: 0.1 }),
    fees: fc.constantFrom({}, { taker: 0.01, maker: 0 }, { fixed: 5 }, { taker: 0, maker: 0 }),
    liquidity: fc.constantFrom('taker', 'maker'),
    slippage,
    funding: fc.boolean(),
    stops: maybe(stops),
    closeAtEnd: fc.boolean(),
    whenAmbiguous: fc.constantFrom('pessimistic', 'optimistic'),
  })
  .map((drawn) => {
    const { account, stops: levels, size, rebalance, ...rest } = drawn
    const isCash = account === 'cash'
    return {
      ...rest,
      account,
      size,
      rebalance: size === 'equity-share' ? rebalance : typeof rebalance === 'string' ? rebalance : 'on-change',
      leverage: isCash ? 1 : drawn.leverage,
      funding: !isCash && drawn.funding,
      ...(levels === undefined ? {} : { stops: levels }),
    } as Execution
  })

/** A market, an execution and an exposure that fit each other. */
export const scenario: fc.Arbitrary<{ bars: Bars; execution: Execution; exposure: Float64Array }> = fc
  .tuple(market, execution)
  .chain(([bars, terms]) =>
    exposureFor(bars.length, terms.leverage ?? 1).map((exposure) => ({ bars, execution: terms, exposure })),
  )

/**
 * What trades that count as nothing may have brought all the same. Up to `DUST` of the value it was entered with a trade's
 * profit is taken for rounding and written as 0, although its money has moved: a real move of the price by a last digit or
 * two does it, as often as there are trades. So the profits of all trades are the change of equity up to this sum, which is
 * 0 unless there are such trades; what is left is the rounding of sums, some 1e-14 of equity or of what was traded.
 */
export function forgivenOf({ length, profit, entryPrice, quantity }: TradeColumns): number {
  let forgiven = 0
  for (let i = 0; i < length; i++) if (profit[i] === 0) forgiven += DUST * entryPrice[i] * quantity[i]
  return forgiven
}
