import type { Execution } from '../backtest/execution.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { contentHash } from '../base/content-hash.ts'
import { barsHash } from '../market/bars-hash.ts'
import { strategyHash } from '../strategy/identity.ts'
import { plain } from '../strategy/to-strategy.ts'
import { type Certificate, type CertificateFigures, type Check, sealed } from './certificate.ts'
import { checksOf } from './gauntlet-checks.ts'
import type { Plan } from './gauntlet-options.ts'
import type { Field } from './gauntlet-population.ts'
import type { JudgedTrials } from './gauntlet-trials.ts'
import { LIBRARY_VERSION } from './library-version.ts'

interface Findings {
  readonly plan: Plan
  readonly judged: JudgedTrials
  readonly field: Field
  readonly figures: CertificateFigures
}

/** The certificate of what was found. */
export function certificateOf({ plan, judged, field, figures }: Findings): Certificate {
  const { strategy, bars, execution, gates, looks, stages } = plan
  const checks = checksOf(figures, gates)
  const json = JSON.parse(canonicalJson(execution)) as Execution
  return sealed({
    kind: 'gauntlet',
    version: 1,
    ...verdictOf(checks),
    ...{ checks, figures, gates, looks },
    trials: judged.figures,
    population: field.figures,
    strategy: { hash: strategyHash(strategy), json: plain(strategy) },
    data: { symbol: bars.symbol, interval: bars.interval, bars: bars.length, hash: barsHash(bars) },
    execution: { hash: contentHash(json), json },
    plan: { warmup: stages.warmup, embargo: stages.embargo },
    code: { name: '@organism/core', version: LIBRARY_VERSION },
  })
}

/** The verdict that checks come to. */
export function verdictOf(checks: readonly Check[]): Pick<Certificate, 'passed' | 'verdict' | 'reasons'> {
  const reasons = checks.filter(({ passed }) => !passed).map(({ reason }) => reason)
  const count = checks.length
  const verdict =
    reasons.length === 0
      ? `Certified: it came through all ${count} gates.`
      : `Not certified: it failed ${reasons.length} of ${count} gates.`
  return { passed: reasons.length === 0, verdict, reasons }
}
