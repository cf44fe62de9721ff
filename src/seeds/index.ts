/**
 * Seeds: rules of trading with evolvable numbers, one file each, and the catalogue of them all.
 *
 * To add one: write `src/seeds/NAME.ts` that exports one `seed({ ... })`, add it to a list in `src/seeds/catalogue.ts`
 * and to the exports here, each in the order of the alphabet. A seed imports indicators, genes, the helpers of
 * `strategy/` and nothing else of the library, and never another seed. What the contract demands of it is written at
 * `Seed` and proved by `test/seeds`.
 *
 * @module seeds
 */
export { atrStopLoss } from './atr-stop-loss.ts'
export { bollingerSqueeze } from './bollinger-squeeze.ts'
export { blueprintOf, expose } from './bound.ts'
export { advancedSeeds, coreSeeds, everySeed, seeds } from './catalogue.ts'
export { donchianBreakout } from './donchian-breakout.ts'
export { emaCrossover } from './ema-crossover.ts'
export { fibonacciRetracement } from './fibonacci-retracement.ts'
export { fundingRateCarry } from './funding-rate-carry.ts'
export { ichimokuCloud } from './ichimoku-cloud.ts'
export { keltnerBreakout } from './keltner-breakout.ts'
export { linearSvcClassifier } from './linear-svc-classifier.ts'
export { macdSignal } from './macd-signal.ts'
export { parabolicSar } from './parabolic-sar.ts'
export { pcaTreeQuantile } from './pca-tree-quantile.ts'
export { rsiDivergence } from './rsi-divergence.ts'
export { rsiFilter } from './rsi-filter.ts'
export { smaTrendFilter } from './sma-trend-filter.ts'
export { stochasticOscillator } from './stochastic-oscillator.ts'
export { volatilityScaling } from './volatility-scaling.ts'
export { volumeMomentum } from './volume-momentum.ts'
export { vwapReversion } from './vwap-reversion.ts'
export { williamsR } from './williams-r.ts'
