import { checkKeys, refuse } from '../base/guards.ts'
import { nearest } from '../base/nearest.ts'
import type { Measure, Objective, ObjectiveSpec } from './objective.ts'
import { RECIPES } from './objectives.ts'
import type { Given, Scene } from './recipe.ts'

/** The objectives of a task, checked and ready to be measured. */
export function measuresOf(specs: readonly ObjectiveSpec[], scene: Scene): Measure[] {
  const { where } = scene
  if (!Array.isArray(specs) || specs.length === 0) {
    refuse(where, 'objectives', specs, { rule: 'an array of at least one objective' })
  }
  const measures = specs.map((spec) => measureOf(spec, scene))
  for (const [place, { name }] of measures.entries()) {
    if (measures.findIndex((measure) => measure.name === name) === place) continue
    refuse(where, 'objectives', name, { rule: 'named once each' })
  }
  return measures
}

/** Whether an objective of a task is code of its author's and no plain data. */
export function isOwn(spec: ObjectiveSpec): spec is Objective {
  return typeof spec === 'object' && spec !== null && 'of' in spec
}

function measureOf(spec: ObjectiveSpec, scene: Scene): Measure {
  if (isOwn(spec)) return ownMeasure(spec, scene.where)
  const given = (typeof spec === 'string' ? { name: spec } : spec) as Given
  if (typeof given !== 'object' || given === null) {
    refuse(scene.where, 'an objective', spec, { rule: 'a name, a name with options, or { name, direction, of }' })
  }
  const { name: said } = given as { readonly name?: unknown }
  const name = String(said)
  const recipe = RECIPES.get(name) ?? unknown(scene.where, said)
  const { direction, options, readsReturns = false, months = 1 } = recipe
  checkKeys(`${scene.where}: ${name}`, given, ['name', ...options])
  return { name, direction, readsReturns, months, of: recipe.make(given, scene) }
}

function ownMeasure(spec: Objective, where: string): Measure {
  const { name, direction } = spec
  const isWhole = typeof name === 'string' && name !== '' && typeof spec.of === 'function'
  if (!isWhole || (direction !== 'max' && direction !== 'min')) {
    refuse(where, 'an objective', spec, { rule: "{ name, direction: 'max' or 'min', of(summary) }" })
  }
  if (RECIPES.has(name)) {
    refuse(where, 'the name of an objective of your own', name, {
      rule: 'one that the library does not have',
      remedy: 'Rename it, so that a logbook says what was measured.',
    })
  }
  return { name, direction, readsReturns: false, months: 1, of: ({ summary }) => spec.of(summary) }
}

function unknown(where: string, name: unknown): never {
  const guess = nearest(String(name), [...RECIPES.keys()])
  return refuse(where, 'an objective', name, {
    rule: `one of ${[...RECIPES.keys()].join(', ')}`,
    remedy: guess === undefined ? 'Or give one of your own: { name, direction, of }.' : `Did you mean '${guess}'?`,
  })
}
