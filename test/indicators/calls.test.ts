import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Column } from '../../src/base/column.ts'
import { adxInto } from '../../src/indicators/adx.ts'
import { atr, atrInto } from '../../src/indicators/atr.ts'
import { compute, computeInto, warmupOf } from '../../src/indicators/batch.ts'
import { indicatorNamed, indicators } from '../../src/indicators/catalogue.ts'
import { ema, emaStream } from '../../src/indicators/ema.ts'
import { fibonacci } from '../../src/indicators/fibonacci.ts'
import { ichimoku } from '../../src/indicators/ichimoku.ts'
import type { Indicator, Numbers } from '../../src/indicators/indicator.ts'
import { macd } from '../../src/indicators/macd.ts'
import { obv, obvInto } from '../../src/indicators/obv.ts'
import { percentB } from '../../src/indicators/percent-b.ts'
import { rollingMin } from '../../src/indicators/rolling-min.ts'
import { sma, smaIndicator, smaInto, smaStream } from '../../src/indicators/sma.ts'
import { stochastic } from '../../src/indicators/stochastic.ts'
import { type Stream, streamOf } from '../../src/indicators/stream.ts'
import { volumeZScore, volumeZScoreIndicator } from '../../src/indicators/volume-z-score.ts'

const NAN = Number.NaN

function problem(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return `${(error as { code?: string }).code} ${(error as Error).message}`
  }
  return 'none'
}

describe('an indicator by its name', () => {
  test('takes one column bare and several as an object, and its types allow just these two', () => {
    const mean: Indicator = indicatorNamed('sma')
    expect(compute(mean, [1, 2, 3], [3])).toEqual(Float64Array.of(NAN, NAN, 2))
    expect(problem(() => compute(mean, { source: [1, 2, 3] }, [3]))).toBe(
      'invalid-column sma: source must be a column, received an object. Pass source bare.',
    )
    expect(compute(indicatorNamed('true-range'), { high: [3, 5], low: [1, 4], close: [2, 4] }, [])).toEqual(
      Float64Array.of(NAN, 3),
    )
    expectTypeOf(compute(mean, [1, 2, 3], [3])).toEqualTypeOf<Column | Readonly<Record<string, Column>>>()
    expectTypeOf(warmupOf(mean, [3])).toEqualTypeOf<number | Readonly<Record<string, number>>>()
    expectTypeOf(streamOf(mean, [3])).toEqualTypeOf<Stream>()
    expectTypeOf<Parameters<Stream['next']>[0]>().toEqualTypeOf<number | Readonly<Record<string, number>>>()
    expectTypeOf(compute(smaIndicator, [1, 2, 3], [3])).toEqualTypeOf<Column>()
    expectTypeOf(compute(volumeZScoreIndicator, [1, 2, 3], [3])).toEqualTypeOf<Column>()
    // @ts-expect-error One column is passed bare.
    expect(() => compute(smaIndicator, { source: [1, 2, 3] }, [3])).toThrow('bare')
    // @ts-expect-error Null is no number.
    expectTypeOf([null]).toExtend<Numbers>()
  })

  test('runs over columns of the caller and row by row', () => {
    const out = new Float64Array(3)
    expect(computeInto(indicatorNamed('sma'), out, Float64Array.of(1, 2, 6), [3])).toBe(out)
    expect(out).toEqual(Float64Array.of(NAN, NAN, 3))
    const stream = streamOf(indicatorNamed('macd'), [1, 2, 1, 'first'])
    expect(stream.next(5)).toEqual({ macd: 0, signal: 0, histogram: 0 })
  })

  test('is the one of the catalogue; another name is refused with the nearest', () => {
    for (const indicator of indicators) expect(indicatorNamed(indicator.name)).toBe(indicator)
    expect(problem(() => indicatorNamed('stochastik'))).toContain('Did you mean "stochastic"?')
    expect(problem(() => indicatorNamed('zzzzzz'))).toContain('Known names: accumulation-distribution, adx,')
    expect(problem(() => indicatorNamed(5 as never))).toContain('invalid-argument')
  })
})

