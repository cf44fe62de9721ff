import { checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { cholesky } from '../math/cholesky.ts'
import { type Matrix, matrixFrom } from '../math/matrix.ts'
import type { Bars } from './bars.ts'
import { checkDraws, type Draws, type Frame, frameOf, type SyntheticOptions } from './synthetic-options.ts'
import { barsAlong, type Path, stillPath } from './synthetic-path.ts'

/** One of several markets that move together. */
export interface CorrelatedAsset extends Pick<SyntheticOptions, 'symbol' | 'price' | 'volume'> {
  /** Growth of the mean price per bar, as a continuous rate; 0 by default. */
  readonly drift?: number
  /** Standard deviation of a bar's log return; 0.006 by default. */
  readonly volatility?: number
}

/** Several markets over the same bars. */
export interface CorrelatedMarketsOptions extends Pick<SyntheticOptions, 'length' | 'interval' | 'start'> {
  /** Correlations of the log returns: a symmetric, positive definite matrix with ones on its diagonal, row by row. */
  readonly correlation: readonly (readonly number[])[]
  /** One asset per row of the matrix; by default all alike and named `ASSET-1`, `ASSET-2` and so on. */
  readonly assets?: readonly CorrelatedAsset[]
}

const WHERE = 'correlatedMarkets'
const ASSET_KEYS = ['symbol', 'price', 'volume', 'drift', 'volatility']

/**
 * Several geometric Brownian motions whose log returns are correlated as asked, through the Cholesky factor of
 * the correlations. Only returns are: highs, lows and volumes of different markets are drawn apart, given their
 * returns.
 *
 * @example
 * const [one, other] = correlatedMarkets(randomFrom(42), { correlation: [[1, 0.7], [0.7, 1]] })
 * other.symbol // => 'ASSET-2'
 * correlatedMarkets(randomFrom(42), { correlation: [[1, 1], [1, 1]] }) // throws 'singular-matrix'
 */
export function correlatedMarkets(draws: Draws, options: CorrelatedMarketsOptions): Bars[] {
  checkDraws(WHERE, draws)
  checkKeys(WHERE, options, ['correlation', 'assets', 'length', 'interval', 'start'])
  const { correlation, assets, ...shared } = options
  const factor = factorOf(correlation)
  const listed = assets ?? correlation.map(() => ({}))
  if (!Array.isArray(listed) || listed.length !== factor.rows) {
    refuse(WHERE, 'assets', listed, { rule: `an array of ${factor.rows}, one per row of the correlations` })
  }
  const members = listed.map((asset, i) => memberOf(asset, shared, i))
  writeMoves(draws, factor, members)
  return members.map(({ frame, path }) => barsAlong(WHERE, draws, path, frame))
}

interface Member {
  readonly frame: Frame
  readonly path: Path
  readonly drift: number
  readonly volatility: number
}

function memberOf(asset: CorrelatedAsset, shared: SyntheticOptions, i: number): Member {
  const where = `${WHERE} assets[${i}]`
  checkKeys(where, asset, ASSET_KEYS)
  const { drift = 0, volatility = 0.006, ...own } = asset
  checkNumber(where, 'drift', drift)
  checkNumber(where, 'volatility', volatility, { min: 0 })
  const frame = frameOf(where, { ...shared, ...own }, [], { symbol: `ASSET-${i + 1}` })
  const path = stillPath(frame.length)
  path.volatility.fill(volatility)
  return { frame, path, drift, volatility }
}

/** Bar by bar, independent normal draws and the mixtures of them that the factor asks for. */
function writeMoves(draws: Draws, { data, columns }: Matrix, members: readonly Member[]): void {
  const independent = new Float64Array(columns)
  for (let t = 0; t < members[0].frame.length; t++) {
    for (let i = 0; i < columns; i++) independent[i] = draws.normal()
    for (let i = 0; i < columns; i++) {
      const { path, drift, volatility } = members[i]
      let mixture = 0
      for (let j = 0; j <= i; j++) mixture += data[i * columns + j] * independent[j]
      path.move[t] = drift - volatility ** 2 / 2 + volatility * mixture
    }
  }
}

function factorOf(correlation: CorrelatedMarketsOptions['correlation']): Matrix {
  if (!Array.isArray(correlation) || !correlation.every(Array.isArray)) {
    refuse(WHERE, 'correlation', correlation, { rule: 'an array of rows' })
  }
  for (let i = 0; i < correlation.length; i++) {
    if (correlation[i][i] !== 1) refuse(WHERE, `correlation[${i}][${i}]`, correlation[i][i], { rule: '1' })
  }
  return cholesky(matrixFrom(correlation))
}
