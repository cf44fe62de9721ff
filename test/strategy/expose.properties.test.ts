import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explain } from '../../src/strategy/explain.ts'
import { expose, exposeInto } from '../../src/strategy/expose.ts'
import { warmupOf } from '../../src/strategy/warmup.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { anyMarket, prefix } from './markets.ts'
import { anyStrategy, known } from './seeds.ts'

/** The bits of a column, so that -0 is not 0. */
const bits = ({ buffer, byteOffset, byteLength }: Float64Array) =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64')

test('a market that ends earlier has the same exposure up to there, bit for bit', () => {
  fc.assert(
    fc.property(anyStrategy, anyMarket, fc.nat(159), (strategy, bars, length) => {
      fc.pre(length > warmupOf(strategy, known))
      const whole = expose(strategy, bars, new Workspace(known))
      const part = expose(strategy, prefix(bars, length), new Workspace(known))
      expect(bits(part)).toEqual(bits(whole.slice(0, length)))
    }),
    { numRuns: 300 },
  )
})

test('is a share of equity in every row, flat before the warm-up, without negative zeros', () => {
  fc.assert(
    fc.property(anyStrategy, anyMarket, (strategy, bars) => {
      const exposure = expose(strategy, bars, new Workspace(known))
      expect(exposure.every((share) => Math.abs(share) <= 1 && !Object.is(share, -0))).toBe(true)
      expect(exposure.subarray(0, warmupOf(strategy, known)).every((share) => share === 0)).toBe(true)
    }),
  )
})

test('every strategy of the tests takes positions somewhere, most of them on any market', () => {
  let active = 0
  let runs = 0
  fc.assert(
    fc.property(anyStrategy, anyMarket, (strategy, bars) => {
      runs++
      if (expose(strategy, bars, new Workspace(known)).some((share) => share !== 0)) active++
    }),
    { seed: 1 },
  )
  expect(active / runs).toBeGreaterThan(0.7)
})

test('what a workspace keeps never changes a result', () => {
  const bytes = 160 * 8
  const kept = [0, bytes, 7 * bytes, 2 ** 27].map((limit) => new Workspace(known, { bytes: limit }))
  fc.assert(
    fc.property(fc.array(anyStrategy, { minLength: 1, maxLength: 6 }), anyMarket, (strategies, bars) => {
      const out = new Float64Array(bars.length)
      for (const strategy of strategies) {
        const fresh = bits(expose(strategy, bars, new Workspace(known)))
        for (const workspace of kept) {
          expect(bits(expose(strategy, bars, workspace))).toEqual(fresh)
          // Into a column that was written on before, and is again.
          expect(bits(exposeInto(out, strategy, bars, workspace))).toEqual(fresh)
        }
      }
    }),
    { numRuns: 40 },
  )
  expect(kept[3].hits).toBeGreaterThan(kept[0].hits)
  for (const { bytes: used } of kept.slice(0, 3)) expect(used).toBeLessThanOrEqual(7 * bytes)
})

test('an explanation ends where the exposure is', () => {
  fc.assert(
    fc.property(anyStrategy, anyMarket, fc.nat(159), (strategy, bars, t) => {
      const workspace = new Workspace(known)
      const { exposure, parts, sentences, vote } = explain(strategy, bars, t, workspace)
      expect(exposure).toBe(expose(strategy, bars, workspace)[t])
      expect(parts.length).toBe(strategy.parts.length)
      const others = parts.filter(({ role }) => role !== 'entry')
      expect(others.reduce((standing, { before, after }) => (before === standing ? after : Number.NaN), vote)).toBe(
        exposure,
      )
      expect(sentences.at(-1)).toBe(`The exposure is ${exposure}.`)
    }),
  )
})
