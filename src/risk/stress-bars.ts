import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkOneOf } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkShape } from '../market/check-bars.ts'
import { pow } from '../math/pow.ts'
import { checkPositive } from './check-input.ts'
import { checkScenario, pathOf, type Scenario, type Shock, shocksOf } from './scenario.ts'
import { planFor } from './stress-plan.ts'

/** Where and how a scenario hits a market. */
export interface StressBarsOptions {
  /** Path of the scenario that the market follows. */
  readonly assetClass: string
  /** First row that is hit, at least 1: the bar before it gives the price that the crisis starts from. */
  readonly at: number
  /** How much the market moves when its class moves by 1; 1 by default, below 0 for an inverse one. */
  readonly beta?: number
  /** What becomes of extra columns: `'price'` moves with the close, `'keep'` stays. Those not named are left out. */
  readonly extras?: Readonly<Record<string, 'price' | 'keep'>>
}

/** Columns of a market under way to another price. */
type Prices = Pick<Bars, 'open' | 'high' | 'low' | 'close'>

/**
 * The same market with a crisis in it, to backtest on. Rows before `at` are as they were. From there every bar makes its own
 * move and the scenario's on top, with gaps, lows and highs, volume and funding; after it prices stay where the crisis left
 * them. High and low hold open and close wherever they did before. Steps longer than a bar are spread evenly over its bars
 * (gap, low and high in the first), shorter ones put together. Closed bars are left out, as a real outage does, and their
 * funding is settled in the next bar. A market whose prices are not above 0 is refused. O(n).
 *
 * @example
 * const day = 86_400_000
 * const [flat, time] = [Float64Array.of(100, 100, 100, 100), Float64Array.of(0, day, 2 * day, 3 * day)]
 * const calm = barsFrom({ time, open: flat, high: flat, low: flat, close: flat, volume: Float64Array.of(1, 1, 1, 1) })
 * const crash = stressBars(calm, scenarios['flash-crash'], { assetClass: 'equity', at: 1 })
 * Array.from(crash.close, Math.round) // => [100, 80, 84, 84]
 * Array.from(crash.low, Math.round) // => [100, 78, 78, 84]
 */
export function stressBars(bars: Bars, scenario: Scenario, options: StressBarsOptions): Bars {
  const where = 'stressBars'
  checkShape(where, bars)
  checkScenario(where, scenario)
  checkKeys(where, options, ['assetClass', 'at', 'beta', 'extras'])
  const { assetClass, at, beta = 1, extras } = options
  const shocks = shocksOf(where, pathOf(where, scenario, assetClass), beta)
  const plan = planFor(where, shocks, { step: scenario.step, interval: bars.interval })
  checkInteger(where, 'at', at, {
    ...{ min: 1, max: bars.length - plan.length },
    remedy: `The scenario needs a bar before it and ${plan.length} bars of its own.`,
  })
  checkPositive(where, bars, { from: at - 1 })
  const prices = stressed(bars, plan, { at, ownMoves: scenario.ownMoves ?? 1 })
  const volume = bars.volume.slice()
  for (const [k, shock] of plan.entries()) volume[at + k] *= shock.volume
  const keep = keptRows(bars.length, plan, at)
  const funding = fundingOf(bars, plan, at)
  const whole = { time: bars.time, ...prices, volume, ...(funding && { funding }) }
  const columns = Object.fromEntries(Object.entries(whole).map(([name, column]) => [name, pick(column, keep)]))
  const others = extras === undefined ? undefined : extrasOf(where, bars, { extras, close: prices.close, keep })
  const { symbol, interval } = bars
  return { symbol, interval, length: keep.length, ...(columns as typeof whole), ...(others && { extras: others }) }
}

/** Prices after the crisis: `factor` is how far it took the close from where it was. */
function stressed(bars: Bars, plan: readonly Shock[], { at, ownMoves }: { at: number; ownMoves: number }): Prices {
  const [open, high, low, close] = [bars.open.slice(), bars.high.slice(), bars.low.slice(), bars.close.slice()]
  const more = (ratio: number, power: number) => (power === 0 ? 1 : pow(ratio, power))
  let factor = 1
  for (const [k, shock] of plan.entries()) {
    const t = at + k
    const before = bars.close[t - 1]
    const start = before * factor
    open[t] = bars.open[t] * factor * (1 + shock.gap) * more(bars.open[t] / before, ownMoves - 1)
    factor *= (1 + shock.move) * more(bars.close[t] / before, ownMoves - 1)
    close[t] = bars.close[t] * factor
    const [top, bottom] = [Math.max(open[t], close[t]), Math.min(open[t], close[t])]
    const above = more(bars.high[t] / Math.max(bars.open[t], bars.close[t]), ownMoves)
    const below = more(bars.low[t] / Math.min(bars.open[t], bars.close[t]), ownMoves)
    high[t] = top * above
    low[t] = bottom * below
    if (shock.high > Math.max(shock.gap, shock.move)) high[t] = Math.max(high[t], start * (1 + shock.high))
    if (shock.low < Math.min(shock.gap, shock.move)) low[t] = Math.min(low[t], start * (1 + shock.low))
  }
  for (let t = at + plan.length; t < bars.length; t++) {
    for (const column of [open, high, low, close]) column[t] *= factor
  }
  return { open, high, low, close }
}

function keptRows(length: number, plan: readonly Shock[], at: number): number[] {
  return Array.from({ length }, (_, row) => row).filter((row) => plan[row - at]?.closed !== true)
}

/** Funding with that of the scenario; what falls on closed bars is settled in the first open one. */
function fundingOf(bars: Bars, plan: readonly Shock[], at: number): Column | undefined {
  if (bars.funding === undefined && plan.every((shock) => shock.funding === 0)) return undefined
  const funding = bars.funding?.slice() ?? new Float64Array(bars.length)
  let owed = 0
  for (const [k, shock] of plan.entries()) {
    owed += funding[at + k] + shock.funding
    if (shock.closed) continue
    funding[at + k] = owed
    owed = 0
  }
  return funding
}

interface Extras {
  readonly extras: Readonly<Record<string, 'price' | 'keep'>>
  readonly close: Column
  readonly keep: readonly number[]
}

function extrasOf(where: string, bars: Bars, { extras, close, keep }: Extras): Record<string, Column> {
  checkKeys(where, extras, Object.keys(bars.extras ?? {}))
  return Object.fromEntries(
    Object.entries(extras).map(([name, kind]) => {
      checkOneOf(where, `extras.${name}`, kind, ['price', 'keep'])
      const column = (bars.extras as Record<string, Column>)[name]
      const moved = kind === 'keep' ? column : column.map((value, t) => value * (close[t] / bars.close[t]))
      return [name, pick(moved, keep)]
    }),
  )
}

function pick(column: Column, rows: readonly number[]): Column {
  return Float64Array.from(rows, (row) => column[row])
}
