import { describe, expect, test, vi } from 'vitest'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { pcaTreeQuantile } from '../../src/seeds/pca-tree-quantile.ts'
import { agreement, agreementByLuck, cutShort, followingMarket, inOtherUnits, market } from './following.ts'
import { defaultsOf, written } from './write.ts'

const solver = vi.hoisted(() => ({ converges: true }))
vi.mock('../../src/learning/quantile-regression.ts', async (load) => {
  const real = await load<typeof import('../../src/learning/quantile-regression.ts')>()
  const fitQuantileRegression: typeof real.fitQuantileRegression = (...given) => {
    const model = real.fitQuantileRegression(...given)
    return solver.converges ? model : { ...model, converged: false }
  }
  return { ...real, fitQuantileRegression }
})

const quick = { window: 120, refit: 10, horizon: 1, strength: 0.01 }

describe('pca-tree-quantile', () => {
  test('learns that a market turns at every bar, and leans all the way', () => {
    const zigzag = Array.from({ length: 184 }, (_, t) => (t % 2 === 0 ? 100 : 101))
    expect(pcaTreeQuantile.warmup(quick as never)).toBe(179)
    const exposure = written(pcaTreeQuantile, market(zigzag), quick)
    expect(exposure.slice(0, 179)).toEqual(Array(179).fill(0))
    expect(exposure.slice(179)).toEqual([-1, 1, -1, 1, -1])
  })

  test('learns a rhythm of two bars up and one down', () => {
    const close = Array.from({ length: 188 }, (_, t) => 100 * 1.01 ** (t % 3))
    expect(written(pcaTreeQuantile, market(close), quick).slice(180)).toEqual([1, 1, -1, 1, 1, -1, 1, 1])
    const twoAhead = { ...quick, horizon: 2 }
    expect(written(pcaTreeQuantile, market(close), twoAhead).slice(180)).toEqual([1, -1, -1, 1, -1, -1, 1, -1])
  })

  test('finds a pattern in noise, out of sample', () => {
    const bars = followingMarket(1, 1, 1200)
    const { n, last, next } = agreement(bars, written(pcaTreeQuantile, bars, { horizon: 1, variance: 0.99 }))
    expect(n).toBeGreaterThan(700)
    expect(last / n).toBeGreaterThan(0.9)
    // The pattern itself is right in 84 of 100 bars: no one can do better by chance.
    expect(next / n).toBeGreaterThan(0.78)
  })

  test('finds none where there is none', () => {
    const genes = { horizon: 1, variance: 0.99 }
    const { n, last, next } = agreementByLuck((bars) => written(pcaTreeQuantile, bars, genes))
    const deviation = Math.sqrt(n) / 2
    expect(n).toBeGreaterThan(1000)
    expect(Math.abs(next - n / 2)).toBeLessThan(2.5 * deviation)
    expect(Math.abs(last - n / 2)).toBeLessThan(0.1 * n)
  })

  test('says the same up to every bar at which the market may end', () => {
    const bars = followingMarket(3, 0.5, 230)
    const whole = written(pcaTreeQuantile, bars, quick)
    for (const early of cutShort(bars)) {
      expect(written(pcaTreeQuantile, early, quick)).toEqual(whole.slice(0, early.length))
    }
    expect(new Set(whole.map(Math.sign))).toEqual(new Set([0, 1, -1]))
  })

  test('says the same wherever the market begins, once it may speak', () => {
    const bars = followingMarket(4, 0.5, 420)
    const whole = written(pcaTreeQuantile, bars, quick)
    for (const start of [1, 7, 13, 120]) {
      const later = written(pcaTreeQuantile, sliceBars(bars, start), quick)
      expect(later.slice(179)).toEqual(whole.slice(start + 179))
    }
  })

  test('each gene says something else', () => {
    const bars = followingMarket(5, 0.5, 330)
    const base = { ...quick, horizon: 2, depth: 6 }
    const other = {
      window: 140,
      refit: 17,
      horizon: 4,
      variance: 0.8,
      whitened: true,
      depth: 3,
      minSplit: 6,
      levels: 'five',
      strength: 0.1,
      full: 0.6,
      side: 'short',
    }
    const first = written(pcaTreeQuantile, bars, base)
    expect(Object.keys(other)).toEqual(Object.keys(pcaTreeQuantile.genes))
    for (const [name, value] of Object.entries(other)) {
      expect(written(pcaTreeQuantile, bars, { ...base, [name]: value }), name).not.toEqual(first)
    }
    expect(first.filter((value) => value !== 0).length).toBeGreaterThan(50)
  })

  test('leans farther the sooner it is full, and a side is a side', () => {
    const bars = followingMarket(6, 0.5, 330)
    const [soon, late] = [0.1, 0.8].map((full) => written(pcaTreeQuantile, bars, { ...quick, full }))
    expect(soon.every((value, t) => Math.abs(value) >= Math.abs(late[t]) && value * late[t] >= 0)).toBe(true)
    expect(new Set(late.map(Math.abs)).size).toBeGreaterThan(5)
    expect(late.every((value) => Number.isInteger(Math.round(value * 1e9) / 1e8))).toBe(true)
    const long = written(pcaTreeQuantile, bars, { ...quick, full: 0.1, side: 'long' })
    expect(long).toEqual(soon.map((value) => Math.max(0, value)))
  })

  test('a strong penalty leaves one lean from fit to fit', () => {
    const bars = followingMarket(7, 0, 500)
    const exposure = written(pcaTreeQuantile, bars, { ...quick, strength: 10, full: 0.05 })
    const changes = exposure.flatMap((value, t) => (t > 179 && value !== exposure[t - 1] ? [t] : []))
    expect(changes.length).toBeGreaterThan(2)
    // Blocks of ten hours begin at every tenth bar.
    expect(changes.every((t) => t % 10 === 0)).toBe(true)
  })

  test('is flat where a fit has not converged', () => {
    const bars = followingMarket(8, 1, 200)
    expect(written(pcaTreeQuantile, bars, quick).some((value) => value !== 0)).toBe(true)
    solver.converges = false
    expect(written(pcaTreeQuantile, bars, quick)).toEqual(Array(200).fill(0))
    solver.converges = true
  })

  test('is flat in a market at rest, and in one that is too short', () => {
    const flat = showcaseMarket('flat', { length: 250 })
    expect(written(pcaTreeQuantile, flat, quick)).toEqual(Array(250).fill(0))
    for (const length of [1, 2, 60, 178, 179]) {
      expect(written(pcaTreeQuantile, followingMarket(7, 0, length), quick)).toEqual(Array(length).fill(0))
    }
    const rests = market(Array.from({ length: 260 }, (_, t) => (t < 220 ? 100 + (t % 2) : 101)))
    expect(written(pcaTreeQuantile, rests, quick).slice(233)).toEqual(Array(27).fill(0))
  })

  test('knows no unit of money or amount', () => {
    const bars = followingMarket(8, 0.5, 260)
    expect(written(pcaTreeQuantile, inOtherUnits(bars), quick)).toEqual(written(pcaTreeQuantile, bars, quick))
  })

  test('opens and closes both ways on its showcase', () => {
    const exposure = written(pcaTreeQuantile, showcaseMarket(pcaTreeQuantile.showcase))
    expect(new Set(exposure.map(Math.sign))).toEqual(new Set([0, 1, -1]))
    expect(exposure.findIndex((value) => value !== 0)).toBeGreaterThanOrEqual(353)
  })

  test('says what it does', () => {
    expect(pcaTreeQuantile.say(defaultsOf(pcaTreeQuantile) as never)).toBe(
      'Long or short as far as three quantiles of the next 5 bars lie to one side, fully at a lean of 0.3: with L1 0.02, on ' +
        'components with 0.95 of the variance and a tree of depth 6 (splits from 20 bars), fitted to 250 bars and anew ' +
        'every 50 bar lengths',
    )
  })
})
