// A portfolio of strategies: the fronts of four searches are full of near copies. `allocate` keeps those that differ, shares
// the capital out among them by hierarchical risk parity, and says why for each. Chosen on the first rows, judged on the rest.
import {
  blueprintOf,
  evaluateHere,
  evaluateOne,
  evolve,
  type Generation,
  nsga2,
  performance,
  perpetual,
  randomFrom,
  sliceBars,
  toStrategy,
} from '@organism/core'
import { regimeMarket } from '@organism/core/market'
import { allocate } from '@organism/core/portfolio'
import { weightedReturns } from '@organism/core/risk'

const isShort = process.argv.includes('--short')
const [size, generations, length, warmup] = isShort ? [12, 3, 1600, 200] : [32, 10, 3000, 200]
const split = length / 2

const goals = { execution: perpetual, objectives: ['sharpe', 'max-drawdown'] as const, minimum: { trades: 10 } }
const space = blueprintOf(['ema-crossover', 'volatility-scaling'], { optional: ['volatility-scaling'] })

/** The three best strategies for a market, with their returns on the rows they were bred on and on the rows after. */
async function bred(symbol: string, seed: number) {
  const regimes = [0.0012, -0.0012].map((drift) => ({ drift, volatility: 0.008 }))
  const { bars } = regimeMarket(randomFrom(1, symbol), { length, regimes, interval: '1d', symbol })
  const research = { ...goals, markets: [sliceBars(bars, 0, split)], warmup }
  const search = { ...nsga2(space), evaluate: evaluateHere(research), size, generations, seed }
  let last: Generation | undefined
  for await (const generation of evolve(search)) last = generation
  const best = (last as Generation).population.toSorted(
    (a, b) => a.violation - b.violation || a.scores[0] - b.scores[0],
  )
  return best.slice(0, 3).map(({ genome }, place) => {
    const strategy = toStrategy(genome)
    const on = (task: typeof research) => evaluateOne(strategy, task).markets[0].blocks[0].result.returns
    return {
      id: `${symbol} ${place + 1}`,
      returns: on(research),
      after: on({ ...research, markets: [bars], warmup: split }),
    }
  })
}

const found = (await Promise.all(['NORTH', 'EAST', 'SOUTH', 'WEST'].map(bred))).flat()
const { weights, cash, decisions } = allocate(found.map(({ id, returns }) => ({ id, returns })))
for (const { id, weight, reason } of decisions) console.log(`${weight.toFixed(2)}  ${id.padEnd(8)} ${reason}`)
console.log(`${cash.toFixed(2)}  cash\n`)

// The shares are set back to what was decided at every close, and nothing is paid for it: `rebalance` charges what it costs.
const kept = [...found.keys()].filter((i) => weights[i] > 0)
const together = weightedReturns(
  weights.filter((weight) => weight > 0),
  kept.map((i) => found[i].after),
)
console.log(`${length - split} days after   Sharpe  vol. %  fall %`)
const line = (name: string, returns: Float64Array) => {
  const { sharpe, volatility, maxDrawdown } = performance(returns, { periodsPerYear: 365 })
  const figures = [sharpe, 100 * volatility, 100 * maxDrawdown].map((figure) => figure.toFixed(2).padStart(8))
  console.log(`${name.padEnd(15)}${figures.join('')}`)
  return volatility
}
const alone = kept.map((i) => line(found[i].id, found[i].after))
const calm = line('all together', together)

decisions.length // => 12
Math.abs(weights.reduce((sum, weight) => sum + weight, cash) - 1) < 1e-12 // => true
// Less risk than its parts bear on the mean, because they do not fall together.
calm < kept.reduce((sum, i, k) => sum + weights[i] * alone[k], 0) // => true
