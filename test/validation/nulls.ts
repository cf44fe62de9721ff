import { correlationMatrix } from '../../src/math/covariance-matrix.ts'
import { mean } from '../../src/math/sum.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { exponential } from '../../src/random/exponential.ts'
import type { Random } from '../../src/random/random.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { adjustedPValues } from '../../src/validation/adjusted-p-values.ts'
import { type BootstrapOptions, bootstrapDraws } from '../../src/validation/bootstrap-draws.ts'
import { bootstrapInterval } from '../../src/validation/bootstrap-interval.ts'
import { deflatedSharpe } from '../../src/validation/deflated-sharpe.ts'
import { effectiveTrials } from '../../src/validation/effective-trials.ts'
import { pbo } from '../../src/validation/pbo.ts'
import { probabilisticSharpe } from '../../src/validation/probabilistic-sharpe.ts'
import { romanoWolf } from '../../src/validation/romano-wolf.ts'
import { sharpeHaircut } from '../../src/validation/sharpe-haircut.ts'
import { realityCheck, superiorPredictive } from '../../src/validation/superior-predictive.ts'

/** A statistic on data without skill. */
export interface Null {
  readonly statistic: string
  readonly data: string
  /** What is counted, and the share that it ought to have. */
  readonly event: string
  readonly stated: number
  /** The statistic promises at most the stated share, not just that. */
  readonly atMost?: true
  /** 1 when it happens in one draw of the data, 0 when not; for a mean, the figure itself. */
  readonly once: (random: Random) => number
  /** Draws that a test affords. */
  readonly draws: number
}

const normals = (random: Random, length: number): Float64Array => Float64Array.from({ length }, () => random.normal())

const panel = (random: Random, count: number, length: number): Float64Array[] =>
  Array.from({ length: count }, () => normals(random, length))

/** Losses far out, gains near: skewness -2, kurtosis 9, mean 0. */
const crashes = (random: Random, length: number): Float64Array =>
  Float64Array.from({ length }, () => 1 - exponential(random))

const trending = (random: Random, length: number): Float64Array => {
  let last = 0
  return Float64Array.from({ length }, () => {
    last = 0.3 * last + random.normal()
    return last
  })
}

const drawsOf = (random: Random, columns: readonly Float64Array[]) =>
  bootstrapDraws(random, columns, { resamples: 199, block: 1 })

function bestOf(random: Random, count: number, length: number): { best: Float64Array; sharpes: number[] } {
  const columns = panel(random, count, length)
  const sharpes = columns.map((column) => sharpe(column))
  return { best: columns[sharpes.indexOf(Math.max(...sharpes))], sharpes }
}

const realityOf = (random: Random, options: Omit<BootstrapOptions, 'resamples'>): number => {
  const columns = Array.from({ length: 3 }, () => trending(random, 300))
  return realityCheck(columns, bootstrapDraws(random, columns, { ...options, resamples: 199 })).pValue
}

const has = (event: boolean): number => (event ? 1 : 0)

const holds = (random: Random, method: 'bca' | 'percentile'): number => {
  const gains = crashes(random, 60)
  const draws = bootstrapDraws(random, gains, { resamples: 299, block: 1 })
  const { lower, upper } = bootstrapInterval(gains, draws, { metric: mean, method, confidence: 0.9 })
  return has(lower <= 0 && upper >= 0)
}

