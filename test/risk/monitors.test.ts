import fc from 'fast-check'
import { det, index, inv, matrix, multiply, subset, trace } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { pearson } from '../../src/math/correlation.ts'
import { correlationMatrix } from '../../src/math/covariance-matrix.ts'
import { matrixFrom } from '../../src/math/matrix.ts'
import { drawdownColumn } from '../../src/metrics/drawdown.ts'
import { growthColumn } from '../../src/metrics/total-return.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { concentration } from '../../src/risk/concentration.ts'
import { correlationBreak } from '../../src/risk/correlation-break.ts'
import { averageCorrelation, correlationDifference } from '../../src/risk/correlation-monitor.ts'
import { drawdownRisk } from '../../src/risk/drawdown-risk.ts'
import { liquidity } from '../../src/risk/liquidity.ts'
import { tailRisk } from '../../src/risk/tail-risk.ts'
import { drawPanel } from './panel.ts'

describe('drawdownRisk', () => {
  test('is the loss of the drawdown column', () => {
    const [returns] = drawPanel(1, 300, 2)
    const depths = tailRisk(drawdownColumn(growthColumn(returns)), { confidence: 0.9 })
    expect(drawdownRisk(returns, { confidence: 0.9 })).toEqual({
      drawdownAtRisk: depths.valueAtRisk,
      conditionalDrawdown: depths.expectedShortfall,
    })
  })

  test('is 0 for an account that never falls, 1 for one that is lost, NaN for a short one', () => {
    expect(drawdownRisk(new Float64Array(5).fill(0.01))).toEqual({ drawdownAtRisk: 0, conditionalDrawdown: 0 })
    expect(drawdownRisk(Float64Array.of(-1, 0, 0, 0)).conditionalDrawdown).toBe(1)
    expect(drawdownRisk(Float64Array.of(0.1, -0.1, 0))).toEqual({
      drawdownAtRisk: Number.NaN,
      conditionalDrawdown: Number.NaN,
    })
  })
})

describe('concentration', () => {
  test('counts equal positions, whatever their sign and size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (n, size) => {
        const found = concentration(Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? size : -size)))
        expect(found.effectiveNumber).toBeCloseTo(n, 9)
        expect(found.largest).toBeCloseTo(1 / n, 12)
      }),
    )
  })

  test('by hand: shares of a half, a third and a sixth', () => {
    expect(concentration(Float64Array.of(3, -2, 1))).toEqual({
      herfindahl: expect.closeTo(14 / 36, 14),
      effectiveNumber: expect.closeTo(36 / 14, 14),
      largest: expect.closeTo(0.5, 14),
    })
  })
})

describe('averageCorrelation', () => {
  const returns = drawPanel(4, 60, 8)

  test('is the mean of the correlations of all pairs in the window', () => {
    const found = averageCorrelation(returns, { window: 20 })
    expect(Array.from(found.subarray(0, 19)).every(Number.isNaN)).toBe(true)
    for (const t of [19, 33, 59]) {
      let total = 0
      for (let i = 1; i < 4; i++) {
        for (let j = 0; j < i; j++) {
          total += pearson(returns[i].subarray(t - 19, t + 1), returns[j].subarray(t - 19, t + 1))
        }
      }
      expect(found[t]).toBeCloseTo(total / 6, 12)
    }
  })

  test('with a decay is the correlation under weights that fade', () => {
    const [x, y] = returns
    const found = averageCorrelation([x, y], { decay: 0.9 })
    expect([found[0], found[1]]).toEqual([Number.NaN, Number.NaN])
    const t = 47
    const weights = Array.from({ length: t + 1 }, (_, row) => 0.9 ** (t - row))
    const all = weights.reduce((total, weight) => total + weight, 0)
    const mean = (of: (row: number) => number) => weights.reduce((sum, w, row) => sum + w * of(row), 0) / all
    const [mx, my] = [mean((row) => x[row]), mean((row) => y[row])]
    const xy = mean((row) => (x[row] - mx) * (y[row] - my))
    const spread = Math.sqrt(mean((row) => (x[row] - mx) ** 2) * mean((row) => (y[row] - my) ** 2))
    expect(found[t]).toBeCloseTo(xy / spread, 12)
  })

  test('uses no bar that comes later', () => {
    for (const options of [{ window: 10 }, { decay: 0.94 }]) {
      const cut = returns.map((column) => column.map((value, t) => (t <= 40 ? value : 1 - value)))
      const [whole, other] = [averageCorrelation(returns, options), averageCorrelation(cut, options)]
      expect(other.subarray(0, 41)).toEqual(whole.subarray(0, 41))
      expect(other[59]).not.toBe(whole[59])
    }
  })

  test('is NaN where a column stands still, also far from 0', () => {
    const still = Float64Array.from({ length: 60 }, (_, t) => (t < 30 ? returns[0][t] : 0.3))
    const found = averageCorrelation([still, returns[1]], { window: 10 })
    expect(found[29]).not.toBeNaN()
    expect(found[45]).toBeNaN()
  })
})

