import { checkInteger, checkNumber, refuse } from '../base/guards.ts'
import { quantile } from '../math/quantile.ts'
import { type RandomSeed, randomFrom } from '../random/random-from.ts'
import { expose } from '../strategy/expose.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { warmupOf } from '../strategy/warmup.ts'
import { type Standing, standingOf } from '../validation/standing.ts'
import { flipsOf, type GeneFlip, moversOf } from './gene-neighbours.ts'
import { type OpenScene, openScene, type Scene, type SceneOptions, scored, summaryWith } from './scene.ts'
import { checkScore, ownScore, type Score, scoreOf } from './score.ts'

/** Which neighbours are looked at. */
export interface JitterOptions extends SceneOptions {
  /** Names the chance in it; 1 by default. */
  readonly seed?: RandomSeed
  /** How far a number may move, as a share of its range either way (on a log scale: of the logarithm's); 0.1 by default. */
  readonly spread?: number
  /** Neighbours with moved numbers at most; 100 by default. */
  readonly neighbours?: number
  /** What is compared; `'sharpe'` by default. */
  readonly score?: Score
}

/** One neighbour of a strategy and what it is worth. */
export interface NeighbourScore {
  readonly strategy: Strategy
  /** The choice or flag that was changed; undefined where numbers were moved. */
  readonly flip?: GeneFlip
  readonly score: number
}

/** A strategy among its neighbours. */
export interface Jitter {
  readonly score: Score
  /** First row that was scored, the same for all. */
  readonly warmup: number
  /** Near the top of its neighbours is a spike; in their midst a plateau. */
  readonly standing: Standing
  /** Share of the neighbours whose score has the sign of the strategy's. */
  readonly keepsSign: number
  /** Share whose score is at least half of the strategy's; NaN unless that is above 0. */
  readonly keepsHalf: number
  /**
   * Median score of the neighbours over the strategy's, held within 0 and 1: 1 on a plateau, where a typical neighbour does as
   * well; 0 on a spike, where it earns nothing. NaN unless the strategy's score is above 0.
   */
  readonly plateau: number
  /** The neighbours with moved numbers, then those with one choice or flag changed. */
  readonly neighbours: readonly NeighbourScore[]
}

/**
 * Whether a strategy stands on a plateau of its genes or on a spike: its score beside those of its neighbours. All numbers are
 * moved together, each within `spread` of its range and on its grid (a whole number by a step at least): every such neighbour
 * when there are no more than wanted, otherwise so many drawn evenly, none twice. Choices and flags are changed one at a time,
 * all of them. Parts, `every` and `agreement` stay. All are scored on the same rows, by default behind the longest warm-up
 * among them; a neighbour that never trades scores 0.
 *
 * @example
 * const scene = { strategy: { parts: [partOf(emaCrossover)] }, bars: showcaseMarket('rise'), execution: perpetual }
 * const { neighbours, keepsSign } = jitter(scene, { neighbours: 20 })
 * neighbours.length // => 22
 * keepsSign > 0.8 // => true
 */
export function jitter(scene: Scene, options: JitterOptions = {}): Jitter {
  const where = 'jitter'
  const given = openScene(where, scene, options, ['seed', 'spread', 'neighbours', 'score'])
  const { seed = 1, spread = 0.1, neighbours: count = 100, score = 'sharpe' } = options
  checkNumber(where, 'spread', spread, { min: 0, max: 1 })
  checkInteger(where, 'neighbours', count, { min: 1 })
  checkScore(given, score)
  const { catalogue } = given
  const around = [
    ...moversOf(scene.strategy, catalogue, { spread, count }, randomFrom(seed, 'jitter')),
    ...flipsOf(scene.strategy, catalogue),
  ]
  if (around.length === 0) refuse(where, 'the genes of the strategy', 'none', { rule: 'of which one can change' })
  const { warmup = longestWarmup(given, around) } = options
  const open = warmup === given.warmup ? given : openScene(where, scene, { ...sceneOptions(options), warmup })
  const own = ownScore(open, summaryWith(open.setup, scored(open, open.exposure)), score)
  const neighbours = around.map((neighbour) => {
    const exposure = expose(neighbour.strategy, open.bars, open.workspace)
    return { ...neighbour, score: scoreOf(summaryWith(open.setup, scored(open, exposure)), score) }
  })
  const values = Float64Array.from(neighbours, (neighbour) => neighbour.score)
  const shareOf = (holds: (value: number) => boolean) => values.filter(holds).length / values.length
  return {
    score,
    warmup,
    standing: standingOf(own, values),
    keepsSign: Number.isNaN(own) ? Number.NaN : shareOf((value) => Math.sign(value) === Math.sign(own)),
    keepsHalf: own > 0 ? shareOf((value) => value >= own / 2) : Number.NaN,
    plateau: own > 0 ? Math.min(1, Math.max(0, quantile(values, 0.5) / own)) : Number.NaN,
    neighbours,
  }
}

/** The longest warm-up of a strategy and its neighbours. */
function longestWarmup({ where, bars, strategy, catalogue }: OpenScene, around: readonly NeighbourLike[]): number {
  const longest = [{ strategy }, ...around].reduce(
    (most, each) => Math.max(most, warmupOf(each.strategy, catalogue)),
    0,
  )
  if (longest < bars.length) return longest
  return refuse(where, 'bars.length', bars.length, {
    rule: `above ${longest}, the longest warm-up of a neighbour`,
    code: 'invalid-bars',
    remedy: 'Give more bars or a smaller spread.',
  })
}

interface NeighbourLike {
  readonly strategy: Strategy
}

function sceneOptions({ catalogue, periodsPerYear }: SceneOptions): SceneOptions {
  return {
    ...(catalogue === undefined ? {} : { catalogue }),
    ...(periodsPerYear === undefined ? {} : { periodsPerYear }),
  }
}
