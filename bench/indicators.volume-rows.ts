import * as debut from '@debut/indicators'
import { IndicatorsSync } from '@ixjb94/indicators'
import * as indicatorts from 'indicatorts'
import * as technical from 'technicalindicators'
import * as signals from 'trading-signals'
import * as ours from '../src/indicators/index.ts'
import type { Row, Workload } from './indicators.rows.ts'

const batch = new IndicatorsSync()

interface Line {
  readonly column: Float64Array
  readonly list: number[]
}

const averages = new WeakMap<Workload, Line>()

/** A line for the closes to cross, made in the runs that warm up. */
function averageOf(data: Workload): Line {
  let average = averages.get(data)
  if (average === undefined) {
    const column = ours.sma(data.close, 20)
    average = { column, list: [...column] }
    averages.set(data, average)
  }
  return average
}

/** The volume and structure indicators that a rival has too. */
export const VOLUME_ROWS: readonly Row[] = [
  {
    name: 'On-balance volume',
    ours: (data) => ours.obvInto(data.out[0], data),
    rivals: {
      technicalindicators: ({ closes, volumes }) => technical.OBV.calculate({ close: closes, volume: volumes }),
      indicatorts: ({ closes, volumes }) => indicatorts.obv(closes, volumes),
      '@ixjb94/indicators': ({ closes, volumes }) => batch.obv(closes, volumes),
      'trading-signals': ({ bars }) => new signals.OBV(2).updates(bars, false),
    },
  },
  {
    name: 'Accumulation/distribution',
    ours: (data) => ours.accumulationDistributionInto(data.out[0], data),
    rivals: {
      technicalindicators: ({ highs, lows, closes, volumes }) =>
        technical.ADL.calculate({ high: highs, low: lows, close: closes, volume: volumes }),
      indicatorts: ({ highs, lows, closes, volumes }) => indicatorts.ad(highs, lows, closes, volumes),
      '@ixjb94/indicators': ({ highs, lows, closes, volumes }) => batch.ad(highs, lows, closes, volumes),
      'trading-signals': ({ bars }) => new signals.AD().updates(bars, false),
    },
  },
  {
    name: 'Chaikin money flow 20',
    ours: (data) => ours.chaikinMoneyFlowInto(data.out[0], data, 20),
    rivals: {
      indicatorts: ({ highs, lows, closes, volumes }) => indicatorts.cmf(highs, lows, closes, volumes, { period: 20 }),
      '@ixjb94/indicators': ({ highs, lows, closes, volumes }) => batch.cmf(highs, lows, closes, volumes, 20),
      'trading-signals': ({ bars }) => new signals.CMF(20).updates(bars, false),
    },
  },
  {
    name: 'Force index 13',
    ours: (data) => ours.forceIndexInto(data.out[0], data, 13),
    rivals: {
      technicalindicators: ({ closes, volumes }) =>
        technical.ForceIndex.calculate({ close: closes, volume: volumes, period: 13 }),
      indicatorts: ({ closes, volumes }) => indicatorts.fi(closes, volumes, { period: 13 }),
      '@ixjb94/indicators': ({ closes, volumes }) => batch.fi(closes, volumes, 13),
      'trading-signals': ({ bars }) => new signals.ForceIndex(13).updates(bars, false),
    },
  },
  {
    name: 'Rolling VWAP 20',
    ours: (data) => ours.rollingVwapInto(data.out[0], data, 20),
    // That of indicatorts weighs closes.
    rivals: {
      indicatorts: ({ closes, volumes }) => indicatorts.vwap(closes, volumes, { period: 20 }),
      '@ixjb94/indicators': ({ highs, lows, closes, volumes }) => batch.vwap(highs, lows, closes, volumes, 20),
    },
  },
  {
    name: 'Volume ratio 20',
    ours: ({ out, volume }) => ours.volumeRatioInto(out[0], volume, 20),
    rivals: { 'trading-signals': ({ volumes }) => new signals.RVOL(20).updates(volumes, false) },
  },
  {
    name: 'Swings 5',
    ours: (data) => ours.swingsInto({ high: data.out[0], low: data.out[1] }, data, 5),
    rivals: {
      '@debut/indicators'({ highs, lows }) {
        const stream = new debut.Fractal(5, 5)
        return lows.map((_, t) => stream.nextValue(highs[t], lows[t]))
      },
      // Two calls there, of peaks and of troughs.
      'trading-signals': ({ bars }) => [
        new signals.SwingHigh({ lookback: 5 }).updates(bars, false),
        new signals.SwingLow({ lookback: 5 }).updates(bars, false),
      ],
    },
  },
  {
    name: 'Crosses above',
    ours: (data) => ours.crossesAboveInto(data.out[0], { left: data.close, right: averageOf(data).column }),
    rivals: {
      technicalindicators: (data) => technical.CrossUp.calculate({ lineA: data.closes, lineB: averageOf(data).list }),
      '@ixjb94/indicators': (data) => batch.crossover(data.closes, averageOf(data).list),
    },
  },
  {
    name: 'Crosses above a level',
    ours: ({ out, close }) => ours.crossesAboveLevelInto(out[0], close, 100),
    rivals: { '@ixjb94/indicators': ({ closes }) => batch.crossOverNumber(closes, 100) },
  },
  {
    name: 'Crosses below',
    ours: (data) => ours.crossesBelowInto(data.out[0], { left: data.close, right: averageOf(data).column }),
    rivals: {
      technicalindicators: (data) => technical.CrossDown.calculate({ lineA: data.closes, lineB: averageOf(data).list }),
    },
  },
  {
    name: 'Crosses below a level',
    ours: ({ out, close }) => ours.crossesBelowLevelInto(out[0], close, 100),
    rivals: { '@ixjb94/indicators': ({ closes }) => batch.crossUnderNumber(closes, 100) },
  },
  {
    name: 'Correlation 20',
    ours: ({ out, high, low }) => ours.rollingCorrelationInto(out[0], { left: high, right: low }, 20),
    rivals: {
      '@debut/indicators'({ highs, lows }) {
        const stream = new debut.Correlation(20)
        return lows.map((_, t) => stream.nextValue(highs[t], lows[t]))
      },
    },
  },
]
