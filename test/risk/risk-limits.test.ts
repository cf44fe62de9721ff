import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LimitRules } from '../../src/risk/limit-rules.ts'
import type { Exposure, LimitState, Observation } from '../../src/risk/limit-state.ts'
import { riskLimits } from '../../src/risk/risk-limits.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const long = (exposure: number, symbol = 'BTC', strategy = 'trend'): Exposure => ({ symbol, strategy, exposure })
const seen = (more: Partial<Observation> = {}): Observation => ({
  ...{ time: 0, equity: 100, wanted: [long(1)], held: [long(1)] },
  ...more,
})
const exposures = ({ allowed }: { readonly allowed: readonly Exposure[] }) => allowed.map(({ exposure }) => exposure)

/** Decisions of a log, with what they allow for the first position and which rules they name. */
function told(rules: LimitRules, log: readonly Observation[]): [number, string][] {
  return riskLimits(rules)
    .replay(log)
    .decisions.map(({ allowed, reasons }) => [allowed[0].exposure, reasons.map(({ limit }) => limit).join(' ')])
}

describe('caps', () => {
  const decide = (rules: LimitRules, wanted: readonly Exposure[]) => {
    const limits = riskLimits(rules)
    return limits.step(limits.start, seen({ wanted, held: [] })).decision
  }

  test('nothing binds without rules', () => {
    const wanted = [long(3), long(-2, 'ETH')]
    expect(decide({}, wanted)).toEqual({ allowed: wanted, isHalted: false, reasons: [] })
  })

  test('a position, a symbol, a strategy and all together are scaled to their bounds', () => {
    const wanted = [long(1.5), long(-0.5, 'BTC', 'swing'), long(1, 'ETH')]
    expect(exposures(decide({ position: 1, net: 1 }, wanted))).toEqual([0.75, -0.5, 0.75])
    expect(exposures(decide({ symbol: { max: 1 } }, [long(1.5), long(0.5, 'BTC', 'swing')]))).toEqual([0.75, 0.25])
    expect(exposures(decide({ symbol: { max: 1, of: { ETH: 0.25 } } }, [long(0.5), long(0.5, 'ETH')]))).toEqual([
      0.5, 0.25,
    ])
    expect(exposures(decide({ strategy: { max: 1 } }, [long(1), long(3, 'ETH'), long(1, 'SOL', 'swing')]))).toEqual([
      0.25, 0.75, 1,
    ])
    expect(exposures(decide({ gross: 2 }, [long(1), long(3, 'ETH')]))).toEqual([0.5, 1.5])
  })

  test('the net limit scales the heavier side', () => {
    expect(exposures(decide({ net: 0.5 }, [long(2), long(-0.5, 'ETH')]))).toEqual([1, -0.5])
    expect(exposures(decide({ net: 0 }, [long(-1), long(0.25, 'ETH')]))).toEqual([-0.25, 0.25])
  })

  test('a hedge that is cut on one leg is cut on the other', () => {
    const { allowed, reasons } = decide({ symbol: { max: 5, of: { ETH: 0.5 } } }, [long(1), long(-1, 'ETH')])
    expect(exposures({ allowed })).toEqual([0.5, -0.5])
    expect(reasons).toEqual([
      { limit: 'symbol', action: 'scale', sentence: 'ETH: 1 of equity is above the symbol limit of 0.5.' },
      { limit: 'net', action: 'scale', sentence: 'longs: a net 0.5 of equity is above what was wanted, 0.' },
    ])
  })

  test('a bound of 0 allows nothing, and names of prototypes are names', () => {
    expect(exposures(decide({ symbol: { max: 1, of: { ETH: 0 } } }, [long(-1, 'ETH')]))).toEqual([0])
    expect(exposures(decide({ symbol: { max: 1, of: {} } }, [long(2, 'constructor')]))).toEqual([1])
  })
})

