import type { Strategy } from '../strategy/strategy.ts'
import type { Workspace } from '../strategy/workspace.ts'
import { judgeStrategy, type Verdict } from './judge-strategy.ts'
import type { Prepared } from './prepare.ts'
import type { Outcome } from './score-cache.ts'

/** Where strategies are judged. */
export interface Bench {
  readonly task: Prepared
  readonly workspace: Workspace
  /** Is told the place of each strategy before it is judged. */
  readonly onBegin?: (place: number) => void
}

/**
 * Judges strategies one after another and places what they came to by index: the work of a batch, wherever it is done.
 * Nothing passes from one to the next but the columns of the workspace, so any parting into batches gives the same bits. A
 * strategy that cannot be judged is a fault with its reason, never an exception.
 */
export function evaluateBatch(strategies: readonly Strategy[], { task, workspace, onBegin }: Bench): Outcome[] {
  return strategies.map((strategy, place) => {
    onBegin?.(place)
    return outcomeOf(task, () => judgeStrategy(strategy, task, workspace))
  })
}

/** The outcome of a strategy that could not be judged. */
export function faulty({ measures }: Pick<Prepared, 'measures'>, fault: string): Outcome {
  const scores = new Float64Array(measures.length).fill(Number.NaN)
  return { scores, violation: Number.POSITIVE_INFINITY, fault, sharpe: Number.NaN, path: new Float64Array(0) }
}

/** What judging came to, a thrown error being a fault. */
function outcomeOf(task: Prepared, judge: () => Verdict): Outcome {
  try {
    const verdict = judge()
    const { scores, violation, sharpe, path } = verdict
    const fault = undefinedIn(task, verdict)
    if (fault === null) return { scores, violation, fault, sharpe, path }
    return { ...faulty(task, fault), sharpe, path }
  } catch (error) {
    return faulty(task, error instanceof Error ? error.message : String(error))
  }
}

/** Where a score is no number, in words: the first objective, market and fold. */
function undefinedIn({ measures, markets, account }: Prepared, verdict: Verdict): string | null {
  const place = verdict.scores.findIndex((score) => !Number.isFinite(score))
  if (place < 0) return null
  for (const [market, { folds }] of verdict.markets.entries()) {
    const fold = folds.findIndex(({ scores }) => !Number.isFinite(scores[place]))
    if (fold < 0) continue
    const score = folds[fold].scores[place]
    const where = account === null ? markets[market].bars.symbol : 'the account'
    return `${measures[place].name} is ${score} on ${where}, fold ${fold}`
  }
  return `${measures[place].name} is ${verdict.scores[place]}`
}
