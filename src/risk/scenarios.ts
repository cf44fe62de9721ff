import type { Scenario } from './scenario.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

/** Names of the scenarios that come with the library. */
export type ScenarioName =
  | 'correlation-to-one'
  | 'crypto-crash-2020-03'
  | 'crypto-winter-2022'
  | 'equity-crash-2020-03'
  | 'exchange-outage'
  | 'flash-crash'
  | 'funding-spike'
  | 'volatility-spike'

/**
 * Crises as shock paths, for the classes `'equity'` and `'crypto'` (and `'volatility'` where an index of it moved). They are
 * stylised: daily and monthly moves rounded to a tenth of a percent, set down from common knowledge, not a record to trade on;
 * for a record, cut one from your own bars with `replayOf`. `source` says of each which figures are history and which invented.
 *
 * @example
 * scenarios['flash-crash'].paths.equity.returns // => [-0.2, 0.05]
 * Object.keys(scenarios).length // => 8
 */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  'correlation-to-one': {
    name: 'correlation-to-one',
    summary: 'Ten days in which every market makes the same moves and loses a quarter: nothing diversifies.',
    source: 'Invented: moves of the size of October 2008, the same for all, with no moves of their own.',
    step: DAY,
    paths: {
      equity: { returns: [-0.04, -0.06, 0.03, -0.07, -0.03, 0.02, -0.08, -0.05, 0.04, -0.04] },
      crypto: { returns: [-0.04, -0.06, 0.03, -0.07, -0.03, 0.02, -0.08, -0.05, 0.04, -0.04] },
    },
    ownMoves: 0,
    correlation: 1,
  },
  'crypto-crash-2020-03': {
    name: 'crypto-crash-2020-03',
    summary: 'Bitcoin from 8 to 16 March 2020: 37 % lost on the 12th, another 17 % at the low of the 13th.',
    source:
      'Bitcoin closes of those nine days, UTC; lows but those of the 12th and 13th are rough, volumes invented; equity is the S&P 500, still on weekends.',
    step: DAY,
    paths: {
      crypto: {
        returns: [-0.09, -0.023, -0.002, 0, -0.372, 0.119, -0.065, 0.037, -0.07],
        lows: [-0.091, -0.05, -0.02, -0.034, -0.386, -0.174, -0.07, 0, -0.16],
        volume: [1.5, 1.5, 1.2, 1.2, 3, 3, 1.5, 1.2, 1.5],
      },
      equity: {
        returns: [0, -0.076, 0.049, -0.049, -0.095, 0.093, 0, 0, -0.12],
        gaps: [0, -0.036, 0.024, -0.02, -0.04, 0.036, 0, 0, -0.075],
      },
    },
  },
  'crypto-winter-2022': {
    name: 'crypto-winter-2022',
    summary:
      'Thirteen months to December 2022: Bitcoin loses seven tenths, in May (Luna), June (lenders) and November (FTX).',
    source: 'Month by month, December 2021 to December 2022, of Bitcoin and the S&P 500; months are cut to 30 days.',
    step: 30 * DAY,
    paths: {
      crypto: {
        returns: [-0.188, -0.169, 0.122, 0.054, -0.172, -0.157, -0.378, 0.18, -0.141, -0.031, 0.055, -0.162, -0.036],
        lows: [-0.257, -0.283, -0.108, -0.137, -0.172, -0.301, -0.443, -0.051, -0.163, -0.095, -0.057, -0.239, -0.053],
      },
      equity: {
        returns: [0.044, -0.053, -0.031, 0.036, -0.088, 0, -0.084, 0.091, -0.042, -0.093, 0.08, 0.054, -0.059],
      },
    },
  },
  'equity-crash-2020-03': {
    name: 'equity-crash-2020-03',
    summary: 'The eleven trading days from 9 to 23 March 2020: the S&P 500 loses a quarter, 12 % of it in one day.',
    source:
      'Opens, lows and closes of the S&P 500; Bitcoin closes of the same days, with rough lows; volumes are invented.',
    step: DAY,
    paths: {
      equity: {
        returns: [-0.076, 0.049, -0.049, -0.095, 0.093, -0.12, 0.06, -0.052, 0.005, -0.043, -0.029],
        gaps: [-0.036, 0.024, -0.02, -0.04, 0.036, -0.075, 0.017, -0.037, -0.002, 0.009, -0.006],
        lows: [-0.08, -0.005, -0.061, -0.096, 0.005, -0.122, -0.008, -0.098, -0.033, -0.047, -0.049],
        volume: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
      },
      crypto: {
        returns: [-0.131, -0.002, 0, -0.372, 0.119, -0.099, 0.042, 0.002, 0.182, 0.001, 0.035],
        lows: [-0.163, -0.02, -0.034, -0.386, -0.174, -0.178, 0, -0.03, 0, -0.053, -0.067],
      },
    },
  },
  'exchange-outage': {
    name: 'exchange-outage',
    summary: 'The crypto exchange stands still for four hours and reopens 10 % lower: no stop can act in between.',
    source: 'Invented, of the kind that venues had on 13 March 2020 and in other crashes. Equity is untouched.',
    step: HOUR,
    paths: {
      crypto: {
        returns: [0, 0, 0, 0, -0.1, -0.02],
        gaps: [0, 0, 0, 0, -0.1, 0],
        volume: [1, 1, 1, 1, 3, 2],
        closed: [true, true, true, true, false, false],
      },
      equity: { returns: [0, 0, 0, 0, 0, 0] },
    },
  },
  'flash-crash': {
    name: 'flash-crash',
    summary: 'One day of -20 %, with a deeper low, and a small rebound the next.',
    source:
      'Rounded from 19 and 20 October 1987 (S&P 500 -20.5 %, +5.3 %); the crypto low is near that of 19 May 2021.',
    step: DAY,
    paths: {
      equity: { returns: [-0.2, 0.05], lows: [-0.22, -0.03], volume: [2, 2] },
      crypto: { returns: [-0.2, 0.05], lows: [-0.3, -0.03], volume: [3, 2] },
    },
  },
  'funding-spike': {
    name: 'funding-spike',
    summary: 'Longs of perpetual futures pay 0.3 % every eight hours for three days, then less, then prices fall.',
    source: 'Invented, three times the rates of the crowded weeks of April 2021. Equity is untouched.',
    step: DAY,
    paths: {
      crypto: { returns: [0.02, 0.01, 0, -0.03, -0.08], funding: [0.009, 0.009, 0.009, 0.006, 0.003] },
      equity: { returns: [0, 0, 0, 0, 0] },
    },
  },
  'volatility-spike': {
    name: 'volatility-spike',
    summary:
      'Six trading days from 2 to 9 February 2018: the volatility index doubles in one day; markets move twice as much.',
    source: 'Closes of the S&P 500, the VIX and Bitcoin; the factors for own moves and deviations are invented.',
    step: DAY,
    paths: {
      equity: { returns: [-0.021, -0.041, 0.017, -0.005, -0.038, 0.015] },
      volatility: { returns: [0.285, 1.156, -0.197, -0.075, 0.207, -0.132] },
      crypto: { returns: [-0.037, -0.212, 0.115, -0.017, 0.085, 0.057] },
    },
    ownMoves: 2,
    volatility: 2.5,
    correlation: 0.3,
  },
}
