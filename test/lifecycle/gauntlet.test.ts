import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frictionless, perpetual } from '../../src/backtest/execution.ts'
import { summarise } from '../../src/backtest/summarise.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import { sealHoldout } from '../../src/evaluation/seal-holdout.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { CHECK_NAMES, type CheckName } from '../../src/lifecycle/certificate.ts'
import { parseCertificate } from '../../src/lifecycle/certificate-check.ts'
import { gauntlet } from '../../src/lifecycle/gauntlet.ts'
import type { GauntletOptions } from '../../src/lifecycle/gauntlet-options.ts'
import { pathSharpes } from '../../src/lifecycle/gauntlet-paths.ts'
import { gauntletStages } from '../../src/lifecycle/stages.ts'
import type { Bars } from '../../src/market/bars.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { brownianMarket } from '../../src/market/synthetic-brownian.ts'
import { regimeMarket } from '../../src/market/synthetic-regimes.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { expose } from '../../src/seeds/bound.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { fundingRateCarry } from '../../src/seeds/funding-rate-carry.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'
import { assemblePaths } from '../../src/validation/assemble-paths.ts'
import { combinatorialPurged } from '../../src/validation/combinatorial-purged.ts'
import { deflatedSharpe } from '../../src/validation/deflated-sharpe.ts'
import { minimumTrackRecord } from '../../src/validation/minimum-track-record.ts'
import { pbo } from '../../src/validation/pbo.ts'
import { probabilisticSharpe } from '../../src/validation/probabilistic-sharpe.ts'
import { takeRows } from '../../src/validation/row-range.ts'
import { GROUNDS, searchAndJudge } from './gauntlet-searches.ts'

const crossover = (fast: number, gap: number): Strategy => ({
  parts: [partOf(emaCrossover, { fast, gap, side: 'both' })],
})
const strategy = crossover(20, 30)
const field = [10, 15, 20, 25].flatMap((fast) => [20, 30, 40].map((gap) => crossover(fast, gap)))
const ratios = [0.01, 0.02, 0.03, 0.015]
const trials = { sharpes: { perPeriod: [...ratios, ...ratios, ...ratios] } }
const bars: Bars = regimeMarket(randomFrom(5), {
  length: 6000,
  regimes: [0.0015, -0.0015].map((drift) => ({ drift, volatility: 0.006 })),
}).bars
const options: GauntletOptions = { execution: perpetual, trials, population: field, warmup: 100 }
const judged = gauntlet(strategy, bars, options)
const checkOf = (name: CheckName, of = judged) => of.checks.find((check) => check.name === name)

/** Returns of an account that is opened at the first of these rows. */
function returnsOn(market: Bars, from: number, to: number, of = strategy): Float64Array {
  const warmup = from
  const task = { markets: [sliceBars(market, 0, to)], execution: perpetual, objectives: ['sharpe'] as const, warmup }
  return evaluateOne(of, task).markets[0].blocks[0].result.returns
}

