import { refuse } from '../base/guards.ts'
import type { Memory, Setting, Shape } from './indicator.ts'

/** A number as JSON can hold it: those that JSON would lose are written as words. */
export type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity' | '-0'

/** Of the form below, and of what the recurrences lay down in it: it rises when a saved state can no longer be read. */
export const STATE_VERSION = 1

/** All that a stream remembers, as plain JSON. */
export interface StreamState {
  /** Format of this state; a stream refuses any other than its own. */
  readonly version: number
  readonly indicator: string
  readonly settings: readonly Setting[]
  readonly memory: readonly { readonly counts: readonly number[]; readonly values: readonly JsonNumber[] }[]
}

const WORDS: readonly unknown[] = ['NaN', 'Infinity', '-Infinity', '-0']

/** The memory of an indicator that has seen no row. */
export function freshMemory(shapes: readonly Shape[]): Memory[] {
  return shapes.map(({ counts, values }) => ({
    counts: new Int32Array(counts.length),
    values: new Float64Array(values).fill(Number.NaN),
  }))
}

/** The memory as plain JSON, bit for bit. */
export function saveMemory(memory: readonly Memory[]): StreamState['memory'] {
  return memory.map(({ counts, values }) => ({ counts: [...counts], values: Array.from(values, toJson) }))
}

/** The memory that was saved; refuses one of another form. The numbers in it are taken as they are. */
export function restoreMemory(where: string, shapes: readonly Shape[], saved: unknown): Memory[] {
  const parts = listOf(where, 'state.memory', saved, shapes.length)
  return shapes.map((shape, i) => {
    const place = `state.memory[${i}]`
    const part = (parts[i] ?? {}) as { counts?: unknown; values?: unknown }
    const counts = listOf(where, `${place}.counts`, part.counts, shape.counts.length)
    const values = listOf(where, `${place}.values`, part.values, shape.values)
    for (let k = 0; k < counts.length; k++) {
      const most = shape.counts[k]
      const isCount = Number.isInteger(counts[k]) && (counts[k] as number) >= 0 && (counts[k] as number) <= most
      if (!isCount) refuseState(where, `${place}.counts[${k}]`, counts[k], `an integer of 0 to ${most}`)
    }
    for (let k = 0; k < values.length; k++) {
      if (Number.isFinite(values[k]) || WORDS.includes(values[k])) continue
      refuseState(where, `${place}.values[${k}]`, values[k], `a finite number or one of ${WORDS.join(', ')}`)
    }
    return { counts: Int32Array.from(counts as number[]), values: Float64Array.from(values, Number) }
  })
}

/** Refuses a saved state, naming the place that is wrong. */
export function refuseState(where: string, what: string, value: unknown, rule: string): never {
  refuse(where, what, value, {
    rule,
    code: 'invalid-state',
    remedy: 'Restore what `state` gave for the same indicator and settings.',
  })
}

function listOf(where: string, what: string, value: unknown, length: number): readonly unknown[] {
  if (Array.isArray(value) && value.length === length) return value
  return refuseState(where, what, value, `an array of length ${length}`)
}

function toJson(value: number): JsonNumber {
  if (Object.is(value, -0)) return '-0'
  return Number.isFinite(value) ? value : (String(value) as JsonNumber)
}
