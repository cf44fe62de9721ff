import type { HaltName, LimitAction, LimitRules } from './limit-rules.ts'
import type { LimitReason, LimitState, Observation } from './limit-state.ts'

const DAY = 86_400_000

/** A fall this near to its limit, as a share of it, has reached it: a quotient of equities is rounded. */
const ROUNDING = 1e-12

/** An observation, and what everything is measured by. */
export interface Moment {
  readonly seen: Observation
  readonly rules: LimitRules
  /** Its time, or the newest one known when the clock ran back. */
  readonly now: number
  readonly isBackwards: boolean
  /** Whether its equity can be believed. */
  readonly isSound: boolean
}

/** Sets free what a person released, and what has served its time. An old message sets nothing free. */
export function release(state: LimitState, { seen, now, isBackwards }: Moment): LimitState {
  const named = isBackwards ? [] : (seen.release ?? [])
  const isOver = (name: HaltName, until: number | null) => named.includes(name) || (until !== null && now >= until)
  const over = Object.entries(state.halts)
    .filter(([name, until]) => isOver(name as HaltName, until))
    .map(([name]) => name)
  return {
    ...state,
    halts: Object.fromEntries(Object.entries(state.halts).filter(([name]) => !over.includes(name))),
    // A fall that was sat out is not held against the account again.
    peak: over.includes('drawdown') ? null : state.peak,
    dayEquity: named.includes('dailyLoss') && over.includes('dailyLoss') ? null : state.dayEquity,
    losses: over.includes('losses') ? 0 : state.losses,
    killed: over.includes('kill') ? null : state.killed,
  }
}

/**
 * The state once the clock, the run of losses, the day and the peak are brought up to date. A clock that ran back can only
 * make it stricter: a higher peak and more losses count, a gain that ends a run and an equity to begin a day from do not.
 */
export function remember(state: LimitState, { seen, rules, now, isBackwards, isSound }: Moment): LimitState {
  const { equity, trades = [] } = seen
  // A trade whose result is not known counts as lost.
  const run = trades.reduce((lost, profit) => (isKnown(profit) && profit >= 0 ? 0 : lost + 1), state.losses)
  const known = { ...state, time: now, losses: isBackwards ? Math.max(state.losses, run) : run }
  if (!isSound) return known
  const day = Math.floor((now - (rules.dayOffset ?? 0)) / DAY)
  const isNewDay = state.day !== null && day > state.day
  const opening = isNewDay ? state.equity : state.dayEquity
  return {
    ...{ ...known, day },
    equity: isBackwards ? state.equity : equity,
    dayEquity: opening ?? equity,
    peak: Math.max(state.peak ?? equity, equity),
  }
}

/** The state with every halt that the moment brings about. */
export function trip(state: LimitState, { seen, rules, now, isSound }: Moment): LimitState {
  const { kill, equity } = seen
  const halts: Partial<Record<HaltName, number | null>> = { ...state.halts }
  const until = (coolDown: number | undefined) => (coolDown === undefined ? null : now + coolDown)
  const isDown = (from: number | null, max: number) =>
    isSound && from !== null && 1 - equity / from >= max * (1 - ROUNDING)
  if (kill !== undefined) halts.kill = null
  if (rules.dailyLoss && isDown(state.dayEquity, rules.dailyLoss.max)) {
    halts.dailyLoss = ((state.day ?? 0) + 1) * DAY + (rules.dayOffset ?? 0)
  }
  if (rules.drawdown && halts.drawdown === undefined && isDown(state.peak, rules.drawdown.max)) {
    halts.drawdown = until(rules.drawdown.coolDown)
  }
  if (rules.losses && halts.losses === undefined && state.losses >= rules.losses.max) {
    halts.losses = until(rules.losses.coolDown)
  }
  return { ...state, halts, killed: kill ?? state.killed }
}

/** Every halt in words, in the order in which they are listed. */
export function haltReasons({ halts, killed }: LimitState, rules: LimitRules): LimitReason[] {
  const { dailyLoss, drawdown, losses } = rules
  const words: Record<HaltName, () => [LimitAction, string]> = {
    kill: () => ['flatten', `the kill switch was thrown: ${killed}`],
    dailyLoss: () => [
      dailyLoss?.action ?? 'flatten',
      `the loss of the day reached the limit${of(dailyLoss && percent(dailyLoss.max))}`,
    ],
    drawdown: () => [
      drawdown?.action ?? 'flatten',
      `the fall from the peak reached the limit${of(drawdown && percent(drawdown.max))}`,
    ],
    losses: () => [losses?.action ?? 'reduce-only', `lost trades in a row reached the limit${of(losses?.max)}`],
  }
  return (Object.keys(words) as HaltName[])
    .filter((name) => halts[name] !== undefined)
    .map((limit) => {
      const [action, sentence] = words[limit]()
      return { limit, action, until: halts[limit] as number | null, sentence: `${sentence}.` }
    })
}

/** What is wrong with the observation itself: its clock, its equity. */
export function brokenReasons(before: LimitState, { seen, isBackwards, isSound }: Moment): LimitReason[] {
  const reasons: LimitReason[] = []
  if (isBackwards) {
    const unheard = seen.release?.length ? ', so nothing is released' : ''
    const sentence = `the clock ran back from ${before.time} to ${seen.time}${unheard}.`
    reasons.push({ limit: 'clock', action: 'reduce-only', sentence })
  }
  if (isSound) return reasons
  // An account that is known to be empty has nothing to hold; one that cannot be read keeps what it has at most.
  const action = isKnown(seen.equity) ? 'flatten' : 'reduce-only'
  const found = isKnown(seen.equity) ? `is ${seen.equity}` : 'is not known'
  reasons.push({ limit: 'equity', action, sentence: `equity ${found}.` })
  return reasons
}

/** What holds only while it is seen: old data, and figures above their bound. */
export function passingReasons({ seen, rules, now }: Moment): { reasons: LimitReason[]; scale: number } {
  const reasons: LimitReason[] = []
  let scale = 1
  const { stale, volatility, correlation } = rules
  const age = isKnown(seen.dataTime) ? now - seen.dataTime : undefined
  if (stale && !(age !== undefined && Math.abs(age) <= stale.after)) {
    const found = age === undefined ? 'of an unknown age' : age < 0 ? `${-age} ms ahead of the clock` : `${age} ms old`
    const sentence = `the newest data are ${found}, the limit is ${stale.after} ms.`
    reasons.push({ limit: 'stale', action: stale.action ?? 'reduce-only', sentence })
  }
  const shrink = (limit: 'volatility' | 'correlation', max: number, factorAt: (value: number) => number) => {
    const value = isKnown(seen[limit]) ? seen[limit] : undefined
    if (value !== undefined && value <= max) return
    scale = Math.min(scale, value === undefined ? 0 : factorAt(value))
    const found = value === undefined ? 'is not known' : `is ${Number(value.toPrecision(4))}, above ${max}`
    reasons.push({ limit, action: 'scale', sentence: `${limit} ${found}.` })
  }
  if (volatility) shrink('volatility', volatility.max, (value) => volatility.max / value)
  if (correlation) shrink('correlation', correlation.max, () => correlation.scale ?? 0.5)
  return { reasons, scale }
}

/** Whether a figure is there: a log that went through JSON has null where it had NaN. */
function isKnown(value: unknown): value is number {
  return Number.isFinite(value)
}

function of(limit: number | string | undefined): string {
  return limit === undefined ? ', of a rule that is gone' : ` of ${limit}`
}

function percent(value: number): string {
  return `${Number((value * 100).toPrecision(4))} %`
}
