import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkAxis, checkShape } from '../market/check-bars.ts'
import { checkPositive } from './check-input.ts'
import { TRAITS, traitOf } from './factor-traits.ts'

/** A factor by name. */
export type FactorName = 'market' | 'size' | 'momentum' | 'volatility' | 'liquidity'

/** The factors that a cross-section of markets gives. */
const FACTORS: readonly FactorName[] = ['market', 'size', 'momentum', 'volatility', 'liquidity']

/** How factors are built. */
export interface FactorOptions<Name extends FactorName = FactorName> {
  /** Which; all by default. */
  readonly names?: readonly Name[]
  /** Bars that a trait is measured over; 60 by default. */
  readonly window?: number
  /** Bars between two sortings; 1 by default. */
  readonly every?: number
  /** Share of the markets on each side; a third by default, and at least one market. */
  readonly share?: number
  /** Worth of all units of each market as known at each bar, for `size`; traded money stands in for it by default. */
  readonly capitalisation?: readonly Column[]
}

/** Returns per bar of each factor asked for; NaN while its first window fills. */
export type FactorReturns<Name extends FactorName = FactorName> = Readonly<Record<Name, Column>>

const WHERE = 'factorReturns'

/**
 * Returns of factors built from markets on one time axis (`alignBars`). `market` is the mean of all returns. The others sort
 * the markets by a trait and are long one end and short the other, equal money each: `size` small less big,
 * `momentum` winners less losers, `volatility` restless less calm, `liquidity` hard to trade less easy (Amihud 2002: mean
 * of |return| over money traded). Traits are known one bar before the returns they sort, so nothing looks ahead; a market
 * whose trait is not known (a bar without volume in the window) is not sorted. Ties go by the order of the markets.
 * O(markets x bars + sortings x markets log markets).
 *
 * @example
 * const grow = (rate) => {
 *   const close = Float64Array.from({ length: 5 }, (_, t) => 100 * rate ** t)
 *   const time = [0, 1, 2, 3, 4]
 *   return barsFrom({ time, open: close, high: close, low: close, close, volume: close }, { interval: 1 })
 * }
 * const factors = factorReturns([grow(1), grow(2), grow(4)], { window: 2, names: ['market', 'momentum'] })
 * factors.momentum // => Float64Array.of(NaN, NaN, NaN, 3, 3)
 * factors.market[1].toFixed(4) // => '1.3333'
 * factorReturns([grow(1), grow(2)]) // throws 'invalid-argument'
 */
export function factorReturns<Name extends FactorName = FactorName>(
  markets: readonly Bars[],
  options: FactorOptions<Name> = {},
): FactorReturns<Name> {
  checkKeys(WHERE, options, ['names', 'window', 'every', 'share', 'capitalisation'])
  const { names = FACTORS as readonly Name[], window = 60, every = 1, share = 1 / 3, capitalisation } = options
  checkMarkets(markets)
  const rows = markets[0].length
  for (const name of names) checkOneOf(WHERE, 'names', name, FACTORS)
  checkInteger(WHERE, 'window', window, { min: 2, below: rows, remedy: `There are ${rows} bars.` })
  checkInteger(WHERE, 'every', every, { min: 1 })
  checkNumber(WHERE, 'share', share, { above: 0, max: 0.5 })
  checkCapitalisation(capitalisation, markets)
  const returns = markets.map(returnsOf)
  const scene = { returns, window, every, share }
  return Object.fromEntries(
    names.map((name) => {
      if (name === 'market') return [name, meanOf(returns)]
      const trait = TRAITS[name as Exclude<FactorName, 'market'>]
      const traits = markets.map((bars, place) =>
        traitOf(trait.kind, { bars, returns: returns[place], window, worth: capitalisation?.[place] }),
      )
      return [name, spreadOf(traits, scene, trait.sign)]
    }),
  ) as FactorReturns<Name>
}

interface Scene {
  readonly returns: readonly Column[]
  readonly window: number
  readonly every: number
  readonly share: number
}

/** Mean return of one end of the sorted markets less that of the other. */
function spreadOf(traits: readonly Column[], { returns, window, every, share }: Scene, sign: 1 | -1): Column {
  const rows = returns[0].length
  const spread = new Float64Array(rows).fill(Number.NaN)
  let ends: { readonly high: readonly number[]; readonly low: readonly number[] } | null = null
  for (let t = window + 1; t < rows; t++) {
    if ((t - window - 1) % every === 0) ends = endsAt(traits, t - 1, share)
    if (ends === null) continue
    spread[t] = sign * (meanAt(returns, ends.high, t) - meanAt(returns, ends.low, t))
  }
  return spread
}

/** The markets with the highest and with the lowest trait at a row; null where too few have one. */
function endsAt(traits: readonly Column[], row: number, share: number): { high: number[]; low: number[] } | null {
  const known = traits.map((_, place) => place).filter((place) => !Number.isNaN(traits[place][row]))
  known.sort((a, b) => traits[a][row] - traits[b][row] || a - b)
  const count = Math.max(1, Math.floor(known.length * share + 1e-9))
  return known.length < 2 ? null : { high: known.slice(-count), low: known.slice(0, count) }
}

function meanAt(returns: readonly Column[], places: readonly number[], row: number): number {
  return places.reduce((sum, place) => sum + returns[place][row], 0) / places.length
}

function meanOf(returns: readonly Column[]): Column {
  const all = returns.map((_, place) => place)
  return returns[0].map((_, row) => meanAt(returns, all, row))
}

function returnsOf({ close }: Bars): Column {
  return close.map((price, t) => (t === 0 ? Number.NaN : price / close[t - 1] - 1))
}

function checkMarkets(markets: readonly Bars[]): void {
  if (!Array.isArray(markets) || markets.length < 3) {
    refuse(WHERE, 'the number of markets', markets?.length, { rule: 'at least 3, to have two ends and a middle' })
  }
  for (const bars of markets) {
    checkShape(WHERE, bars)
    checkPositive(`${WHERE}: ${bars.symbol}`, bars, { from: 0, names: ['close'] })
  }
  checkAxis(WHERE, markets)
}

function checkCapitalisation(worth: readonly Column[] | undefined, markets: readonly Bars[]): void {
  if (worth === undefined) return
  checkInteger(WHERE, 'capitalisation.length', worth.length, { min: markets.length, max: markets.length })
  for (const [place, column] of worth.entries()) {
    checkColumn(WHERE, `capitalisation[${place}]`, column, markets[0].length)
  }
}
