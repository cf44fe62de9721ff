// Times of what is dearer than n log n in risk; the least of --rounds N (5).
import { covarianceMatrix } from '../src/math/covariance-matrix.ts'
import { randomFrom } from '../src/random/random-from.ts'
import { covarianceContributions, historicalContributions } from '../src/risk/contributions.ts'
import { correlationBreak } from '../src/risk/correlation-break.ts'
import { averageCorrelation } from '../src/risk/correlation-monitor.ts'
import { riskForecasts } from '../src/risk/risk-forecasts.ts'
import { simulatedRisk } from '../src/risk/simulated-risk.ts'

const at = process.argv.indexOf('--rounds')
const rounds = at < 0 ? 5 : Number(process.argv[at + 1])

const random = randomFrom(42)
const panel = (assets: number, length: number): Float64Array[] => {
  const market = Float64Array.from({ length }, () => 0.01 * random.normal())
  return Array.from({ length: assets }, () => market.map((value) => value + 0.01 * random.normal()))
}
const [long] = panel(1, 10_000)
const wide = panel(500, 750)
const some = panel(20, 2000)
const few = panel(10, 1000)
const equal = new Float64Array(500).fill(1 / 500)
const covariance = covarianceMatrix(wide)
const small = covarianceMatrix(some)

const rows: readonly (readonly [name: string, run: () => unknown])[] = [
  ['riskForecasts, 10000 bars, window 250', () => riskForecasts(long)],
  ['riskForecasts, filtered', () => riskForecasts(long, { method: 'filtered' })],
  ['simulatedRisk, 20 assets, 10000 draws', () => simulatedRisk(equal.subarray(0, 20), small, { random })],
  ['covarianceContributions, 500 assets', () => covarianceContributions(equal, covariance)],
  ['historicalContributions, 500 assets, 750 bars', () => historicalContributions(equal, wide)],
  ['averageCorrelation, 20 assets, 2000 bars, fading', () => averageCorrelation(some, { decay: 0.94 })],
  ['averageCorrelation, 10 assets, 1000 bars, window 60', () => averageCorrelation(few, { window: 60 })],
  ['correlationBreak, 20 assets, 2000 bars', () => correlationBreak(some, some)],
]

for (const [name, run] of rows) {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    run()
    least = Math.min(least, performance.now() - start)
  }
  console.log(`${name.padEnd(54)} ${least.toFixed(1).padStart(8)} ms`)
}
