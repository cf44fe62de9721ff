import * as naive from './naive.ts'
import type { Truth } from './truths.ts'

const PERIODS = [[1], [2], [5], [20], [200]]

/** Weights 1 to n about the newest value, so that the oracle itself does not lose digits to the level. */
function weighted(window: readonly number[]): number {
  const newest = window[window.length - 1]
  const sum = naive.total(window.map((value, i) => (i + 1) * (value - newest)))
  return newest + sum / naive.total(window.map((_, i) => i + 1))
}

/** An exponential average of averages, each over what the one before it gives. */
function chain(source: readonly number[], times: number, [period, seed]: readonly unknown[]): number[][] {
  const lines: number[][] = []
  for (let i = 0; i < times; i++) {
    const rows = seed === 'sma' ? (period as number) : 1
    lines.push(naive.exponential(lines[i - 1] ?? source, rows, 2 / ((period as number) + 1)))
  }
  return lines
}

/** By its textbook formula, from the value before the first average. */
function kama(source: readonly number[], [period, fast, slow]: readonly number[]): number[] {
  let average = Number.NaN
  let run: number[] = []
  return source.map((value) => {
    run = Number.isFinite(value) ? [...run.slice(-period), value] : []
    if (run.length <= period) {
      average = value
      return Number.NaN
    }
    const path = naive.total(run.slice(1).map((price, i) => Math.abs(price - run[i])))
    const efficiency = path === 0 ? 1 : Math.abs(value - run[0]) / path
    average += (efficiency * (2 / (fast + 1) - 2 / (slow + 1)) + 2 / (slow + 1)) ** 2 * (value - average)
    return average
  })
}

/** What must be true of the averages. */
export const AVERAGES: Readonly<Record<string, Truth>> = {
  dema: {
    settings: [[1], [2], [20, 'first'], [100, 'sma']],
    naive({ source }, settings) {
      const [once, twice] = chain(source, 2, settings)
      return { value: once.map((value, t) => 2 * value - twice[t]) }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'restart',
  },
  hull: {
    settings: [[2], [3], [9], [16], [200]],
    naive({ source }, [period]) {
      const half = naive.windows(source, Math.floor((period as number) / 2), weighted)
      const whole = naive.windows(source, period as number, weighted)
      const raw = half.map((value, t) => 2 * value - whole[t])
      return { value: naive.windows(raw, Math.floor(Math.sqrt(period as number)), weighted) }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  kama: {
    settings: [
      [1, 2, 30],
      [2, 1, 2],
      [50, 3, 20],
    ],
    naive: ({ source }, settings) => ({ value: kama(source, settings as number[]) }),
    scale: 'alike',
    shift: 'alike',
    gap: 'restart',
  },
  tema: {
    settings: [[1], [2], [20, 'first'], [60, 'sma']],
    naive({ source }, settings) {
      const [once, twice, thrice] = chain(source, 3, settings)
      return { value: once.map((value, t) => 3 * value - 3 * twice[t] + thrice[t]) }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'restart',
  },
  vwma: {
    settings: [[2], [5], [200]],
    naive: ({ close, volume }, [period]) => ({
      value: close.map((_, t) => {
        const rows = Array.from({ length: period as number }, (_, i) => t - i)
        const newest = close[t]
        const paid = naive.total(rows.map((row) => (close[row] - newest) * volume[row]))
        return newest + paid / naive.total(rows.map((row) => volume[row]))
      }),
    }),
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  wilder: {
    settings: PERIODS,
    naive: ({ source }, [period]) => ({
      value: naive.exponential(source, period as number, 1 / (period as number)),
    }),
    scale: 'alike',
    shift: 'alike',
    gap: 'restart',
  },
  wma: {
    settings: PERIODS,
    naive: ({ source }, [period]) => ({ value: naive.windows(source, period as number, weighted) }),
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
}
