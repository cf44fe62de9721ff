import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkAxis } from '../market/check-bars.ts'
import { checkPeriods } from '../metrics/check-returns.ts'
import type { Execution } from './execution.ts'
import { liveAccount } from './live-account.ts'
import { openRecorder } from './recorder.ts'
import { type PortfolioResult, resultOf } from './result.ts'
import { type BacktestOptions, type Setup, setupOf } from './setup.ts'
import { termsOf } from './terms.ts'

const WHERE = 'backtestPortfolio'

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
  /**
   * Whether the whole account answers for every position (`'cross'`, default), or each position only with the
   * collateral posted for it: value / leverage out of the free cash when it is entered or added to.
   */
  readonly margin?: 'cross' | 'isolated'
  /** Finer bars of each market, in the order of the markets; undefined for a market that has none. */
  readonly detail?: readonly (Bars | undefined)[]
}

/**
 * Many markets on one time axis that trade from one purse. An exposure is a share of the whole account's equity. In
 * every bar all decisions are valued before any is traded; sales come before purchases, each in the order of the
 * markets. With shared margin a market is liquidated when the whole account can no longer keep it, in the order of the
 * markets, until the rest can be kept; with isolated margin when its own collateral can no longer keep it, and what it
 * loses beyond that is `shortfall`. O(bars x markets). With one market and shared margin it is `backtest`, bit for bit.
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
  checkLists(markets, exposures)
  const setups = setupsOf(markets, execution, options)
  const { caps = {}, margin = 'cross' } = options
  const recorder = openRecorder(setups.map((setup) => setup.tape))
  const bounds = { gross: caps.gross, cap: caps.market, margin }
  const { runs, account, curve } = liveAccount(setups, exposures, bounds, { recorder })
  return resultOf({ runs, account, curve, recorder })
}

function checkLists(markets: readonly Bars[], exposures: readonly Column[]): void {
  if (!Array.isArray(markets) || markets.length === 0) refuse(WHERE, 'markets', markets, { rule: 'a list of markets' })
  if (Array.isArray(exposures) && exposures.length === markets.length) return
  refuse(WHERE, 'exposures', exposures, { rule: `a list of ${markets.length} columns`, code: 'length-mismatch' })
}

/** The markets on their common axis, every option checked. */
function setupsOf(markets: readonly Bars[], execution: Execution, options: PortfolioOptions): Setup[] {
  checkKeys(WHERE, options, ['caps', 'margin', 'detail', 'periodsPerYear'])
  const { caps = {}, margin = 'cross', detail, ...rest } = options
  checkKeys(WHERE, caps, ['gross', 'market'])
  for (const [name, cap] of Object.entries(caps)) {
    if (cap !== undefined) checkNumber(WHERE, `caps.${name}`, cap, { above: 0 })
  }
  checkOneOf(WHERE, 'margin', margin, ['cross', 'isolated'])
  if (detail !== undefined && !(Array.isArray(detail) && detail.length === markets.length)) {
    refuse(WHERE, 'detail', detail, {
      rule: `a list of ${markets.length} markets of finer bars`,
      code: 'length-mismatch',
    })
  }
  // What is wrong with all markets is said once, before each is asked for what is wrong with it alone.
  termsOf(WHERE, execution)
  if (rest.periodsPerYear !== undefined) checkPeriods(WHERE, rest.periodsPerYear)
  const setups = markets.map((bars, i) => {
    const finer: Bars | undefined = detail?.[i]
    const where = `${WHERE}: markets[${i}]`
    return setupOf(where, bars, execution, finer === undefined ? rest : { ...rest, detail: finer })
  })
  checkAxis(WHERE, markets)
  if (margin === 'isolated' && setups[0].terms.isCash) {
    refuse(WHERE, 'margin', margin, {
      rule: "'cross' in a cash account",
      remedy: "Nothing is borrowed there, so there is no margin; set account to 'margin'.",
    })
  }
  return setups
}
