import type { ReportData, ReportMember } from '../../src/report/report-data.ts'

/** A strategy of a front. */
export function member(id: string, more: Partial<ReportMember> = {}): ReportMember {
  const genes = { fast: 5, gap: 15, side: 'long' }
  return {
    id,
    born: 2,
    isChosen: false,
    strategy: { parts: [{ seed: 'ema-crossover', version: 1, genes }] },
    words: `Entry: what ${id} does.`,
    scores: { sharpe: 0.5, turnover: 3 },
    ...more,
  }
}

const summary = {
  ...{
    totalReturn: 0.25,
    cagr: 0.1,
    volatility: 0.2,
    sharpe: 0.5,
    sortino: 0.7,
    maxDrawdown: -0.125,
    timeInMarket: 0.5,
  },
  ...{ turnover: 4, trades: 2, winRate: 0.5, profitFactor: null, ambiguousShare: 0.0625 },
}

/** A small report with everything in it but a certificate. */
export function reportOf(more: Partial<ReportData> = {}): ReportData {
  const time = [0, 1, 2, 3].map((day) => day * 86_400_000)
  return {
    title: 'Tulips',
    code: { name: '@organism/core', version: '0.1.0' },
    goals: [
      { name: 'sharpe', direction: 'max' },
      { name: 'turnover', direction: 'min' },
    ],
    search: {
      ...{ algorithm: 'nsga2', evaluations: 8, trials: 8 },
      generations: [1, 2].map((generation) => {
        return { generation, hypervolume: generation, best: [0.5, 3], mean: [0.25, 4], front: 2, species: 1 }
      }),
    },
    front: [member('a', { scores: { sharpe: 0.25, turnover: 1 } }), member('b', { isChosen: true })],
    verdicts: [],
    markets: [
      {
        symbol: 'Tulips',
        stages: [{ name: 'searched', from: time[0], to: time[3] }],
        curve: {
          ...{ bars: 4, time, price: [1, 2, 4, 3], equity: [1, 1.5, 1.25, 1.25], drawdown: [0, 0, -0.125, -0.125] },
          ...{ hold: [1, 2, 4, 3], holdDrawdown: [0, 0, 0, -0.25] },
        },
        trades: [
          {
            ...{ side: 'long', entry: time[0], exit: time[2], entryPrice: 1, exitPrice: 4, return: 0.25, bars: 2 },
            reason: 'decision',
          },
          {
            ...{ side: 'short', entry: time[2], exit: null, entryPrice: 4, exitPrice: 3, return: -0.01, bars: 1 },
            reason: 'open',
          },
        ],
        tradesLeftOut: 0,
        months: [{ year: 1970, months: [0.25, ...new Array<null>(11).fill(null)], total: 0.25 }],
        ...{ summary, hold: summary },
        costs: { gross: 0.3, fees: 0.03, slippage: 0.02, funding: 0, shortfall: 0, net: 0.25 },
      },
    ],
    lineage: [
      { id: '1-0', born: 1, operator: 'founder', parents: [] },
      { id: '2-1', born: 2, operator: 'mutation', parents: ['1-0'] },
    ],
    basket: {
      ids: ['b', 'a'],
      weights: [0.75, 0.25],
      order: [1, 0],
      tree: [{ left: 0, right: 1, height: 0.5 }],
      leftOut: 0,
    },
    data: [{ symbol: 'Tulips', file: 'tulips.csv', interval: 86_400_000, bars: 4, hash: 'ab' }],
    config: { seed: 42 },
    hashes: { strategy: 'cd' },
    ...more,
  }
}
