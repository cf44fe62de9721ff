import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pearson } from '../../src/math/correlation.ts'
import { allocate } from '../../src/portfolio/allocate.ts'
import type { AllocateOptions, Candidate } from '../../src/portfolio/candidates.ts'
import { scoreOf, scoreParts } from '../../src/portfolio/strategy-score.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { sumOf } from './random-covariance.ts'

const METHODS = [
  ...(['equal', 'inverse-variance', 'inverse-volatility', 'hrp', 'herc', 'nco', 'risk-parity'] as const),
  ...(['minimum-variance', 'maximum-diversification', 'kelly'] as const),
]

/** Strategies of which every third follows the one before it. */
const strategiesOf = (seed: number, count: number, rows = 60): Candidate[] => {
  const random = randomFrom(seed, 'strategies')
  const out: Candidate[] = []
  for (let i = 0; i < count; i++) {
    const before = out[i - 1]?.returns
    const size = 0.002 + 0.02 * random.float()
    const returns = Float64Array.from({ length: rows }, (_, t) => {
      const noise = size * (0.2 * random.float() + random.normal())
      return Math.max(-0.9, i % 3 === 2 ? before[t] + 0.2 * noise : noise)
    })
    out.push({ id: `s${i}`, returns, age: Math.floor(500 * random.float()) })
  }
  return out
}

