import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kurtosis, skewness } from '../../src/math/moments.ts'
import { normalCdf } from '../../src/math/normal.ts'
import { normalQuantile } from '../../src/math/normal-quantile.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { deflatedSharpe } from '../../src/validation/deflated-sharpe.ts'
import { expectedMaxSharpe } from '../../src/validation/expected-max-sharpe.ts'
import { minimumBacktestLength, minimumTrackRecord } from '../../src/validation/minimum-track-record.ts'
import { expectedMaxNormal, normalMaximum } from '../../src/validation/normal-maximum.ts'
import { probabilisticSharpe } from '../../src/validation/probabilistic-sharpe.ts'
import { sharpeHaircut } from '../../src/validation/sharpe-haircut.ts'
import { annualSharpe, perPeriodSharpe, type SharpeRatio } from '../../src/validation/sharpe-ratio.ts'
import { sharpeStandardError } from '../../src/validation/sharpe-standard-error.ts'
import { trackRecordOf } from '../../src/validation/track-record.ts'
import { numbersOf, slowNumbers } from './data.ts'

const annual = (value: number, periodsPerYear: number): SharpeRatio => ({ annual: value, periodsPerYear })
const perPeriod = (value: number): SharpeRatio => ({ perPeriod: value })
const average = (column: Float64Array): number => column.reduce((total, value) => total + value, 0) / column.length

/** Monthly returns of Bacon, "Practical Portfolio Performance Measurement and Attribution", 2008. */
const BACON = Float64Array.of(
  ...[0.003, 0.026, 0.011, -0.01, 0.015, 0.025, 0.016, 0.067, -0.014, 0.04, -0.005, 0.081, 0.04, -0.037, -0.061, 0.017],
  ...[-0.049, -0.022, 0.07, 0.058, -0.065, 0.024, -0.005, -0.009],
)

