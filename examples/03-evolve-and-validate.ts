// Evolve, then doubt: the same search on a market that trends and on a random walk. Both find a fine backtest; the gauntlet
// certifies the one and says why not the other. It is strict: of a hundred markets made like the first (streams 1 to 100) it
// certifies 27, and of a hundred random walks none. A search whose trials differ much is hard to tell from luck, edge or not.
import {
  blueprintOf,
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
import { gauntlet, gauntletStages } from '@organism/core/lifecycle'
import { type Bars, brownianMarket, regimeMarket } from '@organism/core/market'

const generations = process.argv.includes('--short') ? 3 : 8
const [length, warmup] = [20_000, 400]

/** Breeds on the in-sample rows alone, and sends the winner through the gauntlet with all that was tried. */
async function certify(bars: Bars) {
  const { inSample } = gauntletStages(bars.length, { warmup })
  const task = {
    markets: [sliceBars(bars, 0, inSample.to)],
    execution: perpetual,
    objectives: ['sharpe', 'max-drawdown'] as const,
    warmup,
    minimum: { trades: 20 },
  }
  const ledger = new TrialLedger()
  const space = blueprintOf(['ema-crossover', 'rsi-filter', 'atr-stop-loss'], {
    optional: ['rsi-filter', 'atr-stop-loss'],
  })
  const search = { ...nsga2(space), evaluate: evaluateHere(task, { ledger }), size: 24, generations, seed: 42 }
  const run: Generation[] = []
  for await (const generation of evolve(search)) run.push(generation)

  // Everybody who was ever tried, the best Sharpe ratio first: what a winner was chosen from says how far to believe it.
  const tried = run
    .flatMap(({ newborn }) => newborn)
    .toSorted((a, b) => a.violation - b.violation || a.scores[0] - b.scores[0])
  const population = tried.map(({ genome }) => toStrategy(genome))
  return gauntlet(population[0], bars, { execution: perpetual, trials: ledger, population, warmup })
}

// A rise or a fall lasts 100 bars on average: following it is a true edge.
const regimes = [
  { drift: 0.0012, volatility: 0.006 },
  { drift: -0.0012, volatility: 0.006 },
]
const trends = regimeMarket(randomFrom(4, 'trends'), { length, regimes }).bars
const walk = brownianMarket(randomFrom(1, 'walk'), { length })

const verdicts: string[] = []
for (const [name, bars] of [
  ['a market that trends', trends],
  ['a random walk', walk],
] as const) {
  const { figures, trials, verdict, reasons } = await certify(bars)
  const [inSample, unseen] = [figures.inSample.sharpe, figures.outOfSample.sharpe].map((sharpe) =>
    Number(sharpe).toFixed(2),
  )
  console.log(`\n${name}, the best of ${trials.count} strategies`)
  console.log(`  Sharpe ratio ${inSample} in sample, ${unseen} on the rows after`)
  console.log(`  ${verdict}`)
  for (const reason of reasons) console.log(`  - ${reason}`)
  verdicts.push(verdict)
}
verdicts[0] // => 'Certified: it came through all 13 gates.'
verdicts[1].startsWith('Not certified') // => true
