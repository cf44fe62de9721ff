import type { Individual } from './individual.ts'
import { type Fronts, frontsOf } from './non-dominated-sort.ts'
import { type Scores, scoresOf } from './scores.ts'
import { beatenBy, GONE, isMatched, merged, picked, type Steps, stepsOf } from './steps.ts'

/** The scores of archives that were made here, sorted; they are frozen, so that the two cannot part. */
const STEPS: WeakMap<readonly Individual[], Steps> = /* @__PURE__ */ new WeakMap()

/**
 * The archive with newcomers: everybody that nobody known dominates, oldest first. Faults and those that break constraints
 * stay outside. Of equal scores the first stays, or all the strategies that never trade would fill it.
 *
 * A full archive takes a newcomer only in the place of members that it dominates. So a member leaves only for a better one,
 * and what was once dominated never comes back: the archive cannot drift, whatever its limit (López-Ibáñez, Knowles and
 * Laumanns, "On sequential online archiving", 2011). With no limit it holds the whole front ever seen.
 *
 * @example
 * archived([], []) // => []
 */
export function archived(
  archive: readonly Individual[],
  newcomers: readonly Individual[],
  limit: number = Number.POSITIVE_INFINITY,
): readonly Individual[] {
  if (limit < 1) return archive
  const known = STEPS.get(archive) ?? stepsOf(archive)
  const worthy = newcomers.filter(({ violation, scores }) => violation === 0 && !isMatched(known, scores, 0))
  if (worthy.length === 0) return archive
  const scores = scoresOf(worthy)
  const chosen = bestOnce(scores, frontsOf(scores))
  const rivals = picked(scores, chosen)
  const beaten = beatenBy(rivals, known)
  const losers: Individual[] = []
  const next: Individual[] = []
  const moved = new Uint32Array(archive.length).fill(GONE)
  // A loop, because the engine's own filter is slow on what is frozen.
  for (let i = 0; i < archive.length; i++) {
    if (beaten[i] === 1) losers.push(archive[i])
    else moved[i] = next.push(archive[i]) - 1
  }
  const taken = admitted(worthy, chosen.toSorted(), losers, limit - archive.length)
  if (taken.length === 0) return archive
  const entered = new Uint32Array(worthy.length).fill(GONE)
  for (const row of taken) entered[row] = next.push(worthy[row]) - 1
  STEPS.set(Object.freeze(next), merged(known, moved, rivals, entered))
  return next
}

/** The rows that nobody dominates, of equal rows the first, in lexicographic order. */
function bestOnce({ values, objectives }: Scores, { order, starts }: Fronts): Uint32Array {
  return order.subarray(0, starts[1]).filter((row, place) => {
    if (place === 0) return true
    const before = order[place - 1]
    let m = 0
    while (m < objectives && values[row * objectives + m] === values[before * objectives + m]) m++
    return m < objectives
  })
}

/**
 * The candidates that find room, in their order, each in the free places or in those of the members that it beats; all losers
 * are beaten.
 */
function admitted(
  newcomers: readonly Individual[],
  candidates: Uint32Array,
  losers: readonly Individual[],
  free: number,
): number[] {
  const taken: number[] = []
  let left = losers
  let room = free
  for (const row of candidates) {
    const { scores } = newcomers[row]
    const next = left.length === 0 ? left : left.filter((loser) => !dominates(scores, loser.scores))
    const after = room + left.length - next.length - 1
    if (after < 0) continue
    taken.push(row)
    left = next
    room = after
  }
  return taken
}

/**
 * Whether one row of scores is nowhere worse and somewhere better than another.
 *
 * @example
 * dominates([1, 2], [1, 3]) // => true
 * dominates([1, 2], [1, 2]) // => false
 */
export function dominates(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  let isBetter = false
  for (let m = 0; m < a.length; m++) {
    if (a[m] > b[m]) return false
    if (a[m] < b[m]) isBetter = true
  }
  return isBetter
}
