import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meanExposure, timeInMarket, turnover, turnoverFrom } from '../../src/metrics/exposure.ts'
import { returnColumn } from './arbitraries.ts'

describe('exposure', () => {
  test('time in the market counts bars, whatever the side and size', () => {
    fc.assert(
      fc.property(returnColumn(1), (exposure) => {
        const held = [...exposure].filter((value) => value !== 0).length
        expect(timeInMarket(exposure)).toBe(held / exposure.length)
        expect(timeInMarket(exposure.map((value) => value * -0.5))).toBe(timeInMarket(exposure))
        expect(meanExposure(exposure)).toBeLessThanOrEqual(0.5 * timeInMarket(exposure) + 1e-15)
      }),
    )
  })

  test('turnover counts the way in, both legs of a reversal, and not what is held', () => {
    expect(turnover(Float64Array.of(1, 1, 1, 1))).toBe(0.25)
    expect(turnover(Float64Array.of(1, -1, 1, -1), { periodsPerYear: 252 })).toBe((7 / 4) * 252)
    expect(turnover(new Float64Array(4))).toBe(0)
  })

  test('turnover is at least the size reached, and is unchanged by holding still at the end but for the mean', () => {
    fc.assert(
      fc.property(returnColumn(1), (exposure) => {
        const n = exposure.length
        expect(turnover(exposure) * n).toBeGreaterThanOrEqual(Math.max(...exposure.map(Math.abs)) - 1e-12)
        const longer = Float64Array.of(...exposure, exposure[n - 1])
        expect(turnover(longer)).toBe(turnoverFrom(sumOfChanges(exposure), n + 1, 1))
      }),
    )
  })

  test('is undefined without a bar', () => {
    for (const figure of [timeInMarket, meanExposure, turnover]) expect(figure(new Float64Array(0))).toBeNaN()
  })
})

function sumOfChanges(exposure: Float64Array): number {
  return exposure.reduce((sum, value, t) => sum + Math.abs(value - (t === 0 ? 0 : exposure[t - 1])), 0)
}