describe('probabilisticSharpe', () => {
  const fund = { count: 24, sharpe: annual(1.585, 12), skewness: -2.448, kurtosis: 10.164 }

  test('Bailey and López de Prado 2012: 24 months', () => {
    expect(probabilisticSharpe(fund)).toBeCloseTo(0.91323430688, 10)
    expect(probabilisticSharpe({ count: 24, sharpe: fund.sharpe }).toFixed(3)).toBe('0.982')
  })

  test('Bacon 2008: 24 months as PerformanceAnalytics has them, with the kurtosis and without', () => {
    expect(probabilisticSharpe(BACON).toFixed(7)).toBe('0.8580412')
    const { kurtosis: _, ...normal } = trackRecordOf(BACON)
    expect(probabilisticSharpe(normal).toFixed(7)).toBe('0.8571913')
  })

  test('is its formula on any returns, and so are the deflated ratio and the minimum length', () => {
    const some = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 8, maxLength: 60 })
    fc.assert(
      fc.property(some, fc.double({ min: -0.3, max: 0.3, noNaN: true }), fc.integer(), (values, bar, seed) => {
        const returns = Float64Array.from(values, (value, t) => value + 0.01 * (t % 3))
        const centre = average(returns)
        const moment = (k: number) => average(returns.map((value) => (value - centre) ** k))
        const ratio = centre / Math.sqrt((moment(2) * returns.length) / (returns.length - 1))
        const skew = moment(3) / moment(2) ** 1.5
        const shape = 1 - skew * ratio + ((moment(4) / moment(2) ** 2 - 1) / 4) * ratio ** 2
        const psr = (against: number) =>
          normalCdf(((ratio - against) * Math.sqrt(returns.length - 1)) / Math.sqrt(shape))
        expect(probabilisticSharpe(returns, { benchmark: perPeriod(bar) })).toBeCloseTo(psr(bar), 9)
        const others = numbersOf(1 + Math.abs(seed % 1e6), 7)
        const spread = Math.sqrt(others.reduce((sum, value) => sum + (value - average(others)) ** 2, 0) / 6)
        const far = (share: number) => normalQuantile(1 - share / 7)
        const luck = spread * ((1 - 0.5772156649015329) * far(1) + 0.5772156649015329 * far(1 / Math.E))
        expect(deflatedSharpe(returns, { sharpes: { perPeriod: others } })).toBeCloseTo(psr(luck), 9)
        const needed = 1 + shape * (normalQuantile(0.9) / 0.05) ** 2
        const against = { benchmark: perPeriod(ratio - 0.05), confidence: 0.9 }
        expect(minimumTrackRecord(returns, against) / needed).toBeCloseTo(1, 9)
      }),
    )
  })

  test('does not hang on the size of the returns, and is undefined where their squares are no numbers', () => {
    const returns = numbersOf(3, 80).map((value) => value + 0.05)
    const times = (factor: number) => probabilisticSharpe(returns.map((value) => value * factor))
    for (const factor of [1e-9, 1e100]) expect(times(factor)).toBeCloseTo(times(1), 10)
    expect([1e200, 1e-200].map(times)).toEqual([Number.NaN, Number.NaN])
  })

  test('López de Prado, Lipton and Zoonekynd 2025: the error at the benchmark, divisor n', () => {
    const record = { ...fund, sharpe: perPeriod(0.036 / 0.079) }
    expect(probabilisticSharpe(record, { error: 'benchmark' }).toFixed(3)).toBe('0.987')
    const against = { error: 'benchmark' as const, benchmark: perPeriod(0.1) }
    expect(probabilisticSharpe(record, against).toFixed(3)).toBe('0.939')
    const toDivisorN = Math.sqrt(23 / 24)
    expect((sharpeStandardError(record) * toDivisorN).toFixed(3)).toBe('0.329')
    expect((sharpeStandardError({ count: 24, sharpe: record.sharpe }) * toDivisorN).toFixed(3)).toBe('0.214')
  })

  test('takes returns as it takes their figures', () => {
    const returns = numbersOf(3, 80).map((value) => value + 0.05)
    const record = trackRecordOf(returns)
    expect(record).toEqual({
      count: 80,
      sharpe: { perPeriod: sharpe(returns) },
      skewness: skewness(returns),
      kurtosis: kurtosis(returns),
    })
    expect(probabilisticSharpe(returns)).toBe(probabilisticSharpe(record))
    expect(trackRecordOf(returns, { riskFree: 0.05 }).sharpe.perPeriod).toBe(sharpe(returns, { riskFree: 0.05 }))
  })

  test('is one half against itself, and what it says of a ratio and its mirror image adds up to 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.integer({ min: 2, max: 5000 }),
        (ratio, count) => {
          const record = { count, sharpe: perPeriod(ratio), skewness: 0.5, kurtosis: 4 }
          expect(probabilisticSharpe(record, { benchmark: record.sharpe })).toBe(0.5)
          const mirrored = { ...record, sharpe: perPeriod(-ratio), skewness: -0.5 }
          expect(probabilisticSharpe(record) + probabilisticSharpe(mirrored)).toBeCloseTo(1, 12)
        },
      ),
    )
  })

  test('is undefined, never 0 or 1, where the ratio is', () => {
    expect(probabilisticSharpe(new Float64Array(50))).toBeNaN()
    expect(probabilisticSharpe(Float64Array.of(1, 2, 3))).toBeNaN()
    expect(probabilisticSharpe({ count: 9, sharpe: perPeriod(Number.NaN) })).toBeNaN()
    expect(probabilisticSharpe({ count: 9, sharpe: perPeriod(2), skewness: 1, kurtosis: 2 })).toBeNaN()
  })

  test('refuses a bare number, a wrong unit and an excess kurtosis', () => {
    const bare = 1.5 as unknown as SharpeRatio
    expect(() => probabilisticSharpe({ count: 24, sharpe: bare })).toThrow(
      /sharpe must be a figure with its unit, received 1.5. Say/,
    )
    expect(() => probabilisticSharpe(fund, { benchmark: bare })).toThrow(/benchmark must be a figure with its unit/)
    expect(() => perPeriodSharpe({ annual: 2 } as SharpeRatio)).toThrow(/sharpe.periodsPerYear must be a finite number/)
    expect(() => perPeriodSharpe({ perPeriod: 1, annual: 2, periodsPerYear: 252 })).toThrow(
      /option must be one of perPeriod/,
    )
    expect(() => perPeriodSharpe(perPeriod(Number.POSITIVE_INFINITY))).toThrow(/sharpe must be a number/)
    expect(() => probabilisticSharpe({ ...fund, kurtosis: 0 })).toThrow(/Is it the excess\? Add 3/)
    expect(() => probabilisticSharpe({ ...fund, count: 1 })).toThrow(/count must be an integer of at least 2/)
    expect(() => probabilisticSharpe(fund, { lags: 2 })).toThrow(/lags must be 0 for figures/)
    expect(() => probabilisticSharpe(fund, { error: 'benchmark', lags: 1 })).toThrow(/lags must be 0 unless/)
    for (const column of [[1, 2, 3, 4], Float32Array.of(1, 2, 3, 4)]) {
      expect(() => probabilisticSharpe(column as never)).toThrow(/track must be returns \(a Float64Array\)/)
    }
    expect(() => probabilisticSharpe(Float64Array.of(1, 2, Number.NaN, 3))).toThrow(/\[2\] must be finite/)
    expect(() => probabilisticSharpe(new Float64Array(1))).toThrow(/count must be an integer of at least 2/)
    expect(() => probabilisticSharpe(null as unknown as Float64Array)).toThrow(
      /track must be returns \(a Float64Array\) or their figures/,
    )
  })
})

