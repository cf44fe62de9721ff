import { describe, expect, test } from 'vitest'
import { oneOf } from '../../src/genome/gene.ts'
import { emaIndicator } from '../../src/indicators/ema.ts'
import { smaIndicator } from '../../src/indicators/sma.ts'
import { squeezeIndicator } from '../../src/indicators/squeeze.ts'
import type { Bars } from '../../src/market/bars.ts'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { garchMarket } from '../../src/market/synthetic-garch.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { bollingerSqueeze } from '../../src/seeds/bollinger-squeeze.ts'
import { everySeed, seeds } from '../../src/seeds/catalogue.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { rsiFilter } from '../../src/seeds/rsi-filter.ts'
import { auditLookAhead } from '../../src/strategy/audit-look-ahead.ts'
import { auditWarmup } from '../../src/strategy/audit-warmup.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { seedMarkets } from '../../src/strategy/check-seed-markets.ts'
import { expose } from '../../src/strategy/expose.ts'
import { latch } from '../../src/strategy/hold.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { type Role, type Seed, seed } from '../../src/strategy/seed.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'
import type { Tools } from '../../src/strategy/tools.ts'
import { Workspace } from '../../src/strategy/workspace.ts'

const market = brownianMarket(randomFrom(7), { length: 600 })
const LEARNERS = ['linear-svc-classifier', 'pca-tree-quantile']

type Write = (bars: Bars, exposure: Float64Array, tools: Tools) => void

function broken(name: string, write: Write, { warmup = 0, role = 'entry' as Role } = {}): Seed {
  return seed({
    ...{ name, role, version: 1, idea: 'Is broken on purpose. Never trade it.', showcase: 'rise' },
    genes: { side: oneOf('both') },
    say: () => 'Do what must not be done',
    warmup: () => warmup,
    write: (bars, _genes, exposure, tools) => write(bars, exposure, tools),
  })
}

function alone(entry: Seed): Strategy {
  return { parts: [partOf(entry)] }
}

const peek = broken('peek', ({ close }, exposure) => {
  for (let t = 0; t < exposure.length; t++) exposure[t] = close[t + 1] > close[t] ? 1 : 0
})
const normaliser = broken('normaliser', ({ close }, exposure) => {
  const most = Math.max(...close)
  for (let t = 0; t < exposure.length; t++) exposure[t] = close[t] / most
})
const clock = broken('clock', ({ time }, exposure) => {
  const last = time[time.length - 1]
  for (let t = 0; t < exposure.length; t++) exposure[t] = last - time[t] > 100 * 3_600_000 ? 1 : 0
})
const hold = broken('hold', (_bars, exposure) => void exposure.fill(1))

