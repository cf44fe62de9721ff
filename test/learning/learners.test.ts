import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/base/canonical-json.ts'
import * as learning from '../../src/learning/index.ts'
import { normalSample } from './data.ts'

const { Scratch } = learning
type Scratch = InstanceType<typeof Scratch>

interface Learner {
  readonly fitted: (features: Float64Array, targets: Float64Array, scratch?: Scratch) => { readonly kind: string }
  readonly ask: (model: never, features: Float64Array) => ArrayLike<number>
}

const used = (scratch: Scratch | undefined) => (scratch === undefined ? {} : { scratch })
const signs = (targets: Float64Array) => targets.map((target) => (target > 0.5 ? 1 : target < -0.5 ? -1 : 0))
const halves = (targets: Float64Array) => targets.map((target) => (target > 0 ? 1 : 0))

/** Every learner under one shape: three columns, numbers as targets. */
const LEARNERS: Readonly<Record<string, Learner>> = {
  'linear svc': {
    fitted: (x, y, s) => learning.fitLinearSvc(x, 3, signs(y), { cost: 10, ...used(s) }),
    ask: learning.predictLinearSvc,
  },
  'linear svc, l1': {
    fitted: (x, y, s) => learning.fitLinearSvc(x, 3, signs(y), { penalty: 'l1', seed: 3, ...used(s) }),
    ask: learning.scoreLinearSvc,
  },
  'regression tree': { fitted: (x, y, s) => learning.fitRegressionTree(x, 3, y, used(s)), ask: learning.predictTree },
  'classification tree': {
    fitted: (x, y, s) => learning.fitClassificationTree(x, 3, signs(y), used(s)),
    ask: learning.predictTree,
  },
  pca: { fitted: (x) => learning.fitPca(x, 3, { scale: 'whitened' }), ask: learning.projectPca },
  quantiles: {
    fitted: (x, y, s) =>
      learning.fitQuantileRegression(x, 3, y, { levels: [0.1, 0.5, 0.9], penalty: 0.01, ...used(s) }),
    ask: learning.predictQuantiles,
  },
  logistic: {
    fitted: (x, y, s) => learning.fitLogisticRegression(x, 3, halves(y), used(s)),
    ask: learning.predictLogistic,
  },
  ridge: { fitted: (x, y) => learning.fitRidge(x, 3, y), ask: learning.predictRidge },
  'k-means': { fitted: (x) => learning.fitKMeans(x, 3, { clusters: 3, seed: 5 }), ask: learning.predictKMeans },
  standardiser: { fitted: (x) => learning.fitStandardiser(x, 3), ask: learning.standardise },
}

describe.each(Object.entries(LEARNERS))('%s', (_, { fitted, ask }) => {
  const { features, numbers } = normalSample(61, 60, 3)
  const model = fitted(features, numbers)

  test('gives the same bits again, also with a scratch that other fits have used', () => {
    const scratch = new Scratch()
    const longer = normalSample(62, 90, 3)
    const shorter = normalSample(63, 30, 3)
    for (const { features: x, numbers: y } of [longer, shorter]) fitted(x, y, scratch)
    for (const each of Object.values(LEARNERS)) each.fitted(longer.features, longer.numbers, scratch)
    expect(canonicalJson(fitted(features, numbers, scratch))).toBe(canonicalJson(model))
  })

  test('leaves its input as it was', () => {
    const [x, y] = [features.slice(), numbers.slice()]
    ask(fitted(x, y) as never, x)
    expect([x, y]).toEqual([features, numbers])
  })

  test('is JSON: a model that has travelled says the same', () => {
    const travelled = JSON.parse(canonicalJson(model))
    expect(ask(travelled as never, features)).toEqual(ask(model as never, features))
  })

  test('says of a row what it says of it among others, and nothing but NaN of a row with a gap', () => {
    const all = ask(model as never, features)
    const width = all.length / 60
    expect(Array.from(ask(model as never, features.subarray(3, 6)))).toEqual(Array.from(all).slice(width, 2 * width))
    for (const gap of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const row = Array.from(ask(model as never, Float64Array.of(0.1, gap, 0.2)))
      // A standardiser speaks of single values.
      expect(row.filter(Number.isNaN).length).toBe(model.kind === 'standardiser' ? 1 : width)
    }
    expect(ask(model as never, new Float64Array(0)).length).toBe(0)
  })

  test('refuses values that are not finite, no rows, half a row, and another model', () => {
    const broken = features.slice()
    broken[7] = Number.NaN
    expect(() => fitted(broken, numbers)).toThrow(
      'features(2, 1) must be a finite number of at most 1e+100 in size, received NaN.',
    )
    broken[7] = 1e200
    expect(() => fitted(broken, numbers)).toThrow('features(2, 1) must be')
    expect(() => fitted(new Float64Array(0), new Float64Array(0))).toThrow(
      'the number of rows must be an integer of at least',
    )
    expect(() => fitted(features.subarray(1), numbers)).toThrow('features.length must be a multiple of 3')
    expect(() => fitted(Array.from(features) as never, numbers)).toThrow('features must be a Float64Array')
    expect(() => ask({ ...model, kind: 'other' } as never, features)).toThrow('model.kind must be')
    expect(() => ask(model as never, features.subarray(1))).toThrow('features.length must be a multiple of 3')
  })
})

describe('targets', () => {
  const { features, numbers } = normalSample(64, 20, 3)

  test('of another length or not finite are refused', () => {
    for (const { fitted } of [LEARNERS['regression tree'], LEARNERS['quantiles'], LEARNERS['ridge']]) {
      expect(() => fitted(features, numbers.subarray(1))).toThrow(
        'targets.length must be 20, the number of rows of features',
      )
      expect(() => fitted(features, numbers.with(4, Number.NaN))).toThrow('targets[4] must be a finite number')
    }
  })

  test('options that nobody reads are refused by name', () => {
    expect(() => learning.fitRegressionTree(features, 3, numbers, { dept: 3 } as never)).toThrow(
      'Did you mean "depth"?',
    )
    expect(() => learning.fitKMeans(features, 3, { cluster: 3, seed: 1 } as never)).toThrow('Did you mean "clusters"?')
    expect(() => learning.fitRegressionTree(features, 3, numbers, { scratch: {} as never })).toThrow(
      'scratch must be a Scratch',
    )
  })
})

describe('fitStandardiser', () => {
  test('brings training rows to mean 0 and deviation 1, and others by the same measure', () => {
    const { features } = normalSample(65, 50, 2)
    const lifted = features.map((value, at) => 4096 + (at % 2 === 0 ? 3 : 0.01) * value)
    const model = learning.fitStandardiser(lifted, 2)
    const places = learning.standardise(model, lifted)
    for (let j = 0; j < 2; j++) {
      const column = places.filter((_, at) => at % 2 === j)
      expect(column.reduce((sum, value) => sum + value, 0) / 50).toBeCloseTo(0, 9)
      expect(column.reduce((sum, value) => sum + value * value, 0) / 50).toBeCloseTo(1, 9)
    }
    expect(
      learning.standardise(model, Float64Array.of(model.means[0] + model.deviations[0], model.means[1]))[0],
    ).toBeCloseTo(1, 9)
  })

  test('takes a column that does not vary for 0, whatever it becomes', () => {
    const model = learning.fitStandardiser(Float64Array.of(0.1, 0.1, 0.1), 1)
    expect(model).toEqual({ kind: 'standardiser', columns: 1, means: [0.1], deviations: [0] })
    expect(learning.standardise(model, Float64Array.of(0.1, 7, Number.NaN))).toEqual(Float64Array.of(0, 0, Number.NaN))
  })
})
