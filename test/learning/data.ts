import fc from 'fast-check'
import { randomFrom } from '../../src/random/random-from.ts'

/** Rows of features, flat, with numbers to predict and classes. */
export interface Sample {
  readonly rows: number
  readonly columns: number
  readonly features: Float64Array
  readonly numbers: Float64Array
  /** 0 or 1, both present. */
  readonly classes: Float64Array
}

/** Normal features; targets lean on the first columns, with that much noise. */
export function normalSample(seed: number, rows: number, columns: number, noise = 1): Sample {
  const random = randomFrom(seed, 'sample')
  const features = Float64Array.from({ length: rows * columns }, () => random.normal())
  const numbers = Float64Array.from({ length: rows }, (_, row) => {
    let number = noise * random.normal()
    for (let j = 0; j < columns; j++) number += ((j % 3) - 1) * features[row * columns + j]
    return number
  })
  return { rows, columns, features, numbers, classes: split(numbers) }
}

/** Samples of any shape whose values are small integers, so that equal values and equal rows abound. */
export const roughSamples: fc.Arbitrary<Sample> = fc
  .record({ rows: fc.integer({ min: 3, max: 14 }), columns: fc.integer({ min: 1, max: 3 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      features: integers(rows * columns),
      numbers: integers(rows),
    }),
  )
  .map((sample) => ({ ...sample, classes: split(sample.numbers) }))

/** The rows as arrays. */
export function asRows({ features, columns }: Pick<Sample, 'features' | 'columns'>): number[][] {
  return Array.from({ length: features.length / columns }, (_, row) =>
    Array.from(features.subarray(row * columns, (row + 1) * columns)),
  )
}

/** The same rows with their columns in another order. */
export function permuted({ features, columns }: Sample, order: readonly number[]): Float64Array {
  return features.map((_, at) => features[Math.floor(at / columns) * columns + order[at % columns]])
}

function integers(length: number): fc.Arbitrary<Float64Array> {
  return fc
    .array(fc.integer({ min: -4, max: 4 }), { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values))
}

function split(numbers: Float64Array): Float64Array {
  const classes = numbers.map((number) => (number > 0 ? 1 : 0))
  classes[0] = 0
  classes[1] = 1
  return classes
}
