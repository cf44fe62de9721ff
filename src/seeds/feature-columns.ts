import type { Column } from '../base/column.ts'
import { logRatio } from '../indicators/log-ratio.ts'
import { realisedVolatilityIndicator } from '../indicators/realised-volatility.ts'
import { rollingSumIndicator } from '../indicators/rolling-sum.ts'
import { smaIndicator } from '../indicators/sma.ts'
import { trueRangeIndicator } from '../indicators/true-range.ts'
import { volumeZScoreIndicator } from '../indicators/volume-z-score.ts'
import type { Bars } from '../market/bars.ts'
import type { Tools } from '../strategy/tools.ts'

/** What learners see of a market: one row of numbers for each bar. */
export interface FeatureTable {
  /** Row after row; a row that lacks a value holds a NaN. */
  readonly features: Column
  readonly columns: number
  /** First row that has all its values. */
  readonly from: number
  /** Volatility of a bar as known at each row: the unit of returns. */
  readonly volatility: Column
}

/** Bars over which returns are taken. */
const SPANS = [1, 2, 3, 5, 10, 20] as const

/** Columns of the table. */
export const FEATURES = 13
/** First row with all values: that of the longest average. */
export const FEATURES_FROM = 50

/** No feature is larger in size: one wild bar must not be the yardstick of a whole window. */
const MOST = 10
/** Features are multiples of this, so that the last bits of running sums teach nothing. */
const GRAIN = 2 ** -20

/**
 * The features of every bar, none with a price or an amount in it, each known at the close of its bar:
 *
 * - 0 to 5: the logarithmic return over 1, 2, 3, 5, 10 and 20 bars, in volatilities (20 bars) of so many bars;
 * - 6: the relative strength of 14 bars, gains less losses over both, from -1 to 1;
 * - 7 and 8: the distance of the close from its means of 10 and 50 bars, in mean true ranges (14 bars);
 * - 9: the volatility of 10 bars over that of 50;
 * - 10 and 11: from low to high and from open to close, in mean true ranges;
 * - 12: the volume z-score of 20 bars.
 *
 * Relative strength and true range are plain means in place of Wilder's, which never quite forget: a row is the same
 * wherever its market begins. Cut to ±10 and rounded to a millionth. Where a yardstick is 0 there is no value, and the
 * bar teaches nothing.
 */
export function featureTable(bars: Bars, tools: Tools): FeatureTable {
  const { open, high, low, close, volume } = bars
  const [short, volatility, long] = [10, 20, 50].map((n) => tools.compute(realisedVolatilityIndicator, close, [n]))
  const range = tools.compute(smaIndicator, tools.compute(trueRangeIndicator, bars, []), [14])
  const moves = tools.scratch(close.length)
  for (let t = 1; t < close.length; t++) moves[t] = Math.abs(close[t] - close[t - 1])
  const travelled = tools.compute(rollingSumIndicator, moves, [14])
  const near = tools.compute(smaIndicator, close, [10])
  const far = tools.compute(smaIndicator, close, [50])
  const traded = tools.compute(volumeZScoreIndicator, volume, [20])
  const features = tools.scratch(FEATURES * close.length).fill(Number.NaN)
  for (let t = FEATURES_FROM; t < close.length; t++) {
    let at = FEATURES * t
    for (const span of SPANS) {
      features[at++] = inUnits(logRatio(close[t], close[t - span]), volatility[t] * Math.sqrt(span))
    }
    features[at++] = inUnits(close[t] - close[t - 14], travelled[t])
    features[at++] = inUnits(close[t] - near[t], range[t])
    features[at++] = inUnits(close[t] - far[t], range[t])
    features[at++] = inUnits(short[t], long[t])
    features[at++] = inUnits(high[t] - low[t], range[t])
    features[at++] = inUnits(close[t] - open[t], range[t])
    features[at] = inUnits(traded[t], 1)
  }
  return { features, columns: FEATURES, from: FEATURES_FROM, volatility }
}

function inUnits(value: number, unit: number): number {
  if (!(unit > 0)) return Number.NaN
  return GRAIN * Math.round(Math.max(-MOST, Math.min(MOST, value / unit)) / GRAIN)
}
