import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'

/** The most that several assets may hold together. */
export interface GroupCap {
  /** Their indices. An asset is in one group at most. */
  readonly assets: readonly number[]
  readonly max: number
}

/** Bounds of the weights; they hold exactly. */
export interface Limits {
  /** Least weight, of every asset or one by one. Default 0. */
  readonly min?: number | ArrayLike<number>
  /** Most weight, of every asset or one by one. Default 1. */
  readonly max?: number | ArrayLike<number>
  readonly groups?: readonly GroupCap[]
}

/** Names of the options of limits. */
export const LIMIT_KEYS: readonly string[] = ['min', 'max', 'groups']

/** Checked limits, one number an asset. */
export interface Box {
  readonly min: Column
  readonly max: Column
  readonly groups: readonly GroupCap[]
}

/** Weights may miss their sum by this much: rounding of bounds such as ten times 0.1. */
export const ROUNDING = 1e-12

/** Takes limits apart. Refuses those that no weights that sum to 1, or to no more than it, keep. */
export function checkLimits(
  where: string,
  { min = 0, max = 1, groups = [] }: Limits,
  count: number,
  spend: 'all' | 'at-most' = 'all',
): Box {
  const box: Box = {
    ...{ min: eachOf(where, 'min', min, count), max: eachOf(where, 'max', max, count), groups },
  }
  for (let i = 0; i < count; i++) {
    checkNumber(where, `min[${i}]`, box.min[i], { min: 0, max: 1 })
    checkNumber(where, `max[${i}]`, box.max[i], { min: box.min[i], max: 1 })
  }
  checkGroups(where, box, count)
  const least = total(box.min)
  if (least > 1 + ROUNDING) {
    refuse(where, 'the sum of min', least, { rule: 'at most 1', remedy: 'Lower the least weights.' })
  }
  const most = capacityOf(box)
  if (spend === 'all' && most < 1 - ROUNDING) {
    refuse(where, 'the sum of max, within the groups', most, {
      rule: 'at least 1',
      remedy: 'Raise the most weights or the caps of the groups: not all capital finds a place.',
    })
  }
  return box
}

/** Refuses limits beside weights of any sign. */
export function refuseLimits(where: string, options: Limits): void {
  const limit = LIMIT_KEYS.find((key) => options[key as keyof Limits] !== undefined)
  if (limit === undefined) return
  refuse(where, limit, options[limit as keyof Limits], {
    rule: "left out when weights are 'unconstrained'",
    remedy: "Choose 'long-only' to keep limits.",
  })
}

/** Whether weights keep limits without being touched; a cap to the rounding of its sum. */
export function keepsLimits(weights: Column, { min, max, groups }: Box): boolean {
  return (
    weights.every((weight, i) => weight >= min[i] && weight <= max[i]) &&
    groups.every((group) => group.assets.reduce((all, i) => all + weights[i], 0) <= group.max)
  )
}

/** The most that all assets together can hold. */
export function capacityOf({ max, groups }: Box): number {
  const free = max.slice()
  let most = 0
  for (const group of groups) {
    let sum = 0
    for (const i of group.assets) {
      sum += max[i]
      free[i] = 0
    }
    most += Math.min(sum, group.max)
  }
  return most + total(free)
}

function checkGroups(where: string, { min, groups }: Box, count: number): void {
  if (!Array.isArray(groups)) refuse(where, 'groups', groups, { rule: 'an array of { assets, max }' })
  const seen = new Set<number>()
  for (const [g, group] of groups.entries()) {
    checkKeys(`${where}: groups[${g}]`, group, ['assets', 'max'])
    checkNumber(where, `groups[${g}].max`, group.max, { above: 0, max: 1 })
    let least = 0
    for (const i of group.assets) {
      checkInteger(where, `an asset of groups[${g}]`, i, { min: 0, max: count - 1 })
      if (seen.has(i)) {
        refuse(where, `an asset of groups[${g}]`, i, {
          rule: 'in one group only',
          remedy: 'Groups do not overlap: cut them into parts.',
        })
      }
      seen.add(i)
      least += min[i]
    }
    if (least > group.max + ROUNDING) {
      refuse(where, `groups[${g}].max`, group.max, { rule: `at least ${least}, the least weights of its assets` })
    }
  }
}

function eachOf(where: string, what: string, given: number | ArrayLike<number>, count: number): Column {
  if (typeof given === 'number') return new Float64Array(count).fill(given)
  if (given?.length !== count) {
    refuse(where, `${what}.length`, given?.length, { rule: `${count}, one for every asset`, code: 'length-mismatch' })
  }
  return Float64Array.from(given)
}

function total(column: Column): number {
  return column.reduce((all, each) => all + each, 0)
}
