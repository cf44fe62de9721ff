import type { Column } from '../base/column.ts'
import { checkColumn, checkFinite } from '../base/guards.ts'
import { deviationFrom, meanFrom, sumsOf } from './return-sums.ts'
import { FEWEST_RETURNS, ratio, SPREAD_DUST } from './undefined-rules.ts'

/**
 * Wins and losses of a column of outcomes: profits or returns of trades, or returns of bars. A pass that closes trades
 * itself can keep these sums in the order trades close and gets the same bits.
 */
export interface OutcomeSums {
  /** Number of outcomes, those of exactly 0 included. */
  readonly count: number
  /** Number above 0. */
  readonly wins: number
  /** Number below 0. */
  readonly losses: number
  /** Sum of those above 0. */
  readonly gained: number
  /** Sum of those below 0, as a positive number. */
  readonly lost: number
}

/**
 * Counts and sums the wins and losses of a column, in index order, plainly added.
 *
 * @example
 * outcomeSums(Float64Array.of(3, -1, 0, 1)) // => { count: 4, wins: 2, losses: 1, gained: 4, lost: 1 }
 */
export function outcomeSums(outcomes: Column): OutcomeSums {
  return checkedSums('outcomeSums', outcomes)
}

function checkedSums(where: string, outcomes: Column): OutcomeSums {
  checkOutcomes(where, outcomes)
  let wins = 0
  let losses = 0
  let gained = 0
  let lost = 0
  for (let i = 0; i < outcomes.length; i++) {
    const outcome = outcomes[i]
    if (outcome > 0) {
      wins++
      gained += outcome
    } else if (outcome < 0) {
      losses++
      lost -= outcome
    }
  }
  return { count: outcomes.length, wins, losses, gained, lost }
}

/**
 * The share of wins among wins and losses; outcomes of exactly 0 are neither. NaN when there is no decided outcome.
 *
 * @example
 * winRate(Float64Array.of(3, -1, 0, 1, -2)) // => 0.5
 */
export function winRate(outcomes: Column): number {
  return winRateFrom(checkedSums('winRate', outcomes))
}

/**
 * `winRate` for whoever has the sums already.
 *
 * @example
 * winRateFrom({ count: 4, wins: 3, losses: 1, gained: 6, lost: 1 }) // => 0.75
 */
export function winRateFrom({ wins, losses }: OutcomeSums): number {
  return ratio(wins, wins + losses)
}

/**
 * What was gained over what was lost: sum of wins / sum of losses. NaN without a loss.
 *
 * @example
 * profitFactor(Float64Array.of(3, -1, 0, 1)) // => 4
 */
export function profitFactor(outcomes: Column): number {
  return profitFactorFrom(checkedSums('profitFactor', outcomes))
}

/**
 * `profitFactor` for whoever has the sums already.
 *
 * @example
 * profitFactorFrom({ count: 4, wins: 3, losses: 1, gained: 6, lost: 2 }) // => 3
 */
export function profitFactorFrom({ gained, lost }: OutcomeSums): number {
  return ratio(gained, lost)
}

/**
 * The payoff ratio: mean win over mean loss. NaN without a win or without a loss.
 *
 * @example
 * payoff(Float64Array.of(3, -1, 0, 1)) // => 2
 */
export function payoff(outcomes: Column): number {
  return payoffFrom(checkedSums('payoff', outcomes))
}

/**
 * `payoff` for whoever has the sums already.
 *
 * @example
 * payoffFrom({ count: 4, wins: 3, losses: 1, gained: 6, lost: 2 }) // => 1
 */
export function payoffFrom({ wins, losses, gained, lost }: OutcomeSums): number {
  return ratio(gained / wins, lost / losses)
}

/**
 * The expectancy: what a trade brings on average, (wins - losses) / count, outcomes of 0 included, in the unit of the
 * column. NaN for an empty column.
 *
 * @example
 * expectancy(Float64Array.of(3, -1, 0, 2)) // => 1
 */
export function expectancy(outcomes: Column): number {
  return expectancyFrom(checkedSums('expectancy', outcomes))
}

/**
 * `expectancy` for whoever has the sums already.
 *
 * @example
 * expectancyFrom({ count: 4, wins: 3, losses: 1, gained: 6, lost: 2 }) // => 1
 */
export function expectancyFrom({ count, gained, lost }: OutcomeSums): number {
  return (gained - lost) / count
}

/**
 * The Kelly share by wins and losses, W - (1 - W) / payoff: what a bet that wins or loses its whole mean amount would
 * stake. A rule of thumb for trades; it is not the share that grows a series of returns fastest. NaN without a win or
 * without a loss.
 *
 * @example
 * winLossKelly(Float64Array.of(2, -1, 2, -1)) // => 0.25
 */
export function winLossKelly(outcomes: Column): number {
  const sums = checkedSums('winLossKelly', outcomes)
  const wins = winRateFrom(sums)
  return wins - (1 - wins) / payoffFrom(sums)
}

/**
 * The CPC index: profit factor times win rate times payoff; a trading method is held to be sound above 1.2. NaN where
 * any of them is.
 *
 * @example
 * cpcIndex(Float64Array.of(2, -1, 2, -1)) // => 2
 */
export function cpcIndex(outcomes: Column): number {
  const sums = checkedSums('cpcIndex', outcomes)
  return profitFactorFrom(sums) * winRateFrom(sums) * payoffFrom(sums)
}

/**
 * The system quality number: the mean outcome over its sample deviation times the root of their number, best taken of
 * R multiples or trade returns. The count is not capped at 100. NaN below 4 trades and when they do not vary (Tharp).
 *
 * @example
 * sqn(Float64Array.of(3, 1, 3, 1)).toFixed(4) // => '3.4641'
 */
export function sqn(outcomes: Column): number {
  checkOutcomes('sqn', outcomes)
  const sums = sumsOf(outcomes)
  if (sums.count < FEWEST_RETURNS) return Number.NaN
  return ratio(meanFrom(sums), deviationFrom(sums), SPREAD_DUST) * Math.sqrt(sums.count)
}

function checkOutcomes(where: string, outcomes: Column): void {
  checkColumn(where, 'outcomes', outcomes)
  checkFinite(where, 'outcomes', outcomes)
}
