import { refuse } from '../base/guards.ts'
import { nearest } from '../base/nearest.ts'
import { accumulationDistributionIndicator } from './accumulation-distribution.ts'
import { adxIndicator } from './adx.ts'
import { aroonIndicator } from './aroon.ts'
import { atrIndicator } from './atr.ts'
import { awesomeOscillatorIndicator } from './awesome-oscillator.ts'
import { barsSinceIndicator } from './bars-since.ts'
import { bollingerIndicator } from './bollinger.ts'
import { bollingerWidthIndicator } from './bollinger-width.ts'
import { cciIndicator } from './cci.ts'
import { chaikinMoneyFlowIndicator } from './chaikin-money-flow.ts'
import { chandelierExitIndicator } from './chandelier-exit.ts'
import { choppinessIndicator } from './choppiness.ts'
import { crossesAboveIndicator } from './crosses-above.ts'
import { crossesAboveLevelIndicator } from './crosses-above-level.ts'
import { crossesBelowIndicator } from './crosses-below.ts'
import { crossesBelowLevelIndicator } from './crosses-below-level.ts'
import { demaIndicator } from './dema.ts'
import { divergenceIndicator } from './divergence.ts'
import { donchianIndicator } from './donchian.ts'
import { donchianWithCurrentIndicator } from './donchian-with-current.ts'
import { emaIndicator } from './ema.ts'
import { fibonacciIndicator } from './fibonacci.ts'
import { forceIndexIndicator } from './force-index.ts'
import { garmanKlassVolatilityIndicator } from './garman-klass-volatility.ts'
import { hullIndicator } from './hull.ts'
import { ichimokuIndicator } from './ichimoku.ts'
import { ichimokuCloudIndicator } from './ichimoku-cloud.ts'
import type { Indicator } from './indicator.ts'
import { kamaIndicator } from './kama.ts'
import { keltnerIndicator } from './keltner.ts'
import { linearTrendChannelIndicator } from './linear-trend-channel.ts'
import { macdIndicator } from './macd.ts'
import { mfiIndicator } from './mfi.ts'
import { momentumIndicator } from './momentum.ts'
import { natrIndicator } from './natr.ts'
import { obvIndicator } from './obv.ts'
import { parabolicSarIndicator } from './parabolic-sar.ts'
import { parkinsonVolatilityIndicator } from './parkinson-volatility.ts'
import { percentBIndicator } from './percent-b.ts'
import { rateOfChangeIndicator } from './rate-of-change.ts'
import { realisedVolatilityIndicator } from './realised-volatility.ts'
import { rollingCorrelationIndicator } from './rolling-correlation.ts'
import { rollingDeviationIndicator } from './rolling-deviation.ts'
import { rollingMaxIndicator } from './rolling-max.ts'
import { rollingMedianIndicator } from './rolling-median.ts'
import { rollingMinIndicator } from './rolling-min.ts'
import { rollingPercentileRankIndicator } from './rolling-percentile-rank.ts'
import { rollingQuantileIndicator } from './rolling-quantile.ts'
import { rollingR2Indicator } from './rolling-r2.ts'
import { rollingSlopeIndicator } from './rolling-slope.ts'
import { rollingSumIndicator } from './rolling-sum.ts'
import { rollingVwapIndicator } from './rolling-vwap.ts'
import { rollingZScoreIndicator } from './rolling-z-score.ts'
import { rsiIndicator } from './rsi.ts'
import { sessionVwapIndicator } from './session-vwap.ts'
import { smaIndicator } from './sma.ts'
import { squeezeIndicator } from './squeeze.ts'
import { stochasticIndicator } from './stochastic.ts'
import { stochasticRsiIndicator } from './stochastic-rsi.ts'
import { supertrendIndicator } from './supertrend.ts'
import { swingsIndicator } from './swings.ts'
import { temaIndicator } from './tema.ts'
import { trueRangeIndicator } from './true-range.ts'
import { tsiIndicator } from './tsi.ts'
import { volumeRatioIndicator } from './volume-ratio.ts'
import { volumeZScoreIndicator } from './volume-z-score.ts'
import { vortexIndicator } from './vortex.ts'
import { vwmaIndicator } from './vwma.ts'
import { wilderIndicator } from './wilder.ts'
import { williamsRIndicator } from './williams-r.ts'
import { wmaIndicator } from './wma.ts'
import { yangZhangVolatilityIndicator } from './yang-zhang-volatility.ts'

