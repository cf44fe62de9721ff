import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/base/canonical-json.ts'
import { compute, computeInto, warmupOf } from '../../src/indicators/batch.ts'
import { indicators } from '../../src/indicators/catalogue.ts'
import type { Indicator, Setting } from '../../src/indicators/indicator.ts'
import { streamOf } from '../../src/indicators/stream.ts'
import { TRUTHS } from '../indicators/truths.ts'

type Columns = Record<string, Float64Array>

const HOUR = 3_600_000

const BARS = ['open', 'high', 'low', 'close', 'volume', 'source', 'left', 'right', 'oscillator', 'time']
/** Columns that are no prices: neither scaled nor shifted with them. */
const UNPRICED = ['volume', 'time']

test('every indicator of the catalogue has a truth, and every truth an indicator', () => {
  expect(indicators.map(({ name }) => name)).toEqual(Object.keys(TRUTHS).sort())
})

describe.each(indicators.map((indicator) => [indicator.name, indicator] as const))('%s', (name, indicator) => {
  const truth = TRUTHS[name]
  const usual = indicator.parameters.map((parameter) => parameter.usual)
  const cases = [usual, ...truth.settings].map((given) => usual.map((value, i) => given[i] ?? value))

  test('describes itself: sensible ranges hold the usual setting and lie within the bounds', () => {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    for (const parameter of indicator.parameters) {
      if (parameter.kind === 'variant') expect(parameter.options).toContain(parameter.usual)
      else
        expect([parameter.min, parameter.from, parameter.usual, parameter.to]).toEqual(
          [parameter.min, parameter.from, parameter.usual, parameter.to].sort((a, b) => a - b),
        )
      if (parameter.kind === 'period') expect(parameter.to).toBeLessThanOrEqual(400)
      if (parameter.kind === 'number') expect(parameter.to).toBeLessThanOrEqual(100)
    }
    expect(JSON.parse(canonicalJson(indicator.parameters))).toEqual(indicator.parameters)
  })

  test('takes what its bounds say, one setting at a time and all together, and nothing else', () => {
    const tried = indicator.parameters.map((parameter) =>
      parameter.kind === 'variant'
        ? parameter.options
        : [parameter.min, parameter.max ?? 1e6, parameter.from, parameter.to, parameter.usual].concat(
            typeof parameter.above === 'number' ? [parameter.above, parameter.above + 1] : [],
          ),
    )
    tried.forEach((values, i) => {
      for (const value of values) expectBounds(indicator, usual.with(i, value))
      for (const value of values) {
        tried.forEach((others, k) => {
          for (const other of others) expectBounds(indicator, usual.with(i, value).with(k, other))
        })
      }
      const parameter = indicator.parameters[i]
      if (parameter.kind === 'variant') return
      for (const value of [parameter.from, parameter.to]) expect(admits(indicator, usual.with(i, value))).toBe(true)
      if (parameter.max !== undefined) expectBounds(indicator, usual.with(i, parameter.max + 1))
    })
    expect(admits(indicator, usual)).toBe(true)
  })

  test.each(cases.map((settings) => [settings]))('%j: equals its plain definition', (settings) => {
    for (const columns of [
      walk(400, 1),
      walk(400, 2, 1e6),
      holes(walk(400, 3)),
      holes(walk(400, 4), 60),
      holes(steps(300)),
    ]) {
      expectClose(run(indicator, columns, settings), truth.naive(plain(columns), settings), levelOf(columns))
    }
  })

  test.each(cases.map((settings) => [settings]))('%j: warms up exactly', (settings) => {
    const rows = warmups(indicator, settings)
    const columns = walk(600, 5)
    const outputs = run(indicator, columns, settings)
    for (const output of indicator.outputs) {
      expect(outputs[output].length).toBe(600)
      const first = outputs[output].findIndex((value) => !Number.isNaN(value))
      if (truth.sparse) expect(first).toBeGreaterThanOrEqual(rows[output])
      else {
        expect(first).toBe(rows[output])
        expect(outputs[output].subarray(rows[output]).some(Number.isNaN)).toBe(false)
      }
    }
  })

  test.each(cases.map((settings) => [settings]))('%j: is NaN throughout a column shorter than it needs', (settings) => {
    const rows = warmups(indicator, settings)
    for (const length of [1, 2, Math.max(1, Math.max(...Object.values(rows))), Math.max(...Object.values(rows)) + 1]) {
      const outputs = run(indicator, walk(length, 6), settings)
      for (const output of indicator.outputs) {
        const missing = Array.from(outputs[output], Number.isNaN)
        expect(missing).toEqual(missing.map((is, t) => t < rows[output] || (truth.sparse === true && is)))
      }
    }
  })

  test('knows rows 0..t only: a cut column gives the same first rows, bit for bit', () => {
    fc.assert(
      fc.property(adversarial, fc.constantFrom(...cases), fc.nat(), (columns, settings, at) => {
        const rows = 1 + (at % lengthOf(columns))
        const whole = run(indicator, columns, settings)
        const part = run(indicator, slice(columns, 0, rows), settings)
        for (const output of indicator.outputs) expectSame(part[output], whole[output].subarray(0, rows))
      }),
      { numRuns: 40 },
    )
  })

  test('knows rows 0..t only: cut at any row, or with any other future, the first rows are the same, bit for bit', () => {
    const columns = walk(150, 14)
    for (const settings of cases) {
      const whole = run(indicator, columns, settings)
      for (let rows = 1; rows < 150; rows += 1 + (rows % 4)) {
        const part = run(indicator, slice(columns, 0, rows), settings)
        const other = run(
          indicator,
          map(columns, (value, t) => (t < rows ? value : t % 3 === 0 ? Number.NaN : value * (t % 2 === 0 ? 8 : 0.125))),
          settings,
        )
        for (const output of indicator.outputs) {
          expectSame(part[output], whole[output].subarray(0, rows))
          expectSame(other[output].subarray(0, rows), whole[output].subarray(0, rows))
        }
      }
    }
  })

  test('streams the bits of the batch, through a saved and restored state', () => {
    fc.assert(
      fc.property(adversarial, fc.constantFrom(...cases), fc.nat(), (columns, settings, at) => {
        const cut = at % lengthOf(columns)
        const streamed = stream(indicator, columns, settings, cut)
        const batch = run(indicator, columns, settings)
        for (const output of indicator.outputs) expectSame(streamed[output], batch[output])
      }),
      { numRuns: 40 },
    )
    for (const settings of cases) {
      const columns = holes(walk(2600, 7), 900)
      const streamed = stream(indicator, columns, settings, 1300)
      const batch = run(indicator, columns, settings)
      for (const output of indicator.outputs) expectSame(streamed[output], batch[output])
    }
  })

  test('a NaN is felt no longer than it says', () => {
    for (const settings of cases) {
      const columns = walk(1000, 8)
      const gap = 321
      const holed = map(columns, (value, t) => (t === gap ? Number.NaN : value))
      const outputs = run(indicator, holed, settings)
      const reference =
        truth.gap === 'window' ? run(indicator, columns, settings) : run(indicator, slice(columns, gap + 1), settings)
      const rows = warmups(indicator, settings)
      for (const output of indicator.outputs) {
        const clear = gap + 1 + rows[output]
        const expected =
          truth.gap === 'window' ? reference[output].subarray(clear) : reference[output].subarray(rows[output])
        if (!truth.sparse) expect(expected.some(Number.isNaN)).toBe(false)
        expectSame(outputs[output].subarray(clear), expected)
      }
    }
  })

  test('gives numbers on identical bars and on a steady rise', () => {
    for (const columns of [flat(60), rise(80)]) {
      const outputs = run(indicator, columns, usual)
      const rows = warmups(indicator, usual)
      for (const output of indicator.outputs) {
        if (!truth.sparse) expect(outputs[output].subarray(rows[output]).every(Number.isFinite)).toBe(true)
      }
      expectClose(outputs, truth.naive(plain(columns), usual), levelOf(columns))
    }
  })

  if (truth.scale !== 'other')
    test('answers a change of scale as it says, bit for bit, however huge or tiny', () => {
      const columns = holes(walk(500, 9), 200)
      for (const settings of cases) {
        const base = run(indicator, columns, settings)
        for (const factor of [2, 2 ** -20, 2 ** 400, 2 ** -400]) {
          const scaled = run(
            indicator,
            map(columns, (value, _, column) => (UNPRICED.includes(column) ? value : value * factor)),
            settings,
          )
          const by = truth.scale === 'same' ? 1 : factor
          for (const output of indicator.outputs)
            expectSame(
              scaled[output],
              base[output].map((value) => value * by),
            )
        }
      }
    })

  if (truth.shift !== 'other')
    test('answers a change of level as it says', () => {
      const columns = walk(500, 10)
      const raised = map(columns, (value, _, column) => (UNPRICED.includes(column) ? value : value + 1024))
      for (const settings of cases) {
        const base = run(indicator, columns, settings)
        const outputs = run(indicator, raised, settings)
        const by = truth.shift === 'same' ? 0 : 1024
        expectClose(
          outputs,
          mapOutputs(base, (value) => value + by),
          levelOf(raised),
        )
      }
    })

  test('writes its outputs and nothing else', () => {
    for (const settings of cases) {
      const columns = walk(300, 11)
      const before = map(columns, (value) => value)
      const buffers = indicator.outputs.map(() => new Float64Array(304).fill(-7))
      const views = buffers.map((buffer) => buffer.subarray(2, 302))
      const out = byName(indicator.outputs, views)
      expect(computeInto(indicator, out, inputOf(indicator, columns), settings)).toBe(out)
      const expected = run(indicator, columns, settings)
      indicator.outputs.forEach((output, i) => {
        expectSame(views[i], expected[output])
        for (const at of [0, 1, 302, 303]) expect(buffers[i][at]).toBe(-7)
      })
      expect(columns).toEqual(before)
    }
  })

  test('takes plain numbers at the allocating door', () => {
    const columns = walk(50, 12)
    const arrays = Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, Array.from(column)]))
    const given = indicator.inputs.length === 1 ? arrays[indicator.inputs[0]] : arrays
    expect(compute(indicator, given, usual)).toEqual(compute(indicator, inputOf(indicator, columns), usual))
  })

  test('refuses what it cannot take, and says what', () => {
    const columns = walk(50, 13)
    const input = inputOf(indicator, columns)
    const out = byName(
      indicator.outputs,
      indicator.outputs.map(() => new Float64Array(50)),
    )
    indicator.parameters.forEach((parameter, i) => {
      const wrong: unknown[] =
        parameter.kind === 'variant' ? ['', 'x', 1, null] : [Number.NaN, Number.NEGATIVE_INFINITY, '5', undefined, null]
      if (parameter.kind !== 'variant' && parameter.min - 1 < parameter.min) wrong.push(parameter.min - 1)
      if (parameter.kind === 'period') wrong.push(0, 2.5, Number.POSITIVE_INFINITY)
      for (const value of wrong) {
        const settings = usual.with(i, value as Setting)
        expect(code(() => compute(indicator, input, settings))).toBe('invalid-argument')
        expect(code(() => streamOf(indicator, settings))).toBe('invalid-argument')
      }
    })
    expect(code(() => compute(indicator, input, [...usual, 1]))).toBe('invalid-argument')
    expect(code(() => compute(indicator, inputOf(indicator, walk(0, 1)), usual))).toBe('invalid-column')
    for (const value of [undefined, null, 5, 'x']) {
      expect(code(() => compute(indicator, value as never, usual))).toBe('invalid-column')
      expect(code(() => computeInto(indicator, value as never, input, usual))).toBe('invalid-column')
    }
    const short = byName(
      indicator.outputs,
      indicator.outputs.map(() => new Float64Array(49)),
    )
    expect(code(() => computeInto(indicator, short, input, usual))).toBe('length-mismatch')
    const shared = byName(indicator.outputs, [
      columns[indicator.inputs[0]],
      ...indicator.outputs.slice(1).map(() => new Float64Array(50)),
    ])
    expect(code(() => computeInto(indicator, shared, input, usual))).toBe('invalid-argument')
    expect(code(() => computeInto(indicator, out, input, usual))).toBe('none')
    if (indicator.inputs.length === 1) return
    const uneven = { ...columns, [indicator.inputs[1]]: new Float64Array(49) }
    expect(code(() => compute(indicator, uneven, usual))).toBe('length-mismatch')
  })

  test('refuses a row and a state that are none of its own', () => {
    const made = streamOf(indicator, usual)
    for (const row of [undefined, null, '5', {}]) expect(code(() => made.next(row as never))).toBe('invalid-argument')
    const { state } = made
    const [part] = state.memory
    const wrong: unknown[] = [
      null,
      'x',
      {},
      { ...state, indicator: 'x' },
      { ...state, settings: [...state.settings, 1] },
      { ...state, memory: [] },
    ]
    wrong.push({ ...state, memory: [{ ...part, values: [...part.values, 0] }, ...state.memory.slice(1)] })
    wrong.push({ ...state, memory: [{ ...part, counts: [...part.counts, 0] }, ...state.memory.slice(1)] })
    state.memory.forEach(({ counts, values }, i) => {
      for (let k = 0; k < counts.length; k++) {
        for (const value of [-1, 0.5, 1e9, null])
          wrong.push({ ...state, memory: state.memory.with(i, { values, counts: counts.with(k, value as number) }) })
      }
      for (const value of values.length === 0 ? [] : [null, 'x', Number.NaN])
        wrong.push({ ...state, memory: state.memory.with(i, { counts, values: values.with(0, value as number) }) })
    })
    for (const value of wrong) expect(code(() => made.restore(value as never))).toBe('invalid-state')
    expect(made.state).toEqual(state)
  })
})

