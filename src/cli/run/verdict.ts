import type { TrialLedger } from '../../evaluation/trial-ledger.ts'
import type { Certificate } from '../../lifecycle/certificate.ts'
import { gauntlet } from '../../lifecycle/gauntlet.ts'
import type { Catalogue } from '../../strategy/catalogue.ts'
import { strategyHash } from '../../strategy/identity.ts'
import type { Strategy } from '../../strategy/strategy.ts'
import type { RunConfig } from './config.ts'
import { FILES, jsonOf, type RunFolder } from './folder.ts'
import { fractionsOf, type StagedMarket } from './markets.ts'
import { executionOf } from './task.ts'

/** What a strategy is judged with once the search is over. */
export interface Trial {
  readonly config: RunConfig
  readonly markets: readonly StagedMarket[]
  readonly catalogue: Catalogue
  readonly ledger: TrialLedger
  readonly population: readonly Strategy[]
}

/**
 * The certificates of a strategy, one a market: those that the run holds, or fresh ones, written down. Every other strategy
 * that was judged on these bars before makes it harder. Bars that were sealed must be open.
 */
export async function judge(folder: RunFolder, strategy: Strategy, trial: Trial): Promise<readonly Certificate[]> {
  const before = await readCertificates(folder)
  const hash = strategyHash(strategy)
  const own = before.filter((certificate) => certificate.strategy.hash === hash)
  if (own.length > 0) return own
  const looks = new Set(before.map((certificate) => certificate.strategy.hash)).size + 1
  const fresh = certify(strategy, trial, looks)
  // Those of all markets in one step: a strategy that is half judged would never be judged to its end.
  const lines = [...before, ...fresh].map((certificate) => `${JSON.stringify(certificate)}\n`)
  await folder.store.write(FILES.certificates, lines.join(''))
  return fresh
}

function certify(strategy: Strategy, trial: Trial, looks: number): Certificate[] {
  const { config, markets, catalogue, ledger, population } = trial
  const fractions = fractionsOf(config.unseen)
  return markets.map(({ stages: { warmup, embargo }, bars }) => {
    const given = { execution: executionOf(config), trials: ledger, population, catalogue, looks }
    return gauntlet(strategy, bars, { ...given, fractions, warmup, embargo })
  })
}

/** Every certificate that was made in a run, oldest first. */
export async function readCertificates({ store, path }: RunFolder): Promise<readonly Certificate[]> {
  const lines = await store.lines(FILES.certificates)
  return lines.map((line) => jsonOf(`${path}/${FILES.certificates}`, line) as Certificate)
}

/** Verdicts in words, a market after the other. */
export function verdictLines(certificates: readonly Certificate[]): string[] {
  return certificates.flatMap(({ data, passed, verdict, reasons }) => [
    `${passed ? 'PASSED' : 'FAILED'} on ${data.symbol}: ${verdict}`,
    ...reasons.map((reason) => `  - ${reason}`),
  ])
}
