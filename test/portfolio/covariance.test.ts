import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { covarianceMatrix } from '../../src/math/covariance-matrix.ts'
import { eigenSymmetric } from '../../src/math/eigen.ts'
import { type Matrix, matrixFrom } from '../../src/math/matrix.ts'
import { correlationDistance, correlationFrom } from '../../src/portfolio/correlation-distance.ts'
import { exponentialCovariance, sampleCovariance, semiCovariance } from '../../src/portfolio/covariance.ts'
import { denoiseCovariance } from '../../src/portfolio/denoise.ts'
import { hrp } from '../../src/portfolio/hrp.ts'
import { repairCovariance } from '../../src/portfolio/repair.ts'
import { ledoitWolf, oas } from '../../src/portfolio/shrinkage.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { panel } from './panel.ts'
import { factorCovariance } from './random-covariance.ts'
import { tenAssets } from './ten-assets.ts'

const { NaN: GAP } = Number

function expectClose(found: ArrayLike<number>, wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length)
  for (const [i, value] of wanted.entries()) expect(Math.abs(found[i] / value - 1)).toBeLessThan(1e-11)
}

const firstRow = ({ data, columns }: Matrix) => data.subarray(0, columns)
const diagonalOf = ({ data, rows }: Matrix) => Array.from({ length: rows }, (_, i) => data[i * (rows + 1)])

describe('estimates, against the formulas of the papers as plain loops in NumPy', () => {
  test('Ledoit and Wolf, identity', () => {
    const { intensity, covariance } = ledoitWolf(panel)
    expectClose([intensity], [0.370827582575945])
    expectClose(firstRow(covariance), [
      ...[0.0008022589910230999, 0.00023709016820732694, 0.0001526583756511058, -0.00019368976746835756],
    ])
  })

  test('Ledoit and Wolf, constant correlation', () => {
    const { intensity, covariance } = ledoitWolf(panel, { target: 'constant-correlation' })
    expectClose([intensity], [0.25961703022371674])
    expectClose(firstRow(covariance), [
      ...[0.0008942138888888889, 0.000281129692004697, 0.00018255665626419826, -0.00022574336285995737],
    ])
  })

  test('oracle approximating shrinkage', () => {
    expectClose([oas(panel).intensity], [0.35331811954785713])
  })

  test('exponentially weighted', () => {
    expectClose(firstRow(exponentialCovariance(panel, { decay: 0.9 })), [
      ...[0.0008127143653597867, 0.0003541045974737372, 9.429286546789899e-5, -0.00036165278740893765],
    ])
  })

  test('semi-covariance', () => {
    expectClose(firstRow(semiCovariance(panel)), [
      ...[0.0001997479166666667, 0.00010074166666666668, 7.787458333333334e-5, 1.9863333333333333e-5],
    ])
  })
})