/** Rows from a few exact values, gaps included: the hardest columns are short, level and repetitive. */
const adversarial: fc.Arbitrary<Columns> = fc
  .record({
    rows: fc.integer({ min: 1, max: 80 }),
    palette: fc.array(
      fc.oneof(
        fc.constantFrom(1, 2, 3, 0.1, 100, 1e9, 1e-9, Number.NaN),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      ),
      { minLength: 1, maxLength: 5 },
    ),
    picks: fc.array(fc.nat(), { minLength: 8, maxLength: 200 }),
  })
  .map(({ rows, palette, picks }) =>
    Object.fromEntries(
      BARS.map((column, c) => [
        column,
        Float64Array.from({ length: rows }, (_, t) => palette[picks[(7 * c + t) % picks.length] % palette.length]),
      ]),
    ),
  )

/** Whether the bounds of the parameters allow these settings, as a tool would read them. */
function admits({ parameters }: Indicator, settings: readonly Setting[]): boolean {
  return parameters.every((parameter, i) => {
    const value = settings[i]
    if (parameter.kind === 'variant') return parameter.options.includes(value as string)
    const { min, max = Number.POSITIVE_INFINITY, above, atLeast, minWith = {} } = parameter
    const named = (name: string): number => settings[parameters.findIndex((other) => other.name === name)] as number
    const over = typeof above === 'string' ? named(above) : (above ?? Number.NEGATIVE_INFINITY)
    const least = Math.max(min, ...settings.map((setting) => minWith[setting] ?? min))
    const floor = atLeast === undefined ? least : Math.max(least, named(atLeast))
    return (value as number) >= floor && (value as number) > over && (value as number) <= max
  })
}

