import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'

/** Yes or no for every bar: anything but 0 and false is a yes. */
export type Signals = ArrayLike<number> | ArrayLike<boolean>

/** Four questions asked at every bar; one left out is never answered with yes. */
export interface EntrySignals {
  readonly longEntry?: Signals
  readonly longExit?: Signals
  readonly shortEntry?: Signals
  readonly shortExit?: Signals
}

/** How signals that contradict each other become a position. */
export interface SignalOptions {
  /**
   * An entry and an exit of one side in the same bar: neither counts (`'ignore-both'`, default); the exit, then the
   * entry, which ends in a position of one level (`'exit-first'`); or the entry, then the exit, which ends flat
   * (`'entry-first'`).
   */
  readonly onConflict?: 'ignore-both' | 'exit-first' | 'entry-first'
  /** A long and a short entry in the same bar: neither counts (default), or the named side does. */
  readonly onBothSides?: 'ignore-both' | 'long' | 'short'
  /** An entry against the position: turns it round (default), only closes it, or counts for nothing. */
  readonly onOpposite?: 'reverse' | 'close' | 'ignore'
  /** Most entries that add up in one direction; 1 by default, so that a repeated entry changes nothing. */
  readonly levels?: number
  /** Exposure of one level; 1 / levels by default. */
  readonly size?: number
  /** Bars after an exit in which no entry counts; 0 by default. */
  readonly cooldown?: number
  /** Whether an entry counts only when its signal was off in the bar before; false by default. */
  readonly freshOnly?: boolean
}

const SIGNALS = ['longEntry', 'longExit', 'shortEntry', 'shortExit'] as const
const OPTIONS = ['onConflict', 'onBothSides', 'onOpposite', 'levels', 'size', 'cooldown', 'freshOnly']

/** The walk over the bars: levels held, signed, and the bar of the last exit. */
interface Walk {
  levels: number
  left: number
}

type Rules = Required<SignalOptions>

/**
 * The exposure column that four columns of yes and no stand for. Exits act before entries, an exit of a side that is
 * not held does nothing, and the position is kept from bar to bar. No row looks at a later one.
 *
 * @example
 * signalsToExposure({ longEntry: [0, 1, 0, 0, 0], longExit: [0, 0, 0, 1, 0] }) // => Float64Array.of(0, 1, 1, 0, 0)
 * signalsToExposure({ longEntry: [1, 1, 0], shortEntry: [0, 0, 1] }, { levels: 2 }) // => Float64Array.of(0.5, 1, -0.5)
 */
export function signalsToExposure(signals: EntrySignals, options: SignalOptions = {}): Column {
  const length = checkSignals(signals)
  const rules = checkOptions(options)
  const { longEntry = [], longExit = [], shortEntry = [], shortExit = [] } = signals
  const isFresh = (entries: Signals, t: number) =>
    isOn(entries, t) && !(rules.freshOnly && t > 0 && isOn(entries, t - 1))
  const exposure = new Float64Array(length)
  const walk: Walk = { levels: 0, left: Number.NEGATIVE_INFINITY }
  for (let t = 0; t < length; t++) {
    let isLong = isFresh(longEntry, t)
    let isShort = isFresh(shortEntry, t)
    if (isLong && isShort) {
      isLong = rules.onBothSides === 'long'
      isShort = rules.onBothSides === 'short'
    }
    const long = { side: 1, enters: isLong, exits: isOn(longExit, t) }
    const short = { side: -1, enters: isShort, exits: isOn(shortExit, t) }
    const entersLong = exitPhase(walk, t, long, rules)
    const entersShort = exitPhase(walk, t, short, rules)
    if (entersLong) enter(walk, t, 1, rules)
    if (entersShort) enter(walk, t, -1, rules)
    exposure[t] = walk.levels * rules.size
  }
  return exposure
}

function isOn(signals: Signals, t: number): boolean {
  return Boolean(signals[t])
}

/** Lets one side's exit act, and the entry that a conflict puts before it; tells whether an entry is still to come. */
function exitPhase(
  walk: Walk,
  t: number,
  wish: { side: number; enters: boolean; exits: boolean },
  rules: Rules,
): boolean {
  const { side, enters, exits } = wish
  const isConflict = enters && exits
  if (isConflict && rules.onConflict === 'ignore-both') return false
  const isEntryFirst = isConflict && rules.onConflict === 'entry-first'
  if (isEntryFirst) enter(walk, t, side, rules)
  if (exits && Math.sign(walk.levels) === side) leave(walk, t)
  return enters && !isEntryFirst
}

function enter(walk: Walk, t: number, side: number, { cooldown, levels, onOpposite }: Rules): void {
  if (cooldown > 0 && t - walk.left <= cooldown) return
  if (walk.levels * side >= 0) walk.levels = side * Math.min(levels, Math.abs(walk.levels) + 1)
  else if (onOpposite === 'reverse') walk.levels = side
  else if (onOpposite === 'close') leave(walk, t)
}

function leave(walk: Walk, t: number): void {
  walk.levels = 0
  walk.left = t
}

function checkSignals(signals: EntrySignals): number {
  checkKeys('signalsToExposure', signals, SIGNALS)
  const given = SIGNALS.filter((name) => signals[name] !== undefined)
  if (given.length === 0)
    refuse('signalsToExposure', 'signals', signals, { rule: `at least one of ${SIGNALS.join(', ')}` })
  const length = signals[given[0]]!.length
  for (const name of given) {
    const column = signals[name]!
    if (typeof column === 'string' || !Number.isSafeInteger(column?.length))
      refuse('signalsToExposure', name, column, { rule: 'a column of yes and no' })
    if (column.length !== length) {
      refuse('signalsToExposure', `${name}.length`, column.length, {
        rule: `${length}, the length of its neighbours`,
        code: 'length-mismatch',
      })
    }
    for (let row = 0; row < length; row++) {
      if (!Number.isNaN(column[row]) && column[row] !== undefined) continue
      refuse('signalsToExposure', name, column[row], { rule: 'yes or no, not undefined', row, code: 'invalid-column' })
    }
  }
  return length
}

function checkOptions(options: SignalOptions): Rules {
  const where = 'signalsToExposure'
  checkKeys(where, options, OPTIONS)
  const { onConflict = 'ignore-both', onBothSides = 'ignore-both', onOpposite = 'reverse', levels = 1 } = options
  checkOneOf(where, 'onConflict', onConflict, ['ignore-both', 'exit-first', 'entry-first'])
  checkOneOf(where, 'onBothSides', onBothSides, ['ignore-both', 'long', 'short'])
  checkOneOf(where, 'onOpposite', onOpposite, ['reverse', 'close', 'ignore'])
  checkInteger(where, 'levels', levels, { min: 1 })
  const { size = 1 / levels, cooldown = 0, freshOnly = false } = options
  checkNumber(where, 'size', size, { above: 0 })
  checkInteger(where, 'cooldown', cooldown, { min: 0 })
  checkOneOf(where, 'freshOnly', freshOnly, [true, false])
  return { onConflict, onBothSides, onOpposite, levels, size, cooldown, freshOnly }
}
