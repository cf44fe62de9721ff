import type { Column } from '../base/column.ts'

/**
 * Brings weights above 0 to a sum of 1 with none above the cap, in place: what is cut goes to the others in proportion to
 * their weights. Where all stand at the cap the rest is cash. At most one round per weight.
 */
export function capWeights(weights: Column, cap: number): Column {
  const isCapped = new Uint8Array(weights.length)
  for (let rest = 1, left = weights.length; left > 0; ) {
    let sum = 0
    for (let i = 0; i < weights.length; i++) if (isCapped[i] === 0) sum += weights[i]
    let cut = 0
    for (let i = 0; i < weights.length; i++) {
      if (isCapped[i] !== 0 || (weights[i] / sum) * rest < cap) continue
      isCapped[i] = 1
      cut++
    }
    if (cut === 0) {
      for (let i = 0; i < weights.length; i++) if (isCapped[i] === 0) weights[i] = (weights[i] / sum) * rest
      break
    }
    left -= cut
    rest = Math.max(0, 1 - cap * (weights.length - left))
  }
  for (let i = 0; i < weights.length; i++) if (isCapped[i] !== 0) weights[i] = cap
  return weights
}
