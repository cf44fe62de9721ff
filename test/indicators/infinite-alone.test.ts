import { expect, test } from 'vitest'
import { compute } from '../../src/indicators/batch.ts'
import { indicators } from '../../src/indicators/catalogue.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { ORDER } from './order.ts'

const NAMES = ['open', 'high', 'low', 'close', 'volume', 'source', 'left', 'right', 'oscillator', 'time']
const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number
/** Highs and lows that are never the highest and the lowest: put in order, they count as other values do. */
const HIDDEN: readonly (readonly [string, number])[] = [
  ['high', NEGATIVE_INFINITY],
  ['low', POSITIVE_INFINITY],
]

/** In the midst, and in the last row. */
const PLACES = [30, 31, 32, 33, 34, 35, 36, 37, 59]

test.each(
  indicators.filter(({ name }) => !ORDER.includes(name)).map((indicator) => [indicator.name, indicator] as const),
)('%s: an infinity in one column alone is felt as a missing value is, whatever the period', (name, indicator) => {
  const random = randomFrom(6, name)
  const base = Object.fromEntries(
    NAMES.map((column) => {
      const values = Float64Array.from({ length: 60 }, () => 100 + 20 * random.float())
      return [column, column === 'time' ? values.map((_, t) => 3_600_000 * t) : values]
    }),
  )
  for (const period of [1, 2, 3, 7, 8]) {
    const settings = indicator.parameters.map((parameter) => {
      if (parameter.kind !== 'period') return parameter.usual
      return parameter.name === 'slow' ? period + 3 : Math.max(parameter.min, period)
    })
    const run = (column: string, at: number, value: number): unknown => {
      const columns = { ...base, [column]: base[column].with(at, value) }
      return compute(indicator, indicator.inputs.length === 1 ? columns[column] : columns, settings)
    }
    for (const column of indicator.inputs) {
      if (column === 'time') continue
      for (const at of PLACES) {
        const missing = run(column, at, Number.NaN)
        for (const infinity of [POSITIVE_INFINITY, NEGATIVE_INFINITY]) {
          if (HIDDEN.some(([side, value]) => side === column && value === infinity)) continue
          expect(run(column, at, infinity)).toEqual(missing)
        }
      }
    }
  }
})
