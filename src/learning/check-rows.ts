import type { Column } from '../base/column.ts'
import { checkColumn, checkInteger, refuse } from '../base/guards.ts'
import { Scratch } from './scratch.ts'

/** Beyond this size squares of values, summed over rows, could overflow. */
const LARGEST = 1e100

/** Refuses features that are not whole rows of finite numbers; gives the number of rows. */
export function checkFeatures(where: string, features: Column, columns: number, fewest = 1): number {
  const rows = checkShape(where, features, columns)
  checkInteger(where, 'the number of rows', rows, { min: fewest, remedy: 'Give more rows.' })
  for (let at = 0; at < features.length; at++) {
    if (Math.abs(features[at]) <= LARGEST) continue
    refuse(where, `features(${Math.floor(at / columns)}, ${at % columns})`, features[at], {
      rule: `a finite number of at most ${LARGEST} in size`,
      code: 'invalid-column',
      remedy: 'Drop rows that have no value, and bring columns to one scale with fitStandardiser.',
    })
  }
  return rows
}

/** Refuses targets that are not one finite number for every row. */
export function checkTargets(where: string, targets: Column, rows: number): void {
  checkColumn(where, 'targets', targets)
  if (targets.length !== rows) {
    refuse(where, 'targets.length', targets.length, {
      rule: `${rows}, the number of rows of features`,
      code: 'length-mismatch',
    })
  }
  for (let row = 0; row < rows; row++) {
    if (Math.abs(targets[row]) <= LARGEST) continue
    refuse(where, 'targets', targets[row], {
      rule: `a finite number of at most ${LARGEST} in size`,
      row,
      code: 'invalid-column',
      remedy: 'Drop rows that have no target yet.',
    })
  }
}

/** Refuses a model of another kind and features that are not whole rows of its width; gives the number of rows. */
export function checkModel(
  where: string,
  model: { readonly kind: string; readonly columns: number },
  kind: string,
  features: Column,
): number {
  if (model?.kind !== kind) {
    refuse(where, 'model.kind', model?.kind, { rule: `'${kind}'`, remedy: 'Pass what the fit of this learner gave.' })
  }
  return checkShape(where, features, model.columns)
}

/** The scratch that was given, or a fresh one. */
export function scratchFrom(where: string, scratch: Scratch | undefined): Scratch {
  if (scratch === undefined) return new Scratch()
  if (scratch instanceof Scratch) return scratch
  return refuse(where, 'scratch', scratch, { rule: 'a Scratch', remedy: 'Make one with new Scratch().' })
}

/** Marks rows that hold a value that is not finite: whatever a learner says about them is NaN. */
export function isWholeRow(features: Column, start: number, columns: number): boolean {
  for (let at = start; at < start + columns; at++) if (!Number.isFinite(features[at])) return false
  return true
}

function checkShape(where: string, features: Column, columns: number): number {
  checkInteger(where, 'columns', columns, { min: 1 })
  checkColumn(where, 'features', features)
  const rows = features.length / columns
  if (Number.isInteger(rows)) return rows
  return refuse(where, 'features.length', features.length, {
    rule: `a multiple of ${columns}, the number of columns`,
    code: 'length-mismatch',
    remedy: 'Lay the features out row after row.',
  })
}