/** Every calibration: the test runs a few draws of each, the bench many. */
export const NULLS: readonly Null[] = [
  {
    statistic: 'probabilisticSharpe',
    data: '100 normal returns',
    event: 'at least 0.95',
    stated: 0.05,
    once: (random) => has(probabilisticSharpe(normals(random, 100)) >= 0.95),
    draws: 2000,
  },
  {
    statistic: 'probabilisticSharpe',
    data: '500 returns of skewness -2',
    event: 'at least 0.95',
    stated: 0.05,
    once: (random) => has(probabilisticSharpe(crashes(random, 500)) >= 0.95),
    draws: 1000,
  },
  {
    statistic: 'probabilisticSharpe, no lags',
    data: '500 returns of autocorrelation 0.3',
    event: 'at least 0.95',
    stated: 0.05,
    once: (random) => has(probabilisticSharpe(trending(random, 500)) >= 0.95),
    draws: 1000,
  },
  {
    statistic: 'probabilisticSharpe, 8 lags',
    data: '500 returns of autocorrelation 0.3',
    event: 'at least 0.95',
    stated: 0.05,
    once: (random) => has(probabilisticSharpe(trending(random, 500), { lags: 8 }) >= 0.95),
    draws: 1000,
  },
  {
    statistic: 'probabilisticSharpe of the winner',
    data: 'best of 20, 100 normal returns',
    event: 'at least 0.95',
    stated: 0.05,
    once: (random) => has(probabilisticSharpe(bestOf(random, 20, 100).best) >= 0.95),
    draws: 500,
  },
  {
    statistic: 'deflatedSharpe of the winner',
    data: 'best of 20, 100 normal returns',
    event: 'at least 0.95',
    stated: 0.05,
    atMost: true,
    once: (random) => {
      const { best, sharpes } = bestOf(random, 20, 100)
      return has(deflatedSharpe(best, { sharpes: { perPeriod: sharpes } }) >= 0.95)
    },
    draws: 500,
  },
  {
    statistic: 'sharpeHaircut, Bonferroni',
    data: 'best of 20, 100 normal returns',
    event: 'adjusted p at most 0.05',
    stated: 0.05,
    atMost: true,
    once: (random) => has(sharpeHaircut(bestOf(random, 20, 100).best, { trials: 20 }).adjustedPValue <= 0.05),
    draws: 500,
  },
  {
    statistic: 'pbo, 8 blocks',
    data: '20 columns of 160 normal returns',
    event: 'mean probability',
    stated: 0.5,
    once: (random) => pbo(panel(random, 20, 160), { blocks: 8 }).probability,
    draws: 200,
  },
  {
    statistic: 'realityCheck',
    data: '10 rules of 250 normal returns',
    event: 'p at most 0.05',
    stated: 0.05,
    once: (random) => {
      const columns = panel(random, 10, 250)
      return has(realityCheck(columns, drawsOf(random, columns)).pValue <= 0.05)
    },
    draws: 200,
  },
  {
    statistic: 'superiorPredictive, consistent',
    data: '10 rules of 250 normal returns',
    event: 'p at most 0.05',
    stated: 0.05,
    once: (random) => {
      const columns = panel(random, 10, 250)
      return has(superiorPredictive(columns, drawsOf(random, columns)).pValues.consistent <= 0.05)
    },
    draws: 200,
  },
  {
    statistic: 'romanoWolf',
    data: '10 rules of 250 normal returns',
    event: 'any p at most 0.05',
    stated: 0.05,
    once: (random) => {
      const columns = panel(random, 10, 250)
      return has(romanoWolf(columns, drawsOf(random, columns)).some((p) => p <= 0.05))
    },
    draws: 200,
  },
  {
    statistic: 'realityCheck, rows drawn one by one',
    data: '3 rules of 300 returns of autocorrelation 0.3',
    event: 'p at most 0.05',
    stated: 0.05,
    once: (random) => has(realityOf(random, { block: 1 }) <= 0.05),
    draws: 100,
  },
  ...(['stationary', 'circular', 'moving'] as const).map((kind) => ({
    statistic: `realityCheck, ${kind} blocks of automatic length`,
    data: '3 rules of 300 returns of autocorrelation 0.3',
    event: 'p at most 0.05',
    stated: 0.05,
    once: (random: Random) => has(realityOf(random, { kind }) <= 0.05),
    draws: 100,
  })),
  {
    statistic: 'deflatedSharpe, effective trials',
    data: 'best of 20 of correlation 0.5, 100 normal returns',
    event: 'at least 0.95',
    stated: 0.05,
    atMost: true,
    once: (random) => {
      const shared = normals(random, 100)
      const columns = panel(random, 20, 100).map((column) => column.map((value, t) => value + shared[t]))
      const sharpes = columns.map((column) => sharpe(column))
      const count = effectiveTrials(correlationMatrix(columns))
      const best = columns[sharpes.indexOf(Math.max(...sharpes))]
      return has(deflatedSharpe(best, { sharpes: { perPeriod: sharpes }, count }) >= 0.95)
    },
    draws: 500,
  },
  ...(['bonferroni', 'sidak', 'holm', 'hochberg', 'bh'] as const).map((method) => ({
    statistic: `adjustedPValues, ${method}`,
    data: '10 uniform p-values',
    event: 'any at most 0.05',
    stated: 0.05,
    once: (random: Random) =>
      has(
        adjustedPValues(
          Float64Array.from({ length: 10 }, () => random.float()),
          { method },
        ).some((p) => p <= 0.05),
      ),
    draws: 2000,
  })),
  {
    statistic: 'adjustedPValues, by',
    data: '10 uniform p-values',
    event: 'any at most 0.05',
    stated: 0.05,
    atMost: true,
    once: (random) =>
      has(
        adjustedPValues(
          Float64Array.from({ length: 10 }, () => random.float()),
          { method: 'by' },
        ).some((p) => p <= 0.05),
      ),
    draws: 2000,
  },
  {
    statistic: 'bootstrapInterval, percentile',
    data: '60 returns of skewness -2',
    event: '90 % interval holds the mean',
    stated: 0.9,
    once: (random) => holds(random, 'percentile'),
    draws: 200,
  },
  {
    statistic: 'bootstrapInterval, BCa',
    data: '60 returns of skewness -2',
    event: '90 % interval holds the mean',
    stated: 0.9,
    once: (random) => holds(random, 'bca'),
    draws: 200,
  },
]

/** The share (or mean) of an event over so many draws of the data, and its standard error. */
export function calibrate({ once, statistic, data }: Null, draws: number): { share: number; error: number } {
  const random = randomFrom(2026, statistic, data)
  const found = Float64Array.from({ length: draws }, () => once(random))
  const share = mean(found)
  const spread = found.reduce((sum, value) => sum + (value - share) ** 2, 0) / (draws - 1)
  return { share, error: Math.sqrt(spread / draws) }
}