describe('allocate', () => {
  test.each(METHODS)('%s: caps hold, weights and cash sum to 1, and no two that are kept are near', (method) => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), (seed, count) => {
        const strategies = strategiesOf(seed, count)
        const { weights, cash, decisions, report } = allocate(strategies, { method })
        const cap = method === 'kelly' ? 0.25 : 0.4
        expect(Math.max(...weights)).toBeLessThanOrEqual(cap)
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
        expect(cash).toBeGreaterThanOrEqual(0)
        expect(Math.abs(sumOf(weights) + cash - 1)).toBeLessThan(1e-12)
        const kept = Array.from(weights.keys()).filter((i) => decisions[i].verdict === 'kept')
        expect(report?.riskContributions?.length ?? kept.length).toBe(kept.length)
        if (method !== 'kelly') expect(cash < 1e-12).toBe(kept.length >= 3)
        for (const i of kept) {
          for (const j of kept) {
            if (i < j) expect(pearson(strategies[i].returns, strategies[j].returns)).toBeLessThanOrEqual(0.7)
          }
        }
        for (const [i, { verdict, score, weight }] of decisions.entries()) {
          expect(weight).toBe(weights[i])
          if (verdict === 'kept') continue
          expect(weight).toBe(0)
          // A better one that is kept is why it was dropped.
          const better = kept.some((k) => {
            const near = pearson(strategies[i].returns, strategies[k].returns) > 0.7
            return near && (decisions[k].score ?? 0) >= (score ?? 0)
          })
          expect(better).toBe(true)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('the score is the weighted mean of its parts', () => {
    const returns = Float64Array.from({ length: 40 }, (_, t) => (t % 2 === 0 ? 0.02 : -0.01))
    const parts = scoreParts(returns, { age: 250 }, 250)
    // Mean 0.005, deviation 0.015 sqrt(40 / 39): t = sqrt(39) / 3.
    const t = Math.sqrt(39) / 3
    expect(parts.sharpe).toBeCloseTo((1 + t / (1 + t)) / 2, 12)
    expect(parts.consistency).toBe(1)
    expect(parts.drawdown).toBeCloseTo(0.99, 12)
    expect(parts.age).toBe(0.5)
    const score = scoreOf(parts, { sharpe: 1, consistency: 2, drawdown: 1, age: 4 })
    expect(score).toBeCloseTo((parts.sharpe + 2 + 0.99 + 2) / 8, 12)
    expect(scoreParts(returns, { consistency: 0.3 }, 250).consistency).toBe(0.3)
  })

  test('says in words why each was kept or dropped', () => {
    const [a, b] = strategiesOf(7, 2)
    const good = a.returns.map((value) => value + 0.004)
    const young = b.returns.map((value, t) => (t < 50 ? Number.NaN : value))
    const { decisions, weights, cash } = allocate(
      [
        { id: 'twin', returns: good.map((value) => 2 * value) },
        { id: 'good', returns: good, age: 1000 },
        { id: 'other', returns: b.returns },
        { id: 'young', returns: young },
        { id: 'still', returns: new Float64Array(60) },
      ],
      { missing: 'complete', method: 'equal' },
    )
    expect(decisions.map(({ verdict }) => verdict)).toEqual([
      ...['correlated', 'kept', 'kept', 'too-few-rows', 'no-variance'],
    ])
    expect(decisions[0].reason).toMatch(
      /^dropped: correlated 1\.00 with "good", whose score is 0\.\d\d, its own 0\.\d\d\.$/,
    )
    expect(decisions[1].reason).toMatch(/^kept: score 0\.\d\d, rank 1; weight 0\.40, the cap\.$/)
    expect(decisions[2].reason).toMatch(
      /^kept: score 0\.\d\d, rank 2, correlated -?0\.\d\d at most with a better one \("good"\); /,
    )
    expect(decisions[3].reason).toBe('dropped: 10 returns, 30 are asked.')
    expect(decisions[4].reason).toBe('dropped: its returns never change.')
    expect(weights).toEqual(Float64Array.of(0, 0.4, 0.4, 0, 0))
    expect(cash).toBeCloseTo(0.2, 15)
  })

  test('a negative correlation is no reason to drop, and scores and numbers can be', () => {
    const [a] = strategiesOf(3, 1)
    const hedge = a.returns.map((value) => 0.001 - value)
    const two = [a, { id: 'hedge', returns: hedge }]
    expect(allocate(two, { method: 'equal' }).weights).toEqual(Float64Array.of(0.4, 0.4))
    expect(allocate(two, { minScore: 1 }).decisions[0].verdict).toBe('low-score')
    const first = allocate(two, { maxStrategies: 1 }).decisions.map(({ verdict }) => verdict)
    expect([...first].sort()).toEqual(['kept', 'too-many'])
  })

  test('what nobody deserves stays in cash', () => {
    const still = [{ id: 'still', returns: new Float64Array(60) }]
    expect(allocate(still)).toMatchObject({ weights: Float64Array.of(0), cash: 1, report: null })
    const loser = strategiesOf(5, 1).map(({ id, returns }) => ({ id, returns: returns.map((value) => value - 0.02) }))
    expect(allocate(loser, { method: 'kelly' })).toMatchObject({ weights: Float64Array.of(0), cash: 1 })
    expect(allocate(loser, { method: 'kelly' }).decisions[0].reason).toContain('the rule gives it nothing')
  })

  test('few strategies keep the weights of the rule below the cap', () => {
    const [a, b] = strategiesOf(11, 2)
    const calm = { id: 'calm', returns: a.returns.map((value) => 0.01 * value) }
    const { weights, cash } = allocate([calm, b], { method: 'inverse-variance' })
    expect(weights[0]).toBe(0.4)
    expect(weights[1]).toBeLessThan(0.01)
    expect(cash).toBeGreaterThan(0.59)
  })

  test('takes fewer rows than strategies by every estimate that gives a covariance', () => {
    const many = strategiesOf(2, 40, 32)
    for (const covariance of [
      'ledoit-wolf',
      'constant-correlation',
      'oas',
      'denoised',
      'sample',
      'exponential',
    ] as const) {
      expect(sumOf(allocate(many, { covariance }).weights)).toBeCloseTo(1, 12)
    }
  })

  const [a, b] = strategiesOf(1, 2)
  const gap = a.returns.map((value, t) => (t === 3 ? Number.NaN : value))
  test.each<[string, Candidate[], AllocateOptions]>([
    ['strategies.length must be', [], {}],
    ['strategies[1].id must be a name of its own', [a, { ...b, id: a.id }], {}],
    ['must be finite', [{ ...a, returns: gap }], {}],
    ['These look like prices', [{ id: 'p', returns: a.returns.map((value) => 100 + value) }], {}],
    ['must be at least -1', [{ id: 'p', returns: a.returns.map((value) => 1000 * value) }], {}],
    ['returns.length must be 60', [a, { id: 'b', returns: new Float64Array(3) }], {}],
    ['method must be one of', [a], { method: 'best' as 'hrp' }],
    ['maxWeight must be', [a], { maxWeight: 0 }],
    ['score.age must be', [a], { score: { age: -1 } }],
    ['Did you mean "maxWeight"?', [a], { maxWeigth: 0.3 } as AllocateOptions],
    ['age must be', [{ ...a, age: -1 }], {}],
    [
      'the number of rows where every strategy',
      [
        a,
        { ...b, returns: b.returns.map((value, t) => (t < 30 ? Number.NaN : value)) },
        { id: 'c', returns: a.returns.map((value, t) => (t > 29 ? Number.NaN : value)) },
      ],
      { missing: 'complete' },
    ],
  ])('refuses: %s', (message, strategies, options) => {
    expect(() => allocate(strategies, options)).toThrow(message)
  })
})
