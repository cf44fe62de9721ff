// A rule of your own, and the contract that says whether its backtest can be believed. It is not about profit: the honest
// rule loses here, the one that cannot be traded gains.
import {
  catalogue,
  checkSeed,
  expose,
  int,
  partOf,
  perpetual,
  seed,
  showcaseMarket,
  summarise,
  Workspace,
} from '@organism/core'
import { describe, holdFor } from '@organism/core/strategy'

const draws = process.argv.includes('--short') ? 10 : 200

const turnaround = seed({
  name: 'turnaround',
  role: 'entry',
  version: 1,
  idea: 'Several falls in a row drive out whoever had to sell. It buys there and leaves after a few bars.',
  genes: { falls: int(2, 6, { default: 3 }), bars: int(1, 20, { default: 5 }) },
  showcase: 'chop',
  say: ({ falls, bars }) => `Long for ${bars} bars after ${falls} falls of the close in a row`,
  warmup: ({ falls }) => falls,
  write({ close }, { falls, bars }, exposure) {
    let inRow = 0
    for (let t = 1; t < close.length; t++) {
      inRow = close[t] < close[t - 1] ? inRow + 1 : 0
      if (inRow >= falls) exposure[t] = 1
    }
    holdFor(exposure, bars)
  },
})

// A rule with a little hindsight: it reads the close of the next bar. Backtests love such rules.
const oracle = seed({
  name: 'oracle',
  role: 'entry',
  version: 1,
  idea: 'Prices that will rise are worth buying. Nobody knows which those are.',
  genes: {},
  showcase: 'chop',
  say: () => 'Long when the next close is higher',
  warmup: () => 0,
  write({ close }, _genes, exposure) {
    for (let t = 0; t < close.length; t++) exposure[t] = close[t + 1] > close[t] ? 1 : 0
  },
})

const mine = catalogue([turnaround, oracle])
const bars = showcaseMarket('chop')
for (const rule of [turnaround, oracle]) {
  const strategy = { parts: [partOf(rule)] as const }
  const { totalReturn } = summarise(bars, expose(strategy, bars, new Workspace(mine)), perpetual)
  const { passed, checks } = checkSeed(rule, { draws })
  console.log(`\n${describe(strategy, mine)}`)
  console.log(`  return on its showcase market: ${(100 * totalReturn).toFixed(1)} %`)
  console.log(`  contract: ${passed ? `all ${checks.length} checks passed` : 'broken'}`)
  for (const { name, finding } of checks) if (finding !== undefined) console.log(`  ${name}: ${finding.sentence}`)
}

checkSeed(turnaround, { draws }).passed // => true
checkSeed(oracle, { draws }).checks.find(({ name }) => name === 'no-look-ahead')?.passed // => false
