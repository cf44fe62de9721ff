import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correlationMatrix } from '../../src/math/covariance-matrix.ts'
import { matrixFrom } from '../../src/math/matrix.ts'
import { mean } from '../../src/math/sum.ts'
import { ADJUSTMENTS, type Adjustment, adjustedPValues } from '../../src/validation/adjusted-p-values.ts'
import { averageLinkage } from '../../src/validation/average-linkage.ts'
import { effectiveTrials } from '../../src/validation/effective-trials.ts'
import { romanoWolf } from '../../src/validation/romano-wolf.ts'
import { realityCheck, superiorPredictive } from '../../src/validation/superior-predictive.ts'
import { parkMiller } from './data.ts'

describe('adjustedPValues', () => {
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ]
  const rejected = (method: Adjustment) => adjustedPValues(p, { method }).filter((value) => value <= 0.05).length

  test('Benjamini and Hochberg 1995: fifteen p-values', () => {
    expect([rejected('bonferroni'), rejected('hochberg'), rejected('bh')]).toEqual([3, 3, 4])
  })

  test('the values of an independent program', () => {
    const bh = adjustedPValues(p, { method: 'bh' })
    expect(bh[3]).toBeCloseTo(0.035625, 14)
    expect([bh[5], bh[6]]).toEqual([bh[6], bh[5]])
    expect(bh[5]).toBeCloseTo(0.06385714285714286, 14)
    expect(bh[12]).toBeCloseTo(0.7532307692307693, 14)
    const by = adjustedPValues(p, { method: 'by' })
    expect(by[0]).toBeCloseTo(0.004977343489843491, 14)
    expect(by[8]).toBeCloseTo(0.25384451798201807, 14)
    expect(by[9]).toBe(1)
  })

  /** Smallest level at which the textbook procedure rejects each test, found by trying all levels that can matter. */
  function byDefinition(values: readonly number[], method: 'holm' | 'hochberg' | 'bh'): number[] {
    const m = values.length
    const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b])
    const factor = (rank: number) => (method === 'bh' ? m / (rank + 1) : m - rank)
    const levels = [...order.map((i, rank) => Math.min(1, factor(rank) * values[i])), 1].sort((a, b) => a - b)
    return values.map((_, test) => {
      const place = order.indexOf(test)
      const isRejected = (alpha: number) => {
        const passes = order.map((i, rank) => Math.min(1, factor(rank) * values[i]) <= alpha)
        return method === 'holm' ? passes.slice(0, place + 1).every(Boolean) : passes.slice(place).some(Boolean)
      }
      return levels.find(isRejected) ?? 1
    })
  }

  test('reject just when the step procedures do', () => {
    const some = fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(some, fc.constantFrom('holm' as const, 'hochberg' as const, 'bh' as const), (values, method) => {
        expect([...adjustedPValues(values, { method })]).toEqual(byDefinition(values, method))
      }),
    )
  })

  test('rise with the raw values, stay in order, and keep their known ranking', () => {
    const some = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(some, (values) => {
        const all = Object.fromEntries(
          ADJUSTMENTS.map((method) => [method, adjustedPValues(values, { method })]),
        ) as Record<Adjustment, Float64Array>
        for (const i of values.keys()) {
          for (const j of values.keys()) {
            if (values[i] > values[j])
              for (const each of Object.values(all)) expect(each[i]).toBeGreaterThanOrEqual(each[j])
          }
          expect(all.bonferroni[i]).toBeGreaterThanOrEqual(all.holm[i])
          expect(all.holm[i]).toBeGreaterThanOrEqual(all.hochberg[i])
          expect(all.hochberg[i]).toBeGreaterThanOrEqual(all.bh[i])
          expect(all.by[i]).toBeGreaterThanOrEqual(all.bh[i])
          expect(all.bh[i] * (1 + 1e-15)).toBeGreaterThanOrEqual(values[i])
        }
      }),
    )
  })

  test('Sidak keeps the digits of tiny p-values', () => {
    expect(adjustedPValues([1e-20, 0.5], { method: 'sidak' })).toEqual(Float64Array.of(2e-20, 0.75))
  })

  test('refuse what is no probability', () => {
    expect(() => adjustedPValues([0.1, Number.NaN], { method: 'bh' })).toThrow(/pValues\[1\] must be a probability/)
    expect(() => adjustedPValues([1.2], { method: 'bh' })).toThrow(/pValues\[0\]/)
    expect(() => adjustedPValues([1], { method: 'fdr' as 'bh' })).toThrow(/method must be one of/)
    expect(adjustedPValues([], { method: 'by' })).toEqual(new Float64Array(0))
  })
})