describe('units', () => {
  test('a yearly ratio is that of a bar times the root of the bars of a year', () => {
    expect(perPeriodSharpe(annual(4, 256))).toBe(0.25)
    expect(annualSharpe(perPeriod(0.25), 256)).toBe(4)
    expect(annualSharpe(annual(2, 4), 16)).toBe(4)
  })

  test('a yearly variance is that of a bar times the bars of a year', () => {
    const yearly = expectedMaxSharpe({ count: 30, variance: { annual: 0.5, periodsPerYear: 250 } })
    expect(yearly).toEqual(expectedMaxSharpe({ count: 30, variance: { perPeriod: 0.002 } }))
  })
})

describe('sharpeStandardError', () => {
  test('is the formula of 2012 in both its forms', () => {
    const [ratio, skew, kurt, n] = [0.3, -0.8, 5, 61]
    const other = Math.sqrt((1 + ratio ** 2 / 2 - skew * ratio + ((kurt - 3) / 4) * ratio ** 2) / (n - 1))
    const record = { count: n, sharpe: perPeriod(ratio), skewness: skew, kurtosis: kurt }
    expect(sharpeStandardError(record)).toBeCloseTo(other, 15)
  })

  test('counts serial correlation as the delta method does on the long-run covariance of the moments', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 6 }), (seed, lags) => {
        let last = 0
        const returns = numbersOf(seed, 60).map((value) => {
          last = 0.4 * last + value
          return last
        })
        const centre = average(returns)
        const variance = average(returns.map((value) => (value - centre) ** 2))
        const apart = [returns.map((value) => value - centre), returns.map((value) => (value - centre) ** 2 - variance)]
        const at = (i: number, j: number, lag: number) =>
          apart[i].subarray(lag).reduce((total, value, t) => total + value * apart[j][t], 0) / 60
        const longRun = (i: number, j: number) => {
          let total = at(i, j, 0)
          for (let lag = 1; lag <= lags; lag++) total += (1 - lag / (lags + 1)) * (at(i, j, lag) + at(j, i, lag))
          return total
        }
        const slopes = [1 / Math.sqrt(variance), -sharpe(returns) / (2 * variance)]
        const all = [0, 1].flatMap((i) => [0, 1].map((j) => slopes[i] * slopes[j] * longRun(i, j)))
        const expected = Math.sqrt(all.reduce((total, value) => total + value, 0) / 59)
        expect(sharpeStandardError(returns, { lags }) / expected).toBeCloseTo(1, 9)
      }),
      { numRuns: 50 },
    )
  })

  test('counts serial correlation (values of an independent program)', () => {
    const returns = slowNumbers().map((value) => value + 0.3)
    expect(sharpeStandardError(returns)).toBeCloseTo(0.04853544325435324, 12)
    expect(sharpeStandardError(returns, { lags: 1 })).toBeCloseTo(0.05855212005722973, 12)
    expect(sharpeStandardError(returns, { lags: 5 })).toBeCloseTo(0.0729488569004134, 12)
  })

  test('refuses more lags than there are', () => {
    expect(() => sharpeStandardError(Float64Array.of(1, 2, 3, 5), { lags: 4 })).toThrow(/lags must be .* at most 3/)
  })
})

