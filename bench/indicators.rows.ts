import * as debut from '@debut/indicators'
import { IndicatorsSync } from '@ixjb94/indicators'
import * as indicatorts from 'indicatorts'
import * as technical from 'technicalindicators'
import * as signals from 'trading-signals'
import * as ours from '../src/indicators/index.ts'
import { FLOOR_ROWS } from './indicators.floors.ts'
import { MOMENTUM_ROWS } from './indicators.momentum-rows.ts'
import { VOLATILITY_ROWS } from './indicators.volatility-rows.ts'

/** The common workload as columns, as plain arrays and as bar objects, so that each library is fed what it asks for. */
export interface Workload {
  readonly rows: number
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
  readonly highs: number[]
  readonly lows: number[]
  readonly closes: number[]
  readonly volumes: number[]
  readonly bars: readonly { open: number; high: number; low: number; close: number; volume: number }[]
  /** Columns for ours to write into, at hand or new at each asking; rivals return arrays of their own. */
  readonly out: readonly Float64Array[]
}

/** One indicator: how we are called, and how each rival that has it is called. */
export interface Row {
  readonly name: string
  readonly ours: (data: Workload) => unknown
  readonly rivals: Readonly<Record<string, (data: Workload) => unknown>>
}

const batch = new IndicatorsSync()