describe('missing returns', () => {
  const x = Float64Array.of(0.01, GAP, 0.03, -0.01, 0.02)
  const y = Float64Array.of(0.02, 0.05, GAP, 0.01, -0.03)

  test('are refused by row, never filled', () => {
    for (const estimate of [sampleCovariance, exponentialCovariance, semiCovariance, ledoitWolf, oas]) {
      expect(() => estimate([x, y])).toThrow(
        'returns[0][1] must be finite, received NaN. Nothing is filled in silently',
      )
    }
  })

  test('complete: only whole rows count', () => {
    const whole = [Float64Array.of(0.01, -0.01, 0.02), Float64Array.of(0.02, 0.01, -0.03)]
    expect(sampleCovariance([x, y], { missing: 'complete' })).toEqual(sampleCovariance(whole))
    expect(ledoitWolf([x, y], { missing: 'complete' })).toEqual(ledoitWolf(whole))
    expect(semiCovariance([x, y], { missing: 'complete' })).toEqual(semiCovariance(whole))
  })

  test('pairwise: every pair has its own rows', () => {
    const { data } = sampleCovariance([x, y], { missing: 'pairwise' })
    const own = [x, y].map((column) => covarianceMatrix([column.filter((value) => !Number.isNaN(value))]).data[0])
    expect(data[0]).toBe(own[0])
    expect(data[3]).toBe(own[1])
    const both = sampleCovariance([x, y], { missing: 'complete' }).data[1]
    expect([data[1], data[2]]).toEqual([both, both])
  })

  test('pairwise is not offered where a table of pairs would not do', () => {
    const wrong = { missing: 'pairwise' } as unknown as { missing: 'complete' }
    expect(() => ledoitWolf([x, y], wrong)).toThrow('missing must be one of "refuse", "complete"')
  })

  test('too few rows are refused', () => {
    const late = Float64Array.of(GAP, GAP, GAP, GAP, 0.01)
    expect(() => sampleCovariance([x, late], { missing: 'complete' })).toThrow('the number of whole rows')
    expect(() => sampleCovariance([x, late], { missing: 'pairwise' })).toThrow('the number of rows that assets')
    expect(() => sampleCovariance([Float64Array.of(0.1)])).toThrow('the number of rows must be')
  })
})

describe('what is not returns', () => {
  test('prices are refused with a hint', () => {
    expect(() => sampleCovariance([Float64Array.of(0.01, -0.02), Float64Array.of(101.5, 102)])).toThrow(
      'These look like prices: give simple returns',
    )
    expect(() => ledoitWolf([Float64Array.of(0.9, 0.95, 1.01)])).toThrow('look like prices')
  })

  test('a column of gains alone is taken', () => {
    expect(sampleCovariance([Float64Array.of(0.1, 0.2, 0.4)]).columns).toBe(1)
  })

  test('infinities, wrong lengths, no columns and unknown options are refused', () => {
    expect(() => sampleCovariance([Float64Array.of(1, Number.POSITIVE_INFINITY)], { missing: 'pairwise' })).toThrow(
      'finite',
    )
    expect(() => sampleCovariance([Float64Array.of(0, 1), Float64Array.of(0)])).toThrow('returns[1].length must be 2')
    expect(() => sampleCovariance([])).toThrow('returns.length')
    expect(() => oas(panel, { target: 'identity' } as object)).toThrow('option must be one of missing')
    expect(() => exponentialCovariance(panel, { decay: 1 })).toThrow('decay')
  })

  test('a constant column has a variance of exactly 0 by every estimate, and rules refuse it by number', () => {
    const columns = [panel[0], new Float64Array(24).fill(0.1)]
    for (const covariance of [
      sampleCovariance(columns),
      exponentialCovariance(columns),
      ledoitWolf(columns, { target: 'constant-correlation' }).covariance,
    ]) {
      expect(covariance.data[3]).toBe(0)
      expect(() => hrp(covariance)).toThrow('the variance of asset 1 must be above 0')
    }
  })
})

describe('exponentialCovariance', () => {
  test('is the sample covariance when the decay is near 1', () => {
    const near = exponentialCovariance(panel, { decay: 1 - 1e-9 })
    for (const [at, entry] of sampleCovariance(panel).data.entries()) expect(near.data[at] / entry).toBeCloseTo(1, 6)
  })
})

describe('shrinkage', () => {
  test('keeps the trace and stays within [0, 1]', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 2, max: 30 }), (seed, n, rows) => {
        const random = randomFrom(seed)
        const returns = Array.from({ length: n }, () =>
          Float64Array.from({ length: rows }, () => 0.01 * random.normal()),
        )
        const trace = diagonalOf(covarianceMatrix(returns, { ddof: 0 })).reduce((all, each) => all + each, 0)
        for (const { covariance, intensity } of [
          ledoitWolf(returns),
          ledoitWolf(returns, { target: 'constant-correlation' }),
          oas(returns),
        ]) {
          expect(intensity).toBeGreaterThanOrEqual(0)
          expect(intensity).toBeLessThanOrEqual(1)
          expect(diagonalOf(covariance).reduce((all, each) => all + each, 0) / trace).toBeCloseTo(1, 12)
        }
      }),
    )
  })
})

