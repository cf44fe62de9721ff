import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { correlationMatrix } from '../../src/math/covariance-matrix.ts'
import { variance } from '../../src/math/moments.ts'
import { mean } from '../../src/math/sum.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { deflatedSharpe } from '../../src/validation/deflated-sharpe.ts'
import { effectiveTrials } from '../../src/validation/effective-trials.ts'
import { probabilisticSharpe } from '../../src/validation/probabilistic-sharpe.ts'

const none = new Float64Array(0)

function filled(sharpes: readonly number[], paths: readonly Float64Array[] = []): TrialLedger {
  const ledger = new TrialLedger()
  for (const [i, sharpe] of sharpes.entries()) ledger.add({ hash: `${i}`, sharpe, path: paths[i] ?? none })
  return ledger
}

/** Paths that share a common part. */
function alike(count: number, months: number, share: number): Float64Array[] {
  const random = randomFrom(3)
  const common = Float64Array.from({ length: months }, () => random.normal())
  return Array.from({ length: count }, () => common.map((value) => share * value + random.normal()))
}

describe('a ledger', () => {
  test('knows whom it has counted, and so does one that goes on with it', () => {
    const hash = '0123456789abcdef'.repeat(4)
    const ledger = new TrialLedger()
    expect(ledger.has(hash)).toBe(false)
    ledger.add({ hash, sharpe: Number.NaN, path: none })
    expect([ledger.has(hash), ledger.has(hash.replace('0', '1'))]).toEqual([true, false])
    expect(new TrialLedger(ledger.toJSON()).has(hash)).toBe(true)
  })

  test('has the mean and the variance of what it was told', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2 }), (sharpes) => {
        const ledger = filled(sharpes)
        const column = Float64Array.from(sharpes)
        expect(ledger.mean).toBeCloseTo(mean(column), 12)
        expect(ledger.variance.perPeriod).toBeCloseTo(variance(column), 12)
        expect(ledger.trials()).toEqual({ count: sharpes.length, variance: ledger.variance })
      }),
    )
  })

  test('feeds the deflated Sharpe ratio', () => {
    const winner = { count: 1000, sharpe: { perPeriod: 0.1 } }
    const ledger = filled([0.1, 0.02, -0.03, 0.05])
    const sharpes = { perPeriod: [0.1, 0.02, -0.03, 0.05] }
    expect(deflatedSharpe(winner, ledger.trials())).toBeCloseTo(deflatedSharpe(winner, { sharpes }), 12)
    expect(() => new TrialLedger().trials()).toThrow('at least 1')
    expect(deflatedSharpe(winner, filled([0.1]).trials())).toBeCloseTo(
      deflatedSharpe(winner, { count: 1, variance: { perPeriod: 0 } }),
      15,
    )
  })

  test('is taken by the deflated Sharpe ratio as it is', () => {
    const winner = { count: 1000, sharpe: { perPeriod: 0.1 } }
    const ledger = filled([0.1, 0.02, -0.03, 0.05, Number.NaN])
    expect(deflatedSharpe(winner, ledger)).toBe(deflatedSharpe(winner, ledger.trials()))
    expect(deflatedSharpe(winner, ledger)).toBeLessThan(deflatedSharpe(winner, filled([0.1, 0.02])))
  })

  test('of one strategy has no luck in it, however often it came and whatever failed beside it', () => {
    const winner = { count: 1000, sharpe: { perPeriod: 0.1 } }
    const often = filled([0.1])
    for (let i = 0; i < 3; i++) often.add({ hash: '0', sharpe: 0.1, path: none })
    for (const ledger of [filled([0.1]), often, filled([0.1, Number.NaN])]) {
      expect(ledger.trials().variance).toEqual({ perPeriod: 0 })
      expect(deflatedSharpe(winner, ledger.trials())).toBe(probabilisticSharpe(winner))
    }
    expect(often.count).toBe(4)
    expect(deflatedSharpe(winner, filled([Number.NaN, Number.NaN]))).toBe(Number.NaN)
  })

  test('counts faults, which have no ratio', () => {
    const ledger = filled([0.1, Number.NaN, 0.3])
    expect([ledger.count, ledger.distinct, ledger.faults, ledger.mean]).toEqual([3, 3, 1, 0.2])
    expect([new TrialLedger().mean, new TrialLedger().variance.perPeriod]).toEqual([Number.NaN, Number.NaN])
  })
})

describe('the effective number of trials', () => {
  test.each([0, 0.5, 2, 10])('is that of the whole correlation matrix: common part %f', (share) => {
    const paths = alike(30, 24, share)
    const ledger = filled(
      paths.map(() => 0),
      paths,
    )
    expect(ledger.effective).toBeCloseTo(Math.min(30, effectiveTrials(correlationMatrix(paths))), 9)
    expect(ledger.trials('effective').count).toBe(ledger.effective)
  })

  test('is one for copies, and their number for what says too little or never moved', () => {
    const [path] = alike(1, 12, 0)
    expect(filled([0, 0, 0], [path, path, path]).effective).toBeCloseTo(1, 12)
    const short = path.subarray(1)
    expect(filled([0, 0, 0], [short, short, short]).effective).toBe(3)
    const still = new Float64Array(12)
    expect(filled([0, 0, 0], [still, still, still]).effective).toBe(3)
  })

  test('is not mixed from different markets', () => {
    const [long] = alike(1, 24, 0)
    const [short] = alike(1, 12, 0)
    expect(() => filled([0, 0], [long, short])).toThrow('begin a new ledger')
  })
})

describe('the state of a ledger', () => {
  test('goes through JSON and on as if nothing had been', () => {
    const paths = alike(20, 14, 1)
    const sharpes = paths.map((path) => path[0] / 10)
    const whole = filled(sharpes, paths)
    const half = filled(sharpes.slice(0, 9), paths.slice(0, 9))
    half.opened({ symbol: 'A', bars: 7, from: 0, to: 6 })
    const resumed = new TrialLedger(JSON.parse(JSON.stringify(half)))
    for (let i = 7; i < 20; i++) resumed.add({ hash: `${i}`, sharpe: sharpes[i], path: paths[i] })
    expect(resumed.toJSON()).toEqual({
      ...whole.toJSON(),
      count: 22,
      openings: [{ symbol: 'A', bars: 7, from: 0, to: 6, trials: 9 }],
    })
  })

  test('is refused when it is none', () => {
    const state = filled([0.1, 0.2]).toJSON()
    for (const wrong of [{}, { ...state, version: 2 }, { ...state, count: 1 }, { ...state, spread: -1 }]) {
      expect(() => new TrialLedger(wrong as typeof state)).toThrow('TrialLedger')
    }
  })
})

test('a ledger that refuses a trial is as it was', () => {
  const [long] = alike(1, 24, 0)
  const ledger = filled([0.1, 0.2], [long, long])
  const before = ledger.toJSON()
  const [other] = alike(1, 36, 0)
  const wrong = [
    { hash: 'x', sharpe: 0.3, path: other },
    { hash: 'x', sharpe: Number.POSITIVE_INFINITY, path: long },
    { hash: 'x', sharpe: '1' as never, path: long },
    { hash: 'x', sharpe: 0.3, path: long.map(() => Number.NaN) },
    { hash: 7 as never, sharpe: 0.3, path: long },
  ]
  for (const trial of wrong) expect(() => ledger.add(trial)).toThrow('TrialLedger')
  expect(ledger.toJSON()).toEqual(before)
})
