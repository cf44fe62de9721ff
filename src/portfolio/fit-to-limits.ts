import type { Column } from '../base/column.ts'
import type { Box } from './limits.ts'

/** Whether the limits can bind at all. */
export function isBinding({ min, max, groups }: Box): boolean {
  return groups.length > 0 || min.some((least) => least > 0) || max.some((most) => most < 1)
}

/**
 * The weights within the limits that keep the proportions of the given ones: all are multiplied by one number, those of a
 * full group by a smaller one, and cut at their bounds. Given weights are above 0.
 */
export function fitToLimits(weights: Column, box: Box): Column {
  const parts = partsOf(box, weights.length)
  const filled = (scale: number): number => {
    let sum = 0
    for (const { assets, max } of parts) sum += Math.min(max, heldBy(weights, box, assets, scale))
    return sum
  }
  const scale = scaleWhere((s) => filled(s) >= 1)
  const out = new Float64Array(weights.length)
  // A group takes its cap, or what one scale for all gives it; what rounding leaves over goes to the free assets.
  const shares = parts.map(({ assets, max }) => Math.min(max, heldBy(weights, box, assets, scale)))
  for (const [p, { assets, max }] of parts.entries()) {
    const full = shares[p] >= max
    fill(out, { weights, box, assets, total: shares[p], scale: full ? undefined : scale })
  }
  closeWeights(out, box)
  return out
}

interface Part {
  readonly assets: readonly number[]
  readonly max: number
}

/** The groups, and those in none as a group without a cap. */
function partsOf({ groups }: Box, count: number): readonly Part[] {
  const inside = new Set(groups.flatMap(({ assets }) => assets))
  const rest = Array.from({ length: count }, (_, i) => i).filter((i) => !inside.has(i))
  return [...groups, { assets: rest, max: Number.POSITIVE_INFINITY }]
}

function heldBy(weights: Column, { min, max }: Box, assets: readonly number[], scale: number): number {
  let sum = 0
  for (const i of assets) sum += Math.max(min[i], Math.min(max[i], weights[i] * scale))
  return sum
}

interface Fill {
  readonly weights: Column
  readonly box: Box
  readonly assets: readonly number[]
  readonly total: number
  readonly scale: number | undefined
}

function fill(out: Column, { weights, box, assets, total: wanted, scale }: Fill): void {
  const own = scale ?? scaleWhere((s) => heldBy(weights, box, assets, s) >= wanted)
  for (const i of assets) out[i] = Math.max(box.min[i], Math.min(box.max[i], weights[i] * own))
}

/** The smallest scale where a condition holds, or one beyond every bound. */
function scaleWhere(holds: (scale: number) => boolean): number {
  let low = 0
  let high = 1
  for (let k = 0; k < 1000 && !holds(high); k++) high *= 2
  for (let k = 0; k < 200; k++) {
    const middle = (low + high) / 2
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}

/**
 * Gives what rounding left over to the assets that have room, those between their bounds first, of these the largest weight:
 * there it moves risk the least. With `'at-most'` only what is above 1 is taken away.
 */
export function closeWeights(out: Column, box: Box, total: 'all' | 'at-most' = 'all'): void {
  const { min, max } = box
  const parts = partsOf(box, out.length)
  const partOf = new Int32Array(out.length)
  const room = parts.map(({ assets, max: cap }, p) => {
    let sum = 0
    for (const i of assets) {
      partOf[i] = p
      sum += out[i]
    }
    return cap - sum
  })
  const rank = out.map((weight, i) => (weight > min[i] && weight < max[i] ? 1 : 0))
  const order = Array.from(out.keys()).sort((a, b) => rank[b] - rank[a] || out[b] - out[a] || a - b)
  const move = (i: number, wanted: number): number => {
    const moved = Math.max(min[i] - out[i], Math.min(max[i] - out[i], wanted))
    out[i] += moved
    room[partOf[i]] -= moved
    return moved
  }
  for (const i of order) if (room[partOf[i]] < 0) move(i, room[partOf[i]])
  let missing = 1 - out.reduce((all, weight) => all + weight, 0)
  if (total === 'at-most' && missing > 0) return
  for (const i of order) missing -= move(i, Math.min(missing, Math.max(0, room[partOf[i]])))
}
