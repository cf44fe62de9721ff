import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtestPortfolio } from '../../src/backtest/backtest-portfolio.ts'
import { type Execution, frictionless, perpetual, spot } from '../../src/backtest/execution.ts'
import { evaluateHere } from '../../src/evaluation/evaluate-here.ts'
import { evaluateOne } from '../../src/evaluation/evaluate-one.ts'
import { exposeMarkets } from '../../src/evaluation/expose-markets.ts'
import { accountSeeds, marketWeights } from '../../src/evaluation/market-weights.ts'
import type { AccountOptions, EvaluationTask } from '../../src/evaluation/task.ts'
import { TrialLedger } from '../../src/evaluation/trial-ledger.ts'
import { evolve } from '../../src/evolution/evolve.ts'
import type { Generation } from '../../src/evolution/generation.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import { sampleLatin } from '../../src/genome/sample.ts'
import { alignBars } from '../../src/market/align-bars.ts'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { sliceBars } from '../../src/market/slice-bars.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { maxDrawdown } from '../../src/metrics/drawdown.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { totalReturn } from '../../src/metrics/total-return.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { blueprintOf, expose } from '../../src/seeds/bound.ts'
import { everySeed } from '../../src/seeds/catalogue.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { fundingRateCarry } from '../../src/seeds/funding-rate-carry.ts'
import { catalogue } from '../../src/strategy/catalogue.ts'
import { describe as inWords } from '../../src/strategy/describe.ts'
import { parseStrategy } from '../../src/strategy/parse-strategy.ts'
import { partOf } from '../../src/strategy/part-of.ts'
import { populationOf } from '../../src/strategy/population-of.ts'
import { seed } from '../../src/strategy/seed.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'
import { toGenome } from '../../src/strategy/to-genome.ts'
import { toStrategy } from '../../src/strategy/to-strategy.ts'
import { warmupOf } from '../../src/strategy/warmup.ts'
import { chanceDays } from './markets.ts'

const markets = Array.from({ length: 9 }, (_, i) => chanceDays(40 + i, 360))
const space = blueprintOf(['ema-crossover', 'market-weights'], { catalogue: accountSeeds })
const strategies = drawn(12, 5)
const genomes = strategies.map((strategy) => toGenome(strategy, accountSeeds))
const folds = { combinatorialPurged: { groups: 4, tested: 2 } }

function on(account: AccountOptions = {}, more: Partial<EvaluationTask> = {}): EvaluationTask {
  const objectives = ['sharpe', 'max-drawdown', 'turnover', 'ulcer']
  return { markets, execution: perpetual, objectives, across: { markets: { account } }, ...more }
}

/** Strategies by chance whose weights look back no further than a third of the markets. */
function drawn(count: number, seed: number): Strategy[] {
  return sampleLatin(space, count, randomFrom(seed)).map((genome) => {
    const { parts } = toStrategy(genome)
    const { period, ...genes } = parts[1].genes
    return { parts: [parts[0], { ...parts[1], genes: { ...genes, period: Math.min(period as number, 120) } }] }
  })
}

function weighed(genes: object, every = 1): Strategy {
  const part = { ...partOf(marketWeights, genes), ...(every === 1 ? {} : { every }) }
  return { parts: [partOf(emaCrossover, { fast: 3, gap: 7, side: 'both' }), part] }
}