/** Every row of the table. Batches are called once; a stream gets its bars in one loop and its values are kept. */
export const ROWS: readonly Row[] = [
  {
    name: 'SMA 20',
    ours: ({ out, close }) => ours.smaInto(out[0], close, 20),
    rivals: {
      technicalindicators: ({ closes }) => technical.SMA.calculate({ period: 20, values: closes }),
      indicatorts: ({ closes }) => indicatorts.sma(closes, { period: 20 }),
      '@ixjb94/indicators': ({ closes }) => batch.sma(closes, 20),
      '@debut/indicators'({ closes }) {
        const stream = new debut.SMA(20)
        return closes.map((_, t) => stream.nextValue(closes[t]))
      },
      'trading-signals': ({ closes }) => new signals.SMA(20).updates(closes, false),
    },
  },
  {
    name: 'EMA 20',
    ours: ({ out, close }) => ours.emaInto(out[0], close, 20),
    rivals: {
      technicalindicators: ({ closes }) => technical.EMA.calculate({ period: 20, values: closes }),
      indicatorts: ({ closes }) => indicatorts.ema(closes, { period: 20 }),
      '@ixjb94/indicators': ({ closes }) => batch.ema(closes, 20),
      '@debut/indicators'({ closes }) {
        const stream = new debut.EMA(20)
        return closes.map((_, t) => stream.nextValue(closes[t]))
      },
      'trading-signals': ({ closes }) => new signals.EMA(20).updates(closes, false),
    },
  },
  {
    name: 'Rolling maximum 20',
    ours: ({ out, high }) => ours.rollingMaxInto(out[0], high, 20),
    rivals: {
      technicalindicators: ({ highs }) => technical.Highest.calculate({ period: 20, values: highs }),
      indicatorts: ({ highs }) => indicatorts.mmax(highs, { period: 20 }),
      '@ixjb94/indicators': ({ highs }) => batch.max(highs, 20),
    },
  },
  {
    name: 'Rolling minimum 20',
    ours: ({ out, low }) => ours.rollingMinInto(out[0], low, 20),
    rivals: {
      technicalindicators: ({ lows }) => technical.Lowest.calculate({ period: 20, values: lows }),
      indicatorts: ({ lows }) => indicatorts.mmin(lows, { period: 20 }),
      '@ixjb94/indicators': ({ lows }) => batch.min(lows, 20),
    },
  },
  {
    name: 'Rolling sum 20',
    ours: ({ out, close }) => ours.rollingSumInto(out[0], close, 20),
    rivals: {
      indicatorts: ({ closes }) => indicatorts.msum(closes, { period: 20 }),
      '@ixjb94/indicators': ({ closes }) => batch.sum(closes, 20),
    },
  },
  {
    name: 'Standard deviation 20',
    ours: ({ out, close }) => ours.rollingDeviationInto(out[0], close, 20),
    rivals: {
      technicalindicators: ({ closes }) => technical.SD.calculate({ period: 20, values: closes }),
      indicatorts: ({ closes }) => indicatorts.mstd(closes, { period: 20 }),
      '@ixjb94/indicators': ({ closes }) => batch.stddev(closes, 20),
    },
  },
  {
    name: 'RSI 14',
    ours: ({ out, close }) => ours.rsiInto(out[0], close, 14),
    rivals: {
      technicalindicators: ({ closes }) => technical.RSI.calculate({ period: 14, values: closes }),
      indicatorts: ({ closes }) => indicatorts.rsi(closes, { period: 14 }),
      '@ixjb94/indicators': ({ closes }) => batch.rsi(closes, 14),
      '@debut/indicators'({ closes }) {
        const stream = new debut.RSI(14)
        return closes.map((_, t) => stream.nextValue(closes[t]))
      },
      'trading-signals': ({ closes }) => new signals.RSI(14).updates(closes, false),
    },
  },
  {
    name: 'ATR 14',
    ours: (data) => ours.atrInto(data.out[0], data, 14),
    rivals: {
      technicalindicators: ({ highs, lows, closes }) =>
        technical.ATR.calculate({ period: 14, high: highs, low: lows, close: closes }),
      indicatorts: ({ highs, lows, closes }) => indicatorts.atr(highs, lows, closes, { period: 14 }),
      '@ixjb94/indicators': ({ highs, lows, closes }) => batch.atr(highs, lows, closes, 14),
      '@debut/indicators'({ highs, lows, closes }) {
        const stream = new debut.ATR(14)
        return closes.map((_, t) => stream.nextValue(highs[t], lows[t], closes[t]))
      },
      'trading-signals': ({ bars }) => new signals.ATR(14).updates(bars, false),
    },
  },
  {
    name: 'MACD 12 26 9',
    ours: ({ out, close }) => ours.macdInto({ macd: out[0], signal: out[1], histogram: out[2] }, close, 12, 26, 9),
    rivals: {
      technicalindicators: ({ closes }) =>
        technical.MACD.calculate({
          values: closes,
          fastPeriod: 12,
          slowPeriod: 26,
          signalPeriod: 9,
          SimpleMAOscillator: false,
          SimpleMASignal: false,
        }),
      indicatorts: ({ closes }) => indicatorts.macd(closes, { fast: 12, slow: 26, signal: 9 }),
      '@ixjb94/indicators': ({ closes }) => batch.macd(closes, 12, 26, 9),
      '@debut/indicators'({ closes }) {
        const stream = new debut.MACD(12, 26, 9)
        return closes.map((_, t) => stream.nextValue(closes[t]))
      },
      'trading-signals': ({ closes }) =>
        new signals.MACD(new signals.EMA(12), new signals.EMA(26), new signals.EMA(9)).updates(closes, false),
    },
  },
  {
    name: 'Bollinger 20 2',
    ours: ({ out, close }) => ours.bollingerInto({ upper: out[0], middle: out[1], lower: out[2] }, close, 20, 2),
    rivals: {
      technicalindicators: ({ closes }) =>
        technical.BollingerBands.calculate({ period: 20, stdDev: 2, values: closes }),
      indicatorts: ({ closes }) => indicatorts.bb(closes, { period: 20 }),
      '@ixjb94/indicators': ({ closes }) => batch.bbands(closes, 20, 2),
      '@debut/indicators'({ closes }) {
        const stream = new debut.BollingerBands(20, 2)
        return closes.map((_, t) => stream.nextValue(closes[t]))
      },
      'trading-signals': ({ closes }) => new signals.BollingerBands(20, 2).updates(closes, false),
    },
  },
  {
    name: 'Stochastic 14 3',
    ours: (data) => ours.stochasticInto({ k: data.out[0], d: data.out[1] }, data, 14, 1, 3),
    rivals: {
      technicalindicators: ({ highs, lows, closes }) =>
        technical.Stochastic.calculate({ period: 14, signalPeriod: 3, high: highs, low: lows, close: closes }),
      indicatorts: ({ highs, lows, closes }) => indicatorts.stoch(highs, lows, closes, { kPeriod: 14, dPeriod: 3 }),
      '@ixjb94/indicators': ({ highs, lows, closes }) => batch.stoch(highs, lows, closes, 14, 1, 3),
      '@debut/indicators'({ highs, lows, closes }) {
        const stream = new debut.Stochastic(14, 3)
        return closes.map((_, t) => stream.nextValue(highs[t], lows[t], closes[t]))
      },
      'trading-signals': ({ bars }) =>
        new signals.StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 1, dPeriod: 3 }).updates(bars, false),
    },
  },
  {
    name: 'Donchian 20',
    ours: (data) => ours.donchianInto({ upper: data.out[0], middle: data.out[1], lower: data.out[2] }, data, 20),
    rivals: {
      indicatorts: ({ closes }) => indicatorts.dc(closes, { period: 20 }),
      '@debut/indicators'({ highs, lows }) {
        const stream = new debut.DC(20)
        return lows.map((_, t) => stream.nextValue(highs[t], lows[t]))
      },
      'trading-signals': ({ bars }) => new signals.DonchianChannels(20).updates(bars, false),
    },
  },
  {
    name: 'Ichimoku 9 26 52',
    ours: (data) =>
      ours.ichimokuInto(
        { conversion: data.out[0], base: data.out[1], spanA: data.out[2], spanB: data.out[3] },
        data,
        9,
        26,
        52,
      ),
    rivals: {
      technicalindicators: ({ highs, lows }) =>
        technical.IchimokuCloud.calculate({
          high: highs,
          low: lows,
          conversionPeriod: 9,
          basePeriod: 26,
          spanPeriod: 52,
          displacement: 26,
        }),
      '@debut/indicators'({ highs, lows, closes }) {
        const stream = new debut.Ichimoku(9, 26, 52, 26)
        return closes.map((_, t) => stream.nextValue(highs[t], lows[t], closes[t]))
      },
      'trading-signals': ({ bars }) =>
        new signals.IchimokuCloud({ conversionInterval: 9, baseInterval: 26, spanBInterval: 52 }).updates(bars, false),
    },
  },
  ...VOLATILITY_ROWS,
  ...MOMENTUM_ROWS,
  ...FLOOR_ROWS,
]
