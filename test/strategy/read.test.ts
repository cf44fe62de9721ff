import { describe, expect, test } from 'vitest'
import { flag, int, oneOf, real } from '../../src/genome/gene.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { catalogueFor } from '../../src/strategy/catalogue-for.ts'
import { describe as describeStrategy } from '../../src/strategy/describe.ts'
import { differenceOf } from '../../src/strategy/difference-of.ts'
import { explain } from '../../src/strategy/explain.ts'
import { strategyHash, strategyId } from '../../src/strategy/identity.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { type Seed, seed } from '../../src/strategy/seed.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { chanceMarket } from './markets.ts'
import { calm, cut, half, hold, known, swing, trend } from './seeds.ts'

const bars = chanceMarket(3)
const workspace = new Workspace(known)

describe('describe', () => {
  test('one sentence a part, then how they act together', () => {
    const strategy = {
      parts: [partOf(trend, { side: 'long' }), { ...partOf(swing), every: 4 }, partOf(cut), partOf(half)] as const,
      agreement: 0.5,
    }
    expect(describeStrategy(strategy, known).split('\n')).toEqual([
      'Entry: Trade long by averages of 5 and 15.',
      'Entry: Go with the move of three bars with 0.5; on completed bars of 4.',
      'Stop: End it at a loss of 0.01.',
      'Size: Take 0.5 of it.',
      'The exposure is the mean of the 2 entries and counts only where its size is at least 0.5.',
      'The 2 other parts act on that exposure in the order listed.',
      'It may take a position from bar 18 on.',
    ])
  })

  test('one entry may have to be strong too', () => {
    expect(describeStrategy({ parts: [partOf(hold), partOf(calm)], agreement: 0.25 }, known).split('\n')).toEqual([
      'Entry: Hold.',
      'Filter: Longs pass below 50 of the 7-bar RSI.',
      'The entry counts only where its size is at least 0.25.',
      'It may take a position from bar 7 on.',
    ])
  })

  test('refuses what is no strategy', () => {
    expect(() => describeStrategy({ parts: [partOf(calm)] }, known)).toThrow(
      'describe: 1 entry does not fit a strategy.',
    )
  })
})

describe('explain', () => {
  test('every part in the order it acts, with what it found and left', () => {
    const strategy = {
      parts: [partOf(half), partOf(hold), partOf(swing, { share: 1 }), partOf(cut, { share: 0.1 })] as const,
    }
    const { parts, sentences, mean, vote, exposure, time, row, warmup } = explain(strategy, bars, 20, workspace)
    const side = parts[1].after
    expect(Math.abs(side)).toBe(1)
    const half_ = (1 + side) / 2
    expect({ mean, vote, exposure, time, row, warmup }).toEqual({
      ...{ mean: half_, vote: half_, exposure: half_ / 2, time: bars.time[20], row: 20, warmup: 3 },
    })
    expect(parts.map(({ place, seed: name, role, before, after }) => [place, name, role, before, after])).toEqual([
      [1, 'hold', 'entry', 0, 1],
      [2, 'swing', 'entry', 0, side],
      [0, 'half', 'size', half_, half_ / 2],
      [3, 'cut', 'stop', half_ / 2, half_ / 2],
    ])
    expect(parts[2].rule).toBe('Take 0.5 of it')
    expect(sentences.length).toBe(6)
  })

  test('says why an exposure is 0', () => {
    const weak = explain({ parts: [partOf(swing)], agreement: 0.6 }, bars, 20, workspace)
    expect(weak.sentences.slice(1)).toEqual([
      'It does not count: its size is below the agreement of 0.6.',
      'The exposure is 0.',
    ])
    const early = explain({ parts: [partOf(hold), partOf(calm)] }, bars, 2, workspace)
    expect(early.sentences).toEqual([
      'hold wants 1.',
      'It does not count before bar 7, when the warm-up is over.',
      'calm finds nothing to act on.',
      'The exposure is 0.',
    ])
    const closed = explain({ parts: [partOf(hold), partOf(cut, { share: 0.001 })] }, bars, 150, workspace)
    expect(closed.sentences).toEqual(['hold wants 1.', 'cut has ended the position of 1.', 'The exposure is 0.'])
  })

  test('refuses a bar that is not there', () => {
    expect(() => explain({ parts: [partOf(hold)] }, bars, 160, workspace)).toThrow(
      'explain: t must be an integer of at least 0 and of at most 159, received 160.',
    )
  })
})

