import { describe, expect, test } from 'vitest'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { everySeed } from '../../src/seeds/catalogue.ts'
import { fundingRateCarry } from '../../src/seeds/funding-rate-carry.ts'
import { expose } from '../../src/strategy/expose.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { closes, defaultsOf, written } from './write.ts'

/** A market at rest with these rates. */
function funded(funding: number[]) {
  return closes(
    funding.map(() => 100),
    { funding },
  )
}

describe('funding-rate-carry', () => {
  const quick = { period: 3, threshold: 0.0003, exit: 0.5 }
  const rates = [0.0006, 0, 0, 0.0004, 0, 0, 0.0002, 0, 0, 0.0001, 0, 0, -0.0009, 0]

  test('is short while longs pay, long while shorts pay, out once the pay is gone', () => {
    expect(written(fundingRateCarry, funded(rates), quick)).toEqual([0, 0, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 1, 1])
    const mirror = funded(rates.map((rate) => -rate))
    expect(written(fundingRateCarry, mirror, quick)).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, -1, -1])
    expect(fundingRateCarry.warmup(quick)).toBe(2)
  })

  test('gets out earlier or later when told to', () => {
    const outAt = (exit: number) => written(fundingRateCarry, funded(rates), { ...quick, exit }).indexOf(0, 2)
    expect([outAt(1), outAt(0.7), outAt(0.5), outAt(0)]).toEqual([6, 6, 9, -1])
  })

  test('asks for more when told to, and takes one side', () => {
    const column = (genes: object) => written(fundingRateCarry, funded(rates), { ...quick, ...genes })
    expect(column({ threshold: 0.0005 })).toEqual([0, 0, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 1, 1])
    expect(column({ side: 'short' })).toEqual([0, 0, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0])
    expect(column({ side: 'long' })).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
  })

  test('takes the mean of the rates that were settled, and bars that settle nothing are no rate of 0', () => {
    // Of six bars: 0.0005, then 0.00045 and 0.0003 of two settlements each.
    expect(written(fundingRateCarry, funded(rates), { ...quick, period: 6 })).toEqual([
      0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, 1, 1,
    ])
    expect(written(fundingRateCarry, funded([0.0006, 0, 0, 0, 0, 0]), { ...quick, period: 1 })).toEqual(
      Array(6).fill(-1),
    )
  })

  test('a rate that stays on the threshold is not beyond it, whatever its sum is rounded to', () => {
    const still = Array.from({ length: 400 }, (_, t) => (t % 3 === 0 ? 0.0001 : 0))
    for (const period of [1, 7, 50, 72]) {
      const genes = { period, threshold: 0.0001, exit: 1 }
      expect(new Set(written(fundingRateCarry, funded(still), genes))).toEqual(new Set([0]))
      const after = written(fundingRateCarry, funded([0.0009, ...still]), genes)
      expect(new Set(after.slice(period))).toEqual(new Set([-1]))
    }
  })

  test('needs a funding column', () => {
    const { seed, bars } = { seed: fundingRateCarry, bars: showcaseMarket('rise') }
    const strategy = { parts: [{ seed: seed.name, version: seed.version, genes: defaultsOf(seed) as never }] } as const
    expect(() => expose(strategy, bars, new Workspace(everySeed))).toThrow(/bars\.funding must be a column/)
    expect(() => written(seed, bars)).toThrow(/bars\.funding must be a column/)
  })

  test('is short in the first half of its showcase and long in the second', () => {
    const exposure = written(fundingRateCarry, showcaseMarket(fundingRateCarry.showcase))
    expect([exposure.indexOf(-1), exposure.lastIndexOf(-1), exposure.indexOf(1), exposure.at(-1)]).toEqual([
      71, 303, 392, 1,
    ])
  })
})
