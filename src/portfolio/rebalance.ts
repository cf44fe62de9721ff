import type { Column } from '../base/column.ts'
import { checkInteger, checkNumber, refuse } from '../base/guards.ts'
import { allocateChecked, type Decision } from './allocate.ts'
import { type AllocateOptions, type Candidate, checkAllocate, checkCandidates } from './candidates.ts'

/** A growth this small is rounding of the loss of everything. */
const RUIN = 1e-12

/** How weights are kept up to date. */
export interface RebalanceOptions extends AllocateOptions {
  /** Rows before a row that its weights are estimated from. Nothing is held before there are so many. Default 250. */
  readonly lookback?: number
  /** Rows from one estimate to the next. Default 21. */
  readonly every?: number
  /**
   * Furthest a weight may drift from its target: within it nothing is traded, beyond it everything is brought back, at any row.
   * By default every estimate is traded to and drift is left alone in between.
   */
  readonly band?: number
  /** Share of what is traded that trading costs, buys and sells alike. Default 0.001. */
  readonly cost?: number
}

/** Capital walked through time. */
export interface Rebalanced {
  /** Return of the whole per row, costs taken off. 0 where nothing is held. */
  readonly returns: Column
  /** Share of equity that trading cost at the start of each row. */
  readonly costs: Column
  /** Sum of the changes of weights at the start of each row: what was traded over equity, both ways. */
  readonly traded: Column
  /** Weights held during each row, one column a strategy, in their order. The rest is cash, and earns nothing. */
  readonly weights: readonly Column[]
  /** The rows at which weights were estimated, with what became of every strategy. */
  readonly estimates: readonly { readonly row: number; readonly decisions: readonly Decision[] }[]
}

/**
 * `allocate` again and again along time: the weights held during a row are estimated from the rows before it only, every so
 * often, drift with returns in between, and cost what trading costs. So the first rows of a longer history give the same
 * figures. Ages are those before the first row and grow; a given `consistency` is refused, because it knows the end. With
 * `missing: 'complete'` a strategy that is held must have a return. O(rows / every) times `allocate`.
 *
 * @example
 * const wave = (shift) => Float64Array.from({ length: 90 }, (_, t) => 0.001 + 0.01 * Math.sin(t * shift))
 * const strategies = [{ id: 'a', returns: wave(1) }, { id: 'b', returns: wave(2) }, { id: 'c', returns: wave(3) }]
 * const { weights, traded, estimates } = rebalance(strategies, { lookback: 60, every: 20, method: 'equal' })
 * estimates.map(({ row }) => row) // => [60, 80]
 * weights[0][59] // => 0
 * weights[0][60].toFixed(4) // => '0.3333'
 * traded[60].toFixed(4) // => '1.0000'
 */
export function rebalance(strategies: readonly Candidate[], options: RebalanceOptions = {}): Rebalanced {
  const { lookback = 250, every = 21, band, cost = 0.001, ...rest } = options
  const settings = checkAllocate('rebalance', rest, ['lookback', 'every', 'band', 'cost'])
  checkInteger('rebalance', 'lookback', lookback, { min: settings.minRows })
  checkInteger('rebalance', 'every', every, { min: 1 })
  checkNumber('rebalance', 'cost', cost, { min: 0, below: 0.5 })
  if (band !== undefined) checkNumber('rebalance', 'band', band, { min: 0, below: 1 })
  checkCandidates('rebalance', strategies, settings.missing)
  for (const { id, consistency } of strategies) {
    if (consistency === undefined) continue
    refuse('rebalance', `the consistency of ${JSON.stringify(id)}`, consistency, { rule: 'left out: it knows the end' })
  }
  const rows = strategies[0].returns.length
  const column = (): Column => new Float64Array(rows)
  const out = { returns: column(), costs: column(), traded: column(), weights: strategies.map(column) }
  const estimates: { row: number; decisions: readonly Decision[] }[] = []
  let target: Column | undefined
  let held: Column = new Float64Array(strategies.length)
  for (let row = lookback; row < rows; row++) {
    const isDue = (row - lookback) % every === 0
    if (isDue) {
      const { weights, decisions } = allocateChecked(pastOf(strategies, row, lookback), settings)
      target = weights
      estimates.push({ row, decisions })
    }
    if (target !== undefined && trades(held, target, { isDue, band })) {
      for (let i = 0; i < held.length; i++) out.traded[row] += Math.abs(target[i] - held[i])
      out.costs[row] = cost * out.traded[row]
      held = target
    }
    held = walk(strategies, held, { row, out })
    // Nothing is left to trade with.
    if (out.returns[row] <= -1) break
  }
  return { ...out, estimates }
}

/** Strategies as they were known before a row. */
function pastOf(strategies: readonly Candidate[], row: number, lookback: number): readonly Candidate[] {
  return strategies.map(({ id, returns, age = 0 }) => ({
    id,
    returns: returns.subarray(row - lookback, row),
    age: age + row,
  }))
}

function trades(held: Column, target: Column, when: { isDue: boolean; band: number | undefined }): boolean {
  if (when.band === undefined) return when.isDue
  return held.some((weight, i) => Math.abs(weight - target[i]) > (when.band ?? 0))
}

interface Step {
  readonly row: number
  readonly out: { readonly returns: Column; readonly costs: Column; readonly weights: readonly Column[] }
}

/** Earns a row's returns; what is held after it. */
function walk(strategies: readonly Candidate[], held: Column, { row, out }: Step): Column {
  let gain = 0
  for (const [i, { id, returns }] of strategies.entries()) {
    out.weights[i][row] = held[i]
    if (held[i] === 0) continue
    if (Number.isNaN(returns[row])) {
      refuse('rebalance', `the return of ${JSON.stringify(id)}`, returns[row], {
        ...{ rule: 'there while it is held', row, code: 'invalid-column' },
        remedy: 'Nothing is filled in: give 0 where it stood still, or leave it out.',
      })
    }
    gain += held[i] * returns[row]
  }
  out.returns[row] = 1 + gain > RUIN ? (1 - out.costs[row]) * (1 + gain) - 1 : -1
  return held.map((weight, i) => (weight === 0 ? 0 : (weight * (1 + strategies[i].returns[row])) / (1 + gain)))
}
