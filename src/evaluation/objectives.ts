import type { Summary } from '../backtest/summary.ts'
import type { Column } from '../base/column.ts'
import { checkNumber, refuse } from '../base/guards.ts'
import { quantile } from '../math/quantile.ts'
import { ulcerIndex } from '../metrics/drawdown-ratios.ts'
import { tailRatio } from '../metrics/tail-ratio.ts'
import { expectedShortfall } from '../metrics/value-at-risk.ts'
import { expectedMaxSharpe, type Trials } from '../validation/expected-max-sharpe.ts'
import { probabilisticSharpe } from '../validation/probabilistic-sharpe.ts'
import { correlation } from './correlation.ts'
import type { Measure, View } from './objective.ts'
import type { Given, Recipe, Scene } from './recipe.ts'
import { TrialLedger } from './trial-ledger.ts'

const CAP = 100
/** Consistency needs two windows of three months. */
const MONTHS = 4

/** A number of the summary; where nothing was traded, what doing nothing is worth. */
function plain(direction: 'max' | 'min', key: keyof Summary, idle = 0): Recipe {
  return { direction, options: [], make: () => unlessIdle(idle, ({ summary }) => summary[key]) }
}

/** A ratio to losses: held to a cap, the cap itself where there were gains and no losses, `idle` where neither. */
function capped(of: (view: View) => number, gained: (view: View) => number, idle = 0): Recipe {
  return {
    direction: 'max',
    options: ['cap'],
    make({ cap = CAP }, { where }) {
      checkNumber(where, 'cap', cap, { above: 0 })
      return unlessIdle(idle, (view) => {
        const ratio = of(view)
        if (!Number.isNaN(ratio)) return Math.min(ratio, cap as number)
        return gained(view) > 0 ? (cap as number) : idle
      })
    },
  }
}

function unlessIdle(idle: number, of: Measure['of']): Measure['of'] {
  return (view) => (view.summary.fills === 0 ? idle : of(view))
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

/**
 * Every objective by name. A fold in which nothing was traded is worth what doing nothing is worth: 0 for most, 1 (as much
 * gained as lost) for the profit factor and the tail ratio.
 */
export const RECIPES: ReadonlyMap<string, Recipe> = new Map<string, Recipe>([
  ['sharpe', plain('max', 'sharpe')],
  [
    'sortino',
    capped(
      ({ summary }) => summary.sortino,
      ({ summary }) => summary.meanReturn,
    ),
  ],
  [
    'calmar',
    capped(
      ({ summary }) => summary.calmar,
      ({ summary }) => summary.totalReturn,
    ),
  ],
  ['total-return', plain('max', 'totalReturn')],
  ['cagr', plain('max', 'cagr')],
  ['max-drawdown', plain('max', 'maxDrawdown')],
  ['consistency', { ...plain('max', 'consistency'), months: MONTHS }],
  ['turnover', plain('min', 'turnover')],
  ['profit-factor', capped(profitFactor, ({ summary }) => summary.wins, 1)],
  ['win-rate', { ...plain('max', 'winRate'), make: () => unlessIdle(0, winRate) }],
  [
    'tail-ratio',
    {
      ...capped(
        ({ returns }) => tailRatio(returns),
        ({ returns }) => tailGain(returns),
        1,
      ),
      readsReturns: true,
    },
  ],
  [
    'ulcer',
    {
      ...plain('min', 'maxDrawdown'),
      readsReturns: true,
      make:
        () =>
        ({ returns }) =>
          ulcerIndex(returns),
    },
  ],
  ['expected-shortfall', { direction: 'min', options: ['confidence'], readsReturns: true, make: shortfall }],
  ['correlation', { direction: 'min', options: ['returns'], readsReturns: true, make: correlation }],
  ['dsr', { direction: 'max', options: ['trials'], readsReturns: true, make: deflated }],
  [
    'complexity',
    {
      direction: 'min',
      options: [],
      make:
        () =>
        ({ complexity }) =>
          complexity,
    },
  ],
  ['fitness', { direction: 'max', options: ['sharpe', 'drawdown'], months: MONTHS, make: fitness }],
])

/** 1 where no trade was decided: nothing gained, nothing lost. */
function profitFactor({ summary }: View): number {
  return summary.wins + summary.losses === 0 ? 1 : summary.profitFactor
}

function winRate({ summary }: View): number {
  return summary.wins + summary.losses === 0 ? 0 : summary.winRate
}

/** Above 0 when the good tail is; a bad tail of 0 then has no bound. */
function tailGain(returns: Column): number {
  return quantile(returns, 0.95)
}

function shortfall({ confidence = 0.95 }: Given, { where }: Scene): Measure['of'] {
  checkNumber(where, 'confidence', confidence, { above: 0.5, below: 1, remedy: 'Give a fraction: 95 % is 0.95.' })
  return ({ returns }) => expectedShortfall(returns, { confidence: confidence as number })
}

function deflated({ trials }: Given, { where }: Scene): Measure['of'] {
  if (trials === undefined) {
    refuse(where, 'trials of dsr', trials, {
      rule: '{ count, variance } or { sharpes }',
      remedy: 'Give the trials of an earlier run, for example ledger.trials().',
    })
  }
  if (trials instanceof TrialLedger) {
    refuse(where, 'trials of dsr', 'a ledger, which goes on counting', {
      rule: 'as they are now',
      remedy: 'Give ledger.trials().',
    })
  }
  const benchmark = expectedMaxSharpe(trials as Trials)
  if (Number.isNaN(benchmark.perPeriod)) {
    refuse(where, 'the luck in trials of dsr', benchmark.perPeriod, { rule: 'a number', remedy: 'Give a variance.' })
  }
  return unlessIdle(0, ({ returns }) => probabilisticSharpe(returns, { benchmark }))
}

function fitness({ sharpe = 3, drawdown = 0.5 }: Given, { where }: Scene): Measure['of'] {
  checkNumber(where, 'sharpe', sharpe, { above: 0 })
  checkNumber(where, 'drawdown', drawdown, { above: 0, max: 1 })
  return unlessIdle(0, ({ summary }) => {
    const reward = within(summary.sharpe / (sharpe as number), -1, 1)
    const fall = Math.min(1, -summary.maxDrawdown / (drawdown as number))
    return 0.5 * reward + 0.3 * summary.consistency - 0.2 * fall
  })
}
