import { checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import { exp } from '../math/exp.ts'

/**
 * How weights learn from row to row. `'exponentiated-gradient'`: each is multiplied by e to the rate times its growth over the
 * portfolio's. `'hedge'`: by e to the rate times its return, older returns counting less by a decay. `'follow-the-leader'`: all
 * on the largest sum of returns so far, or spread by how far ahead the leaders are when regularised.
 */
export type OnlineRule = 'exponentiated-gradient' | 'hedge' | 'follow-the-leader'

/** How weights learn. */
export interface OnlineOptions {
  /** Default `'exponentiated-gradient'`. */
  readonly rule?: OnlineRule
  /** How fast. Default 0.05, and 1 for `'hedge'`. Not for `'follow-the-leader'`. */
  readonly rate?: number
  /** What a row counts beside the next one, for `'hedge'` alone. Default 1: all rows count the same. */
  readonly decay?: number
  /** Half of it times the squared weights is taken off their sum, for `'follow-the-leader'` alone. Default 0. */
  readonly regularisation?: number
}

/** Weights that learn, as JSON: what it holds is all there is. */
export interface OnlineState {
  readonly rule: OnlineRule
  readonly rate: number
  readonly decay: number
  readonly regularisation: number
  /** Rows seen. */
  readonly rows: number
  /** What each has earned, as the rule counts it. */
  readonly gains: readonly number[]
  /** For the next row: at least 0, summing to 1. */
  readonly weights: readonly number[]
}

const RULES: readonly OnlineRule[] = ['exponentiated-gradient', 'hedge', 'follow-the-leader']

/** The options that a rule reads. */
const OPTIONS: Readonly<Record<OnlineRule, readonly string[]>> = {
  'exponentiated-gradient': ['rate'],
  hedge: ['rate', 'decay'],
  'follow-the-leader': ['regularisation'],
}

const STATE: readonly string[] = ['rule', 'rate', 'decay', 'regularisation', 'rows', 'gains', 'weights']

/**
 * Equal weights that are to learn. Nothing is estimated: each rule promises that the sum it counts falls behind that of the
 * best in hindsight by no more than a bound, whatever the returns. Exponentiated gradient (Helmbold, Schapire, Singer and
 * Warmuth 1998): log growth behind the best constant weights by at most ln(n) / rate + rate rows / (8 r^2), r the least ratio
 * of a growth to the largest of its row. Hedge without decay (Freund and Schapire 1997): returns behind the best single one by
 * at most ln(n) / rate + rate / 8 times the sum of squared ranges of a row. Follow the leader has no bound unless
 * regularised: then regularisation (1 - 1 / n) / 2 + the sum of squared returns / (2 regularisation). No costs are in it.
 *
 * @example
 * startOnline(4).weights // => [0.25, 0.25, 0.25, 0.25]
 * startOnline(2, { rule: 'hedge', decay: 2 }) // throws 'invalid-argument'
 */
export function startOnline(count: number, options: OnlineOptions = {}): OnlineState {
  checkKeys('startOnline', options, ['rule', 'rate', 'decay', 'regularisation'])
  const { rule = 'exponentiated-gradient' } = options
  checkInteger('startOnline', 'count', count, { min: 1 })
  checkOneOf('startOnline', 'rule', rule, RULES)
  checkKeys(`startOnline: ${rule}`, options, ['rule', ...OPTIONS[rule]])
  const { rate = rule === 'hedge' ? 1 : 0.05, decay = 1, regularisation = 0 } = options
  checkNumber('startOnline', 'rate', rate, { above: 0 })
  checkNumber('startOnline', 'decay', decay, { above: 0, max: 1 })
  checkNumber('startOnline', 'regularisation', regularisation, { min: 0 })
  const gains = new Array<number>(count).fill(0)
  return { ...{ rule, rate, decay, regularisation }, rows: 0, gains, weights: gains.map(() => 1 / count) }
}

/**
 * The state after a row of simple returns, one for each. The state given stays as it is; the same state and row give the same
 * bits, on either side of JSON.
 *
 * @example
 * const state = updateOnline(startOnline(2, { rule: 'hedge', rate: 1 }), [Math.log(3), 0])
 * state.weights.map((weight) => weight.toFixed(6)) // => ['0.750000', '0.250000']
 * updateOnline(startOnline(2), [0.1]) // throws 'length-mismatch'
 */
export function updateOnline(state: OnlineState, returns: ArrayLike<number>): OnlineState {
  checkState(state)
  const { rule, rate, decay, regularisation, rows, weights } = state
  const count = weights.length
  if (returns?.length !== count) {
    refuse('updateOnline', 'returns.length', returns?.length, {
      rule: `${count}, as in the state`,
      code: 'length-mismatch',
    })
  }
  for (let i = 0; i < count; i++) checkNumber('updateOnline', `returns[${i}]`, returns[i], { min: -1 })
  let growth = 0
  for (let i = 0; i < count; i++) growth += weights[i] * (1 + returns[i])
  if (rule === 'exponentiated-gradient' && !(growth > 0)) {
    refuse('updateOnline', 'the growth of the portfolio', growth, {
      rule: 'above 0',
      remedy: 'Nothing is left to spread.',
    })
  }
  const gains = state.gains.map((gain, i) => {
    if (rule === 'exponentiated-gradient') return gain + (rate * (1 + returns[i])) / growth
    return rule === 'hedge' ? decay * gain + returns[i] : gain + returns[i]
  })
  const next =
    rule === 'follow-the-leader' ? leaders(gains, regularisation) : softmax(gains, rule === 'hedge' ? rate : 1)
  return { ...{ rule, rate, decay, regularisation }, rows: rows + 1, gains, weights: next }
}

/** e to the rate times the gains, scaled to sum to 1; against the largest, so that nothing overflows. */
function softmax(gains: readonly number[], rate: number): readonly number[] {
  const most = Math.max(...gains)
  const raw = gains.map((gain) => exp(rate * (gain - most)))
  const total = raw.reduce((all, each) => all + each, 0)
  return raw.map((each) => each / total)
}

/** The first of the largest gains; regularised, the weights nearest to the gains over the regularisation. */
function leaders(gains: readonly number[], regularisation: number): readonly number[] {
  if (regularisation === 0) {
    const first = gains.indexOf(Math.max(...gains))
    return gains.map((_, i) => (i === first ? 1 : 0))
  }
  const most = Math.max(...gains)
  const level = gains.map((gain) => (gain - most) / regularisation)
  const sorted = [...level].sort((a, b) => b - a)
  let sum = 0
  let cut = 0
  for (const [k, value] of sorted.entries()) {
    sum += value
    // What is taken from all so that the first k + 1 sum to 1.
    const taken = (sum - 1) / (k + 1)
    if (value > taken) cut = taken
  }
  const raw = level.map((value) => Math.max(0, value - cut))
  const total = raw.reduce((all, each) => all + each, 0)
  return raw.map((each) => each / total)
}

function checkState(state: OnlineState): void {
  checkKeys('updateOnline: state', state, STATE)
  const { rule, rows, gains, weights } = state
  const isWhole = (list: unknown): boolean =>
    Array.isArray(list) && list.length > 0 && list.every((value) => Number.isFinite(value))
  const isKnown = RULES.includes(rule) && [state.rate, state.decay, state.regularisation, rows].every(Number.isFinite)
  if (isKnown && isWhole(gains) && isWhole(weights) && gains.length === weights.length) return
  refuse('updateOnline', 'state', state, {
    rule: 'a state of startOnline or updateOnline',
    code: 'invalid-state',
    remedy: 'It may have lost a field on its way through storage.',
  })
}