function expectBounds(indicator: Indicator, settings: readonly Setting[]): void {
  const found = code(() => warmupOf(indicator, settings))
  if (found !== (admits(indicator, settings) ? 'none' : 'invalid-argument')) {
    expect(`${JSON.stringify(settings)}: ${found}`).toBe(admits(indicator, settings))
  }
}

function run(indicator: Indicator, columns: Columns, settings: readonly Setting[]): Columns {
  const result = compute(indicator, inputOf(indicator, columns), settings)
  return indicator.outputs.length === 1 ? { [indicator.outputs[0]]: result as Float64Array } : (result as Columns)
}

function stream(indicator: Indicator, columns: Columns, settings: readonly Setting[], cut: number): Columns {
  const out = Object.fromEntries(indicator.outputs.map((output) => [output, new Float64Array(lengthOf(columns))]))
  let made = streamOf(indicator, settings)
  for (let t = 0; t < lengthOf(columns); t++) {
    if (t === cut) {
      const saved = made.state
      expect(JSON.parse(canonicalJson(saved))).toEqual(saved)
      made = streamOf(indicator, settings).restore(JSON.parse(JSON.stringify(saved)))
    }
    const row = Object.fromEntries(indicator.inputs.map((input) => [input, columns[input][t]]))
    const value = made.next(indicator.inputs.length === 1 ? row[indicator.inputs[0]] : row)
    for (const output of indicator.outputs) {
      out[output][t] = indicator.outputs.length === 1 ? (value as number) : (value as Record<string, number>)[output]
    }
  }
  return out
}

