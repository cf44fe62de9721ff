// Times of what is dearer than n log n in risk; the least of --rounds N (5).
import { brownianMarket } from '../src/market/synthetic-brownian.ts'
import { covarianceMatrix } from '../src/math/covariance-matrix.ts'
import { randomFrom } from '../src/random/random-from.ts'
import { covarianceContributions, historicalContributions } from '../src/risk/contributions.ts'
import { correlationBreak } from '../src/risk/correlation-break.ts'
import { averageCorrelation } from '../src/risk/correlation-monitor.ts'
import { factorReturns } from '../src/risk/factor-returns.ts'
import { riskForecasts } from '../src/risk/risk-forecasts.ts'
import { riskLimits } from '../src/risk/risk-limits.ts'
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

const markets = Array.from({ length: 50 }, (_, i) => brownianMarket(randomFrom(i), { length: 2000 }))
const limits = riskLimits({ position: 0.1, gross: 1, net: 0.5, dailyLoss: { max: 0.05 }, drawdown: { max: 0.2 } })
const wanted = Array.from({ length: 50 }, (_, i) => ({ symbol: `S${i}`, exposure: random.normal() / 20 }))
const log = Array.from({ length: 1000 }, (_, t) => ({ time: 60_000 * t, equity: 100 + (t % 7), wanted, held: wanted }))

const rows: readonly (readonly [name: string, run: () => unknown])[] = [
  ['riskForecasts, 10000 bars, window 250', () => riskForecasts(long)],
  ['riskForecasts, filtered', () => riskForecasts(long, { method: 'filtered' })],
  ['simulatedRisk, 20 assets, 10000 draws', () => simulatedRisk(equal.subarray(0, 20), small, { random })],
  ['covarianceContributions, 500 assets', () => covarianceContributions(equal, covariance)],
  ['historicalContributions, 500 assets, 750 bars', () => historicalContributions(equal, wide)],
  ['averageCorrelation, 20 assets, 2000 bars, fading', () => averageCorrelation(some, { decay: 0.94 })],
  ['averageCorrelation, 10 assets, 1000 bars, window 60', () => averageCorrelation(few, { window: 60 })],
  ['correlationBreak, 20 assets, 2000 bars', () => correlationBreak(some, some)],
  ['factorReturns, 50 markets, 2000 bars, all five', () => factorReturns(markets)],
  ['riskLimits, 1000 observations of 50 positions', () => limits.replay(log)],
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
