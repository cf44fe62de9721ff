import { describe, expect, test } from 'vitest'
import { overfittingScore } from '../../src/validation/overfitting-score.ts'

const ratios = (inSample: number, outOfSample: number) => ({
  sharpe: { inSample: { perPeriod: inSample }, outOfSample: { perPeriod: outOfSample } },
})

describe('overfittingScore', () => {
  test('every gate is one half, nothing against is 0, everything against is 1', () => {
    const atGate = [{ deflatedSharpe: 0.95 }, { pbo: 0.5 }, ratios(1, 0.7)]
    expect(atGate.map((evidence) => overfittingScore(evidence).score)).toEqual([0.5, 0.5, 0.5])
    const none = [{ deflatedSharpe: 1 }, { pbo: 0 }, ratios(0.1, 0.2), { length: { count: 10, needed: 10 } }]
    expect(none.map((evidence) => overfittingScore(evidence).score)).toEqual([0, 0, 0, 0])
    const all = [
      { deflatedSharpe: 0 },
      { pbo: 1 },
      ratios(0.1, -1),
      ratios(-0.1, -0.2),
      { length: { count: 9, needed: Number.POSITIVE_INFINITY } },
    ]
    expect(all.map((evidence) => overfittingScore(evidence).score)).toEqual([1, 1, 1, 1, 1])
  })

  test('is straight on both sides of the gate', () => {
    expect(overfittingScore({ pbo: 0.25 }).score).toBe(0.25)
    expect(overfittingScore({ pbo: 0.75 }).score).toBe(0.75)
    expect(overfittingScore({ deflatedSharpe: 0.475 }).score).toBeCloseTo(0.75, 12)
    expect(overfittingScore({ length: { count: 75, needed: 100 } }).score).toBe(0.625)
  })

  test('is as bad as the worst evidence, and the sentence names it', () => {
    const good = { deflatedSharpe: 0.99, pbo: 0.1 }
    expect(overfittingScore(good)).toMatchObject({
      verdict:
        'Little speaks for luck (score 0.10): going by all trials, the chance that its Sharpe ratio is more than luck is 99 %.',
    })
    expect(overfittingScore({ ...good, ...ratios(2, 1.5) }).verdict).toBe(
      'Fit, but not by far (score 0.42): of its Sharpe ratio 75 % was left on rows it had not seen.',
    )
    for (const seen of [-1.4, 0]) {
      expect(overfittingScore({ ...good, ...ratios(seen, 5) }).verdict).toBe(
        'Likely luck (score 1.00): on the rows it was chosen on its Sharpe ratio was not above 0, so there was nothing to keep.',
      )
    }
    const bad = overfittingScore({ ...good, pbo: 0.62, length: { count: 500, needed: 800.5 } })
    expect(bad.score).toBe(Math.max(...Object.values(bad.parts)))
    expect(bad.parts).toMatchObject({ selection: 0.62 })
    expect(bad.verdict).toBe('Likely luck (score 0.69): its record has 500 bars and needs 801.')
    expect(overfittingScore({ pbo: 0.62 }).verdict).toBe(
      'Likely luck (score 0.62): the best of one half of the history was in the lower half of the field in the other half 62 % of the time.',
    )
    expect(overfittingScore({ length: { count: 5, needed: Number.POSITIVE_INFINITY } }).verdict).toMatch(
      /no length of record/,
    )
  })

  test('is undefined when a figure is', () => {
    const unknown = overfittingScore({ deflatedSharpe: Number.NaN, pbo: 0.1 })
    expect(unknown.score).toBeNaN()
    expect(unknown.verdict).toBe('Not known: a figure that was given is undefined.')
    expect(overfittingScore(ratios(Number.NaN, 1)).score).toBeNaN()
    expect(overfittingScore({ length: { count: 5, needed: Number.NaN } }).score).toBeNaN()
  })

  test('refuses no evidence and what is no probability', () => {
    expect(() => overfittingScore({})).toThrow(/evidence must be one figure at least/)
    expect(() => overfittingScore({ pbo: 50 })).toThrow(/pbo must be .* at most 1/)
    expect(() => overfittingScore({ deflatedSharpe: -0.1 })).toThrow(/deflatedSharpe must be .* at least 0/)
    expect(() => overfittingScore({ sharpe: { inSample: 1 as never, outOfSample: { perPeriod: 1 } } })).toThrow(/unit/)
    expect(() => overfittingScore({ length: { count: -1, needed: 3 } })).toThrow(/length.count must be/)
  })
})
