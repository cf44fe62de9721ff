import { checkInteger, checkKeys, checkNumber, checkOneOf } from '../base/guards.ts'

/**
 * What a breaker does once it trips: close everything, or let nothing grow. `'reduce-only'` keeps each position between
 * nothing and the smaller of what is wanted and what is held.
 */
export type LimitAction = 'flatten' | 'reduce-only'

/** The most that each may hold, as a share of equity, and other bounds for some by name. */
export interface Cap {
  readonly max: number
  readonly of?: Readonly<Record<string, number>>
}

/** What is allowed. A rule left out does not bind. Exposures are shares of equity: 1 is all of it. */
export interface LimitRules {
  /** The most that one position (a strategy in a symbol) may be, long or short. */
  readonly position?: number
  /** The most that the sizes of all positions of a symbol may sum to: longs and shorts of two strategies do not cancel. */
  readonly symbol?: Cap
  /** The most that the sizes of all positions of a strategy may sum to. */
  readonly strategy?: Cap
  /** The most that the sizes of all positions may sum to. */
  readonly gross?: number
  /** The most that longs may exceed shorts by, or shorts longs. */
  readonly net?: number
  /**
   * Trips when equity is this share or more below the last equity of the day before, until the day ends, however soon that
   * is; the next day is measured from the last equity of this one. Flattens by default. The first day counts from the first
   * observation.
   */
  readonly dailyLoss?: { readonly max: number; readonly action?: LimitAction }
  /**
   * Trips when equity is this share or more below its peak. After `coolDown` milliseconds trading resumes and the peak is
   * the equity of that moment, so every cool-down may cost `max` again; without one it waits for a release. Flattens by
   * default.
   */
  readonly drawdown?: { readonly max: number; readonly coolDown?: number; readonly action?: LimitAction }
  /** Trips after so many losing trades in a row; then as `drawdown`, and the run begins anew. Reduces only, by default. */
  readonly losses?: { readonly max: number; readonly coolDown?: number; readonly action?: LimitAction }
  /** Shrinks every position by `max / volatility` while the volatility observed is above `max`, in the same unit. */
  readonly volatility?: { readonly max: number }
  /** Shrinks every position to `scale`, 0.5 by default, while the correlation observed is above `max`. */
  readonly correlation?: { readonly max: number; readonly scale?: number }
  /** Holds while the newest data are more than `after` milliseconds from the clock. Reduces only, by default. */
  readonly stale?: { readonly after: number; readonly action?: LimitAction }
  /** Milliseconds after midnight UTC at which a day begins; 0 by default. */
  readonly dayOffset?: number
}

/** A bound on sizes. */
export type CapName = 'position' | 'symbol' | 'strategy' | 'gross' | 'net'

/** A rule that once tripped goes on halting until its time is over or it is released. */
export type HaltName = 'kill' | 'dailyLoss' | 'drawdown' | 'losses'

/** What a reason names: a rule, or one of the two that no rules can switch off. */
export type LimitName = CapName | HaltName | 'volatility' | 'correlation' | 'stale' | 'equity' | 'clock'

/** The caps, in the order in which they are applied. */
const CAPS: readonly CapName[] = ['position', 'symbol', 'strategy', 'gross', 'net']

/** Rules that halt, and go on halting. */
export const HALTS: readonly HaltName[] = ['kill', 'dailyLoss', 'drawdown', 'losses']

const WHERE = 'riskLimits'
const DAY = 86_400_000

/** Refuses rules that say nothing or the impossible. */
export function checkRules(rules: LimitRules): void {
  checkKeys(WHERE, rules, [
    ...CAPS,
    ...['dailyLoss', 'drawdown', 'losses', 'volatility', 'correlation', 'stale', 'dayOffset'],
  ])
  for (const name of ['position', 'gross', 'net'] as const) {
    if (rules[name] !== undefined) checkNumber(WHERE, name, rules[name], { min: 0 })
  }
  checkCap('symbol', rules.symbol)
  checkCap('strategy', rules.strategy)
  checkBreakers(rules)
  if (rules.dayOffset !== undefined) checkInteger(WHERE, 'dayOffset', rules.dayOffset, { min: 0, below: DAY })
}

function checkCap(name: string, cap: Cap | undefined): void {
  if (cap === undefined) return
  checkKeys(`${WHERE}: ${name}`, cap, ['max', 'of'])
  checkNumber(WHERE, `${name}.max`, cap.max, { min: 0 })
  for (const [key, value] of Object.entries(cap.of ?? {})) checkNumber(WHERE, `${name}.of['${key}']`, value, { min: 0 })
}

function checkBreakers({ dailyLoss, drawdown, losses, volatility, correlation, stale }: LimitRules): void {
  const share = { above: 0, below: 1, remedy: 'A share: 0.05 is five percent.' }
  const known: Record<string, readonly string[]> = {
    ...{ dailyLoss: ['max', 'action'], drawdown: ['max', 'coolDown', 'action'], losses: ['max', 'coolDown', 'action'] },
    ...{ volatility: ['max'], correlation: ['max', 'scale'], stale: ['after', 'action'] },
  }
  for (const [name, rule] of Object.entries({ dailyLoss, drawdown, losses, volatility, correlation, stale })) {
    if (rule === undefined) continue
    checkKeys(`${WHERE}: ${name}`, rule, known[name])
    const { action = 'flatten', coolDown = 1 } = rule as { readonly action?: unknown; readonly coolDown?: unknown }
    checkOneOf(WHERE, `${name}.action`, action, ['flatten', 'reduce-only'])
    checkInteger(WHERE, `${name}.coolDown`, coolDown, { min: 1 })
  }
  if (dailyLoss) checkNumber(WHERE, 'dailyLoss.max', dailyLoss.max, share)
  if (drawdown) checkNumber(WHERE, 'drawdown.max', drawdown.max, share)
  if (losses) checkInteger(WHERE, 'losses.max', losses.max, { min: 1 })
  if (volatility) checkNumber(WHERE, 'volatility.max', volatility.max, { above: 0 })
  if (correlation) checkNumber(WHERE, 'correlation.max', correlation.max, { min: -1, max: 1 })
  if (correlation?.scale !== undefined) checkNumber(WHERE, 'correlation.scale', correlation.scale, { min: 0, max: 1 })
  if (stale) checkInteger(WHERE, 'stale.after', stale.after, { min: 1 })
}
