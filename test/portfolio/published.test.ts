import { describe, expect, test } from 'vitest'
import { matrixFrom } from '../../src/math/matrix.ts'
import { maximumDiversification, minimumVariance } from '../../src/portfolio/minimum-variance.ts'
import { riskParity } from '../../src/portfolio/risk-parity.ts'
import { inverseVariance } from '../../src/portfolio/simple-weights.ts'
import { fourAssets } from './four-assets.ts'
import { tenAssets } from './ten-assets.ts'

const percent = (weights: Float64Array, digits: number) => Array.from(weights, (w) => (100 * w).toFixed(digits))

describe('published figures', () => {
  test('equal risk contributions of Maillard, Roncalli and Teiletche', () => {
    expect(percent(riskParity(fourAssets).weights, 1)).toEqual(['38.4', '19.2', '24.3', '18.2'])
  })

  test('minimum variance of Maillard, Roncalli and Teiletche', () => {
    expect(percent(minimumVariance(fourAssets).weights, 1)).toEqual(['74.5', '0.0', '15.2', '10.3'])
  })

  test('inverse variance of the ten assets of López de Prado', () => {
    expect(percent(inverseVariance(tenAssets).weights, 2)).toEqual([
      ...['10.36', '10.28', '10.36', '10.25', '10.31', '9.74', '9.80', '9.65', '9.64', '9.61'],
    ])
  })

  test('two uncorrelated assets with variances 4 and 9 share risk equally at 0.6 and 0.4', () => {
    const covariance = matrixFrom([
      [4, 0],
      [0, 9],
    ])
    expect(percent(riskParity(covariance).weights, 10)).toEqual(['60.0000000000', '40.0000000000'])
    expect(percent(maximumDiversification(covariance).weights, 10)).toEqual(['60.0000000000', '40.0000000000'])
  })
})