describe('auditLookAhead', () => {
  test('a seed that peeks one bar is caught at the last row before a cut', () => {
    const { passed, finding, cuts } = auditLookAhead(alone(peek), market, { catalogue: catalogue([peek]) })
    expect(passed).toBe(false)
    expect(finding).toMatchObject({ part: 0, seed: 'peek' })
    expect(finding?.row).toBe((finding?.cut ?? 0) - 1)
    expect(cuts).toContain(finding?.cut)
    expect(finding?.sentence).toMatch(/^Part 0, peek, looks ahead: row \d+ is [01] on the whole market, and [01] /)
    const { close } = market
    const told = finding?.row ?? 0
    expect(finding?.whole).toBe(close[told + 1] > close[told] ? 1 : 0)
    expect(finding?.other).toBe(1 - (finding?.whole ?? 0))
  })

  test('one that divides by the maximum of the whole series is caught at row 0', () => {
    const { finding } = auditLookAhead(alone(normaliser), market, { catalogue: catalogue([normaliser]) })
    expect(finding).toMatchObject({ row: 0, part: 0, seed: 'normaliser' })
    expect(finding?.whole).toBe(market.close[0] / Math.max(...market.close))
    expect(finding?.sentence).toContain('a value of the whole series')
  })

  test('one that never takes a scale from rows that are cut off is still caught by wild bars', () => {
    const falling = showcaseMarket('fall')
    const { finding } = auditLookAhead(alone(normaliser), falling, { catalogue: catalogue([normaliser]) })
    expect(finding).toMatchObject({ row: 0, future: 'rewritten' })
  })

  test('one that reads the time of the last bar is caught where it begins to matter', () => {
    const { finding } = auditLookAhead(alone(clock), market, { catalogue: catalogue([clock]) })
    expect(finding).toMatchObject({ row: 0, part: 0, seed: 'clock', whole: 1, other: 0, future: 'truncated' })
  })

  test('one that leaves before a pause in the times it has not seen is caught by wild bars alone', () => {
    const leaver = broken('leaver', ({ time, interval }, exposure) => {
      for (let t = 0; t < exposure.length; t++) exposure[t] = time[t + 1] - time[t] > interval ? 0 : 1
    })
    const { finding, cuts } = auditLookAhead(alone(leaver), market, { catalogue: catalogue([leaver]) })
    expect(finding).toMatchObject({ future: 'rewritten', cut: cuts[0], row: cuts[0] - 1, whole: 1, other: 0 })
  })

  test('the guilty part is named, also behind others and when a later part hides it', () => {
    const shut = broken('shut', (_bars, exposure) => void exposure.fill(0), { role: 'filter' })
    const late = broken(
      'late',
      ({ close }, exposure) => {
        for (let t = 0; t < exposure.length; t++) if (close[t + 1] > close[t]) exposure[t] = 0
      },
      { role: 'filter' },
    )
    const known = catalogue([emaCrossover, rsiFilter, hold, late, shut])
    const strategy: Strategy = {
      parts: [partOf(emaCrossover), partOf(hold), partOf(rsiFilter), partOf(late), partOf(shut)],
    }
    const { finding } = auditLookAhead(strategy, market, { catalogue: known })
    expect(finding).toMatchObject({ part: 3, seed: 'late' })
    expect(expose(strategy, market, new Workspace(known)).every((value) => value === 0)).toBe(true)
  })

  test('a seed that keeps state between calls, or draws by chance, is told apart', () => {
    let calls = 0
    const moody = broken('moody', (_bars, exposure) => void exposure.fill(calls++ % 2))
    const { finding } = auditLookAhead(alone(moody), market, { catalogue: catalogue([moody]) })
    expect(finding).toMatchObject({ future: 'repeated', row: 0, seed: 'moody' })
    expect(finding?.sentence).toMatch(/keeps state between calls/)
  })

  test('one that peeks only where something rare happens is caught at that bar', () => {
    for (const [name, size] of [
      ['busy', ({ volume }: Bars, t: number) => volume[t]],
      ['wide', ({ high, low, close }: Bars, t: number) => (high[t] - low[t]) / close[t]],
      ['far', ({ close }: Bars, t: number) => Math.abs(close[t] / close[t - 1] - 1)],
    ] as const) {
      const sizes = Array.from(market.time, (_, t) => size(market, t)).filter((each) => !Number.isNaN(each))
      const [most] = sizes.toSorted((a, b) => b - a)
      const rare = broken(name, (bars, exposure) => {
        for (let t = 1; t < exposure.length; t++) {
          const knows = size(bars, t) === most && bars.close[t + 1] > bars.close[t]
          exposure[t] = knows || bars.close[t] > bars.close[t - 1] ? 1 : 0
          if (size(bars, t) === most && !knows) exposure[t] = 0
        }
      })
      const row = Array.from(market.time, (_, t) => size(market, t)).indexOf(most)
      const { finding } = auditLookAhead(alone(rare), market, { catalogue: catalogue([rare]) })
      expect(finding).toMatchObject({ cut: row + 1, row })
    }
  })

  test('one that keeps what it was shown is caught when the audit is the first to run it', () => {
    const closeAt = new Map<number, number>()
    const keeper = broken('keeper', ({ time, close, interval }, exposure) => {
      time.forEach((at, t) => void closeAt.set(at, closeAt.get(at) ?? close[t]))
      for (let t = 0; t < exposure.length; t++) {
        exposure[t] = (closeAt.get(time[t] + interval) ?? 0) > close[t] ? 1 : 0
      }
    })
    const known = { catalogue: catalogue([keeper]) }
    const { finding } = auditLookAhead(alone(keeper), market, known)
    expect(finding).toMatchObject({ future: 'truncated', other: 0, whole: 1 })
    expect(finding?.row).toBe((finding?.cut ?? 0) - 1)
    // Once it has seen the whole it knows too much: what is documented as out of reach.
    expect(auditLookAhead(alone(keeper), market, known).passed).toBe(true)
  })

  test('a stop that looks ahead is caught, and a peek on coarser bars at the last complete one', () => {
    const fleeing = broken(
      'fleeing',
      ({ close }, exposure) => {
        for (let t = 0; t < exposure.length; t++) if (close[t + 1] < close[t]) exposure[t] = 0
      },
      { role: 'stop' },
    )
    const guarded: Strategy = { parts: [partOf(hold), partOf(fleeing)] }
    const { finding } = auditLookAhead(guarded, market, { catalogue: catalogue([hold, fleeing]) })
    expect(finding).toMatchObject({ part: 1, seed: 'fleeing' })
    const coarse: Strategy = { parts: [{ ...partOf(peek), every: 24 }] }
    const found = auditLookAhead(coarse, market, { catalogue: catalogue([peek]) }).finding
    expect(found).toMatchObject({ part: 0, seed: 'peek' })
    expect(((found?.row ?? 0) + 1) % 24).toBe(0)
  })

  test('a seed that throws without its future is a finding; one that always throws is an error', () => {
    const needs = broken('needs', ({ close }, exposure) => {
      if (close.length < market.length) throw new Error('where is the rest?')
      exposure.fill(1)
    })
    const { finding } = auditLookAhead(alone(needs), market, { catalogue: catalogue([needs]) })
    expect(finding).toMatchObject({ part: 0, future: 'truncated', other: Number.NaN, whole: 1 })
    expect(finding?.sentence).toContain('where is the rest?')
    const nan = broken('nan', ({ close }, exposure) => {
      for (let t = 0; t < exposure.length; t++) exposure[t] = Math.sign(close[t + 1] - close[t])
      if (close.length === market.length) exposure[close.length - 1] = 0
    })
    const found = auditLookAhead(alone(nan), market, { catalogue: catalogue([nan]) }).finding
    expect(found?.row).toBe((found?.cut ?? 0) - 1)
    const always = broken('always', () => {
      throw new RangeError('never')
    })
    expect(() => auditLookAhead(alone(always), market, { catalogue: catalogue([always]) })).toThrow('never')
  })

  test('a seed that only wild bars break does not look ahead', () => {
    const bounded = broken('bounded', ({ close }, exposure) => {
      for (let t = 0; t < exposure.length; t++) exposure[t] = close[t] / close[0] - 1
    })
    expect(auditLookAhead(alone(bounded), market, { catalogue: catalogue([bounded]) }).passed).toBe(true)
  })

  test('cuts are as many as asked for, in order, behind the warm-up, and equal for equal seeds', () => {
    const options = { catalogue: everySeed, cuts: 25 }
    const { cuts } = auditLookAhead(alone(emaCrossover), market, options)
    expect(cuts.length).toBe(25)
    expect(cuts).toEqual([...new Set(cuts)].sort((a, b) => a - b))
    expect(cuts[0]).toBe(50)
    expect(cuts.at(-1)).toBe(599)
    expect(auditLookAhead(alone(emaCrossover), market, options).cuts).toEqual(cuts)
    expect(auditLookAhead(alone(emaCrossover), market, { ...options, seed: 2 }).cuts).not.toEqual(cuts)
    const few = auditLookAhead(alone(hold), showcaseMarket('rise', { length: 120 }), {
      catalogue: catalogue([hold]),
      cuts: 500,
    })
    expect(few.cuts).toEqual(Array.from({ length: 119 }, (_, i) => i + 1))
  })

  test('every seed of the library passes, alone or behind an entry, on coarser bars too', () => {
    for (const each of seeds.filter(({ name }) => !LEARNERS.includes(name))) {
      for (const bars of seedMarkets(each, { bars: 700 }).slice(0, 3)) {
        const strategy = behindEntry(each)
        expect(auditLookAhead(strategy, bars, { catalogue: everySeed, cuts: 20 }).finding).toBe(undefined)
      }
    }
    const coarse: Strategy = { parts: [{ ...partOf(emaCrossover), every: 4 }] }
    expect(auditLookAhead(coarse, market, { catalogue: everySeed }).passed).toBe(true)
  })

  test.each(LEARNERS)('%s passes as well', (name) => {
    const learner = seeds.find((each) => each.name === name) as Seed
    const [bars] = seedMarkets(learner, { bars: 760 })
    expect(auditLookAhead(alone(learner), bars, { catalogue: everySeed, cuts: 4 }).passed).toBe(true)
    expect(auditWarmup(alone(learner), bars, { catalogue: everySeed, starts: 4 }).honest).toBe(true)
  })

  test('bad input is refused', () => {
    const known = catalogue([hold])
    const tiny = showcaseMarket('rise', { length: 120 })
    expect(() => auditLookAhead(alone(hold), tiny, { catalogue: known, cut: 3 } as never)).toThrow(
      /Did you mean "cuts"/,
    )
    expect(() => auditLookAhead(alone(hold), tiny, {} as never)).toThrow(/catalogue must be a catalogue of seeds/)
    expect(() => auditLookAhead(alone(hold), tiny, { catalogue: known, cuts: 1 })).toThrow(
      /cuts must be an integer of at least 2/,
    )
    const slow = broken('slow', (_bars, exposure) => void exposure.fill(0), { warmup: 118 })
    expect(() => auditLookAhead(alone(slow), tiny, { catalogue: catalogue([slow]) })).toThrow(
      /bars.length must be an integer of at least 121, received 120/,
    )
  })
})

