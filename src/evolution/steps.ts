import type { Individual } from './individual.ts'
import { type Scores, scoresOf } from './scores.ts'
import { lexicographic } from './stable-order.ts'

/** The scores of a front, row-major, in lexicographic order. */
export interface Steps {
  readonly objectives: number
  readonly values: Float64Array
  /** Whose they are, by place in a list. */
  readonly places: Uint32Array
}

/** The scores of a front of individuals. */
export function stepsOf(front: readonly Individual[]): Steps {
  const scores = scoresOf(front)
  return picked(scores, lexicographic(scores.values, scores.objectives))
}

/** The steps of some rows of a table, which come in lexicographic order. */
export function picked({ objectives, values }: Scores, rows: Uint32Array): Steps {
  const sorted = new Float64Array(rows.length * objectives)
  for (let i = 0; i < rows.length; i++) {
    for (let m = 0; m < objectives; m++) sorted[i * objectives + m] = values[rows[i] * objectives + m]
  }
  return { objectives, values: sorted, places: rows }
}

/** Marks the places whose steps some rival matches. */
export function beatenBy(rivals: Steps, { values, places }: Steps): Uint8Array {
  const marks = new Uint8Array(places.length)
  for (let row = 0; row < places.length; row++) if (isMatched(rivals, values, row)) marks[places[row]] = 1
  return marks
}

/**
 * Whether a row of a table is matched: some step is nowhere worse. O(log steps) for two objectives, where of the steps that
 * are no worse in the first the last one is the best in the second; else O(steps).
 */
export function isMatched({ objectives, values }: Steps, table: Float64Array, row: number): boolean {
  const at = row * objectives
  let low = 0
  let high = values.length / objectives
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle * objectives] <= table[at]) low = middle + 1
    else high = middle
  }
  const last = objectives > 2 ? 0 : low - 1
  for (let step = low - 1; step >= last && step >= 0; step--) {
    let m = 1
    while (m < objectives && values[step * objectives + m] <= table[at + m]) m++
    if (m >= objectives) return true
  }
  return false
}

/** Where somebody goes who leaves. */
export const GONE = 0xffffffff

/** Two lists of steps as one, each place turned into the one that `moved` or `entered` gives for it. */
export function merged(steps: Steps, moved: Uint32Array, newcomers: Steps, entered: Uint32Array): Steps {
  const { objectives } = newcomers
  const values = new Float64Array(steps.values.length + newcomers.values.length)
  const places = new Uint32Array(steps.places.length + newcomers.places.length)
  let count = 0
  const take = (from: Steps, row: number, place: number) => {
    if (place === GONE) return
    for (let m = 0; m < objectives; m++) values[count * objectives + m] = from.values[row * objectives + m]
    places[count++] = place
  }
  let next = 0
  for (let row = 0; row < steps.places.length; row++) {
    while (next < newcomers.places.length && isBefore(newcomers, next, steps, row)) {
      take(newcomers, next, entered[newcomers.places[next]])
      next++
    }
    take(steps, row, moved[steps.places[row]])
  }
  for (; next < newcomers.places.length; next++) take(newcomers, next, entered[newcomers.places[next]])
  return { objectives, values: values.slice(0, count * objectives), places: places.slice(0, count) }
}

function isBefore(a: Steps, row: number, b: Steps, other: number): boolean {
  for (let m = 0; m < a.objectives; m++) {
    const lead = a.values[row * a.objectives + m] - b.values[other * a.objectives + m]
    if (lead < 0) return true
    if (lead > 0) return false
  }
  return false
}