describe('denoiseCovariance', () => {
  test('keeps variances, the total of the correlation and the large eigenvalues apart from the noise', () => {
    const covariance = factorCovariance(20, 100, randomFrom(5))
    const { covariance: clean, signals, edge } = denoiseCovariance(covariance, 100)
    const before = eigenSymmetric(correlationFrom(covariance)).values
    const after = eigenSymmetric(correlationFrom(clean)).values
    expect(signals).toBeGreaterThanOrEqual(1)
    expect(before[signals]).toBeLessThanOrEqual(edge)
    expect(before[signals - 1]).toBeGreaterThan(edge)
    expectClose(diagonalOf(clean), diagonalOf(covariance))
    expect(after.reduce((all, value) => all + value, 0)).toBeCloseTo(20, 10)
    expect(after[19]).toBeGreaterThan(before[19])
  })

  test('leaves nothing but variances of pure noise', () => {
    const random = randomFrom(11)
    const noise = Array.from({ length: 20 }, () => Float64Array.from({ length: 2000 }, () => random.normal()))
    const { covariance, signals } = denoiseCovariance(covarianceMatrix(noise), 2000)
    expect(signals).toBe(0)
    for (const [at, entry] of covariance.data.entries()) {
      if (at % 21 !== 0) expect(Math.abs(entry)).toBeLessThan(1e-14)
    }
  })

  test('makes a covariance of fewer rows than assets positive definite', () => {
    const { covariance } = denoiseCovariance(factorCovariance(30, 20, randomFrom(7)), 20)
    expect(eigenSymmetric(covariance).values[29]).toBeGreaterThan(0)
  })
})

describe('repairCovariance', () => {
  const indefinite = matrixFrom([
    [4, 1.8, 0],
    [1.8, 1, 0.9],
    [0, 0.9, 1],
  ])

  test('gives what every rule takes, with the same variances', () => {
    expect(() => hrp(indefinite)).toThrow('repairCovariance')
    const mended = repairCovariance(indefinite)
    expectClose(diagonalOf(mended), [4, 1, 1])
    expect(eigenSymmetric(mended).values[2]).toBeGreaterThan(0)
    expect(hrp(mended).weights.length).toBe(3)
  })

  test('gives back as it is what needs no mending', () => {
    expect(repairCovariance(tenAssets)).toEqual(tenAssets)
  })

  test('mends any table of correlations', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 8 }), (seed, n) => {
        const random = randomFrom(seed)
        const rows = Array.from({ length: n }, () => new Float64Array(n).fill(1))
        for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) rows[i][j] = rows[j][i] = 2 * random.float() - 1
        const mended = repairCovariance(matrixFrom(rows))
        expect(eigenSymmetric(mended).values[n - 1]).toBeGreaterThan(0)
        for (const each of diagonalOf(mended)) expect(each).toBe(1)
        expect(hrp(mended).weights.length).toBe(n)
      }),
    )
  })
})

describe('correlationDistance', () => {
  test('is a distance', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 3, max: 8 }), (seed, n) => {
        const { data } = correlationDistance(factorCovariance(n, 30, randomFrom(seed)))
        for (let i = 0; i < n; i++) {
          expect(data[i * n + i]).toBe(0)
          for (let j = 0; j < n; j++) {
            for (let k = 0; k < n; k++) {
              expect(data[i * n + j]).toBeLessThanOrEqual(data[i * n + k] + data[k * n + j] + 1e-12)
            }
          }
        }
      }),
    )
  })

  test('is the root of half of what the correlation lacks of 1', () => {
    const { data } = correlationDistance(tenAssets)
    const { data: rho } = correlationFrom(tenAssets)
    expect(data[6]).toBe(Math.sqrt((1 - rho[6]) / 2))
  })
})