describe('identity', () => {
  const strategy = { parts: [partOf(trend), partOf(calm)] as const }

  test('follows the meaning, not the writing', () => {
    const { fast, gap, side } = partOf(trend).genes
    const other = {
      agreement: 0,
      parts: [{ genes: { side, gap, fast }, version: 1, seed: 'trend', every: 1 }, partOf(calm)] as const,
    }
    expect(strategyHash(other)).toBe(strategyHash(strategy))
    const hashes = [
      { parts: [partOf(calm), partOf(trend)] as const },
      { ...strategy, agreement: 0.5 },
      { parts: [{ ...partOf(trend), every: 2 }, partOf(calm)] as const },
      { parts: [partOf(trend, { fast: 6 }), partOf(calm)] as const },
    ].map(strategyHash)
    expect(new Set([...hashes, strategyHash(strategy)]).size).toBe(5)
  })

  test('the id names seeds, generation and eight digits', () => {
    expect(strategyId(strategy, 7)).toBe(`trend+calm_7_${strategyHash(strategy).slice(0, 8)}`)
    expect(strategyHash({ parts: [partOf(hold)] }).slice(0, 8)).toBe('d329e251')
    expect(() => strategyId(strategy, -1)).toThrow(
      'strategyId: generation must be an integer of at least 0, received -1.',
    )
  })
})

describe('differenceOf', () => {
  test('is nothing between equals', () => {
    const strategy = { parts: [partOf(trend), partOf(calm)] as const }
    expect(differenceOf(strategy, { parts: [{ ...partOf(trend), every: 1 }, partOf(calm)], agreement: 0 })).toEqual({
      ...{ isSame: true, added: [], removed: [], changed: [], isReordered: false },
    })
  })

  test('names what was added, removed, changed and moved', () => {
    const a = { parts: [partOf(trend), partOf(calm), partOf(cut)] as const }
    const b = {
      parts: [partOf(half), { ...partOf(calm, { level: 40 }), every: 4, version: 2 }, partOf(trend)] as const,
      agreement: 0.5,
    }
    expect(differenceOf(a, b)).toEqual({
      isSame: false,
      added: [{ place: 0, part: partOf(half) }],
      removed: [{ place: 2, part: partOf(cut) }],
      changed: [
        {
          ...{ seed: 'calm', from: 1, to: 1 },
          values: { level: { from: 50, to: 40 }, every: { from: 1, to: 4 }, version: { from: 1, to: 2 } },
        },
      ],
      isReordered: true,
      agreement: { from: 0, to: 0.5 },
    })
  })

  test('pairs equal parts before others of their seed', () => {
    const [one, two, three] = [5, 6, 7].map((fast) => partOf(trend, { fast }))
    const difference = differenceOf({ parts: [one, two] }, { parts: [two, three] })
    expect(difference.changed).toEqual([{ seed: 'trend', from: 0, to: 1, values: { fast: { from: 5, to: 7 } } }])
    expect(difference.isReordered).toBe(true)
  })
})

