import { expect, test } from 'vitest'
import { sparkline } from '../../src/cli/sparkline.ts'

test('a rise climbs from the lowest block to the highest', () => {
  expect(
    sparkline(
      Float64Array.from({ length: 16 }, (_, i) => i),
      8,
    ),
  ).toBe('▁▂▃▄▅▆▇█')
})

test('a column shorter than the line keeps one character a row', () => {
  expect(sparkline(Float64Array.of(3, 1, 3), 60)).toBe('█▁█')
})

test('a flat column is a line at the bottom', () => {
  expect(sparkline(new Float64Array(5).fill(7), 5)).toBe('▁▁▁▁▁')
})

test('rows without a value leave a gap and do not spoil their neighbours', () => {
  expect(sparkline(Float64Array.of(0, Number.NaN, 1), 3)).toBe('▁ █')
  expect(sparkline(Float64Array.of(0, Number.NaN, 1, 1), 2)).toBe('▁█')
})

test('an empty column is an empty line', () => {
  expect(sparkline(new Float64Array(), 10)).toBe('')
})
