import { deviation, highest, lowest, total, windows } from './naive.ts'
import * as naive from './naive-volatility.ts'
import type { Truth } from './truths.ts'

const PERIODS = [[2], [5], [20], [200]]

/** Truths of the channels, the volatilities and the trends. */
export const VOLATILITY_TRUTHS: Readonly<Record<string, Truth>> = {
  adx: {
    settings: [[2], [3], [40]],
    naive: (bars, [period]) => naive.adx(bars, period as number),
    scale: 'same',
    shift: 'same',
    gap: 'restart',
  },
  'bollinger-width': {
    settings: [
      [1, 2],
      [2, 0],
      [200, 1],
    ],
    naive({ source }, settings) {
      const { upper, middle, lower } = naive.bollinger(source, settings[0] as number, settings[1] as number)
      return { value: upper.map((value, t) => (value - lower[t]) / middle[t]) }
    },
    scale: 'same',
    shift: 'other',
    gap: 'window',
  },
  'chandelier-exit': {
    settings: [
      [1, 3],
      [5, 0],
      [100, 2.5],
      [5, 1, 'high-low'],
    ],
    naive(bars, settings) {
      const [period, width, first] = settings as [number, number, string]
      const ranges = naive.atr(bars, period, first)
      return {
        long: windows(bars['high'], period, highest).map((value, t) => value - width * ranges[t]),
        short: windows(bars['low'], period, lowest).map((value, t) => value + width * ranges[t]),
      }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'restart',
  },
  choppiness: {
    settings: PERIODS,
    naive: (bars, [period]) => ({ value: naive.choppiness(bars, period as number) }),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'garman-klass-volatility': {
    settings: [[1], ...PERIODS],
    naive: ({ open, high, low, close }, [period]) => ({
      value: naive.windowsOf([open, high, low, close], period as number, ([o, h, l, c]) =>
        Math.sqrt(
          total(
            h.map((value, i) => Math.log(value / l[i]) ** 2 / 2 - (2 * Math.log(2) - 1) * Math.log(c[i] / o[i]) ** 2),
          ) / h.length,
        ),
      ),
    }),
    scale: 'same',
    shift: 'other',
    gap: 'window',
  },
  'ichimoku-cloud': {
    settings: [
      [1, 1, 1, 1],
      [2, 3, 5, 7],
      [26, 9, 52, 60],
    ],
    naive({ high, low }, settings) {
      const [conversion, base, span, shift] = settings as number[]
      const middle = (period: number): number[] =>
        naive.windowsOf([high, low], period, ([h, l]) => (highest(h) + lowest(l)) / 2)
      const spanA = middle(conversion).map((value, t) => (value + middle(base)[t]) / 2)
      const later = (column: number[]): number[] => column.map((_, t) => (t < shift ? Number.NaN : column[t - shift]))
      return { spanA: later(spanA), spanB: later(middle(span)) }
    },
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  keltner: {
    settings: [
      [1, 1, 1],
      [5, 30, 0],
      [50, 3, 2.5],
      [20, 10, 2, 'high-low', 'first'],
      [5, 30, 2, 'high-low'],
    ],
    naive: (bars, settings) => naive.keltner(bars, settings as [number, number, number, string, string]),
    scale: 'alike',
    shift: 'alike',
    gap: 'restart',
  },
  'linear-trend-channel': {
    settings: [
      [2, 2],
      [7, 0],
      [100, 1.5],
    ],
    naive: ({ source }, settings) => naive.linearTrend(source, ...(settings as [number, number])),
    scale: 'alike',
    shift: 'alike',
    gap: 'window',
  },
  natr: {
    settings: [[1], [3], [50], [7, 'high-low']],
    naive: (bars, [period, first]) => ({
      value: naive.atr(bars, period as number, first as string).map((range, t) => range / bars['close'][t]),
    }),
    scale: 'same',
    shift: 'other',
    gap: 'restart',
  },
  'parabolic-sar': {
    settings: [
      [0.02, 0.2, 'cross'],
      [0.1, 0.1, 'touch'],
      [0.3, 1, 'cross'],
      [0.3, 1, 'touch'],
    ],
    naive: (bars, [step, most, reversal]) =>
      (reversal === 'touch' ? naive.sarByTouch : naive.sarByCross)(bars, step as number, most as number),
    scale: 'other',
    shift: 'other',
    gap: 'restart',
  },
  'parkinson-volatility': {
    settings: [[1], ...PERIODS],
    naive: ({ high, low }, [period]) => ({
      value: naive.windowsOf([high, low], period as number, ([h, l]) =>
        Math.sqrt(total(h.map((value, i) => Math.log(value / l[i]) ** 2)) / (4 * h.length * Math.log(2))),
      ),
    }),
    scale: 'same',
    shift: 'other',
    gap: 'window',
  },
  'percent-b': {
    settings: [
      [1, 2],
      [5, 0.5],
      [200, 2.5],
    ],
    naive({ source }, settings) {
      const { upper, lower } = naive.bollinger(source, settings[0] as number, settings[1] as number)
      return {
        value: source.map((value, t) => (upper[t] === lower[t] ? 0.5 : (value - lower[t]) / (upper[t] - lower[t]))),
      }
    },
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'realised-volatility': {
    settings: [[1], [5], [200], [2, 'mean'], [30, 'mean']],
    naive({ source }, [period, centre]) {
      const returns = source.map((value, t) => Math.log(value / naive.before(source)[t]))
      return {
        value: windows(returns, period as number, (window) =>
          centre === 'mean'
            ? deviation(window, window.length - 1)
            : Math.sqrt(total(window.map((value) => value ** 2)) / window.length),
        ),
      }
    },
    scale: 'same',
    shift: 'other',
    gap: 'window',
  },
  squeeze: {
    settings: [
      [1, 2, 1, 1],
      [5, 1, 10, 1],
      [20, 2, 10, 2],
      [30, 2, 5, 1.5],
      [10, 2, 10, 1.5, 'high-low', 'first'],
    ],
    naive(bars, settings) {
      const [period, width, atrPeriod, atrWidth, first, seed] = settings as [
        number,
        number,
        number,
        number,
        string,
        string,
      ]
      const inner = naive.bollinger(bars['close'], period, width)
      const outer = naive.keltner(bars, [period, atrPeriod, atrWidth, first, seed])
      return {
        value: inner.upper.map((upper, t) =>
          Number.isNaN(upper + outer.upper[t])
            ? Number.NaN
            : Number(upper < outer.upper[t] && inner.lower[t] > outer.lower[t]),
        ),
      }
    },
    scale: 'same',
    shift: 'same',
    gap: 'restart',
  },
  supertrend: {
    settings: [
      [1, 0.2],
      [3, 1],
      [50, 0],
      [3, 1, 'high-low'],
    ],
    naive: (bars, settings) => naive.supertrend(bars, ...(settings as [number, number, string])),
    scale: 'other',
    shift: 'other',
    gap: 'restart',
  },
  vortex: {
    settings: [[1], ...PERIODS],
    naive: (bars, [period]) => naive.vortex(bars, period as number),
    scale: 'same',
    shift: 'same',
    gap: 'window',
  },
  'yang-zhang-volatility': {
    settings: PERIODS,
    naive: (bars, [period]) => ({ value: naive.yangZhang(bars, period as number) }),
    scale: 'same',
    shift: 'other',
    gap: 'window',
  },
}