describe('correlationDifference', () => {
  test('is 0 for the same, does not care for order or size, and stays in [0, 1]', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, two) => {
        const [a, b] = [correlationMatrix(drawPanel(3, 20, one)), correlationMatrix(drawPanel(3, 20, two))]
        const apart = correlationDifference(a, b)
        expect(apart).toBe(correlationDifference(b, a))
        expect(apart).toBeGreaterThanOrEqual(0)
        expect(apart).toBeLessThanOrEqual(1)
        expect(correlationDifference(a, { ...a, data: a.data.map((entry) => 2 * entry) })).toBeLessThan(1e-15)
      }),
    )
  })

  test('by hand: the identity and a half', () => {
    const half = matrixFrom([
      [1, 0.5],
      [0.5, 1],
    ])
    const identity = matrixFrom([
      [1, 0],
      [0, 1],
    ])
    expect(correlationDifference(identity, half)).toBeCloseTo(1 - 2 / Math.sqrt(2 * 2.5), 14)
  })
})

describe('correlationBreak', () => {
  const stretch = (pull: number, rows: number, seed: number) => {
    const random = randomFrom(seed, 'stretch')
    const market = Float64Array.from({ length: rows }, () => random.normal())
    return Array.from({ length: 3 }, (_, i) => market.map((value) => (i + 1) * (pull * value + random.normal())))
  }

  test('agrees with the formula worked with another library', () => {
    const [before, after] = [stretch(0.5, 40, 1), stretch(1, 60, 2)]
    const rows = (columns: Float64Array[]) => {
      const { data } = correlationMatrix(columns)
      return matrix([0, 1, 2].map((i) => Array.from(data.subarray(3 * i, 3 * i + 3))))
    }
    const [one, two] = [rows(before), rows(after)]
    const pooled = one.map((r, at) => 0.4 * r + 0.6 * two.get(at as unknown as number[]))
    expect(det(pooled)).toBeGreaterThan(0)
    const back = inv(pooled)
    const z = multiply(
      Math.sqrt((40 * 60) / 100),
      multiply(
        back,
        one.map((r, at) => r - two.get(at as unknown as number[])),
      ),
    )
    const d = [0, 1, 2].map((i) => subset(z, index(i, i)) as unknown as number)
    const s = pooled.map((r, at) => {
      const [i, j] = at as unknown as number[]
      return r * back.get([i, j]) + (i === j ? 1 : 0)
    })
    const worked = trace(multiply(z, z)) / 2 - (multiply(multiply(d, inv(s)), d) as unknown as number)
    const found = correlationBreak(before, after)
    expect(found.statistic).toBeCloseTo(worked, 9)
    expect(found.freedom).toBe(3)
  })

  test('with two assets it is a test of one correlation: near the square of the difference of Fisher scores', () => {
    const [before, after] = [stretch(0.6, 400, 3).slice(0, 2), stretch(1, 500, 4).slice(0, 2)]
    const score = (columns: Float64Array[]) => Math.atanh(pearson(columns[0], columns[1]))
    const fisher = (score(before) - score(after)) ** 2 / (1 / 397 + 1 / 497)
    const { statistic } = correlationBreak(before, after)
    expect(fisher).toBeGreaterThan(3)
    expect(Math.abs(statistic - fisher)).toBeLessThan(0.1 * fisher)
  })

  test('does not see volatility, nor which stretch is first', () => {
    const [before, after] = [stretch(0.5, 80, 5), stretch(0.5, 90, 6)]
    const { statistic } = correlationBreak(before, after)
    const louder = after.map((column, i) => column.map((value) => 10 ** i * value))
    expect(correlationBreak(before, louder).statistic).toBeCloseTo(statistic, 9)
    expect(correlationBreak(after, before).statistic).toBeCloseTo(statistic, 9)
  })

  test('refuses what did not change at its level, and finds what did', () => {
    let [wrong, found] = [0, 0]
    for (let run = 0; run < 600; run++) {
      if (correlationBreak(stretch(0.7, 200, 2 * run), stretch(0.7, 200, 2 * run + 1)).pValue < 0.05) wrong++
      if (run < 100 && correlationBreak(stretch(0.5, 200, run), stretch(1.2, 200, run + 1)).pValue < 0.05) found++
    }
    // Three standard errors of 600 runs are 0.027.
    expect(Math.abs(wrong / 600 - 0.05)).toBeLessThan(0.027)
    expect(found).toBeGreaterThan(98)
  })

  test('refuses columns that stand still, that others explain, and stretches that are too short', () => {
    const [before, after] = [stretch(0.5, 30, 1), stretch(0.5, 30, 2)]
    expect(() => correlationBreak(before, [after[0], after[1], new Float64Array(30)])).toThrow(/spread of column 2/)
    const twins = (columns: Float64Array[]) => [columns[0], columns[0].slice()]
    expect(() => correlationBreak(twins(before), twins(after))).toThrow(/explain/)
    expect(() => correlationBreak(before, stretch(0.5, 3, 2))).toThrow(/more rows than assets/)
    expect(() => correlationBreak(before, after.slice(1))).toThrow(/same assets/)
    expect(() => correlationBreak([before[0]], [after[0]])).toThrow(/One asset/)
  })
})

