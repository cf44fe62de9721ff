import type { Column } from '../base/column.ts'
import { evaluateOne, type FoldReport, type MarketReport } from '../evaluation/evaluate-one.ts'
import { prepare } from '../evaluation/prepare.ts'
import type { EvaluationTask } from '../evaluation/task.ts'
import type { Bars } from '../market/bars.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { Workspace } from '../strategy/workspace.ts'
import { deflatedSharpe } from '../validation/deflated-sharpe.ts'
import { minimumTrackRecord } from '../validation/minimum-track-record.ts'
import { pbo } from '../validation/pbo.ts'
import type { RowRange } from '../validation/row-range.ts'
import type { Certificate, CertificateFigures, StageFigures } from './certificate.ts'
import { certificateOf } from './certificate-of.ts'
import { costStress } from './cost-stress.ts'
import { delayStress } from './delay-stress.ts'
import { confidenceOf, overfittingOf, retentionOf } from './derived-figures.ts'
import { figureOf } from './figure.ts'
import { type GauntletOptions, type Plan, planOf } from './gauntlet-options.ts'
import { pathSharpes } from './gauntlet-paths.ts'
import { type Field, fieldOf } from './gauntlet-population.ts'
import { checkCounted, type JudgedTrials, trialsOf } from './gauntlet-trials.ts'

/** Among fewer strategies than this the choice of the best cannot be judged. */
const FEWEST_COLUMNS = 10

/**
 * Everything that a strategy must come through before money follows it, and the certificate of how it did. In turn: the
 * rows it was searched on, rows it never saw, windows after those; what the best of all trials reaches by luck; whether
 * choosing from its population is worth anything; dearer costs and late orders on the unseen rows; and whether those are
 * enough rows to say. One failed gate fails the whole; a figure that is not defined fails its gate.
 *
 * The search must have been kept to the in-sample rows of `gauntletStages`. A strategy is fixed: nothing is fitted here, so
 * the walk forward is the last stretch in windows, each with an account of its own, and the combinatorial paths test the
 * choice among the population. Each look at the unseen rows uses them up: count it in `looks`. O(population bars), and 8 bytes
 * of memory for each.
 *
 * @example
 * const bars = showcaseMarket('rise')
 * const strategy = { parts: [partOf(emaCrossover)] }
 * const trials = { sharpes: { perPeriod: [0.05, 0.1] } }
 * const certificate = gauntlet(strategy, bars, { execution: perpetual, trials, population: [strategy] })
 * certificate.passed // => false
 * certificate.checks.find(({ name }) => name === 'pbo').figure // => null
 */
export function gauntlet(strategy: Strategy, bars: Bars, options: GauntletOptions): Certificate {
  const where = 'gauntlet'
  const plan = planOf(where, strategy, bars, options)
  const judged = trialsOf(where, options.trials, strategy)
  const prepared = prepare(where, taskOf(plan, [wholeOf(plan)]))
  const run = runOf(plan)
  const [block] = prepared.markets[0].blocks
  const own = { strategy, bars, block, returns: run.returnsOf(wholeOf(plan)), workspace: new Workspace(plan.catalogue) }
  const field = fieldOf(where, options.population, own)
  checkCounted(where, judged, field)
  return certificateOf({ plan, judged, field, figures: figuresOf(plan, { run, judged, field }) })
}

/** The strategy on every stretch of rows that counts. */
interface Run {
  readonly report: MarketReport
  readonly returnsOf: (rows: RowRange) => Column
}

function wholeOf({ stages, bars }: Plan): RowRange {
  return { from: stages.warmup, to: bars.length }
}

/** A task whose folds are these rows of the bars. */
function taskOf({ bars, execution, stages, year }: Plan, ...folds: readonly (readonly RowRange[])[]): EvaluationTask {
  const { warmup } = stages
  const splits = folds.map((ranges) => {
    return { train: [], test: ranges.map(({ from, to }) => ({ from: from - warmup, to: to - warmup })) }
  })
  const rows = bars.length - warmup
  return { markets: [bars], execution, objectives: ['sharpe'], warmup, folds: { rows, splits }, ...year }
}

