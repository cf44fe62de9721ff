import { checkInteger, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { brownianMarket } from '../market/synthetic-brownian.ts'
import { garchMarket } from '../market/synthetic-garch.ts'
import type { Random } from '../random/random.ts'
import { randomFrom } from '../random/random-from.ts'
import { expose } from '../strategy/expose.ts'
import { Workspace } from '../strategy/workspace.ts'
import { blockLength } from '../validation/block-length.ts'
import { drawRows } from '../validation/bootstrap-draws.ts'
import { SIMULATION_KEYS, type SimulationOptions, simulationOf } from '../validation/simulation-options.ts'
import { type Standing, standingOf } from '../validation/standing.ts'
import { bootstrapBars } from './bootstrap-bars.ts'
import { fitBrownian, fitGarch, logReturnsOf } from './fit-market.ts'
import { openScene, type Scene, type SceneOptions, scored, setupWith, summaryWith } from './scene.ts'
import { checkScore, ownScore, type Score, scoreOf } from './score.ts'

/** What synthetic markets are made of: whole bars in blocks, a random walk, or one whose volatility clusters. */
export type MarketModel = 'bootstrap' | 'brownian' | 'garch'

const MODELS: readonly MarketModel[] = ['bootstrap', 'brownian', 'garch']

/** Fewer bars show no memory from which a block length could be read. */
const FEWEST_BARS = 10

/** How the markets are made. */
export interface SyntheticRerunOptions extends SceneOptions, SimulationOptions {
  /** `'bootstrap'` by default. */
  readonly model?: MarketModel
  /** Mean number of bars in a block of the bootstrap; by default `blockLength` of the sizes of the log returns. */
  readonly block?: number
  /** What is compared; `'sharpe'` by default. */
  readonly score?: Score
}

/** A strategy on the real market among markets that only look like it. */
export interface SyntheticRerun {
  readonly model: MarketModel
  readonly score: Score
  readonly standing: Standing
}

/**
 * Where the score on the real market stands among those on markets of a model that was fitted to it. None of the models holds
 * what a rule of price patterns lives on beyond its own memory: `'bootstrap'` keeps whole bars and their order inside blocks
 * (`bootstrapBars`, stationary blocks), `'brownian'` the drift and the volatility, `'garch'` also how volatility clusters.
 * Drift is kept by all, so that what a strategy earns by being long in a rising market is on both sides. A high `share` means that
 * the strategy found something the model has not; a low one that the real market was its bad luck.
 *
 * Every market has the times and as many bars as the real one; funding stays on its bars, or goes with them in the bootstrap.
 * There are no extra columns, so what needs one is refused. 200 runs by default; O(runs x bars).
 *
 * @example
 * const scene = { strategy: { parts: [partOf(emaCrossover)] }, bars: showcaseMarket('rise'), execution: perpetual }
 * const { standing } = syntheticRerun(scene, { model: 'bootstrap', runs: 50 })
 * standing.values.length // => 50
 */
export function syntheticRerun(scene: Scene, options: SyntheticRerunOptions = {}): SyntheticRerun {
  const where = 'syntheticRerun'
  const open = openScene(where, scene, options, [...SIMULATION_KEYS, 'model', 'block', 'score'])
  const { seed, runs } = simulationOf(where, options, 200)
  const { model = 'bootstrap', score = 'sharpe', block } = options
  checkOneOf(where, 'model', model, MODELS)
  checkScore(open, score)
  const own = ownScore(open, summaryWith(open.setup, scored(open, open.exposure)), score)
  const make = makerOf(where, scene.bars, model, block)
  const values = Float64Array.from({ length: runs }, (_, run) => {
    const bars = make(randomFrom(seed, 'synthetic-rerun', model, run))
    const exposure = expose(scene.strategy, bars, new Workspace(open.catalogue, { bytes: 0 }))
    return scoreOf(summaryWith(setupWith(open, { bars }), scored(open, exposure)), score)
  })
  return { model, score, standing: standingOf(own, values) }
}

/** A way to make one market after another. */
type Maker = (random: Random) => Bars

function makerOf(where: string, bars: Bars, model: MarketModel, block: number | undefined): Maker {
  if (model === 'bootstrap') return bootstrapMaker(where, bars, block)
  if (block !== undefined) refuse(where, 'block', block, { rule: "left out unless the model is 'bootstrap'" })
  const { time, funding } = bars
  const calendar = { time, ...(funding === undefined ? {} : { funding }) }
  if (model === 'brownian') {
    const options = fitBrownian(bars)
    return (random) => ({ ...brownianMarket(random, options), ...calendar })
  }
  const options = fitGarch(bars)
  return (random) => ({ ...garchMarket(random, options), ...calendar })
}

function bootstrapMaker(where: string, bars: Bars, given: number | undefined): Maker {
  const returns = logReturnsOf(where, bars)
  checkInteger(where, 'bars.length', bars.length, { min: FEWEST_BARS })
  // Sizes remember longer than returns do: blocks by them keep calm and stormy times together.
  const block = given ?? blockLength(returns.map(Math.abs))
  if (Number.isNaN(block)) {
    refuse(where, 'the sizes of the returns', Math.abs(returns[0]), {
      rule: 'numbers that vary',
      code: 'invalid-bars',
      remedy: 'Or give the block length.',
    })
  }
  checkNumber(where, 'block', block, { min: 1, max: returns.length })
  return (random) => bootstrapBars(bars, drawRows(random, returns.length, { block }))
}
