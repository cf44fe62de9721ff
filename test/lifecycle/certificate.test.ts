import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { perpetual, spot } from '../../src/backtest/execution.ts'
import { canonicalJson } from '../../src/base/canonical-json.ts'
import { contentHash } from '../../src/base/content-hash.ts'
import type { Certificate } from '../../src/lifecycle/certificate.ts'
import { keeps } from '../../src/lifecycle/certificate.ts'
import { checkCertificate, parseCertificate } from '../../src/lifecycle/certificate-check.ts'
import { figureOf } from '../../src/lifecycle/figure.ts'
import { gauntlet } from '../../src/lifecycle/gauntlet.ts'
import { LIBRARY_VERSION } from '../../src/lifecycle/library-version.ts'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { strategyHash } from '../../src/strategy/identity.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'

const crossover = (fast: number): Strategy => ({ parts: [partOf(emaCrossover, { fast, gap: 20, side: 'both' })] })
const strategy = crossover(10)
const population = [10, 12, 14, 16, 18, 20, 22, 24, 26, 28].map(crossover)
const bars = brownianMarket(randomFrom(2), { length: 2000 })
const trials = { sharpes: { perPeriod: [0.01, 0.02, 0.03, 0.015, 0.025, 0.01, 0.02, 0.03, 0.015, 0.025] } }
const certificate = gauntlet(strategy, bars, { execution: perpetual, trials, population })

type Json = { [key: string]: Json } & Json[]

/** Every path to a leaf of a JSON value. */
function leaves(json: unknown, path: readonly string[] = []): string[][] {
  if (typeof json !== 'object' || json === null) return [[...path]]
  return Object.entries(json).flatMap(([key, member]) => leaves(member, [...path, key]))
}

function changed(path: readonly string[]): unknown {
  const copy = JSON.parse(JSON.stringify(certificate)) as Json
  const holder = path.slice(0, -1).reduce((json, key) => json[key], copy) as unknown as Record<string, unknown>
  const last = path[path.length - 1]
  const value = holder[last]
  holder[last] =
    typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : value === null ? 1 : `${value}a`
  return copy
}

/** A forgery: changed, and the hash formed anew. */
function forged(change: Partial<Certificate>): Certificate {
  const { hash, ...body } = { ...certificate, ...change }
  return { ...body, hash: contentHash(body) }
}

describe('certificate', () => {
  test('is plain JSON and comes back as it was', () => {
    expect(JSON.parse(JSON.stringify(certificate))).toEqual(certificate)
    expect(parseCertificate(JSON.stringify(certificate))).toEqual(certificate)
    expect(parseCertificate(canonicalJson(certificate))).toEqual(certificate)
    expect(() => checkCertificate(certificate, { strategy, bars, execution: perpetual })).not.toThrow()
  })

  test('says what it speaks of', () => {
    expect(certificate.strategy).toEqual({ hash: strategyHash(strategy), json: strategy })
    expect(certificate.data).toMatchObject({ symbol: 'BROWNIAN', interval: 3_600_000, bars: 2000 })
    expect(certificate.execution).toEqual({ hash: contentHash(perpetual), json: perpetual })
    expect(certificate.code).toEqual({ name: '@organism/core', version: LIBRARY_VERSION })
  })

  test('is the same again, and another one of other bars', () => {
    expect(gauntlet(strategy, bars, { execution: perpetual, trials, population })).toEqual(certificate)
    const close = bars.close.slice()
    close[1999] *= 1 + 1e-12
    const other = gauntlet(strategy, { ...bars, close }, { execution: perpetual, trials, population })
    expect(other.data.hash).not.toBe(certificate.data.hash)
    expect(other.hash).not.toBe(certificate.hash)
  })

  test('the version is that of the package', () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
    expect([certificate.code.name, LIBRARY_VERSION]).toEqual([manifest.name, manifest.version])
  })
})

