import { OrganismError } from '../base/error.ts'
import { checkColumn, refuse } from '../base/guards.ts'
import type { Evaluation, Goal } from './evaluation.ts'
import { type Birth, type Individual, idOf } from './individual.ts'
import { minimised } from './minimised.ts'

/**
 * Births become individuals: scores are minimised, and a fault (told, or a score that is NaN) becomes data that ranks last.
 *
 * @example
 * const plan = blueprint({ rate: real(0, 1) })
 * const births = [{ genome: clamp(plan, [0.5]), parents: [], operator: 'founder' }]
 * const goals = [{ name: 'profit', direction: 'max' }]
 * judge(births, { goals, scores: Float64Array.of(3) }, 1)[0].scores // => Float64Array.of(-3)
 * judge(births, { goals, scores: Float64Array.of(NaN) }, 1)[0].fault // => 'profit is NaN'
 */
export function judge(births: readonly Birth[], evaluation: Evaluation, born: number): Individual[] {
  checkEvaluation(births.length, evaluation)
  const { goals, scores, violations, faults } = evaluation
  const width = goals.length
  const all = minimised(scores, goals)
  return births.map((birth, i) => {
    const { genome, parents, operator, island } = birth
    const fault = faults?.[i] ?? nanIn(scores, i * width, goals)
    const own = new Float64Array(width)
    for (let m = 0; m < width; m++) own[m] = fault === undefined ? all[i * width + m] : Number.POSITIVE_INFINITY
    const violation = fault === undefined ? Math.min(violations?.[i] ?? 0, Number.MAX_VALUE) : Number.POSITIVE_INFINITY
    const individual = { id: idOf(born, i), genome, scores: own, violation, born, parents, operator }
    if (fault === undefined && island === undefined) return individual
    return { ...individual, ...(fault === undefined ? {} : { fault }), ...(island === undefined ? {} : { island }) }
  })
}

/** Refuses a generation of two or more that failed as a whole, with the first fault's text. */
export function checkSomeJudged(where: string, newborn: readonly Individual[]): void {
  if (newborn.length < 2 || newborn.some(({ fault }) => fault === undefined)) return
  throw new OrganismError(
    'failed-generation',
    `${where}: all ${newborn.length} genomes of generation ${newborn[0].born} could not be judged. The first fault: ` +
      `${newborn[0].fault}. Judge one genome by hand to see what is wrong.`,
    { problems: newborn.map(({ fault }, row) => ({ row, message: fault ?? '' })) },
  )
}

function checkGoals(where: string, goals: readonly Goal[]): void {
  if (!Array.isArray(goals) || goals.length === 0)
    refuse(where, 'goals', goals, { rule: 'an array of at least one goal' })
  for (const [i, goal] of goals.entries()) {
    const isGoal = typeof goal?.name === 'string' && (goal.direction === 'max' || goal.direction === 'min')
    if (!isGoal) refuse(where, 'a goal', goal, { rule: "a name and a direction, 'max' or 'min'" })
    if (goals.findIndex(({ name }) => name === goal.name) < i) {
      refuse(where, 'goals', goal.name, { rule: 'named once each' })
    }
  }
}

function checkEvaluation(count: number, evaluation: Evaluation): void {
  const where = 'judge'
  if (typeof evaluation !== 'object' || evaluation === null) {
    refuse(where, 'the evaluation', evaluation, {
      rule: 'an object',
      remedy: 'Return { goals, scores } from evaluate.',
    })
  }
  const { goals, scores, violations, faults } = evaluation
  checkGoals(where, goals)
  checkColumn(where, 'scores', scores)
  if (scores.length !== count * goals.length) {
    refuse(where, 'scores.length', scores.length, {
      rule: `${count * goals.length}, one number per genome and goal`,
      code: 'length-mismatch',
      remedy: 'Fill the rows of genomes that failed with NaN.',
    })
  }
  if (violations !== undefined) {
    checkColumn(where, 'violations', violations, count)
    const wrong = violations.findIndex((violation, i) => !(violation >= 0) && typeof faults?.[i] !== 'string')
    if (wrong >= 0) refuse(where, 'violations', violations[wrong], { rule: 'at least 0', row: wrong })
  }
  if (faults === undefined) return
  if (!Array.isArray(faults)) refuse(where, 'faults', faults, { rule: 'an array' })
  if (faults.length !== count) {
    refuse(where, 'faults.length', faults.length, { rule: `${count}, one per genome`, code: 'length-mismatch' })
  }
  const wrong = faults.findIndex((fault) => typeof fault !== 'string' && fault !== null)
  if (wrong >= 0) refuse(where, 'faults', faults[wrong], { rule: 'text, or null where there is none', row: wrong })
}

function nanIn(scores: Float64Array, at: number, goals: readonly Goal[]): string | undefined {
  for (let m = 0; m < goals.length; m++) if (Number.isNaN(scores[at + m])) return `${goals[m].name} is NaN`
  return undefined
}
