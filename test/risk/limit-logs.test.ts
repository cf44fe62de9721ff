import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HaltName, LimitRules } from '../../src/risk/limit-rules.ts'
import type { Exposure, LimitState, Observation } from '../../src/risk/limit-state.ts'
import { riskLimits } from '../../src/risk/risk-limits.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const hold = (exposure: number, symbol = 'BTC'): Exposure => ({ symbol, exposure })
const seen = (more: Partial<Observation> = {}): Observation => ({
  ...{ time: 0, equity: 100, wanted: [hold(1)], held: [hold(1)] },
  ...more,
})
const values = (list: readonly Exposure[]) => list.map(({ exposure }) => exposure)
const names = ({ reasons }: { readonly reasons: readonly { limit: string }[] }) => reasons.map(({ limit }) => limit)

/** What a log allows the first position, and the rules that are named. */
function told(rules: LimitRules, log: readonly Partial<Observation>[]): [number, string][] {
  const { decisions } = riskLimits(rules).replay(log.map(seen))
  return decisions.map((decision) => [decision.allowed[0].exposure, names(decision).join(' ')])
}

describe('the book', () => {
  test('what is held and not wanted is allowed at 0, so that the decision is the whole of what to hold', () => {
    const limits = riskLimits({ gross: 1 })
    const held = [hold(0.5), hold(-0.2, 'ETH'), hold(0, 'SOL'), { symbol: 'BTC', strategy: 'swing', exposure: 1 }]
    const { allowed, reasons } = limits.step(limits.start, seen({ wanted: [hold(0.8)], held })).decision
    expect(allowed).toEqual([hold(0.8), hold(0, 'ETH'), { symbol: 'BTC', strategy: 'swing', exposure: 0 }])
    expect(reasons).toEqual([])
    const killed = limits.step(limits.start, seen({ wanted: [], held, kill: 'stop' })).decision
    expect(values(killed.allowed)).toEqual([0, 0, 0])
  })

  test.each([
    ['a smaller one', 0.6, 0.4, 0.4],
    ['a larger one', 0.6, 0.9, 0.6],
    ['the opposite one', 0.6, -0.9, 0],
    ['none', 0.6, 0, 0],
    ['one that cannot be read', 0.6, Number.NaN, 0],
    ['one of an account of nothing', 0.6, Number.POSITIVE_INFINITY, 0],
  ])('reducing beside %s', (_, wanted, held, allowed) => {
    const [[found]] = told({ stale: { after: 1 } }, [{ wanted: [hold(wanted)], held: [hold(held)] }])
    expect(found).toBe(allowed)
  })

  test('a hedge that is not wanted any more takes its other leg with it while nothing may grow', () => {
    const limits = riskLimits({ stale: { after: 1 } })
    const held = [hold(1), hold(-1, 'ETH')]
    const half = limits.step(limits.start, seen({ wanted: [hold(1), hold(-0.25, 'ETH')], held })).decision
    expect(values(half.allowed)).toEqual([0.25, -0.25])
    expect(half.reasons[1].sentence).toBe('longs: a net 0.75 of equity is above what is held, 0.')
    const none = limits.step(limits.start, seen({ wanted: [hold(1)], held })).decision
    expect(values(none.allowed)).toEqual([0, 0])
  })
})

