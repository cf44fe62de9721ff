import type { Column } from '../base/column.ts'
import type { Problem } from '../base/error.ts'
import { checkKeys, checkNumber, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkExposure, checkWanted } from './check-exposure.ts'
import { endMonth, mark, openCurve } from './curve.ts'
import type { Execution } from './execution.ts'
import { liveTogether } from './live-together.ts'
import { openRecorder } from './recorder.ts'
import { type PortfolioResult, resultOf } from './result.ts'
import { equityAt, openAccount, openRun, type Run } from './run.ts'
import { type BacktestOptions, setupOf } from './setup.ts'
import { focus } from './share.ts'

/** Limits of the orders of a portfolio, as multiples of equity. */
export interface Caps {
  /** Sum of |position value| over all markets; the leverage by default. */
  readonly gross?: number
  /** |position value| of each market, for example 0.15; the leverage by default. */
  readonly market?: number
}

/** Options of `backtestPortfolio`. */
export interface PortfolioOptions extends Pick<BacktestOptions, 'periodsPerYear'> {
  readonly caps?: Caps
}

/**
 * Many markets on one time axis that trade from one purse. An exposure is a share of the whole account's equity. In
 * every bar all decisions are valued before any is traded; sales come before purchases, each in the order of the
 * markets. Margin is shared (cross): a market is liquidated when the whole account can no longer keep it, in the order
 * of the markets, until the rest can be kept. O(bars x markets^2). With one market it is `backtest`, bit for bit.
 *
 * @example
 * const close = Float64Array.of(100, 100, 110, 121)
 * const columns = { time: [0, 1, 2, 3], open: close, high: close, low: close, close, volume: [1, 1, 1, 1] }
 * const half = Float64Array.of(0.5, 0.5, 0.5, 0.5)
 * const result = backtestPortfolio([barsFrom(columns), barsFrom(columns)], [half, half], frictionless)
 * result.equity // => Float64Array.of(10000, 10000, 11000, 12100)
 */
export function backtestPortfolio(
  markets: readonly Bars[],
  exposures: readonly Column[],
  execution: Execution,
  options: PortfolioOptions = {},
): PortfolioResult {
  const runs = openRuns(markets, exposures, execution, options)
  const { account, recorder, setup } = runs[0]
  const { length, months } = setup.tape
  const curve = openCurve(setup.terms.cash, months.length - 1)
  const gross = options.caps?.gross ?? setup.terms.leverage
  let month = 0
  for (let t = 0; t < length; t++) {
    liveTogether(runs, t, gross)
    focus(runs, 0, 'close')
    const equity = equityAt(runs[0], setup.tape.close[t])
    mark(curve, equity, account.open > 0)
    recorder!.equity[t] = equity
    for (const run of runs) recorder!.quantities[run.market][t] = run.quantity
    if (t + 1 === months[month + 1]) endMonth(curve, month, months[month + 1] - months[month++])
  }
  for (const run of runs) checkWanted(run.setup, run.exposure, length - 1)
  return resultOf({ runs, account, curve, recorder: recorder! })
}

function openRuns(
  markets: readonly Bars[],
  exposures: readonly Column[],
  execution: Execution,
  options: PortfolioOptions,
): Run[] {
  const where = 'backtestPortfolio'
  if (!Array.isArray(markets) || markets.length === 0) refuse(where, 'markets', markets, { rule: 'a list of markets' })
  if (!Array.isArray(exposures) || exposures.length !== markets.length) {
    refuse(where, 'exposures', exposures, { rule: `a list of ${markets.length} columns`, code: 'length-mismatch' })
  }
  checkKeys(where, options, ['caps', 'periodsPerYear'])
  const { caps = {}, ...rest } = options
  checkKeys(where, caps, ['gross', 'market'])
  for (const [name, cap] of Object.entries(caps)) checkNumber(where, `caps.${name}`, cap, { above: 0 })
  const setups = markets.map((bars) => setupOf(where, bars, execution, rest))
  checkAxis(where, markets)
  const { terms, tape } = setups[0]
  const account = openAccount(terms.cash)
  const recorder = openRecorder(tape.length, markets.length)
  return setups.map((setup, market) => {
    checkExposure(setup, exposures[market])
    const run = openRun(setup, exposures[market], account, recorder)
    run.market = market
    run.ceiling = Math.min(terms.leverage, caps.market ?? terms.leverage)
    return run
  })
}

/** Refuses markets whose bars do not open at the same times. */
function checkAxis(where: string, markets: readonly Bars[]): void {
  const [{ time, symbol, interval }] = markets
  for (const other of markets) {
    const row =
      other.length === time.length
        ? time.findIndex((at, t) => other.time[t] !== at)
        : Math.min(time.length, other.length)
    if (row === -1 && other.interval === interval) continue
    const problem: Problem = { row, field: other.symbol, message: `does not stand on the time axis of ${symbol}` }
    refuse(where, `markets (${problem.field})`, other.time[row], {
      rule: `on the time axis of ${symbol}, ${time[row]}`,
      ...(row === -1 ? {} : { row }),
      code: 'length-mismatch',
      remedy: 'Bring them on one axis with alignBars.',
    })
  }
}
