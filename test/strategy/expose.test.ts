import { describe, expect, test } from 'vitest'
import { int, oneOf, real } from '../../src/genome/gene.ts'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { type Catalogue, catalogue } from '../../src/strategy/catalogue.ts'
import { expose, exposeInto } from '../../src/strategy/expose.ts'
import { takeSide } from '../../src/strategy/hold.ts'
import { type Seed, seed } from '../../src/strategy/seed.ts'
import type { Part, Strategy } from '../../src/strategy/strategy.ts'
import { warmupOf } from '../../src/strategy/warmup.ts'
import { Workspace } from '../../src/strategy/workspace.ts'

const shared = { version: 1, idea: 'For tests.', showcase: 'rise' } as const

/** Long after a bar that rose, short after one that fell. */
const follow: Seed = seed({
  ...shared,
  name: 'follow',
  role: 'entry',
  genes: { side: oneOf('both', 'long', 'short'), share: real(0, 1, { default: 1 }) },
  say: () => 'Follow',
  warmup: () => 0,
  write({ open, close }, { side, share }, exposure) {
    for (let t = 0; t < open.length; t++) exposure[t] = share * Math.sign(close[t] - open[t])
    takeSide(exposure, side)
  },
})

/** Longs pass where the close is under a level, shorts where it is not. */
const under: Seed = seed({
  ...shared,
  name: 'under',
  role: 'filter',
  genes: { level: int(1, 100, { default: 50 }) },
  say: () => 'Under',
  warmup: () => 0,
  write({ close }, { level }, exposure) {
    for (let t = 0; t < close.length; t++) if (exposure[t] > 0 !== close[t] < level) exposure[t] = 0
  },
})

const half: Seed = seed({
  ...shared,
  name: 'half',
  role: 'size',
  genes: { rows: int(0, 9, { default: 0 }) },
  say: () => 'Half',
  warmup: ({ rows }) => rows,
  write(_bars, _genes, exposure) {
    for (let t = 0; t < exposure.length; t++) exposure[t] *= 0.5
  },
})

const paid: Seed = seed({ ...half, name: 'paid', role: 'filter', needs: ['funding', 'extras.greed'] })
const mad: Seed = seed({
  ...half,
  name: 'mad',
  role: 'filter',
  genes: {},
  write: (_bars, _genes, exposure) => void exposure.fill(Number.NaN, 2),
})

const known: Catalogue = catalogue([follow, under, half, paid, mad])
const part = (name: string, genes: Part['genes'], every?: number): Part => ({
  seed: name,
  version: 1,
  genes,
  ...(every === undefined ? {} : { every }),
})
const both = part('follow', { side: 'both', share: 1 })

/** One bar a minute, each from the close before to its own. */
function market(close: readonly number[], time = close.map((_, t) => t)): Bars {
  const open = [10, ...close.slice(0, -1)]
  const high = close.map((price, t) => Math.max(price, open[t]))
  const low = close.map((price, t) => Math.min(price, open[t]))
  return barsFrom(
    { time: time.map((minute) => minute * 60_000), open, high, low, close, volume: close.map(() => 1) },
    { interval: '1m', symbol: 'TEST' },
  )
}

function run(strategy: Strategy, bars: Bars): number[] {
  return Array.from(expose(strategy, bars, new Workspace(known)))
}

const five = market([11, 12, 11, 13, 12])

describe('five bars by hand', () => {
  test('one entry is its own vote', () => {
    expect(run({ parts: [both] }, five)).toEqual([1, 1, -1, 1, -1])
  })

  test('several entries vote by their mean', () => {
    const long = part('follow', { side: 'long', share: 0.5 })
    expect(run({ parts: [both, long] }, five)).toEqual([0.75, 0.75, -0.5, 0.75, -0.5])
  })

  test('weak votes are silent, a vote as large as the agreement counts', () => {
    const long = part('follow', { side: 'long', share: 0.5 })
    expect(run({ parts: [both, long], agreement: 0.75 }, five)).toEqual([0.75, 0.75, 0, 0.75, 0])
    expect(run({ parts: [part('follow', { side: 'both', share: 0.3 })], agreement: 0.31 }, five)).toEqual([
      0, 0, 0, 0, 0,
    ])
  })

  test('filters and sizes act on the vote, wherever they stand in the list', () => {
    const filter = part('under', { level: 12 })
    const size = part('half', { rows: 0 })
    expect(run({ parts: [size, both, filter] }, five)).toEqual([0.5, 0, 0, 0, -0.5])
  })

  test('nothing is wanted before the longest warm-up is over', () => {
    const strategy: Strategy = { parts: [both, part('half', { rows: 3 })] }
    expect(warmupOf(strategy, known)).toBe(3)
    expect(run(strategy, five)).toEqual([0, 0, 0, 0.5, -0.5])
  })
})

