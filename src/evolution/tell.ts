import { canonicalJson } from '../base/canonical-json.ts'
import { refuse } from '../base/guards.ts'
import { archived } from './archive.ts'
import { keysOf, sceneOf } from './ask.ts'
import type { Evaluation, Goal } from './evaluation.ts'
import { registered } from './genealogy.ts'
import type { Generation } from './generation.ts'
import type { Individual } from './individual.ts'
import { checkSomeJudged, judge } from './judge.ts'
import { logEntry } from './log-entry.ts'
import { minimised } from './minimised.ts'
import type { Brood, Toolbox } from './toolbox.ts'

/** How far beyond the worst founders the reference point lies, as a share of their range. */
const MARGIN = 0.1

/** What came of asking. */
export interface Answer {
  /** What `ask` gave. */
  readonly brood: Brood
  /** What its genomes are worth. */
  readonly evaluation: Evaluation
  /** How long it took, for the logbook. */
  readonly milliseconds?: number
}

/**
 * The next generation, from the answer to what was asked. Changes nothing that was passed in.
 *
 * @example
 * const box = nsga2(blueprint({ period: int(2, 50) }))
 * const start = begin('nsga2', { size: 8, seed: 42 })
 * const brood = ask(box, start)
 * const scores = Float64Array.from(brood.births, ({ genome }) => genome.values[0])
 * const next = tell(box, start, { brood, evaluation: { goals: [{ name: 'period', direction: 'min' }], scores } })
 * next.evaluations // => 8
 */
export function tell(toolbox: Toolbox, before: Generation, { brood, evaluation, milliseconds }: Answer): Generation {
  const number = before.number + 1
  const newborn = judge(brood.births, evaluation, number)
  checkSameGoals(before.goals, evaluation.goals)
  checkSomeJudged('tell', newborn)
  const goals = evaluation.goals.map(({ name, direction }) => ({ name, direction }))
  const reference = before.number === 0 ? referenceFrom(before.reference, newborn, goals) : before.reference
  const { population, memory } = toolbox.select(sceneOf(before), newborn)
  const archive = archived(before.archive, newborn, before.archiveLimit ?? Number.POSITIVE_INFINITY)
  const counted = {
    generation: number,
    evaluations: before.evaluations + newborn.length,
    newborn: newborn.length,
    duplicates: brood.duplicates,
    faults: newborn.filter(({ fault }) => fault !== undefined).length,
    archive: archive.length,
    ...(milliseconds === undefined ? {} : { milliseconds }),
  }
  return {
    ...before,
    founders: [],
    species: keysOf(toolbox),
    number,
    evaluations: counted.evaluations,
    goals,
    reference,
    population,
    newborn,
    archive,
    log: [...before.log, logEntry(counted, population, goals, reference)],
    births: registered(before.births, newborn, before.genealogyLimit),
    memory,
  }
}

function checkSameGoals(before: readonly Goal[], now: readonly Goal[]): void {
  if (before.length === 0) return
  const said = (goals: readonly Goal[]) => goals.map(({ name, direction }) => `${name} (${direction})`).join(', ')
  if (said(before) === said(now)) return
  refuse('tell', 'goals', said(now), {
    rule: `${said(before)}, as in the generations before`,
    remedy: 'Scores of different goals cannot be compared: begin a new search.',
  })
}

/** The reference point, to be minimised: the caller's, or a little worse than the worst founders. */
function referenceFrom(natural: readonly number[], founders: readonly Individual[], goals: readonly Goal[]): number[] {
  if (natural.length > 0) {
    if (natural.length === goals.length) return Array.from(minimised(Float64Array.from(natural), goals))
    refuse('tell', 'reference.length', natural.length, {
      rule: `${goals.length}, one number per goal (${canonicalJson(goals.map(({ name }) => name))})`,
      code: 'length-mismatch',
    })
  }
  return goals.map((_, m) => {
    const column = founders.map(({ scores }) => scores[m]).filter(Number.isFinite)
    const worst = column.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
    const best = column.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
    const point = worst + MARGIN * (worst > best ? worst - best : 1)
    return column.length === 0 ? 0 : Math.min(point, Number.MAX_VALUE)
  })
}
