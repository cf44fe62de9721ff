import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkKeys, refuse } from '../base/guards.ts'
import { chiSquareSurvival } from '../math/chi-square.ts'
import { ln } from '../math/ln.ts'
import { checkConfidence, checkLosses } from './check-input.ts'

/** A likelihood-ratio test: how far from the forecast, and the chance of at least that when the forecast is right. */
export interface LikelihoodRatio {
  readonly statistic: number
  /** From the chi-square law, which holds for many bars: with few breaches the chance is rough. */
  readonly pValue: number
}

/** Options of `coverageTest`. */
export interface CoverageOptions {
  /** The confidence of the forecasts, above 0.5 and below 1; 0.95 by default. */
  readonly confidence?: number
}

/** Whether losses broke through a forecast as often, and as independently, as it said. */
export interface CoverageReport {
  /** Bars with a forecast. */
  readonly observations: number
  /** Bars whose loss was larger than the forecast. */
  readonly breaches: number
  /** Breaches that the confidence promises. */
  readonly expected: number
  /** Kupiec's proportion of failures: too many or too few breaches. */
  readonly kupiec: LikelihoodRatio
  /** Christoffersen's independence: breaches that follow each other. NaN where no breach, or no quiet bar, has a bar after it. */
  readonly independence: LikelihoodRatio
  /** Both at once: the sum of the two statistics, with two degrees of freedom. */
  readonly conditional: LikelihoodRatio
}

/**
 * Kupiec's test of the number of breaches of a value at risk (1995, proportion of failures): one degree of freedom, refused at
 * 5 % above 3.84. It has little power: with 255 bars at 99 % any number from 1 to 6 passes.
 *
 * @example
 * const { statistic, pValue } = kupiecTest(7, 255, { confidence: 0.99 })
 * statistic.toFixed(3) // => '5.316'
 * pValue.toFixed(3) // => '0.021'
 */
export function kupiecTest(breaches: number, observations: number, options: CoverageOptions = {}): LikelihoodRatio {
  checkKeys('kupiecTest', options, ['confidence'])
  const { confidence = 0.95 } = options
  checkConfidence('kupiecTest', confidence)
  checkInteger('kupiecTest', 'observations', observations, { min: 1 })
  checkInteger('kupiecTest', 'breaches', breaches, { min: 0, max: observations })
  return kupiec(breaches, observations, 1 - confidence)
}

/**
 * Tests forecasts of value at risk on what came after: `forecasts[t]` is the positive loss that was expected before bar t not
 * to be exceeded, NaN where there was no forecast. Kupiec's test of their number, Christoffersen's (1998) that a breach does not
 * call the next one, and both at once. Bars without a forecast are left out; bars around them do not count as neighbours. The
 * levels hold for many breaches: of right forecasts, at 5 %, independence refuses 8 % in 1000 bars at 95 % confidence, and
 * Kupiec's test 10 % in 250 bars at 99 %, independence there 1 %. O(n).
 *
 * @example
 * const report = coverageTest(Float64Array.of(0.5, -0.5, -0.75, 0.25), Float64Array.of(NaN, 0.25, 0.25, 0.25))
 * report.breaches // => 2
 * report.observations // => 3
 */
export function coverageTest(returns: Column, forecasts: Column, options: CoverageOptions = {}): CoverageReport {
  const where = 'coverageTest'
  checkLosses(where, 'returns', returns)
  checkForecasts(where, forecasts, returns.length)
  checkKeys(where, options, ['confidence'])
  const { confidence = 0.95 } = options
  checkConfidence(where, confidence)
  const known = Array.from(forecasts.keys()).filter((row) => !Number.isNaN(forecasts[row]))
  checkInteger(where, 'the number of forecasts', known.length, { min: 1 })
  const broke = (row: number) => returns[row] < -forecasts[row]
  const breaches = known.filter(broke).length
  const whole = kupiec(breaches, known.length, 1 - confidence)
  // Pairs of neighbours: [quiet then quiet, quiet then breach, breach then quiet, breach then breach].
  const pairs: [number, number, number, number] = [0, 0, 0, 0]
  for (const row of known) {
    if (row > 0 && !Number.isNaN(forecasts[row - 1])) pairs[(broke(row - 1) ? 2 : 0) + (broke(row) ? 1 : 0)]++
  }
  const apart = independence(pairs)
  return {
    observations: known.length,
    breaches,
    expected: known.length * (1 - confidence),
    kupiec: whole,
    independence: apart,
    conditional: ratioOf((whole.statistic + apart.statistic) / 2, 2),
  }
}

function kupiec(breaches: number, observations: number, chance: number): LikelihoodRatio {
  const quiet = observations - breaches
  const found = breaches / observations
  return ratioOf(gain(breaches, found, chance) + gain(quiet, 1 - found, 1 - chance), 1)
}

function independence([quiet, into, out, stay]: readonly [number, number, number, number]): LikelihoodRatio {
  if (out + stay === 0 || quiet + into === 0) return ratioOf(Number.NaN, 1)
  const all = (into + stay) / (quiet + into + out + stay)
  const [afterQuiet, afterBreach] = [into / (quiet + into), stay / (out + stay)]
  const fromQuiet = gain(into, afterQuiet, all) + gain(quiet, 1 - afterQuiet, 1 - all)
  return ratioOf(fromQuiet + gain(stay, afterBreach, all) + gain(out, 1 - afterBreach, 1 - all), 1)
}

/** What `count` events gain in log likelihood when their chance is `found` and not `chance`; none for no event. */
function gain(count: number, found: number, chance: number): number {
  return count === 0 ? 0 : count * ln(found / chance)
}

function ratioOf(half: number, freedom: number): LikelihoodRatio {
  const statistic = Math.max(0, 2 * half)
  return { statistic, pValue: Number.isNaN(statistic) ? Number.NaN : chiSquareSurvival(statistic, freedom) }
}

function checkForecasts(where: string, forecasts: Column, length: number): void {
  checkColumn(where, 'forecasts', forecasts, length)
  const row = forecasts.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY)
  if (row === -1) return
  refuse(where, 'forecasts', forecasts[row], {
    ...{ rule: 'finite, or NaN where there is none', row, code: 'invalid-column' },
    remedy: 'A forecast is a positive loss of one bar.',
  })
}
