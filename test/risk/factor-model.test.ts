import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { leastSquares } from '../../src/math/least-squares.ts'
import { dot, sum } from '../../src/math/sum.ts'
import { Random } from '../../src/random/random.ts'
import { factorModel } from '../../src/risk/factor-model.ts'
import { factorNeutral } from '../../src/risk/factor-neutral.ts'
import { type FactorName, factorReturns } from '../../src/risk/factor-returns.ts'
import { factorRisk } from '../../src/risk/factor-risk.ts'

const HOUR = 3_600_000

function drawn(length: number, random: Random, spread = 0.01): Float64Array {
  return Float64Array.from({ length }, () => spread * random.normal())
}

/** A market from its returns, with the volume of every bar. */
function marketOf(returns: ArrayLike<number>, volume: ArrayLike<number>, symbol = 'A'): Bars {
  let price = 100
  const close = Float64Array.from(Array.from(returns), (value, t) => {
    if (t > 0) price *= 1 + value
    return price
  })
  const time = close.map((_, t) => t * HOUR)
  const columns = { time, open: close, high: close, low: close, close, volume: Float64Array.from(volume) }
  return barsFrom(columns, { interval: HOUR, symbol })
}

describe('factor returns', () => {
  const rows = 40
  const random = new Random('factors')
  const markets = Array.from({ length: 7 }, (_, i) => {
    const volume = Float64Array.from({ length: rows }, () => 10 + 100 * random.float())
    return marketOf(drawn(rows, random, 0.01 * (i + 1)), volume, `M${i}`)
  })

  /** The definition, read off directly. */
  function naive(name: FactorName, t: number, window: number, every: number): number {
    const change = ({ close }: Bars, row: number) => close[row] / close[row - 1] - 1
    const all = markets.map((bars) => change(bars, t))
    if (name === 'market') return all.reduce((a, b) => a + b, 0) / all.length
    const s = t - 1 - ((t - window - 1) % every)
    const span = Array.from({ length: window }, (_, i) => s - window + 1 + i)
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
    const trait = (bars: Bars) => {
      const moves = span.map((row) => change(bars, row))
      if (name === 'momentum') return bars.close[s] / bars.close[s - window]
      if (name === 'size') return -mean(span.map((row) => bars.close[row] * bars.volume[row]))
      if (name === 'volatility') return mean(moves.map((move) => (move - mean(moves)) ** 2))
      return mean(span.map((row, i) => Math.abs(moves[i]) / (bars.close[row] * bars.volume[row])))
    }
    const order = markets.map((_, i) => i).sort((a, b) => trait(markets[a]) - trait(markets[b]))
    const pick = (places: readonly number[]) => mean(places.map((i) => all[i]))
    return pick(order.slice(-2)) - pick(order.slice(0, 2))
  }

  test.each<[FactorName, number]>([
    ['market', 1],
    ['size', 1],
    ['momentum', 3],
    ['volatility', 1],
    ['liquidity', 5],
  ])('%s sorted every %i bars is what its definition says', (name, every) => {
    const column = factorReturns(markets, { window: 6, every })[name]
    for (let t = 7; t < rows; t++) expect(column[t]).toBeCloseTo(naive(name, t, 6, every), 12)
    expect(Array.from(column.subarray(0, 7)).every(Number.isNaN)).toBe(name !== 'market')
  })

  test('later bars change nothing before them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: rows - 1 }), fc.integer({ min: 1, max: 6 }), (cut, every) => {
        const early = markets.map((bars) => marketOf(returnsOf(bars).subarray(0, cut), bars.volume.subarray(0, cut)))
        const [whole, first] = [
          factorReturns(markets, { window: 5, every }),
          factorReturns(early, { window: 5, every }),
        ]
        for (const name of ['size', 'momentum', 'volatility', 'liquidity'] as const) {
          for (let t = 6; t < cut; t++) expect(first[name][t]).toBeCloseTo(whole[name][t], 12)
        }
      }),
      { numRuns: 20 },
    )
  })

  test('a market that cannot be measured is not sorted', () => {
    const quiet = marketOf(returnsOf(markets[6]), new Float64Array(rows))
    const withQuiet = factorReturns([...markets.slice(0, 6), quiet], { window: 6, names: ['liquidity'] })
    const without = factorReturns(markets.slice(0, 6), { window: 6, names: ['liquidity'] })
    expect(withQuiet).toEqual(without)
  })

  test('a bar without volume keeps a market out of the sort while it is in the window', () => {
    const volume = markets[6].volume.map((value, t) => (t === 15 ? 0 : value))
    const gappy = [...markets.slice(0, 6), marketOf(returnsOf(markets[6]), volume)]
    const liquidity = (of: readonly Bars[]) => factorReturns(of, { window: 6, names: ['liquidity'] }).liquidity
    const [found, all, without] = [liquidity(gappy), liquidity(markets), liquidity(markets.slice(0, 6))]
    // The bar is in the windows that end at 15 to 20, which sort the returns of 16 to 21.
    for (let t = 7; t < rows; t++) expect(found[t]).toBeCloseTo(t >= 16 && t <= 21 ? without[t] : all[t], 12)
  })

  test('only the factors asked for are built', () => {
    expect(Object.keys(factorReturns(markets, { window: 6, names: ['momentum', 'size'] }))).toEqual([
      'momentum',
      'size',
    ])
    expect(Object.keys(factorReturns(markets, { window: 6 }))).toEqual([
      'market',
      'size',
      'momentum',
      'volatility',
      'liquidity',
    ])
  })

  test('size goes by capitalisation where it is known', () => {
    const worth = markets.map((_, i) => new Float64Array(rows).fill(i + 1))
    const { size } = factorReturns(markets, { window: 6, capitalisation: worth })
    const move = (i: number, t: number) => markets[i].close[t] / markets[i].close[t - 1] - 1
    expect(size[20]).toBeCloseTo((move(0, 20) + move(1, 20) - move(5, 20) - move(6, 20)) / 2, 14)
  })

  test.each([
    [() => factorReturns(markets.slice(0, 2)), /at least 3/],
    [() => factorReturns([...markets.slice(0, 2), marketOf([0, 0], [1, 1])]), /alignBars/],
    [
      () =>
        factorReturns([
          ...markets.slice(0, 3),
          marketOf([0, -2, ...new Float64Array(38)], new Float64Array(rows), 'BAD'),
        ]),
      /BAD: bars\.close\[1\] must be above 0/,
    ],
    [() => factorReturns(markets, { window: 1 }), /window/],
    [() => factorReturns(markets, { window: rows }), /below 40/],
    [() => factorReturns(markets, { window: 6, share: 0.6 }), /share/],
    [() => factorReturns(markets, { names: ['value' as 'size'] }), /'market'|"market"/],
    [() => factorReturns(markets, { window: 6, capitalisation: [] }), /capitalisation/],
  ])('bad input %# is refused', (call, message) => {
    expect(call).toThrow(message)
  })
})

