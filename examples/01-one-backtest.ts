// One backtest: a crossing of two averages on twenty years of the S&P 500, after costs, beside holding the index.
import { readFileSync } from 'node:fs'
import { backtest, expose, parseBars, partOf, spot, tradeRows } from '@organism/core'
import { emaCrossover } from '@organism/core/seeds'

// In a third of these days the open only repeats the close before it, so a fill at the next open is kinder than any market.
const bars = parseBars(readFileSync('node_modules/vega-datasets/data/sp500-2000.csv'), { symbol: 'S&P 500' })

// A strategy is data: the name of a rule and its numbers. Its exposure is the share of equity it wants at each close.
const strategy = { parts: [partOf(emaCrossover, { fast: 20, gap: 80, side: 'long' })] as const }
const rule = backtest(bars, expose(strategy, bars), spot)
const hold = backtest(bars, new Float64Array(bars.length).fill(1), spot)

const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(9)
console.log(`${bars.symbol}, ${bars.length} days          rule     hold`)
for (const [what, figure] of [
  ['growth of a year', 'cagr'],
  ['deepest fall', 'maxDrawdown'],
  ['time in the market', 'timeInMarket'],
] as const) {
  console.log(`${what.padEnd(22)}${percent(rule.summary[figure])}${percent(hold.summary[figure])}`)
}
console.log(
  `${'Sharpe ratio'.padEnd(22)}${[rule, hold].map(({ summary }) => summary.sharpe.toFixed(2).padStart(9)).join('')}`,
)

const best = tradeRows(rule).toSorted((a, b) => b.profit - a.profit)[0]
const day = (row: number) => new Date(bars.time[row]).toISOString().slice(0, 10)
console.log(
  `best of ${rule.summary.trades} trades: ${day(best.entryBar)} to ${day(best.exitBar)},${percent(best.return)}`,
)

// Every cent is accounted for: what was won before costs, less the costs, is what is there.
const { grossProfit, fees, slippage, startEquity, endEquity } = rule.summary
Math.abs(startEquity + grossProfit - fees - slippage - endEquity) < 1e-6 // => true
bars.length // => 5105
