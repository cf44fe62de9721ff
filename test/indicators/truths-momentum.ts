import * as naive from './naive.ts'
import type { Truth } from './truths.ts'

type Bars = Readonly<Record<string, readonly number[]>>

const PERIODS = [[1], [2], [20], [100]]

const typical = ({ high, low, close }: Bars): number[] => close.map((value, t) => (high[t] + low[t] + value) / 3)

/** A value for each row from it and the one so many rows earlier. */
function pairs(source: readonly number[], rows: number, of: (newer: number, older: number) => number): number[] {
  return source.map((value, t) => of(value, source[t - rows] ?? Number.NaN))
}

/** 100 when the last value of the window is the extreme one, less for every row since. */
function recency(window: readonly number[], extreme: number): number {
  return (100 * window.lastIndexOf(extreme)) / (window.length - 1)
}

/** The relative strength index in its own range, twice averaged. */
function stochasticRsi(source: readonly number[], settings: readonly number[]): Record<'k' | 'd', number[]> {
  const [period, range, smoothing, signal] = settings
  const raw = naive.windows(naive.rsi(source, period), range, (window) => {
    const [top, bottom] = [naive.highest(window), naive.lowest(window)]
    return top - bottom < 1e-9 ? 0 : (100 * (window[window.length - 1] - bottom)) / (top - bottom)
  })
  const k = naive.windows(raw, smoothing, naive.mean)
  return { k, d: naive.windows(k, signal, naive.mean) }
}

/** Changes and their sizes, both twice averaged. */
function tsi(source: readonly number[], [slow, fast, seed]: readonly unknown[]): number[] {
  const changes = pairs(source, 1, (newer, older) => newer - older)
  const [moved, sizes] = [changes, changes.map(Math.abs)].map((column) =>
    [slow as number, fast as number].reduce<number[]>(
      (line, period) => naive.exponential(line, seed === 'sma' ? period : 1, 2 / (period + 1)),
      column,
    ),
  )
  return moved.map((value, t) => (sizes[t] === 0 ? 0 : (100 * value) / sizes[t]))
}

/** Money that came with rises in parts of all that came with a change. */
function mfi(bars: Bars, period: number): number[] {
  const price = typical(bars)
  const flows = pairs(price, 1, (newer, older) => Math.sign(newer - older)).map(
    (side, t) => side * price[t] * bars['volume'][t],
  )
  return naive.windows(flows, period, (window) => {
    const up = naive.total(window.filter((flow) => flow > 0))
    const down = -naive.total(window.filter((flow) => flow < 0))
    return up + down === 0 ? 0 : (100 * up) / (up + down)
  })
}

/** What must be true of the momentum indicators. */
export const MOMENTUM: Readonly<Record<string, Truth>> = {
  aroon: {
    settings: PERIODS,
    naive({ high, low }, [period]) {
      const up = naive.windows(high, (period as number) + 1, (window) => recency(window, naive.highest(window)))
      const down = naive.windows(low, (period as number) + 1, (window) => recency(window, naive.lowest(window)))
      return { up, down, oscillator: up.map((value, t) => value - down[t]) }
    },
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'awesome-oscillator': {
    settings: [
      [1, 2],
      [3, 10],
      [20, 200],
    ],
    naive({ high, low }, [fast, slow]) {
      const middle = high.map((top, t) => (top + low[t]) / 2)
      const lazy = naive.windows(middle, slow as number, naive.mean)
      return { value: naive.windows(middle, fast as number, naive.mean).map((value, t) => value - lazy[t]) }
    },
    scale: 'alike',
    shift: 'same',
    gap: 'window',
  },
  cci: {
    settings: PERIODS,
    naive: (bars, [period]) => ({
      value: naive.windows(typical(bars), period as number, (window) => {
        const middle = naive.mean(window)
        const spread = naive.mean(window.map((value) => Math.abs(value - middle)))
        return spread === 0 ? 0 : (window[window.length - 1] - middle) / (0.015 * spread)
      }),
    }),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  mfi: {
    settings: PERIODS,
    naive: (bars, [period]) => ({ value: mfi(bars, period as number) }),
    scale: 'same',
    shift: 'other',
    gap: 'window',
  },
  momentum: {
    settings: PERIODS,
    naive: ({ source }, [period]) => ({ value: pairs(source, period as number, (newer, older) => newer - older) }),
    scale: 'alike',
    shift: 'same',
    gap: 'window',
  },
  'rate-of-change': {
    settings: PERIODS,
    naive: ({ source }, [period]) => ({ value: pairs(source, period as number, (newer, older) => newer / older - 1) }),
    scale: 'same',
    shift: 'other',
    gap: 'window',
  },
  'stochastic-rsi': {
    settings: [
      [1, 1, 1, 1],
      [14, 14, 1, 3],
      [5, 30, 4, 2],
    ],
    naive: ({ source }, settings) => stochasticRsi(source, settings as number[]),
    scale: 'same',
    shift: 'same',
    gap: 'restart',
  },
  tsi: {
    settings: [
      [1, 1],
      [25, 13, 'first'],
      [5, 40, 'sma'],
    ],
    naive: ({ source }, settings) => ({ value: tsi(source, settings) }),
    scale: 'same',
    shift: 'same',
    gap: 'restart',
  },
  'williams-r': {
    settings: PERIODS,
    naive({ high, low, close }, [period]) {
      const top = naive.windows(high, period as number, naive.highest)
      const bottom = naive.windows(low, period as number, naive.lowest)
      return {
        value: close.map((value, t) =>
          top[t] === bottom[t] ? 0 * value : (-100 * (top[t] - value)) / (top[t] - bottom[t]),
        ),
      }
    },
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
}