describe('deflatedSharpe', () => {
  const winner = { count: 1250, sharpe: annual(2.5, 250), skewness: -3, kurtosis: 10 }
  const variance = { annual: 0.5, periodsPerYear: 250 }

  test('Bailey and López de Prado 2014: the numerical example', () => {
    expect(expectedMaxSharpe({ count: 100, variance }).perPeriod.toFixed(4)).toBe('0.1132')
    expect(deflatedSharpe(winner, { count: 100, variance })).toBeCloseTo(0.90039683444939, 12)
    expect(deflatedSharpe(winner, { count: 46, variance })).toBeCloseTo(0.95050170685, 10)
    expect(deflatedSharpe({ ...winner, skewness: 0, kurtosis: 3 }, { count: 88, variance })).toBeCloseTo(
      0.95049081665,
      10,
    )
  })

  test('López de Prado, Lipton and Zoonekynd 2025: ten trials', () => {
    const record = { count: 24, sharpe: perPeriod(0.036 / 0.079), skewness: -2.448, kurtosis: 10.164 }
    const trials = { count: 10, variance: { perPeriod: 0.1 } }
    expect(expectedMaxSharpe(trials).perPeriod.toFixed(3)).toBe('0.498')
    expect(deflatedSharpe(record, trials, { error: 'benchmark' }).toFixed(3)).toBe('0.451')
    expect(deflatedSharpe(record, trials, { error: 'maximum' }).toFixed(3)).toBe('0.416')
  })

  test('the largest of N normal draws: the formula, and the exact value as a bound', () => {
    const rows = [
      [2, 0.5198, 0.5642],
      [3, 0.8528, 0.8463],
      [10, 1.5746, 1.5388],
      [1000, 3.2551, 3.2414],
    ]
    for (const [count, formula, exact] of rows) {
      expect(expectedMaxNormal(count)).toBeCloseTo(formula, 4)
      expect(normalMaximum(count).mean).toBeCloseTo(exact, 4)
    }
    expect(expectedMaxNormal(100)).toBeCloseTo(2.5306028932, 9)
    expect(normalMaximum(100).mean.toFixed(4)).toBe('2.5076')
    expect(normalMaximum(10).variance).toBeCloseTo(0.3443438232606919, 12)
    expect(normalMaximum(1).variance).toBeCloseTo(1, 12)
  })

  test('the largest of very many draws keeps its digits', () => {
    // By quadrature in 40-digit arithmetic.
    for (const [count, mean, variance] of [
      [1e6, 4.862897486196463, 0.06150627141283052],
      [1e9, 6.087684584445959, 0.0408500536644441],
      [1e12, 7.112463684767471, 0.030544231258299855],
    ]) {
      expect(normalMaximum(count).mean).toBeCloseTo(mean, 13)
      expect(normalMaximum(count).variance).toBeCloseTo(variance, 13)
    }
  })

  test('above two trials the formula is above the exact mean by less than 3 %, and it rises with the trials', () => {
    let last = 0
    for (const count of [3, 4, 6, 10, 30, 100, 1000, 1e5, 1e7]) {
      const formula = expectedMaxNormal(count)
      expect(formula / normalMaximum(count).mean).toBeGreaterThan(1)
      expect(formula / normalMaximum(count).mean).toBeLessThan(1.03)
      expect(formula).toBeGreaterThan(last)
      last = formula
    }
  })

  test('with one trial it is the probabilistic ratio against 0, whatever the variance', () => {
    const expected = probabilisticSharpe(winner)
    expect(deflatedSharpe(winner, { count: 1, variance })).toBe(expected)
    expect(deflatedSharpe(winner, { count: 1, variance: { perPeriod: Number.NaN } })).toBe(expected)
    expect(deflatedSharpe(winner, { sharpes: { perPeriod: [0.2] } })).toBe(expected)
    expect(expectedMaxNormal(1.2)).toBe(0)
  })

  test('takes a list of trials as it takes its count and sample variance', () => {
    const sharpes = { annual: [0.5, 1, 2.5, -0.5], periodsPerYear: 250 }
    const spread = [0.5, 1, 2.5, -0.5].reduce((sum, value) => sum + (value - 0.875) ** 2, 0) / 3
    const summary = { count: 4, variance: { annual: spread, periodsPerYear: 250 } }
    expect(deflatedSharpe(winner, { sharpes })).toBeCloseTo(deflatedSharpe(winner, summary), 14)
    const more = expectedMaxSharpe({ sharpes, count: 2.5 }).perPeriod
    expect(more).toBeCloseTo(expectedMaxSharpe({ ...summary, count: 2.5 }).perPeriod, 14)
  })

  test('refuses trials without a count, a ratio or a unit', () => {
    expect(() => deflatedSharpe(winner, { count: 0, variance })).toThrow(/count must be a finite number of at least 1/)
    expect(() => deflatedSharpe(winner, { count: 5, variance: 0.5 as never })).toThrow(
      /variance must be a figure with its unit/,
    )
    expect(() => deflatedSharpe(winner, { count: 5, variance: { perPeriod: -1 } })).toThrow(
      /variance must be at least 0/,
    )
    expect(() => deflatedSharpe(winner, { sharpes: { perPeriod: [0.1, Number.NaN] } })).toThrow(
      /sharpes\[1\] must be finite/,
    )
    expect(() => deflatedSharpe(winner, { sharpes: { perPeriod: [] } })).toThrow(
      /count must be a finite number of at least 1/,
    )
    expect(() => deflatedSharpe(winner, { sharpes: [0.1, 0.2] as never })).toThrow(
      /sharpes must be a figure with its unit/,
    )
    expect(() => deflatedSharpe(winner, 100 as never)).toThrow(/trials must be/)
    expect(deflatedSharpe(winner, { count: 5, variance: { perPeriod: Number.NaN } })).toBeNaN()
  })
})

