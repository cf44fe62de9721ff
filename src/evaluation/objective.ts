import type { Summary } from '../backtest/summary.ts'
import type { Column } from '../base/column.ts'
import type { Trials } from '../validation/expected-max-sharpe.ts'

/** The objectives that go by a name alone. */
export type PlainObjective =
  | 'sharpe'
  | 'sortino'
  | 'calmar'
  | 'total-return'
  | 'cagr'
  | 'max-drawdown'
  | 'ulcer'
  | 'consistency'
  | 'turnover'
  | 'profit-factor'
  | 'win-rate'
  | 'tail-ratio'
  | 'expected-shortfall'
  | 'complexity'
  | 'fitness'

/** A ratio of gains to losses, which is without bound where nothing is lost. */
export interface CappedObjective {
  readonly name: 'sortino' | 'calmar' | 'profit-factor' | 'tail-ratio'
  /** The most it can be, and what it is where something is gained and nothing lost; 100 by default. */
  readonly cap?: number
}

/** The mean loss of the worst bars. */
export interface ShortfallObjective {
  readonly name: 'expected-shortfall'
  /** Share of bars that do better, above 0.5; 0.95 by default. */
  readonly confidence?: number
}

/** `0.5 sharpe + 0.3 consistency - 0.2 drawdown`, each brought to a range of 1 first. */
export interface FitnessObjective {
  readonly name: 'fitness'
  /** Yearly Sharpe ratio that counts 1; more counts no more, its negative counts -1. 3 by default. */
  readonly sharpe?: number
  /** Size of the deepest fall that counts 1; more counts no more. 0.5 by default. */
  readonly drawdown?: number
}

/** How much a strategy does what others do already. */
export interface CorrelationObjective {
  readonly name: 'correlation'
  /** For every market of the task the return columns to be unlike, each as long as the market. */
  readonly returns: readonly (readonly Column[])[]
}

/** The chance that the Sharpe ratio of a fold is more than the luck of so many trials. */
export interface DeflatedSharpeObjective {
  readonly name: 'dsr'
  /** Fixed for the whole task, so that a strategy is worth the same whenever it is judged. */
  readonly trials: Trials
}

/** An objective of one's own; `of` is given the summary of every fold and must be pure. */
export interface Objective {
  readonly name: string
  readonly direction: 'max' | 'min'
  of(summary: Summary): number
}

/**
 * An objective as a task names it. Any text passes the compiler, so that a task needs no annotation; a name that is none is
 * refused where the task is.
 */
export type ObjectiveSpec =
  | PlainObjective
  | (string & Record<never, never>)
  | { readonly name: PlainObjective }
  | CappedObjective
  | ShortfallObjective
  | FitnessObjective
  | CorrelationObjective
  | DeflatedSharpeObjective
  | Objective

/** What an objective sees of a strategy on one fold of one market. */
export interface View {
  readonly summary: Summary
  /** Returns of the fold's rows in the order of time; empty unless an objective of the task asks for them. */
  readonly returns: Column
  /** Place of the market in the task. */
  readonly market: number
  /** Takes the rows of the fold out of a column that covers the market. */
  take(column: Column): Column
  readonly complexity: number
}

/** An objective ready to be measured. */
export interface Measure {
  readonly name: string
  readonly direction: 'max' | 'min'
  /** Whether it reads the returns, which costs a recorded pass. */
  readonly readsReturns: boolean
  /** Fewest calendar months a fold must touch. */
  readonly months: number
  of(view: View): number
}