function returnsOf({ close }: Bars): Float64Array {
  return close.map((price, t) => (t === 0 ? 0 : price / close[t - 1] - 1))
}

describe('factor model', () => {
  test('planted exposures are found, and truth lies within its errors', () => {
    const random = new Random('planted')
    let inside = 0
    const runs = 300
    for (let run = 0; run < runs; run++) {
      const [market, size] = [drawn(120, random), drawn(120, random)]
      const noise = drawn(120, random, 0.005)
      const returns = market.map((value, t) => 0.001 + 1.5 * value - 0.5 * size[t] + noise[t])
      const { betas } = factorModel(returns, { market, size })
      if (Math.abs(betas.market.value - 1.5) <= 1.96 * betas.market.standardError) inside++
    }
    // 95 % of intervals hold the truth, less a hair for Student's t: 285 of 300, give or take four deviations of 3.8.
    expect(Math.abs(inside - 284)).toBeLessThanOrEqual(16)
  })

  test('alpha and what factors brought add up to the mean', () => {
    const random = new Random('sum')
    const [market, size, returns] = [drawn(50, random), drawn(50, random), drawn(50, random)]
    const { alpha, brought, mean, residuals, rows } = factorModel(returns, { market, size }, { lags: 3 })
    expect(alpha.value + brought.market + brought.size).toBeCloseTo(mean, 15)
    expect(Math.abs(sum(residuals))).toBeLessThan(1e-15)
    expect(rows).toBe(50)
  })

  test('lags give the errors of Newey and West', () => {
    const random = new Random('lags')
    const [market, returns] = [drawn(50, random), drawn(50, random)]
    const { alpha, betas } = factorModel(returns, { market }, { lags: 4 })
    const { standardErrors } = leastSquares(returns, [market], { lags: 4 })
    expect([alpha.standardError, betas.market.standardError]).toEqual(Array.from(standardErrors))
  })

  test('rows that are not whole are refused, or left out when asked', () => {
    const random = new Random('gaps')
    const [market, returns] = [drawn(30, random), drawn(30, random)]
    const gappy = market.map((value, t) => (t < 5 ? Number.NaN : value))
    expect(() => factorModel(returns, { market: gappy })).toThrow(/factors\.market\[0\]/)
    const fit = factorModel(returns, { market: gappy }, { missing: 'complete' })
    expect(fit).toEqual(factorModel(returns.subarray(5), { market: market.subarray(5) }))
  })

  test.each([
    [() => factorModel(new Float64Array(9), {}), /at least one column/],
    [() => factorModel(drawn(9, new Random('1')), null as never), /at least one column/],
    [
      () => factorModel(drawn(9, new Random('1')), { a: new Float64Array(9).fill(0.01) }),
      /factors\.a must be no constant/,
    ],
    [
      () => {
        const market = drawn(9, new Random('2'))
        return factorModel(drawn(9, new Random('1')), { market, twice: market.map((value) => 2 * value) })
      },
      /^factorModel: factors\.twice must be no constant and no sum/,
    ],
    [
      () => factorModel(drawn(3, new Random('1')), { a: drawn(3, new Random('2')), b: drawn(3, new Random('3')) }),
      /^factorModel: the number of rows must be an integer above 3/,
    ],
    [
      () =>
        factorModel(drawn(9, new Random('1')), { a: new Float64Array(9).fill(Number.NaN) }, { missing: 'complete' }),
      /number of rows .* received 0/,
    ],
    [() => factorModel(Float64Array.of(100, 101, 102), { a: Float64Array.of(0.1, -0.1, 0) }), /look like prices/],
  ])('bad input %# is refused', (call, message) => {
    expect(call).toThrow(message)
  })
})

