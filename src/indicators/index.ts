/**
 * Indicators: columns in, columns out, one value per row, NaN where there is none yet, so results compose.
 *
 * - **One recurrence.** Each indicator is a piece of data whose `run` continues from a small memory over the rows it
 *   is given. A batch runs it over the whole column, a stream over one row: same code, same bits.
 * - **Calls.** `ema(source, period)` allocates and takes plain arrays, `emaInto(out, source, period)` writes columns of
 *   the caller, `emaStream(period)` takes one value at a time, `emaWarmup(period)` tells the first defined row. One
 *   column is passed bare, several as an object (`atr(bars, 14)` takes the bars themselves); the same holds for
 *   outputs. Numbers must be given; a variant, always last, defaults to TA-Lib's.
 * - **Gaps.** A windowed value is NaN while its window holds a NaN and not one row longer. A recursive average gives
 *   NaN at a value that is not finite and starts anew behind it. An infinity is a gap wherever values are averaged, summed
 *   or squared; where they are only put in order or subtracted it is a value.
 * - **Accuracy.** Rolling sums only add what is in the window and deviations are taken from inside it: no drift, no
 *   digits lost to a high price level, exact on flat stretches. Squared deviations are exact from 1e-140 to 1e140; where
 *   they leave the range of numbers the result is NaN.
 * - **Units.** Fractions, never percent; an oscillator that is drawn from 0 to 100 keeps its scale.
 *
 * @module indicators
 */
