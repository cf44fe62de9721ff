import type { Column } from '../base/column.ts'
import { checkKeys, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkShape } from '../market/check-bars.ts'
import { everySeed } from '../seeds/catalogue.ts'
import type { Catalogue } from '../strategy/catalogue.ts'
import { checkMarket, refuseProblems } from '../strategy/check-strategy.ts'
import { exposeInto } from '../strategy/expose.ts'
import type { Part, Strategy } from '../strategy/strategy.ts'
import { Workspace } from '../strategy/workspace.ts'
import { checkCap, checkTogether, USUAL_CAP } from './account-of.ts'
import { marketWeights, withMarketWeights } from './market-weights.ts'
import { type Weighing, weighMarkets } from './weigh-markets.ts'

/** How one account spreads over markets. */
export interface ExposeMarketsOptions {
  /** Largest share of equity in one market, either way; 0.15 by default. */
  readonly cap?: number
  /** The seeds that strategies may name; all of the library by default. */
  readonly catalogue?: Catalogue
}

/**
 * What a strategy wants of every market when one account trades them all: its exposure on each market alone, times the
 * weight of that market. The weights come from the part `market-weights` of the strategy; without one all markets weigh
 * alike. They add up to 1 at most and none is above the cap, so 0.15 over five markets leaves a quarter of the account in
 * cash whatever happens. Row t depends on rows 0..t of the markets alone. Give the columns to `backtestPortfolio`, or the last rows of
 * them to a broker.
 *
 * @example
 * const markets = [showcaseMarket('rise'), showcaseMarket('fall')]
 * const strategy = { parts: [partOf(emaCrossover, { side: 'long' }), partOf(marketWeights)] }
 * exposeMarkets(strategy, markets).map((column) => column.at(-1)) // => [0.15, 0]
 * exposeMarkets(strategy, markets, { cap: 1 })[0].at(-1) > 0.5 // => true
 */
export function exposeMarkets(
  strategy: Strategy,
  markets: readonly Bars[],
  options: ExposeMarketsOptions = {},
): Column[] {
  const where = 'exposeMarkets'
  checkKeys(where, options, ['cap', 'catalogue'])
  const { cap = USUAL_CAP, catalogue = everySeed } = options
  checkCap(where, cap)
  if (!Array.isArray(markets) || markets.length === 0) {
    refuse(where, 'markets', markets, { rule: 'an array of at least one market' })
  }
  for (const bars of markets) checkShape(where, bars)
  checkTogether(where, markets)
  const out = markets.map(({ length }) => new Float64Array(length))
  return exposeMarketsInto(out, strategy, markets, { cap, workspace: new Workspace(catalogue) })
}

/** {@link exposeMarkets} into columns of the caller, of markets that were checked. */
export function exposeMarketsInto(
  out: readonly Column[],
  strategy: Strategy,
  markets: readonly Bars[],
  by: Weighing,
): Column[] {
  const { workspace } = by
  const { rest, weights } = parted(strategy, withMarketWeights(workspace.catalogue), markets)
  return workspace.within(() => {
    const shares = out.map(({ length }) => workspace.scratch(length))
    weighMarkets(shares, markets, weights, by)
    return out.map((column, i) => {
      exposeInto(column, rest, markets[i], workspace)
      // A short times 0 is -0, which equals 0 and yet is other bits.
      for (let t = 0; t < column.length; t++) column[t] = column[t] * shares[i][t] + 0
      return column
    })
  })
}

/** What a strategy does on each market, and how it weighs them. */
interface Parted {
  readonly rest: Strategy
  readonly weights: Part | undefined
}

function parted(strategy: Strategy, known: Catalogue, markets: readonly Bars[]): Parted {
  const where = 'exposeMarkets'
  const parts = Array.isArray(strategy?.parts) ? strategy.parts : []
  const weights = parts.find(({ seed }) => seed === marketWeights.name)
  if (weights === undefined) return { rest: strategy, weights }
  refuseProblems(where, strategy, known, 'invalid-argument')
  for (const bars of markets) checkMarket(where, { parts: [weights] }, bars, known)
  const [first, ...more] = parts.filter((part) => part !== weights)
  return { rest: { ...strategy, parts: [first, ...more] }, weights }
}
