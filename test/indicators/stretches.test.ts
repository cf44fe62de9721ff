import { expect, test } from 'vitest'
import { compute, STRETCH } from '../../src/indicators/batch.ts'
import { indicatorNamed, indicators } from '../../src/indicators/catalogue.ts'
import { freshMemory } from '../../src/indicators/memory.ts'
import { streamOf } from '../../src/indicators/stream.ts'
import { randomFrom } from '../../src/random/random-from.ts'

// A batch runs in stretches, and many recurrences take four rows at a time: here are three stretches, the last
// one short, with gaps before, on and behind their borders.
const ROWS = 2 * STRETCH + 331
const GAPS = [700, STRETCH - 1, STRETCH, STRETCH + 5, 2 * STRETCH - 1]
const NAMES = ['open', 'high', 'low', 'close', 'volume', 'source', 'left', 'right', 'oscillator', 'time']

test.each(indicators.map((indicator) => [indicator.name, indicator] as const))(
  '%s: stretch after stretch, the batch gives the bits of the stream',
  (name, indicator) => {
    const random = randomFrom(21, name)
    const columns = NAMES.map((column) => {
      const values = Float64Array.from({ length: ROWS }, () => 100 + 20 * random.float())
      for (const gap of GAPS) if (column !== 'time') values[gap] = Number.NaN
      return [column, column === 'time' ? values.map((_, t) => 3_600_000 * t) : values] as const
    })
    const byName = Object.fromEntries(columns)
    const bare = indicator.inputs.length === 1
    const settings = indicator.parameters.map((parameter) => parameter.usual)
    const stream = streamOf(indicator, settings)
    const streamed = indicator.outputs.map(() => new Float64Array(ROWS))
    for (let t = 0; t < ROWS; t++) {
      const row = Object.fromEntries(indicator.inputs.map((input) => [input, byName[input][t]]))
      const values = stream.next((bare ? row[indicator.inputs[0]] : row) as never) as never
      indicator.outputs.forEach((output, i) => {
        streamed[i][t] = indicator.outputs.length === 1 ? values : values[output]
      })
    }
    const batch = compute(indicator, (bare ? byName[indicator.inputs[0]] : byName) as never, settings) as never
    indicator.outputs.forEach((output, i) => {
      expect(streamed[i]).toEqual(indicator.outputs.length === 1 ? batch : batch[output])
    })
  },
)

test.each(indicators.map((indicator) => [indicator.name, indicator] as const))(
  '%s: columns cut anywhere give the bits of whole ones',
  (name, indicator) => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = randomFrom(seed, name)
      const draw = (): number => (random.float() < 0.01 ? Number.NaN : 100 + 20 * random.float())
      const inputs = indicator.inputs.map((input) =>
        Float64Array.from({ length: 240 }, (_, t) => (input === 'time' ? 3_600_000 * t : draw())),
      )
      const settings = indicator.parameters.map((parameter) => {
        if (parameter.kind !== 'period') return parameter.usual
        return Math.max(parameter.min, parameter.name === 'slow' ? seed + 4 : Math.min(parameter.usual, seed))
      })
      const outputs = indicator.outputs.map(() => new Float64Array(240))
      const memory = freshMemory(indicator.memory(settings))
      for (let start = 0; start < 240; ) {
        const end = Math.min(240, start + 1 + Math.floor(30 * random.float()))
        const scratch = Array.from({ length: indicator.scratch ?? 0 }, () => new Float64Array(end - start))
        const columns = [...outputs.map((column) => column.subarray(start, end)), ...scratch]
        const cut = inputs.map((column) => column.subarray(start, end))
        indicator.run(memory, cut, columns, settings)
        start = end
      }
      const byName = Object.fromEntries(indicator.inputs.map((input, i) => [input, inputs[i]]))
      const whole = compute(indicator, (inputs.length === 1 ? inputs[0] : byName) as never, settings) as never
      indicator.outputs.forEach((output, i) => {
        expect(outputs[i]).toEqual(indicator.outputs.length === 1 ? whole : whole[output])
      })
    }
  },
)

test.each([
  ['sma', 8],
  ['wma', 7],
  ['rolling-sum', 5],
  ['volume-ratio', 7],
  ['hull', 9],
  ['vwma', 5],
  ['awesome-oscillator', 9, 16],
] as const)('%s: sums beyond the largest number give the bits of the stream, too', (name, ...settings) => {
  const indicator = indicatorNamed(name)
  for (let seed = 1; seed <= 40; seed++) {
    const random = randomFrom(seed, name)
    const row = (): number => 1e307 * (1 + 16 * random.float()) * (random.float() < 0.2 ? -1 : 1)
    const columns = Object.fromEntries(indicator.inputs.map((input) => [input, Float64Array.from({ length: 90 }, row)]))
    const bare = indicator.inputs.length === 1
    const input = bare ? columns[indicator.inputs[0]] : columns
    const stream = streamOf(indicator, settings)
    const streamed = Float64Array.from({ length: 90 }, (_, t) => {
      const values = Object.fromEntries(indicator.inputs.map((column) => [column, columns[column][t]]))
      return stream.next(bare ? values[indicator.inputs[0]] : values) as number
    })
    expect(compute(indicator, input, settings)).toEqual(streamed)
  }
})
