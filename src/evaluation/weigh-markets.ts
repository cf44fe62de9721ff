import type { Column } from '../base/column.ts'
import { rateOfChangeIndicator } from '../indicators/rate-of-change.ts'
import { realisedVolatilityIndicator } from '../indicators/realised-volatility.ts'
import { smaIndicator } from '../indicators/sma.ts'
import type { Bars } from '../market/bars.ts'
import { pow } from '../math/pow.ts'
import { holdInto } from '../strategy/coarse.ts'
import type { Part } from '../strategy/strategy.ts'
import type { Workspace } from '../strategy/workspace.ts'
import { capWeights } from './cap-weights.ts'

/** What bounds weights, and where they are worked out. */
export interface Weighing {
  readonly cap: number
  readonly workspace: Workspace
}

/** The genes of `market-weights`. */
type Genes = Readonly<Record<'liquidity' | 'volatility' | 'momentum' | 'period' | 'review', number>>

/** One thing that markets are ranked by, and how much it counts. */
interface Trait {
  readonly exponent: number
  /** Whether the market with the most ranks highest, or the one with the least. */
  readonly best: 'most' | 'least'
  readonly columns: readonly Column[]
  /** Markets from the least to the most, as the last review left them. */
  readonly order: Int32Array
}

/**
 * The weight of every market at every bar, into one column each. Without a part that says otherwise all weigh alike. The
 * markets are on one time axis, which the caller has seen to.
 */
export function weighMarkets(
  out: readonly Column[],
  markets: readonly Bars[],
  part: Part | undefined,
  by: Weighing,
): void {
  if (part === undefined) {
    for (const column of out) column.fill(Math.min(1 / out.length, by.cap))
    return
  }
  const { genes, every = 1 } = part
  if (every === 1) {
    writeWeights(out, markets, genes as Genes, by)
    return
  }
  by.workspace.within(() => {
    const coarse = markets.map((bars) => by.workspace.coarse(bars, every))
    const said = coarse.map(({ bars }) => by.workspace.scratch(bars.length))
    writeWeights(
      said,
      coarse.map(({ bars }) => bars),
      genes as Genes,
      by,
    )
    for (let i = 0; i < out.length; i++) holdInto(out[i], said[i], coarse[i].latest)
  })
}

/** Weights are set at the first row that is known and where a new stretch of `review` intervals begins; they hold between. */
function writeWeights(
  out: readonly Column[],
  markets: readonly Bars[],
  genes: Genes,
  { cap, workspace }: Weighing,
): void {
  const { period, review } = genes
  const [{ time, interval, length }] = markets
  const traits = traitsOf(markets, genes, workspace)
  const stretch = interval * review
  const weights = new Float64Array(out.length)
  for (const column of out) column.fill(0, 0, Math.min(period, length))
  for (let t = period; t < length; t++) {
    if (t === period || Math.floor(time[t] / stretch) !== Math.floor(time[t - 1] / stretch)) {
      weights.fill(1)
      for (const trait of traits) weighBy(weights, trait, t)
      capWeights(weights, cap)
    }
    for (let i = 0; i < out.length; i++) out[i][t] = weights[i]
  }
}

/** What counts at all: mean value traded, calm and rise of every market over its last bars. */
function traitsOf(markets: readonly Bars[], genes: Genes, workspace: Workspace): Trait[] {
  const { liquidity, volatility, momentum, period } = genes
  const trait = (exponent: number, best: Trait['best'], columnOf: (bars: Bars) => Column): Trait[] => {
    if (exponent === 0) return []
    return [{ exponent, best, columns: markets.map(columnOf), order: Int32Array.from(markets.keys()) }]
  }
  return [
    ...trait(liquidity, 'most', (bars) => workspace.compute(smaIndicator, valueTraded(bars), [period])),
    ...trait(volatility, 'least', ({ close }) => workspace.compute(realisedVolatilityIndicator, close, [period])),
    ...trait(momentum, 'most', ({ close }) => workspace.compute(rateOfChangeIndicator, close, [period])),
  ]
}

/** Multiplies every weight by a power of the market's rank over their number; equals share the mean of their ranks. */
function weighBy(weights: Column, { exponent, best, columns, order }: Trait, t: number): void {
  const count = order.length
  // The order of the last review is nearly that of this one, which is what insertion is quick at.
  for (let i = 1; i < count; i++) {
    const market = order[i]
    const value = columns[market][t]
    let at = i - 1
    for (; at >= 0 && columns[order[at]][t] > value; at--) order[at + 1] = order[at]
    order[at + 1] = market
  }
  for (let start = 0, end = 0; start < count; start = end) {
    while (end < count && columns[order[end]][t] === columns[order[start]][t]) end++
    const ascending = (start + 1 + end) / 2
    const factor = pow((best === 'most' ? ascending : count + 1 - ascending) / count, exponent)
    for (let i = start; i < end; i++) weights[order[i]] *= factor
  }
}

const traded = /* @__PURE__ */ new WeakMap<Bars, Column>()

/** Value traded in every bar; the same column for the same market, so that what is computed from it can be shared. */
function valueTraded(bars: Bars): Column {
  const { close, volume, length } = bars
  const found = traded.get(bars) ?? Float64Array.from({ length }, (_, t) => close[t] * volume[t])
  traded.set(bars, found)
  return found
}
