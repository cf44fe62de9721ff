import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { HALTS, type HaltName, type LimitAction, type LimitName } from './limit-rules.ts'

/** What a strategy holds, or wants, in a symbol: a share of equity, negative when short. */
export interface Exposure {
  readonly symbol: string
  /** Left out for an account of one strategy. */
  readonly strategy?: string
  readonly exposure: number
}

/** What is seen at one moment. A log of these is all that a replay needs. */
export interface Observation {
  /** Milliseconds UTC. */
  readonly time: number
  /** Of the account, open positions marked, without deposits and withdrawals: those are no gains and no losses. */
  readonly equity: number
  /** All that strategies want: a position that is not named is wanted to be 0. */
  readonly wanted: readonly Exposure[]
  /** All that is held. An exposure that cannot be read (NaN) counts as nothing where nothing may grow. */
  readonly held: readonly Exposure[]
  /** Results of the trades that ended since the last observation, oldest first. At 0 or above it is not lost. */
  readonly trades?: readonly number[]
  /** Time of the newest market data. */
  readonly dataTime?: number
  readonly volatility?: number
  readonly correlation?: number
  /** Throws the kill switch; says why. */
  readonly kill?: string
  /** What a person sets free again, if it halts: heeded before anything else, so a limit that is reached still trips anew. */
  readonly release?: readonly HaltName[]
}

/** What the limits remember: plain JSON. */
export interface LimitState {
  /** Of the newest observation; null before the first. */
  readonly time: number | null
  /** Of the newest observation with an equity that can be believed; null before the first. */
  readonly equity: number | null
  /** The highest equity, since the last cool-down. */
  readonly peak: number | null
  /** The day by its number since 1970, and the equity it is measured from. */
  readonly day: number | null
  readonly dayEquity: number | null
  /** Losing trades in a row. */
  readonly losses: number
  /** What halts, and until when; null until it is released. */
  readonly halts: Readonly<Partial<Record<HaltName, number | null>>>
  /** Why the kill switch was thrown. */
  readonly killed: string | null
}

/** Why an exposure is not what was wanted. */
export interface LimitReason {
  readonly limit: LimitName
  /** What it does: to everything, or to some by scaling. */
  readonly action: LimitAction | 'scale'
  /** Milliseconds UTC at which it ends by itself; null when it does not, left out where it depends on what is seen. */
  readonly until?: number | null
  readonly sentence: string
}

/** What may be held. */
export interface LimitDecision {
  /** The whole book to hold: in the order of `wanted`, each between 0 and what was wanted; then at 0 what is held and not wanted. */
  readonly allowed: readonly Exposure[]
  /** Whether nothing may grow. */
  readonly isHalted: boolean
  /** Empty when all that is wanted is allowed. */
  readonly reasons: readonly LimitReason[]
}

/** Before the first observation; its keys are those of every state. */
export const START: LimitState = {
  ...{ time: null, equity: null, peak: null, day: null, dayEquity: null, losses: 0, halts: {}, killed: null },
}

const MOMENTS = ['time', 'equity', 'peak', 'day', 'dayEquity'] as const

/** Refuses a state that no step gave: with a key that is missing or of another kind a breaker would never trip. */
export function checkState(where: string, state: LimitState): void {
  const remedy = 'Give `start`, or the state of a step as it was saved.'
  checkKeys(`${where}: state`, state, Object.keys(START))
  for (const name of MOMENTS) if (state[name] !== null) checkNumber(where, `state.${name}`, state[name], { remedy })
  checkInteger(where, 'state.losses', state.losses, { min: 0, remedy })
  checkKeys(`${where}: state.halts`, state.halts, HALTS)
  for (const [name, until] of Object.entries(state.halts)) {
    if (until !== null) checkNumber(where, `state.halts.${name}`, until, { remedy })
  }
  if (state.killed !== null && typeof state.killed !== 'string') {
    refuse(where, 'state.killed', state.killed, { rule: 'a sentence or null', remedy })
  }
}

/**
 * Refuses an observation that is no observation: a fault of the program. A figure that is merely missing or NaN is no
 * reason to stop watching: it trips the rule that needs it.
 */
export function checkObservation(where: string, seen: Observation): void {
  checkKeys(`${where}: observation`, seen, [
    ...['time', 'equity', 'wanted', 'held', 'trades', 'dataTime', 'volatility', 'correlation', 'kill', 'release'],
  ])
  checkNumber(where, 'time', seen.time, { remedy: 'Give milliseconds UTC.' })
  checkExposures(where, 'wanted', seen.wanted)
  checkExposures(where, 'held', seen.held)
  if (seen.trades !== undefined && !Array.isArray(seen.trades)) {
    refuse(where, 'trades', seen.trades, { rule: 'an array of numbers' })
  }
  if (seen.kill !== undefined && (typeof seen.kill !== 'string' || seen.kill === '')) {
    refuse(where, 'kill', seen.kill, { rule: 'a sentence that says why' })
  }
  if (seen.release !== undefined && !Array.isArray(seen.release)) {
    refuse(where, 'release', seen.release, { rule: `an array of ${HALTS.join(', ')}` })
  }
  for (const name of seen.release ?? []) {
    if (!HALTS.includes(name)) refuse(where, 'release', name, { rule: `one of ${HALTS.join(', ')}` })
  }
}

function checkExposures(where: string, what: string, list: readonly Exposure[]): void {
  if (!Array.isArray(list)) refuse(where, what, list, { rule: 'an array of { symbol, strategy, exposure }' })
  const seen = new Set<string>()
  for (const [place, each] of list.entries()) {
    checkKeys(`${where}: ${what}[${place}]`, each, ['symbol', 'strategy', 'exposure'])
    if (typeof each.symbol !== 'string') refuse(where, `${what}[${place}].symbol`, each.symbol, { rule: 'a string' })
    const { strategy = '', exposure } = each
    if (typeof strategy !== 'string') refuse(where, `${what}[${place}].strategy`, strategy, { rule: 'a string' })
    const isUnread = what === 'held' && (exposure === null || typeof exposure === 'number')
    if (!isUnread) checkNumber(where, `${what}[${place}].exposure`, exposure)
    const key = keyOf(each)
    if (seen.has(key)) refuse(where, `${what}[${place}]`, each, { rule: 'of a strategy and a symbol not named before' })
    seen.add(key)
  }
}

/** What makes two exposures the same position. */
export function keyOf({ symbol, strategy = '' }: Exposure): string {
  return JSON.stringify([symbol, strategy])
}
