import type { Individual } from './individual.ts'
import { type Fronts, frontsOf } from './non-dominated-sort.ts'
import { type Scores, scoresOf } from './scores.ts'

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
  const worthy = newcomers.filter(({ violation }) => violation === 0)
  if (limit < 1 || worthy.length === 0) return archive
  const everybody = [...archive, ...worthy]
  const scores = scoresOf(everybody)
  const best = bestOnce(scores, frontsOf(scores))
  const kept = archive.filter((_, place) => best[place] === 1)
  const candidates = worthy.filter((_, i) => best[archive.length + i] === 1)
  const taken = admitted(
    candidates,
    archive.filter((_, place) => best[place] === 0),
    limit - archive.length,
  )
  return taken.length === 0 ? archive : [...kept, ...taken]
}

/** Marks the rows that nobody dominates, of equal rows the first. */
function bestOnce({ values, objectives, count }: Scores, { order, starts }: Fronts): Uint8Array {
  const marks = new Uint8Array(count)
  for (let place = 0; place < starts[1]; place++) {
    const at = order[place] * objectives
    const before = place === 0 ? at : order[place - 1] * objectives
    let m = 0
    while (m < objectives && values[at + m] === values[before + m]) m++
    if (place === 0 || m < objectives) marks[order[place]] = 1
  }
  return marks
}

/** The candidates that find room, each in the free places or in those of the members that it beats; all losers are beaten. */
function admitted(candidates: readonly Individual[], losers: readonly Individual[], free: number): Individual[] {
  const taken: Individual[] = []
  let left = losers
  let room = free
  for (const candidate of candidates) {
    const next = left.filter(({ scores }) => !dominates(candidate.scores, scores))
    const after = room + left.length - next.length - 1
    if (after < 0) continue
    taken.push(candidate)
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

/** The non-dominated among individuals, in their order. */
export function firstFront(individuals: readonly Individual[]): readonly Individual[] {
  if (individuals.length === 0) return individuals
  const { rank } = frontsOf(scoresOf(individuals))
  return individuals.filter((_, place) => rank[place] === 0)
}