function warmups(indicator: Indicator, settings: readonly Setting[]): Record<string, number> {
  const rows = warmupOf(indicator, settings)
  return indicator.outputs.length === 1 ? { [indicator.outputs[0]]: rows as number } : (rows as Record<string, number>)
}

function inputOf(indicator: Indicator, columns: Columns): Float64Array | Columns {
  return indicator.inputs.length === 1 ? columns[indicator.inputs[0]] : columns
}

function byName<T>(names: readonly string[], values: readonly T[]): T | Record<string, T> {
  return names.length === 1 ? values[0] : Object.fromEntries(names.map((key, i) => [key, values[i]]))
}

function expectSame(actual: Float64Array, expected: Float64Array): void {
  expect(actual.length).toBe(expected.length)
  for (let t = 0; t < actual.length; t++) {
    if (!Object.is(actual[t], expected[t])) expect(`row ${t}: ${actual[t]}`).toBe(`row ${t}: ${expected[t]}`)
  }
}

/** Equal to 1e-9 of the value, or to rounding at the level of the prices; NaN in the same rows. */
function expectClose(actual: Columns, expected: Readonly<Record<string, ArrayLike<number>>>, level: number): void {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort())
  for (const output of Object.keys(actual)) {
    for (let t = 0; t < actual[output].length; t++) {
      const [a, b] = [actual[output][t], expected[output][t]]
      const close = Number.isNaN(a) ? Number.isNaN(b) : Math.abs(a - b) <= 1e-9 * Math.abs(b) + 1e-12 * level
      if (!close) expect(`${output}[${t}] ${a}`).toBe(`${output}[${t}] ${b}`)
    }
  }
}