describe('factor risk', () => {
  test('contributions sum to the deviation, which is that of the model', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 5 }), (seed, assets) => {
        const random = new Random(`${seed}`)
        const factors = { market: drawn(40, random), size: drawn(40, random) }
        const models = Array.from({ length: assets }, () => factorModel(drawn(40, random), factors))
        const weights = drawn(assets, random, 1)
        const risk = factorRisk({ weights, models, factors })
        const parts = risk.factors.market.contribution + risk.factors.size.contribution + risk.specific
        expect(parts).toBeCloseTo(risk.deviation, 12)
        const path = factors.market.map(
          (value, t) => risk.factors.market.exposure * value + risk.factors.size.exposure * factors.size[t],
        )
        const apart = path.map((value) => value - sum(path) / 40)
        const rest = models.reduce((all, { residualDeviation }, i) => all + (weights[i] * residualDeviation) ** 2, 0)
        expect(risk.deviation).toBeCloseTo(Math.sqrt(dot(apart, apart) / 39 + rest), 12)
      }),
    )
  })

  test('no positions, no risk; a model of other factors is refused', () => {
    const random = new Random('none')
    const factors = { market: drawn(20, random) }
    const models = [factorModel(drawn(20, random), factors)]
    expect(factorRisk({ weights: new Float64Array(1), models, factors })).toEqual({
      ...{ deviation: 0, specific: 0 },
      factors: { market: { exposure: 0, contribution: 0 } },
    })
    const other = { size: factors.market } as unknown as typeof factors
    const weights = Float64Array.of(1)
    expect(() => factorRisk({ weights, models, factors: other })).toThrow(/must be fitted on size, received "market"/)
    const wide = [factorModel(drawn(20, random), { ...factors, size: drawn(20, random) })]
    const narrow = factors as unknown as { market: Float64Array; size: Float64Array }
    expect(() => factorRisk({ weights, models: wide, factors: narrow })).toThrow(/size is in one and not in the other/)
    expect(() => factorRisk({ weights, models, factors: {} as typeof factors })).toThrow(/at least one column/)
    expect(() => factorRisk({ weights, models, factors: { market: drawn(1, random) } })).toThrow(/number of rows/)
    expect(() => factorRisk({ weights, models: null as never, factors })).toThrow(/array of fitted models/)
  })
})

