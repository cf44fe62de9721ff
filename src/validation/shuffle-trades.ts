import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys } from '../base/guards.ts'
import { checkCompounding } from '../metrics/check-returns.ts'
import { deepest, drawdownOf } from '../metrics/drawdown.ts'
import { growthOf } from '../metrics/total-return.ts'
import { randomFrom } from '../random/random-from.ts'
import { shuffleInPlace } from '../random/shuffle.ts'
import { SIMULATION_KEYS, type SimulationOptions, simulationOf } from './simulation-options.ts'
import { type Standing, standingOf } from './standing.ts'

/** Fewer trades have too few orders to tell luck from anything. */
const FEWEST = 5

/** The same trades in other orders. */
export interface TradeShuffle {
  /** Final equity over the first, of compounded trades. No order changes it. */
  readonly growth: number
  /** The deepest fall, at most 0: in the order that happened, among other orders. */
  readonly maxDrawdown: Standing
  /** Whether every other order was tried once, which is done when there are no more than `runs`; chance is idle then. */
  readonly isExact: boolean
}

/**
 * How deep the same trades might have fallen in another order. The returns are those of the whole equity, trade by trade,
 * compounded; so every order ends at the same equity, and only the way there differs. A drawdown near the best of them owes
 * its depth to luck: plan for `maxDrawdown.lower`, the depth that one order in twenty exceeds. It says nothing of an edge,
 * and takes trades for independent. Equal trades have no order, and no standing. O(runs x trades).
 *
 * @example
 * const others = shuffleTrades(Float64Array.of(1, -0.5, 1, -0.5, 1))
 * others.growth // => 2
 * const { observed, values, pValue } = others.maxDrawdown
 * [observed, values[0], pValue] // => [-0.5, -0.75, 0.6]
 */
export function shuffleTrades(returns: Column, options: SimulationOptions = {}): TradeShuffle {
  const where = 'shuffleTrades'
  checkKeys(where, options, SIMULATION_KEYS)
  const { seed, runs } = simulationOf(where, options)
  checkCompounding(where, returns)
  checkInteger(where, 'the number of trades', returns.length, { min: FEWEST })
  const orders = ordersOf(returns.length, runs)
  const isExact = orders <= runs + 1
  const values = new Float64Array(isExact ? orders - 1 : runs)
  const places = Uint32Array.from(returns, (_, place) => place)
  for (let run = 0; run < values.length; run++) {
    if (isExact) advance(places)
    else shuffleInPlace(randomFrom(seed, 'shuffle-trades', run), places.sort())
    values[run] = drawdownIn(Float64Array.from(places, (place) => returns[place]))
  }
  const growth = growthOf(returns)[returns.length - 1]
  return { growth, maxDrawdown: standingOf(drawdownIn(returns), values), isExact }
}

function drawdownIn(returns: Column): number {
  return deepest(drawdownOf(growthOf(returns)))
}

/** The number of orders of so many things, as far as it matters whether there are more than a few. */
function ordersOf(length: number, few: number): number {
  let orders = 1
  for (let count = 2; count <= length && orders <= few + 1; count++) orders *= count
  return orders
}

/** The next order of places in the order of dictionaries; there must be one. */
function advance(places: Uint32Array): void {
  let from = places.length - 2
  while (places[from] > places[from + 1]) from--
  const next = places.findLastIndex((place) => place > places[from])
  const place = places[from]
  places[from] = places[next]
  places[next] = place
  places.subarray(from + 1).reverse()
}