describe('breakers at their edges', () => {
  test('a limit that is reached trips, whatever the quotient is rounded to', () => {
    for (let percent = 1; percent < 100; percent++) {
      for (const start of [100, 1000, 12_345, 0.1]) {
        const max = percent / 100
        const log = [seen({ equity: start }), seen({ equity: start * (1 - max) })]
        for (const rules of [{ drawdown: { max } }, { dailyLoss: { max } }]) {
          const { decisions } = riskLimits(rules).replay(log)
          expect([percent, start, decisions[1].isHalted]).toEqual([percent, start, true])
          const above = riskLimits(rules).replay([log[0], seen({ equity: start * (1 - max + 1e-9) })])
          expect(above.decisions[1].isHalted).toBe(false)
        }
      }
    }
  })

  test('a loss of the last minute halts for that minute, and the new day begins where it ended', () => {
    const log = [
      { time: DAY - 2 * MINUTE },
      { time: DAY - MINUTE, equity: 90 },
      { time: DAY, equity: 90 },
      { time: DAY + 1, equity: 85.5 },
      { time: 2 * DAY - 1, equity: 200 },
    ]
    expect(told({ dailyLoss: { max: 0.05 } }, log).map(([, rule]) => rule)).toEqual([
      '',
      'dailyLoss',
      '',
      'dailyLoss',
      'dailyLoss',
    ])
  })

  test('days that nobody saw are one, and a day begins at its offset', () => {
    const rules = { dailyLoss: { max: 0.05 }, dayOffset: 8 * HOUR }
    const log = [
      { time: 7 * HOUR },
      { time: 9 * DAY, equity: 95 },
      { time: 9 * DAY + 8 * HOUR - 1 },
      { time: 9 * DAY + 8 * HOUR },
    ]
    const { decisions } = riskLimits(rules).replay(log.map(seen))
    expect(decisions.map(({ isHalted }) => isHalted)).toEqual([false, true, true, false])
    expect(decisions[1].reasons[0].until).toBe(9 * DAY + 8 * HOUR)
  })

  test('a day that is released by hand is measured from there', () => {
    const log = [{}, { time: 1, equity: 94 }, { time: 2, equity: 94, release: ['dailyLoss'] as const }]
    const more = [
      { time: 3, equity: 89.4 },
      { time: 4, equity: 89.3 },
    ]
    expect(told({ dailyLoss: { max: 0.05 } }, [...log, ...more]).map(([, rule]) => rule)).toEqual([
      '',
      'dailyLoss',
      '',
      '',
      'dailyLoss',
    ])
  })

  test('a cool-down of one millisecond is over at the next one', () => {
    const rules = { drawdown: { max: 0.1, coolDown: 1 } }
    const log = [{}, { time: 5, equity: 90 }, { time: 5, equity: 90 }, { time: 6, equity: 90 }, { time: 6, equity: 81 }]
    expect(told(rules, log).map(([, rule]) => rule)).toEqual(['', 'drawdown', 'drawdown', '', 'drawdown'])
  })

  test('a fall inside a cool-down is forgiven with it, one at its end counts', () => {
    const rules = { drawdown: { max: 0.1, coolDown: 10 } }
    const log = [
      {},
      { time: 1, equity: 90 },
      { time: 5, equity: 50 },
      { time: 11, equity: 50 },
      { time: 12, equity: 45 },
    ]
    expect(told(rules, log).map(([, rule]) => rule)).toEqual(['', 'drawdown', 'drawdown', '', 'drawdown'])
  })

  test('trades lost where a cool-down ends count for the new run; a gain in it does not end the halt', () => {
    const rules = { losses: { max: 2, coolDown: 10 } }
    const log = [
      { trades: [-1, -1] },
      { time: 5, trades: [3] },
      { time: 10, trades: [-1, -1] },
      { time: 20, trades: [-1] },
    ]
    const { decisions } = riskLimits(rules).replay(log.map(seen))
    expect(decisions.map(({ isHalted }) => isHalted)).toEqual([true, true, true, false])
    expect(decisions[1].reasons[0].sentence).toBe('lost trades in a row reached the limit of 2.')
  })

  test('a switch that is released and thrown at once is thrown; one that was not thrown is not released', () => {
    const log = [
      { kill: 'a' },
      { time: 1, kill: 'b', release: ['kill'] as const },
      { time: 2, release: ['kill', 'drawdown'] as const },
      { time: 3, release: ['kill'] as const },
      { time: 4, kill: 'c' },
    ]
    const { decisions } = riskLimits({}).replay(log.map(seen))
    expect(decisions.map(({ reasons }) => reasons[0]?.sentence)).toEqual(
      ['a', 'b', '', '', 'c'].map((why) => (why === '' ? undefined : `the kill switch was thrown: ${why}.`)),
    )
  })

  test('a release of what never halted changes nothing', () => {
    const log = [{ equity: 100 }, { time: 1, equity: 95, release: ['drawdown', 'dailyLoss', 'losses'] as const }]
    const rules = { drawdown: { max: 0.1 }, dailyLoss: { max: 0.1 } }
    expect(told(rules, [...log, { time: 2, equity: 90 }])[2]).toEqual([0, 'dailyLoss drawdown'])
  })

  test('trades count where equity is not known', () => {
    const log = [{ trades: [-1] }, { time: 1, equity: Number.NaN, trades: [-1] }, { time: 2 }]
    expect(told({ losses: { max: 2 } }, log)).toEqual([
      [1, ''],
      [1, 'equity losses'],
      [1, 'losses'],
    ])
  })

  test('a clock that ran back still sees falls, losses and switches, and releases nothing', () => {
    const rules = { drawdown: { max: 0.1 }, losses: { max: 3 } }
    const log = [
      { time: 100, kill: 'x', trades: [-1, -1] },
      { time: 50, release: ['kill'] as const, trades: [5] },
      { time: 60, equity: 90, trades: [-1] },
      { time: 101, release: ['kill', 'drawdown', 'losses'] as const },
    ]
    const { decisions } = riskLimits(rules).replay(log.map(seen))
    expect(decisions.map((decision) => names(decision).join(' '))).toEqual([
      'kill',
      'clock kill',
      'clock kill drawdown losses',
      '',
    ])
    expect(decisions[1].reasons[0].sentence).toBe('the clock ran back from 100 to 50, so nothing is released.')
  })

  test('data ahead of the clock are no fresher than old ones', () => {
    const rules = { stale: { after: 1000 } }
    const at = (dataTime: number) => riskLimits(rules).replay([seen({ time: 5000, dataTime })]).decisions[0].reasons[0]
    expect(at(6000)).toBeUndefined()
    expect(at(6001).sentence).toBe('the newest data are 1001 ms ahead of the clock, the limit is 1000 ms.')
    expect(at(Number.NaN).sentence).toBe('the newest data are of an unknown age, the limit is 1000 ms.')
  })

  test('rules are those that were checked, whatever becomes of the object', () => {
    const rules = { drawdown: { max: 0.1 } }
    const limits = riskLimits(rules)
    rules.drawdown.max = 0.9
    expect(limits.replay([seen(), seen({ time: 1, equity: 90 })]).decisions[1].isHalted).toBe(true)
  })

  test('a rule that is taken away frees nothing that it halted', () => {
    const { state } = riskLimits({ drawdown: { max: 0.1 } }).replay([seen(), seen({ time: 1, equity: 90 })])
    const { decision } = riskLimits({}).step(state, seen({ time: 2 }))
    expect(decision.reasons[0].sentence).toBe('the fall from the peak reached the limit, of a rule that is gone.')
  })
})

