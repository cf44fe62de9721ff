import { evaluateHere } from '../src/evaluation/evaluate-here.ts'
import { marketOf } from './market.ts'
import { genomesOf, known, type Pair, pairsOf, taskOn } from './sweep.work.ts'

/** A cost in nanoseconds per bar and strategy at one size. */
export interface Point {
  readonly size: number
  readonly cost: number
}

/** How cost grows along one size. */
export interface Growth {
  readonly along: 'bars' | 'strategies'
  readonly beside: string
  readonly points: readonly Point[]
}

const ROUNDS = 3

/** A hundred pairs on ever longer markets. */
export function barsGrowth(): Growth {
  const pairs = pairsOf([5, 10], [30, 10])
  const points = [10_000, 30_000, 100_000, 300_000, 1_000_000].map((size) => ({ size, cost: costOf(size, pairs) }))
  return { along: 'bars', beside: '100 strategies', points }
}

/** Ever more pairs on 100,000 bars. */
export function strategiesGrowth(): Growth {
  const pairs = pairsOf([5, 100], [105, 100])
  const points = [100, 300, 1000, 3000, 10_000].map((size) => ({ size, cost: costOf(100_000, pairs.slice(0, size)) }))
  return { along: 'strategies', beside: '100,000 bars', points }
}

/** The least of some rounds, each with indicators of its own. */
function costOf(length: number, pairs: readonly Pair[]): number {
  const genomes = genomesOf(pairs, 'sma-crossover')
  const task = taskOn(marketOf(length))
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const evaluate = evaluateHere(task, { catalogue: known, cache: false })
    const start = performance.now()
    evaluate(genomes)
    least = Math.min(least, performance.now() - start)
  }
  return (least * 1e6) / length / pairs.length
}