describe('breakers', () => {
  test('the loss of a day halts until the day ends', () => {
    const at = (hour: number, equity: number) => seen({ time: hour * HOUR, equity })
    const log = [at(20, 100), at(26, 95), at(27, 94.9), at(40, 99), at(47.9, 99), at(48, 98)]
    expect(told({ dailyLoss: { max: 0.05 } }, log)).toEqual([
      [1, ''],
      [0, 'dailyLoss'],
      [0, 'dailyLoss'],
      [0, 'dailyLoss'],
      [0, 'dailyLoss'],
      [1, ''],
    ])
  })

  test('a day is measured from the last equity of the day before', () => {
    const log = [seen({ time: 23 * HOUR, equity: 110 }), seen({ time: 25 * HOUR, equity: 104 })]
    expect(told({ dailyLoss: { max: 0.05 } }, log)[1]).toEqual([0, 'dailyLoss'])
    expect(told({ dailyLoss: { max: 0.06 } }, log)[1]).toEqual([1, ''])
    expect(told({ dailyLoss: { max: 0.05 }, dayOffset: 2 * HOUR }, log)[1]).toEqual([0, 'dailyLoss'])
  })

  test('a fall from the peak cools down, and the peak begins anew', () => {
    const rules = { drawdown: { max: 0.25, coolDown: 2 * HOUR } }
    const at = (hour: number, equity: number) => seen({ time: hour * HOUR, equity })
    const log = [at(0, 100), at(1, 120), at(2, 90), at(3, 90), at(4, 91), at(5, 70), at(6, 68.25)]
    expect(told(rules, log).map(([, names]) => names)).toEqual(['', '', 'drawdown', 'drawdown', '', '', 'drawdown'])
  })

  test('without a cool-down it waits for a release', () => {
    const rules = { drawdown: { max: 0.25 } }
    const log = [
      ...[seen(), seen({ time: 1, equity: 75 }), seen({ time: 400 * DAY, equity: 75 })],
      seen({ time: 401 * DAY, equity: 75, release: ['drawdown'] as const }),
    ]
    expect(told(rules, log).map(([allowed]) => allowed)).toEqual([1, 0, 0, 1])
  })

  test('losing trades in a row let nothing grow', () => {
    const rules = { losses: { max: 3, coolDown: HOUR } }
    const at = (time: number, trades: readonly number[]) => seen({ time, trades, held: [long(0.4)] })
    const log = [at(0, [-1, -1]), at(1, [2, -1]), at(2, [-1, -1]), at(3, []), at(HOUR + 2, [])]
    expect(told(rules, log)).toEqual([
      [1, ''],
      [1, ''],
      [0.4, 'losses'],
      [0.4, 'losses'],
      [1, ''],
    ])
  })

  test('the kill switch stays thrown until it is released', () => {
    const log = [seen({ kill: 'the exchange is down' }), seen({ time: DAY }), seen({ time: DAY, release: ['kill'] })]
    const { decisions, state } = riskLimits({}).replay(log)
    expect(decisions.map((decision) => exposures(decision))).toEqual([[0], [0], [1]])
    expect(decisions[1].reasons).toEqual([
      {
        ...{ limit: 'kill', action: 'flatten', until: null },
        sentence: 'the kill switch was thrown: the exchange is down.',
      },
    ])
    expect(state.killed).toBe(null)
  })

  test('volatility and correlation shrink while they are seen; the strictest counts', () => {
    const rules = { volatility: { max: 0.2 }, correlation: { max: 0.7, scale: 0.8 } }
    const log = [
      seen({ volatility: 0.2, correlation: 0.7 }),
      seen({ volatility: 0.8, correlation: 0.1 }),
      seen({ volatility: 0.24, correlation: 0.9 }),
      seen({ correlation: 0.1 }),
      seen({ volatility: Number.NaN, correlation: 0.1 }),
    ]
    expect(told(rules, log)).toEqual([
      [1, ''],
      [0.25, 'volatility'],
      [0.8, 'volatility correlation'],
      [0, 'volatility'],
      [0, 'volatility'],
    ])
  })

  test('old data, a clock that runs back and an equity that is none', () => {
    const rules = { stale: { after: 1000 }, dailyLoss: { max: 0.5 } }
    const held = [long(0.5)]
    const log = [
      seen({ time: 5000, dataTime: 4000, held }),
      seen({ time: 5000, dataTime: 3999, held }),
      seen({ time: 5000, held }),
      seen({ time: 4000, dataTime: 4000, held, equity: 51 }),
      seen({ time: 6000, dataTime: 6000, held, equity: Number.NaN }),
      seen({ time: 6000, dataTime: 6000, held, equity: -1 }),
      seen({ time: 6000, dataTime: 6000, held }),
    ]
    expect(told(rules, log)).toEqual([
      [1, ''],
      [0.5, 'stale'],
      [0.5, 'stale'],
      [0.5, 'clock'],
      [0.5, 'equity'],
      [0, 'equity'],
      [1, ''],
    ])
  })
})

