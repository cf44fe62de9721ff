import { perpetual } from '../src/backtest/execution.ts'
import type { EvaluationTask } from '../src/evaluation/task.ts'
import type { Genome } from '../src/genome/genome.ts'
import type { Bars } from '../src/market/bars.ts'
import { barsFrom } from '../src/market/bars-from.ts'
import { randomFrom } from '../src/random/random-from.ts'
import { type Catalogue, catalogue } from '../src/strategy/catalogue.ts'
import { toGenome } from '../src/strategy/to-genome.ts'
import { seeds } from './sweep.seeds.ts'

/** A fast and a slow period. */
export type Pair = readonly [fast: number, slow: number]

const HOUR = 3_600_000

/** The catalogue of the sweep, in this thread. */
export const known: Catalogue = catalogue(seeds)

/** A geometric random walk in hourly bars, as in the published comparisons of vectorised backtesters. */
export function marketOf(length: number, hasFunding: boolean = false): Bars {
  const random = randomFrom(42, 'bench')
  const [open, high, low, close] = [0, 1, 2, 3].map(() => new Float64Array(length))
  let last = 100
  for (let t = 0; t < length; t++) {
    open[t] = last
    last *= Math.exp(0.004 * random.normal() - 0.000008)
    close[t] = last
    high[t] = Math.max(open[t], last) * (1 + 0.002 * Math.abs(random.normal()))
    low[t] = Math.min(open[t], last) * (1 - 0.002 * Math.abs(random.normal()))
  }
  const time = Float64Array.from({ length }, (_, t) => t * HOUR)
  const volume = Float64Array.from({ length }, () => 1000 * Math.exp(0.5 * random.normal()))
  const columns = { time, open, high, low, close, volume }
  if (!hasFunding) return barsFrom(columns)
  // Settled every eight hours, as on the large exchanges.
  const funding = Float64Array.from({ length }, (_, t) => (t % 8 === 0 ? 0.0001 + 0.0002 * random.normal() : 0))
  return barsFrom({ ...columns, funding })
}

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
