import { checkInteger, refuse } from '../base/guards.ts'

/** The most directions that are listed: each individual is compared with every one. */
const MOST = 1_000_000

/**
 * Evenly spread weights that sum to 1: every way to split `partitions` equal shares among the objectives, row-major. Das
 * and Dennis, "Normal-boundary intersection", 1998. With p partitions and m objectives there are C(p + m - 1, m - 1).
 *
 * @example
 * referenceDirections(2, 2) // => Float64Array.of(0, 1, 0.5, 0.5, 1, 0)
 * referenceDirections(3, 12).length / 3 // => 91
 * referenceDirections(10, 1000) // throws 'invalid-argument'
 */
export function referenceDirections(objectives: number, partitions: number): Float64Array {
  checkInteger('referenceDirections', 'objectives', objectives, { min: 1, max: 20 })
  checkInteger('referenceDirections', 'partitions', partitions, { min: 1 })
  const count = directionCount(objectives, partitions)
  if (!(count <= MOST)) {
    refuse('referenceDirections', 'the number of directions', count, {
      rule: `at most ${MOST}`,
      remedy: `Split fewer than ${partitions} shares among ${objectives} objectives.`,
    })
  }
  const rows: number[] = []
  const shares = new Array<number>(objectives).fill(0)
  const split = (place: number, left: number) => {
    if (place === objectives - 1) {
      shares[place] = left
      for (const share of shares) rows.push(share / partitions)
      return
    }
    for (let share = 0; share <= left; share++) {
      shares[place] = share
      split(place + 1, left - share)
    }
  }
  split(0, partitions)
  return Float64Array.from(rows)
}

/** The most partitions whose directions are no more than `most`; at least 1. */
export function partitionsFor(objectives: number, most: number): number {
  if (objectives === 1) return 1
  let partitions = 1
  while (directionCount(objectives, partitions + 1) <= most) partitions++
  return partitions
}

/** C(partitions + objectives - 1, objectives - 1). */
function directionCount(objectives: number, partitions: number): number {
  let count = 1
  for (let k = 1; k < objectives; k++) count = (count * (partitions + k)) / k
  return Math.round(count)
}
