import { perpetual } from '../src/backtest/execution.ts'
import { evaluateHere } from '../src/evaluation/evaluate-here.ts'
import type { EvaluationTask } from '../src/evaluation/task.ts'
import type { Genome } from '../src/genome/genome.ts'
import type { Bars } from '../src/market/bars.ts'
import { randomFrom } from '../src/random/random-from.ts'
import { catalogue } from '../src/strategy/catalogue.ts'
import { populationOf } from '../src/strategy/population-of.ts'
import { toStrategy } from '../src/strategy/to-strategy.ts'
import { marketOf } from './market.ts'
import { ruleSeeds } from './sweep.seeds.ts'
import { known } from './sweep.work.ts'

const SIZE = 1000
const ROUNDS = 3

/** What a mixed population costs. */
export interface Rate {
  readonly length: number
  readonly perSecond: number
  /** Nanoseconds per bar and strategy. */
  readonly cost: number
  /** Share of the strategies that have a stop. */
  readonly stopped: number
  readonly faults: number
}

/** A thousand strategies of one to four parts over every rule of the library, stops and sizes among them. */
export function mixed(): Genome[] {
  return populationOf(catalogue(ruleSeeds), { size: SIZE, random: randomFrom(7, 'population') })
}

/** What a search would ask of them, on a perpetual future that settles funding. */
export function mixedTask(bars: Bars): EvaluationTask {
  const objectives = ['sharpe', 'sortino', 'max-drawdown', 'consistency', 'turnover']
  return { markets: [bars], execution: perpetual, objectives, minimum: { trades: 10 } }
}

/** Evaluations of the population per second, indicators included, the least of some rounds. */
export function populationRates(length: number): Rate {
  const genomes = mixed()
  const task = mixedTask(marketOf(length, true))
  let least = Number.POSITIVE_INFINITY
  let faults = 0
  for (let round = 0; round < ROUNDS; round++) {
    const evaluate = evaluateHere(task, { catalogue: known, cache: false })
    const start = performance.now()
    const { faults: found } = evaluate(genomes)
    least = Math.min(least, performance.now() - start)
    faults = (found ?? []).filter((fault) => fault !== null).length
  }
  const hasStop = (genome: Genome) => toStrategy(genome).parts.some(({ seed }) => seed === 'atr-stop-loss')
  return {
    length,
    perSecond: (1000 * SIZE) / least,
    cost: (least * 1e6) / SIZE / length,
    stopped: genomes.filter(hasStop).length / SIZE,
    faults,
  }
}
