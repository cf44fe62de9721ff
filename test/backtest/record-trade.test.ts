import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { frictionless } from '../../src/backtest/execution.ts'
import { FILL_REASONS } from '../../src/backtest/reasons.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { barsOf } from './arbitraries.ts'

/** A market of 150 bars. */
const walk = fc.integer().map((seed) => {
  const random = randomFrom(seed, 'walk')
  let last = 100
  return barsOf(
    Array.from({ length: 150 }, () => {
      const open = last
      last *= Math.exp(0.02 * random.normal())
      const [up, down] = [random.float(), random.float()].map((share) => 0.02 * share)
      return [open, Math.max(open, last) * (1 + up), Math.min(open, last) * (1 - down), last]
    }),
  )
})

test('the excursions are those of the bars between entry and exit, looked at one by one', () => {
  let long = 0
  const rule = fc.record({
    fill: fc.constantFrom('next-open' as const, 'same-close' as const),
    closeAtEnd: fc.boolean(),
    held: fc.integer({ min: 1, max: 70 }),
    side: fc.constantFrom(1, -1),
  })
  fc.assert(
    fc.property(walk, rule, (bars, { fill, closeAtEnd, held, side }) => {
      const exposure = Float64Array.from(bars.time, (_, t) => (Math.floor(t / held) % 2 === 0 ? side : 0))
      const terms = { ...frictionless, fill, closeAtEnd, maintenance: 0 }
      const { trades, openTrades } = backtest(bars, exposure, terms)
      for (const { length, entryBar, entryPrice, exitBar, exitPrice, mae, mfe, reason } of [trades, openTrades]) {
        for (let i = 0; i < length; i++) {
          // A liquidation is elsewhere; what is left at an open is left before the rest of its bar.
          if (FILL_REASONS[reason[i]] === 'liquidation') continue
          const isAtOpen = fill === 'next-open' && reason[i] === 0
          const first = entryBar[i] + (fill === 'next-open' ? 0 : 1)
          const last = Number.isNaN(exitBar[i]) ? bars.length - 1 : exitBar[i] - (isAtOpen ? 1 : 0)
          const left = exitBar[i] > entryBar[i] ? [bars.open[exitBar[i]], exitPrice[i]] : [exitPrice[i]]
          const seen = [entryPrice[i], ...(Number.isNaN(exitBar[i]) ? [] : left)]
          const low = Math.min(...seen, ...bars.low.subarray(first, last + 1))
          const high = Math.max(...seen, ...bars.high.subarray(first, last + 1))
          const [down, up] = [low / entryPrice[i] - 1, high / entryPrice[i] - 1]
          expect(mae[i]).toBe(side > 0 ? down : 0 - up)
          expect(mfe[i]).toBe(side > 0 ? up : 0 - down)
          if (last - first > 32) long++
        }
      }
    }),
    { numRuns: 200 },
  )
  expect(long).toBeGreaterThan(20)
})

test('thousands of fills and trades keep their order and their values', () => {
  const bars = barsOf(Array.from({ length: 8001 }, (_, t) => [100 + t, 100 + t, 100 + t, 100 + t]))
  const exposure = Float64Array.from(bars.time, (_, t) => (t % 4 < 2 ? 1 : 0))
  const { fills, trades, summary } = backtest(bars, exposure, { ...frictionless, size: 'units' })
  const steps = (length: number, first: number, by: number) => Float64Array.from({ length }, (_, i) => first + by * i)
  expect(fills.bar).toEqual(steps(4000, 1, 2))
  expect(fills.price).toEqual(steps(4000, 101, 2))
  expect(trades.entryBar).toEqual(steps(2000, 1, 4))
  expect(trades.exitPrice).toEqual(steps(2000, 103, 4))
  expect(trades.duration).toEqual(new Float64Array(2000).fill(2))
  expect([fills.length, trades.length]).toEqual([summary.fills, summary.trades])
})
