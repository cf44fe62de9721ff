import { randomFrom } from '../random/random-from.ts'
import { scatterStretches, stretchesOf } from '../validation/scatter-stretches.ts'
import { SIMULATION_KEYS, type SimulationOptions, simulationOf } from '../validation/simulation-options.ts'
import { type Standing, standingOf } from '../validation/standing.ts'
import { openScene, type Scene, type SceneOptions, scored, summaryWith } from './scene.ts'
import { checkScore, ownScore, type Score, scoreOf } from './score.ts'

/** How entries are drawn. */
export interface RandomEntriesOptions extends SceneOptions, SimulationOptions {
  /** What is compared; `'sharpe'` by default. */
  readonly score?: Score
}

/** A strategy among traders without skill. */
export interface RandomEntries {
  readonly score: Score
  /** Trades of each run. */
  readonly trades: number
  /** Rows with a position in each run. */
  readonly rows: number
  readonly standing: Standing
}

/**
 * Where a strategy stands among traders who trade as often, on the same sides, as long and as large, at times drawn by chance:
 * `standing.pValue` is the chance that one of them does as well. It asks for timing alone, since all are as long in the
 * market. What the strategy wants is scattered (see `scatterStretches`), and the execution of the scene acts on each copy: its
 * stops may end trades early there, as they do here. Under `'next-open'` the last row decides nothing and is left out. A
 * strategy that is always in on one side has nowhere else to be, and no standing. 1000 runs by default; O(runs x bars).
 *
 * @example
 * const strategy = { parts: [partOf(emaCrossover, { fast: 5, gap: 10, side: 'long' })] }
 * const scene = { strategy, bars: showcaseMarket('breakout'), execution: perpetual }
 * const { trades, standing } = randomEntries(scene, { runs: 99 })
 * trades // => 10
 * standing.pValue < 0.05 // => true
 */
export function randomEntries(scene: Scene, options: RandomEntriesOptions = {}): RandomEntries {
  const where = 'randomEntries'
  const open = openScene(where, scene, options, [...SIMULATION_KEYS, 'score'])
  const { seed, runs } = simulationOf(where, options)
  const { score = 'sharpe' } = options
  checkScore(open, score)
  const wanted = scored(open, open.exposure)
  const own = ownScore(open, summaryWith(open.setup, wanted), score)
  const decided = wanted.subarray(0, wanted.length - open.setup.terms.lag)
  const values = new Float64Array(runs)
  const copy = new Float64Array(wanted.length)
  for (let run = 0; run < runs; run++) {
    copy.set(scatterStretches(randomFrom(seed, 'random-entries', run), decided))
    values[run] = scoreOf(summaryWith(open.setup, copy), score)
  }
  const stretches = stretchesOf(decided)
  return {
    score,
    trades: stretches.length,
    rows: stretches.reduce((rows, { from, to }) => rows + to - from, 0),
    standing: standingOf(own, values),
  }
}
