import { describe, expect, test } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { checkSeed } from '../../src/strategy/check-seed.ts'
import { seedMarkets } from '../../src/strategy/check-seed-markets.ts'
import type { SeedCheck, SeedFinding, SeedReport } from '../../src/strategy/check-seed-report.ts'
import { type Genes, rowsOf } from '../../src/strategy/check-seed-trial.ts'
import { type Seed, seed } from '../../src/strategy/seed.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { trend } from './seeds.ts'

const few = { draws: 5 }

function findingOf({ checks }: SeedReport, name: SeedCheck): SeedFinding {
  const finding = checks.find((check) => check.name === name)?.finding
  if (finding === undefined) throw new Error(`${name} found nothing`)
  return finding
}

function run(subject: Seed, bars: Bars, genes: Genes): Float64Array {
  const exposure = new Float64Array(bars.length)
  subject.write(bars, genes as never, exposure, new Workspace(catalogue([subject])))
  return exposure
}

/** Long above the close of the bar that comes next. */
const clairvoyant = seed({
  ...trend,
  name: 'clairvoyant',
  write({ close }, _genes, exposure) {
    for (let t = 40; t < close.length; t++) exposure[t] = close[t + 1] > close[t] ? 1 : 0
  },
})

describe('checkSeed', () => {
  test('a report is plain data, and equal arguments give an equal one', () => {
    const report = checkSeed(clairvoyant, few)
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    expect(checkSeed(clairvoyant, few)).toEqual(report)
    expect([report.seed, report.version, report.passed]).toEqual(['clairvoyant', 1, false])
  })

  test('a finding can be replayed from its genes, market and bar', () => {
    const { genes, market, bar = -1, expected } = findingOf(checkSeed(clairvoyant, few), 'no-look-ahead')
    const bars = seedMarkets(clairvoyant).find(({ symbol }) => symbol === market) as Bars
    expect(run(clairvoyant, bars, genes)[bar]).toBe(1)
    expect(run(clairvoyant, rowsOf(bars, 0, bar + 1), genes)[bar]).toBe(0)
    expect(expected).toBe(`0, as on the market that ends at row ${bar}`)
  })

  test('other markets take the place of its own', () => {
    const rise = showcaseMarket('rise')
    expect(findingOf(checkSeed(clairvoyant, { ...few, markets: [rise] }), 'no-look-ahead').market).toBe('rise')
  })

  test('what may not be scaled is left alone on request', () => {
    const dear = seed({
      ...trend,
      name: 'dear',
      write({ close }, _genes, exposure) {
        for (let t = 40; t < close.length; t++) exposure[t] = close[t] > 20_000 ? 1 : 0
      },
    })
    const isScaleFree = (scaleFree: ('prices' | 'volumes')[]) =>
      checkSeed(dear, { ...few, scaleFree }).checks.find(({ name }) => name === 'scale-free')?.passed
    expect([isScaleFree(['prices', 'volumes']), isScaleFree(['volumes'])]).toEqual([false, true])
  })

  test('an exception of write, warmup or say is a finding, with the genes it was called with', () => {
    const fail = (): never => {
      throw new Error('no such thing')
    }
    const written = checkSeed(seed({ ...trend, write: fail }), few)
    expect(written.checks.map(({ name }) => name)).toEqual(['pure'])
    expect(findingOf(written, 'pure').sentence).toMatch(/^trend throws: no such thing\./)
    expect(findingOf(checkSeed(seed({ ...trend, say: fail }), few), 'explains').genes).toEqual({
      fast: 5,
      gap: 10,
      side: 'both',
    })
    const counted = checkSeed(seed({ ...trend, warmup: () => 1.5 }), few)
    expect(findingOf(counted, 'honest-warm-up').sentence).toContain('warmup gives 1.5 and not a number of rows')
  })

  test('a seed longer than its market is told to get more bars', () => {
    const patient = seed({ ...trend, name: 'patient', warmup: () => 600 })
    expect(findingOf(checkSeed(patient, { ...few, bars: 600 }), 'can-fire').sentence).toContain('Give more bars.')
  })

  test('options that make no sense are refused', () => {
    const paid = seed({ ...trend, name: 'paid', needs: ['funding'] })
    const invalid: (() => unknown)[] = [
      () => checkSeed({ ...trend }),
      () => checkSeed(trend, { draws: 2 }),
      () => checkSeed(trend, { agreement: 2 }),
      () => checkSeed(trend, { bars: 10 }),
      () => checkSeed(trend, { markets: [] }),
      () => checkSeed(trend, { scaleFree: ['time'] } as never),
      () => checkSeed(paid, { markets: [showcaseMarket('rise')] }),
    ]
    for (const act of invalid) expect(act).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
    expect(() => checkSeed(trend, { rows: 9 } as never)).toThrow(expect.objectContaining({ code: 'unknown-option' }))
  })
})

describe('seedMarkets', () => {
  test('begin with the showcase of the seed and end with the flat one', () => {
    const names = seedMarkets(trend).map(({ symbol }) => symbol)
    expect(names).toEqual([
      ...['rise', 'garch', 'regimes', 'brownian'],
      ...['fall', 'chop', 'breakout', 'crash', 'gap', 'funding-swing', 'flat'],
    ])
  })

  test('have what the seed needs: funding, and extras from 0 to 100 with rows that miss', () => {
    const needy = seed({ ...trend, name: 'needy', needs: ['funding', 'extras.fear'] })
    for (const { funding, extras, length } of seedMarkets(needy, { bars: 300 })) {
      const fear = extras?.['fear'] ?? new Float64Array(0)
      const known = fear.filter((value) => !Number.isNaN(value))
      expect([length, funding?.length, fear.length]).toEqual([300, 300, 300])
      expect(known.length).toBeLessThan(300)
      expect(known.every((value) => value >= 0 && value <= 100)).toBe(true)
    }
  })

  test('are twice as long as the warm-up of the defaults where that is more than usual', () => {
    expect(seedMarkets(seed({ ...trend, warmup: () => 500 }))[0].length).toBe(1000)
    expect(seedMarkets(seed({ ...trend, warmup: () => 9 }))[0].length).toBe(600)
  })
})