export {
  accumulationDistribution,
  accumulationDistributionIndicator,
  accumulationDistributionInto,
  accumulationDistributionStream,
  accumulationDistributionWarmup,
} from './accumulation-distribution.ts'
export {
  type AdxLine,
  type AdxSettings,
  adx,
  adxIndicator,
  adxInto,
  adxStream,
  adxWarmup,
} from './adx.ts'
export {
  type AroonLine,
  type AroonSettings,
  aroon,
  aroonIndicator,
  aroonInto,
  aroonStream,
  aroonWarmup,
} from './aroon.ts'
export { type AtrSettings, atr, atrIndicator, atrInto, atrStream, atrWarmup } from './atr.ts'
export {
  type AwesomeOscillatorSettings,
  awesomeOscillator,
  awesomeOscillatorIndicator,
  awesomeOscillatorInto,
  awesomeOscillatorStream,
  awesomeOscillatorWarmup,
} from './awesome-oscillator.ts'
export { barsSince, barsSinceIndicator, barsSinceInto, barsSinceStream, barsSinceWarmup } from './bars-since.ts'
export { compute, computeInto, warmupOf } from './batch.ts'
export {
  type Band,
  type BollingerSettings,
  bollinger,
  bollingerIndicator,
  bollingerInto,
  bollingerStream,
  bollingerWarmup,
} from './bollinger.ts'
export {
  type BollingerWidthSettings,
  bollingerWidth,
  bollingerWidthIndicator,
  bollingerWidthInto,
  bollingerWidthStream,
  bollingerWidthWarmup,
} from './bollinger-width.ts'
export { indicatorNamed, indicators } from './catalogue.ts'
export {
  type CciSettings,
  cci,
  cciIndicator,
  cciInto,
  cciStream,
  cciWarmup,
} from './cci.ts'
export {
  type ChaikinMoneyFlowSettings,
  chaikinMoneyFlow,
  chaikinMoneyFlowIndicator,
  chaikinMoneyFlowInto,
  chaikinMoneyFlowStream,
  chaikinMoneyFlowWarmup,
} from './chaikin-money-flow.ts'
export {
  type ChandelierExitSettings,
  type ChandelierLine,
  chandelierExit,
  chandelierExitIndicator,
  chandelierExitInto,
  chandelierExitStream,
  chandelierExitWarmup,
} from './chandelier-exit.ts'
export {
  type ChoppinessSettings,
  choppiness,
  choppinessIndicator,
  choppinessInto,
  choppinessStream,
  choppinessWarmup,
} from './choppiness.ts'
export {
  crossesAbove,
  crossesAboveIndicator,
  crossesAboveInto,
  crossesAboveStream,
  crossesAboveWarmup,
} from './crosses-above.ts'
export {
  type CrossesAboveLevelSettings,
  crossesAboveLevel,
  crossesAboveLevelIndicator,
  crossesAboveLevelInto,
  crossesAboveLevelStream,
  crossesAboveLevelWarmup,
} from './crosses-above-level.ts'
export {
  crossesBelow,
  crossesBelowIndicator,
  crossesBelowInto,
  crossesBelowStream,
  crossesBelowWarmup,
} from './crosses-below.ts'
export {
  type CrossesBelowLevelSettings,
  crossesBelowLevel,
  crossesBelowLevelIndicator,
  crossesBelowLevelInto,
  crossesBelowLevelStream,
  crossesBelowLevelWarmup,
} from './crosses-below-level.ts'
export {
  type DemaSettings,
  dema,
  demaIndicator,
  demaInto,
  demaStream,
  demaWarmup,
} from './dema.ts'
export {
  type DivergenceLine,
  type DivergenceSettings,
  divergence,
  divergenceIndicator,
  divergenceInto,
  divergenceStream,
  divergenceWarmup,
} from './divergence.ts'
export {
  type DonchianSettings,
  donchian,
  donchianIndicator,
  donchianInto,
  donchianStream,
  donchianWarmup,
} from './donchian.ts'
export {
  donchianWithCurrent,
  donchianWithCurrentIndicator,
  donchianWithCurrentInto,
  donchianWithCurrentStream,
  donchianWithCurrentWarmup,
} from './donchian-with-current.ts'
export { type EmaSeed, type EmaSettings, ema, emaIndicator, emaInto, emaStream, emaWarmup } from './ema.ts'
export {
  type FibonacciLine,
  type FibonacciSettings,
  fibonacci,
  fibonacciIndicator,
  fibonacciInto,
  fibonacciStream,
  fibonacciWarmup,
} from './fibonacci.ts'
export {
  type ForceIndexSettings,
  forceIndex,
  forceIndexIndicator,
  forceIndexInto,
  forceIndexStream,
  forceIndexWarmup,
} from './force-index.ts'
export {
  type GarmanKlassVolatilitySettings,
  garmanKlassVolatility,
  garmanKlassVolatilityIndicator,
  garmanKlassVolatilityInto,
  garmanKlassVolatilityStream,
  garmanKlassVolatilityWarmup,
} from './garman-klass-volatility.ts'
export {
  type HullSettings,
  hull,
  hullIndicator,
  hullInto,
  hullStream,
  hullWarmup,
} from './hull.ts'
export {
  type IchimokuLine,
  type IchimokuSettings,
  ichimoku,
  ichimokuIndicator,
  ichimokuInto,
  ichimokuStream,
  ichimokuWarmup,
} from './ichimoku.ts'
export {
  type CloudEdge,
  type IchimokuCloudSettings,
  ichimokuCloud,
  ichimokuCloudIndicator,
  ichimokuCloudInto,
  ichimokuCloudStream,
  ichimokuCloudWarmup,
} from './ichimoku-cloud.ts'
export type {
  Indicator,
  Inputs,
  Memory,
  Numbers,
  Outputs,
  Parameter,
  Setting,
  Settings,
  Shape,
} from './indicator.ts'
export {
  type KamaSettings,
  kama,
  kamaIndicator,
  kamaInto,
  kamaStream,
  kamaWarmup,
} from './kama.ts'
export {
  type KeltnerSettings,
  keltner,
  keltnerIndicator,
  keltnerInto,
  keltnerStream,
  keltnerWarmup,
} from './keltner.ts'
export {
  type LinearTrendChannelSettings,
  linearTrendChannel,
  linearTrendChannelIndicator,
  linearTrendChannelInto,
  linearTrendChannelStream,
  linearTrendChannelWarmup,
} from './linear-trend-channel.ts'
export {
  type MacdLine,
  type MacdSeeding,
  type MacdSettings,
  macd,
  macdIndicator,
  macdInto,
  macdStream,
  macdWarmup,
} from './macd.ts'
export type { JsonNumber, StreamState } from './memory.ts'
export {
  type MfiSettings,
  mfi,
  mfiIndicator,
  mfiInto,
  mfiStream,
  mfiWarmup,
} from './mfi.ts'
export {
  type MomentumSettings,
  momentum,
  momentumIndicator,
  momentumInto,
  momentumStream,
  momentumWarmup,
} from './momentum.ts'
export {
  type NatrSettings,
  natr,
  natrIndicator,
  natrInto,
  natrStream,
  natrWarmup,
} from './natr.ts'
export { obv, obvIndicator, obvInto, obvStream, obvWarmup } from './obv.ts'
export {
  type ParabolicSarSettings,
  parabolicSar,
  parabolicSarIndicator,
  parabolicSarInto,
  parabolicSarStream,
  parabolicSarWarmup,
  type SarReversal,
} from './parabolic-sar.ts'
export {
  type ParkinsonVolatilitySettings,
  parkinsonVolatility,
  parkinsonVolatilityIndicator,
  parkinsonVolatilityInto,
  parkinsonVolatilityStream,
  parkinsonVolatilityWarmup,
} from './parkinson-volatility.ts'
export {
  type PercentBSettings,
  percentB,
  percentBIndicator,
  percentBInto,
  percentBStream,
  percentBWarmup,
} from './percent-b.ts'
export {
  type RateOfChangeSettings,
  rateOfChange,
  rateOfChangeIndicator,
  rateOfChangeInto,
  rateOfChangeStream,
  rateOfChangeWarmup,
} from './rate-of-change.ts'
export {
  type RealisedVolatilitySettings,
  realisedVolatility,
  realisedVolatilityIndicator,
  realisedVolatilityInto,
  realisedVolatilityStream,
  realisedVolatilityWarmup,
  type VolatilityCentre,
} from './realised-volatility.ts'
export {
  type RollingCorrelationSettings,
  rollingCorrelation,
  rollingCorrelationIndicator,
  rollingCorrelationInto,
  rollingCorrelationStream,
  rollingCorrelationWarmup,
} from './rolling-correlation.ts'
export {
  type Divisor,
  type RollingDeviationSettings,
  rollingDeviation,
  rollingDeviationIndicator,
  rollingDeviationInto,
  rollingDeviationStream,
  rollingDeviationWarmup,
} from './rolling-deviation.ts'
export {
  type RollingMaxSettings,
  rollingMax,
  rollingMaxIndicator,
  rollingMaxInto,
  rollingMaxStream,
  rollingMaxWarmup,
} from './rolling-max.ts'
export {
  type RollingMedianSettings,
  rollingMedian,
  rollingMedianIndicator,
  rollingMedianInto,
  rollingMedianStream,
  rollingMedianWarmup,
} from './rolling-median.ts'
export {
  type RollingMinSettings,
  rollingMin,
  rollingMinIndicator,
  rollingMinInto,
  rollingMinStream,
  rollingMinWarmup,
} from './rolling-min.ts'
export {
  type RollingPercentileRankSettings,
  rollingPercentileRank,
  rollingPercentileRankIndicator,
  rollingPercentileRankInto,
  rollingPercentileRankStream,
  rollingPercentileRankWarmup,
} from './rolling-percentile-rank.ts'
export {
  type RollingQuantileSettings,
  rollingQuantile,
  rollingQuantileIndicator,
  rollingQuantileInto,
  rollingQuantileStream,
  rollingQuantileWarmup,
} from './rolling-quantile.ts'
export {
  type RollingR2Settings,
  rollingR2,
  rollingR2Indicator,
  rollingR2Into,
  rollingR2Stream,
  rollingR2Warmup,
} from './rolling-r2.ts'
export {
  type RollingSlopeSettings,
  rollingSlope,
  rollingSlopeIndicator,
  rollingSlopeInto,
  rollingSlopeStream,
  rollingSlopeWarmup,
} from './rolling-slope.ts'
export {
  type RollingSumSettings,
  rollingSum,
  rollingSumIndicator,
  rollingSumInto,
  rollingSumStream,
  rollingSumWarmup,
} from './rolling-sum.ts'
export {
  type RollingVwapSettings,
  rollingVwap,
  rollingVwapIndicator,
  rollingVwapInto,
  rollingVwapStream,
  rollingVwapWarmup,
} from './rolling-vwap.ts'
export {
  type RollingZScoreSettings,
  rollingZScore,
  rollingZScoreIndicator,
  rollingZScoreInto,
  rollingZScoreStream,
  rollingZScoreWarmup,
} from './rolling-z-score.ts'
export { type RsiSettings, rsi, rsiIndicator, rsiInto, rsiStream, rsiWarmup } from './rsi.ts'
export type { Session } from './session.ts'
export {
  type SessionVwapSettings,
  sessionVwap,
  sessionVwapIndicator,
  sessionVwapInto,
  sessionVwapStream,
  sessionVwapWarmup,
} from './session-vwap.ts'
export { type SmaSettings, sma, smaIndicator, smaInto, smaStream, smaWarmup } from './sma.ts'
export {
  type SqueezeSettings,
  squeeze,
  squeezeIndicator,
  squeezeInto,
  squeezeStream,
  squeezeWarmup,
} from './squeeze.ts'
export {
  type StochasticLine,
  type StochasticSettings,
  stochastic,
  stochasticIndicator,
  stochasticInto,
  stochasticStream,
  stochasticWarmup,
} from './stochastic.ts'
export {
  type StochasticRsiLine,
  type StochasticRsiSettings,
  stochasticRsi,
  stochasticRsiIndicator,
  stochasticRsiInto,
  stochasticRsiStream,
  stochasticRsiWarmup,
} from './stochastic-rsi.ts'
export { type Stream, streamOf } from './stream.ts'
export {
  type SupertrendSettings,
  supertrend,
  supertrendIndicator,
  supertrendInto,
  supertrendStream,
  supertrendWarmup,
  type Trail,
} from './supertrend.ts'
export {
  type SwingLine,
  type SwingsSettings,
  swings,
  swingsIndicator,
  swingsInto,
  swingsStream,
  swingsWarmup,
} from './swings.ts'
export {
  type TemaSettings,
  tema,
  temaIndicator,
  temaInto,
  temaStream,
  temaWarmup,
} from './tema.ts'
export {
  type FirstRange,
  type TrueRangeSettings,
  trueRange,
  trueRangeIndicator,
  trueRangeInto,
  trueRangeStream,
  trueRangeWarmup,
} from './true-range.ts'
export {
  type TsiSettings,
  tsi,
  tsiIndicator,
  tsiInto,
  tsiStream,
  tsiWarmup,
} from './tsi.ts'
export {
  type VolumeRatioSettings,
  volumeRatio,
  volumeRatioIndicator,
  volumeRatioInto,
  volumeRatioStream,
  volumeRatioWarmup,
} from './volume-ratio.ts'
export {
  type VolumeZScoreSettings,
  volumeZScore,
  volumeZScoreIndicator,
  volumeZScoreInto,
  volumeZScoreStream,
  volumeZScoreWarmup,
} from './volume-z-score.ts'
export {
  type VortexLine,
  type VortexSettings,
  vortex,
  vortexIndicator,
  vortexInto,
  vortexStream,
  vortexWarmup,
} from './vortex.ts'
export {
  type VwmaSettings,
  vwma,
  vwmaIndicator,
  vwmaInto,
  vwmaStream,
  vwmaWarmup,
} from './vwma.ts'
export {
  type WilderSettings,
  wilder,
  wilderIndicator,
  wilderInto,
  wilderStream,
  wilderWarmup,
} from './wilder.ts'
export {
  type WilliamsRSettings,
  williamsR,
  williamsRIndicator,
  williamsRInto,
  williamsRStream,
  williamsRWarmup,
} from './williams-r.ts'
export {
  type WmaSettings,
  wma,
  wmaIndicator,
  wmaInto,
  wmaStream,
  wmaWarmup,
} from './wma.ts'
export {
  type YangZhangVolatilitySettings,
  yangZhangVolatility,
  yangZhangVolatilityIndicator,
  yangZhangVolatilityInto,
  yangZhangVolatilityStream,
  yangZhangVolatilityWarmup,
} from './yang-zhang-volatility.ts'