function runOf(plan: Plan): Run {
  const { strategy, stages, catalogue } = plan
  const { inSample, outOfSample, windows } = stages
  const task = taskOf(plan, [wholeOf(plan)], [inSample], [outOfSample], windows, ...windows.map((window) => [window]))
  const [report] = evaluateOne(strategy, task, { catalogue }).markets
  const returnsOf = ({ from, to }: RowRange): Column => {
    const found = report.blocks.find(({ rows }) => rows.from === from && rows.to === to)
    return (found as MarketReport['blocks'][number]).result.returns
  }
  return { report, returnsOf }
}

interface Evidence {
  readonly run: Run
  readonly judged: JudgedTrials
  readonly field: Field
}

function figuresOf(plan: Plan, { run, judged, field }: Evidence): CertificateFigures {
  const { inSample, outOfSample, windows } = plan.stages
  const [whole, ...stages] = run.report.folds.map((fold) => stageOf(plan.bars, fold))
  const [searched, unseen, walked, ...parts] = stages
  const { periodsPerYear } = run.report.folds[0].summary
  const luck = judged.trials === undefined ? Number.NaN : deflatedSharpe(run.returnsOf(inSample), judged.trials)
  const record = joined([outOfSample, ...windows].map(run.returnsOf))
  const confidence = confidenceOf(plan.gates, plan.looks)
  const needed = minimumTrackRecord(record, { confidence })
  const figures = {
    periodsPerYear,
    ...{ inSample: searched, outOfSample: unseen, walkForward: walked, windows: parts, whole },
    retention: retentionOf(searched, unseen),
    deflatedSharpe: figureOf(luck),
    ...choiceOf(plan, field, Math.sqrt(periodsPerYear)),
    ...stressOf(plan),
    trackRecord: { bars: record.length, needed: figureOf(needed), confidence },
  }
  return { ...figures, overfitting: overfittingOf(figures) }
}

function stageOf({ time }: Bars, { rows, summary }: FoldReport): StageFigures {
  const [from, to] = [rows[0].from, rows[rows.length - 1].to]
  return {
    ...{ from, to, begins: time[from], ends: time[to - 1] },
    sharpe: figureOf(summary.sharpe),
    totalReturn: figureOf(summary.totalReturn),
    drawdown: figureOf(-summary.maxDrawdown),
    trades: summary.trades,
  }
}

/** Whether choosing among the population is worth anything. */
function choiceOf({ blocks, groups, tested, stages }: Plan, { columns }: Field, year: number) {
  const isField = columns.length >= FEWEST_COLUMNS
  const found = isField ? pbo(columns, { blocks }) : undefined
  const sharpes = isField ? pathSharpes(columns, { groups, tested, gap: stages.embargo }) : new Float64Array(0)
  return {
    pbo: {
      blocks,
      probability: figureOf(found?.probability ?? Number.NaN),
      probabilityOfLoss: figureOf(found?.probabilityOfLoss ?? Number.NaN),
      slope: figureOf(found?.degradation.slope ?? Number.NaN),
    },
    paths: { groups, tested, sharpes: Array.from(sharpes, (sharpe) => figureOf(sharpe * year)) },
  }
}

/** Dearer costs and late orders, over the unseen rows alone. */
function stressOf({ strategy, bars, execution, catalogue, stages, year, costs, delay }: Plan) {
  const scene = { strategy, bars, execution }
  const options = { catalogue, warmup: stages.outOfSample.from, ...year }
  const dear = costStress(scene, { ...options, factors: costs })
  return {
    costStress: dear.map(({ factor, summary }) => ({ factor, sharpe: figureOf(summary.sharpe) })),
    delayStress: { bars: delay, sharpe: figureOf(delayStress(scene, { ...options, bars: delay }).sharpe) },
  }
}

function joined(columns: readonly Column[]): Column {
  return Float64Array.from(columns.flatMap((column) => Array.from(column)))
}