describe('minimum lengths', () => {
  test('Bailey and López de Prado 2012, figure 8: ratio 2 against 1, in years', () => {
    const years = (periods: number, shape = {}) =>
      minimumTrackRecord({ sharpe: annual(2, periods), ...shape }, { benchmark: annual(1, periods) }) / periods
    expect(years(250)).toBeCloseTo(2.7311878, 6)
    expect(years(52)).toBeCloseTo(2.8288336, 6)
    expect(years(12)).toBeCloseTo(3.2398007, 6)
    expect(years(12, { skewness: -0.72, kurtosis: 5.78 }).toFixed(2)).toBe('4.99')
    const long = { sharpe: annual(3, 12), skewness: -0.72, kurtosis: 5.78 }
    expect(minimumTrackRecord(long, { benchmark: annual(2.5, 12) }) / 12).toBeCloseTo(27.3529202, 6)
  })

  test('at the minimum length the probabilistic ratio is the confidence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 600 }), fc.integer({ min: -3, max: 3 }), (length, lean) => {
        const shape = { sharpe: perPeriod(0.2), skewness: lean / 4, kurtosis: 4 }
        const confidence = probabilisticSharpe({ count: length, ...shape }, { benchmark: perPeriod(0.05) })
        expect(minimumTrackRecord(shape, { benchmark: perPeriod(0.05), confidence }) / length).toBeCloseTo(1, 6)
      }),
    )
  })

  test('no length proves a ratio at or below its benchmark', () => {
    expect(minimumTrackRecord({ sharpe: perPeriod(0) })).toBe(Number.POSITIVE_INFINITY)
    expect(minimumTrackRecord({ sharpe: perPeriod(0.1) }, { benchmark: perPeriod(0.2) })).toBe(Number.POSITIVE_INFINITY)
    expect(minimumTrackRecord(new Float64Array(10))).toBeNaN()
    expect(() => minimumTrackRecord({ sharpe: perPeriod(1) }, { confidence: 0.5 })).toThrow(
      /confidence must be .* above 0.5/,
    )
  })

  test('Bailey, Borwein, López de Prado and Zhu 2014: 45 trials for five years, 7 for two', () => {
    expect(minimumBacktestLength(45, annual(1, 1))).toBeCloseTo(4.99808700444, 10)
    expect(minimumBacktestLength(7, annual(1, 1)).toFixed(3)).toBe('1.923')
    for (const count of [2, 7, 45, 1e4]) {
      expect(minimumBacktestLength(count, annual(1, 1))).toBeLessThan(2 * Math.log(count))
    }
    expect(minimumBacktestLength(1, annual(1, 252))).toBe(0)
    expect(() => minimumBacktestLength(9, annual(0, 252))).toThrow(/sharpe must be a finite number above 0/)
  })
})

