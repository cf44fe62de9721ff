import { checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import type { Bars } from '../market/bars.ts'
import { checkAxis } from '../market/check-bars.ts'
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
  const symbols = markets.map((bars) => bars.symbol)
  const twice = symbols.find((name, place) => symbols.indexOf(name) < place)
  if (twice !== undefined) {
    refuse(where, 'the symbols of the markets', twice, {
      rule: 'given once each in one account',
      remedy: 'The cap holds for a symbol: leave one out, or name two that are different things apart.',
    })
  }
  checkAxis(where, markets)
}
