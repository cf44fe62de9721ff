import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OrganismError } from '../../src/base/error.ts'
import { fSurvival } from '../../src/math/f-distribution.ts'
import { leastSquares } from '../../src/math/least-squares.ts'
import { dot, sum } from '../../src/math/sum.ts'
import { relativeError, worstError } from './close.ts'

/** Longley (1967), in the NIST Statistical Reference Datasets: six regressors, condition 5e9. */
const EMPLOYED = Float64Array.of(
  ...[60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761],
  ...[66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551],
)
const LONGLEY = [
  [83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9],
  [
    ...[234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112],
    ...[397469, 419180, 442769, 444546, 482704, 502601, 518173, 554894],
  ],
  [2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806, 4007],
  [1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572, 2827],
  [
    ...[107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219],
    ...[117388, 118734, 120445, 121950, 123366, 125368, 127852, 130081],
  ],
  [1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961, 1962],
].map((values) => Float64Array.from(values))

/** Norris (NIST), as pairs of y and x. */
const NORRIS = [
  ...[0.1, 0.2, 338.8, 337.4, 118.1, 118.2, 888, 884.6, 9.2, 10.1, 228.1, 226.5, 668.5, 666.3, 998.5, 996.3],
  ...[449.1, 448.6, 778.9, 777, 559.2, 558.2, 0.3, 0.4, 0.1, 0.6, 778.1, 775.5, 668.8, 666.9, 339.3, 338],
  ...[448.9, 447.5, 10.8, 11.6, 557.7, 556, 228.3, 228.1, 998, 995.8, 888.8, 887.6, 119.6, 120.2, 0.3, 0.3],
  ...[0.6, 0.3, 557.6, 556.8, 339.3, 339.1, 888, 887.2, 998.5, 999, 778.9, 779, 10.2, 11.1, 117.6, 118.3],
  ...[228.9, 229.2, 668.4, 669.1, 449.2, 448.9, 0.2, 0.5],
]
const NORRIS_Y = Float64Array.from(NORRIS.filter((_, i) => i % 2 === 0))
const NORRIS_X = Float64Array.from(NORRIS.filter((_, i) => i % 2 === 1))

const cell = fc.integer({ min: -50, max: 50 })
const data = fc
  .array(fc.tuple(cell, cell, cell), { minLength: 6, maxLength: 40 })
  .map((rows) => [0, 1, 2].map((i) => Float64Array.from(rows, (row) => row[i])))

