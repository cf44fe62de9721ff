// The null calibration table of docs/validation.md (--nulls N times the draws of the test; 0 leaves it out), then times:
// the least of --rounds N (7).

import { correlationMatrix } from '../src/math/covariance-matrix.ts'
import { sharpe } from '../src/metrics/sharpe.ts'
import { randomFrom } from '../src/random/random-from.ts'
import { bootstrapDraws } from '../src/validation/bootstrap-draws.ts'
import { combinatorialPurged } from '../src/validation/combinatorial-purged.ts'
import { effectiveTrials } from '../src/validation/effective-trials.ts'
import { pbo } from '../src/validation/pbo.ts'
import { superiorPredictive } from '../src/validation/superior-predictive.ts'
import { calibrate, NULLS } from '../test/validation/nulls.ts'
import { option } from './option.ts'

const rounds = option('--rounds', 7)
const times = option('--nulls', 20)

if (times > 0) {
  console.log('| statistic | data without skill | counted | stated | found | draws |\n|---|---|---|---|---|---|')
  for (const each of NULLS) {
    const { share, error } = calibrate(each, times * each.draws)
    const stated = `${each.atMost ? 'at most ' : ''}${each.stated}`
    const found = `${share.toFixed(3)} ± ${error.toFixed(3)}`
    console.log(`| ${each.statistic} | ${each.data} | ${each.event} | ${stated} | ${found} | ${times * each.draws} |`)
  }
}

const random = randomFrom(42)
const columns = Array.from({ length: 100 }, () => Float64Array.from({ length: 2500 }, () => 0.01 * random.normal()))
const draws = bootstrapDraws(randomFrom(1), columns, { resamples: 200, block: 5 })

const rows: readonly (readonly [string, () => unknown])[] = [
  ['pbo, 2,500 rows, 100 columns, 16 blocks (12,870 halvings)', () => pbo(columns)],
  ['pbo, 8 blocks (70 halvings)', () => pbo(columns, { blocks: 8 })],
  [
    'pbo, 8 blocks, the Sharpe ratio as a function of joined rows',
    () => pbo(columns, { blocks: 8, metric: (half) => sharpe(half) }),
  ],
  ['superiorPredictive, 2,500 rows, 100 columns, 200 draws', () => superiorPredictive(columns, draws)],
  [
    'bootstrapDraws, 200 of 2,500 rows, stationary',
    () => bootstrapDraws(randomFrom(1), columns[0], { resamples: 200, block: 5 }),
  ],
  [
    'combinatorialPurged, 100,000 rows, C(10, 5) = 252 splits',
    () => combinatorialPurged(100_000, { groups: 10, tested: 5, horizon: 20, embargo: 100 }),
  ],
  [
    'effectiveTrials, 100 columns, with the correlation',
    () => effectiveTrials(correlationMatrix(columns), { method: 'clusters' }),
  ],
]
const best = rows.map(() => Number.POSITIVE_INFINITY)
for (let round = 0; round < rounds; round++) {
  for (const [i, [, run]] of rows.entries()) {
    const start = performance.now()
    run()
    best[i] = Math.min(best[i], performance.now() - start)
  }
}
console.log('\n| task | ms |\n|---|---|')
for (const [i, [name]] of rows.entries()) console.log(`| ${name} | ${best[i].toPrecision(3)} |`)
