import { perpetual } from '../src/backtest/execution.ts'
import type { EvaluationTask } from '../src/evaluation/task.ts'
import type { Genome } from '../src/genome/genome.ts'
import type { Bars } from '../src/market/bars.ts'
import { type Catalogue, catalogue } from '../src/strategy/catalogue.ts'
import { toGenome } from '../src/strategy/to-genome.ts'
import { seeds } from './sweep.seeds.ts'

/** A fast and a slow period. */
export type Pair = readonly [fast: number, slow: number]

/** The catalogue of the sweep, in this thread. */
export const known: Catalogue = catalogue(seeds)

/** All pairs of some fast and some slow periods, each given by its first and the number of them. */
export function pairsOf(fast: Pair, slow: Pair): Pair[] {
  const from = ([first, count]: Pair) => Array.from({ length: count }, (_, i) => first + i)
  return from(fast).flatMap((quick) => from(slow).map((late): Pair => [quick, late]))
}

/** The published sweep: 25 fast and 40 slow averages. */
export const SWEEP: readonly Pair[] = pairsOf([5, 25], [30, 40])

/** Pairs as genomes of a seed of crossing averages. */
export function genomesOf(pairs: readonly Pair[], seed: 'sma-crossover' | 'ema-crossover'): Genome[] {
  return pairs.map(([fast, slow]) => {
    const periods = { fast, gap: slow - fast }
    const genes = seed === 'ema-crossover' ? { ...periods, side: 'long' } : periods
    return toGenome({ parts: [{ seed, version: 1, genes }] }, known)
  })
}

/** What the sweep asks of a strategy. */
export function taskOn(bars: Bars): EvaluationTask {
  return { markets: [bars], execution: perpetual, objectives: ['sharpe', 'max-drawdown', 'turnover'] }
}
