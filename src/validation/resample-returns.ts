import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkOneOf, refuse } from '../base/guards.ts'
import { checkCompounding } from '../metrics/check-returns.ts'
import { deepest, drawdownOf } from '../metrics/drawdown.ts'
import { sharpe } from '../metrics/sharpe.ts'
import { growthOf } from '../metrics/total-return.ts'
import { randomFrom } from '../random/random-from.ts'
import { BOOTSTRAPS, type BootstrapKind, blockLength } from './block-length.ts'
import { drawRows } from './bootstrap-draws.ts'
import { SIMULATION_KEYS, type SimulationOptions, simulationOf } from './simulation-options.ts'
import { type Standing, standingOf } from './standing.ts'

/** Fewer rows show no memory from which a block length could be read. */
const FEWEST = 9

/** Which resamples are drawn. */
export interface ResampleReturnsOptions extends SimulationOptions {
  /** `'stationary'` by default; see `bootstrapDraws`. */
  readonly kind?: BootstrapKind
  /** Rows of a block; by default what `blockLength` reads from the returns. */
  readonly block?: number
}

/** Other histories of the same length, made of blocks of one that happened. */
export interface ResampledReturns {
  /** Rows of a block, on average for the stationary kind. */
  readonly block: number
  /** Gain over the whole length, as a fraction. */
  readonly totalReturn: Standing
  /** The deepest fall, at most 0. */
  readonly maxDrawdown: Standing
  /** Sharpe ratio of one bar. */
  readonly sharpe: Standing
  /** Share of the histories that end below their start. */
  readonly loss: number
}

/**
 * What might have come of the same returns in another history: blocks of neighbouring rows drawn with replacement, which keeps
 * their short memory and lets gains and losses come more or less often than they did. The figures of the real history lie in
 * the midst of the others; what is told is how wide they spread. For the error of a single figure see `bootstrapInterval`.
 * At least 9 returns; without `block` they must vary. O(runs x rows).
 *
 * @example
 * const returns = Float64Array.of(0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5)
 * const others = resampleReturns(returns, { runs: 200, block: 1 })
 * others.maxDrawdown.lower < others.maxDrawdown.observed // => true
 * others.loss > 0.5 // => true
 */
export function resampleReturns(returns: Column, options: ResampleReturnsOptions = {}): ResampledReturns {
  const where = 'resampleReturns'
  checkKeys(where, options, [...SIMULATION_KEYS, 'kind', 'block'])
  const { seed, runs } = simulationOf(where, options)
  const { kind = 'stationary' } = options
  checkOneOf(where, 'kind', kind, BOOTSTRAPS)
  checkCompounding(where, returns)
  checkInteger(where, 'the number of returns', returns.length, { min: FEWEST })
  const { block = blockLength(returns, { kind }) } = options
  if (Number.isNaN(block)) {
    refuse(where, 'returns', returns[0], { rule: 'numbers that vary', remedy: 'Or give the block length.' })
  }
  const [gains, falls, ratios] = Array.from({ length: 3 }, () => new Float64Array(runs))
  for (let run = 0; run < runs; run++) {
    const rows = drawRows(randomFrom(seed, 'resample-returns', run), returns.length, { kind, block })
    const history = figuresOf(Float64Array.from(rows, (row) => returns[row]))
    gains[run] = history.gain
    falls[run] = history.fall
    ratios[run] = history.ratio
  }
  const own = figuresOf(returns)
  return {
    block,
    totalReturn: standingOf(own.gain, gains),
    maxDrawdown: standingOf(own.fall, falls),
    sharpe: standingOf(own.ratio, ratios),
    loss: gains.filter((gain) => gain < 0).length / runs,
  }
}

function figuresOf(returns: Column) {
  const growth = growthOf(returns)
  return { gain: growth[growth.length - 1] - 1, fall: deepest(drawdownOf(growth)), ratio: sharpe(returns) }
}