describe('one account', () => {
  test.each<[string, Execution, AccountOptions]>([
    ['a perpetual', perpetual, {}],
    ['a high cap', perpetual, { cap: 0.6 }],
    ['isolated margin', { ...perpetual, leverage: 2 }, { margin: 'isolated', cap: 0.3 }],
    ['stops', { ...perpetual, stops: { loss: 0.03, reentry: 'at-once' } }, {}],
    ['cash and lots', { ...spot, lot: 0.01, rebalance: 'every-bar' }, { cap: 0.4 }],
    ['slippage with volatility', { ...perpetual, slippage: { model: 'volatility', factor: 0.1 } }, {}],
  ])('is backtestPortfolio of the weighed exposures, bit for bit: %s', (_, execution, account) => {
    let fills = 0
    for (const strategy of strategies.slice(0, 3)) {
      const report = evaluateOne(strategy, on(account, { execution })).account!
      const { cap = 0.15, margin = 'cross' } = account
      const exposures = exposeMarkets(strategy, markets, { cap })
      const direct = backtestPortfolio(markets, exposures, execution, { margin, caps: { market: cap } })
      expect(report.symbols).toEqual(markets.map(({ symbol }) => symbol))
      expect(report.exposures).toEqual(exposures)
      expect(report.blocks[0].result).toEqual(direct)
      expect(report.folds[0].summary).toEqual(direct.summary)
      fills += direct.summary.fills
    }
    expect(fills).toBeGreaterThan(0)
  })

  test('is one purse: what one market wins the other has the use of, by hand', () => {
    const hold = seed({
      ...{ name: 'hold', role: 'entry', version: 1, idea: 'Always long. It has no opinion.', showcase: 'rise' },
      ...{ genes: {}, say: () => 'Be long', warmup: () => 0 },
      write: (_bars, _genes, exposure) => void exposure.fill(1),
    })
    const market = (symbol: string, close: number[]) => {
      const time = close.map((_, t) => t * 86_400_000)
      return barsFrom({ time, open: close, high: close, low: close, close, volume: close }, { symbol, interval: '1d' })
    }
    const two = [market('A', [100, 100, 200, 200, 200]), market('B', [100, 100, 100, 100, 50])]
    const run = (rebalance: 'on-change' | 'every-bar', cap: number) => {
      const execution = { ...frictionless, cash: 1000, rebalance }
      const task = { ...on({ cap }, { execution, objectives: ['total-return'] }), markets: two, periodsPerYear: 365 }
      const { account } = evaluateOne({ parts: [partOf(hold)] }, task, { catalogue: catalogue([hold]) })
      return Array.from(account!.blocks[0].result.equity)
    }
    // Half in each: A doubles, then B halves.
    expect(run('on-change', 0.5)).toEqual([1000, 1000, 1500, 1500, 1250])
    // Evened out at each open, which is where these markets move: 375 of B are lost, and then both are held anew.
    expect(run('every-bar', 0.5)).toEqual([1000, 1000, 1500, 1500, 1125])
    // A tenth in each, the rest cash.
    expect(run('on-change', 0.1)).toEqual([1000, 1000, 1100, 1100, 1050])
  })

  test('begins anew in every block, with indicators and weights that know the bars before', () => {
    const task = on({}, { folds, warmup: 60 })
    const { account } = evaluateOne(strategies[1], task)
    const exposures = exposeMarkets(strategies[1], markets)
    expect(account!.blocks.map(({ rows }) => rows.from)).toEqual([60, 135, 210, 285])
    const { periodsPerYear } = account!.folds[0].summary
    for (const { rows, result } of account!.blocks) {
      const own = exposures.map((column) => column.subarray(rows.from, rows.to))
      const slices = markets.map((bars) => sliceBars(bars, rows.from, rows.to))
      expect(result).toEqual(backtestPortfolio(slices, own, perpetual, { caps: { market: 0.15 }, periodsPerYear }))
    }
    for (const { rows, summary, scores } of account!.folds) {
      const parts = rows.map(({ from }) => account!.blocks.find((block) => block.rows.from === from)!.result)
      const returns = Float64Array.from(parts.flatMap((part) => Array.from(part.returns)))
      expect(summary.totalReturn).toBeCloseTo(totalReturn(returns), 12)
      expect(scores['max-drawdown']).toBeCloseTo(maxDrawdown(returns), 12)
      expect(scores['sharpe']).toBeCloseTo(sharpe(returns, { periodsPerYear }), 9)
      expect(summary.trades).toBe(parts.reduce((sum, part) => sum + part.summary.trades, 0))
    }
  })

  test('is worth the same bits in a batch, alone and after any other, with returns read or not', () => {
    const task = on({}, { folds, warmup: 60 })
    const whole = evaluateHere(task)(genomes)
    expect(whole.faults).toEqual(genomes.map(() => null))
    const one = strategies.flatMap((strategy) => Object.values(evaluateOne(strategy, task).scores))
    expect(Array.from(whole.scores)).toEqual(one)
    const evaluate = evaluateHere(task, { cache: false, bytes: 1e5 })
    const backwards = [...genomes].reverse().map((genome) => Array.from(evaluate([genome]).scores))
    expect(backwards.reverse().flat()).toEqual(one)
    const unread = evaluateHere({ ...task, objectives: ['sharpe', 'max-drawdown', 'turnover'] })(genomes)
    expect(Array.from(unread.scores)).toEqual(one.filter((_, place) => place % 4 < 3))
  })

  test('is one path: a single list of returns to be unlike, one minimum, one row of months', () => {
    const { account } = evaluateOne(strategies[0], on())
    const { result } = account!.blocks[0]
    const objectives = [{ name: 'correlation' as const, returns: [[result.returns]] }]
    const ledger = new TrialLedger()
    const task = on({}, { objectives, minimum: { trades: 10_000, timeInMarket: 0.5 } })
    const { scores, violation } = evaluateOne(strategies[0], task, { ledger })
    const { trades, timeInMarket } = result.summary
    expect(scores['correlation']).toBeCloseTo(1, 12)
    expect(violation).toBe(1 - trades / 10_000 + Math.max(0, 1 - timeInMarket / 0.5))
    expect(ledger.toJSON().path.length).toBe(12)
    const two = [{ name: 'correlation' as const, returns: [[result.returns], [result.returns]] }]
    expect(() => evaluateHere(on({}, { objectives: two }))).toThrow('returns.length of correlation')
  })

  test('evolves its sizes', async () => {
    const task = on({ cap: 0.5 }, { objectives: ['total-return', 'turnover'] })
    const ledger = new TrialLedger()
    const search = { ...nsga2(space), evaluate: evaluateHere(task, { ledger }), size: 12, generations: 4, seed: 42 }
    let last: Generation | undefined
    for await (const generation of evolve(search)) last = generation
    const best = last!.archive.map(({ genome }) => toStrategy(genome).parts[1].genes)
    expect(ledger.count).toBe(last!.evaluations)
    expect(new Set(best.map((genes) => JSON.stringify(genes))).size).toBeGreaterThan(1)
    const [{ genome, scores }] = last!.archive
    expect(evaluateOne(toStrategy(genome), task).scores['total-return']).toBe(-scores[0])
  })
})

