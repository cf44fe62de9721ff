import type { ErrorCode } from '../base/error.ts'
import { refuse } from '../base/guards.ts'
import { refuseAll } from '../base/problems.ts'
import type { Bars } from '../market/bars.ts'
import { type Catalogue, seedOf } from './catalogue.ts'
import { problemsOf } from './problems-of.ts'
import type { Need, Seed } from './seed.ts'
import type { Strategy } from './strategy.ts'
import { partWarmup } from './warmup.ts'

/**
 * Refuses what is no strategy of these seeds, with everything wrong listed at once: part, gene, rule and value.
 *
 * @example
 * const part = { seed: 'ema-crossover', version: 1, genes: { fast: 5, gap: 15, side: 'long' } }
 * checkStrategy({ parts: [part] }, catalogue([emaCrossover])) // => undefined
 * checkStrategy({ parts: [{ ...part, version: 9 }] }, catalogue([emaCrossover])) // throws 'invalid-argument'
 */
export function checkStrategy(strategy: unknown, catalogue: Catalogue): asserts strategy is Strategy {
  refuseProblems('checkStrategy', strategy, catalogue, 'invalid-argument')
}

/** Throws all that is wrong as one list. */
export function refuseProblems(where: string, strategy: unknown, catalogue: Catalogue, code: ErrorCode): void {
  const problems = problemsOf(strategy, catalogue)
  if (problems.length === 0) return
  refuseAll(where, problems, {
    code,
    summary: `${problems.length} ${problems.length === 1 ? 'entry does' : 'entries do'} not fit a strategy`,
    remedy: 'Mend these entries before calling.',
  })
}

/** Refuses a market that lacks a column a part needs, or that ends before the strategy can speak. */
export function checkMarket(where: string, { parts }: Strategy, bars: Bars, catalogue: Catalogue): void {
  let longest = 0
  for (let place = 1; place < parts.length; place++) {
    if (partWarmup(parts[place], catalogue) > partWarmup(parts[longest], catalogue)) longest = place
  }
  for (const part of parts) {
    for (const need of missingIn(bars, seedOf(where, catalogue, part))) {
      refuse(where, `bars.${need}`, undefined, {
        rule: `a column, because ${part.seed} needs it`,
        code: 'invalid-bars',
        remedy: `Give ${bars.symbol} the column, or leave the part out.`,
      })
    }
  }
  const warmup = partWarmup(parts[longest], catalogue)
  if (bars.length > warmup) return
  refuse(where, 'bars.length', bars.length, {
    rule: `more than ${warmup}, the warm-up of part ${longest}, ${parts[longest].seed}`,
    code: 'invalid-bars',
    remedy: `Give ${bars.symbol} more bars, or the part shorter periods.`,
  })
}

/** What a seed needs of a market and does not find there. */
export function missingIn({ funding, extras }: Bars, { needs = [] }: Seed): Need[] {
  return needs.filter((need) => (need === 'funding' ? funding : extras?.[need.slice('extras.'.length)]) === undefined)
}
