import { compromise } from '../../evolution/choose.ts'
import type { Evaluation } from '../../evolution/evaluation.ts'
import type { Generation } from '../../evolution/generation.ts'
import type { Individual } from '../../evolution/individual.ts'
import { strategyId } from '../../strategy/identity.ts'
import type { Strategy } from '../../strategy/strategy.ts'
import { toStrategy } from '../../strategy/to-strategy.ts'

/** What helps where nothing feasible was found. */
export const MORE = 'Give more bars or generations, or ask for less with --trades and --time-in-market.'

/** A strategy that no other of the run beats in everything. */
export interface FrontMember {
  readonly id: string
  readonly born: number
  readonly strategy: Strategy
  /** In natural units. */
  readonly scores: Readonly<Record<string, number>>
  /** Whether it is the one that the run proposes. */
  readonly isChosen: boolean
}

/**
 * The front of a run: feasible members of the archive. The one proposed is the compromise, whose farthest goal is nearest to
 * the best of the front. Empty when nothing was feasible.
 */
export function frontOf({ archive, goals }: Generation): FrontMember[] {
  const members = archive.filter(isFeasible)
  if (members.length === 0) return []
  const scores = Float64Array.from(members.flatMap((member) => Array.from(member.scores)))
  const chosen = compromise(scores, goals.length)
  return members.map((member, place) => {
    const strategy = toStrategy(member.genome)
    return {
      id: strategyId(strategy, member.born),
      born: member.born,
      strategy,
      scores: natural(member, goals),
      isChosen: place === chosen,
    }
  })
}

/** Whether an individual reached all that was asked for, and could be judged. */
export function isFeasible({ violation, fault }: Individual): boolean {
  return violation === 0 && fault === undefined
}

function natural({ scores }: Individual, goals: Evaluation['goals']): Record<string, number> {
  return Object.fromEntries(goals.map(({ name, direction }, i) => [name, direction === 'max' ? -scores[i] : scores[i]]))
}

/** Every different strategy that the run still knows: what the chosen one was chosen from. */
export function fieldOf({ population, newborn, archive }: Generation): Strategy[] {
  const genomes = new Map([...population, ...newborn, ...archive].map(({ id, genome }) => [id, genome]))
  return [...genomes.values()].map(toStrategy)
}
