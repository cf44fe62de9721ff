import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OrganismError } from '../../src/base/error.ts'
import { type ParsedBars, parseBars } from '../../src/market/parse-bars.ts'
import type { ParseOptions } from '../../src/market/parse-options.ts'

const HEADER = 'time,open,high,low,close,volume'

const options: fc.Arbitrary<ParseOptions> = fc.record(
  {
    separator: fc.constantFrom(',', ';', '\t', '|'),
    onBadRow: fc.constantFrom('throw', 'skip'),
    order: fc.constantFrom('oldest-first', 'newest-first'),
    timeUnit: fc.constantFrom('auto', 's', 'ms', 'us', 'ns'),
    missingVolume: fc.constantFrom('throw', 'zero'),
    interval: fc.constantFrom('1m', 1000),
  },
  { requiredKeys: [] },
)

/** Every rule that a market promises, looked at once more by other means. */
function expectMarket(bars: ParsedBars, { onBadRow = 'throw' }: ParseOptions): void {
  const { time, open, high, low, close, volume, funding, extras = {}, length } = bars
  expect(length).toBeGreaterThan(0)
  for (const column of [time, open, high, low, close, volume, ...(funding ? [funding] : [])]) {
    expect(column.length).toBe(length)
    expect([...column].every(Number.isFinite)).toBe(true)
  }
  expect([...time].every((ms, t) => Number.isSafeInteger(ms) && (t === 0 || ms > time[t - 1]))).toBe(true)
  expect([...volume].every((units) => units >= 0)).toBe(true)
  for (const column of Object.values(extras)) {
    expect(column.length).toBe(length)
    expect([...column].some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)).toBe(false)
  }
  expect(Number.isSafeInteger(bars.interval) && bars.interval > 0).toBe(true)
  if (onBadRow === 'throw') expect(bars.skipped.count).toBe(0)
  expect(bars.skipped.problems.length).toBe(Math.min(100, bars.skipped.count))
}

function outcome(csv: string | Uint8Array, given: ParseOptions): 'market' | 'refusal' {
  try {
    expectMarket(parseBars(csv, given), given)
    return 'market'
  } catch (error) {
    if (!(error instanceof OrganismError)) throw error
    expect(['invalid-csv', 'invalid-argument']).toContain(error.code)
    expect(error.message).toMatch(/^parseBars: .*[.]/)
    return 'refusal'
  }
}

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -10, max: 1e6, noNaN: true }).map(String) },
  fc.constantFrom(
    '',
    'NaN',
    'null',
    '"',
    '""',
    '"1"',
    ' 1 ',
    '1e999',
    '-1',
    '1,5',
    '0x1',
    '#',
    '\r',
    '\n',
    'Infinity',
    '∞',
    '1"2',
  ),
  fc.string({ maxLength: 6 }),
)
const moment = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1_700_000_000, max: 1_700_000_400 }).map(String) },
  fc.integer({ min: 1_700_000_000, max: 1_800_000_000 }).map((s) => new Date(1000 * s).toISOString()),
  cell,
)
const row = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 400 }).map((s) => `${1_700_000_000 + s},1.5,2,1,1.25,10`) },
  fc.tuple(moment, fc.array(cell, { minLength: 5, maxLength: 7 })).map(([time, cells]) => [time, ...cells].join(',')),
)
const heading = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(HEADER, `${HEADER},x`, `${HEADER},funding`, `date,${HEADER}`, `\uFEFF${HEADER}`),
  },
  fc.shuffledSubarray([...HEADER.split(','), 'date', 'funding', 'x', '', '"y"']).map((words) => words.join(',')),
)
const table = fc
  .tuple(heading, fc.array(row, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r', '\n\n'))
  .map(([head, rows, end]) => [head, ...rows].join(end))

const SOUND = [HEADER, ...Array.from({ length: 6 }, (_, t) => `${1_700_000_000 + 60 * t},1.5,2,1,1.25,10`)].join('\n')
/** A sound file with some of its bytes replaced, inserted and taken out. */
const damaged = fc.array(fc.tuple(fc.nat(SOUND.length), fc.nat(2), fc.nat(255)), { maxLength: 4 }).map((edits) => {
  const bytes = [...new TextEncoder().encode(SOUND)]
  for (const [at, removed, byte] of edits) bytes.splice(at, removed, ...(byte % 3 === 0 ? [] : [byte]))
  return Uint8Array.from(bytes)
})

describe('the CSV door', () => {
  it.each<[string, fc.Arbitrary<string | Uint8Array>]>([
    ['any text', fc.string({ unit: 'binary', maxLength: 300 })],
    ['any bytes', fc.uint8Array({ maxLength: 300 })],
    ['a header above any text', fc.string({ unit: 'binary', maxLength: 200 }).map((text) => `${HEADER}\n${text}`)],
  ])('answers %s with a market or an OrganismError', (_, input) => {
    fc.assert(
      fc.property(input, options, (csv, given) => void outcome(csv, given)),
      { numRuns: 1500 },
    )
  })

  it.each<[string, fc.Arbitrary<string | Uint8Array>]>([
    ['tables of odd cells', table],
    ['a damaged file', damaged],
  ])('answers %s with a market or an OrganismError, and both occur', (_, input) => {
    const seen = { market: 0, refusal: 0 }
    const plain = fc.record({ onBadRow: fc.constantFrom('throw', 'skip') }) as fc.Arbitrary<ParseOptions>
    const given = fc.oneof(options, plain)
    fc.assert(
      fc.property(input, given, (csv, chosen) => void seen[outcome(csv, chosen)]++),
      { numRuns: 3000 },
    )
    expect(Math.min(seen.market, seen.refusal)).toBeGreaterThan(30)
  })

  it('reads text and its bytes alike', () => {
    fc.assert(
      fc.property(table, options, (csv, given) => {
        const result = (input: string | Uint8Array): unknown => {
          try {
            return parseBars(input, given)
          } catch (error) {
            return error
          }
        }
        expect(result(new TextEncoder().encode(csv))).toEqual(result(csv))
      }),
      { numRuns: 500 },
    )
  })
})