describe('bad states', () => {
  const { start, step } = riskLimits({ drawdown: { max: 0.1 } })
  test.each([
    [{ peak: undefined }, /state\.peak/],
    [{ peak: '100' }, /state\.peak/],
    [{ losses: null }, /state\.losses/],
    [{ halts: null }, /state\.halts/],
    [{ halts: { kil: null } }, /Did you mean "kill"/],
    [{ halts: { kill: 'soon' } }, /state\.halts\.kill/],
    [{ killed: 3 }, /state\.killed/],
  ])('%j is refused', (more, message) => {
    expect(() => step({ ...start, ...more } as LimitState, seen())).toThrow(message)
  })

  test.each([
    [{ release: 'kill' }, /release must be an array/],
    [{ wanted: [{ symbol: 'BTC', strategy: 1, exposure: 1 }] }, /strategy must be a string/],
    [{ held: [{ symbol: 'BTC', exposure: '1' }] }, /held\[0\]\.exposure/],
    [{ time: null }, /milliseconds UTC/],
  ])('an observation with %j is refused', (more, message) => {
    expect(() => step(start, seen(more as unknown as Partial<Observation>))).toThrow(message)
  })
})

describe('logs of the worst kind', () => {
  const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, -0)
  const mostly = (min: number, max: number) =>
    fc.oneof({ weight: 4, arbitrary: fc.double({ min, max, noNaN: true }) }, { weight: 1, arbitrary: odd })
  const symbols = ['A', 'B', 'C']
  const book = (size: fc.Arbitrary<number>) =>
    fc
      .subarray(symbols)
      .chain((some) => fc.tuple(...some.map((symbol) => size.map((exposure): Exposure => ({ symbol, exposure })))))
  const halts: readonly HaltName[] = ['kill', 'dailyLoss', 'drawdown', 'losses']
  const moment = fc.record(
    {
      time: fc.oneof(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 4 * DAY }),
        fc.constantFrom(DAY - 1, DAY, DAY + 1, 1e15),
      ),
      equity: mostly(50, 150),
      wanted: book(fc.double({ min: -3, max: 3, noNaN: true })),
      held: book(mostly(-3, 3)),
      trades: fc.array(mostly(-1, 1), { maxLength: 3 }),
      dataTime: mostly(0, 4 * DAY),
      volatility: mostly(0, 2),
      correlation: mostly(-1, 1),
      kill: fc.constant('x'),
      release: fc.subarray([...halts]),
    },
    { requiredKeys: ['time', 'equity', 'wanted', 'held'] },
  )
  const logs = fc.array(moment, { minLength: 1, maxLength: 15 }) as fc.Arbitrary<Observation[]>
  const share = fc.double({ min: 0.01, max: 0.4, noNaN: true })
  const action = fc.constantFrom('flatten' as const, 'reduce-only' as const)
  const coolDown = fc.constantFrom(1, 3, HOUR, 3 * DAY)
  const rules: fc.Arbitrary<LimitRules> = fc.record(
    {
      ...{ position: fc.constantFrom(0, 0.5, 2), gross: fc.constantFrom(0, 1, 4), net: fc.constantFrom(0, 0.5) },
      dailyLoss: fc.record({ max: share, action }, { requiredKeys: ['max'] }),
      drawdown: fc.record({ max: share, coolDown, action }, { requiredKeys: ['max'] }),
      losses: fc.record({ max: fc.integer({ min: 1, max: 3 }), coolDown, action }, { requiredKeys: ['max'] }),
      volatility: fc.record({ max: fc.constantFrom(0.2, 1) }),
      correlation: fc.record({ max: fc.constantFrom(0, 0.5) }),
      stale: fc.record({ after: fc.constantFrom(1, HOUR), action }, { requiredKeys: ['after'] }),
      dayOffset: fc.constantFrom(0, 1, DAY - 1),
    },
    { requiredKeys: [] },
  )
  const net = (list: readonly Exposure[]) =>
    Math.abs(values(list).reduce((all, each) => (Number.isFinite(each) ? all + each : all), 0))
  const gross = (list: readonly Exposure[]) => values(list).reduce((all, each) => all + Math.abs(each), 0)

  test('never add risk, to what is wanted or in a halt to what is held', () => {
    fc.assert(
      fc.property(rules, logs, (given, log) => {
        for (const [at, { allowed, isHalted }] of riskLimits(given).replay(log).decisions.entries()) {
          const { wanted, held } = log[at]
          const sizeOf = (list: readonly Exposure[], name: string) =>
            list.find(({ symbol }) => symbol === name)?.exposure ?? 0
          for (const { symbol, exposure } of allowed) {
            const [ask, has] = [sizeOf(wanted, symbol), sizeOf(held, symbol)]
            expect(exposure * ask >= 0 && Math.abs(exposure) <= Math.abs(ask)).toBe(true)
            const most = Number.isFinite(has) ? Math.abs(has) : 0
            if (isHalted)
              expect(exposure === 0 || (Math.sign(exposure) === Math.sign(has) && Math.abs(exposure) <= most)).toBe(
                true,
              )
          }
          expect(
            held.every(({ symbol, exposure }) => exposure === 0 || allowed.some((one) => one.symbol === symbol)),
          ).toBe(true)
          expect(gross(allowed)).toBeLessThanOrEqual(Math.min(given.gross ?? 9, gross(wanted)))
          const most = Math.min(given.net ?? 9, net(wanted), isHalted ? net(held) : 9)
          expect(net(allowed)).toBeLessThanOrEqual(most + 1e-11)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('replay from JSON, where what is not a number is null, to the same decisions', () => {
    fc.assert(
      fc.property(rules, logs, (given, log) => {
        const whole = riskLimits(given).replay(log)
        const limits = riskLimits(JSON.parse(JSON.stringify(given)))
        let state: LimitState = limits.start
        for (const [at, each] of (JSON.parse(JSON.stringify(log)) as Observation[]).entries()) {
          const next = limits.step(JSON.parse(JSON.stringify(state)), each)
          const told = JSON.parse(JSON.stringify(next.decision))
          expect(told).toEqual(JSON.parse(JSON.stringify(whole.decisions[at])))
          state = next.state
        }
        expect(state).toEqual(whole.state)
      }),
      { numRuns: 150 },
    )
  })

  test('a fall from the highest equity ever seen halts for good where nothing sets it free', () => {
    fc.assert(
      fc.property(logs, share, (log, max) => {
        let [peak, isTripped] = [0, false]
        const expected = log.map(({ equity }) => {
          if (Number.isFinite(equity) && equity > 0) {
            peak = Math.max(peak, equity)
            if (equity <= peak * (1 - max)) isTripped = true
          }
          return isTripped
        })
        const bare = log.map(({ release: _, ...rest }) => rest)
        const { decisions } = riskLimits({ drawdown: { max } }).replay(bare)
        expect(decisions.map((decision) => names(decision).includes('drawdown'))).toEqual(expected)
      }),
    )
  })

  test('a day halts from its first loss to its end', () => {
    fc.assert(
      fc.property(logs, share, fc.constantFrom(0, 1, 5 * HOUR), (log, max, dayOffset) => {
        const rising = log.map(({ release: _, ...rest }) => rest).sort((a, b) => a.time - b.time)
        const dayOf = ({ time }: Observation) => Math.floor((time - dayOffset) / DAY)
        const isSound = ({ equity }: Observation) => Number.isFinite(equity) && equity > 0
        const { decisions } = riskLimits({ dailyLoss: { max }, dayOffset }).replay(rising)
        const expected = rising.map((now, at) =>
          rising.slice(0, at + 1).some((then) => {
            if (dayOf(then) !== dayOf(now) || !isSound(then)) return false
            const before = rising.filter((each) => dayOf(each) < dayOf(now) && isSound(each)).at(-1)
            const base = before ?? rising.find((each) => dayOf(each) === dayOf(now) && isSound(each))
            return then.equity <= (base as Observation).equity * (1 - max)
          }),
        )
        expect(decisions.map((decision) => names(decision).includes('dailyLoss'))).toEqual(expected)
      }),
    )
  })
})