describe('seeds and catalogues', () => {
  const plan = {
    name: 'mine',
    role: 'entry',
    version: 1,
    idea: 'Mine.',
    showcase: 'rise',
    genes: {},
    say: () => '',
    warmup: () => 0,
    write: () => {},
  } as const

  test('a seed is complete and cannot be changed', () => {
    const made = seed({
      ...plan,
      genes: { period: int(2, 9, { default: 3 }), side: oneOf('long', 'short'), isOn: flag() },
    })
    expect(made.genes.side.default).toBe('long')
    expect(made.genes.isOn.default).toBe(false)
    expect(made.needs).toEqual([])
    expect(Object.isFrozen(made)).toBe(true)
  })

  test.each([
    [{ name: 'Mine' }, 'seed: name must be in kebab-case, received "Mine".'],
    [{ role: 'exit' }, 'seed mine: role must be one of "entry", "filter", "stop", "size", received "exit".'],
    [{ version: 0 }, 'seed mine: version must be an integer of at least 1, received 0.'],
    [{ idea: '' }, 'seed mine: idea must be a sentence or two, received "".'],
    [{ showcase: 'moon' }, 'seed mine: showcase must be one of'],
    [{ write: undefined }, 'seed mine: write must be a function, received undefined.'],
    [{ needs: ['greed'] }, "seed mine: needs must be 'funding' or 'extras.NAME', received \"greed\"."],
    [
      { genes: { Fast: int(1, 2, { default: 1 }) } },
      'seed mine: the name of a gene must be in camelCase, received "Fast".',
    ],
    [{ genes: { fast: int(1, 2) } }, 'seed mine: fast.default must be an integer from 1 to 2, received undefined.'],
    [{ genes: { rate: real(0, 1, { default: 0.12345 }) } }, 'seed mine: rate.default must be a number from 0 to 1'],
    [{ genes: { fast: int(9, 2, { default: 3 }) } }, 'seed mine: fast.max must be an integer of at least 9'],
    [{ needs: 'funding' }, "seed mine: needs must be a list of 'funding' or 'extras.NAME', received \"funding\"."],
    [{ genes: null }, 'seed mine: genes must be an object of genes, received null.'],
    [{ rol: 'entry' }, 'seed: option must be one of'],
  ])('a plan with %j is refused', (change, message) => {
    expect(() => seed({ ...plan, ...change } as never)).toThrow(message)
  })

  test('a catalogue takes seeds only, and each name once', () => {
    expect(() => catalogue([])).toThrow('catalogue: seeds must be an array of seeds')
    expect(() => catalogue([{ ...plan } as Seed])).toThrow(
      'catalogue: a seed must be made by seed({ ... }), received an object.',
    )
    expect(() => catalogue([trend, seed({ ...plan, name: 'trend' })])).toThrow(
      'catalogue: the name of a seed must be given once, received "trend". Rename yours',
    )
  })

  test('a catalogue for markets holds what can work on all of them', () => {
    const paid = seed({ ...plan, name: 'paid', needs: ['funding'] })
    const greedy = seed({ ...plan, name: 'greedy', needs: ['extras.greed'] })
    const all = catalogue([trend, paid, greedy])
    const namesOn = (...markets: readonly (typeof bars)[]) => catalogueFor(markets, all).seeds.map(({ name }) => name)
    const funded = { ...bars, funding: new Float64Array(bars.length) }
    const full = { ...funded, extras: { greed: new Float64Array(bars.length) } }
    expect(namesOn(bars)).toEqual(['trend'])
    expect(namesOn(funded)).toEqual(['trend', 'paid'])
    expect(namesOn(full)).toEqual(['trend', 'paid', 'greedy'])
    expect(namesOn(full, funded)).toEqual(['trend', 'paid'])
  })

  test('the compiler knows the genes of a seed', () => {
    const genes = { period: int(2, 9, { default: 3 }), side: oneOf('long', 'short') }
    const made = seed({ ...plan, genes })
    expect(partOf(made, { side: 'short' }).genes).toEqual({ period: 3, side: 'short' })
    // @ts-expect-error There is no such gene.
    expect(() => partOf(made, { perod: 5 })).toThrow('must be one of period, side, received "perod"')
    // @ts-expect-error There is no such option.
    expect(partOf(made, { side: 'up' }).genes).toEqual({ period: 3, side: 'up' })
    // @ts-expect-error A period is a number.
    expect(seed({ ...plan, genes, say: ({ period }) => period }).name).toBe('mine')
  })

  test('a part names only genes of its seed', () => {
    expect(() => partOf(trend, { slow: 5 })).toThrow(
      'partOf: a gene of trend must be one of fast, gap, side, received "slow".',
    )
  })
})