/** The squeeze of the library as it was before it waited for its ranges: every release counts. */
const squeezeOf: Seed['write'] = (bars, genes, exposure, tools) => {
  const { period, width, range, quiet, momentum } = genes as Record<string, number>
  const squeezed = tools.compute(squeezeIndicator, bars, [period, width, period, range])
  let held = 0
  let inside = 0
  for (let t = momentum; t < exposure.length; t++) {
    const moved = bars.close[t] - bars.close[t - momentum]
    const isRelease = squeezed[t] === 0 && inside >= quiet
    inside = squeezed[t] > 0 ? inside + 1 : 0
    held = latch(held, isRelease ? Math.sign(moved) : 0, moved < 0, moved > 0)
    exposure[t] = held
  }
}

function behindEntry(each: Seed): Strategy {
  return each.role === 'entry' ? alone(each) : { parts: [partOf(emaCrossover), partOf(each)] }
}

/** Crosses of the close and an average of 50 bars that is not known before row 49. */
function average(name: string, warmup: number): Seed {
  return broken(
    name,
    ({ close }, exposure, tools) => {
      const slow = tools.compute(smaIndicator, close, [50])
      for (let t = warmup; t < exposure.length; t++) exposure[t] = close[t] > slow[t] ? 1 : close[t] < slow[t] ? -1 : 0
    },
    { warmup },
  )
}