describe('bad input', () => {
  test.each<[LimitRules]>([
    [{ gross: -1 }],
    [{ symbol: { max: Number.NaN } }],
    [{ strategy: { max: 1, of: { a: -1 } } }],
    [{ dailyLoss: { max: 5 } }],
    [{ drawdown: { max: 0 } }],
    [{ drawdown: { max: 0.1, coolDown: 0 } }],
    [{ losses: { max: 1.5 } }],
    [{ volatility: { max: 0 } }],
    [{ correlation: { max: 2 } }],
    [{ correlation: { max: 0.5, scale: 2 } }],
    [{ stale: { after: 0 } }],
    [{ stale: { after: 1, action: 'sell' as 'flatten' } }],
    [{ dayOffset: DAY }],
  ])('rules %j are refused', (rules) => {
    expect(() => riskLimits(rules)).toThrow(/^riskLimits: /)
  })

  test('unknown rules and keys are named', () => {
    expect(() => riskLimits({ gros: 1 } as LimitRules)).toThrow(/Did you mean "gross"/)
    expect(() => riskLimits({ drawdown: { max: 0.1, cooldown: 1 } } as LimitRules)).toThrow(/coolDown/)
  })

  test.each<[Partial<Observation>]>([
    [{ time: Number.NaN }],
    [{ wanted: [long(Number.NaN)] }],
    [{ wanted: [long(1), long(2)] }],
    [{ held: undefined as unknown as [] }],
    [{ kill: '' }],
    [{ release: ['drawdwn' as 'drawdown'] }],
    [{ trades: 3 as unknown as [] }],
  ])('an observation with %j is refused', (more) => {
    const limits = riskLimits({})
    expect(() => limits.step(limits.start, seen(more))).toThrow(/^riskLimits/)
  })

  test('a state of something else is refused', () => {
    const limits = riskLimits({})
    expect(() => limits.step({ ...limits.start, cash: 1 } as LimitState, seen())).toThrow(/state/)
  })
})

