import * as debut from '@debut/indicators'
import { IndicatorsSync } from '@ixjb94/indicators'
import * as indicatorts from 'indicatorts'
import * as technical from 'technicalindicators'
import * as signals from 'trading-signals'
import * as ours from '../src/indicators/index.ts'
import type { Row } from './indicators.rows.ts'

const batch = new IndicatorsSync()

/** The channels, the volatilities and the trends that a rival has too, in the same way. */
export const VOLATILITY_ROWS: readonly Row[] = [
  {
    name: 'True range',
    ours: (data) => ours.trueRangeInto(data.out[0], data),
    rivals: {
      indicatorts: ({ highs, lows, closes }) => indicatorts.tr(highs, lows, closes),
      '@ixjb94/indicators': ({ highs, lows, closes }) => batch.tr(highs, lows, closes),
      'trading-signals': ({ bars }) => new signals.TR().updates(bars, false),
    },
  },
  {
    name: 'NATR 14',
    ours: (data) => ours.natrInto(data.out[0], data, 14),
    rivals: {
      '@ixjb94/indicators': ({ highs, lows, closes }) => batch.natr(highs, lows, closes, 14),
      'trading-signals': ({ bars }) => new signals.NATR(14).updates(bars, false),
    },
  },
  {
    name: 'Bollinger width 20 2',
    ours: ({ out, close }) => ours.bollingerWidthInto(out[0], close, 20, 2),
    rivals: {
      indicatorts: ({ closes }) => indicatorts.bbw(indicatorts.bb(closes, { period: 20 }), { period: 20 }),
      'trading-signals': ({ closes }) =>
        new signals.BollingerBandsWidth(new signals.BollingerBands(20, 2)).updates(closes, false),
    },
  },
  {
    name: '%b 20 2',
    ours: ({ out, close }) => ours.percentBInto(out[0], close, 20, 2),
    rivals: {
      'trading-signals': ({ closes }) =>
        new signals.PercentB({ interval: 20, deviationMultiplier: 2 }).updates(closes, false),
    },
  },
  {
    name: 'Keltner 20 10 2',
    ours: (data) => ours.keltnerInto({ upper: data.out[0], middle: data.out[1], lower: data.out[2] }, data, 20, 10, 2),
    rivals: {
      technicalindicators: ({ highs, lows, closes }) =>
        technical.KeltnerChannels.calculate({
          high: highs,
          low: lows,
          close: closes,
          maPeriod: 20,
          atrPeriod: 10,
          useSMA: false,
          multiplier: 2,
        }),
      indicatorts: ({ highs, lows, closes }) => indicatorts.kc(highs, lows, closes, { period: 20 }),
      '@ixjb94/indicators': ({ highs, lows, closes }) => batch.kc(highs, lows, closes, 20, 2),
      '@debut/indicators'({ highs, lows, closes }) {
        const stream = new debut.KeltnerChannel(20, 2)
        return closes.map((_, t) => stream.nextValue(highs[t], lows[t], closes[t]))
      },
      'trading-signals': ({ bars }) =>
        new signals.KeltnerChannels({ emaInterval: 20, atrInterval: 10, multiplier: 2 }).updates(bars, false),
    },
  },
  {
    name: 'Squeeze 20 2 20 1.5',
    ours: (data) => ours.squeezeInto(data.out[0], data, 20, 2, 20, 1.5),
    rivals: { 'trading-signals': ({ bars }) => new signals.TTMSqueeze().updates(bars, false) },
  },
  {
    name: 'Historical volatility 20',
    ours: ({ out, close }) => ours.realisedVolatilityInto(out[0], close, 20, 'mean'),
    rivals: { '@ixjb94/indicators': ({ closes }) => batch.volatility(closes, 20) },
  },
  {
    name: 'Chandelier exit 22 3',
    ours: (data) => ours.chandelierExitInto({ long: data.out[0], short: data.out[1] }, data, 22, 3),
    rivals: {
      technicalindicators: ({ highs, lows, closes }) =>
        technical.ChandelierExit.calculate({ high: highs, low: lows, close: closes, period: 22, multiplier: 3 }),
      indicatorts: ({ highs, lows, closes }) => indicatorts.ce(highs, lows, closes, { period: 22 }),
      '@ixjb94/indicators': ({ highs, lows, closes }) => batch.ce(highs, lows, closes, 22, 3),
      'trading-signals': ({ bars }) => new signals.ChandelierExit({ interval: 22, multiplier: 3 }).updates(bars, false),
    },
  },
  {
    name: 'Choppiness 14',
    ours: (data) => ours.choppinessInto(data.out[0], data, 14),
    rivals: { 'trading-signals': ({ bars }) => new signals.CHOP(14).updates(bars, false) },
  },
  {
    name: 'ADX 14',
    ours: (data) => ours.adxInto({ adx: data.out[0], plus: data.out[1], minus: data.out[2] }, data, 14),
    rivals: {
      technicalindicators: ({ highs, lows, closes }) =>
        technical.ADX.calculate({ high: highs, low: lows, close: closes, period: 14 }),
      // Two calls there: the index by itself, and both lines.
      '@ixjb94/indicators': ({ highs, lows, closes }) => [
        batch.adx(highs, lows, 14),
        batch.di(highs, lows, closes, 14),
      ],
      '@debut/indicators'({ highs, lows, closes }) {
        const stream = new debut.ADX(14)
        return closes.map((_, t) => stream.nextValue(highs[t], lows[t], closes[t]))
      },
      'trading-signals'({ bars }) {
        const stream = new signals.ADX(14)
        return bars.map((bar) => ({ adx: stream.update(bar, false), plus: stream.pdi, minus: stream.mdi }))
      },
    },
  },
  {
    name: 'Parabolic SAR 0.02 0.2',
    ours: (data) => ours.parabolicSarInto({ line: data.out[0], direction: data.out[1] }, data, 0.02, 0.2),
    rivals: {
      technicalindicators: ({ highs, lows }) =>
        technical.PSAR.calculate({ high: highs, low: lows, step: 0.02, max: 0.2 }),
      indicatorts: ({ highs, lows, closes }) => indicatorts.psar(highs, lows, closes, { step: 0.02, max: 0.2 }),
      '@ixjb94/indicators': ({ highs, lows }) => batch.psar(highs, lows, 0.02, 0.2),
      '@debut/indicators'({ highs, lows, closes }) {
        const stream = new debut.PSAR(0.02, 0.02, 0.2)
        return closes.map((_, t) => stream.nextValue(highs[t], lows[t], closes[t]))
      },
      'trading-signals': ({ bars }) =>
        new signals.PSAR({ accelerationStep: 0.02, accelerationMax: 0.2 }).updates(bars, false),
    },
  },
  {
    name: 'Supertrend 10 3',
    ours: (data) => ours.supertrendInto({ line: data.out[0], direction: data.out[1] }, data, 10, 3),
    rivals: {
      '@debut/indicators'({ highs, lows, closes }) {
        const stream = new debut.SuperTrend(10, 3)
        return closes.map((_, t) => stream.nextValue(highs[t], lows[t], closes[t]))
      },
      'trading-signals': ({ bars }) => new signals.SuperTrend({ interval: 10, multiplier: 3 }).updates(bars, false),
    },
  },
  {
    name: 'Vortex 14',
    ours: (data) => ours.vortexInto({ plus: data.out[0], minus: data.out[1] }, data, 14),
    rivals: {
      indicatorts: ({ highs, lows, closes }) => indicatorts.vortex(highs, lows, closes, { period: 14 }),
      'trading-signals': ({ bars }) => new signals.VortexIndicator(14).updates(bars, false),
    },
  },
]
