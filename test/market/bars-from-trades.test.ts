import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BarsFromTradesOptions, barsFromTrades, type TradeTicks } from '../../src/market/bars-from-trades.ts'
import { resample } from '../../src/market/resample.ts'
import { errorOf } from './market.ts'

const ticks = {
  time: [0, 10, 10, 59, 60, 250, 260],
  price: [10, 12, 8, 11, 11, 20, 18],
  size: [1, 2, 1, 0, 4, 1, 3],
}
const whole = { interval: 60, since: 0, until: 300 } as const

const anyTicks = fc
  .array(
    fc.record({
      wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 })),
      price: fc.double({ min: 0.01, max: 1e4, noNaN: true }),
      size: fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })),
    }),
    { minLength: 1, maxLength: 150 },
  )
  .map((rows) => {
    let time = 0
    return {
      time: rows.map(({ wait }) => (time += wait)),
      price: rows.map(({ price }) => price),
      size: rows.map(({ size }) => size),
    }
  })

describe('barsFromTrades', () => {
  test('counts, weighs and leaves out empty bars', () => {
    expect(barsFromTrades(ticks, { ...whole, symbol: 'TICK' })).toEqual({
      symbol: 'TICK',
      interval: 60,
      length: 3,
      time: Float64Array.of(0, 60, 240),
      open: Float64Array.of(10, 11, 20),
      high: Float64Array.of(12, 11, 20),
      low: Float64Array.of(8, 11, 18),
      close: Float64Array.of(11, 11, 18),
      volume: Float64Array.of(4, 4, 4),
      extras: { trades: Float64Array.of(4, 1, 2), vwap: Float64Array.of(10.5, 11, 18.5) },
    })
  })

  test('carries the last price over empty bars on demand', () => {
    const bars = barsFromTrades(ticks, { ...whole, gaps: 'carry' })
    expect(Array.from(bars.time)).toEqual([0, 60, 120, 180, 240])
    for (const name of ['open', 'high', 'low', 'close'] as const)
      expect(Array.from(bars[name].slice(2, 4))).toEqual([11, 11])
    expect(Array.from(bars.volume)).toEqual([4, 4, 0, 0, 4])
    expect(bars.extras).toEqual({
      trades: Float64Array.of(4, 1, 0, 0, 2),
      vwap: Float64Array.of(10.5, 11, Number.NaN, Number.NaN, 18.5),
    })
  })

  test('drops the bars in which the record begins and ends, or marks them', () => {
    const { since: _, until: __, ...open } = whole
    expect(Array.from(barsFromTrades(ticks, open).time)).toEqual([0, 60])
    const late = { time: ticks.time.map((time) => time + 1), price: ticks.price, size: ticks.size }
    expect(Array.from(barsFromTrades(late, open).time)).toEqual([60])
    const kept = barsFromTrades(late, { ...open, incomplete: 'keep', gaps: 'carry' })
    expect(kept.extras?.['complete']).toEqual(Float64Array.of(0, 1, 1, 1, 0))
  })

  test('a trade at the end of a bar belongs to the next', () => {
    const bars = barsFromTrades(
      { time: [0, 59.999, 60], price: [1, 2, 3], size: [1, 1, 1] },
      { interval: 60, until: 120 },
    )
    expect(Array.from(bars.close)).toEqual([2, 3])
  })

  test('loses no trade and no volume, and keeps every price within its bar', () => {
    fc.assert(
      fc.property(anyTicks, fc.constantFrom(1, 7, 60, 1000), (trades, interval) => {
        const bars = barsFromTrades(trades, { interval, incomplete: 'keep' })
        const { trades: counts, vwap } = bars.extras as Record<string, Float64Array>
        expect(counts.reduce((a, b) => a + b, 0)).toBe(trades.time.length)
        for (const [i, time] of trades.time.entries()) {
          const row = bars.time.findLastIndex((start) => start <= time)
          expect(time).toBeLessThan(bars.time[row] + interval)
          expect(trades.price[i]).toBeLessThanOrEqual(bars.high[row])
          expect(trades.price[i]).toBeGreaterThanOrEqual(bars.low[row])
        }
        for (let row = 0; row < bars.length; row++) {
          const own = trades.time.flatMap((time, i) =>
            Math.floor(time / interval) * interval === bars.time[row] ? [i] : [],
          )
          expect(bars.open[row]).toBe(trades.price[own[0]])
          expect(bars.close[row]).toBe(trades.price[own[own.length - 1]])
          const size = own.reduce((sum, i) => sum + trades.size[i], 0)
          expect(bars.volume[row]).toBe(size)
          if (size === 0) expect(vwap[row]).toBeNaN()
          else {
            const mean = own.reduce((sum, i) => sum + trades.size[i] * trades.price[i], 0) / size
            expect(Math.abs(vwap[row] / mean - 1)).toBeLessThan(1e-11)
          }
        }
      }),
    )
  })

  test('carried bars are the only difference that carrying makes', () => {
    fc.assert(
      fc.property(anyTicks, (trades) => {
        const [sparse, dense] = (['leave', 'carry'] as const).map((gaps) =>
          barsFromTrades(trades, { interval: 60, gaps, incomplete: 'keep' }),
        )
        expect(dense.length).toBe((sparse.time[sparse.length - 1] - sparse.time[0]) / 60 + 1)
        for (let row = 0; row < dense.length; row++) {
          const same = sparse.time.indexOf(dense.time[row])
          if (same >= 0) expect(dense.close[row]).toBe(sparse.close[same])
          else {
            const { open, high, low, close, volume } = dense
            expect([open[row], high[row], low[row], close[row]]).toEqual(new Array(4).fill(close[row - 1]))
            expect([volume[row], dense.extras?.['trades'][row]]).toEqual([0, 0])
          }
        }
      }),
    )
  })

  test('coarser bars of bars are the bars of the trades', () => {
    fc.assert(
      fc.property(anyTicks, (trades) => {
        const fine = barsFromTrades(trades, { interval: 20, incomplete: 'keep' })
        const { trades: counts } = fine.extras as Record<string, Float64Array>
        const twice = resample({ ...fine, extras: { trades: counts } }, 60, {
          incomplete: 'keep',
          extras: { trades: 'sum' },
        })
        const once = barsFromTrades(trades, { interval: 60, incomplete: 'keep' })
        for (const name of ['time', 'open', 'high', 'low', 'close'] as const) expect(twice[name]).toEqual(once[name])
        expect(twice.extras?.['trades']).toEqual(once.extras?.['trades'])
      }),
    )
  })

  test('a bar of one price has exactly that price for its mean', () => {
    const bars = barsFromTrades(
      { time: [0, 1, 2], price: [0.1, 0.1, 0.1], size: [0.3, 0.7, 1.1] },
      { interval: 60, until: 60 },
    )
    expect(bars.extras?.['vwap']).toEqual(Float64Array.of(0.1))
  })
})