describe('checkCertificate', () => {
  test('finds a change of any one leaf', () => {
    const paths = leaves(certificate)
    expect(paths.length).toBeGreaterThan(200)
    for (const path of paths) expect(() => checkCertificate(changed(path)), path.join('.')).toThrow()
  })

  test('finds verdicts that do not follow from the figures, whatever the hash', () => {
    const passed = certificate.checks.map((check) => ({ ...check, passed: true }))
    const message = (what: string) => new RegExp(`${what} must be as the rest of the certificate says`)
    expect(() => checkCertificate(forged({ passed: true }))).toThrow(message('passed'))
    expect(() => checkCertificate(forged({ reasons: [] }))).toThrow(message('reasons'))
    expect(() => checkCertificate(forged({ checks: passed }))).toThrow(message('checks'))
    expect(() => checkCertificate(forged({ checks: [] }))).toThrow(message('checks'))
    expect(() => checkCertificate(forged({ gates: { ...certificate.gates, pbo: 1 } }))).toThrow(message('checks'))
    const { figures } = certificate
    expect(() => checkCertificate(forged({ looks: 9 }))).toThrow(message('figures.trackRecord.confidence'))
    expect(() => checkCertificate(forged({ figures: { ...figures, retention: 2 } }))).toThrow(
      message('figures.retention'),
    )
    const fine = { score: 0, verdict: figures.overfitting.verdict }
    expect(() => checkCertificate(forged({ figures: { ...figures, overfitting: fine } }))).toThrow(
      message('figures.overfitting.score'),
    )
    const wild = { ...certificate.gates, confidence: 7 }
    expect(() => checkCertificate(forged({ gates: wild }))).toThrow(/gates.confidence must be/)
    const other = { hash: certificate.strategy.hash, json: crossover(11) }
    expect(() => checkCertificate(forged({ strategy: other }))).toThrow(message('strategy.hash'))
    const cheap = { hash: certificate.execution.hash, json: spot }
    expect(() => checkCertificate(forged({ execution: cheap }))).toThrow(message('execution.hash'))
  })

  test('finds words that say something else, except those of another version of the library', () => {
    const message = (what: string) => new RegExp(`${what} must be as the rest of the certificate says`)
    const verdict = 'Certified: it came through all 13 gates.'
    expect(certificate.passed).toBe(false)
    expect(() => checkCertificate(forged({ verdict }))).toThrow(message('verdict'))
    const reworded = certificate.checks.map((check) => ({ ...check, reason: 'All is well.' }))
    const reasons = certificate.reasons.map(() => 'All is well.')
    expect(() => checkCertificate(forged({ checks: reworded, reasons }))).toThrow(message('checks'))
    const { figures } = certificate
    const overfitting = { ...figures.overfitting, verdict: 'Little speaks for luck.' }
    expect(() => checkCertificate(forged({ figures: { ...figures, overfitting } }))).toThrow(
      message('figures.overfitting.verdict'),
    )
    const code = { ...certificate.code, version: '0.0.1' }
    expect(() => checkCertificate(forged({ code, checks: reworded, reasons }))).not.toThrow()
  })

  test('refuses the certificate of another strategy, market or execution', () => {
    const refusal = (what: string) =>
      expect.objectContaining({
        code: 'invalid-state',
        message: expect.stringMatching(`${what} must be [0-9a-f]{64}, that`),
      })
    expect(() => checkCertificate(certificate, { strategy: crossover(11) })).toThrow(refusal('strategy.hash'))
    expect(() => checkCertificate(certificate, { execution: spot })).toThrow(refusal('execution.hash'))
    const other = brownianMarket(randomFrom(3), { length: 2000 })
    expect(() => checkCertificate(certificate, { bars: other })).toThrow(refusal('data.hash'))
    expect(() => checkCertificate(certificate, { bar: bars } as object)).toThrow(/Did you mean "bars"/)
  })

  test('refuses what is no certificate, with everything that is wrong', () => {
    const refusal = expect.objectContaining({ code: 'invalid-json' })
    for (const none of [null, undefined, 3, 'certificate', [], {}, { ...certificate, version: 2 }]) {
      expect(() => checkCertificate(none)).toThrow(refusal)
    }
    expect(() => checkCertificate({ ...certificate, more: 1 })).toThrow(/more/)
    expect(() => checkCertificate({ ...certificate, looks: 0, passed: 'yes' })).toThrow(
      /looks[\s\S]*passed|passed[\s\S]*looks/,
    )
    const junk = { hash: certificate.strategy.hash, json: { parts: [null] } }
    expect(() => checkCertificate(forged({ strategy: junk as never }))).toThrow(refusal)
    expect(() => checkCertificate(forged({ figures: { ...certificate.figures, windows: [] } }))).toThrow(
      /figures.windows: .*, received an array of length 0/,
    )
    expect(() => checkCertificate(certificate, { strategy: 3 as never })).toThrow(
      /strategy must be an object with parts/,
    )
    expect(() => parseCertificate('{"kind":')).toThrow(/text must be JSON/)
    expect(() => parseCertificate('null')).toThrow(refusal)
  })
})

describe('figures', () => {
  test('what is not a finite number keeps no rule', () => {
    for (const rule of ['above', 'at least', 'at most'] as const) {
      for (const gate of [0, -1e9, 1e9])
        expect([keeps(null, rule, gate), keeps('Infinity', rule, gate)]).toEqual([false, false])
    }
  })

  test('rules are those of their words', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), (figure, gate) => {
        expect(keeps(figure, 'above', gate)).toBe(figure > gate)
        expect(keeps(figure, 'at least', gate)).toBe(figure >= gate)
        expect(keeps(figure, 'at most', gate)).toBe(figure <= gate)
      }),
    )
  })

  test('JSON loses nothing of a figure', () => {
    expect([Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1e-300].map(figureOf)).toEqual([
      ...[null, null, 'Infinity', 1e-300],
    ])
    expect(Object.is(figureOf(-0), 0)).toBe(true)
  })
})