/** The weights by their definition: means, roots and ranks from scratch, and the cap by cutting one market at a time. */
function naiveWeights(bars: readonly Bars[], genes: Record<string, number>, cap: number): number[][] {
  const { period, review } = genes
  const stretch = (t: number) => Math.floor(bars[0].time[t] / (bars[0].interval * review))
  let weights = bars.map(() => 0)
  return Array.from(bars[0].time, (_, t) => {
    if (t < period || (t > period && stretch(t) === stretch(t - 1))) return weights
    const past = Array.from({ length: period }, (_unused, i) => t - i)
    const by = {
      liquidity: bars.map(({ close, volume }) => past.reduce((sum, i) => sum + close[i] * volume[i], 0)),
      volatility: bars.map(({ close }) => -past.reduce((sum, i) => sum + Math.log(close[i] / close[i - 1]) ** 2, 0)),
      momentum: bars.map(({ close }) => close[t] / close[t - period]),
    }
    const raw = bars.map((_market, i) =>
      Object.entries(by).reduce((product, [name, values]) => {
        const below = values.filter((value) => value < values[i]).length
        const equal = values.filter((value) => value === values[i]).length
        return product * ((below + (equal + 1) / 2) / bars.length) ** genes[name]
      }, 1),
    )
    const capped = new Set<number>()
    for (;;) {
      const rest = 1 - cap * capped.size
      const sum = raw.reduce((total, weight, i) => total + (capped.has(i) ? 0 : weight), 0)
      weights = raw.map((weight, i) => (capped.has(i) ? cap : (weight / sum) * rest))
      const worst = weights.findIndex((weight, i) => !capped.has(i) && weight > cap * (1 + 1e-12))
      if (worst < 0) return weights
      capped.add(worst)
    }
  })
}

