import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gainToPain, omega } from '../../src/metrics/omega.ts'
import { autocorrelations, loFactor, loSharpe, sharpe, smartSharpe } from '../../src/metrics/sharpe.ts'
import { adjustedSortino, sortino } from '../../src/metrics/sortino.ts'
import { downsideDeviation, volatility } from '../../src/metrics/volatility.ts'
import { returnColumn } from './arbitraries.ts'

const varied = returnColumn(4).filter((returns) => new Set(returns).size > 1)
const close = (a: number, b: number, tolerance = 1e-12) =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(a), Math.abs(b), 1e-3))

describe('sharpe', () => {
  test('is mean over sample deviation', () => {
    fc.assert(
      fc.property(varied, (returns) => {
        const n = returns.length
        const mean = returns.reduce((a, b) => a + b, 0) / n
        const scatter = returns.reduce((a, b) => a + (b - mean) ** 2, 0)
        close(sharpe(returns), mean / Math.sqrt(scatter / (n - 1)))
      }),
    )
  })

  test('keeps its value when returns are scaled, and turns its sign with them', () => {
    fc.assert(
      fc.property(varied, fc.integer({ min: -8, max: 1 }), (returns, power) => {
        expect(sharpe(returns.map((value) => value * 2 ** power))).toBe(sharpe(returns))
        expect(sharpe(returns.map((value) => -value)) + sharpe(returns)).toBe(0)
      }),
    )
  })

  test('has the sign of the mean return', () => {
    fc.assert(
      fc.property(varied, (returns) => {
        const total = returns.reduce((sum, value) => sum + Math.round(value * 10_000), 0)
        if (total !== 0) expect(Math.sign(sharpe(returns))).toBe(Math.sign(total))
      }),
    )
  })

  test('grows with the root of the year, and falls by the riskless return', () => {
    fc.assert(
      fc.property(varied, fc.double({ min: 1, max: 1e5, noNaN: true }), (returns, periodsPerYear) => {
        close(sharpe(returns, { periodsPerYear }), sharpe(returns) * Math.sqrt(periodsPerYear))
        close(sharpe(returns, { riskFree: 0.01 }), sharpe(returns.map((value) => value - 0.01)), 1e-10)
      }),
    )
  })

  test('is undefined for flat equity, for one return and for three', () => {
    expect(sharpe(new Float64Array(100))).toBeNaN()
    expect(sharpe(Float64Array.of(0.1))).toBeNaN()
    expect(sharpe(Float64Array.of(0.1, 0.2, 0.3))).toBeNaN()
    expect(sharpe(Float64Array.of(0.1, 0.2, 0.3, 0.4))).toBeGreaterThan(0)
  })
})

describe('smartSharpe', () => {
  test('divides by the penalty written out term by term', () => {
    fc.assert(
      fc.property(varied, (returns) => {
        const a = returns.slice(0, -1)
        const b = returns.slice(1)
        const [ma, mb] = [a, b].map((x) => x.reduce((s, v) => s + v, 0) / x.length)
        const ab = a.reduce((s, v, i) => s + (v - ma) * (b[i] - mb), 0)
        const aa = a.reduce((s, v) => s + (v - ma) ** 2, 0)
        const bb = b.reduce((s, v) => s + (v - mb) ** 2, 0)
        fc.pre(aa > 1e-12 && bb > 1e-12)
        const rho = Math.abs(ab / Math.sqrt(aa * bb))
        const n = returns.length
        let penalty = 1
        for (let k = 1; k < n; k++) penalty += 2 * (1 - k / n) * rho ** k
        close(smartSharpe(returns), sharpe(returns) / Math.sqrt(penalty), 1e-9)
      }),
    )
  })

  test('is never larger in size than the plain ratio', () => {
    fc.assert(
      fc.property(varied, (returns) => {
        const smart = Math.abs(smartSharpe(returns))
        if (!Number.isNaN(smart)) expect(smart).toBeLessThanOrEqual(Math.abs(sharpe(returns)))
      }),
    )
  })
})

describe('loSharpe', () => {
  const shock = (t: number) => (((t + 1) * 7919) % 1009) / 1009 - 0.5
  const reverting = Float64Array.from({ length: 400 }, (_, t) => 0.05 + shock(t) - 0.4 * shock(t - 1))
  const trending = Float64Array.from({ length: 400 }, (_, t) => 0.004 + Math.sin(t / 8) / 100)

  test('is the plain ratio per bar, and the root rule without lags', () => {
    fc.assert(
      fc.property(varied, (returns) => {
        expect(loSharpe(returns)).toBe(sharpe(returns))
        close(loSharpe(returns, { periodsPerYear: 12, lags: 0 }), sharpe(returns, { periodsPerYear: 12 }))
      }),
    )
  })

  test('takes from trending returns and gives to reverting ones', () => {
    const year = { periodsPerYear: 252 }
    expect(loSharpe(trending, { ...year, lags: 5 })).toBeLessThan(0.5 * sharpe(trending, year))
    expect(loSharpe(reverting, { ...year, lags: 1 })).toBeGreaterThan(sharpe(reverting, year))
  })

  test('takes 4 (n / 100)^(2/9) lags by default: 5 of 400 returns', () => {
    expect(loSharpe(trending, { periodsPerYear: 252 })).toBe(loSharpe(trending, { periodsPerYear: 252, lags: 5 }))
  })

  test('counts the lags of a length whose power is whole: 4 (51200 / 100)^(2/9) is 16', () => {
    for (const [count, lags] of [
      [51_199, 15],
      [51_200, 16],
    ]) {
      const returns = Float64Array.from({ length: count }, (_, t) => shock(t))
      expect(loSharpe(returns, { periodsPerYear: 252 })).toBe(loSharpe(returns, { periodsPerYear: 252, lags }))
      expect(loSharpe(returns, { periodsPerYear: 252 })).not.toBe(
        loSharpe(returns, { periodsPerYear: 252, lags: 31 - lags }),
      )
    }
  })

  test('is undefined for flat equity, and when sample autocorrelations leave no variance', () => {
    expect(loSharpe(new Float64Array(400), { periodsPerYear: 252 })).toBeNaN()
    expect(loFactor(Float64Array.of(-0.75), 12)).toBeNaN()
  })

  test('matches the closed form of Lo for a first-order process', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.9, max: 0.9, noNaN: true }), fc.integer({ min: 2, max: 300 }), (rho, q) => {
        const process = Float64Array.from({ length: q - 1 }, (_, k) => rho ** (k + 1))
        const spread = 1 + ((2 * rho) / (1 - rho)) * (1 - (1 - rho ** q) / (q * (1 - rho)))
        close(loFactor(process, q), Math.sqrt(q / spread), 1e-10)
      }),
    )
  })
})