describe('figures', () => {
  const { inSample, outOfSample, windows } = gauntletStages(6000, { warmup: 100 })
  const year = judged.figures.periodsPerYear

  test('a stage is an account of its own, its indicators warmed by the bars before', () => {
    for (const [found, rows] of [
      [judged.figures.inSample, inSample],
      [judged.figures.outOfSample, outOfSample],
      ...judged.figures.windows.map((window, place) => [window, windows[place]] as const),
    ] as const) {
      const returns = returnsOn(bars, rows.from, rows.to)
      expect([found.from, found.to]).toEqual([rows.from, rows.to])
      expect([found.begins, found.ends]).toEqual([bars.time[rows.from], bars.time[rows.to - 1]])
      expect(found.sharpe).toBeCloseTo(sharpe(returns) * Math.sqrt(year), 8)
    }
    expect(judged.figures.walkForward).toMatchObject({ from: windows[0].from, to: 6000 })
  })

  test('the deflated ratio is of the searched rows, the track record of the unseen ones', () => {
    const searched = returnsOn(bars, inSample.from, inSample.to)
    expect(judged.figures.deflatedSharpe).toBeCloseTo(deflatedSharpe(searched, trials), 10)
    const unseen = Float64Array.from(
      [outOfSample, ...windows].flatMap(({ from, to }) => [...returnsOn(bars, from, to)]),
    )
    const { bars: count, needed, confidence } = judged.figures.trackRecord
    expect([count, confidence]).toEqual([unseen.length, 0.95])
    expect(needed).toBeCloseTo(minimumTrackRecord(unseen), 6)
    expect(checkOf('track-record')?.passed).toBe(probabilisticSharpe(unseen) >= 0.95)
  })

  test('the choice is judged over all scored rows, every different strategy once', () => {
    const columns = field.map((each) => returnsOn(bars, 100, 6000, each))
    expect(judged.population).toMatchObject({ source: 'strategies', count: 12, faults: 0 })
    expect(judged.figures.pbo.probability).toBe(pbo(columns, { blocks: 12 }).probability)
    expect(judged.figures.paths.sharpes.length).toBe(9)
    const twice = gauntlet(strategy, bars, { ...options, population: [...field, ...field] })
    expect(twice.hash).toBe(judged.hash)
    const panel = gauntlet(strategy, bars, { ...options, population: { returns: columns } })
    expect(panel.figures).toEqual(judged.figures)
    expect(panel.population.source).toBe('returns')
  })

  test('a population without the strategy is given it', () => {
    const without = field.filter((_, place) => place < 6 || place > 8)
    const added = gauntlet(strategy, bars, { ...options, population: without })
    expect(added.population.count).toBe(10)
    const columns = without.map((each) => returnsOn(bars, 100, 6000, each))
    const panel = gauntlet(strategy, bars, { ...options, population: { returns: columns } })
    expect(panel.figures.pbo.probability).toBe(added.figures.pbo.probability)
  })

  test('strategies that did the same in every row are one record, and no field', () => {
    const idle = Array.from({ length: 12 }, (_, i) => crossover(10 + i, 200))
    const still = sliceBars(showcaseMarket('flat', { length: 2000 }), 0)
    const none = gauntlet(strategy, still, {
      ...options,
      population: [...idle, strategy],
      trials: { count: 13, variance: { perPeriod: 1 } },
    })
    expect(none.population.count).toBe(1)
    expect(checkOf('pbo', none)?.reason).toMatch(/the population is too small/)
    const columns = field.map((each) => returnsOn(bars, 100, 6000, each))
    const copies = {
      returns: [...columns, ...columns.slice(0, 4), ...columns.slice(3).map((column) => column.slice())],
    }
    expect(gauntlet(strategy, bars, { ...options, population: copies }).figures).toEqual(judged.figures)
    const few = gauntlet(strategy, bars, { ...options, population: { returns: new Array(20).fill(columns[0]) } })
    expect(few.population.count).toBe(2)
    expect(checkOf('pbo', few)?.figure).toBe(null)
  })

  test('a strategy of the population that fails on these bars is counted as a fault', () => {
    const carry: Strategy = { parts: [partOf(fundingRateCarry)] }
    const more = { sharpes: { perPeriod: [...trials.sharpes.perPeriod, 0.02] } }
    expect(() => gauntlet(strategy, bars, { ...options, population: [...field, carry] })).toThrow(/at least 13/)
    const faulty = gauntlet(strategy, bars, { ...options, trials: more, population: [...field, carry] })
    expect(faulty.population).toMatchObject({ count: 12, faults: 1 })
    expect(faulty.figures.pbo).toEqual(judged.figures.pbo)
    expect(faulty.figures.paths).toEqual(judged.figures.paths)
  })

  test('stress is of the unseen rows', () => {
    const from = outOfSample.from
    const dear = { ...perpetual, fees: { taker: 0.0015, maker: 0.0006 }, slippage: 0.0015 }
    const task = { markets: [bars], execution: dear, objectives: ['sharpe'] as const, warmup: from }
    const { sharpe: ratio } = evaluateOne(strategy, task).scores
    expect(judged.figures.costStress[1]).toEqual({ factor: 3, sharpe: ratio })
    const exposure = expose(strategy, bars)
    const late = Float64Array.from({ length: 6000 - from }, (_, t) => (t === 0 ? 0 : exposure[from + t - 1]))
    const summary = summarise(sliceBars(bars, from), late, perpetual, { periodsPerYear: year })
    expect(judged.figures.delayStress).toEqual({ bars: 1, sharpe: summary.sharpe })
  })

  test('the dearest costs are the gate', () => {
    const [twice, thrice] = judged.figures.costStress
    expect(Number(thrice.sharpe)).toBeLessThan(Number(twice.sharpe))
    expect(checkOf('cost-stress')?.figure).toBe(thrice.sharpe)
    const turned = gauntlet(strategy, bars, { ...options, costs: [3, 2] })
    expect(checkOf('cost-stress', turned)).toEqual(checkOf('cost-stress'))
  })

  test('more looks at the unseen rows ask for a longer record', () => {
    const again = gauntlet(strategy, bars, { ...options, looks: 10 })
    expect(again.figures.trackRecord.confidence).toBeCloseTo(0.995, 12)
    expect(Number(again.figures.trackRecord.needed)).toBeGreaterThan(Number(judged.figures.trackRecord.needed))
  })
})