describe('the best of many rules', () => {
  const shift = [0.35, 0.15, 0.08, 0, 0]
  const columns = shift.map((less, k) =>
    Float64Array.from(
      { length: 40 },
      (_, t) => (((t * 31 + k * 17) * (t + 3 * k + 1)) % 97) / 97 - 0.5 + 0.04 * k - 0.06 - less,
    ),
  )
  const draws = Array.from({ length: 200 }, (_, b) =>
    Array.from({ length: 40 }, (_, t) => (b * b * 13 + t * t * (b + 5) + 7 * t * b) % 40),
  )

  test('Hansen: the values of an independent program on the same draws', () => {
    const studentised = superiorPredictive(columns, draws)
    expect(studentised.best).toBe(3)
    expect(studentised.statistic).toBeCloseTo(1.0634256661267174, 12)
    expect(studentised.pValues).toEqual({ lower: 0.05, consistent: 0.3, upper: 0.35 })
    const plain = superiorPredictive(columns, draws, { statistic: 'mean' })
    expect(plain.pValues).toEqual({ lower: 0.25, consistent: 0.3, upper: 0.35 })
  })

  test('White is the upper answer with plain means', () => {
    expect(realityCheck(columns, draws)).toEqual({ best: 3, mean: mean(columns[3]), pValue: 0.35 })
  })

  test('Romano and Wolf: the values of an independent program', () => {
    const expected = Float64Array.of(201, 201, 191, 71, 101).map((count) => count / 201)
    expect(romanoWolf(columns, draws)).toEqual(expected)
    expect(romanoWolf(columns, draws, { statistic: 'mean' })).toEqual(expected)
  })

  test('a resample must be above the best to count for Hansen and White, as good as it for Romano and Wolf', () => {
    const even = [Float64Array.of(1, -1, 2, -2)]
    const same = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [0, 0, 2, 2],
    ]
    expect(realityCheck(even, same).pValue).toBe(1 / 3)
    expect(superiorPredictive(even, same).pValues.upper).toBe(1 / 3)
    expect(romanoWolf(even, same)).toEqual(Float64Array.of(1))
  })

  test('Hansen: when every rule loses the statistic is 0', () => {
    const losing = [Float64Array.of(-1, -3, -2, -4), Float64Array.of(-2, -4, -1, -3)]
    const found = superiorPredictive(losing, [
      [0, 0, 2, 2],
      [1, 1, 3, 3],
      [0, 1, 0, 1],
    ])
    expect(found.statistic).toBe(0)
    expect(found.pValues.lower).toBe(0)
  })

  test('Romano and Wolf: a poorer rule never has a smaller p-value', () => {
    // The better rule is noisy and the poorer one hardly moves, so alone it would be called surer.
    const rules = [Float64Array.of(9, -9, 9, -1), Float64Array.of(1, 1.1, 1, 1.1)]
    const rows = [
      [0, 0, 0, 0],
      [1, 1, 1, 1],
      [0, 2, 0, 2],
      [3, 3, 3, 3],
    ]
    expect(romanoWolf(rules, rows, { statistic: 'mean' })).toEqual(Float64Array.of(0.6, 0.6))
  })

  test('are their definitions on any columns, ties by rounding being ties', () => {
    const whole = fc.integer({ min: -9, max: 9 }).map((value) => value / 10)
    const some = fc
      .tuple(fc.integer({ min: 5, max: 9 }), fc.integer({ min: 1, max: 3 }))
      .chain(([rows, count]) =>
        fc.tuple(
          fc.array(fc.array(whole, { minLength: rows, maxLength: rows }), { minLength: count, maxLength: count }),
          fc.array(fc.array(fc.nat(rows - 1), { minLength: rows, maxLength: rows }), { minLength: 3, maxLength: 20 }),
        ),
      )
    fc.assert(
      fc.property(some, ([panel, resamples]) => {
        const rows = panel[0].length
        // Totals in tenths are whole numbers, so that nothing is rounded.
        const tenths = (values: readonly number[]) => values.reduce((total, value) => total + Math.round(10 * value), 0)
        const totals = panel.map(tenths)
        const again = resamples.map((draw) => panel.map((values) => tenths(draw.map((row) => values[row]))))
        const over = again.map((each) => each.map((total, k) => total - totals[k]))
        const best = Math.max(...totals)
        const beaten = over.filter((each) => Math.max(...each) > best).length
        const given = panel.map((values) => Float64Array.from(values))
        expect(realityCheck(given, resamples).pValue).toBe(beaten / resamples.length)
        const poor = (k: number) => {
          const error = Math.sqrt(over.reduce((total, each) => total + each[k] ** 2, 0) / over.length)
          return totals[k] < -Math.sqrt(2 * Math.log(Math.log(rows))) * error
        }
        const share = (centre: (k: number) => number) =>
          again.filter((each) => Math.max(...each.map((total, k) => total - centre(k))) > best).length / again.length
        expect(superiorPredictive(given, resamples, { statistic: 'mean' }).pValues).toEqual({
          lower: share((k) => Math.max(0, totals[k])),
          consistent: share((k) => (poor(k) ? 0 : totals[k])),
          upper: share((k) => totals[k]),
        })
        const order = totals.map((_, k) => k).sort((a, b) => totals[b] - totals[a])
        let bound = 0
        const expected = new Float64Array(totals.length)
        for (const [step, k] of order.entries()) {
          const left = order.slice(step)
          const extremes = over.filter((each) => Math.max(...left.map((j) => each[j])) >= totals[k]).length
          bound = Math.max(bound, (1 + extremes) / (1 + resamples.length))
          expected[k] = bound
        }
        const found = romanoWolf(given, resamples, { statistic: 'mean' })
        // Among equal rules the order is free, and the first that is asked has more rivals left.
        for (const [k, value] of found.entries()) {
          if (totals.filter((total) => total === totals[k]).length === 1) expect(value).toBe(expected[k])
        }
      }),
    )
  })

  test('refuse returns too large to be squared', () => {
    const giant = Float64Array.of(1e300, -2e300, 1e300, 3e300)
    for (const judge of [superiorPredictive, realityCheck, romanoWolf]) {
      expect(() => judge([giant], [[0, 1, 2, 2]])).toThrow(/columns\[0\] must be small enough for its means/)
    }
  })

  test('draws may come one by one', () => {
    expect(superiorPredictive(columns, new Set(draws))).toEqual(superiorPredictive(columns, draws))
  })

  test('a rule that truly wins is found among hopeless ones, where the reality check is blind', () => {
    const next = parkMiller(5)
    const hopeless = Array.from({ length: 20 }, (_, k) =>
      Float64Array.from({ length: 200 }, () => (3 + k) * next() - 3),
    )
    const good = Float64Array.from({ length: 200 }, () => next() + 0.15)
    const rows = Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => Math.floor((next() + 0.5) * 200)))
    expect(superiorPredictive([...hopeless, good], rows).pValues.consistent).toBe(0)
    expect(realityCheck([...hopeless, good], rows).pValue).toBeGreaterThan(0.5)
    const pValues = romanoWolf([...hopeless, good], rows)
    expect(pValues[20]).toBe(1 / 201)
    expect(pValues.slice(0, 20).every((value) => value > 0.5)).toBe(true)
  })

  test('refuse columns and draws that cannot be', () => {
    const rule = Float64Array.of(1, 2, 3, 4)
    const rows = [
      [0, 1, 2, 3],
      [3, 3, 3, 0],
    ]
    expect(() => superiorPredictive([rule, new Float64Array(4)], rows)).toThrow(
      /columns\[1\] must be a column that varies/,
    )
    expect(() => superiorPredictive([rule], [[0, 1, 2, 3]])).toThrow(/columns\[0\] must be a column that varies/)
    expect(() => superiorPredictive([], rows)).toThrow(/columns.length must be/)
    expect(() => superiorPredictive([rule], [])).toThrow(/draws must be an integer of at least 1/)
    expect(() => superiorPredictive([rule], [[0, 1, 2]])).toThrow(/draws\[0\].length must be/)
    expect(() => superiorPredictive([rule], [[0, 1, 2, 4]])).toThrow(/draws\[0\]\[3\] must be a row from 0 to 3/)
    expect(() => realityCheck([rule, Float64Array.of(1, Number.NaN, 1, 1)], rows)).toThrow(
      /columns\[1\]\[1\] must be finite/,
    )
    expect(realityCheck([rule, new Float64Array(4)], rows).best).toBe(0)
  })
})