describe('liquidity', () => {
  test('by hand', () => {
    const found = liquidity(Float64Array.of(200, -50, 0, 10), Float64Array.of(1000, 1000, 0, 0), {
      participation: 0.05,
      after: [0, 2],
    })
    expect(found.days).toEqual(Float64Array.of(4, 1, 0, Number.POSITIVE_INFINITY))
    expect(found.longest).toBe(Number.POSITIVE_INFINITY)
    expect(found.after[0]).toEqual({ days: 0, shares: Float64Array.of(0, 0, 1, 0), whole: 0 })
    expect(found.after[1].shares).toEqual(Float64Array.of(0.5, 1, 1, 0))
    expect(found.after[1].whole).toBeCloseTo(150 / 260, 14)
  })

  test('nothing held is gone at once, and more days never leave more', () => {
    expect(liquidity(Float64Array.of(0), Float64Array.of(0)).after.map(({ whole }) => whole)).toEqual([1, 1, 1])
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (sizes) => {
        const positions = Float64Array.from(sizes)
        const { after, longest } = liquidity(positions, new Float64Array(sizes.length).fill(1e5), {
          after: [0, 1, 3, 10, 200],
        })
        for (let k = 1; k < after.length; k++) expect(after[k].whole).toBeGreaterThanOrEqual(after[k - 1].whole)
        expect(longest).toBeLessThanOrEqual(100)
        expect(after[4].whole).toBeCloseTo(1, 12)
      }),
    )
  })
})