describe('numbers at the allocating door', () => {
  test.each([
    ['null', JSON.parse(JSON.stringify([100, NAN, 101])), 1],
    ['a string', [1, 2, '5'], 2],
    ['a hole', new Array(3), 0],
    ['a large integer', [5n], 0],
    ['large integers', new BigInt64Array(3), 0],
  ])('%s is refused by its row', (_, given, row) => {
    expect(problem(() => rollingMin(given as never, 2))).toContain(`source[${row}] must be a number`)
    const bars = { close: given as never, volume: [1, 2, 3].slice(0, (given as { length: number }).length) }
    expect(problem(() => obv(bars))).toContain(`invalid-column obv: close[${row}] must be a number`)
  })

  test('every array of numbers is taken; anything else is no column', () => {
    const lists: Numbers[] = [[1, 2, 3], Float64Array.of(1, 2, 3), Float32Array.of(1, 2, 3), Uint8Array.of(1, 2, 3)]
    for (const list of lists) expect(sma(list, 3)).toEqual(Float64Array.of(NAN, NAN, 2))
    for (const other of [{ length: 1, 0: 1 }, new Set([1]), 'abc', new DataView(new ArrayBuffer(8))]) {
      expect(problem(() => sma(other as never, 3))).toContain('invalid-column')
    }
  })
})

describe('refusals say what to do', () => {
  test.each([
    [
      () => atr([1, 2] as never, 2),
      'the columns must be an object { high, low, close }',
      'Give each column by its name.',
    ],
    [() => atr({ high: [1], low: [1] } as never, 2), 'close must be a column', 'It needs { high, low, close }.'],
    [() => (sma as (...given: unknown[]) => unknown)([1, 2, 3]), 'period must be', 'It takes period.'],
    [() => (ema as (...given: unknown[]) => unknown)([1]), 'period must be', 'It takes period, seed (optional).'],
    [() => (sma as (...given: unknown[]) => unknown)([1], 2, 3), 'at most 1, received 2', 'It takes period.'],
    [() => (obv as (...given: unknown[]) => unknown)({ close: [1], volume: [1] }, 2), 'none', ''],
    [() => compute(indicatorNamed('obv'), { close: [1], volume: [1] }, [2]), 'must be 0', 'It takes no settings.'],
    [() => macd([1], 12, 12, 9), 'slow must be an integer of at least 2 and above 12', 'Slow is the longer period.'],
    [() => percentB([1], 2, 0), 'width must be a finite number of at least 0 and above 0', 'no inside'],
  ])('%s', (act, what, remedy) => {
    expect(problem(act)).toContain(what)
    expect(problem(act)).toContain(remedy)
  })
})

describe('outputs that share memory', () => {
  const buffer = new Float64Array(64)
  const at = (start: number, rows = 8): Float64Array => buffer.subarray(start, start + rows)
  const bars = { high: at(0), low: at(8), close: at(16) }

  test.each([
    ['the first output and the last input', { adx: at(16), plus: at(32), minus: at(40) }, 'output adx', 'input close'],
    ['a later output and an input', { adx: at(24), plus: at(32), minus: at(8) }, 'output minus', 'input low'],
    ['two outputs', { adx: at(24), plus: at(32), minus: at(32) }, 'output minus', 'output plus'],
    ['by some rows only', { adx: at(24), plus: at(31), minus: at(48) }, 'output plus', 'output adx'],
    ['an input by its last row', { adx: at(23), plus: at(40), minus: at(48) }, 'output adx', 'input close'],
  ])('are refused: %s', (_, out, ours, other) => {
    const found = problem(() => adxInto(out, bars, 2))
    expect(found).toContain(ours)
    expect(found).toContain(`shares no memory with ${other}`)
  })

  test('may be neighbours', () => {
    expect(problem(() => adxInto({ adx: at(24), plus: at(32), minus: at(40) }, bars, 2))).toBe('none')
    expect(problem(() => atrInto(at(24), bars, 2))).toBe('none')
    expect(problem(() => smaInto(at(8), at(0), 2))).toBe('none')
    expect(problem(() => smaInto(at(7), at(0), 2))).toContain('output value')
    expect(problem(() => obvInto(at(1), { close: at(0), volume: at(8) }, ...([] as const)))).toContain('input close')
  })
})

