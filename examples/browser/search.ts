import {
  blueprintOf,
  type EvaluationTask,
  evaluateHere,
  evolve,
  type Generation,
  nsga2,
  perpetual,
  randomFrom,
} from '@organism/core'
import { logbookHash } from '@organism/core/evolution'
import { regimeMarket } from '@organism/core/market'

/** Two markets that do not exist: each rises or falls for 100 hours on average. */
const markets = ['ONE', 'TWO'].map((symbol) => {
  const regimes = [0.0012, -0.0012].map((drift) => ({ drift, volatility: 0.008 }))
  return regimeMarket(randomFrom(42, symbol), { length: 3000, regimes, symbol }).bars
})

const task: EvaluationTask = {
  ...{ markets, execution: perpetual, warmup: 200 },
  objectives: ['sharpe', 'max-drawdown', 'turnover'],
  across: { markets: 'worst' },
}
const space = blueprintOf(['ema-crossover', 'rsi-filter', 'atr-stop-loss'], { optional: ['rsi-filter'] })

/** Generations of the search. */
export const GENERATIONS = 60

/** A search whose logbook has one hash, wherever it runs. */
export const search = (): AsyncGenerator<Generation, void, undefined> =>
  evolve({ ...nsga2(space), evaluate: evaluateHere(task), size: 60, generations: GENERATIONS, seed: 42 })

/** What two runs that went the same way have in common. */
export const hashOf = ({ log }: Generation): string => logbookHash(log)
