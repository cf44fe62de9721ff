import { all, bignumber, create } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { chiSquareQuantile } from '../../src/math/chi-square.ts'
import { logGamma } from '../../src/math/log-gamma.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { coverageTest, kupiecTest } from '../../src/risk/coverage-test.ts'
import { riskForecasts } from '../../src/risk/risk-forecasts.ts'
import { tailRisk } from '../../src/risk/tail-risk.ts'
import { drawPanel } from './panel.ts'

const unknown = { statistic: Number.NaN, pValue: Number.NaN }
const CRITICAL = 3.841458820694124
const math = create(all, { number: 'BigNumber', precision: 40 })

/** A column of returns whose breaches of a loss of 0.5 are the ones. */
function breaking(pattern: string): [Float64Array, Float64Array] {
  const returns = Float64Array.from(pattern, (sign) => (sign === '1' ? -1 : 0))
  return [returns, new Float64Array(returns.length).fill(0.5)]
}

describe('kupiecTest', () => {
  // Kupiec 1995, "Techniques for verifying the accuracy of risk measurement models": numbers of breaches that pass at 5 %.
  test.each([
    [0.99, 255, undefined, 7],
    [0.99, 510, 1, 11],
    [0.99, 1000, 4, 17],
    [0.975, 255, 2, 12],
    [0.975, 510, 6, 21],
    [0.975, 1000, 15, 36],
    [0.95, 255, 6, 21],
    [0.95, 510, 16, 36],
    [0.95, 1000, 37, 65],
    [0.925, 255, 11, 28],
    [0.925, 510, 27, 51],
    [0.925, 1000, 59, 92],
    [0.9, 255, 16, 36],
    [0.9, 510, 38, 65],
    [0.9, 1000, 81, 120],
  ])('at %d of %d bars passes between %s and %d breaches, as published', (confidence, bars, above, below) => {
    const passes = Array.from({ length: bars }, (_, n) => n).filter(
      (n) => kupiecTest(n, bars, { confidence }).statistic < CRITICAL,
    )
    if (above !== undefined) expect(passes[0]).toBe(above + 1)
    expect(passes.at(-1)).toBe(below - 1)
    expect(passes.length).toBe((passes.at(-1) as number) - passes[0] + 1)
  })

  test('agrees with the likelihoods in 40 digits', () => {
    const likelihood = (n: number, bars: number, chance: string | number) =>
      math.evaluate(`log(p) * ${n} + log(1 - p) * ${bars - n}`, { p: bignumber(chance) })
    const found = math.evaluate('7 / 255').toString()
    const statistic = 2 * (likelihood(7, 255, found) - likelihood(7, 255, '0.01'))
    expect(kupiecTest(7, 255, { confidence: 0.99 }).statistic).toBeCloseTo(Number(statistic), 10)
  })

  test('is 0 with as many breaches as promised, and judges none at all', () => {
    expect(kupiecTest(50, 1000).statistic).toBeCloseTo(0, 12)
    expect(kupiecTest(0, 255, { confidence: 0.99 }).statistic).toBeCloseTo(-2 * 255 * Math.log(0.99), 12)
    expect(kupiecTest(255, 255).pValue).toBeLessThan(1e-200)
  })

  test('refuses a right forecast as often as its level says: the exact chance, by the binomial law', () => {
    const [bars, chance] = [1000, 0.05]
    let refused = 0
    for (let n = 0; n <= bars; n++) {
      if (kupiecTest(n, bars).pValue >= 0.05) continue
      const ways = logGamma(bars + 1) - logGamma(n + 1) - logGamma(bars - n + 1)
      refused += Math.exp(ways + n * Math.log(chance) + (bars - n) * Math.log1p(-chance))
    }
    // The number of breaches is whole, so the level cannot be met exactly.
    expect(refused).toBeCloseTo(0.05, 2)
  })
})

