import type { Column } from '../base/column.ts'
import { ln } from '../math/ln.ts'
import { variance } from '../math/moments.ts'
import { deviations } from '../math/sum.ts'

/** What a GARCH(1,1) of a given long-run variance is made of. */
export interface Clustering {
  /** Share of the last squared surprise in the next variance. */
  readonly alpha: number
  /** Share of the last variance. */
  readonly beta: number
}

/** Largest alpha + beta: beyond it the long-run variance is one in name only. */
const MOST = 0.999
/** Cells of the first grid along either axis, and how often it is refined. */
const CELLS = 8
const ROUNDS = 11
/** A gain of log-likelihood that is worth two parameters: half of the 95 % quantile of chi-square with 2 degrees, -log 0.05. */
const WORTH = 2.995732273553991

/**
 * The Gaussian log-likelihood of deviations from their mean under a GARCH(1,1) with the given long-run variance, which is also
 * the first; without its constant, -log(2 pi) / 2 for each.
 *
 * @example
 * garchLikelihood(Float64Array.of(1, -1), 1, { alpha: 0, beta: 0 }) // => -1
 */
export function garchLikelihood(surprises: Column, longRun: number, { alpha, beta }: Clustering): number {
  let level = longRun
  let sum = 0
  for (let t = 0; t < surprises.length; t++) {
    const square = surprises[t] * surprises[t]
    sum -= ln(level) + square / level
    level = longRun * (1 - alpha - beta) + alpha * square + beta * level
  }
  return sum / 2
}

/**
 * The clustering of largest likelihood, found on grids of (alpha + beta, share of alpha in it) that close in on the best cell;
 * none where it is not worth its two parameters (a likelihood ratio test at 5 %), because beta means nothing without alpha.
 *
 * @example
 * garchOf(Float64Array.from({ length: 100 }, (_, t) => (t % 2 === 0 ? 1 : -1))) // => { alpha: 0, beta: 0 }
 */
export function garchOf(returns: Column): Clustering {
  const surprises = deviations(returns)
  const longRun = variance(returns)
  const worth = (persistence: number, share: number) =>
    garchLikelihood(surprises, longRun, clusteringOf(persistence, share))
  let best = { persistence: 0, share: 0, worth: worth(0, 0) }
  const none = best.worth
  let [low, high, left, right] = [0, MOST, 0, 1]
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i <= CELLS; i++) {
      for (let j = 0; j <= CELLS; j++) {
        const [persistence, share] = [low + ((high - low) * i) / CELLS, left + ((right - left) * j) / CELLS]
        const found = worth(persistence, share)
        if (found > best.worth) best = { persistence, share, worth: found }
      }
    }
    const [reach, width] = [(high - low) / 4, (right - left) / 4]
    low = Math.max(0, best.persistence - reach)
    high = Math.min(MOST, best.persistence + reach)
    left = Math.max(0, best.share - width)
    right = Math.min(1, best.share + width)
  }
  return best.worth - none > WORTH ? clusteringOf(best.persistence, best.share) : { alpha: 0, beta: 0 }
}

function clusteringOf(persistence: number, share: number): Clustering {
  const alpha = persistence * share
  return { alpha, beta: persistence - alpha }
}
