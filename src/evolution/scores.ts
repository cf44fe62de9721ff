import { checkColumn, checkInteger, refuse } from '../base/guards.ts'
import type { Individual } from './individual.ts'
import { minimised } from './minimised.ts'

/** Scores of many as flat columns: what sorting, crowding and survival read. */
export interface Scores {
  readonly count: number
  readonly objectives: number
  /** Row-major, to be minimised, without NaN. */
  readonly values: Float64Array
  /** One number per row, 0 where the constraints hold; absent when they hold everywhere. */
  readonly violations?: Float64Array
}

/** The flat scores of individuals, who must have as many each; NaN counts as the worst. */
export function scoresOf(individuals: readonly Individual[]): Scores {
  const count = individuals.length
  const objectives = count === 0 ? 1 : individuals[0].scores.length
  const values = new Float64Array(count * objectives)
  const violations = new Float64Array(count)
  let broken = 0
  for (let i = 0; i < count; i++) {
    const { scores, violation } = individuals[i]
    if (scores.length !== objectives) refuseUnequal(scores.length, i, objectives)
    for (let m = 0; m < objectives; m++) values[i * objectives + m] = scores[m]
    violations[i] = violation
    if (violations[i] > 0) broken++
  }
  return { count, objectives, values: minimised(values), ...(broken === 0 ? {} : { violations }) }
}

function refuseUnequal(length: number, row: number, objectives: number): never {
  refuse('individuals', 'scores.length', length, {
    rule: `${objectives}, as that of the first`,
    row,
    code: 'length-mismatch',
    remedy: 'Judge all of them by the same goals.',
  })
}

/** Checked flat scores; NaN counts as the worst. */
export function scoresFrom(where: string, values: Float64Array, objectives: number, violations?: Float64Array): Scores {
  checkColumn(where, 'scores', values)
  checkInteger(where, 'objectives', objectives, { min: 1 })
  if (values.length % objectives !== 0) {
    refuse(where, 'scores.length', values.length, {
      rule: `a multiple of ${objectives}, the number of objectives`,
      code: 'length-mismatch',
    })
  }
  const count = values.length / objectives
  if (violations !== undefined) checkColumn(where, 'violations', violations, count)
  const broken = violations === undefined ? {} : { violations: minimised(violations) }
  return { count, objectives, values: minimised(values), ...broken }
}
