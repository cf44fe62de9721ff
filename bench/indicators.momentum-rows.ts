import * as debut from '@debut/indicators'
import { IndicatorsSync } from '@ixjb94/indicators'
import * as indicatorts from 'indicatorts'
import * as technical from 'technicalindicators'
import * as signals from 'trading-signals'
import * as ours from '../src/indicators/index.ts'
import type { Row } from './indicators.rows.ts'
import { VOLUME_ROWS } from './indicators.volume-rows.ts'

const batch = new IndicatorsSync()

/** A stream gets its values in one loop and what it answers is kept. */
function fed(stream: { nextValue(value: number): unknown }, values: readonly number[]): unknown[] {
  return values.map((_, t) => stream.nextValue(values[t]))
}

/** The averages, the regression, the momentum and the volume indicators that a rival has too. */
export const MOMENTUM_ROWS: readonly Row[] = [
  {
    name: 'WMA 20',
    ours: ({ out, close }) => ours.wmaInto(out[0], close, 20),
    rivals: {
      technicalindicators: ({ closes }) => technical.WMA.calculate({ period: 20, values: closes }),
      '@ixjb94/indicators': ({ closes }) => batch.wma(closes, 20),
      '@debut/indicators': ({ closes }) => fed(new debut.WMA(20), closes),
      'trading-signals': ({ closes }) => new signals.WMA(20).updates(closes, false),
    },
  },
  {
    name: 'Wilder average 20',
    ours: ({ out, close }) => ours.wilderInto(out[0], close, 20),
    rivals: {
      technicalindicators: ({ closes }) => technical.WEMA.calculate({ period: 20, values: closes }),
      indicatorts: ({ closes }) => indicatorts.rma(closes, { period: 20 }),
      '@ixjb94/indicators': ({ closes }) => batch.wilders(closes, 20),
      '@debut/indicators': ({ closes }) => fed(new debut.RMA(20), closes),
      'trading-signals': ({ closes }) => new signals.WSMA(20).updates(closes, false),
    },
  },
  {
    name: 'DEMA 20',
    ours: ({ out, close }) => ours.demaInto(out[0], close, 20),
    rivals: {
      indicatorts: ({ closes }) => indicatorts.dema(closes, { period: 20 }),
      '@ixjb94/indicators': ({ closes }) => batch.dema(closes, 20),
      'trading-signals': ({ closes }) => new signals.DEMA(20).updates(closes, false),
    },
  },
  {
    name: 'TEMA 20',
    ours: ({ out, close }) => ours.temaInto(out[0], close, 20),
    rivals: {
      indicatorts: ({ closes }) => indicatorts.tema(closes, { period: 20 }),
      '@ixjb94/indicators': ({ closes }) => batch.tema(closes, 20),
      '@debut/indicators': ({ closes }) => fed(new debut.TEMA(20), closes),
      'trading-signals': ({ closes }) => new signals.TEMA(20).updates(closes, false),
    },
  },
  {
    name: 'Hull 20',
    ours: ({ out, close }) => ours.hullInto(out[0], close, 20),
    rivals: {
      '@ixjb94/indicators': ({ closes }) => batch.hma(closes, 20),
      'trading-signals': ({ closes }) => new signals.HMA(20).updates(closes, false),
    },
  },
  {
    name: 'KAMA 10',
    ours: ({ out, close }) => ours.kamaInto(out[0], close, 10, 2, 30),
    rivals: {
      '@ixjb94/indicators': ({ closes }) => batch.kama(closes, 10),
      'trading-signals': ({ closes }) => new signals.KAMA(10).updates(closes, false),
    },
  },
  {
    name: 'VWMA 20',
    ours: (data) => ours.vwmaInto(data.out[0], data, 20),
    rivals: {
      indicatorts: ({ closes, volumes }) => indicatorts.vwma(closes, volumes, { period: 20 }),
      '@ixjb94/indicators': ({ closes, volumes }) => batch.vwma(closes, volumes, 20),
    },
  },
  {
    name: 'Regression slope 20',
    ours: ({ out, close }) => ours.rollingSlopeInto(out[0], close, 20),
    rivals: {
      '@ixjb94/indicators': ({ closes }) => batch.linregslope(closes, 20),
      'trading-signals': ({ closes }) => new signals.LinearRegression(20).updates(closes, false),
    },
  },
  {
    name: 'Momentum 10',
    ours: ({ out, close }) => ours.momentumInto(out[0], close, 10),
    rivals: {
      '@ixjb94/indicators': ({ closes }) => batch.mom(closes, 10),
      'trading-signals': ({ closes }) => new signals.MOM(10).updates(closes, false),
    },
  },
  {
    name: 'Rate of change 10',
    ours: ({ out, close }) => ours.rateOfChangeInto(out[0], close, 10),
    rivals: {
      technicalindicators: ({ closes }) => technical.ROC.calculate({ period: 10, values: closes }),
      indicatorts: ({ closes }) => indicatorts.roc(closes, { period: 10 }),
      '@ixjb94/indicators': ({ closes }) => batch.roc(closes, 10),
      '@debut/indicators': ({ closes }) => fed(new debut.ROC(10), closes),
      'trading-signals': ({ closes }) => new signals.ROC(10).updates(closes, false),
    },
  },
  {
    name: 'Stochastic RSI 14',
    ours: ({ out, close }) => ours.stochasticRsiInto({ k: out[0], d: out[1] }, close, 14, 14, 1, 3),
    rivals: {
      technicalindicators: ({ closes }) =>
        technical.StochasticRSI.calculate({
          values: closes,
          rsiPeriod: 14,
          stochasticPeriod: 14,
          kPeriod: 3,
          dPeriod: 3,
        }),
      '@ixjb94/indicators': ({ closes }) => batch.stochrsi(closes, 14),
      '@debut/indicators': ({ closes }) => fed(new debut.StochasticRSI(14, 3, 3, 14), closes),
      'trading-signals': ({ closes }) => new signals.StochasticRSI(14).updates(closes, false),
    },
  },
  {
    name: 'Williams %R 14',
    ours: (data) => ours.williamsRInto(data.out[0], data, 14),
    rivals: {
      technicalindicators: ({ highs, lows, closes }) =>
        technical.WilliamsR.calculate({ period: 14, high: highs, low: lows, close: closes }),
      indicatorts: ({ highs, lows, closes }) => indicatorts.willr(highs, lows, closes, { period: 14 }),
      '@ixjb94/indicators': ({ highs, lows, closes }) => batch.willr(highs, lows, closes, 14),
      'trading-signals': ({ bars }) => new signals.WilliamsR(14).updates(bars, false),
    },
  },
  {
    name: 'CCI 20',
    ours: (data) => ours.cciInto(data.out[0], data, 20),
    rivals: {
      technicalindicators: ({ highs, lows, closes }) =>
        technical.CCI.calculate({ period: 20, high: highs, low: lows, close: closes }),
      indicatorts: ({ highs, lows, closes }) => indicatorts.cci(highs, lows, closes, { period: 20 }),
      '@ixjb94/indicators': ({ highs, lows, closes }) => batch.cci(highs, lows, closes, 20),
      '@debut/indicators'({ highs, lows, closes }) {
        const stream = new debut.CCI(20)
        return closes.map((_, t) => stream.nextValue(highs[t], lows[t], closes[t]))
      },
      'trading-signals': ({ bars }) => new signals.CCI(20).updates(bars, false),
    },
  },
  {
    name: 'Awesome oscillator 5 34',
    ours: (data) => ours.awesomeOscillatorInto(data.out[0], data, 5, 34),
    rivals: {
      technicalindicators: ({ highs, lows }) =>
        technical.AwesomeOscillator.calculate({ fastPeriod: 5, slowPeriod: 34, high: highs, low: lows }),
      indicatorts: ({ highs, lows }) => indicatorts.ao(highs, lows, { fast: 5, slow: 34 }),
      '@ixjb94/indicators': ({ highs, lows }) => batch.ao(highs, lows),
      '@debut/indicators'({ highs, lows }) {
        const stream = new debut.AO(5, 34)
        return lows.map((_, t) => stream.nextValue(highs[t], lows[t]))
      },
      'trading-signals': ({ bars }) => new signals.AO(5, 34).updates(bars, false),
    },
  },
  {
    name: 'TSI 25 13',
    ours: ({ out, close }) => ours.tsiInto(out[0], close, 25, 13),
    rivals: {
      '@ixjb94/indicators': ({ closes }) => batch.tsi(closes, 25, 13),
      'trading-signals': ({ closes }) => new signals.TSI({ longPeriod: 25, shortPeriod: 13 }).updates(closes, false),
    },
  },
  {
    name: 'MFI 14',
    ours: (data) => ours.mfiInto(data.out[0], data, 14),
    rivals: {
      technicalindicators: ({ highs, lows, closes, volumes }) =>
        technical.MFI.calculate({ period: 14, high: highs, low: lows, close: closes, volume: volumes }),
      indicatorts: ({ highs, lows, closes, volumes }) => indicatorts.mfi(highs, lows, closes, volumes, { period: 14 }),
      '@ixjb94/indicators': ({ highs, lows, closes, volumes }) => batch.mfi(highs, lows, closes, volumes, 14),
      '@debut/indicators'({ highs, lows, closes, volumes }) {
        const stream = new debut.MFI(14)
        return closes.map((_, t) => stream.nextValue(highs[t], lows[t], closes[t], volumes[t]))
      },
      'trading-signals': ({ bars }) => new signals.MFI(14).updates(bars, false),
    },
  },
  {
    name: 'Aroon 25',
    ours: (data) => ours.aroonInto({ up: data.out[0], down: data.out[1], oscillator: data.out[2] }, data, 25),
    rivals: {
      indicatorts: ({ highs, lows }) => indicatorts.aroon(highs, lows, { period: 25 }),
      '@ixjb94/indicators': ({ highs, lows }) => batch.aroon(highs, lows, 25),
      'trading-signals': ({ bars }) => new signals.Aroon(25).updates(bars, false),
    },
  },
  ...VOLUME_ROWS,
]