/** Half of the last value and half of the side of the bar: a memory that halves with every bar. */
function halving(warmup: number): Seed {
  return broken(
    `halving-${warmup}`,
    ({ open, close }, exposure) => {
      let value = 0
      for (let t = 0; t < exposure.length; t++) {
        value = (value + Math.sign(close[t] - open[t])) / 2
        exposure[t] = t < warmup ? 0 : value
      }
    },
    { warmup },
  )
}

describe('auditWarmup', () => {
  test('plain windows are honest to the last bar, and say so when all must agree', () => {
    const honest = average('honest', 49)
    const report = auditWarmup(alone(honest), market, { catalogue: catalogue([honest]), agreement: 1, tolerance: 0 })
    expect(report).toMatchObject({ declared: 49, honest: true, needed: 49, more: 0, agreement: 1, settled: 49 })
    expect(report.starts.length).toBe(60)
    expect(report.starts.every(({ agrees }) => agrees === 49)).toBe(true)
    expect(report.sentence).toBe(undefined)
  })

  test('a warm-up that is declared too short is found, with the bars it lacks', () => {
    const short = average('short', 10)
    const report = auditWarmup(alone(short), market, { catalogue: catalogue([short]) })
    expect(report).toMatchObject({ declared: 10, honest: false, needed: 49, more: 39, agreement: 0, settled: 49 })
    expect(report.sentence).toMatch(
      /^The declared warm-up of 10 is too short: soon behind it 0 % of what .* It needs 49, 39 more\.$/,
    )
  })

  test('a recursive memory decays as its arithmetic says, start by start', () => {
    const plain = halving(0)
    const known = catalogue([plain])
    const whole = expose(alone(plain), market, new Workspace(known))
    for (const tolerance of [2 ** -4, 2 ** -10]) {
      const { starts, settled } = auditWarmup(alone(plain), market, { catalogue: known, tolerance })
      for (const { from, agrees } of starts) {
        let age = 0
        while (Math.abs(whole[from - 1]) / 2 ** (age + 1) > tolerance) age++
        expect(agrees).toBe(age)
      }
      expect(settled).toBe(Math.max(...starts.map(({ agrees }) => agrees)))
    }
  })

  test('and is dishonest or honest by what the declared warm-up leaves of it', () => {
    const [none, some] = [halving(0), halving(9)]
    const tolerance = 2 ** -8
    const bad = auditWarmup(alone(none), market, { catalogue: catalogue([none]), tolerance })
    expect(bad.honest).toBe(false)
    expect(bad.needed).toBeGreaterThanOrEqual(5)
    expect(bad.needed).toBeLessThanOrEqual(8)
    const good = auditWarmup(alone(some), market, { catalogue: catalogue([some]), tolerance, agreement: 1 })
    expect(good).toMatchObject({ honest: true, agreement: 1, settled: 9 })
  })

  test('a value anchored at the first bar never settles', () => {
    const anchored = broken('anchored', ({ close }, exposure) => {
      for (let t = 0; t < exposure.length; t++) exposure[t] = close[t] / close[0] - 1
    })
    const report = auditWarmup(alone(anchored), market, { catalogue: catalogue([anchored]), tolerance: 0 })
    expect(report.honest).toBe(false)
    expect(report.settled).toBeNaN()
  })

  test('an average that forgets slowly is honest, and settles later', () => {
    const slow = broken(
      'slow-average',
      ({ close }, exposure, tools) => {
        const line = tools.compute(emaIndicator, close, [30])
        for (let t = 29; t < exposure.length; t++) exposure[t] = close[t] > line[t] ? 1 : -1
      },
      { warmup: 29 },
    )
    const report = auditWarmup(alone(slow), market, { catalogue: catalogue([slow]) })
    expect(report).toMatchObject({ honest: true, needed: 29, more: 0 })
    expect(report.settled).toBeGreaterThan(29)
    expect(report.agreement).toBeGreaterThan(0.75)
  })

  test('a position held since before the cut convicts nobody, and shows in what settles', () => {
    const bars = showcaseMarket('rise')
    const latched = broken(
      'latched',
      ({ close, high }, exposure) => {
        let side = 0
        for (let t = 1; t < exposure.length; t++) {
          if (close[t] > high[t - 1] * 1.002) side = 1
          if (close[t] < high[t - 1] * 0.99) side = 0
          exposure[t] = side
        }
      },
      { warmup: 1 },
    )
    const { honest, settled } = auditWarmup(alone(latched), bars, { catalogue: catalogue([latched]) })
    expect(honest).toBe(true)
    expect(settled).toBeGreaterThan(1)
  })

  test('the seeds of the library are honest on every showcase and on markets of chance', () => {
    for (const each of seeds.filter(({ name }) => !LEARNERS.includes(name))) {
      const crash = seedMarkets(each, { bars: 1500 }).filter(({ symbol }) => symbol === 'crash')
      for (const bars of [...seedMarkets(each, { bars: 600 }), ...crash]) {
        const { honest, declared, needed, settled } = auditWarmup(behindEntry(each), bars, { catalogue: everySeed })
        expect([each.name, bars.symbol, honest, needed]).toEqual([each.name, bars.symbol, true, declared])
        expect(settled >= declared || Number.isNaN(settled)).toBe(true)
      }
    }
  })

  test('one bar too few is found when all must agree, and shows in what settles in any case', () => {
    const short = average('one-short', 48)
    const known = { catalogue: catalogue([short]) }
    const strict = auditWarmup(alone(short), market, { ...known, agreement: 1, tolerance: 0 })
    expect(strict).toMatchObject({ declared: 48, honest: false, needed: 49, more: 1, settled: 49 })
    expect(auditWarmup(alone(short), market, known)).toMatchObject({ honest: true, settled: 49 })
  })

  test('a rule whose events hang on a hair is dishonest where its recursive ranges are young', () => {
    const young = seed({ ...bollingerSqueeze, warmup: ({ period }) => Number(period) + 2, write: squeezeOf })
    const agreement = (each: Seed) => {
      const reports = [0, 1, 2, 3, 4, 5, 6, 7].map((draw) => {
        const bars = garchMarket(randomFrom(draw, 'garch'), { length: 1000 })
        return auditWarmup({ parts: [partOf(each, { period: 40 })] }, bars, { catalogue: catalogue([each]) })
      })
      const spoken = reports.filter(({ claims }) => claims > 0)
      const rows = spoken.reduce((sum, { claims }) => sum + claims, 0)
      const agreeing = spoken.reduce((sum, report) => sum + report.claims * report.agreement, 0)
      return { convicted: reports.filter(({ honest }) => !honest).length, share: agreeing / rows }
    }
    const before = agreement(young)
    expect(before.share).toBeLessThan(0.5)
    expect(before.convicted).toBeGreaterThan(0)
    const now = agreement(bollingerSqueeze)
    expect(now.share).toBeGreaterThan(0.85)
    expect(now.convicted).toBe(0)
  })

  test('bad input is refused', () => {
    const known = catalogue([hold])
    const tiny = showcaseMarket('rise', { length: 120 })
    expect(() => auditWarmup(alone(hold), tiny, { catalogue: known, start: 3 } as never)).toThrow(
      /Did you mean "starts"/,
    )
    expect(() => auditWarmup(alone(hold), tiny, { catalogue: known, agreement: 0 })).toThrow(
      /agreement must be .* above 0/,
    )
    expect(() => auditWarmup(alone(hold), tiny, { catalogue: known, tolerance: -1 })).toThrow(/tolerance must be/)
    const slow = broken('slow', (_bars, exposure) => void exposure.fill(0), { warmup: 41 })
    expect(() => auditWarmup(alone(slow), tiny, { catalogue: catalogue([slow]) })).toThrow(/at least 122, received 120/)
  })
})
