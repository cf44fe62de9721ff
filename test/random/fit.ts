import type { Random } from '../../src/random/random.ts'

/** As many draws as asked, in order. */
export function draws(count: number, draw: () => number): Float64Array {
  return Float64Array.from({ length: count }, draw)
}

/**
 * Kolmogorov's distance between a sample and a distribution, times the root of the sample size: beyond 1.95 it happens by
 * chance once in a thousand samples.
 */
export function kolmogorov(sample: Float64Array, cumulative: (x: number) => number): number {
  const sorted = sample.toSorted()
  let distance = 0
  for (let i = 0; i < sorted.length; i++) {
    const p = cumulative(sorted[i])
    distance = Math.max(distance, p - i / sorted.length, (i + 1) / sorted.length - p)
  }
  return distance * Math.sqrt(sorted.length)
}

/** Pearson's chi-square of counts against equal shares, as a standard normal deviate (Wilson and Hilferty). */
export function evenness(counts: ArrayLike<number>): number {
  const list = Array.from(counts)
  const expected = list.reduce((sum, count) => sum + count, 0) / list.length
  const square = list.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  const spread = 2 / (9 * (list.length - 1))
  return (Math.cbrt(square / (list.length - 1)) - (1 - spread)) / Math.sqrt(spread)
}

/** How often each of the values 0 to cells - 1 is drawn. */
export function tally(cells: number, count: number, draw: () => number): Uint32Array {
  const counts = new Uint32Array(cells)
  for (let i = 0; i < count; i++) counts[draw()]++
  return counts
}

/** The mean over the standard error that it would have if the truth were `mean` and `variance`. */
export function meanDeviate(sample: Float64Array, mean: number, variance: number): number {
  return (average(sample) - mean) / Math.sqrt(variance / sample.length)
}

export function average(sample: Float64Array): number {
  return sample.reduce((sum, x) => sum + x, 0) / sample.length
}

/** Pearson's correlation of two samples. */
export function correlation(x: Float64Array, y: Float64Array): number {
  const [mx, my] = [average(x), average(y)]
  let [xy, xx, yy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mx) * (y[i] - my)
    xx += (x[i] - mx) ** 2
    yy += (y[i] - my) ** 2
  }
  return xy / Math.sqrt(xx * yy)
}

/** A few draws of different kinds: what two streams must agree on to be the same stream. */
export function mixed(random: Random): number[] {
  return [random.float(), random.int(-3, 9), random.normal(), random.int(0, 2 ** 40), random.normal(), random.float()]
}