describe('effectiveTrials', () => {
  const next = parkMiller(7)
  const columns = Array.from({ length: 12 }, () => Float64Array.from({ length: 30 }, next))
  for (const [into, weight, from] of [
    [3, 2, 0],
    [5, 1, 0],
    [8, 3, 7],
  ]) {
    for (let t = 0; t < 30; t++) columns[into][t] += weight * columns[from][t]
  }
  const correlation = correlationMatrix(columns)

  test('the values of an independent program', () => {
    expect(effectiveTrials(correlation)).toBeCloseTo(11.783464653298173, 10)
    expect(effectiveTrials(correlation, { method: 'entropy' })).toBeCloseTo(8.364678946209631, 10)
    const clusters = [0.8, 0.5, 0.2, 0.1, 0].map((cut) => effectiveTrials(correlation, { method: 'clusters', cut }))
    expect(clusters).toEqual([10, 9, 8, 5, 3])
    expect(effectiveTrials(correlation, { method: 'clusters' })).toBe(9)
  })

  test('joins at the heights of an independent program', () => {
    const expected = [0.958, 0.8391, 0.6532, 0.4014, 0.1802, 0.174, 0.165, 0.0762, 0.0148, -0.0137, -0.1171]
    const heights = averageLinkage(correlation).sort().reverse()
    for (const [i, height] of heights.entries()) expect(height).toBeCloseTo(expected[i], 4)
    expect(heights.length).toBe(11)
  })

  test('clusters are those of joining the two nearest groups again and again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 9 }), (seed, count) => {
        const draw = parkMiller(seed)
        const some = Array.from({ length: count }, () => Float64Array.from({ length: 20 }, draw))
        for (let k = 1; k < count; k += 2) for (let t = 0; t < 20; t++) some[k][t] += some[k - 1][t]
        const matrix = correlationMatrix(some)
        const cut = draw()
        let groups = some.map((_, k) => [k])
        for (;;) {
          let [height, a, b] = [cut, -1, -1]
          for (let i = 0; i < groups.length; i++) {
            for (let j = i + 1; j < groups.length; j++) {
              const pairs = groups[i].flatMap((p) => groups[j].map((q) => matrix.data[p * count + q]))
              const near = pairs.reduce((total, value) => total + value, 0) / pairs.length
              if (near > height) [height, a, b] = [near, i, j]
            }
          }
          if (a < 0) break
          groups = [...groups.filter((_, k) => k !== a && k !== b), [...groups[a], ...groups[b]]]
        }
        expect(effectiveTrials(matrix, { method: 'clusters', cut })).toBe(groups.length)
      }),
    )
  })

  test('copies are one trial and independent trials are all of them, by every method', () => {
    const alike = matrixFrom([
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ])
    const apart = matrixFrom([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
    for (const method of ['mean-correlation', 'entropy', 'clusters'] as const) {
      expect(effectiveTrials(alike, { method })).toBeCloseTo(1, 10)
      expect(effectiveTrials(apart, { method })).toBeCloseTo(3, 10)
      expect(effectiveTrials(matrixFrom([[1]]), { method })).toBe(1)
    }
  })

  test('opposites never make more trials than there are', () => {
    expect(
      effectiveTrials(
        matrixFrom([
          [1, -1],
          [-1, 1],
        ]),
      ),
    ).toBe(2)
  })

  test('refuses what is no correlation matrix', () => {
    expect(() =>
      effectiveTrials(
        matrixFrom([
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toThrow(/correlation\(1, 0\) must be from -1 to 1/)
    expect(() =>
      effectiveTrials(
        matrixFrom([
          [2, 0],
          [0, 2],
        ]),
      ),
    ).toThrow(/correlation\(0, 0\) must be 1/)
    expect(() => effectiveTrials(correlationMatrix([new Float64Array(5), columns[0].slice(0, 5)]))).toThrow(/finite/)
  })
})
