import { type Catalogue, catalogue } from '../strategy/catalogue.ts'
import type { Seed } from '../strategy/seed.ts'
import { atrStopLoss } from './atr-stop-loss.ts'
import { bollingerSqueeze } from './bollinger-squeeze.ts'
import { donchianBreakout } from './donchian-breakout.ts'
import { emaCrossover } from './ema-crossover.ts'
import { fibonacciRetracement } from './fibonacci-retracement.ts'
import { fundingRateCarry } from './funding-rate-carry.ts'
import { ichimokuCloud } from './ichimoku-cloud.ts'
import { keltnerBreakout } from './keltner-breakout.ts'
import { linearSvcClassifier } from './linear-svc-classifier.ts'
import { macdSignal } from './macd-signal.ts'
import { parabolicSar } from './parabolic-sar.ts'
import { pcaTreeQuantile } from './pca-tree-quantile.ts'
import { rsiDivergence } from './rsi-divergence.ts'
import { rsiFilter } from './rsi-filter.ts'
import { smaTrendFilter } from './sma-trend-filter.ts'
import { stochasticOscillator } from './stochastic-oscillator.ts'
import { volatilityScaling } from './volatility-scaling.ts'
import { volumeMomentum } from './volume-momentum.ts'
import { vwapReversion } from './vwap-reversion.ts'
import { williamsR } from './williams-r.ts'

/** The seeds a trader begins with. */
export const coreSeeds: readonly Seed[] = [
  atrStopLoss,
  donchianBreakout,
  emaCrossover,
  fundingRateCarry,
  ichimokuCloud,
  linearSvcClassifier,
  pcaTreeQuantile,
  rsiFilter,
  smaTrendFilter,
  stochasticOscillator,
  volatilityScaling,
  vwapReversion,
]

/** Seeds that want more of a market or of its reader. */
export const advancedSeeds: readonly Seed[] = [
  bollingerSqueeze,
  fibonacciRetracement,
  keltnerBreakout,
  macdSignal,
  parabolicSar,
  rsiDivergence,
  volumeMomentum,
  williamsR,
]

/**
 * All seeds of the library; put your own beside them with `catalogue([...seeds, mine])`.
 *
 * @example
 * seeds.some(({ name }) => name === 'ema-crossover') // => true
 */
export const seeds: readonly Seed[] = [...coreSeeds, ...advancedSeeds]

/** The catalogue of all seeds of the library. */
export const everySeed: Catalogue = /* @__PURE__ */ catalogue(seeds)
