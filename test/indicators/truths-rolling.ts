import * as naive from './naive.ts'
import type { Truth } from './truths.ts'

const PERIODS = [[2], [3], [20], [200]]

/** The value at a share of the ordered window, linearly between neighbours. */
function quantile(window: readonly number[], probability: number): number {
  const ordered = window.toSorted((a, b) => a - b)
  const place = (ordered.length - 1) * probability
  const below = Math.floor(place)
  return ordered[below] + (place - below) * ((ordered[below + 1] ?? ordered[below]) - ordered[below])
}

/** Least squares on the row numbers, in deviations from both means. */
function line(window: readonly number[]): { slope: number; r2: number } {
  const rows = window.map((_, i) => i)
  const correlation = pearson(window, rows)
  return { slope: (correlation * naive.deviation(window, 1)) / naive.deviation(rows, 1), r2: correlation ** 2 }
}

function pearson(left: readonly number[], right: readonly number[]): number {
  const [middleLeft, middleRight] = [naive.mean(left), naive.mean(right)]
  const together = naive.total(left.map((value, i) => (value - middleLeft) * (right[i] - middleRight)))
  const apart = naive.deviation(left, 1) * naive.deviation(right, 1)
  return apart === 0 ? 0 : together / apart
}

/** The share of the other values below the last one, equal ones counting half. */
function rank(window: readonly number[]): number {
  const newest = window[window.length - 1]
  const below = window.filter((value) => value < newest).length
  const equal = window.filter((value) => value === newest).length - 1
  return (below + equal / 2) / (window.length - 1)
}

/** `of` over every window of one column. */
function over(of: (window: readonly number[]) => number): Truth['naive'] {
  return ({ source }, [period]) => ({ value: naive.windows(source, period as number, of) })
}

/** What must be true of the rolling statistics. */
export const ROLLING: Readonly<Record<string, Truth>> = {
  'rolling-correlation': {
    settings: PERIODS,
    naive: ({ left, right }, [period]) => ({
      value: left.map((_, t) => {
        const [from, to] = [t + 1 - (period as number), t + 1]
        const pairs = from < 0 ? [Number.NaN] : [...left.slice(from, to), ...right.slice(from, to)]
        return pairs.some(Number.isNaN) ? Number.NaN : pearson(left.slice(from, to), right.slice(from, to))
      }),
    }),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'rolling-median': {
    settings: [[1], ...PERIODS],
    naive: over((window) => quantile(window, 0.5)),
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  'rolling-percentile-rank': {
    settings: PERIODS,
    naive: over(rank),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'rolling-quantile': {
    settings: [
      [1, 0.5],
      [2, 0.25],
      [20, 0],
      [20, 1],
      [7, 0.1],
      [200, 0.95],
    ],
    naive: ({ source }, [period, probability]) => ({
      value: naive.windows(source, period as number, (window) => quantile(window, probability as number)),
    }),
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  'rolling-r2': {
    settings: PERIODS,
    naive: over((window) => line(window).r2),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'rolling-slope': {
    settings: PERIODS,
    naive: over((window) => line(window).slope),
    scale: 'alike',
    shift: 'same',
    gap: 'window',
  },
  'rolling-z-score': {
    settings: PERIODS,
    naive: over((window) => {
      const spread = naive.deviation(window, window.length)
      return spread === 0 ? 0 : (window[window.length - 1] - naive.mean(window)) / spread
    }),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
}
