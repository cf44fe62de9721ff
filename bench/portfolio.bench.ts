// Times of the rules of allocation on 500 assets of 750 rows; the least of --rounds N (5).
import { covarianceMatrix } from '../src/math/covariance-matrix.ts'
import { herc } from '../src/portfolio/herc.ts'
import { hrp } from '../src/portfolio/hrp.ts'
import { minimumVariance } from '../src/portfolio/minimum-variance.ts'
import { nco } from '../src/portfolio/nco.ts'
import { riskParity } from '../src/portfolio/risk-parity.ts'
import { ledoitWolf } from '../src/portfolio/shrinkage.ts'
import { randomFrom } from '../src/random/random-from.ts'

const ASSETS = 500
const ROWS = 750
const at = process.argv.indexOf('--rounds')
const rounds = at < 0 ? 5 : Number(process.argv[at + 1])

const random = randomFrom(42)
const factors = Array.from({ length: 5 }, () => Float64Array.from({ length: ROWS }, () => random.normal()))
const returns = Array.from({ length: ASSETS }, () => {
  const pulls = factors.map(() => random.float())
  const size = 0.01 * (0.3 + random.float())
  return Float64Array.from({ length: ROWS }, (_, t) => {
    return size * (random.normal() + factors.reduce((all, factor, k) => all + pulls[k] * factor[t], 0))
  })
})
const covariance = covarianceMatrix(returns)

type Row = readonly [name: string, goal: string, run: () => string]

const gapOf = (contributions: Float64Array | null): string => {
  const gap = contributions?.reduce((most, share) => Math.max(most, Math.abs(share - 1 / ASSETS)), 0) ?? Number.NaN
  return `widest gap of a contribution ${gap.toExponential(0)}`
}

const rows: Row[] = [
  ['hrp, euclidean, single', '< 1000 ms', () => `volatility ${hrp(covariance).report.volatility.toFixed(6)}`],
  [
    'hrp, direct, ward',
    '< 1000 ms',
    () => `joins ${hrp(covariance, { distance: 'direct', linkage: 'ward' }).tree.length}`,
  ],
  ['riskParity, equal', '< 1000 ms', () => gapOf(riskParity(covariance).report.riskContributions)],
  ['minimumVariance, long only', '', () => `volatility ${minimumVariance(covariance).report.volatility.toFixed(6)}`],
  ['herc, 10 clusters', '', () => `clusters ${herc(covariance, { clusters: 10 }).clusters.length}`],
  ['nco, 10 clusters', '', () => `clusters ${nco(covariance, { clusters: 10 }).clusters.length}`],
  ['herc, clusters by silhouette', '', () => `clusters ${herc(covariance).clusters.length}`],
  [
    'riskParity, max 0.0025',
    '',
    () => `at their most ${riskParity(covariance, { max: 0.0025 }).weights.filter((w) => w === 0.0025).length}`,
  ],
  ['ledoitWolf, identity', '', () => `intensity ${ledoitWolf(returns).intensity.toFixed(4)}`],
]

const least = new Map<string, number>()
const notes = new Map<string, string>()
for (let round = 0; round < rounds; round++) {
  for (const [name, , run] of rows) {
    const start = performance.now()
    notes.set(name, run())
    least.set(name, Math.min(least.get(name) ?? Number.POSITIVE_INFINITY, performance.now() - start))
  }
}
console.log(`${ASSETS} assets, ${ROWS} rows, least of ${rounds}`)
for (const [name, goal] of rows) {
  const time = `${(least.get(name) ?? Number.NaN).toFixed(0)} ms`
  console.log(`${name.padEnd(30)}${time.padStart(9)}  ${goal.padEnd(12)}${notes.get(name)}`)
}