describe('autocorrelations', () => {
  test('lie in [-1, 1] and are those of the definition', () => {
    fc.assert(
      fc.property(varied, (returns) => {
        const n = returns.length
        const mean = returns.reduce((a, b) => a + b, 0) / n
        const all = returns.reduce((a, b) => a + (b - mean) ** 2, 0)
        autocorrelations(returns, n - 1).forEach((rho, k) => {
          let shared = 0
          for (let t = k + 1; t < n; t++) shared += (returns[t] - mean) * (returns[t - k - 1] - mean)
          expect(Math.abs(rho - shared / all)).toBeLessThan(1e-12)
          expect(Math.abs(rho)).toBeLessThanOrEqual(1)
        })
      }),
    )
  })
})

describe('sortino', () => {
  test('divides by the shortfall of all returns', () => {
    fc.assert(
      fc.property(returnColumn(4), fc.double({ min: -0.1, max: 0.1, noNaN: true }), (returns, target) => {
        const short = returns.map((value) => Math.min(value - target, 0) ** 2).reduce((a, b) => a + b, 0)
        fc.pre(short > 1e-12)
        const mean = returns.reduce((a, b) => a + b, 0) / returns.length
        close(sortino(returns, { target }), (mean - target) / Math.sqrt(short / returns.length), 1e-10)
        close(adjustedSortino(returns, { target }) * Math.SQRT2, sortino(returns, { target }))
      }),
    )
  })

  test('is undefined without a loss, for flat equity and for three returns', () => {
    expect(sortino(Float64Array.of(0.1, 0.2, 0, 0.1))).toBeNaN()
    expect(sortino(new Float64Array(9))).toBeNaN()
    expect(sortino(Float64Array.of(0.1, -0.2, 0.1))).toBeNaN()
  })

  test('is twice the adjusted ratio over the root of 2 of the Sharpe ratio for even scatter about 0', () => {
    const even = Float64Array.from({ length: 10_000 }, (_, t) => (t % 2 === 0 ? 0.0101 : -0.0099))
    close(adjustedSortino(even), sharpe(even), 0.02)
  })
})

describe('volatility and downside deviation', () => {
  test('the squares of both downside deviations make the mean square', () => {
    fc.assert(
      fc.property(returnColumn(1), (returns) => {
        const square = returns.reduce((a, b) => a + b * b, 0) / returns.length
        const up = downsideDeviation(returns.map((value) => -value))
        close(downsideDeviation(returns) ** 2 + up ** 2, square)
      }),
    )
  })

  test('are 0 where nothing varies or falls, and undefined where there is nothing', () => {
    expect(volatility(new Float64Array(5).fill(0.1))).toBe(0)
    expect(downsideDeviation(Float64Array.of(0.1, 0))).toBe(0)
    expect(volatility(Float64Array.of(0.1))).toBeNaN()
    expect(downsideDeviation(new Float64Array(0))).toBeNaN()
  })
})

describe('omega', () => {
  test('at 0 is 1 + the sum of all over the sum of losses', () => {
    fc.assert(
      fc.property(returnColumn(1), (returns) => {
        fc.pre(returns.some((value) => value < 0))
        const total = returns.reduce((a, b) => a + b, 0)
        const lost = returns.reduce((a, b) => a + Math.max(-b, 0), 0)
        close(omega(returns), 1 + total / lost, 1e-10)
        close(omega(returns), 1 + gainToPain(returns), 1e-10)
      }),
    )
  })

  test('falls as the target rises, is 1 at the mean, and turns over with the returns', () => {
    fc.assert(
      fc.property(varied, (returns) => {
        const mean = returns.reduce((a, b) => a + b, 0) / returns.length
        expect(Math.abs(omega(returns, { target: mean }) - 1)).toBeLessThan(1e-9)
        const high = omega(returns, { target: mean + 0.01 })
        expect(high).toBeLessThan(1)
        const turned = omega(
          returns.map((value) => -value),
          { target: -mean - 0.01 },
        )
        if (high === 0) expect(turned).toBeNaN()
        else close(turned, 1 / high, 1e-9)
      }),
    )
  })

  test('is undefined without a loss, also for flat equity', () => {
    for (const returns of [Float64Array.of(0.1, 0), new Float64Array(9), new Float64Array(0)]) {
      expect(omega(returns)).toBeNaN()
      expect(gainToPain(returns)).toBeNaN()
    }
    expect(omega(Float64Array.of(-0.1))).toBe(0)
    expect(gainToPain(Float64Array.of(-0.1))).toBe(-1)
  })
})
