import type { Column } from '../base/column.ts'
import { checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { checkScenario, pathOf, type Scenario, type Shock, shocksOf } from './scenario.ts'

/** A position as a scenario sees it. */
export interface StressPosition {
  readonly name: string
  /** Notional as a share of the account's equity when the crisis begins; below 0 when short. */
  readonly weight: number
  /** Path of the scenario that it follows. */
  readonly assetClass: string
  /** How much it moves when its class moves by 1; 1 by default. */
  readonly beta?: number
  /** Notional over the margin set apart for it alone. Without it, the position stands on the equity of the account. */
  readonly leverage?: number
}

/** Options of `stressPositions`. */
export interface StressPositionsOptions {
  /** Equity, as a share of notional, at which a margin is used up; at least 0, below 1; 0.005 by default. */
  readonly maintenance?: number
}

/** What became of a position. */
export interface StressedPosition {
  readonly name: string
  /** Profit less funding, as a share of the equity at the start. */
  readonly profit: number
  /** Step in which its own margin, or that of the account, was used up; null when it lived. */
  readonly liquidatedAt: number | null
}

/** What became of an account. */
export interface StressedPositions {
  /** Profit of the whole, as a share of the equity at the start; below -1 is debt. */
  readonly profit: number
  /** Lowest profit inside any step, every position at its worst price of it at the same time. */
  readonly worst: number
  /** Equity after every step, 1 at the start. */
  readonly equity: Column
  /** Step in which the account, without positions on margins of their own, was liquidated; null when it lived. */
  readonly liquidatedAt: number | null
  readonly positions: readonly StressedPosition[]
}

/** A position under way. */
interface Running {
  readonly given: StressPosition
  readonly shocks: readonly Shock[]
  /** At the last close. */
  price: number
  /** Funding so far. */
  paid: number
  /** Size and profit at the price that was looked at last. */
  notional: number
  profit: number
  liquidatedAt: number | null
}

/**
 * What a scenario does to positions that nobody touches: quantities are held, prices follow the path of their class times beta,
 * funding is paid on the notional after the move. In every step margins are looked at before closes, at the worst price, lows
 * for longs and highs for shorts at once, and again at the close, when funding is paid. A position with `leverage` that runs out
 * of margin loses all of it and no more. When the rest of the account falls to `maintenance` of its notional, all of it is
 * closed at the prices looked at, which may leave a debt. Diversification inside a step is ignored on purpose.
 * O(positions steps).
 *
 * @example
 * const long = { name: 'BTC', weight: 0.5, assetClass: 'crypto' }
 * stressPositions([long], scenarios['flash-crash']).equity.map((value) => Math.round(1000 * value)) // => [900, 920]
 * const apart = stressPositions([{ ...long, leverage: 4 }], scenarios['flash-crash'])
 * apart.positions // => [{ name: 'BTC', profit: -0.125, liquidatedAt: 0 }]
 */
export function stressPositions(
  positions: readonly StressPosition[],
  scenario: Scenario,
  options: StressPositionsOptions = {},
): StressedPositions {
  const where = 'stressPositions'
  checkScenario(where, scenario)
  checkKeys(where, options, ['maintenance'])
  const { maintenance = 0.005 } = options
  checkNumber(where, 'maintenance', maintenance, { min: 0, below: 1 })
  const running = start(where, positions, scenario)
  const steps = Object.values(scenario.paths)[0].returns.length
  const equity = new Float64Array(steps)
  let worst = 0
  let liquidatedAt: number | null = null
  const judge = (k: number, priceOf: (each: Running) => number) => {
    for (const each of running) look(each, { k, maintenance, price: priceOf(each) })
    worst = Math.min(worst, total(running))
    if (liquidatedAt !== null || !isSpent(running, maintenance)) return
    liquidatedAt = k
    for (const each of shared(running)) close(each, k, each.profit)
  }
  for (let k = 0; k < steps; k++) {
    judge(k, (each) => each.price * (1 + (each.given.weight < 0 ? each.shocks[k].high : each.shocks[k].low)))
    for (const each of running) settle(each, k)
    judge(k, (each) => each.price)
    equity[k] = 1 + total(running)
  }
  return {
    ...{ profit: total(running), worst, equity, liquidatedAt },
    positions: running.map(({ given, profit, liquidatedAt: at }) => ({ name: given.name, profit, liquidatedAt: at })),
  }
}

function start(where: string, positions: readonly StressPosition[], scenario: Scenario): Running[] {
  if (!Array.isArray(positions)) refuse(where, 'positions', positions, { rule: 'an array of positions' })
  let margin = 0
  const running = positions.map((given: StressPosition, i): Running => {
    checkKeys(where, given, ['name', 'weight', 'assetClass', 'beta', 'leverage'])
    const { weight, beta = 1, leverage } = given
    if (typeof given.name !== 'string') refuse(where, `positions[${i}].name`, given.name, { rule: 'text' })
    checkNumber(where, `positions[${i}].weight`, weight, { remedy: 'Give notional over equity.' })
    if (leverage !== undefined) checkNumber(where, `positions[${i}].leverage`, leverage, { min: 1 })
    margin += leverage === undefined ? 0 : Math.abs(weight) / leverage
    const shocks = shocksOf(where, pathOf(where, scenario, given.assetClass), beta)
    return { given, shocks, price: 1, paid: 0, notional: 0, profit: 0, liquidatedAt: null }
  })
  checkNumber(where, 'the sum of margins set apart', margin, { max: 1, remedy: 'An account sets apart what it has.' })
  return running
}

/** Where a position stands at a price, and whether a margin of its own survives that. */
function look(each: Running, { k, maintenance, price }: { k: number; maintenance: number; price: number }): void {
  if (each.liquidatedAt !== null) return
  const { weight, leverage } = each.given
  each.notional = Math.abs(weight) * price
  each.profit = weight * (price - 1) - each.paid
  if (leverage === undefined || weight === 0) return
  const margin = Math.abs(weight) / leverage
  if (margin + each.profit <= maintenance * each.notional) close(each, k, -margin)
}

/** Ends a position for good with this profit. */
function close(each: Running, k: number, profit: number): void {
  each.profit = profit
  each.liquidatedAt = k
}

/** Brings a position to the close of a step, and pays its funding there. */
function settle(each: Running, k: number): void {
  each.price *= 1 + each.shocks[k].move
  each.paid += each.given.weight * each.price * each.shocks[k].funding
}

function total(running: readonly Running[]): number {
  return running.reduce((all, { profit }) => all + profit, 0)
}

function shared(running: readonly Running[]): Running[] {
  return running.filter(({ given }) => given.leverage === undefined)
}

/** Whether the equity behind the positions without a margin of their own is used up, where they stand. */
function isSpent(running: readonly Running[], maintenance: number): boolean {
  const apart = running.reduce(
    (all, { given }) => all + Math.abs(given.weight) / (given.leverage ?? Number.POSITIVE_INFINITY),
    0,
  )
  const open = shared(running)
  const notional = open.reduce((all, each) => all + each.notional, 0)
  return notional > 0 && 1 - apart + total(open) <= maintenance * notional
}
