import type { TrialLedger } from '../../evaluation/trial-ledger.ts'
import type { Certificate } from '../../lifecycle/certificate.ts'
import { gauntlet } from '../../lifecycle/gauntlet.ts'
import type { Catalogue } from '../../strategy/catalogue.ts'
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
  /** Candidates judged on the unseen bars, this one included. */
  readonly looks: number
}

/** Puts a strategy through the gauntlet on each market; bars that were sealed must be open. */
export function certify(strategy: Strategy, trial: Trial): Certificate[] {
  const { config, markets, catalogue, ledger, population, looks } = trial
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

/** Adds certificates to a run. */
export async function saveCertificates({ store }: RunFolder, certificates: readonly Certificate[]): Promise<void> {
  for (const certificate of certificates) await store.append(FILES.certificates, JSON.stringify(certificate))
}

/** Verdicts in words, a market after the other. */
export function verdictLines(certificates: readonly Certificate[]): string[] {
  return certificates.flatMap(({ data, passed, verdict, reasons }) => [
    `${passed ? 'PASSED' : 'FAILED'} on ${data.symbol}: ${verdict}`,
    ...reasons.map((reason) => `  - ${reason}`),
  ])
}