describe('leastSquares', () => {
  test('matches every certified digit of Longley, one of the hardest of the NIST data sets, to 1e-11', () => {
    const fit = leastSquares(EMPLOYED, LONGLEY)
    const coefficients = [
      ...[-3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683],
      ...[-1.03322686717359, -0.0511041056535807, 1829.15146461355],
    ]
    const errors = [
      ...[890420.383607373, 84.9149257747669, 0.0334910077722432, 0.488399681651699],
      ...[0.214274163161675, 0.22607320006937, 455.478499142212],
    ]
    expect(worstError(fit.coefficients, coefficients)).toBeLessThan(1e-11)
    expect(worstError(fit.standardErrors, errors)).toBeLessThan(1e-11)
    expect(relativeError(fit.residualDeviation, 304.854073561965)).toBeLessThan(1e-12)
    expect(relativeError(fit.rSquared, 0.995479004577296)).toBeLessThan(1e-14)
    expect(fit.freedom).toBe(9)
  })

  test('matches the certified values of Norris (NIST)', () => {
    const fit = leastSquares(NORRIS_Y, [NORRIS_X])
    // The intercept is what two numbers near 400 leave over: 1600 times their rounding error is in it.
    expect(relativeError(fit.coefficients[0], -0.262323073774029)).toBeLessThan(1e-12)
    expect(relativeError(fit.coefficients[1], 1.00211681802045)).toBeLessThan(1e-14)
    expect(worstError(fit.standardErrors, [0.232818234301152, 4.29796848199937e-4])).toBeLessThan(1e-13)
    expect(relativeError(fit.residualDeviation, 0.884796396144373)).toBeLessThan(1e-13)
    expect(relativeError(fit.rSquared, 0.999993745883712)).toBeLessThan(1e-14)
  })

  test('matches exact rational arithmetic without an intercept, with R squared about 0', () => {
    const fit = leastSquares(NORRIS_Y, [NORRIS_X], { intercept: false })
    expect(relativeError(fit.coefficients[0], 1.001742080469786)).toBeLessThan(1e-14)
    expect(relativeError(fit.standardErrors[0], 2.7327762360984176e-4)).toBeLessThan(1e-13)
    expect(relativeError(fit.rSquared, 0.9999973952669376)).toBeLessThan(1e-14)
    expect(fit.freedom).toBe(35)
  })

  test.each([
    [
      0,
      [
        832211.5805803267, 51.22034744566392, 0.02457599758264473, 0.3832391109259948, 0.14624500114098424,
        0.15820849621992394, 428.38437553509806,
      ],
    ],
    [
      1,
      [
        734984.0824604663, 51.58483683906824, 0.01776013661039306, 0.29010727217522264, 0.127841087389387,
        0.12144336327120274, 380.8112883701738,
      ],
    ],
    [
      4,
      [
        728087.2004933594, 39.63451854769854, 0.017392726601010253, 0.2761199114346892, 0.1196363898128119,
        0.11432003303352284, 376.8246471188051,
      ],
    ],
  ])('has the Newey-West errors of Longley with %d lags that exact rational arithmetic gives', (lags, errors) => {
    expect(worstError(leastSquares(EMPLOYED, LONGLEY, { lags }).standardErrors, errors)).toBeLessThan(1e-10)
  })

  test('has the Newey-West errors of Norris with 3 lags that exact rational arithmetic gives', () => {
    const { standardErrors } = leastSquares(NORRIS_Y, [NORRIS_X], { lags: 3 })
    expect(worstError(standardErrors, [0.1309864919502043, 5.514797812028645e-4])).toBeLessThan(1e-12)
  })

  test('leaves residuals that no regressor explains, and reproduces y', () => {
    fc.assert(
      fc.property(data, fc.boolean(), ([y, a, b], intercept) => {
        const fit = attempt(() => leastSquares(y, [a, b], { intercept }))
        fc.pre(fit !== undefined)
        expect(Math.abs(dot(fit.residuals, a))).toBeLessThan(1e-9)
        expect(Math.abs(dot(fit.residuals, b))).toBeLessThan(1e-9)
        if (intercept) expect(Math.abs(sum(fit.residuals))).toBeLessThan(1e-10)
        const [level, first, second] = intercept ? fit.coefficients : [0, ...fit.coefficients]
        for (const [t, value] of y.entries())
          expect(level + first * a[t] + second * b[t] + fit.residuals[t]).toBeCloseTo(value, 9)
      }),
    )
  })

  test('does not depend on the order and the units of its columns', () => {
    fc.assert(
      fc.property(data, ([y, a, b]) => {
        const fit = attempt(() => leastSquares(y, [a, b], { lags: 2 }))
        fc.pre(fit !== undefined && fit.residualDeviation > 1e-6)
        const other = leastSquares(y, [b.map((value) => value * 1e6), a], { lags: 2 })
        expect(other.coefficients[2]).toBeCloseTo(fit.coefficients[1], 9)
        expect(other.standardErrors[1] * 1e6).toBeCloseTo(fit.standardErrors[2], 9)
        expect(other.rSquared).toBeCloseTo(fit.rSquared, 11)
      }),
    )
  })

  test('has for one regressor a t whose square is the F of the regression, with its p-value', () => {
    fc.assert(
      fc.property(data, ([y, a]) => {
        const fit = attempt(() => leastSquares(y, [a]))
        fc.pre(fit !== undefined && fit.residualDeviation > 1e-6 && fit.rSquared > 1e-9)
        const f = (fit.rSquared / (1 - fit.rSquared)) * fit.freedom
        expect(fit.tStatistics[1] ** 2 / f).toBeCloseTo(1, 6)
        expect(fit.pValues[1]).toBeCloseTo(fSurvival(f, 1, fit.freedom), 9)
      }),
    )
  })

  test('names a column that is constant, a copy, or a sum of others', () => {
    const [a, b] = LONGLEY
    const mixed = a.map((value, t) => 0.3 * value - 7 * b[t] + 1e6)
    const flat = new Float64Array(16).fill(0.1)
    for (const [columns, name] of [
      [[a, flat], 'columns[1]'],
      [[a, a], 'columns[1]'],
      [[a, b, mixed], 'columns[2]'],
      [[new Float64Array(16)], 'columns[0]'],
    ] as const) {
      expect(() => leastSquares(EMPLOYED, columns)).toThrow(`leastSquares: ${name} must be no constant and no sum`)
      expect(() => leastSquares(EMPLOYED, columns)).toThrow(expect.objectContaining({ code: 'singular-matrix' }))
    }
    expect(() => leastSquares(EMPLOYED, [new Float64Array(16)], { intercept: false })).toThrow(
      'leastSquares: columns[0] must be a column with values other than 0',
    )
  })

  test('takes a constant column when it fits no intercept', () => {
    const fit = leastSquares(Float64Array.of(1, 2, 6), [new Float64Array(3).fill(1)], { intercept: false })
    expect(fit.coefficients[0]).toBeCloseTo(3, 15)
    expect(fit.standardErrors[0]).toBeCloseTo(Math.sqrt(7 / 3), 14)
  })

  test('has no R squared for a flat y', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (level) => {
        expect(leastSquares(new Float64Array(5).fill(level), [Float64Array.of(1, 2, 3, 4, 7)]).rSquared).toBeNaN()
      }),
    )
  })

  test('refuses too few rows, values that are not finite, and odd options', () => {
    const x = Float64Array.of(1, 2, 4)
    expect(() => leastSquares(x.subarray(1), [x.subarray(1)])).toThrow(
      'leastSquares: the number of rows must be an integer above 2, received 2. There are 2 coefficients to fit',
    )
    expect(() => leastSquares(Float64Array.of(1, Number.NaN, 3), [x])).toThrow('leastSquares: y[1] must be finite')
    expect(() => leastSquares(x, [Float64Array.of(1, 2, Number.POSITIVE_INFINITY)])).toThrow(
      'columns[0][2] must be finite',
    )
    expect(() => leastSquares(x, [x.subarray(1)])).toThrow('leastSquares: y.length must be 2')
    expect(() => leastSquares(x, [x], { lags: 3 })).toThrow(
      'leastSquares: lags must be an integer of at least 0 and below 3',
    )
    expect(() => leastSquares(x, [x], { lag: 1 } as object)).toThrow('Did you mean "lags"?')
    expect(() => leastSquares(x, [x], { intercept: 1 as unknown as boolean })).toThrow(
      'leastSquares: intercept must be one of true, false',
    )
  })
})

/** The value, or nothing when the columns happen to be singular. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof OrganismError && error.code === 'singular-matrix') return undefined
    throw error
  }
}
