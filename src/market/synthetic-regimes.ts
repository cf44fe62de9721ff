import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import type { Bars } from './bars.ts'
import { checkDraws, type Draws, frameOf, type SyntheticOptions } from './synthetic-options.ts'
import { barsAlong, stillPath } from './synthetic-path.ts'

/** How a market moves while it is in one state. */
export interface SyntheticRegime {
  /** Growth of the mean price per bar, as a continuous rate. */
  readonly drift: number
  /** Standard deviation of a bar's log return. */
  readonly volatility: number
}

/** A market that changes its character. */
export interface RegimeMarketOptions extends SyntheticOptions {
  /** The states, at least two; by default a calm rise and a nervous fall. */
  readonly regimes?: readonly SyntheticRegime[]
  /**
   * Row i holds the chances of each state in the bar after one in state i. By default a state stays with a chance
   * of 0.99, so that it lasts 100 bars on average, and the others are equally likely to follow.
   */
  readonly transition?: readonly (readonly number[])[]
  /** State of the first bar, counted from 0; 0 by default. */
  readonly first?: number
}

/** A market and the truth about it. */
export interface RegimeMarket {
  readonly bars: Bars
  /** State of each bar, counted from 0 in the order of `regimes`. */
  readonly states: Column
}

const CALM_AND_NERVOUS: readonly SyntheticRegime[] = [
  { drift: 0.0004, volatility: 0.004 },
  { drift: -0.0008, volatility: 0.012 },
]
const STAY = 0.99
/** How far the chances of a row may miss 1, for rounding. */
const ROUNDING = 1e-9

/**
 * A market whose drift and volatility follow a hidden Markov chain (Hamilton 1989), together with the true
 * states: the measure of every regime detector. A chain without absorbing states spends its stationary share of
 * time in each.
 *
 * @example
 * const { bars, states } = regimeMarket(randomFrom(42), { length: 300 })
 * states.length === bars.length // => true
 */
export function regimeMarket(draws: Draws, options: RegimeMarketOptions = {}): RegimeMarket {
  checkDraws('regimeMarket', draws)
  const frame = frameOf('regimeMarket', options, ['regimes', 'transition', 'first'], { symbol: 'REGIMES' })
  const { regimes = CALM_AND_NERVOUS, first = 0 } = options
  checkRegimes(regimes)
  const transition = options.transition ?? evenTransition(regimes.length)
  checkTransition(transition, regimes.length)
  checkInteger('regimeMarket', 'first', first, { min: 0, max: regimes.length - 1 })
  const states = new Float64Array(frame.length)
  const path = stillPath(frame.length)
  for (let t = 0, state = first; t < frame.length; t++) {
    if (t > 0) state = nextState(transition[state], draws.float())
    states[t] = state
    const { drift, volatility } = regimes[state]
    path.volatility[t] = volatility
    path.move[t] = drift - volatility ** 2 / 2 + volatility * draws.normal()
  }
  return { bars: barsAlong('regimeMarket', draws, path, frame), states }
}

/**
 * The state where the running sum of the chances passes the draw; the last possible one where rounding falls
 * short.
 */
function nextState(chances: readonly number[], draw: number): number {
  let state = -1
  for (let left = draw, i = 0; i < chances.length && left >= 0; i++) {
    if (chances[i] > 0) state = i
    left -= chances[i]
  }
  return state
}

function evenTransition(count: number): number[][] {
  const leave = (1 - STAY) / (count - 1)
  return Array.from({ length: count }, (_, i) => Array.from({ length: count }, (_, j) => (i === j ? STAY : leave)))
}

function checkRegimes(regimes: readonly SyntheticRegime[]): void {
  if (!Array.isArray(regimes) || regimes.length < 2) {
    refuse('regimeMarket', 'regimes', regimes, {
      rule: 'an array of at least two',
      remedy: 'For one, use brownianMarket.',
    })
  }
  for (const [i, regime] of regimes.entries()) {
    checkKeys(`regimeMarket regimes[${i}]`, regime, ['drift', 'volatility'])
    checkNumber('regimeMarket', `regimes[${i}].drift`, regime.drift)
    checkNumber('regimeMarket', `regimes[${i}].volatility`, regime.volatility, { min: 0 })
  }
}

function checkTransition(transition: readonly (readonly number[])[], count: number): void {
  if (!Array.isArray(transition) || transition.length !== count) {
    refuse('regimeMarket', 'transition', transition, { rule: `an array of ${count} rows, one per regime` })
  }
  for (const [i, row] of transition.entries()) {
    if (!Array.isArray(row) || row.length !== count) {
      refuse('regimeMarket', `transition[${i}]`, row, { rule: `an array of ${count} chances` })
    }
    for (const [j, chance] of row.entries()) {
      checkNumber('regimeMarket', `transition[${i}][${j}]`, chance, { min: 0, max: 1 })
    }
    const sum = row.reduce((total: number, chance: number) => total + chance, 0)
    if (Math.abs(sum - 1) > ROUNDING) {
      refuse('regimeMarket', `the sum of transition[${i}]`, sum, {
        rule: '1',
        remedy: 'Some state must follow each bar.',
      })
    }
  }
}
