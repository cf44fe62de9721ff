import { backtest } from '../../backtest/backtest.ts'
import type { Summary } from '../../backtest/summary.ts'
import type { Bars } from '../../market/bars.ts'
import { everySeed } from '../../seeds/catalogue.ts'
import { describe } from '../../strategy/describe.ts'
import { expose } from '../../strategy/expose.ts'
import { warmupOf } from '../../strategy/warmup.ts'
import { Workspace } from '../../strategy/workspace.ts'
import type { Command } from '../command.ts'
import { EXECUTION_OPTIONS, executionFrom, executionNamed } from '../execution-options.ts'
import { checkPlaces } from '../places.ts'
import { CSV_OPTIONS, readMarket } from '../read-market.ts'
import { readStrategy } from '../read-strategy.ts'
import type { Screen } from '../screen.ts'
import { sparkline } from '../sparkline.ts'
import { decimal, percent, table } from '../table.ts'

/** One strategy over one market. */
export const backtestCommand: Command = {
  takes: 'BARS.csv STRATEGY.json',
  about: [
    'Runs one strategy over one market, beside buying and holding it. A strategy file holds what organism seeds NAME',
    'prints; no costs are left out unless asked for with --execution=frictionless.',
  ].join('\n'),
  options: { ...EXECUTION_OPTIONS, ...CSV_OPTIONS },
  run: (words, screen) => {
    checkPlaces('backtest', words, ['BARS.csv', 'STRATEGY.json'])
    const [file, plan] = words.places
    const strategy = readStrategy(plan)
    const bars = readMarket(file, words)
    const execution = executionNamed(executionFrom(words))
    const exposure = expose(strategy, bars, new Workspace(everySeed))
    const result = backtest(bars, exposure, execution)
    const held = backtest(bars, new Float64Array(bars.length).fill(1), execution)
    if (words.isOn('json')) {
      const [summary, hold] = [result.summary, held.summary]
      screen.print(JSON.stringify({ symbol: bars.symbol, strategy, execution, summary, hold }))
      return 0
    }
    screen.print([describe(strategy, everySeed), '', ...curves(bars, result.equity, screen)].join('\n'))
    screen.print(['', comparison(result.summary, held.summary)].join('\n'))
    const silent = warmupOf(strategy, everySeed)
    if (silent >= bars.length) screen.note(`\nIt needs ${silent} bars before it may trade; there are ${bars.length}.`)
    return 0
  },
}

function curves(bars: Bars, equity: Float64Array, { columns, dim }: Screen): string[] {
  const width = Math.max(8, Math.min(72, columns - 8))
  return [`${dim('price ')} ${sparkline(bars.close, width)}`, `${dim('equity')} ${sparkline(equity, width)}`]
}

function comparison(own: Summary, held: Summary): string {
  const row = (name: string, of: (summary: Summary) => string) => [name, of(own), of(held)]
  return table([
    ['', 'strategy', 'buy and hold'],
    row('return', ({ totalReturn }) => percent(totalReturn)),
    row('a year', ({ cagr }) => percent(cagr)),
    row('Sharpe ratio', ({ sharpe }) => decimal(sharpe)),
    row('deepest fall', ({ maxDrawdown }) => percent(-maxDrawdown)),
    row('time in market', ({ timeInMarket }) => percent(timeInMarket)),
    row('trades that ended', ({ trades }) => `${trades}`),
    row('trades won', ({ winRate }) => percent(winRate)),
    row('fees and slippage', ({ fees, slippage }) => decimal(fees + slippage)),
    row('turnover a year', ({ turnover }) => decimal(turnover)),
  ])
}
