import { checkInteger, checkKeys } from '../base/guards.ts'
import type { Random } from '../random/random.ts'
import { permutation } from '../random/shuffle.ts'
import { compareRoom, type Ranking } from './ranking.ts'

/** Chooses `count` parents, by place, from a ranked population. */
export type Selection = (ranking: Ranking, count: number, random: Random) => Uint32Array

/**
 * Tournament: of `size` (2 by default) drawn at random, with replacement, the one of the best front wins; ties go to the
 * one drawn first.
 *
 * @example
 * const ranking = { rank: Uint32Array.of(1, 0), crowding: Float64Array.of(0, 0) }
 * tournament({ size: 50 })(ranking, 3, randomFrom(42)) // => Uint32Array.of(1, 1, 1)
 */
export function tournament(options: { readonly size?: number } = {}): Selection {
  checkKeys('tournament', options, ['size'])
  const { size = 2 } = options
  checkInteger('tournament', 'size', size, { min: 1 })
  return ({ rank }, count, random) => {
    return Uint32Array.from({ length: count }, () => {
      let best = random.int(0, rank.length - 1)
      for (let i = 1; i < size; i++) {
        const rival = random.int(0, rank.length - 1)
        if (rank[rival] < rank[best]) best = rival
      }
      return best
    })
  }
}

/**
 * Crowded tournament of NSGA-II: everybody meets one rival per round, in random order; the better front wins, then more
 * room, then a coin. Nobody wins more often than there are rounds, which is twice when as many are chosen as there are.
 *
 * @example
 * const ranking = { rank: Uint32Array.of(0, 1), crowding: Float64Array.of(0, 9) }
 * crowdedTournament(ranking, 2, randomFrom(42)) // => Uint32Array.of(0, 0)
 */
export function crowdedTournament({ rank, crowding }: Ranking, count: number, random: Random): Uint32Array {
  const winners = new Uint32Array(count)
  let order: Uint32Array = new Uint32Array(0)
  let next = 0
  for (let i = 0; i < count; i++) {
    if (next + 1 >= order.length) {
      order = permutation(random, rank.length)
      next = 0
    }
    const a = order[next]
    const b = order[Math.min(next + 1, order.length - 1)]
    const lead = rank[a] - rank[b] || compareRoom(crowding[a], crowding[b])
    winners[i] = lead < 0 || (lead === 0 && random.float() < 0.5) ? a : b
    next += 2
  }
  return winners
}

/**
 * No selection at all: everybody is equally likely.
 *
 * @example
 * const ranking = { rank: Uint32Array.of(0), crowding: Float64Array.of(0) }
 * randomSelection(ranking, 2, randomFrom(42)) // => Uint32Array.of(0, 0)
 */
export function randomSelection({ rank }: Ranking, count: number, random: Pick<Random, 'int'>): Uint32Array {
  return Uint32Array.from({ length: count }, () => random.int(0, rank.length - 1))
}