/**
 * Every indicator as data: names of its inputs and outputs, settings with their bounds and sensible ranges, first
 * defined rows, and its recurrence. `compute`, `computeInto`, `warmupOf` and `streamOf` call any of them. One column
 * is passed bare and several as an object, by its `inputs`; results likewise, by its `outputs`.
 *
 * @example
 * indicators.find(({ name }) => name === 'ema')?.parameters[0].usual // => 20
 * indicators.filter(({ inputs }) => inputs.includes('open')).map(({ name }) => name) // => ['garman-klass-volatility', 'yang-zhang-volatility']
 */
export const indicators: readonly Indicator[] = [
  accumulationDistributionIndicator,
  adxIndicator,
  aroonIndicator,
  atrIndicator,
  awesomeOscillatorIndicator,
  barsSinceIndicator,
  bollingerIndicator,
  bollingerWidthIndicator,
  cciIndicator,
  chaikinMoneyFlowIndicator,
  chandelierExitIndicator,
  choppinessIndicator,
  crossesAboveIndicator,
  crossesAboveLevelIndicator,
  crossesBelowIndicator,
  crossesBelowLevelIndicator,
  demaIndicator,
  divergenceIndicator,
  donchianIndicator,
  donchianWithCurrentIndicator,
  emaIndicator,
  fibonacciIndicator,
  forceIndexIndicator,
  garmanKlassVolatilityIndicator,
  hullIndicator,
  ichimokuIndicator,
  ichimokuCloudIndicator,
  kamaIndicator,
  keltnerIndicator,
  linearTrendChannelIndicator,
  macdIndicator,
  mfiIndicator,
  momentumIndicator,
  natrIndicator,
  obvIndicator,
  parabolicSarIndicator,
  parkinsonVolatilityIndicator,
  percentBIndicator,
  rateOfChangeIndicator,
  realisedVolatilityIndicator,
  rollingCorrelationIndicator,
  rollingDeviationIndicator,
  rollingMaxIndicator,
  rollingMedianIndicator,
  rollingMinIndicator,
  rollingPercentileRankIndicator,
  rollingQuantileIndicator,
  rollingR2Indicator,
  rollingSlopeIndicator,
  rollingSumIndicator,
  rollingVwapIndicator,
  rollingZScoreIndicator,
  rsiIndicator,
  sessionVwapIndicator,
  smaIndicator,
  squeezeIndicator,
  stochasticIndicator,
  stochasticRsiIndicator,
  supertrendIndicator,
  swingsIndicator,
  temaIndicator,
  trueRangeIndicator,
  tsiIndicator,
  volumeRatioIndicator,
  volumeZScoreIndicator,
  vortexIndicator,
  vwmaIndicator,
  wilderIndicator,
  williamsRIndicator,
  wmaIndicator,
  yangZhangVolatilityIndicator,
]

/**
 * The indicator of a name, as it stands in a file or a form. Anything else is refused with the nearest name.
 *
 * @example
 * compute(indicatorNamed('sma'), [1, 2, 3], [3]) // => Float64Array.of(NaN, NaN, 2)
 * compute(indicatorNamed('donchian-with-current'), { high: [3, 5], low: [1, 2] }, [2]) // => { upper: Float64Array.of(NaN, 5), lower: Float64Array.of(NaN, 1), middle: Float64Array.of(NaN, 3) }
 * indicatorNamed('stochastik') // throws 'invalid-argument'
 */
export function indicatorNamed(name: string): Indicator {
  const found = indicators.find((indicator) => indicator.name === name)
  if (found !== undefined) return found
  const guess = typeof name === 'string' ? nearest(name, names()) : undefined
  const remedy = guess === undefined ? `Known names: ${names().join(', ')}.` : `Did you mean "${guess}"?`
  return refuse('indicatorNamed', 'name', name, { rule: 'the name of an indicator', remedy })
}

function names(): string[] {
  return indicators.map(({ name }) => name)
}