describe('coverageTest', () => {
  test('counts pairs of neighbours: a case by hand', () => {
    const report = coverageTest(...breaking('0010000110000000'), { confidence: 0.8 })
    expect([report.observations, report.breaches]).toEqual([16, 3])
    expect(report.expected).toBeCloseTo(3.2, 12)
    // Pairs: 10 quiet-quiet, 2 quiet-breach, 2 breach-quiet, 1 breach-breach.
    const worked = math.evaluate(
      '2 * (log(10/12)*10 + log(2/12)*2 + log(2/3)*2 + log(1/3)*1 - log(12/15)*12 - log(3/15)*3)',
    )
    expect(report.independence.statistic).toBeCloseTo(Number(worked), 12)
    expect(report.conditional.statistic).toBeCloseTo(report.kupiec.statistic + report.independence.statistic, 12)
    expect(report.conditional.pValue).toBeCloseTo(Math.exp(-report.conditional.statistic / 2), 12)
  })

  test('finds breaches that cling together', () => {
    const clustered = `${'0'.repeat(190)}${'1'.repeat(10)}${'0'.repeat(50)}`
    const spread = `${'0'.repeat(24)}1`.repeat(10)
    expect(coverageTest(...breaking(clustered)).kupiec).toEqual(coverageTest(...breaking(spread)).kupiec)
    expect(coverageTest(...breaking(clustered)).independence.pValue).toBeLessThan(1e-9)
    expect(coverageTest(...breaking(spread)).independence.pValue).toBeGreaterThan(0.1)
  })

  test('cannot judge independence without a breach and a bar after it', () => {
    expect(coverageTest(...breaking('0000')).independence).toEqual(unknown)
    expect(coverageTest(...breaking('0001')).conditional).toEqual(unknown)
    expect(coverageTest(...breaking('1111')).independence).toEqual(unknown)
  })

  test('leaves out bars without a forecast, and does not call bars around them neighbours', () => {
    const [returns, forecasts] = breaking('01101')
    forecasts[2] = Number.NaN
    const report = coverageTest(returns, forecasts)
    expect([report.observations, report.breaches]).toEqual([4, 2])
    expect(report.independence).toEqual(unknown)
    const [moves, losses] = breaking('01001010')
    losses[3] = Number.NaN
    // Pairs: 2 quiet-breach, 3 breach-quiet.
    const worked = math.evaluate('2 * (-2 * log(2/5) - 3 * log(3/5))')
    expect(coverageTest(moves, losses).independence.statistic).toBeCloseTo(Number(worked), 12)
  })

  test('a loss as large as the forecast is no breach', () => {
    expect(coverageTest(Float64Array.of(-0.5, 0, -0.6), new Float64Array(3).fill(0.5)).breaches).toBe(1)
  })

  /** Share of right forecasts that each test refuses at 5 %. */
  function refused(bars: number, confidence: number, runs: number) {
    const level = { kupiec: 0, independence: 0, conditional: 0 }
    const forecasts = new Float64Array(bars).fill(confidence)
    for (let run = 0; run < runs; run++) {
      const random = randomFrom(9, run)
      const returns = Float64Array.from({ length: bars }, () => -random.float())
      const report = coverageTest(returns, forecasts, { confidence })
      for (const name of ['kupiec', 'independence', 'conditional'] as const) {
        if (report[name].pValue < 0.05) level[name] += 1 / runs
      }
    }
    return level
  }

  test('refuses right forecasts at its level when breaches are many', () => {
    // Three standard errors of 1500 runs are 0.017.
    const level = refused(2000, 0.9, 1500)
    for (const rate of Object.values(level)) expect(Math.abs(rate - 0.05)).toBeLessThan(0.017)
  })

  test('is off its level when they are few, as its comment says', () => {
    const [year, years] = [refused(250, 0.99, 1500), refused(1000, 0.95, 1500)]
    expect(Math.abs(year.kupiec - 0.097)).toBeLessThan(0.02)
    expect(Math.abs(year.independence - 0.014)).toBeLessThan(0.01)
    expect(Math.abs(years.independence - 0.085)).toBeLessThan(0.02)
    expect(Math.abs(years.kupiec - 0.05)).toBeLessThan(0.017)
  })
})

describe('riskForecasts', () => {
  const [returns] = drawPanel(1, 320, 4)

  test('are the losses of the window before, and know nothing of the bar itself', () => {
    const { valueAtRisk, expectedShortfall } = riskForecasts(returns, { window: 100, confidence: 0.9 })
    expect(Array.from(valueAtRisk.subarray(0, 100)).every(Number.isNaN)).toBe(true)
    for (let t = 100; t < 320; t++) {
      const loss = tailRisk(returns.subarray(t - 100, t), { confidence: 0.9 })
      expect([valueAtRisk[t], expectedShortfall[t]]).toEqual([loss.valueAtRisk, loss.expectedShortfall])
    }
    const other = riskForecasts(
      returns.map((value, t) => (t < 217 ? value : -1)),
      { window: 100, confidence: 0.9 },
    )
    expect(other.expectedShortfall.subarray(0, 218)).toEqual(expectedShortfall.subarray(0, 218))
    expect(other.expectedShortfall[218]).toBeGreaterThan(expectedShortfall[218])
  })

  test('pass the test on returns that repeat one law', () => {
    const { valueAtRisk } = riskForecasts(returns, { window: 60, confidence: 0.9, method: 'filtered' })
    const report = coverageTest(returns, valueAtRisk, { confidence: 0.9 })
    expect(report.observations).toBe(260)
    expect(report.kupiec.statistic).toBeLessThan(chiSquareQuantile(0.99, 1))
  })
})
