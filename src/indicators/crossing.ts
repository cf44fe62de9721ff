import type { Column } from '../base/column.ts'
import type { Indicator, Memory } from './indicator.ts'

/** 1 looks for crossings from below to above, -1 from above to below. */
type Sign = 1 | -1

/** A crossing of two columns as data. */
export function crossingIndicator(name: string, sign: Sign): Indicator<'left' | 'right', 'value', readonly []> {
  return {
    name,
    inputs: ['left', 'right'],
    outputs: ['value'],
    parameters: [],
    warmup: () => ({ value: 1 }),
    memory: () => [{ counts: [], values: 1 }],
    run([memory], [left, right], [out]) {
      for (let t = 0; t < out.length; t++) out[t] = sign * (left[t] - right[t])
      markRises(memory, out)
    },
  }
}

/** A crossing of a level as data. */
export function levelCrossingIndicator(
  name: string,
  sign: Sign,
): Indicator<'source', 'value', readonly [level: number]> {
  return {
    name,
    inputs: ['source'],
    outputs: ['value'],
    parameters: [{ name: 'level', kind: 'number', min: -Number.MAX_VALUE, from: -100, to: 100, usual: 0 }],
    warmup: () => ({ value: 1 }),
    memory: () => [{ counts: [], values: 1 }],
    run([memory], [source], [out], [level]) {
      for (let t = 0; t < out.length; t++) out[t] = sign * (source[t] - level)
      markRises(memory, out)
    },
  }
}

/** Turns a column of differences, in place, into 1 where it comes from 0 or below to above 0, and 0 elsewhere. */
function markRises({ values }: Memory, differences: Column): void {
  let previous = values[0]
  for (let t = 0; t < differences.length; t++) {
    const difference = differences[t]
    // A product of two flags needs no branch that prices would make unpredictable.
    differences[t] = Number(difference > 0) * Number(previous <= 0)
    if (Number.isNaN(difference) || Number.isNaN(previous)) differences[t] = Number.NaN
    previous = difference
  }
  values[0] = previous
}
