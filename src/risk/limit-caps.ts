import type { Cap, CapName, LimitRules } from './limit-rules.ts'
import type { Exposure, LimitReason } from './limit-state.ts'

/** What exposures have to fit into. */
export interface Room {
  readonly rules: LimitRules
  /** What is held, where nothing may grow. */
  readonly held?: readonly Exposure[] | undefined
}

/** Exposures as they shrink, and what made them. */
interface Shrinking extends Room {
  readonly wanted: readonly Exposure[]
  readonly values: Float64Array
  readonly reasons: LimitReason[]
}

/** A net is a difference of rounded sums: it is kept within this share of their size. */
const ROUNDING = 1e-12

/**
 * Shrinks exposures until every cap holds, and the net exposure is no larger than what was wanted, nor than what is held
 * where nothing may grow: cutting one leg of a hedge cuts the other. Nothing is ever raised, and no sign is changed, so a
 * cap that holds goes on holding.
 */
export function applyCaps(wanted: readonly Exposure[], values: Float64Array, room: Room): LimitReason[] {
  const shrinking: Shrinking = { ...room, wanted, values, reasons: [] }
  const { rules } = room
  const all = wanted.map((_, place) => place)
  for (const place of all) cut(shrinking, { places: [place], name: 'position', bound: rules.position })
  for (const name of ['symbol', 'strategy'] as const) {
    for (const [key, places] of groupsOf(wanted, name)) {
      cut(shrinking, { places, name, bound: boundOf(rules[name], key), key })
    }
  }
  cut(shrinking, { places: all, name: 'gross', bound: rules.gross })
  net(shrinking)
  return shrinking.reasons
}

/** Some exposures and the most that their sizes may sum to. */
interface Bounded {
  readonly places: readonly number[]
  readonly name: CapName
  readonly bound: number | undefined
  /** What they have in common. */
  readonly key?: string
}

/** Scales some exposures down until the sum of their sizes is within the bound, exactly. */
function cut(shrinking: Shrinking, { places, name, bound, key }: Bounded): void {
  if (bound === undefined) return
  const { values, wanted } = shrinking
  const sizes = () => places.reduce((sum, place) => sum + Math.abs(values[place]), 0)
  const before = sizes()
  if (before <= bound) return
  let [factor, step] = [bound / before, Number.EPSILON]
  const old = places.map((place) => values[place])
  do {
    for (const [i, place] of places.entries()) values[place] = old[i] * factor
    // Rounding can leave the sum a hair above the bound.
    factor *= 1 - step
    step = Math.min(1, 2 * step)
  } while (sizes() > bound)
  const who = key ?? (places.length === 1 ? wanted[places[0]].symbol : 'all positions')
  tell(shrinking, name, `${who}: ${share(before)} of equity is above the ${name} limit of ${share(bound)}`)
}

/** Scales the heavier side down until longs and shorts are no further apart than allowed, wanted and, in a halt, held. */
function net(shrinking: Shrinking): void {
  const { wanted, values, rules, held } = shrinking
  const bounds: [most: number, words: string][] = [[Math.abs(netOf(wanted)), 'what was wanted,']]
  if (held !== undefined) bounds.push([Math.abs(netOf(held)), 'what is held,'])
  if (rules.net !== undefined) bounds.push([rules.net, 'the net limit of'])
  const [bound, words] = bounds.reduce((least, each) => (each[0] < least[0] ? each : least))
  const found = values.reduce((sum, value) => sum + value, 0)
  const gross = values.reduce((sum, value) => sum + Math.abs(value), 0)
  if (Math.abs(found) <= bound + ROUNDING * gross) return
  const side = Math.sign(found)
  const heavier = values.reduce((sum, value) => (value * side > 0 ? sum + value * side : sum), 0)
  const factor = Math.max(0, 1 - (Math.abs(found) - bound) / heavier)
  for (let i = 0; i < values.length; i++) if (values[i] * side > 0) values[i] *= factor
  const sentence = `${side > 0 ? 'longs' : 'shorts'}: a net ${share(Math.abs(found))} of equity is above ${words} ${share(bound)}`
  tell(shrinking, 'net', sentence)
}

function tell({ reasons }: Shrinking, limit: CapName, sentence: string): void {
  reasons.push({ limit, action: 'scale', sentence: `${sentence}.` })
}

function netOf(exposures: readonly Exposure[]): number {
  return exposures.reduce((sum, { exposure }) => (Number.isFinite(exposure) ? sum + exposure : sum), 0)
}

function groupsOf(wanted: readonly Exposure[], name: 'symbol' | 'strategy'): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const [place, each] of wanted.entries()) {
    const key = each[name]
    if (key === undefined) continue
    const places = groups.get(key)
    if (places === undefined) groups.set(key, [place])
    else places.push(place)
  }
  return groups
}

function boundOf(cap: Cap | undefined, key: string): number | undefined {
  if (cap === undefined) return undefined
  return cap.of !== undefined && Object.hasOwn(cap.of, key) ? cap.of[key] : cap.max
}

function share(value: number): string {
  return `${Number(value.toPrecision(4))}`
}
