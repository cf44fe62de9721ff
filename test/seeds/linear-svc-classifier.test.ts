import { describe, expect, test, vi } from 'vitest'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { linearSvcClassifier } from '../../src/seeds/linear-svc-classifier.ts'
import { agreement, agreementByLuck, cutShort, followingMarket, inOtherUnits, market } from './following.ts'
import { defaultsOf, written } from './write.ts'

const solver = vi.hoisted(() => ({ fits: 0, good: Number.POSITIVE_INFINITY }))
vi.mock('../../src/learning/linear-svc.ts', async (load) => {
  const real = await load<typeof import('../../src/learning/linear-svc.ts')>()
  const fitLinearSvc: typeof real.fitLinearSvc = (...given) => {
    solver.fits++
    const model = real.fitLinearSvc(...given)
    return solver.fits <= solver.good ? model : { ...model, converged: false }
  }
  return { ...real, fitLinearSvc }
})

const quick = { window: 120, refit: 10, horizon: 1, band: 0.25 }

describe('linear-svc-classifier', () => {
  test('learns that a market turns at every bar', () => {
    const zigzag = Array.from({ length: 184 }, (_, t) => (t % 2 === 0 ? 100 : 101))
    expect(linearSvcClassifier.warmup(quick as never)).toBe(179)
    const exposure = written(linearSvcClassifier, market(zigzag), quick)
    // Row 179 closes at 101, and the next close is 100.
    expect(exposure.slice(0, 179)).toEqual(Array(179).fill(0))
    expect(exposure.slice(179)).toEqual([-1, 1, -1, 1, -1])
  })

  test('learns a rhythm of two bars up and one down, and holds for its horizon', () => {
    const steps = [0, 1, 2]
    const close = Array.from({ length: 188 }, (_, t) => 100 * 1.01 ** steps[t % 3])
    // 100, 101, 102.01, 100: row 180 closes at 100 and a rise follows, another behind 181, a fall behind 182.
    expect(written(linearSvcClassifier, market(close), quick).slice(180)).toEqual([1, 1, -1, 1, 1, -1, 1, 1])
    const twoAhead = { ...quick, horizon: 2 }
    // Two bars on from 100 it is higher, from 101 lower, from 102.01 lower.
    expect(written(linearSvcClassifier, market(close), twoAhead).slice(180)).toEqual([1, -1, -1, 1, -1, -1, 1, -1])
  })

  test('finds a pattern in noise, out of sample', () => {
    const bars = followingMarket(1, 1, 1200)
    const { n, last, next } = agreement(bars, written(linearSvcClassifier, bars, { horizon: 1, band: 0.25 }))
    expect(n).toBeGreaterThan(600)
    // The pattern itself is right in 84 of 100 bars: no one can do better by chance.
    expect(last / n).toBeGreaterThan(0.98)
    expect(next / n).toBeGreaterThan(0.8)
  })

  test('finds none where there is none', () => {
    const genes = { horizon: 1, band: 0.25, confidence: 0 }
    const { n, last, next } = agreementByLuck((bars) => written(linearSvcClassifier, bars, genes))
    const deviation = Math.sqrt(n) / 2
    expect(n).toBeGreaterThan(1000)
    expect(Math.abs(next - n / 2)).toBeLessThan(2.5 * deviation)
    expect(Math.abs(last - n / 2)).toBeLessThan(0.1 * n)
  })

  test('says the same up to every bar at which the market may end', () => {
    const bars = followingMarket(9, 0.5, 230)
    const whole = written(linearSvcClassifier, bars, quick)
    for (const early of cutShort(bars)) {
      expect(written(linearSvcClassifier, early, quick)).toEqual(whole.slice(0, early.length))
    }
    expect(new Set(whole)).toEqual(new Set([0, 1, -1]))
  })

  test('says the same wherever the market begins, once it may speak', () => {
    const bars = followingMarket(4, 0.5, 420)
    const whole = written(linearSvcClassifier, bars, quick)
    for (const start of [1, 7, 13, 120]) {
      const later = written(linearSvcClassifier, sliceBars(bars, start), quick)
      expect(later.slice(179)).toEqual(whole.slice(start + 179))
    }
    expect(whole[179]).not.toBe(0)
  })

  test('each gene says something else', () => {
    const bars = followingMarket(5, 0.5, 330)
    const base = { ...quick, horizon: 2, cost: 0.1 }
    const other = {
      window: 140,
      refit: 17,
      horizon: 4,
      band: 1,
      cost: 50,
      margin: 'squared-hinge-l2',
      balanced: false,
      confidence: 1.2,
      side: 'short',
    }
    const first = written(linearSvcClassifier, bars, base)
    expect(Object.keys(other)).toEqual(Object.keys(linearSvcClassifier.genes))
    for (const [name, value] of Object.entries(other)) {
      expect(written(linearSvcClassifier, bars, { ...base, [name]: value }), name).not.toEqual(first)
    }
    const squared = written(linearSvcClassifier, bars, { ...base, margin: 'squared-hinge-l2' })
    const sparse = written(linearSvcClassifier, bars, { ...base, margin: 'squared-hinge-l1' })
    expect(sparse).not.toEqual(squared)
    expect(sparse).not.toEqual(first)
    expect(first.filter((value) => value !== 0).length).toBeGreaterThan(50)
  })

  test('a higher confidence speaks less, and a side is a side', () => {
    const bars = followingMarket(6, 0.5, 330)
    const spoken = [0, 0.5, 1, 1.5].map(
      (confidence) =>
        written(linearSvcClassifier, bars, { ...quick, confidence }).filter((value) => value !== 0).length,
    )
    expect(spoken).toEqual([...spoken].sort((a, b) => b - a))
    expect(new Set(spoken).size).toBe(4)
    // A short signal ends a long position, whether or not shorts are taken.
    const both = written(linearSvcClassifier, bars, { ...quick, horizon: 3 })
    const long = written(linearSvcClassifier, bars, { ...quick, horizon: 3, side: 'long' })
    expect(long).toEqual(both.map((value) => Math.max(0, value)))
  })

  test('is flat while one class is all there is, and where the fit has not converged', () => {
    // Rises at every bar, now more and now less.
    const rise = market(Array.from({ length: 200 }, (_, t) => 100 * Math.exp(0.01 * t + 0.003 * Math.sin(t * t))))
    solver.fits = 0
    expect(written(linearSvcClassifier, rise, { ...quick, band: 0 })).toEqual(Array(200).fill(0))
    expect(solver.fits).toBe(0)
    expect(written(linearSvcClassifier, rise, { ...quick, band: 1 })).toContain(1)
    expect(solver.fits).toBeGreaterThan(0)
    solver.good = 0
    expect(written(linearSvcClassifier, rise, { ...quick, band: 1 })).toEqual(Array(200).fill(0))
    solver.good = Number.POSITIVE_INFINITY
  })

  test('a fit that fails ends what was held', () => {
    const zigzag = market(Array.from({ length: 230 }, (_, t) => 100 + (t % 2)))
    const genes = { ...quick, horizon: 15, band: 0.1 }
    solver.fits = 0
    solver.good = 1
    const exposure = written(linearSvcClassifier, zigzag, genes)
    solver.good = Number.POSITIVE_INFINITY
    // It speaks from bar 193 on, first by the fit of bar 190, and the next is that of bar 200.
    expect(exposure.slice(192, 202)).toEqual([0, -1, 1, -1, 1, -1, 1, -1, 0, 0])
    expect(exposure.slice(202)).toEqual(Array(28).fill(0))
  })

  test('is flat in a market at rest, and in one that is too short', () => {
    const flat = showcaseMarket('flat', { length: 250 })
    expect(written(linearSvcClassifier, flat, quick)).toEqual(Array(250).fill(0))
    for (const length of [1, 2, 60, 178, 179]) {
      expect(written(linearSvcClassifier, followingMarket(7, 0, length), quick)).toEqual(Array(length).fill(0))
    }
  })

  test('a rest in the market ends what was held', () => {
    const moves = Array.from({ length: 260 }, (_, t) => (t < 220 ? 100 + (t % 2) : 101))
    const exposure = written(linearSvcClassifier, market(moves), { ...quick, horizon: 25, band: 0.1 })
    // The last signal, at bar 219, would stand up to bar 243; the last move is in ranges up to bar 232.
    expect(exposure.slice(219, 233)).toEqual(Array(14).fill(-1))
    expect(exposure.slice(233)).toEqual(Array(27).fill(0))
  })

  test('knows no unit of money or amount', () => {
    const bars = followingMarket(8, 0.5, 260)
    expect(written(linearSvcClassifier, inOtherUnits(bars), quick)).toEqual(written(linearSvcClassifier, bars, quick))
  })

  test('opens and closes both ways on its showcase', () => {
    const exposure = written(linearSvcClassifier, showcaseMarket(linearSvcClassifier.showcase))
    expect(new Set(exposure)).toEqual(new Set([0, 1, -1]))
    expect(exposure.findIndex((value) => value !== 0)).toBeGreaterThanOrEqual(353)
  })

  test('says what it does', () => {
    expect(linearSvcClassifier.say(defaultsOf(linearSvcClassifier) as never)).toBe(
      'Long or short for 5 bars when a linear classifier (hinge-l2, C 0.1, balanced) of moves of 5 bars beyond 0.5 ' +
        'volatilities, fitted to 250 bars and anew every 50 bar lengths, leads by 0.5 of its usual lead',
    )
  })
})