describe('properties', () => {
  const symbols = ['A', 'B', 'C']
  const strategies = ['x', 'y']
  const keys = symbols.flatMap((symbol) => strategies.map((strategy) => ({ symbol, strategy })))
  const book = fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: keys.length, maxLength: keys.length })
    .map((values) => values.map((exposure, i): Exposure => ({ ...keys[i], exposure })))
  const share = fc.double({ min: 0, max: 2, noNaN: true })
  const rules: fc.Arbitrary<LimitRules> = fc.record(
    {
      ...{ position: share, gross: share, net: share },
      symbol: fc.record({ max: share, of: fc.dictionary(fc.constantFrom(...symbols), share) }),
      strategy: fc.record({ max: share }),
      dailyLoss: fc.record({ max: fc.double({ min: 0.01, max: 0.3, noNaN: true }) }),
      drawdown: fc.record({
        max: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        coolDown: fc.integer({ min: 1, max: DAY }),
      }),
      losses: fc.record({ max: fc.integer({ min: 1, max: 4 }) }),
      volatility: fc.record({ max: fc.double({ min: 0.1, max: 1, noNaN: true }) }),
      stale: fc.record({ after: fc.integer({ min: 1, max: HOUR }) }),
    },
    { requiredKeys: [] },
  )
  const moment = fc.record({
    wait: fc.integer({ min: 0, max: DAY }),
    growth: fc.double({ min: 0.8, max: 1.2, noNaN: true }),
    ...{ wanted: book, held: book },
    trades: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 3 }),
    volatility: fc.double({ min: 0, max: 2, noNaN: true }),
    age: fc.integer({ min: 0, max: 2 * HOUR }),
  })
  const logs = fc.array(moment, { minLength: 1, maxLength: 20 }).map((moments) => {
    let [time, equity] = [0, 100]
    return moments.map(({ wait, growth, age, ...rest }): Observation => {
      time += wait
      equity *= growth
      return { ...rest, time, equity, dataTime: time - age }
    })
  })
  const sizes = (list: readonly Exposure[]) => list.reduce((sum, { exposure }) => sum + Math.abs(exposure), 0)
  const net = (list: readonly Exposure[]) => Math.abs(list.reduce((sum, { exposure }) => sum + exposure, 0))

  test('risk never grows, and every cap holds', () => {
    fc.assert(
      fc.property(rules, logs, (given, log) => {
        const { decisions } = riskLimits(given).replay(log)
        for (const [place, { allowed, isHalted }] of decisions.entries()) {
          const { wanted, held } = log[place]
          for (const [i, { exposure }] of allowed.entries()) {
            const [least, most] = [Math.min(0, wanted[i].exposure), Math.max(0, wanted[i].exposure)]
            expect(exposure >= least && exposure <= most).toBe(true)
            if (isHalted) expect(Math.abs(exposure) <= Math.abs(held[i].exposure)).toBe(true)
            expect(Math.abs(exposure) <= (given.position ?? 3)).toBe(true)
          }
          expect(sizes(allowed) <= (given.gross ?? sizes(wanted))).toBe(true)
          expect(net(allowed)).toBeLessThanOrEqual(Math.min(given.net ?? 99, net(wanted)) + 1e-11)
          for (const name of symbols) {
            const cap = given.symbol?.of?.[name] ?? given.symbol?.max ?? 99
            expect(sizes(allowed.filter(({ symbol }) => symbol === name)) <= cap).toBe(true)
          }
          for (const name of strategies) {
            expect(sizes(allowed.filter(({ strategy }) => strategy === name)) <= (given.strategy?.max ?? 99)).toBe(true)
          }
        }
      }),
    )
  })

  test('a log replays to the same decisions, from its middle and from saved state too', () => {
    fc.assert(
      fc.property(rules, logs, fc.nat(20), (given, log, cut) => {
        const limits = riskLimits(given)
        const whole = limits.replay(log)
        const first = limits.replay(log.slice(0, cut))
        const saved: LimitState = JSON.parse(JSON.stringify(first.state))
        const second = limits.replay(JSON.parse(JSON.stringify(log.slice(cut))), saved)
        expect([...first.decisions, ...second.decisions]).toEqual(whole.decisions)
        expect(second.state).toEqual(whole.state)
      }),
    )
  })

  test('whatever is cut is told', () => {
    fc.assert(
      fc.property(rules, logs, (given, log) => {
        for (const [place, { allowed, reasons }] of riskLimits(given).replay(log).decisions.entries()) {
          const isCut = allowed.some(({ exposure }, i) => exposure !== log[place].wanted[i].exposure)
          if (isCut) expect(reasons.length).toBeGreaterThan(0)
        }
      }),
    )
  })
})