describe('paths', () => {
  const panel = Array.from({ length: 6 }, (_, k) => {
    const random = randomFrom(9, k)
    return Float64Array.from({ length: 120 }, () => random.normal())
  })

  test('follow on every group the best column of the rows left to learn from', () => {
    const groups = [0, 30, 60, 90].map((from) => [from, from + 30])
    const chosen = groups.map(([from, to]) => {
      const ratios = panel.map((column) =>
        sharpe(Float64Array.from([...column.subarray(0, Math.max(0, from - 2)), ...column.subarray(to + 2)])),
      )
      return panel[ratios.indexOf(Math.max(...ratios))].subarray(from, to)
    })
    const path = Float64Array.from(chosen.flatMap((part) => [...part]))
    expect(pathSharpes(panel, { groups: 4, tested: 1, gap: 2 })).toEqual(Float64Array.of(sharpe(path)))
  })

  test('choose by the Sharpe ratio of the purged training rows, for any plan', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.nat(4), fc.nat(5), fc.integer(), (groups, pick, gap, seed) => {
        const tested = 1 + (pick % (groups - 1))
        const columns = panel.map((column, k) => column.map((value, t) => value + 0.1 * Math.sin(seed + k + t / 30)))
        const plan = combinatorialPurged(120, { groups, tested, horizon: gap })
        const outcomes = plan.splits.map((split) => {
          const ratios = columns.map((column) => sharpe(takeRows(column, split.train)))
          return takeRows(columns[ratios.indexOf(Math.max(...ratios))], split.test)
        })
        const expected = Float64Array.from(assemblePaths(plan, outcomes), (path) => sharpe(path)).sort()
        expect(pathSharpes(columns, { groups, tested, gap })).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  test('stay in cash where no column has a ratio, and are undefined when all do', () => {
    const still = [new Float64Array(120), new Float64Array(120)]
    expect(pathSharpes(still, { groups: 4, tested: 2, gap: 0 })).toEqual(new Float64Array(3).fill(Number.NaN))
    const late = Float64Array.from({ length: 120 }, (_, t) => (t < 60 ? 0 : 1 + (t % 2)))
    const [ratio] = pathSharpes([late, still[0]], { groups: 2, tested: 1, gap: 0 })
    // The first half is learned from the second, where the column moves; the second from the first, where nothing does.
    expect(ratio).toBeNaN()
  })
})

describe('stages', () => {
  test('no row is scored twice, and embargoes part the stages', () => {
    const { inSample, outOfSample, windows, embargo } = gauntletStages(1000, { warmup: 30, windows: 3, embargo: 7 })
    expect([inSample, outOfSample]).toEqual([
      { from: 30, to: 600 },
      { from: 607, to: 800 },
    ])
    expect(windows).toEqual([
      { from: 807, to: 872 },
      { from: 872, to: 936 },
      { from: 936, to: 1000 },
    ])
    expect(embargo).toBe(7)
  })

  test('fractions are free', () => {
    const fractions = { inSample: 0.5, outOfSample: 0.3, walkForward: 0.2 }
    expect(gauntletStages(100, { fractions, embargo: 0 })).toMatchObject({
      inSample: { from: 0, to: 50 },
      outOfSample: { from: 50, to: 80 },
    })
  })

  test('refuses fractions that do not add up, and stages too short for a ratio', () => {
    const fractions = { inSample: 0.6, outOfSample: 0.3, walkForward: 0.2 }
    expect(() => gauntletStages(100, { fractions })).toThrow(/the sum of fractions must be 1/)
    expect(() => gauntletStages(100, { fractions: { ...fractions, outOfSample: 0 } })).toThrow(/fractions.outOfSample/)
    expect(() => gauntletStages(100, { warmup: 57 })).toThrow(/rows of the in-sample stage must be .* at least 4/)
    expect(() => gauntletStages(100, { embargo: 17 })).toThrow(/rows of the out-of-sample stage/)
    expect(() => gauntletStages(100, { windows: 5 })).toThrow(/walk-forward stage must be .* at least 20, received 19/)
    expect(() => gauntletStages(100, { windows: 0 })).toThrow(/windows must be an integer of at least 1/)
    expect(() => gauntletStages(100, { folds: 5 } as object)).toThrow(/option must be one of fractions/)
  })
})

describe('verdict', () => {
  test('lists every gate in order, and the reasons of those that failed', () => {
    expect(judged.checks.map(({ name }) => name)).toEqual([...CHECK_NAMES])
    expect(judged.passed).toBe(judged.reasons.length === 0)
    expect(judged.reasons).toEqual(judged.checks.filter(({ passed }) => !passed).map(({ reason }) => reason))
  })

  test('a gate says what was found and what had to hold', () => {
    const strict = gauntlet(strategy, bars, { ...options, gates: { trades: 1e6, drawdown: 0.001, pbo: 0 } })
    const trades = judged.figures.whole.trades
    expect(checkOf('trades', strict)).toMatchObject({
      figure: trades,
      rule: 'at least',
      gate: 1e6,
      passed: false,
      reason: `The number of its trades that ended is ${trades} and must be at least 1000000.`,
    })
    expect(checkOf('drawdown', strict)?.reason).toMatch(
      /^Its deepest fall below a peak is [\d.]+ % and must be at most 0.1 %\.$/,
    )
    expect(strict.passed).toBe(false)
    expect(strict.verdict).toMatch(/^Not certified: it failed \d+ of 13 gates\.$/)
  })

  test('a gate just reached is passed, but a ratio must be above its gate', () => {
    const { whole, inSample } = judged.figures
    const gates = { trades: whole.trades, drawdown: Number(whole.drawdown), sharpe: Number(inSample.sharpe) }
    const even = gauntlet(strategy, bars, { ...options, gates })
    expect(['trades', 'drawdown', 'in-sample'].map((name) => checkOf(name as CheckName, even)?.passed)).toEqual([
      ...[true, true, false],
    ])
  })

  test('a strategy that never trades fails with words and no figure', () => {
    const idle = gauntlet(crossover(10, 20), showcaseMarket('flat'), { ...options, population: field })
    const without = [
      'in-sample',
      'out-of-sample',
      'walk-forward',
      'retention',
      'deflated-sharpe',
      'cost-stress',
    ] as const
    for (const name of [...without, 'delay-stress', 'track-record', 'pbo', 'paths'] as const) {
      expect(checkOf(name, idle)).toMatchObject({ figure: null, passed: false })
      expect(checkOf(name, idle)?.reason).toMatch(/ is not defined \(.+\) and must be /)
    }
    for (const name of ['windows', 'trades'] as const) {
      expect(checkOf(name, idle)).toMatchObject({ figure: 0, passed: false })
    }
    expect(idle.figures.overfitting).toEqual({
      score: null,
      verdict: 'Not known: a figure that was given is undefined.',
    })
  })

  test('a ratio that was lost needs a record without end', () => {
    const dear = { ...options, execution: { ...perpetual, fees: { taker: 0.01 } } }
    const losing = gauntlet(strategy, brownianMarket(randomFrom(1), { length: 3000 }), dear)
    expect(losing.figures.trackRecord.needed).toBe('Infinity')
    expect(checkOf('track-record', losing)?.passed).toBe(false)
    // Two losses make a ratio above 0, which keeps nothing.
    expect(Number(losing.figures.inSample.sharpe)).toBeLessThan(0)
    expect(Number(losing.figures.outOfSample.sharpe)).toBeLessThan(0)
    expect(checkOf('retention', losing)).toMatchObject({ figure: null, passed: false })
    expect(checkOf('track-record', losing)?.reason).toMatch(/is without end and must be at most \d+\.$/)
  })

  test('an account that is wiped out fails, and nothing it shows is lost in JSON', () => {
    const ruin = { ...perpetual, fees: { taker: 0.15 } }
    const wiped = gauntlet(strategy, bars, { ...options, execution: ruin })
    expect(wiped.figures.whole.drawdown).toBeGreaterThan(0.9)
    expect(wiped.passed).toBe(false)
    expect(parseCertificate(JSON.stringify(wiped))).toEqual(wiped)
  })

  test('too small a population cannot be chosen from', () => {
    const alone = gauntlet(strategy, bars, { ...options, population: field.slice(0, 3) })
    expect(checkOf('pbo', alone)).toMatchObject({ figure: null, passed: false })
    expect(checkOf('paths', alone)).toMatchObject({ figure: null, passed: false })
    expect(checkOf('pbo', alone)?.reason).toMatch(/the population is too small/)
  })

  test('trials of one ratio many times over judge nothing; a single trial must be said to be one', () => {
    const alike = gauntlet(strategy, bars, { ...options, trials: { sharpes: { perPeriod: new Array(12).fill(0.02) } } })
    expect(checkOf('deflated-sharpe', alike)).toMatchObject({ figure: null, passed: false })
    const unknown = gauntlet(strategy, bars, { ...options, trials: { count: 9, variance: { perPeriod: Number.NaN } } })
    expect(checkOf('deflated-sharpe', unknown)).toMatchObject({ figure: null, passed: false })
    const single = { trials: { count: 1, variance: { perPeriod: Number.NaN } }, population: [strategy] }
    const one = gauntlet(strategy, bars, { ...options, ...single })
    const { inSample } = gauntletStages(6000, { warmup: 100 })
    const alone = probabilisticSharpe(returnsOn(bars, inSample.from, inSample.to))
    expect(one.figures.deflatedSharpe).toBeCloseTo(alone, 10)
  })
})

describe('bad input', () => {
  const refused = (change: object) => () => gauntlet(strategy, bars, { ...options, ...change })

  test('refuses what leaves trials, population or costs unsaid', () => {
    expect(refused({ trials: undefined })).toThrow(/trials must be a trial ledger.*Count every strategy/)
    expect(refused({ population: undefined })).toThrow(/population must be the strategies of the run/)
    expect(refused({ execution: undefined })).toThrow(/execution must be given/)
    expect(refused({ trials: 12 })).toThrow(/trials must be a trial ledger/)
    expect(refused({ trials: { count: 12, variance: 0.5 } })).toThrow(/variance must be a figure with its unit/)
    expect(refused({ trials: new TrialLedger() })).toThrow(/trials must be at least 1/)
    expect(refused({ population: { returns: [new Float64Array(9)] } })).toThrow(/returns\[0\].length must be 5900/)
    expect(refused({ population: [{ parts: [] }] })).toThrow(/parts/)
  })

  test('refuses a market with a sealed holdout', () => {
    const whole = brownianMarket(randomFrom(8), { length: 2000 })
    const { holdout } = sealHoldout(whole, 0.4)
    expect(() => gauntlet(strategy, whole, options)).toThrow(/without the sealed holdout/)
    expect(gauntlet(strategy, holdout.open(new TrialLedger()).bars, options).data.bars).toBe(2000)
  })

  test('refuses a strategy that the ledger does not know', () => {
    const ledger = new TrialLedger()
    const task = { markets: [bars], execution: perpetual, objectives: ['sharpe'] as const }
    evaluateOne(crossover(5, 5), task, { ledger })
    expect(refused({ trials: ledger })).toThrow(/strategy must be one that the ledger has counted/)
    evaluateOne(strategy, task, { ledger })
    const [first] = field
    expect(refused({ trials: ledger })).toThrow(/a strategy of the population must be one that the ledger has counted/)
    expect(refused({ trials: ledger, population: [first] })).toThrow(/received "[0-9a-f]{16}"/)
    const panel = { returns: [1, 2].map((k) => bars.close.subarray(100).map((price) => k / price)) }
    expect(refused({ trials: ledger, population: panel })).toThrow(/trials must be at least 3, .* received 2/)
    const two = { ...options, trials: ledger, population: [strategy, crossover(5, 5)] }
    const { trials: counted } = gauntlet(strategy, bars, two)
    expect(counted).toMatchObject({ source: 'ledger', count: 2 })
  })

  test('refuses fewer trials than the population has strategies, unless the number is an effective one', () => {
    const few = { sharpes: { perPeriod: ratios } }
    expect(refused({ trials: few })).toThrow(/trials must be at least 12, the different strategies .*, received 4/)
    expect(refused({ trials: { sharpes: { perPeriod: [0.02] } } })).toThrow(/at least 12, .* received 1/)
    expect(refused({ trials: { count: 1, variance: { perPeriod: 0 } } })).toThrow(/at least 12, .* received 1/)
    expect(refused({ trials: { ...few, count: 1 } })).toThrow(/at least 12, .* received 1/)
    const effective = gauntlet(strategy, bars, { ...options, trials: { ...few, count: 3.5 } })
    expect(effective.trials).toMatchObject({ source: 'list', count: 3.5 })
  })

  test('refuses options that cannot be', () => {
    expect(refused({ gate: {} })).toThrow(/option must be one of .*Did you mean "gates"/)
    expect(refused({ gates: { sharp: 1 } })).toThrow(/gates: option must be one of/)
    expect(refused({ gates: { pbo: 1.5 } })).toThrow(/gates.pbo must be .* at most 1/)
    expect(refused({ gates: { trades: 0 } })).toThrow(/gates.trades must be .* at least 1/)
    expect(refused({ looks: 0 })).toThrow(/looks must be/)
    expect(refused({ costs: [1] })).toThrow(/costs must be a finite number above 1/)
    expect(refused({ costs: [] })).toThrow(/costs must be an array/)
    expect(refused({ delay: 0 })).toThrow(/delay must be/)
    expect(refused({ looks: 2e6 })).toThrow(/looks must be/)
    expect(refused({ delay: 2340 })).toThrow(/gauntlet: delay must be .* below 2340/)
    for (const population of [field, [strategy]]) {
      expect(refused({ blocks: 7, population })).toThrow(/gauntlet: blocks must be even/)
      expect(refused({ blocks: 22, population })).toThrow(/gauntlet: blocks must be .* at most 20/)
      expect(refused({ groups: 1, population })).toThrow(/gauntlet: groups must be/)
      expect(refused({ groups: 3, tested: 3, population })).toThrow(/gauntlet: tested must be/)
    }
    const short = sliceBars(bars, 0, 150)
    expect(() => gauntlet(strategy, short, { ...options, warmup: 20 })).toThrow(/^gauntlet: the length of .* a week/)
    expect(refused({ warmup: 5999 })).toThrow(/rows of the in-sample stage/)
    expect(refused({ execution: { fill: 'now' } })).toThrow(/fill/)
    expect(() => gauntlet({ parts: [] } as never, bars, options)).toThrow(/parts/)
    expect(() => gauntlet(strategy, null as never, options)).toThrow(/bars must be a market/)
  })
})

describe('luck and skill', () => {
  test('searches on random walks get no certificate', async () => {
    const walks = GROUNDS.filter(({ market }) => market.startsWith('random walk'))
    expect(walks.map(({ execution }) => execution === frictionless)).toEqual([false, false, true, true, true])
    const searches = [...walks, ...walks, walks[0], walks[2]].map((ground, seed) => searchAndJudge(ground, 301 + seed))
    const certificates = await Promise.all(searches)
    expect(certificates.map(({ passed }) => passed)).toEqual(new Array(12).fill(false))
    // It is the count of trials that stops them, not thin trading alone.
    const deflated = certificates.map(({ figures }) => Number(figures.deflatedSharpe))
    expect(Math.max(...deflated)).toBeLessThan(0.95)
  })

  test('an edge that lasts is certified', async () => {
    const trends = GROUNDS.filter(({ market }) => market.startsWith('trends'))
    expect(trends.length).toBe(2)
    for (const ground of trends) expect((await searchAndJudge(ground, 4)).reasons).toEqual([])
  })
})