describe('factor-neutral weights', () => {
  // On a grid: columns whose squares underflow have a test of their own, and leastSquares, the oracle, has none.
  const value = fc.integer({ min: -2000, max: 2000 }).map((thousandths) => thousandths / 1000)
  const five = fc.array(value, { minLength: 5, maxLength: 5 }).map((list) => Float64Array.from(list))
  const apart = fc.tuple(five, five, five).filter(([w, a, b]) => {
    const ones = new Float64Array(5).fill(1)
    try {
      leastSquares(w, [a, b, ones], { intercept: false })
    } catch {
      return false
    }
    const { residuals } = leastSquares(ones, [a, b], { intercept: false })
    return dot(residuals, residuals) > 0.05 && dot(w, w) > 0.05
  })

  test('exposures are 0, the sum is kept, and no neutral weights are nearer', () => {
    fc.assert(
      fc.property(apart, five, ([weights, a, b], step) => {
        const neutral = factorNeutral(weights, { a, b })
        expect(Math.abs(dot(neutral, a)) + Math.abs(dot(neutral, b))).toBeLessThan(1e-9)
        expect(sum(neutral)).toBeCloseTo(sum(weights), 9)
        // Any move that keeps both constraints leads away.
        const ones = new Float64Array(5).fill(1)
        const free = leastSquares(step, [a, b, ones], { intercept: false }).residuals
        const gap = neutral.map((each, i) => each - weights[i])
        expect(Math.abs(dot(gap, free))).toBeLessThan(1e-8)
      }),
    )
  })

  test('betas count by their directions, however small or large they are', () => {
    const [weights, beta] = [Float64Array.of(0.5, 0.3, 0.2), Float64Array.of(1, 2, 4)]
    for (const size of [1e-300, 1e-162, 1e300]) {
      const found = factorNeutral(weights, { a: beta.map((value) => value * size) })
      for (const [i, value] of factorNeutral(weights, { a: beta }).entries()) expect(found[i]).toBeCloseTo(value, 12)
    }
  })

  test('gross is kept when asked', () => {
    fc.assert(
      fc.property(apart, ([weights, a, b]) => {
        const { residuals } = leastSquares(weights, [a, b], { intercept: false })
        fc.pre(dot(residuals, residuals) > 0.01)
        const neutral = factorNeutral(weights, { a, b }, { keep: 'gross' })
        const gross = (column: Float64Array) => sum(column.map(Math.abs))
        expect(gross(neutral)).toBeCloseTo(gross(weights), 9)
        expect(Math.abs(dot(neutral, a)) + Math.abs(dot(neutral, b))).toBeLessThan(1e-6)
      }),
    )
  })

  test.each([
    [() => factorNeutral(Float64Array.of(1), { a: Float64Array.of(1) }), /factors/],
    [() => factorNeutral(Float64Array.of(1, 2), null as never), /number of factors/],
    [
      () => factorNeutral(Float64Array.of(1, 2, 3), { a: Float64Array.of(1, 2, 3), b: Float64Array.of(2, 4, 6) }),
      /^factorNeutral: betas\.b must be .* no sum of multiples of the columns before/,
    ],
    [() => factorNeutral(Float64Array.of(1, 2), { a: new Float64Array(2) }), /betas\.a must be .* other than 0/],
    [() => factorNeutral(Float64Array.of(1, 2), { a: Float64Array.of(1) }), /length/],
    [
      () => factorNeutral(Float64Array.of(1, 1), { a: Float64Array.of(1, 1) }, { keep: 'gross' }),
      /bets on the factors/,
    ],
    [() => factorNeutral(Float64Array.of(1, 2), { a: Float64Array.of(1, Number.NaN) }), /finite/],
  ])('bad input %# is refused', (call, message) => {
    expect(call).toThrow(message)
  })
})
