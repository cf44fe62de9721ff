import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/backtest/backtest.ts'
import { frictionless, perpetual } from '../../src/backtest/execution.ts'
import { flag, int, real } from '../../src/genome/gene.ts'
import { jitter } from '../../src/lifecycle/jitter.ts'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { rsiFilter } from '../../src/seeds/rsi-filter.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { seed } from '../../src/strategy/seed.ts'
import { own, rhythmScene } from './scenes.ts'

const rising = showcaseMarket('rise')

function scoreOfRhythm(held: number, side: 'long' | 'short'): number {
  const exposure = Float64Array.from(rising.time, (_, t) => (t % 10 < held ? (side === 'long' ? 1 : -1) : 0))
  return backtest(rising, exposure, frictionless).summary.totalReturn
}

const plain = {
  version: 1,
  idea: 'For tests. It never looks.',
  showcase: 'rise',
  role: 'entry',
  warmup: () => 0,
} as const

describe('jitter', () => {
  test('one whole number and one choice: every neighbour, by hand', () => {
    // Nine values of equal width: 0.3 of the range either way is 2.7 cells around the middle of cell 5, that is 2 to 8.
    const scene = rhythmScene(rising, { held: 5, side: 'long' })
    const found = jitter(scene, { catalogue: own, spread: 0.3, score: 'totalReturn' })
    const near = [2, 3, 4, 6, 7, 8]
    expect(found.neighbours.map(({ strategy: { parts }, flip }) => [parts[0].genes, flip])).toEqual([
      ...near.map((held) => [{ held, side: 'long' }, undefined]),
      [
        { held: 5, side: 'short' },
        { part: 0, gene: 'side', value: 'short' },
      ],
    ])
    const scores = [...near.map((held) => scoreOfRhythm(held, 'long')), scoreOfRhythm(5, 'short')]
    expect(found.neighbours.map(({ score }) => score)).toEqual(scores)
    const ownScore = scoreOfRhythm(5, 'long')
    const sorted = scores.toSorted((a, b) => a - b)
    expect(found.standing.observed).toBe(ownScore)
    expect(found.standing.values).toEqual(Float64Array.from(sorted))
    expect(found.standing.share).toBe((1 + scores.filter((score) => score <= ownScore).length) / 8)
    expect(found.keepsSign).toBe(6 / 7)
    expect(found.keepsHalf).toBe(scores.filter((score) => score >= ownScore / 2).length / 7)
    expect(found.plateau).toBe(Math.min(1, sorted[3] / ownScore))
  })

  test('a whole number moves by a step at least, and never off its range', () => {
    const near = (held: number, spread: number) => {
      const { neighbours } = jitter(rhythmScene(rising, { held }), { catalogue: own, spread, score: 'totalReturn' })
      return neighbours.filter(({ flip }) => flip === undefined).map(({ strategy }) => strategy.parts[0].genes['held'])
    }
    expect(near(5, 0)).toEqual([4, 6])
    expect(near(1, 0.01)).toEqual([2])
    expect(near(9, 0.2)).toEqual([7, 8])
    expect(near(9, 1)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('a spike and a plateau', () => {
    const needle = (name: string, wide: number) =>
      seed({
        ...{ ...plain, name, genes: { place: int(0, 100, { default: 50 }) }, say: () => 'Be long near one place' },
        write: (_bars, { place }, exposure) => void exposure.fill(Math.abs(place - 50) <= wide ? 1 : -1),
      })
    const measure = (wide: number) => {
      const one = needle(`needle-${wide}`, wide)
      const scene = { strategy: { parts: [partOf(one)] }, bars: rising, execution: frictionless } as const
      return jitter(scene, { catalogue: catalogue([one]) })
    }
    const spike = measure(0)
    expect(spike.neighbours.length).toBe(20)
    expect(spike).toMatchObject({ keepsSign: 0, keepsHalf: 0, plateau: 0, standing: { share: 1, pValue: 1 / 21 } })
    const plateau = measure(30)
    expect(plateau).toMatchObject({ keepsSign: 1, keepsHalf: 1, plateau: 1 })
    expect(plateau.standing.share).toBeNaN()
    const rather = measure(8)
    expect(rather).toMatchObject({ keepsSign: 16 / 20, keepsHalf: 16 / 20, plateau: 1 })
  })

  test('many genes: so many distinct neighbours by chance, on grid, within their share of the range', () => {
    const strategy = { parts: [partOf(emaCrossover), partOf(rsiFilter)] } as const
    const bars = brownianMarket(randomFrom(2), { length: 800 })
    const options = { neighbours: 40, spread: 0.15 }
    const found = jitter({ strategy, bars, execution: perpetual }, options)
    const moved = found.neighbours.filter(({ flip }) => flip === undefined)
    expect(moved.length).toBe(40)
    expect(new Set(moved.map(({ strategy: each }) => JSON.stringify(each))).size).toBe(40)
    const { fast, gap } = strategy.parts[0].genes as { fast: number; gap: number }
    for (const { strategy: each } of moved) {
      const genes = each.parts[0].genes as { fast: number; gap: number; side: string }
      expect(genes.side).toBe(strategy.parts[0].genes['side'])
      expect(Number.isInteger(genes.fast) && Number.isInteger(genes.gap)).toBe(true)
      expect([genes.fast > fast / 3, genes.fast < fast * 3, genes.gap > gap / 3, genes.gap < gap * 3]).toEqual(
        Array(4).fill(true),
      )
    }
    expect(found.warmup).toBeGreaterThanOrEqual(49)
    expect(jitter({ strategy, bars, execution: perpetual }, options)).toEqual(found)
    expect(jitter({ strategy, bars, execution: perpetual }, { ...options, seed: 2 })).not.toEqual(found)
  })

  test('all are scored on the same rows, from the longest warm-up on or where it is said', () => {
    const scene = { strategy: { parts: [partOf(emaCrossover)] }, bars: rising, execution: perpetual } as const
    const { warmup, neighbours } = jitter(scene, { neighbours: 30 })
    const longest = neighbours.map(({ strategy }) => {
      const { fast, gap } = strategy.parts[0].genes as { fast: number; gap: number }
      return fast + gap - 1
    })
    expect(warmup).toBe(Math.max(49, ...longest))
    expect(jitter(scene, { neighbours: 5, warmup: 200 }).warmup).toBe(200)
  })

  test('a neighbour that never trades scores 0; real genes and flags move too', () => {
    const bold = seed({
      ...{ ...plain, name: 'bold', say: () => 'Be long when allowed' },
      genes: { size: real(0.1, 1, { default: 0.5, digits: 3 }), on: flag() },
      write: (_bars, { size, on }, exposure) => void exposure.fill(on ? size : 0),
    })
    const strategy = { parts: [partOf(bold, { size: 0.5, on: true })] } as const
    const known = { catalogue: catalogue([bold]), spread: 0.1, neighbours: 500 }
    const { neighbours } = jitter({ strategy, bars: rising, execution: frictionless }, known)
    const sizes = neighbours.slice(0, -1).map(({ strategy: each }) => each.parts[0].genes['size'] as number)
    // 0.41 to 0.59 on a grid of hundredths, less 0.5 itself.
    expect(sizes.toSorted()).toEqual(
      Array.from({ length: 19 }, (_, i) => (41 + i) / 100).filter((size) => size !== 0.5),
    )
    expect(neighbours.at(-1)).toMatchObject({ flip: { part: 0, gene: 'on', value: false }, score: 0 })
  })

  test('a losing strategy has no half to keep', () => {
    const found = jitter(rhythmScene(rising, { side: 'short' }), { catalogue: own, score: 'totalReturn' })
    expect(found.standing.observed).toBeLessThan(0)
    expect([found.keepsHalf, found.plateau]).toEqual([Number.NaN, Number.NaN])
    expect(found.keepsSign).toBe(found.neighbours.filter(({ score }) => score < 0).length / found.neighbours.length)
  })

  test('bad input is refused', () => {
    const scene = rhythmScene(rising)
    expect(() => jitter(scene, { catalogue: own, spread: 1.5 })).toThrow(/spread must be .* at most 1/)
    expect(() => jitter(scene, { catalogue: own, neighbours: 0 })).toThrow(
      /neighbours must be an integer of at least 1/,
    )
    expect(() => jitter(scene, { catalogue: own, neighbors: 9 } as never)).toThrow(/Did you mean "neighbours"/)
    const fixed = seed({
      ...{ ...plain, name: 'fixed', genes: {}, say: () => 'Hold' },
      write: (_bars, _genes, exposure) => void exposure.fill(1),
    })
    const alone = { strategy: { parts: [partOf(fixed)] }, bars: rising, execution: frictionless } as never
    expect(() => jitter(alone, { catalogue: catalogue([fixed]) })).toThrow(/of which one can change/)
    const slow = {
      strategy: { parts: [partOf(emaCrossover, { fast: 20, gap: 98 })] },
      bars: showcaseMarket('rise', { length: 123 }),
    }
    expect(() => jitter({ ...slow, execution: perpetual } as never, { spread: 0.2, periodsPerYear: 8766 })).toThrow(
      /the longest warm-up of a neighbour/,
    )
  })
})
