// Many markets: one strategy must please six of them. What it breeds depends on how their scores become one, and on whether
// each market has a purse of its own or all are traded from one. All figures are of the bars it was bred on: they flatter.
import {
  alignBars,
  blueprintOf,
  type EvaluationTask,
  evaluateHere,
  evaluateOne,
  evolve,
  type Generation,
  nsga2,
  perpetual,
  randomFrom,
  strategyId,
  toStrategy,
} from '@organism/core'
import { accountSeeds } from '@organism/core/evaluation'
import { regimeMarket } from '@organism/core/market'

const isShort = process.argv.includes('--short')
const [length, size, generations] = isShort ? [800, 12, 3] : [2000, 32, 10]

// Six markets that trend, each in its own rhythm and weaker than the one before.
const drifts = [0.0016, 0.0014, 0.0012, 0.001, 0.0008, 0.0006]
const markets = alignBars(
  drifts.map((drift, i) => {
    const regimes = [drift, -drift].map((each) => ({ drift: each, volatility: 0.006 }))
    return regimeMarket(randomFrom(7, i), { length, regimes, interval: '1d', symbol: `COIN-${i + 1}` }).bars
  }),
)
const parts = ['ema-crossover', 'rsi-filter', 'volatility-scaling']
const base = {
  markets,
  execution: perpetual,
  objectives: ['sharpe', 'max-drawdown'] as const,
  warmup: 200,
  minimum: { trades: 10 },
}

/** Who has the best Sharpe ratio that a search ends with, and its name. */
async function best(task: EvaluationTask, names: readonly string[]) {
  const space = blueprintOf(names, { catalogue: accountSeeds, optional: ['rsi-filter'] })
  let last: Generation | undefined
  const search = { ...nsga2(space), evaluate: evaluateHere(task), size, generations, seed: 42 }
  for await (const generation of evolve(search)) last = generation
  const [first] = (last as Generation).archive.toSorted((a, b) => a.scores[0] - b.scores[0])
  const strategy = toStrategy(first.genome)
  return { strategy, id: strategyId(strategy, first.born) }
}

const figure = (value: number) => value.toFixed(2).padStart(7)
console.log(`${'purses'.padEnd(24)}${markets.map(({ symbol }) => symbol.padStart(7)).join('')}`)
for (const across of ['mean', 'worst'] as const) {
  const task = { ...base, across: { markets: across } }
  const { strategy } = await best(task, parts)
  const report = evaluateOne(strategy, task)
  console.log(
    `${`six, bred for the ${across}`.padEnd(24)}${report.markets.map(({ scores }) => figure(scores['sharpe'])).join('')}`,
  )
}

// One account: `market-weights` evolves with the strategy and says how the purse is shared out, at most 30 % to a market.
const task = { ...base, across: { markets: { account: { cap: 0.3 } } } }
const { strategy, id } = await best(task, [...parts.slice(0, 2), 'market-weights'])
const { account } = evaluateOne(strategy, task)
const share = (column: Float64Array) => column.reduce((sum, value) => sum + Math.abs(value), 0) / column.length
console.log(`${'one, mean share held'.padEnd(24)}${account?.exposures.map((column) => figure(share(column))).join('')}`)
console.log(`Sharpe ratio of that account: ${account?.scores['sharpe'].toFixed(2)}, by ${id}`)

account?.exposures.every((column) => column.every((held) => Math.abs(held) <= 0.3)) // => true
