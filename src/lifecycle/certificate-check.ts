import type { Execution } from '../backtest/execution.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { contentHash } from '../base/content-hash.ts'
import { checkKeys, refuse } from '../base/guards.ts'
import { refuseAll } from '../base/problems.ts'
import type { Bars } from '../market/bars.ts'
import { barsHash } from '../market/bars-hash.ts'
import { strategyHash } from '../strategy/identity.ts'
import type { Strategy } from '../strategy/strategy.ts'
import type { Certificate, Check } from './certificate.ts'
import { verdictOf } from './certificate-of.ts'
import { certificateSchema } from './certificate-schema.ts'
import { confidenceOf, overfittingOf, retentionOf } from './derived-figures.ts'
import { checksOf } from './gauntlet-checks.ts'
import { gatesOf } from './gauntlet-gates.ts'
import { LIBRARY_VERSION } from './library-version.ts'

/** What a certificate is to speak of. */
export interface CertifiedSubject {
  readonly strategy?: Strategy
  readonly bars?: Bars
  readonly execution?: Execution
}

/**
 * Refuses anything but a certificate as `gauntlet` made it: of its shape, with the hash of its content, with checks and a
 * verdict that follow from its figures and gates, and of the strategy, bars and execution given. A certificate of failure
 * is one too: look at `passed`. The hash finds a change, not a forger who forms it anew; to be sure, run the gauntlet again.
 *
 * @example
 * const bars = showcaseMarket('rise')
 * const strategy = { parts: [partOf(emaCrossover)] }
 * const trials = { sharpes: { perPeriod: [0.05, 0.1] } }
 * const certificate = gauntlet(strategy, bars, { execution: perpetual, trials, population: [strategy] })
 * checkCertificate(certificate, { strategy, bars }) // => undefined
 * checkCertificate({ ...certificate, passed: true }) // throws 'invalid-state'
 */
export function checkCertificate(
  certificate: unknown,
  subject: CertifiedSubject = {},
): asserts certificate is Certificate {
  checkOne('checkCertificate', certificate, subject)
}

/**
 * The certificate of a JSON text, refused as by `checkCertificate`.
 *
 * @example
 * const strategy = { parts: [partOf(emaCrossover)] }
 * const options = { execution: perpetual, trials: { sharpes: { perPeriod: [0.05, 0.1] } }, population: [strategy] }
 * const certificate = gauntlet(strategy, showcaseMarket('rise'), options)
 * parseCertificate(JSON.stringify(certificate)).hash === certificate.hash // => true
 * parseCertificate('{}') // throws 'invalid-json'
 */
export function parseCertificate(text: string, subject: CertifiedSubject = {}): Certificate {
  const where = 'parseCertificate'
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    refuse(where, 'text', text, { rule: 'JSON', code: 'invalid-json', cause, remedy: 'Pass what JSON.stringify made.' })
  }
  return checkOne(where, json, subject)
}

function checkOne(where: string, json: unknown, subject: CertifiedSubject): Certificate {
  checkKeys(where, subject, ['strategy', 'bars', 'execution'])
  const parsed = certificateSchema().safeParse(json)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const value = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], json)
      return { field: path.join('.') || 'the whole', message, value }
    })
    refuseAll(where, problems, {
      code: 'invalid-json',
      summary: 'this is not a certificate of version 1',
      remedy: 'Pass what gauntlet gave, unchanged.',
    })
  }
  const certificate = json as Certificate
  checkWhole(where, certificate)
  checkSubject(where, certificate, subject)
  return certificate
}

/** Refuses a certificate that does not say what its figures say, whether or not its hash was formed anew. */
function checkWhole(where: string, { hash, ...body }: Certificate): void {
  const remedy = 'It was changed after it was made: run the gauntlet again.'
  const same = (what: string, found: unknown, expected: unknown) => {
    if (canonicalJson(found) === canonicalJson(expected)) return
    refuse(where, what, found, { rule: 'as the rest of the certificate says', code: 'invalid-state', remedy })
  }
  same('hash', hash, contentHash(body))
  const { checks, figures, gates, looks, passed, reasons, verdict, strategy, execution, code } = body
  const { retention, trackRecord, overfitting } = figures
  gatesOf(where, gates)
  same('figures.retention', retention, retentionOf(figures.inSample, figures.outOfSample))
  same('figures.trackRecord.confidence', trackRecord.confidence, confidenceOf(gates, looks))
  same('figures.overfitting.score', overfitting.score, overfittingOf(figures).score)
  same('checks', checks.map(withoutWords), checksOf(figures, gates).map(withoutWords))
  same('passed', passed, verdictOf(checks).passed)
  same('reasons', reasons, verdictOf(checks).reasons)
  same('strategy.hash', strategy.hash, strategyHash(strategy.json))
  same('execution.hash', execution.hash, contentHash(execution.json))
  if (code.version !== LIBRARY_VERSION) return
  same('checks', checks, checksOf(figures, gates))
  same('verdict', verdict, verdictOf(checks).verdict)
  same('figures.overfitting.verdict', overfitting.verdict, overfittingOf(figures).verdict)
}

/** Words may differ from one version of the library to the next; what they say may not. */
function withoutWords({ reason, ...check }: Check): Omit<Check, 'reason'> {
  return check
}

function checkSubject(where: string, certificate: Certificate, { strategy, bars, execution }: CertifiedSubject): void {
  const same = (what: string, found: string, expected: string) => {
    if (found === expected) return
    refuse(where, what, found, {
      rule: `${expected}, that of the one given`,
      code: 'invalid-state',
      remedy: 'The certificate is of another one.',
    })
  }
  if (strategy !== undefined && !Array.isArray(strategy?.parts)) {
    refuse(where, 'strategy', strategy, { rule: 'an object with parts' })
  }
  if (strategy !== undefined) same('strategy.hash', certificate.strategy.hash, strategyHash(strategy))
  if (bars !== undefined) same('data.hash', certificate.data.hash, barsHash(bars))
  if (execution !== undefined) same('execution.hash', certificate.execution.hash, contentHash(execution))
}
