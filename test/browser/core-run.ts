import {
  blueprintOf,
  contentHash,
  type EvaluationTask,
  evaluateHere,
  evolve,
  type Generation,
  nsga2,
  perpetual,
  randomFrom,
  sliceBars,
  TrialLedger,
  toStrategy,
} from '@organism/core'
import { logbookHash } from '@organism/core/evolution'
import { gauntlet, gauntletStages } from '@organism/core/lifecycle'
import { garchMarket, regimeMarket } from '@organism/core/market'

/** What a run left behind, by its hashes. */
export interface CoreRun {
  readonly log: string
  readonly ledger: string
  readonly certificate: string
  readonly evaluations: number
  readonly verdict: string
}

/** A search on two synthetic markets with its ledger, and the gauntlet for its winner: all of the core, once. */
export async function runCore(): Promise<CoreRun> {
  const regimes = [0.0012, -0.0012].map((drift) => ({ drift, volatility: 0.006 }))
  const trends = regimeMarket(randomFrom(4, 'trends'), { length: 4000, regimes, interval: '1d' }).bars
  const wild = garchMarket(randomFrom(5, 'wild'), { length: 2400, interval: '1d' })
  const { inSample } = gauntletStages(trends.length, { warmup: 200 })
  const task: EvaluationTask = {
    markets: [sliceBars(trends, 0, inSample.to), wild],
    execution: perpetual,
    objectives: ['sharpe', 'consistency', 'max-drawdown', 'turnover'],
    warmup: 200,
    folds: { combinatorialPurged: { groups: 5, tested: 2, embargo: 5 } },
    minimum: { trades: 5 },
  }
  const space = [
    blueprintOf(['ema-crossover', 'rsi-filter', 'atr-stop-loss'], { optional: ['rsi-filter', 'atr-stop-loss'] }),
    blueprintOf(['macd-signal', 'volatility-scaling'], { optional: ['volatility-scaling'] }),
  ]
  const ledger = new TrialLedger()
  const search = { ...nsga2(space), evaluate: evaluateHere(task, { ledger }), size: 20, generations: 6, seed: 'core' }
  const run: Generation[] = []
  for await (const generation of evolve(search)) run.push(generation)

  const population = run.flatMap(({ newborn }) => newborn.map(({ genome }) => toStrategy(genome)))
  const [winner] = run[run.length - 1].archive
  const options = { execution: perpetual, trials: ledger, population, warmup: 200 }
  const certificate = gauntlet(toStrategy(winner.genome), trends, options)
  return {
    log: logbookHash(run[run.length - 1].log),
    ledger: contentHash(JSON.parse(JSON.stringify(ledger))),
    certificate: certificate.hash,
    evaluations: ledger.count,
    verdict: certificate.verdict,
  }
}
