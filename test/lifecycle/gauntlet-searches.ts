import { type Execution, frictionless, perpetual } from '../../src/backtest/execution.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import type { EvaluationTask } from '../../src/evaluation/task.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { evolve } from '../../src/evolution/evolve.ts'
import type { Individual } from '../../src/evolution/individual.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import type { Certificate } from '../../src/lifecycle/certificate.ts'
import { gauntlet } from '../../src/lifecycle/gauntlet.ts'
import { gauntletStages } from '../../src/lifecycle/stages.ts'
import type { Bars } from '../../src/market/bars.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { regimeMarket } from '../../src/market/synthetic-regimes.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { blueprintOf } from '../../src/seeds/bound.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'
import { toStrategy } from '../../src/strategy/to-strategy.ts'

/** Rows that warm the indicators, for the search and for its judge. */
const WARMUP = 400

/** What is searched for an edge, and how. */
export interface Ground {
  readonly market: string
  readonly search: string
  readonly bars: (seed: number) => Bars
  readonly execution: Execution
  /** Trades and judges strategies with the ledger on the bars that it may look at; gives all of them, the best first. */
  readonly run: (task: EvaluationTask, ledger: TrialLedger, seed: number) => Promise<Strategy[]> | Strategy[]
  /** Whether the search keeps to the in-sample rows, as it must, or looks at all. */
  readonly searched: 'in-sample' | 'all'
}

const walk = (seed: number): Bars => brownianMarket(randomFrom(seed, 'walk'), { length: 6000 })

/** A rise and a fall that last 100 bars on average: following the trend is an edge, and a large one. */
const trends = (seed: number): Bars => {
  const regimes = [0.0012, -0.0012].map((drift) => ({ drift, volatility: 0.006 }))
  return regimeMarket(randomFrom(seed, 'trends'), { length: 20_000, regimes }).bars
}

const space = [
  blueprintOf(['ema-crossover', 'rsi-filter', 'atr-stop-loss'], { optional: ['rsi-filter', 'atr-stop-loss'] }),
  blueprintOf(['donchian-breakout', 'sma-trend-filter'], { optional: ['sma-trend-filter'] }),
]

/** A search by NSGA-II for the best Sharpe ratio with little drawdown: 144 trials. */
async function searched(task: EvaluationTask, ledger: TrialLedger, seed: number): Promise<Strategy[]> {
  const everybody: Individual[] = []
  const evaluate = evaluateHere(task, { ledger })
  for await (const { newborn } of evolve({ ...nsga2(space), evaluate, size: 24, generations: 6, seed })) {
    everybody.push(...newborn)
  }
  const first = (a: Individual, b: Individual) => a.violation - b.violation || a.scores[0] - b.scores[0]
  return everybody.toSorted(first).map(({ genome }) => toStrategy(genome))
}

/** A dozen variants of one idea, written down beforehand. */
function variants(task: EvaluationTask, ledger: TrialLedger): Strategy[] {
  const all = [10, 15, 20, 30].flatMap((fast) => [20, 30, 40].map((gap) => ({ fast, gap, side: 'both' })))
  const judged = all.map((genes) => {
    const strategy: Strategy = { parts: [partOf(emaCrossover, genes)] }
    return { strategy, sharpe: evaluateOne(strategy, task, { ledger }).sharpe.perPeriod }
  })
  return judged.toSorted((a, b) => b.sharpe - a.sharpe).map(({ strategy }) => strategy)
}

/** Markets without an edge, and one with. */
export const GROUNDS: readonly Ground[] = [
  ...[perpetual, frictionless].flatMap((execution) =>
    (['in-sample', 'all'] as const).map((rows) => ({
      market: `random walk, 6,000 bars, ${execution === perpetual ? 'with' : 'no'} costs`,
      search: `NSGA-II, 144 trials, ${rows === 'all' ? 'on all rows against the rules' : 'in sample'}`,
      ...{ bars: walk, execution, run: searched, searched: rows },
    })),
  ),
  {
    market: 'random walk, 6,000 bars, no costs',
    search: '12 variants of one idea, in sample',
    ...{ bars: walk, execution: frictionless, run: variants, searched: 'in-sample' },
  },
  {
    market: 'trends of 100 bars, 20,000 bars, with costs',
    search: '12 variants of one idea, in sample',
    ...{ bars: trends, execution: perpetual, run: variants, searched: 'in-sample' },
  },
  {
    market: 'trends of 100 bars, 20,000 bars, with costs',
    search: 'NSGA-II, 144 trials, in sample',
    ...{ bars: trends, execution: perpetual, run: searched, searched: 'in-sample' },
  },
]

/** The certificate of the best that a search found. */
export async function searchAndJudge(ground: Ground, seed: number): Promise<Certificate> {
  const { execution } = ground
  const bars = ground.bars(seed)
  const { inSample } = gauntletStages(bars.length, { warmup: WARMUP })
  const markets = [ground.searched === 'all' ? bars : sliceBars(bars, 0, inSample.to)]
  const objectives = ['sharpe', 'max-drawdown'] as const
  const ledger = new TrialLedger()
  const task: EvaluationTask = { markets, execution, objectives, warmup: WARMUP, minimum: { trades: 20 } }
  const population = await ground.run(task, ledger, seed)
  return gauntlet(population[0], bars, { execution, trials: ledger, population, warmup: WARMUP })
}
