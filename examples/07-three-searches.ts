// Is breeding worth it? NSGA-II, random and Bayesian search with equal evaluations on one task, several seeds each. What
// counts is the hypervolume of the front: how much of all that could be reached lies below it. Random search is the bar.
import { readFileSync } from 'node:fs'
import {
  bayesianSearch,
  blueprintOf,
  evaluateHere,
  evolve,
  nsga2,
  parseBars,
  randomSearch,
  sliceBars,
  spot,
} from '@organism/core'
import { hypervolume } from '@organism/core/evolution'
import { quantile } from '@organism/core/math'

const isShort = process.argv.includes('--short')
const [rows, size, seeds] = isShort ? [800, 16, 3] : [2500, 32, 7]
const looks = isShort ? [2, 4] : [5, 10, 20, 30]

const days = parseBars(readFileSync('node_modules/vega-datasets/data/sp500-2000.csv'), { symbol: 'S&P 500' })
const task = {
  markets: [sliceBars(days, 0, rows)],
  execution: spot,
  objectives: ['sharpe', 'max-drawdown'] as const,
  warmup: 200,
}
const space = blueprintOf(['macd-signal', 'rsi-filter', 'atr-stop-loss', 'volatility-scaling'])
const searches = {
  'random search': randomSearch(space),
  'Bayesian search': bayesianSearch(space),
  'NSGA-II': nsga2(space),
}

// Scores are minimised inside a search, so a Sharpe ratio of 2 is -2. This corner is no gain, and half of it all lost on the way.
const reference = [0, 0.5]

console.log(`hypervolume on ${rows} days of the S&P 500, median of ${seeds} seeds`)
console.log(`${'evaluations'.padEnd(18)}${looks.map((generation) => String(generation * size).padStart(9)).join('')}`)
const spent: number[] = []
for (const [name, toolbox] of Object.entries(searches)) {
  const volumes: number[][] = looks.map(() => [])
  for (let seed = 1; seed <= seeds; seed++) {
    const search = { ...toolbox, evaluate: evaluateHere(task), size, generations: Math.max(...looks), seed }
    for await (const { number, archive, evaluations } of evolve(search)) {
      const front = Float64Array.from(archive.flatMap(({ scores }) => Array.from(scores)))
      volumes[looks.indexOf(number)]?.push(hypervolume(front, reference))
      if (number === search.generations) spent.push(evaluations)
    }
  }
  const medians = volumes.map((column) => quantile(Float64Array.from(column), 0.5))
  console.log(`${name.padEnd(18)}${medians.map((volume) => volume.toFixed(4).padStart(9)).join('')}`)
}

// Nobody was given more: breeding pays once there is something to breed from, and below that chance is as good.
new Set(spent).size // => 1