describe('coarser bars', () => {
  // Bars of two minutes: 10 to 12, 12 to 13, 13 to 11; each is known at the close of its second minute.
  const six = market([11, 12, 14, 13, 12, 11])

  test('an entry speaks when its bar is complete, and holds until the next is', () => {
    const strategy: Strategy = { parts: [part('follow', { side: 'both', share: 1 }, 2)] }
    expect(warmupOf(strategy, known)).toBe(2)
    expect(run(strategy, six)).toEqual([0, 0, 1, 1, 1, -1])
  })

  test('a filter is asked for both sides', () => {
    const strategy: Strategy = { parts: [both, part('under', { level: 13 }, 2)] }
    // Of the two-minute closes 12, 13, 11 the first and the last let longs pass, the second lets shorts pass.
    expect(run(strategy, six)).toEqual([0, 0, 1, -1, -1, 0])
  })

  test('behind a gap a bar is known at the first row that comes', () => {
    // Minutes 0 1 2 4 5 6 7: the bar of minutes 2 and 3 has one row and is known at minute 4.
    const gap = market([11, 12, 11, 12, 13, 12, 11], [0, 1, 2, 4, 5, 6, 7])
    const strategy: Strategy = { parts: [part('follow', { side: 'both', share: 1 }, 2)] }
    expect(run(strategy, gap)).toEqual([0, 0, 1, -1, 1, 1, -1])
  })

  test('bars off the grid of the coarse interval begin where the record lets them', () => {
    const late = market([11, 12, 14, 13, 12, 11, 12], [1, 2, 3, 4, 5, 6, 7])
    const strategy: Strategy = { parts: [part('follow', { side: 'both', share: 1 }, 2)] }
    // Whole two-minute bars are 2-3, 4-5 and 6-7.
    expect(run(strategy, late)).toEqual([0, 0, 1, 1, -1, -1, 0])
  })
})

describe('doors', () => {
  const refused =
    (strategy: unknown, bars = five) =>
    () =>
      run(strategy as Strategy, bars)

  test('what is wrong with a strategy is said before anything runs', () => {
    expect(refused({ parts: [part('folow', {})] })).toThrow(
      'parts[0].seed: must be the name of a seed of the catalogue (did you mean \'follow\'?), received "folow"',
    )
  })

  test('a market that is too short, or lacks what a part needs', () => {
    expect(refused({ parts: [both, part('half', { rows: 5 })] })).toThrow(
      'expose: bars.length must be more than 5, the warm-up of part 1, half, received 5.',
    )
    expect(refused({ parts: [both, part('paid', { rows: 0 })] })).toThrow(
      'expose: bars.funding must be a column, because paid needs it, received undefined.',
    )
    const funded = { ...five, funding: new Float64Array(5) }
    expect(refused({ parts: [both, part('paid', { rows: 0 })] }, funded)).toThrow('expose: bars.extras.greed must be')
    const full = { ...funded, extras: { greed: new Float64Array(5) } }
    expect(run({ parts: [both, part('paid', { rows: 0 })] }, full)).toEqual([0.5, 0.5, -0.5, 0.5, -0.5])
  })

  test('a seed that writes what is no exposure is named', () => {
    expect(refused({ parts: [both, part('mad', {})] })).toThrow(
      'expose: the exposure behind part 1, mad,[2] must be from -1 to 1, received NaN.',
    )
  })

  test('a column of another length', () => {
    expect(() => exposeInto(new Float64Array(4), { parts: [both] }, five, new Workspace(known))).toThrow(
      'expose: out.length must be 5',
    )
  })
})