describe('sharpeHaircut', () => {
  const record = { count: 120, sharpe: perPeriod(0.3) }
  const others = { perPeriod: [0.35, 0.28, 0.2, 0.15, 0.1, -0.05] }

  test('counts the other trials (values of an independent program)', () => {
    const rows = [
      ['bonferroni', 0.009339119569570897, 0.24121699320402065],
      ['holm', 0.008004959631060769, 0.24623107216553325],
      ['by', 0.012107501441979411, 0.2326005277688088],
    ] as const
    for (const [method, pValue, left] of rows) {
      const found = sharpeHaircut(record, { method, others })
      expect(found.pValue).toBeCloseTo(0.0013341599385101282, 12)
      expect(found.adjustedPValue).toBeCloseTo(pValue, 12)
      expect(found.perPeriod).toBeCloseTo(left, 10)
      expect(found.haircut).toBeCloseTo(1 - left / 0.3, 10)
    }
    expect(sharpeHaircut(record, { trials: 7 })).toEqual(sharpeHaircut(record, { others }))
  })

  test('cuts nothing off a single trial and everything where significance is gone', () => {
    expect(sharpeHaircut(record, { trials: 1 }).perPeriod).toBeCloseTo(0.3, 12)
    expect(sharpeHaircut(record, { trials: 1e6 })).toMatchObject({ haircut: 1, adjustedPValue: 1 })
    expect(sharpeHaircut({ count: 120, sharpe: perPeriod(-0.3) }, { trials: 1 }).perPeriod).toBeCloseTo(-0.3, 12)
    expect(sharpeHaircut({ count: 120, sharpe: perPeriod(0) }, { trials: 3 }).haircut).toBeNaN()
    expect(sharpeHaircut(new Float64Array(9), { others }).perPeriod).toBeNaN()
  })

  test('is undefined where the p-value is too small to be told from 0, and 0 has no sign', () => {
    for (const ratio of [1, -1]) {
      const found = sharpeHaircut({ count: 10_000, sharpe: perPeriod(ratio) }, { trials: 10 })
      expect(found).toEqual({ perPeriod: Number.NaN, haircut: Number.NaN, pValue: 0, adjustedPValue: 0 })
    }
    expect(Object.is(sharpeHaircut(record, { trials: 1e6 }).perPeriod, 0)).toBe(true)
  })

  test('refuses what leaves the other trials unknown', () => {
    expect(() => sharpeHaircut(record, {})).toThrow(/trials must be an integer .*Give trials, their number/)
    expect(() => sharpeHaircut(record, { method: 'by', trials: 7 })).toThrow(
      /method must be "bonferroni" without others/,
    )
    expect(() => sharpeHaircut(record, { trials: 7, others })).toThrow(/trials must be left out beside others/)
  })
})
