import { checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import type { Generation } from './generation.ts'
import { MOST_OBJECTIVES } from './hypervolume.ts'
import { minimised } from './minimised.ts'

/** Whether a search has done enough: a predicate on what `evolve` yields. */
export type Until = (generation: Generation) => boolean

/**
 * Enough after so many generations, founders included.
 *
 * @example
 * untilGenerations(5)({ ...begin('nsga2', { size: 8, seed: 42 }), number: 5 }) // => true
 */
export function untilGenerations(count: number): Until {
  checkInteger('untilGenerations', 'count', count, { min: 1 })
  return ({ number }) => number >= count
}

/**
 * Enough after so many genomes were judged. A generation that was begun is finished.
 *
 * @example
 * untilEvaluations(500)({ ...begin('nsga2', { size: 8, seed: 42 }), evaluations: 499 }) // => false
 */
export function untilEvaluations(count: number): Until {
  checkInteger('untilEvaluations', 'count', count, { min: 1 })
  return ({ evaluations }) => evaluations >= count
}

/**
 * Enough when so many milliseconds have passed on the caller's clock since this was called. The only condition that another
 * run may meet elsewhere.
 *
 * @example
 * let now = 0
 * const enough = untilTime(1000, () => now)
 * now = 1000
 * enough(begin('nsga2', { size: 8, seed: 42 })) // => true
 */
export function untilTime(milliseconds: number, clock: () => number): Until {
  checkNumber('untilTime', 'milliseconds', milliseconds, { min: 0 })
  if (typeof clock !== 'function') {
    refuse('untilTime', 'clock', clock, { rule: 'a function', remedy: 'Pass () => performance.now().' })
  }
  const start = clock()
  return () => clock() - start >= milliseconds
}

/**
 * Enough when some living individual that keeps the constraints reaches every target, in natural units, goals by name;
 * goals without a target do not matter.
 *
 * @example
 * untilTarget({ sharpe: 2 })(begin('nsga2', { size: 8, seed: 42 })) // => false
 */
export function untilTarget(targets: Readonly<Record<string, number>>): Until {
  if (typeof targets !== 'object' || targets === null || Object.keys(targets).length === 0) {
    refuse('untilTarget', 'targets', targets, { rule: 'at least one goal and its target' })
  }
  for (const [name, target] of Object.entries(targets)) checkNumber('untilTarget', name, target)
  return ({ population, goals }) => {
    for (const name of Object.keys(targets)) {
      if (goals.length > 0)
        checkOneOf(
          'untilTarget',
          'a target',
          name,
          goals.map((goal) => goal.name),
        )
    }
    const wanted = minimised(
      Float64Array.from(goals, ({ name, direction }) => {
        return targets[name] ?? (direction === 'max' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY)
      }),
      goals,
    )
    return population.some(({ violation, scores }) => violation === 0 && scores.every((score, m) => score <= wanted[m]))
  }
}

/**
 * Enough when the hypervolume of the living has not grown, by more than `tolerance` of itself (0.001 by default), over so
 * many generations. For one to five goals: of more the logbook has no hypervolume.
 *
 * @example
 * untilStagnation(20)(begin('nsga2', { size: 8, seed: 42 })) // => false
 */
export function untilStagnation(generations: number, options: { readonly tolerance?: number } = {}): Until {
  checkInteger('untilStagnation', 'generations', generations, { min: 1 })
  checkKeys('untilStagnation', options, ['tolerance'])
  const { tolerance = 1e-3 } = options
  checkNumber('untilStagnation', 'tolerance', tolerance, { min: 0 })
  return ({ log, goals }) => {
    if (goals.length > MOST_OBJECTIVES) {
      refuse('untilStagnation', 'the number of goals', goals.length, {
        rule: `at most ${MOST_OBJECTIVES}, or there is no hypervolume to watch`,
        remedy: 'Use untilGenerations, untilTarget or a predicate of your own.',
      })
    }
    if (log.length <= generations) return false
    const volumes = log.map(({ hypervolume }) => hypervolume ?? 0)
    const before = volumes.slice(0, -generations).reduce((a, b) => Math.max(a, b))
    const since = volumes.slice(-generations).reduce((a, b) => Math.max(a, b))
    return since <= before + tolerance * Math.abs(before)
  }
}

/**
 * Enough when any of the conditions holds.
 *
 * @example
 * untilAny(untilGenerations(9), untilEvaluations(1))({ ...begin('nsga2', { size: 8, seed: 42 }), evaluations: 8 }) // => true
 */
export function untilAny(...conditions: readonly Until[]): Until {
  return (generation) => conditions.some((enough) => enough(generation))
}

/**
 * Enough when all of the conditions hold.
 *
 * @example
 * untilAll(untilGenerations(9), untilEvaluations(1))({ ...begin('nsga2', { size: 8, seed: 42 }), evaluations: 8 }) // => false
 */
export function untilAll(...conditions: readonly Until[]): Until {
  return (generation) => conditions.every((enough) => enough(generation))
}
