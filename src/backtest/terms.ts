import { checkExecution } from './check-execution.ts'
import type { Distance, Execution, Slippage, Stops } from './execution.ts'
import { FILL } from './reasons.ts'

/** A slippage model with nothing left out. */
export type SlippageTerms =
  | { readonly model: 'fixed'; readonly rate: number }
  | { readonly model: 'volatility'; readonly factor: number; readonly period: number; readonly rate: number }
  | { readonly model: 'volume-share'; readonly impact: number; readonly cap: number }
  | { readonly model: 'book' }

/** Stops with nothing left out; a level that is not wanted stays undefined. */
export interface StopTerms {
  readonly loss: Distance | undefined
  readonly profit: Distance | undefined
  readonly trailing: Distance | undefined
  readonly breakEven: Distance | undefined
  readonly time: number
  readonly onEntryBar: boolean
  readonly slips: boolean
  readonly reentry: 'on-change' | 'on-new-side' | 'at-once'
}

/** What a fill costs, and why it happens. */
export interface Costs {
  /** Fraction of the raw price. */
  readonly slippage: number
  /** Fraction of the value filled. */
  readonly fee: number
  /** Sum on top of the fee. */
  readonly fixed: number
  /** Number of the fill reason. */
  readonly reason: number
}

/** An execution with every default in place, flat, as the kernel reads it. */
export interface Terms {
  /** Bars from a decision to its fill: 1 for the next open, 0 for the same close. */
  readonly lag: 0 | 1
  readonly cash: number
  readonly isCash: boolean
  readonly leverage: number
  /** Largest size of an exposure. */
  readonly most: number
  readonly maintenance: number
  readonly liquidationFee: number
  readonly shorting: boolean
  readonly size: 'equity-share' | 'units' | 'cash-value' | 'cash-share'
  readonly lot: number
  readonly minNotional: number
  readonly rebalance: 'on-change' | 'every-bar' | 'band'
  readonly band: number
  /** Fee rate of decisions. */
  readonly fee: number
  readonly taker: number
  readonly maker: number
  readonly fixedFee: number
  readonly slippage: SlippageTerms
  readonly funding: boolean
  readonly stops: StopTerms | null
  readonly closeAtEnd: boolean
  readonly optimistic: boolean
  /** Costs of every order of decisions, or null when there is more to ask about an order than its quantity. */
  readonly plain: Costs | null
}

/** The terms of an execution, checked. */
export function termsOf(where: string, execution: Execution): Terms {
  checkExecution(where, execution)
  const terms = filledIn(execution)
  // Assigned, because the kernel reads the fields of a spread copy a tenth slower.
  return Object.assign(terms, { plain: plainCosts(terms) })
}

function plainCosts(terms: Omit<Terms, 'plain'>): Costs | null {
  const { slippage, fee, fixedFee, lag, size, rebalance, stops } = terms
  const isFree = terms.shorting && !terms.isCash && terms.lot === 0 && terms.minNotional === 0
  const isPlain = lag === 1 && size === 'equity-share' && rebalance === 'on-change' && stops === null && isFree
  if (!isPlain || slippage.model !== 'fixed') return null
  return { slippage: slippage.rate, fee, fixed: fixedFee, reason: FILL.decision }
}

function filledIn(execution: Execution): Omit<Terms, 'plain'> {
  const { fill = 'next-open', cash = 10_000, account = 'margin', leverage = 1, rebalance = 'on-change' } = execution
  const { size = 'equity-share', fees = {}, liquidity = 'taker', whenAmbiguous = 'pessimistic' } = execution
  const { taker = 0.0005, maker = 0.0002, fixed = 0 } = fees
  const isCash = account === 'cash'
  return {
    lag: fill === 'next-open' ? 1 : 0,
    cash,
    isCash,
    leverage,
    most: size === 'equity-share' || size === 'cash-share' ? leverage : Number.MAX_VALUE,
    maintenance: execution.maintenance ?? 0.01,
    liquidationFee: execution.liquidationFee ?? 0.005,
    shorting: execution.shorting ?? !isCash,
    size,
    lot: execution.lot ?? 0,
    minNotional: execution.minNotional ?? 0,
    rebalance: typeof rebalance === 'string' ? rebalance : 'band',
    band: typeof rebalance === 'string' ? 0 : rebalance.band,
    fee: liquidity === 'maker' ? maker : taker,
    taker,
    maker,
    fixedFee: fixed,
    slippage: slippageTerms(execution.slippage ?? 0.0005),
    funding: execution.funding ?? !isCash,
    stops: stopTerms(execution.stops),
    closeAtEnd: execution.closeAtEnd ?? false,
    optimistic: whenAmbiguous === 'optimistic',
  }
}

function slippageTerms(slippage: Slippage): SlippageTerms {
  if (typeof slippage === 'number') return { model: 'fixed', rate: slippage }
  if (slippage.model === 'volatility') {
    const { model, factor, period = 20, rate = 0 } = slippage
    return { model, factor, period, rate }
  }
  if (slippage.model !== 'volume-share') return slippage
  const { model, impact = 0.1, cap = 0.025 } = slippage
  return { model, impact, cap }
}

function stopTerms(stops: Stops | undefined): StopTerms | null {
  if (stops === undefined) return null
  const { loss, profit, trailing, breakEven, time = Number.POSITIVE_INFINITY } = stops
  const { onEntryBar = false, slippage = true, reentry = 'on-change' } = stops
  return { loss, profit, trailing, breakEven, time, onEntryBar, slips: slippage, reentry }
}
