import * as naive from './naive.ts'
import { AVERAGES } from './truths-averages.ts'
import { MOMENTUM } from './truths-momentum.ts'
import { ROLLING } from './truths-rolling.ts'
import { VOLATILITY_TRUTHS } from './truths-volatility.ts'
import { VOLUME_TRUTHS } from './truths-volume.ts'

/** How the outputs answer when every price is multiplied by a power of two, or raised by a constant. */
export type Answer = 'same' | 'alike' | 'other'

/** What must be true of one indicator of the catalogue. */
export interface Truth {
  /** Settings to try, beside the usual ones. */
  readonly settings: readonly (readonly (number | string)[])[]
  /** The plain definition, output by output. */
  readonly naive: (
    input: Readonly<Record<string, readonly number[]>>,
    settings: readonly unknown[],
  ) => Readonly<Record<string, readonly number[]>>
  /** `'same'`: prices times 2^k leave it unchanged, bit for bit; `'alike'`: it is multiplied too, bit for bit. */
  readonly scale: Answer
  /** `'same'`: prices plus a constant leave it unchanged; `'alike'`: it rises by the constant. */
  readonly shift: Answer
  /** `'window'`: a value is felt until its window has passed; `'restart'`: a gap starts everything anew. */
  readonly gap: 'window' | 'restart'
  /** Rows have a value only where the data give one: the warm-up is the first row that can. */
  readonly sparse?: true
}

const PERIODS = [[1], [2], [5], [20], [200]]

/** One truth for every indicator of the catalogue; the contract refuses a catalogue with more or fewer. */
export const TRUTHS: Readonly<Record<string, Truth>> = {
  ...AVERAGES,
  ...MOMENTUM,
  ...ROLLING,
  ...VOLATILITY_TRUTHS,
  ...VOLUME_TRUTHS,
  atr: {
    settings: [[1], [3], [14, 'high-low'], [1, 'high-low']],
    naive: (bars, [period, first]) => ({
      value: naive.exponential(naive.trueRange(bars, first), period as number, 1 / (period as number)),
    }),
    scale: 'alike',
    shift: 'same',
    gap: 'restart',
  },
  bollinger: {
    settings: [
      [1, 2],
      [2, 0],
      [7, 2.5],
      [200, 1],
    ],
    naive({ source }, settings) {
      const [period, width] = settings as number[]
      const middle = naive.windows(source, period, naive.mean)
      const reach = naive.windows(source, period, (window) => width * naive.deviation(window, period))
      return {
        upper: middle.map((value, t) => value + reach[t]),
        middle,
        lower: middle.map((value, t) => value - reach[t]),
      }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  donchian: {
    settings: PERIODS,
    naive: ({ high, low }, [period]) =>
      channel(
        naive.windowsBefore(high, period as number, naive.highest),
        naive.windowsBefore(low, period as number, naive.lowest),
      ),
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  'donchian-with-current': {
    settings: PERIODS,
    naive: ({ high, low }, [period]) =>
      channel(naive.windows(high, period as number, naive.highest), naive.windows(low, period as number, naive.lowest)),
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  ema: {
    settings: [[1], [2], [20, 'first'], [200, 'sma']],
    naive: ({ source }, [period, seed]) => ({
      value: naive.exponential(source, seed === 'sma' ? (period as number) : 1, 2 / ((period as number) + 1)),
    }),
    scale: 'alike',
    shift: 'alike',
    gap: 'restart',
  },
  ichimoku: {
    settings: [
      [1, 1, 1],
      [2, 3, 5],
      [26, 9, 52],
    ],
    naive({ high, low }, settings) {
      const [conversion, base, spanB] = settings.map(
        (period) =>
          channel(
            naive.windows(high, period as number, naive.highest),
            naive.windows(low, period as number, naive.lowest),
          ).middle,
      )
      return { conversion, base, spanA: conversion.map((value, t) => (value + base[t]) / 2), spanB }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  macd: {
    settings: [
      [1, 2, 1],
      [12, 26, 9, 'apart'],
      [3, 7, 4, 'together'],
      [1, 200, 2, 'apart'],
      [12, 26, 9, 'first'],
      [1, 2, 1, 'first'],
    ],
    naive: ({ source }, settings) => naive.macd(source, settings),
    scale: 'alike',
    shift: 'same',
    gap: 'restart',
  },
  'rolling-deviation': {
    settings: [...PERIODS, [2, 'sample'], [30, 'sample']],
    naive: ({ source }, [period, divisor]) => ({
      value: naive.windows(source, period as number, (window) =>
        naive.deviation(window, divisor === 'sample' ? window.length - 1 : window.length),
      ),
    }),
    scale: 'alike',
    shift: 'same',
    gap: 'window',
  },
  'rolling-max': {
    settings: PERIODS,
    naive: ({ source }, [period]) => ({ value: naive.windows(source, period as number, naive.highest) }),
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  'rolling-min': {
    settings: PERIODS,
    naive: ({ source }, [period]) => ({ value: naive.windows(source, period as number, naive.lowest) }),
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  'rolling-sum': {
    settings: PERIODS,
    naive: ({ source }, [period]) => ({ value: naive.windows(source, period as number, naive.total) }),
    scale: 'alike',
    shift: 'other',
    gap: 'window',
  },
  rsi: {
    settings: [[1], [2], [50]],
    naive: ({ source }, [period]) => ({ value: naive.rsi(source, period as number) }),
    scale: 'same',
    shift: 'same',
    gap: 'restart',
  },
  sma: {
    settings: PERIODS,
    naive: ({ source }, [period]) => ({ value: naive.windows(source, period as number, naive.mean) }),
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  stochastic: {
    settings: [
      [1, 1, 1],
      [5, 1, 3],
      [14, 3, 3],
      [40, 2, 7],
    ],
    naive: (bars, settings) => naive.stochastic(bars, settings),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'true-range': {
    settings: [['high-low']],
    naive: (bars, [first]) => ({ value: naive.trueRange(bars, first) }),
    scale: 'alike',
    shift: 'same',
    gap: 'window',
  },
}

function channel(upper: readonly number[], lower: readonly number[]): Record<'upper' | 'middle' | 'lower', number[]> {
  return { upper: [...upper], middle: upper.map((value, t) => (value + lower[t]) / 2), lower: [...lower] }
}