/** A seeded random walk as bars; prices are multiples of 2^-20, so that shifting them is exact. */
function walk(rows: number, seed: number, level = 100): Columns {
  let word = seed * 2654435761
  const chance = (): number => {
    word = (Math.imul(word ^ (word >>> 15), 2246822519) + 374761393) | 0
    return ((word ^ (word >>> 13)) >>> 0) / 2 ** 32
  }
  const round = (value: number): number => Math.round(value * 2 ** 20) / 2 ** 20
  const columns = Object.fromEntries(BARS.map((column) => [column, new Float64Array(rows)]))
  let close = level
  for (let t = 0; t < rows; t++) {
    const open = close
    close = round(level * (0.9 + 0.1 * (close / level)) + (chance() - 0.5) * 0.1 * level)
    const high = round(Math.max(open, close) + chance() * 0.02 * level)
    const low = round(Math.min(open, close) - chance() * 0.02 * level)
    const row: Record<string, number> = {
      open,
      high,
      low,
      close,
      source: close,
      left: close,
      right: low,
      time: t * HOUR,
    }
    for (const column of BARS) columns[column][t] = row[column] ?? 1 + Math.floor(chance() * 1000)
  }
  return columns
}

/** The same with single NaNs and runs of them, at other rows in each column. */
function holes(columns: Columns, every = 25): Columns {
  return map(columns, (value, t, column) => {
    const phase = (t + 5 * BARS.indexOf(column)) % every
    return phase === every - 1 || (phase < 3 && t % (3 * every) < every) ? Number.NaN : value
  })
}

function steps(rows: number): Columns {
  return map(flat(rows), (value, t, column) => value + (column === 'time' ? 0 : 10 * (Math.floor(t / 37) % 3)))
}

function flat(rows: number): Columns {
  return Object.fromEntries(
    BARS.map((column) => [
      column,
      Float64Array.from({ length: rows }, (_, t) => (column === 'time' ? t * HOUR : column === 'volume' ? 7 : 100.1)),
    ]),
  )
}

function rise(rows: number): Columns {
  return map(
    flat(rows),
    (value, t, column) =>
      value + (UNPRICED.includes(column) ? 0 : t) + (column === 'high' ? 1 : column === 'low' ? -1 : 0),
  )
}

function map(columns: Columns, of: (value: number, t: number, column: string) => number): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([key, column]) => [key, column.map((value, t) => of(value, t, key))]),
  )
}

function mapOutputs(outputs: Columns, of: (value: number) => number): Columns {
  return map(outputs, of)
}

function slice(columns: Columns, from: number, to?: number): Columns {
  return Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, column.slice(from, to)]))
}

function plain(columns: Columns): Record<string, number[]> {
  return Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, Array.from(column)]))
}

function lengthOf(columns: Columns): number {
  return columns['source'].length
}

function levelOf(columns: Columns): number {
  return columns['source'].reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0)
}

function code(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
  return 'none'
}
