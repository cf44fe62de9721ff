import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellReader } from '../../src/market/csv-cell.ts'
import { clockInto, dateInto, instantInto, numberTimeInto } from '../../src/market/csv-time.ts'

function read(reader: CellReader, cell: string): number | undefined {
  const decimal = { negative: false, head: 0, tail: 0, tailDigits: 0, power: 0 }
  const values = ['', ',7', '\n7', '\r\n'].map((rest) => {
    const cursor = { bytes: new TextEncoder().encode(cell + rest), separator: 44, newline: 10, decimal, at: 0 }
    const column = new Float64Array(1)
    const isRead = reader(column, 0, cursor)
    if (isRead) expect(cursor.at).toBe(cell.length)
    return isRead ? column[0] : undefined
  })
  for (const value of values) expect(value).toBe(values[0])
  return values[0]
}

const ms = fc.integer({ min: Date.UTC(1600, 0, 1), max: Date.UTC(2400, 0, 1) })

describe('instantInto', () => {
  it('reads what Date writes, in any zone', () => {
    fc.assert(
      fc.property(ms, fc.integer({ min: -14 * 60, max: 14 * 60 }), (time, offset) => {
        const iso = new Date(time).toISOString()
        expect(read(instantInto, iso)).toBe(time)
        expect(read(instantInto, iso.slice(0, -1))).toBe(time)
        const local = new Date(time + offset * 60_000).toISOString().slice(0, -1)
        const size = Math.abs(offset)
        const [hh, mm] = [Math.floor(size / 60), size % 60].map((n) => String(n).padStart(2, '0'))
        const sign = offset < 0 ? '-' : '+'
        expect(read(instantInto, `${local}${sign}${hh}:${mm}`)).toBe(time)
        expect(read(instantInto, `${local.replace('T', ' ')}${sign}${hh}${mm}`)).toBe(time)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2024/02/29', '2024-02-29T00:00:00Z'],
    ['2024.02.29', '2024-02-29T00:00:00Z'],
    ['20240229', '2024-02-29T00:00:00Z'],
    ['20240229 143000', '2024-02-29T14:30:00Z'],
    ['20240229T1430', '2024-02-29T14:30:00Z'],
    ['2024-02-29 14:30', '2024-02-29T14:30:00Z'],
    ['202402291430', '2024-02-29T14:30:00Z'],
    ['20240229143005', '2024-02-29T14:30:05Z'],
    ['20240229143005250', '2024-02-29T14:30:05.250Z'],
    ['2024-02-29t14:30:05.2z', '2024-02-29T14:30:05.200Z'],
    ['2024-02-29T14:30:05.250000000Z', '2024-02-29T14:30:05.250Z'],
    ['2024-02-29T14:30:00+02', '2024-02-29T12:30:00Z'],
    ['2024-01-01T00:30:00+05:45', '2023-12-31T18:45:00Z'],
    ['"2024-02-29"', '2024-02-29T00:00:00Z'],
    [' 2024-02-29 ', '2024-02-29T00:00:00Z'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
    ['0000-01-01', '0000-01-01T00:00:00Z'],
    ['9999-12-31', '9999-12-31T00:00:00Z'],
  ])('reads %s', (cell, iso) => {
    expect(read(instantInto, cell)).toBe(new Date(iso).getTime())
  })

  it.each([
    '',
    '2024',
    '2024-02',
    '2023-02-29',
    '2024-02-30',
    '2100-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-1-2',
    '2024-02/29',
    '29-02-2024',
    '02/29/2024',
    '2024-02-29T',
    '2024-02-29T14',
    '2024-02-29T24:00',
    '2024-02-29T23:60',
    '2024-02-29T23:59:60',
    '2024-02-29T14:3',
    '2024-02-29T14:30:5',
    '2024-02-29T14:30:05.',
    '2024-02-29T14:30:05.2505Z',
    '2024-02-29T14:30:05.00000001',
    '2024-02-29T14:30+24:00',
    '2024-02-29T14:30+1',
    '2024-02-29T14:30+01:6',
    '2024-02-29Z',
    '2024-02-29 14:30 UTC',
    '2024-02-29T14:30ZZ',
    'today',
    '"2024-02-29',
    '+2024-02-29',
    '1709164800000',
    '2024022914',
    '2024022914305',
    '2024022914300525',
    '202402291430052500',
    '202402302359',
    '202402292460',
    '2024-02-291430',
    '2O24-02-29',
  ])('refuses %j', (cell) => {
    expect(read(instantInto, cell)).toBeUndefined()
  })

  it('refuses exactly the days that Date does not keep', () => {
    const pad = (n: number) => String(n).padStart(2, '0')
    for (const year of [1900, 2000, 2023, 2024]) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const date = new Date(Date.UTC(year, month - 1, day))
          const kept = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCFullYear() === year
          expect(read(instantInto, `${year}-${pad(month)}-${pad(day)}`)).toBe(kept ? date.getTime() : undefined)
        }
      }
    }
  })
})

describe('dateInto and clockInto', () => {
  it('read the two halves of a time', () => {
    expect(read(dateInto, '2024.02.29')).toBe(Date.UTC(2024, 1, 29))
    expect(read(dateInto, '2024-02-29T00:00')).toBeUndefined()
    expect(read(clockInto, '14:30')).toBe(52_200_000)
    expect(read(clockInto, '143005')).toBe(52_205_000)
    expect(read(clockInto, '00:30:00.250+01:00')).toBe(-1_799_750)
    for (const cell of ['', '1', '14', '24:00', '14:30 PM', '9:30', '1577836800']) {
      expect(read(clockInto, cell)).toBeUndefined()
    }
  })
})

describe('numberTimeInto', () => {
  it('turns a unit into milliseconds within its bounds', () => {
    expect(read(numberTimeInto('s', -8.64e15, 8.64e15), '1577836800.25')).toBe(1_577_836_800_250)
    expect(read(numberTimeInto('ms', -8.64e15, 8.64e15), '-60000')).toBe(-60_000)
    expect(read(numberTimeInto('us', 1e11, 1e14), '1577836800000000')).toBe(1_577_836_800_000)
    expect(read(numberTimeInto('ns', 1e11, 1e14), '1577836800001000000')).toBe(1_577_836_800_001)
    expect(read(numberTimeInto('s', 1e11, 1e14), '1577836800000')).toBeUndefined()
    expect(read(numberTimeInto('ms', 1e11, 1e14), '1577836800')).toBeUndefined()
    expect(read(numberTimeInto('ms', 1e11, 1e14), '1577836800000.5')).toBeUndefined()
    expect(read(numberTimeInto('us', 1e11, 1e14), '1577836800000001')).toBeUndefined()
    expect(read(numberTimeInto('ms', -8.64e15, 8.64e15), '8640000000000001')).toBeUndefined()
  })
})
