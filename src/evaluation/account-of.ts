import { checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import type { AccountOptions, EvaluationTask } from './task.ts'

/** The largest share of an account in one market, where nobody says otherwise. */
export const USUAL_CAP = 0.15

/** What binds the markets of one account, with nothing left out. */
export type AccountTerms = Required<AccountOptions>

/** The terms of the account that all markets of a task share, checked; null where each market has its own. */
export function accountOf(where: string, { across, markets, execution, warmup }: EvaluationTask): AccountTerms | null {
  const spec = across?.markets
  const isAccount = spec === 'account' || (typeof spec === 'object' && spec !== null && 'account' in spec)
  if (!isAccount) return null
  if (spec !== 'account') checkKeys(`${where}: across.markets`, spec, ['account'])
  const given = spec === 'account' ? {} : spec.account
  checkKeys(`${where}: across.markets.account`, given, ['cap', 'margin'])
  const { cap = USUAL_CAP, margin = 'cross' } = given
  checkCap(where, cap)
  checkOneOf(where, 'across.markets.account.margin', margin, ['cross', 'isolated'])
  if (margin === 'isolated' && execution?.account === 'cash') {
    refuse(where, 'across.markets.account.margin', margin, {
      rule: "'cross' in a cash account",
      remedy: "Nothing is borrowed there, so there is no margin; set execution.account to 'margin'.",
    })
  }
  checkTogether(where, markets)
  if (Array.isArray(warmup) && warmup.some((rows) => rows !== warmup[0])) {
    refuse(where, 'warmup', warmup, { rule: 'the same for all markets of one account' })
  }
  return { cap, margin }
}

/** Refuses what is no share of an account. */
export function checkCap(where: string, cap: unknown): void {
  checkNumber(where, 'cap', cap, { above: 0, max: 1, remedy: 'Give a fraction of equity: 15 % is 0.15.' })
}

/** Refuses markets whose bars are not at the same times, and a symbol that is there twice: the cap is one of a symbol. */
export function checkTogether(where: string, markets: readonly Bars[]): void {
  const [{ time, symbol, interval, length }] = markets
  const symbols = markets.map((bars) => bars.symbol)
  const twice = symbols.find((name, place) => symbols.indexOf(name) < place)
  if (twice !== undefined) {
    refuse(where, 'the symbols of the markets', twice, {
      rule: 'given once each in one account',
      remedy: 'The cap holds for a symbol: leave one out, or name two that are different things apart.',
    })
  }
  for (const other of markets) {
    const remedy = 'Markets of one account share their times: bring them on one axis with alignBars.'
    const code = 'length-mismatch'
    if (other.length !== length) {
      refuse(where, `the length of ${other.symbol}`, other.length, { rule: `${length}, as of ${symbol}`, code, remedy })
    }
    if (other.interval !== interval) {
      refuse(where, `the interval of ${other.symbol}`, other.interval, {
        rule: `${interval}, as of ${symbol}`,
        code,
        remedy,
      })
    }
    const row = other.time.findIndex((at, t) => time[t] !== at)
    if (row === -1) continue
    refuse(where, `the time of ${other.symbol}`, other.time[row], {
      rule: `${time[row]}, as of ${symbol}`,
      row,
      code,
      remedy,
    })
  }
}