describe('a period longer than the column', () => {
  const HUGE = [1e5, 1e10, Number.MAX_SAFE_INTEGER]

  test.each(indicators.map((indicator) => [indicator.name, indicator] as const))('%s', (_, indicator) => {
    const columns = Object.fromEntries(indicator.inputs.map((name) => [name, [1, 2, 3, 4]]))
    const input = indicator.inputs.length === 1 ? [1, 2, 3, 4] : columns
    const usual = indicator.parameters.map(({ usual: value }) => value)
    const periods = indicator.parameters.flatMap(({ kind }, i) => (kind === 'period' ? [i] : []))
    for (const period of HUGE) {
      const settings = usual.map((value, i) => (periods.includes(i) ? period : value))
      indicator.parameters.forEach((parameter, i) => {
        if (parameter.kind !== 'variant' && parameter.above === 'fast') settings[i - 1] = period - 1
      })
      const result = compute(indicator, input, settings)
      const lines = result instanceof Float64Array ? [result] : Object.values(result)
      expect(lines.every((line) => line.length === 4)).toBe(true)
      if (periods.length > 0) expect(lines.every((line) => line.every(Number.isNaN))).toBe(true)
    }
  })

  test('leaves the lines alone that do not need it', () => {
    const bars = { high: [3, 5, 5], low: [1, 1, 3], close: [2, 4, 5] }
    for (const period of HUGE) {
      expect(stochastic(bars, 2, 1, period)).toEqual({
        k: Float64Array.of(NAN, 75, 100),
        d: Float64Array.of(NAN, NAN, NAN),
      })
      expect(ichimoku(bars, 1, 2, period).conversion).toEqual(Float64Array.of(2, 3, 4))
    }
    expect(ema([1, 2], 1e10, 'first')[1]).toBeCloseTo(1, 9)
  })

  test('is too long for a stream beyond its limit', () => {
    expect(problem(() => smaStream(2 ** 22))).toBe('none')
    expect(problem(() => smaStream(2 ** 22 + 1))).toContain('at most 4194304')
    expect(problem(() => emaStream(1e10))).toContain('run so long a one over a column')
  })
})

test('a saved state has a version, and no other is restored', () => {
  const stream = smaStream(2)
  stream.next(1)
  expect(stream.state.version).toBe(1)
  expect(stream.restore(stream.state).next(3)).toBe(2)
  for (const version of [0, 2, '1', undefined]) {
    const state = { ...stream.state, version: version as number }
    expect(problem(() => stream.restore(state))).toContain('invalid-state sma: state.version must be 1')
  }
})

test('Fibonacci levels are known when the first leg can be', () => {
  const bars = { high: [14, 16, 20, 18, 17], low: [13, 10, 15, 14, 13] }
  expect(warmupOf(indicatorNamed('fibonacci'), [3])).toEqual(
    Object.fromEntries(['start', 'end', 'r236', 'r382', 'r500', 'r618', 'r786'].map((line) => [line, 6])),
  )
  expect(fibonacci(bars, 1).start.findIndex((value) => !Number.isNaN(value))).toBe(3)
})

test('a spike of volume after volumes without spread has no score, and one more of the same has 0', () => {
  expect(volumeZScore([100, 100, 100, 100, 5000], 3)).toEqual(Float64Array.of(NAN, NAN, NAN, 0, NAN))
})
