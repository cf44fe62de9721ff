import { brokenReasons, haltReasons, type Moment, passingReasons, release, remember, trip } from './breakers.ts'
import { applyCaps } from './limit-caps.ts'
import { checkRules, type LimitRules } from './limit-rules.ts'
import {
  checkObservation,
  checkState,
  type Exposure,
  keyOf,
  type LimitDecision,
  type LimitReason,
  type LimitState,
  type Observation,
  START,
} from './limit-state.ts'

/** One step of the limits. */
export interface LimitStep {
  readonly state: LimitState
  readonly decision: LimitDecision
}

/** Limits as a state machine without insides: what it remembers is handed in and out. */
export interface RiskLimits {
  /** Before the first observation. */
  readonly start: LimitState
  /** What may be held, and the state for the next observation. Pure: the same arguments give the same answer. */
  readonly step: (state: LimitState, observation: Observation) => LimitStep
  /** A log lived through again. */
  readonly replay: (log: readonly Observation[], from?: LimitState) => { state: LimitState; decisions: LimitDecision[] }
}

/**
 * Position limits and circuit breakers as `(state, observation) -> (state, decision)`, to stand between what a strategy
 * wants and what is sent out. A decision never adds risk: every position allowed lies between nothing and what was wanted,
 * no sum of sizes and no net exposure is above the one wanted, and every cut is told in words. What is held and not
 * wanted is wanted to be 0. Where nothing may grow, the same holds beside what is held.
 *
 * Release comes first, then the breakers, then the caps: position, symbol, strategy, gross, net. A limit trips when it is
 * reached. What cannot be known trips as well: an equity that is NaN or not above 0, an age of data, a volatility or a
 * correlation that a rule needs and nobody gave. A clock that runs backwards reduces only; it releases nothing and can make
 * the memory only stricter. A log or a state that went through JSON, where NaN is null, gives the same decisions.
 *
 * @example
 * const limits = riskLimits({ gross: 1, drawdown: { max: 0.2, coolDown: 86_400_000 } })
 * const wanted = [{ symbol: 'BTC', exposure: 1.5 }, { symbol: 'ETH', exposure: -0.5 }]
 * const first = limits.step(limits.start, { time: 0, equity: 100, wanted, held: [] })
 * first.decision.allowed.map(({ exposure }) => exposure) // => [0.75, -0.25]
 * const second = limits.step(first.state, { time: 60_000, equity: 79, wanted, held: first.decision.allowed })
 * second.decision.allowed.map(({ exposure }) => exposure) // => [0, 0]
 * second.decision.reasons[0].sentence // => 'the fall from the peak reached the limit of 20 %.'
 * riskLimits({ drawdown: { max: 20 } }) // throws 'invalid-argument'
 */
export function riskLimits(rules: LimitRules): RiskLimits {
  checkRules(rules)
  // A copy: whoever changes the object afterwards would change decisions that were checked.
  const fixed = JSON.parse(JSON.stringify(rules)) as LimitRules
  const step = (state: LimitState, seen: Observation) => stepLimits(state, seen, fixed)
  return {
    start: START,
    step,
    replay: (log, from = START) => {
      const decisions: LimitDecision[] = []
      let state = from
      for (const seen of log) {
        const next = step(state, seen)
        decisions.push(next.decision)
        state = next.state
      }
      return { state, decisions }
    },
  }
}

function stepLimits(before: LimitState, seen: Observation, rules: LimitRules): LimitStep {
  checkState('riskLimits', before)
  checkObservation('riskLimits', seen)
  const now = Math.max(seen.time, before.time ?? seen.time)
  const isSound = Number.isFinite(seen.equity) && seen.equity > 0
  const moment: Moment = { seen, rules, now, isSound, isBackwards: seen.time < now }
  const state = trip(remember(release(before, moment), moment), moment)
  const passing = passingReasons(moment)
  const reasons = [...brokenReasons(before, moment), ...haltReasons(state, rules), ...passing.reasons]
  return { state, decision: decide(seen, { rules, reasons, scale: passing.scale }) }
}

interface Verdict {
  readonly rules: LimitRules
  readonly reasons: readonly LimitReason[]
  readonly scale: number
}

function decide({ wanted, held }: Observation, { rules, reasons, scale }: Verdict): LimitDecision {
  const isFlat = reasons.some(({ action }) => action === 'flatten')
  const isReducing = reasons.some(({ action }) => action === 'reduce-only')
  const holding = new Map(held.map((each) => [keyOf(each), each.exposure]))
  const values = Float64Array.from(wanted, (each) => {
    if (isFlat) return 0
    const scaled = each.exposure * scale
    return isReducing ? between(scaled, holding.get(keyOf(each)) ?? 0) : scaled
  })
  const cuts = applyCaps(wanted, values, { rules, held: isReducing ? held : undefined })
  // Nothing is 0, never -0.
  const allowed = wanted.map((each, place): Exposure => ({ ...each, exposure: values[place] + 0 }))
  for (const each of wanted) holding.delete(keyOf(each))
  const left = held.filter((each) => each.exposure !== 0 && holding.has(keyOf(each)))
  return {
    allowed: [...allowed, ...left.map((each): Exposure => ({ ...each, exposure: 0 }))],
    isHalted: isFlat || isReducing,
    reasons: [...reasons, ...cuts],
  }
}

/** What lies between nothing and both. */
function between(wanted: number, held: number): number {
  // What cannot be read is as good as nothing.
  if (!Number.isFinite(held) || wanted * held <= 0) return 0
  return Math.abs(held) < Math.abs(wanted) ? held : wanted
}
