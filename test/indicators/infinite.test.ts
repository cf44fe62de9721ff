import { expect, test } from 'vitest'
import { compute } from '../../src/indicators/batch.ts'
import { indicators } from '../../src/indicators/catalogue.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { ORDER } from './order.ts'

const ROWS = 120
const NAMES = ['open', 'high', 'low', 'close', 'volume', 'source', 'left', 'right', 'oscillator', 'time']

test.each(
  indicators.filter(({ name }) => !ORDER.includes(name)).map((indicator) => [indicator.name, indicator] as const),
)('%s: an infinity is felt as a missing value is, wherever it falls', (name, indicator) => {
  const random = randomFrom(5, name)
  const base = NAMES.map((column) => {
    const values = Float64Array.from({ length: ROWS }, () => 100 + 20 * random.float())
    return [column, column === 'time' ? values.map((_, t) => 3_600_000 * t) : values] as const
  })
  const settings = indicator.parameters.map((parameter) =>
    parameter.kind === 'period' ? Math.max(2, Math.min(parameter.usual, 7)) : parameter.usual,
  )
  const ascending = indicator.parameters.findIndex((parameter) => 'above' in parameter && parameter.above === 'fast')
  if (ascending >= 0) settings[ascending] = 9
  const run = (at: number, value: number): Float64Array[] => {
    const columns = Object.fromEntries(
      base.map(([column, values]) => [column, column === 'time' ? values : values.with(at, value)]),
    )
    const input = indicator.inputs.length === 1 ? columns[indicator.inputs[0]] : columns
    const result = compute(indicator, input, settings)
    return result instanceof Float64Array ? [result] : Object.values(result)
  }
  for (let at = 40; at < 60; at++) {
    const missing = run(at, Number.NaN)
    for (const infinity of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(run(at, infinity)).toEqual(missing)
    }
  }
})
