import type { Execution } from '../backtest/execution.ts'
import { live } from '../backtest/live.ts'
import { type Setup, setupOf, setupWithin } from '../backtest/setup.ts'
import { summaryOfLife } from '../backtest/summarise.ts'
import type { Summary } from '../backtest/summary.ts'
import type { Column } from '../base/column.ts'
import { checkInteger, checkKeys } from '../base/guards.ts'
import { checkUnsealed } from '../evaluation/sealed-rows.ts'
import type { Bars } from '../market/bars.ts'
import { checkShape } from '../market/check-bars.ts'
import { everySeed } from '../seeds/catalogue.ts'
import type { Catalogue } from '../strategy/catalogue.ts'
import { refuseProblems } from '../strategy/check-strategy.ts'
import { expose } from '../strategy/expose.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { warmupOf } from '../strategy/warmup.ts'
import { Workspace } from '../strategy/workspace.ts'

/** Fewer rows have no ratio. */
const FEWEST_ROWS = 4

/** A strategy on a market, as it would be traded. */
export interface Scene {
  readonly strategy: Strategy
  readonly bars: Bars
  readonly execution: Execution
}

/** Options that every run of a scene shares. */
export interface SceneOptions {
  /** The seeds that the strategy may name; all of the library by default. */
  readonly catalogue?: Catalogue
  /**
   * Rows at the start that are not scored; by default the warm-up of the strategy. The account begins flat behind them, with
   * its full cash.
   */
  readonly warmup?: number
  /** Bars per year, for annual figures; by default what the bars show. */
  readonly periodsPerYear?: number
}

/** Names of the options of a scene. */
const SCENE_KEYS: readonly string[] = ['catalogue', 'warmup', 'periodsPerYear']

/** A scene that is checked and ready to be run in many ways. */
export interface OpenScene extends Scene {
  readonly where: string
  readonly catalogue: Catalogue
  readonly workspace: Workspace
  /** First row that is scored. */
  readonly warmup: number
  readonly periodsPerYear: number
  /** What the strategy wants, over all bars. */
  readonly exposure: Column
  /** The market of the rows that are scored. */
  readonly setup: Setup
}

/** Checks a scene and its options, of which `own` are those of the caller, and works out what the strategy wants. */
export function openScene(where: string, scene: Scene, options: SceneOptions, own: readonly string[] = []): OpenScene {
  checkKeys(`${where}: scene`, scene, ['strategy', 'bars', 'execution'])
  checkKeys(where, options, [...SCENE_KEYS, ...own])
  const { strategy, bars, execution } = scene
  const { catalogue = everySeed } = options
  checkShape(where, bars)
  checkUnsealed(where, bars)
  refuseProblems(where, strategy, catalogue, 'invalid-argument')
  const workspace = new Workspace(catalogue)
  const exposure = expose(strategy, bars, workspace)
  const { warmup = warmupOf(strategy, catalogue) } = options
  checkInteger(where, 'warmup', warmup, {
    min: 0,
    max: bars.length - FEWEST_ROWS,
    remedy: `${bars.symbol} has ${bars.length} bars, and at least ${FEWEST_ROWS} must be left to score.`,
  })
  const { periodsPerYear } = options
  const whole = setupOf(where, bars, execution, periodsPerYear === undefined ? {} : { periodsPerYear })
  const setup = setupWithin(whole, bars, execution, { from: warmup, to: bars.length })
  const known = { where, catalogue, workspace, warmup, exposure, setup }
  return { ...scene, ...known, periodsPerYear: whole.periodsPerYear }
}

/** The same rows of another market or under another execution. */
export function setupWith(open: OpenScene, other: Partial<Pick<Scene, 'bars' | 'execution'>>): Setup {
  const { where, bars, execution, warmup, periodsPerYear } = { ...open, ...other }
  const options = Number.isNaN(periodsPerYear) ? {} : { periodsPerYear }
  const whole = setupOf(where, bars, execution, options)
  return setupWithin(whole, bars, execution, { from: warmup, to: bars.length })
}

/** The summary of an account that follows an exposure column, one number for each row of the setup. */
export function summaryWith(setup: Setup, exposure: Column): Summary {
  return summaryOfLife(live(setup, exposure, null))
}

/** The rows of a column that are scored. */
export function scored({ warmup }: OpenScene, column: Column): Column {
  return column.subarray(warmup)
}