describe('refusals', () => {
  test.each([
    [
      'times that fall',
      { time: [0, 10, 9, 59, 60, 250, 260] },
      {},
      'invalid-column',
      'row 2, time: must not be earlier',
    ],
    ['an infinite time', { time: [0, 1, 2, 3, 4, 5, Infinity] }, {}, 'invalid-column', 'row 6, time: must be finite'],
    [
      'a missing price',
      { price: [1, 2, 3, Number.NaN, 5, 6, 7] },
      {},
      'invalid-column',
      'row 3, price: must be finite',
    ],
    ['a negative size', { size: [1, 2, 3, 4, 5, 6, -7] }, {}, 'invalid-column', 'row 6, size: must not be negative'],
    ['a size that is text', { size: [1, 2, 3, 4, 5, 6, '7'] }, {}, 'invalid-column', 'size[6] must be a number'],
    ['a short column', { price: [1] }, {}, 'length-mismatch', 'price.length must be 7'],
    ['no trades', { time: [], price: [], size: [] }, {}, 'invalid-argument', 'number of trades'],
    ['an unknown column', { side: [] }, {}, 'unknown-option', 'received "side"'],
    ['no interval', {}, { interval: undefined }, 'invalid-argument', 'interval must be'],
    ['an unknown option', {}, { gap: 'carry' }, 'unknown-option', 'Did you mean "gaps"?'],
    ['an unknown way with gaps', {}, { gaps: 'fill' }, 'invalid-argument', 'gaps must be one of "leave", "carry"'],
    ['an empty symbol', {}, { symbol: '' }, 'invalid-argument', 'symbol must be a name'],
    ['too late a beginning', {}, { since: 1 }, 'invalid-argument', 'since must be'],
    [
      'more carried bars than memory',
      { time: [0, 1, 2, 3, 4, 5, 1e12] },
      { interval: 1, gaps: 'carry', until: 1e12 + 1 },
      'invalid-argument',
      'the number of bars to carry on must be a finite number of at most 10000000',
    ],
  ])('%s', (_, changes, options, code, message) => {
    const act = () =>
      barsFromTrades({ ...ticks, ...changes } as TradeTicks, { ...whole, ...options } as BarsFromTradesOptions)
    const error = errorOf(act)
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(message)])
  })
})