describe('the weights', () => {
  const always = { fast: 3, gap: 7, side: 'both' }
  const alone = markets.map((bars) => expose({ parts: [partOf(emaCrossover, always)] }, bars))

  test.each([
    [{ liquidity: 1, volatility: 1, momentum: 0, period: 30, review: 1 }, 0.2],
    [{ liquidity: 0, volatility: 2.5, momentum: -1.3, period: 60, review: 7 }, 0.15],
    [{ liquidity: 3, volatility: 0, momentum: 3, period: 10, review: 30 }, 1],
    [{ liquidity: 0, volatility: 0, momentum: 0, period: 12, review: 500 }, 0.5],
    [{ liquidity: 3, volatility: 3, momentum: 3, period: 120, review: 24 }, 0.11],
  ])('are the powers of ranks, capped: %o under %f', (genes, cap) => {
    const columns = exposeMarkets(weighed(genes), markets, { cap })
    const naive = naiveWeights(markets, genes, cap)
    let most = 0
    for (let t = 0; t < 360; t++) {
      for (let i = 0; i < 9; i++) most = Math.max(most, Math.abs(columns[i][t] - naive[t][i] * alone[i][t]))
    }
    expect(most).toBeLessThan(1e-12)
    expect(columns.some((column) => column.some((share) => share !== 0))).toBe(true)
  })

  test('hold the cap and add up to at most 1, whatever the genes', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 9 }), fc.constantFrom(0.05, 0.15, 0.34, 1), (seed, n, cap) => {
        const [strategy] = drawn(1, seed)
        // A market shorter than the warm-up is refused.
        fc.pre(warmupOf(strategy, accountSeeds) < 360)
        const columns = exposeMarkets(strategy, markets.slice(0, n), { cap })
        for (let t = 0; t < 360; t++) {
          const sizes = columns.map((column) => Math.abs(column[t]))
          expect(Math.max(...sizes)).toBeLessThanOrEqual(cap)
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(Math.min(1, cap * n) * (1 + 1e-12))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('are all of the cap where there are fewer than seven symbols, and the rest is cash', () => {
    const long = partOf(emaCrossover, { fast: 2, gap: 1, side: 'long' })
    const rising = [1, 2, 3, 4, 5, 6].map((i) => ({ ...showcaseMarket('rise'), symbol: `RISE-${i}` }))
    const columns = exposeMarkets({ parts: [long, partOf(marketWeights, { period: 10 })] }, rising)
    expect(columns.map((column) => Math.max(...column))).toEqual([0.15, 0.15, 0.15, 0.15, 0.15, 0.15])
    const { account } = evaluateOne(strategies[2], on({}, { markets: markets.slice(0, 5) }))
    const { exposures } = account!.blocks[0].result
    const held = Array.from(exposures[0], (_, t) => exposures.reduce((sum, column) => sum + Math.abs(column[t]), 0))
    expect(Math.max(...held)).toBeLessThan(1)
    expect(Math.max(...held)).toBeGreaterThan(0.5)
  })

  test('are alike without a part that says otherwise', () => {
    const bare: Strategy = { parts: [partOf(emaCrossover, always)] }
    const columns = exposeMarkets(bare, markets)
    expect(columns).toEqual(alone.map((column) => column.map((wanted) => wanted * (1 / 9) + 0)))
    const three = exposeMarkets(bare, markets.slice(0, 3))
    expect(three).toEqual(alone.slice(0, 3).map((column) => column.map((wanted) => wanted * 0.15 + 0)))
  })

  test('of every bar rest on the bars up to it', () => {
    for (const every of [1, 5]) {
      fc.assert(
        fc.property(fc.nat(1e6), fc.integer({ min: 200, max: 359 }), (seed, length) => {
          const [{ parts }] = drawn(1, seed)
          const { period } = parts[1].genes as { period: number }
          const strategy = weighed({ ...parts[1].genes, period: Math.min(period, 35) }, every)
          const whole = exposeMarkets(strategy, markets)
          const prefix = exposeMarkets(
            strategy,
            markets.map((bars) => sliceBars(bars, 0, length)),
          )
          expect(prefix).toEqual(whole.map((column) => column.slice(0, length)))
        }),
        { numRuns: 15 },
      )
    }
  })

  test('do not change when a market is shown something of the future', () => {
    const shown = markets.map((bars, i) => {
      if (i > 0) return bars
      const last = (column: Float64Array) => column.map((value, t) => (t >= 300 ? value * 3 : value))
      const { open, high, low, close } = bars
      return { ...bars, open: last(open), high: last(high), low: last(low), close: last(close) }
    })
    const [then, now] = [markets, shown].map((those) => exposeMarkets(weighed({ momentum: 2, review: 3 }), those))
    expect(then.map((column) => column.slice(0, 300))).toEqual(now.map((column) => column.slice(0, 300)))
    expect(then[1].slice(300)).not.toEqual(now[1].slice(300))
  })

  test.each([
    ['liquidity', 3],
    ['volatility', 3],
    ['momentum', 2],
    ['momentum', -2],
    ['period', 90],
    ['review', 3],
  ])('heed their gene %s', (gene, value) => {
    const usual = exposeMarkets(weighed({}), markets)
    const other = exposeMarkets(weighed({ [gene]: value }), markets)
    expect(other).not.toEqual(usual)
    const scores = [weighed({}), weighed({ [gene]: value })].map((each) => evaluateOne(each, on()).scores)
    expect(scores[1]).not.toEqual(scores[0])
  })

  test('favour what is liquid, calm and rising', () => {
    const [rise, fall] = [showcaseMarket('rise'), showcaseMarket('fall')]
    const doubled = { ...rise, symbol: 'BUSY', volume: rise.volume.map((volume) => volume * 2) }
    const long: Strategy['parts'] = [partOf(emaCrossover, { fast: 2, gap: 1, side: 'both' })]
    const shares = (genes: object, those: readonly Bars[]) => {
      const nothing = { liquidity: 0, volatility: 0, momentum: 0 }
      const part = partOf(marketWeights, { ...nothing, period: 20, review: 1, ...genes })
      return exposeMarkets({ parts: [...long, part] }, those, { cap: 1 }).map((column) => Math.abs(column.at(-1)!))
    }
    expect(shares({ liquidity: 1 }, [rise, doubled])).toEqual([1 / 3, 2 / 3])
    expect(shares({ liquidity: 2 }, [rise, doubled])).toEqual([0.2, 0.8])
    expect(shares({ momentum: 1 }, [rise, fall])).toEqual([2 / 3, 1 / 3])
    expect(shares({ momentum: -1 }, [rise, fall])).toEqual([1 / 3, 2 / 3])
    expect(shares({ liquidity: 3 }, [rise, { ...rise, symbol: 'TWIN' }])).toEqual([0.5, 0.5])
  })

  test('are not known before their period is over, and hold between reviews', () => {
    const columns = exposeMarkets(weighed({ period: 50, review: 40 }), markets, { cap: 1 })
    expect(columns.every((column) => column.subarray(0, 50).every((share) => share === 0))).toBe(true)
    const sizes = Array.from({ length: 310 }, (_, t) => columns.map((column) => Math.abs(column[50 + t])).join())
    expect(new Set(sizes).size).toBeLessThanOrEqual(9)
    const coarse = exposeMarkets(weighed({ period: 10, review: 1 }, 7), markets, { cap: 1 })
    expect(coarse.every((column) => column.subarray(0, 70).every((share) => share === 0))).toBe(true)
    expect(coarse.some((column) => column.subarray(77).some((share) => share !== 0))).toBe(true)
  })
})

describe('the part market-weights', () => {
  test('is data like any other: genome, JSON and words', () => {
    for (const [place, strategy] of strategies.entries()) {
      const genome = toGenome(strategy, accountSeeds)
      expect(toStrategy(genome)).toEqual(strategy)
      expect(Array.from(genome.values)).toEqual(Array.from(genomes[place].values))
      expect(parseStrategy(JSON.parse(JSON.stringify(strategy)), accountSeeds)).toEqual(strategy)
    }
    expect(inWords(weighed({}), accountSeeds)).toContain(
      'Size: Share the account among its markets by rank^weight over 60 bars, set anew every 24',
    )
  })

  test('is found by populations over all seeds', () => {
    const population = populationOf(accountSeeds, { size: 200, random: randomFrom(3), every: [1, 2] })
    const those = population.filter((genome) => toStrategy(genome).parts.some(({ seed }) => seed === 'market-weights'))
    expect(those.length).toBeGreaterThan(10)
    const funded = those.filter((genome) => toStrategy(genome).parts.every(({ seed }) => seed !== 'funding-rate-carry'))
    const { faults } = evaluateHere(on({}, { objectives: ['total-return'] }))(funded.slice(0, 8))
    // A year of days is too little for the longest memories, which is said of them.
    expect(faults?.every((fault) => fault === null || fault.includes('bars.length must be more than'))).toBe(true)
    expect(faults?.filter((fault) => fault === null).length).toBeGreaterThan(2)
  })

  test('is a fault in a task of separate accounts', () => {
    const task = { markets, execution: perpetual, objectives: ['sharpe'] }
    const { faults } = evaluateHere(task, { catalogue: accountSeeds })(genomes.slice(0, 1))
    expect(faults?.[0]).toContain("Say across: { markets: 'account' } in the task")
    expect(evaluateHere(task)(genomes.slice(0, 1)).faults?.[0]).toContain('must be the name of a seed')
  })

  test('with wrong genes, or twice, or beside another size, is a fault', () => {
    const wrong = { ...weighed({}).parts[1], genes: { ...weighed({}).parts[1].genes, period: 3 } }
    const [entry, part] = weighed({}).parts
    for (const parts of [[entry, wrong], [entry, part, part], [part]] as unknown as Strategy['parts'][]) {
      expect(() => evaluateOne({ parts }, on())).toThrow('checkStrategy')
      expect(() => exposeMarkets({ parts }, markets)).toThrow('exposeMarkets')
    }
  })

  test('is the only seed of its name', () => {
    const mine = seed({ ...marketWeights, version: 2 })
    const { faults } = evaluateHere(on(), { catalogue: catalogue([emaCrossover, mine]) })(genomes.slice(0, 1))
    expect(faults?.[0]).toContain('must be the one of the library')
  })

  test('that looks further back than the markets reach is a fault', () => {
    const genome = toGenome(weighed({ period: 360 }), accountSeeds)
    const ledger = new TrialLedger()
    const { faults, violations } = evaluateHere(on(), { ledger })([genome])
    expect(faults?.[0]).toContain('more than 360, the warm-up of part 0, market-weights')
    expect([violations?.[0], ledger.count, ledger.faults]).toEqual([Number.POSITIVE_INFINITY, 1, 1])
  })
})

describe('a task of one account', () => {
  const refusal = (account: unknown, more: object = {}): string => {
    try {
      evaluateHere({ ...on(), across: { markets: account as 'account' }, ...more })
      return ''
    } catch (error) {
      return (error as Error).message
    }
  }

  test('says what it wants', () => {
    const [a, b] = [chanceDays(1, 300), chanceDays(2, 300)]
    const remedy = 'bring them on one axis with alignBars'
    expect(refusal('account')).toBe('')
    expect(refusal('acount')).toContain('Did you mean "account"?')
    expect(refusal({ account: { caps: 1 } })).toContain('Did you mean "cap"?')
    expect(refusal({ account: {}, mean: 1 })).toContain('across.markets')
    expect(refusal({ account: { cap: 0 } })).toContain('cap must be a finite number above 0')
    expect(refusal({ account: { cap: 15 } })).toContain('15 % is 0.15')
    expect(refusal({ account: { margin: 'shared' } })).toContain('one of "cross", "isolated"')
    expect(refusal({ account: { margin: 'isolated' } }, { execution: spot })).toContain("'cross' in a cash account")
    expect(refusal('account', { markets: [a, sliceBars(b, 0, 299)] })).toContain(remedy)
    expect(refusal('account', { markets: [a, { ...b, time: b.time.map((at) => at + 1) }] })).toContain(remedy)
    expect(refusal('account', { markets: [a, { ...b, interval: 1 }] })).toContain(remedy)
    expect(refusal('account', { markets: [a, a] })).toContain('given once each in one account')
    expect(refusal('account', { markets: [a, b], warmup: [3, 4] })).toContain('the same for all markets of one account')
    expect(refusal('account', { markets: [a, b], warmup: [3, 3] })).toBe('')
    expect(() => exposeMarkets(strategies[0], [])).toThrow('at least one market')
    expect(() => exposeMarkets(strategies[0], [a, sliceBars(b, 1)])).toThrow(remedy)
  })

  test('takes markets of different lives once they are aligned', () => {
    const [a, b] = [chanceDays(1, 300), sliceBars(chanceDays(2, 300), 40, 280)]
    const aligned = alignBars([a, b])
    const { faults } = evaluateHere(on({}, { markets: aligned, objectives: ['sharpe'] }))(genomes.slice(0, 3))
    expect(faults?.every((fault) => fault === null || fault.includes('bars.length'))).toBe(true)
    expect(faults).toContain(null)
  })

  test('with a strategy that needs funding, where one market has none, has a fault and no crash', () => {
    const [swing, rise] = [showcaseMarket('funding-swing'), showcaseMarket('rise')]
    const two = [swing, { ...rise, time: swing.time }]
    const task = on({}, { markets: two, objectives: ['sharpe'] })
    const bad: Strategy = { parts: [partOf(fundingRateCarry), partOf(marketWeights)] }
    const good: Strategy = { parts: [partOf(emaCrossover), partOf(marketWeights)] }
    const ledger = new TrialLedger()
    const batch = [bad, good].map((strategy) => toGenome(strategy, accountSeeds))
    const { faults, scores, violations } = evaluateHere(task, { ledger })(batch)
    expect(faults).toEqual([expect.stringContaining('because funding-rate-carry needs it'), null])
    expect([scores[0], violations?.[0]]).toEqual([Number.NaN, Number.POSITIVE_INFINITY])
    expect(scores[1]).toBe(evaluateOne(good, task).scores['sharpe'])
    expect(() => evaluateOne(bad, task)).toThrow('because funding-rate-carry needs it')
    expect([ledger.count, ledger.faults]).toEqual([2, 1])
    expect(evaluateHere(task, { catalogue: everySeed })(batch).faults?.[1]).toBe(null)
  })
})
