import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { OrganismError } from '../../src/base/error.ts'
import { type ParsedBars, parseBars } from '../../src/market/parse-bars.ts'
import type { ParseOptions } from '../../src/market/parse-options.ts'

const HEADER = 'time,open,high,low,close,volume'
const DAY = 86_400_000
const START = Date.UTC(2024, 0, 1)

function errorOf(call: () => unknown): OrganismError {
  try {
    call()
  } catch (error) {
    if (error instanceof OrganismError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

function refusal(csv: string | Uint8Array, options?: ParseOptions): OrganismError {
  return errorOf(() => parseBars(csv, options))
}

/** A file of daily rows with each cell's text by name. */
function daily(count: number, cells: (day: number) => string = () => '1,2,0.5,1.5,10'): string {
  const rows = Array.from({ length: count }, (_, day) => `${START + day * DAY},${cells(day)}`)
  return [HEADER, ...rows].join('\n')
}

function columns({ time, open, high, low, close, volume, funding, extras }: ParsedBars): object {
  return { time, open, high, low, close, volume, funding, extras }
}

describe('parseBars', () => {
  it('reads the S&P 500 file of vega-datasets', () => {
    const file = new URL('../../node_modules/vega-datasets/data/sp500-2000.csv', import.meta.url)
    const text = readFileSync(file, 'utf8')
    const bars = parseBars(text, { symbol: 'SPX' })
    expect(bars.length).toBe(5105)
    expect(bars.interval).toBe(DAY)
    expect(bars.time[0]).toBe(Date.UTC(2000, 0, 3))
    expect(bars.time[5104]).toBe(Date.UTC(2020, 3, 17))
    expect([bars.open[0], bars.high[0], bars.low[0], bars.close[0], bars.volume[0]]).toEqual([
      1469.25, 1478, 1438.359985, 1455.219971, 931_800_000,
    ])
    expect(Object.keys(bars.extras ?? {})).toEqual(['adjClose'])
    expect(bars.skipped).toEqual({ count: 0, problems: [] })
    expect(bars.ignored).toEqual([])
    const cells = text
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','))
    const named = { open: 1, high: 2, low: 3, close: 4, volume: 6 } as const
    for (const [name, k] of Object.entries(named)) {
      expect(bars[name as keyof typeof named]).toEqual(Float64Array.from(cells, (row) => Number(row[k])))
    }
    expect(bars.extras?.['adjClose']).toEqual(Float64Array.from(cells, (row) => Number(row[5])))
    expect(bars.time).toEqual(Float64Array.from(cells, (row) => new Date(row[0]).getTime()))
    expect(columns(parseBars(readFileSync(file)))).toEqual(columns(bars))
    const reversed = text.trim().split(/\r?\n/)
    const turned = [reversed[0], ...reversed.slice(1).reverse()].join('\n')
    expect(columns(parseBars(turned, { order: 'newest-first' }))).toEqual(columns(bars))
  })

  it('names columns in any case, order, punctuation and quotes', () => {
    const plain = parseBars(`${HEADER}\n1700000000,1,3,0.5,2,9\n1700000060,2,4,1,3,8`)
    for (const csv of [
      'Volume,CLOSE,Low,high,Open,Timestamp\n9,2,0.5,3,1,1700000000\n8,3,1,4,2,1700000060',
      '"Open time","Open","High","Low","Close","Vol"\r\n"1700000000","1","3","0.5","2","9"\r\n"1700000060",2,4,1,3,8\r\n',
      '\uFEFFunix, open, high, low, close, volume\n1700000000, 1, 3, 0.5, 2, 9\n1700000060, 2, 4, 1, 3, 8\n',
      't,o,h,l,c,v\r1700000000,1,3,0.5,2,9\r1700000060,2,4,1,3,8\r',
      '# made by hand\n\n<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>\n\n2023.11.14,22:13:20,1,3,0.5,2,9\n# note\n   \n2023.11.14,22:14:20,2,4,1,3,8\n\n',
      'time,date,open,high,low,close,volume\n22:13:20,2023-11-14,1,3,0.5,2,9\n22:14:20,2023-11-14,2,4,1,3,8',
      'date,open,high,low,close,volume\n2023-11-14T22:13:20Z,1,3,.5,2,9\n2023-11-14 23:14:20+01:00,2e0,4.,1,+3,8',
      `${HEADER}\n1700000000000,1,3,0.5,2,9\n1700000060000,2,4,1,3,8`,
      `${HEADER}\n1700000000000000,1,3,0.5,2,9\n1700000060000000,2,4,1,3,8`,
      `${HEADER}\n1700000000000000000,1,3,0.5,2,9\n1700000060000000000,2,4,1,3,8`,
    ]) {
      expect(columns(parseBars(csv))).toEqual(columns(plain))
      expect(columns(parseBars(new TextEncoder().encode(csv)))).toEqual(columns(plain))
    }
    expect(plain.time).toEqual(Float64Array.of(1_700_000_000_000, 1_700_000_060_000))
    expect(plain.interval).toBe(60_000)
    expect(plain.symbol).toBe('market')
  })

  it('reads every separator, with decimal points only', () => {
    const plain = parseBars(daily(3))
    for (const separator of [';', '\t', '|'] as const) {
      expect(columns(parseBars(daily(3).replaceAll(',', separator), { separator }))).toEqual(columns(plain))
    }
    const { problems } = refusal(
      daily(2, () => '1;2;0,5;1;10')
        .replaceAll(',1;', ';1;')
        .replace(HEADER, HEADER.replaceAll(',', ';')),
      { separator: ';' },
    )
    expect(problems[0]).toEqual({
      row: 2,
      field: 'low',
      value: '0,5',
      message: 'must be a finite number with a decimal point',
    })
  })

  it('keeps numeric columns as extras, funding apart, and lists columns of text', () => {
    const csv = [
      `${HEADER},Funding Rate,symbol,Adj Close,RSI 14,note,`,
      `${START},1,2,1,2,10,0.0001,BTC,1.5,,"a ""b"", c",0`,
      `${START + DAY},1,2,1,2,10,-2e-5,BTC,1.25,NaN,,1`,
      `${START + 2 * DAY},1,2,1,2,10,0,BTC,1.75,61.5,x,2`,
    ].join('\n')
    const bars = parseBars(csv)
    expect(bars.funding).toEqual(Float64Array.of(0.0001, -0.00002, 0))
    expect(bars.extras).toEqual({
      adjClose: Float64Array.of(1.5, 1.25, 1.75),
      'RSI 14': Float64Array.of(Number.NaN, Number.NaN, 61.5),
    })
    expect(bars.ignored).toEqual(['symbol', 'note', ''])
    expect(refusal(csv.replace('0.0001', '')).problems[0]).toEqual({
      row: 2,
      field: 'Funding Rate',
      value: '',
      message: 'must be a finite number, 0 where nothing is settled',
    })
    expect(refusal(`${csv}\n${START + 3 * DAY},1,2,1,2,10,0,BTC,1,Infinity,,3`).problems[0].field).toBe('RSI 14')
  })

  it('collects bad rows with line number, value and rule in one error', () => {
    const csv = [
      '# comment',
      HEADER,
      `${START},1,2,0.5,1,10`,
      '',
      `${START + DAY},1,2,0.5,abc,10`,
      `${START + 2 * DAY},1,2,0.5,1`,
      `${START + DAY},1,2,0.5,NaN,10`,
      `${START + 3 * DAY},1,2,0.5,1,-4`,
      `${START},1,2,0.5,1,10`,
      `${START + 4 * DAY},1,2,0.5,1,10,`,
      `${START + 5 * DAY},"1,2,0.5,1,10`,
      `x,1,2,0.5,1,10`,
      `${START + 6 * DAY},1,2,0.5,1,10`,
    ].join('\n')
    const error = refusal(csv)
    expect(error.code).toBe('invalid-csv')
    expect(error.problems).toEqual([
      { row: 5, field: 'close', value: 'abc', message: 'must be a finite number with a decimal point' },
      { row: 6, value: 5, message: 'must have 6 cells, like the header' },
      { row: 7, field: 'close', value: 'NaN', message: 'must be a finite number with a decimal point' },
      { row: 8, field: 'volume', value: '-4', message: 'must be a finite number of at least 0' },
      { row: 9, field: 'time', value: `${START}`, message: 'must be later than line 3, the row before it' },
      { row: 10, value: 7, message: 'must have 6 cells, like the header' },
      { row: 11, value: `${START + 5 * DAY},"1,2,0.5,1,10`, message: 'must close its quotes before the line ends' },
      {
        row: 12,
        field: 'time',
        value: 'x',
        message: 'must be a time in ms of the years 1973 to 2286, like the first one, on a whole millisecond',
      },
    ])
    expect(error.message.split('\n')[0]).toBe(
      "parseBars: 8 of 10 rows cannot be used. Mend the file, or pass { onBadRow: 'skip' } to leave them out; a row is named by its line number.",
    )
    expect(error.message).toContain('row 5, close: must be a finite number with a decimal point, received "abc"')
    const bars = parseBars(csv, { onBadRow: 'skip', interval: '1d' })
    expect(bars.skipped).toEqual({ count: 8, problems: error.problems })
    expect(bars.time).toEqual(Float64Array.of(START, START + 6 * DAY))
    expect(bars.length).toBe(2)
    for (const column of Object.values(columns(bars))) if (column) expect(column.length).toBe(2)
  })

  it('keeps the first hundred problems and counts them all', () => {
    const csv = `${daily(1)}\n${'x,1,2,1,1,1\n'.repeat(250)}`
    const error = refusal(csv)
    expect(error.problems.length).toBe(100)
    expect(error.message).toContain('250 of 251 rows')
    expect(error.message).toContain('… and 240 more')
    const { skipped } = parseBars(csv, { onBadRow: 'skip', interval: '1d' })
    expect([skipped.count, skipped.problems.length]).toEqual([250, 100])
  })

  it('refuses times that repeat or go back, and says when they all do', () => {
    expect(refusal(`${daily(3)}\n${START + 2 * DAY},1,1,1,1,1`).problems).toEqual([
      { row: 5, field: 'time', value: `${START + 2 * DAY}`, message: 'must be later than line 4, the row before it' },
    ])
    const lines = daily(10).split('\n')
    const turned = [lines[0], ...lines.slice(1).reverse()].join('\n')
    expect(refusal(turned).message).toContain("Times run the other way: pass { order: 'newest-first' }.")
    expect(refusal(daily(10), { order: 'newest-first' }).message).toContain("pass { order: 'oldest-first' }")
    expect(columns(parseBars(turned, { order: 'newest-first' }))).toEqual(columns(parseBars(daily(10))))
    expect(refusal(turned, { order: 'newest-first', onBadRow: 'maybe' as 'skip' }).code).toBe('invalid-argument')
  })

  it('does not skip half of a file for one wrong time', () => {
    const lines = daily(10).split('\n')
    const wrongAt = (line: number) =>
      lines.with(line - 1, lines[line - 1].replace(/^\d+/, `${START + 999 * DAY}`)).join('\n')
    const error = refusal(wrongAt(6), { onBadRow: 'skip' })
    expect(error.message.split('\n')[0]).toBe(
      "parseBars: 5 of 10 rows cannot be used. Times run the other way: pass { order: 'newest-first' }. If they do not, look for a wrong time on line 6.",
    )
    expect(error.problems.map(({ row }) => row)).toEqual([7, 8, 9, 10, 11])
    const { length, skipped } = parseBars(wrongAt(7), { onBadRow: 'skip' })
    expect([length, skipped.count]).toEqual([6, 4])
  })

  it('takes a column for text only when none of its first cells is a number', () => {
    const csv = (...cells: string[]) =>
      [`${HEADER},rsi`, ...cells.map((cell, day) => `${START + day * DAY},1,2,1,2,10,${cell}`)].join('\n')
    expect(refusal(csv('n/a', '61.5', '-')).problems.map(({ row, field, value }) => [row, field, value])).toEqual([
      [2, 'rsi', 'n/a'],
      [4, 'rsi', '-'],
    ])
    const { extras, skipped } = parseBars(csv('n/a', '61.5', 'null', '', 'NaN'), { onBadRow: 'skip' })
    expect([extras, skipped.count]).toEqual([{ rsi: Float64Array.of(61.5, Number.NaN, Number.NaN, Number.NaN) }, 1])
    expect(parseBars(csv('n/a', '', 'calm')).ignored).toEqual(['rsi'])
  })

  it('holds every row to the unit of the first time', () => {
    const mixed = `${HEADER}\n1700000000,1,1,1,1,1\n1700000060000,1,1,1,1,1`
    expect(refusal(mixed).problems[0].row).toBe(3)
    expect(refusal(`${HEADER}\n1700000000,1,1,1,1,1\n2024-01-01,1,1,1,1,1`).problems[0].row).toBe(3)
    expect(refusal(`${HEADER}\n2024-01-01,1,1,1,1,1\n1704153600,1,1,1,1,1`).problems[0].row).toBe(3)
    expect(
      parseBars(`${HEADER}\nx,1,1,1,1,1\n20240101,1,1,1,1,1\n20240102,1,1,1,1,1`, { onBadRow: 'skip' }).time,
    ).toEqual(Float64Array.of(START, START + DAY))
  })

  it.each([
    ['202401021530', '202401021531', '2024-01-02T15:30:00Z', 60_000],
    ['20240102153000', '20240102153015', '2024-01-02T15:30:00Z', 15_000],
    ['20240102153000250', '20240102153001250', '2024-01-02T15:30:00.250Z', 1000],
    ['199912312359', '200001010000', '1999-12-31T23:59:00Z', 60_000],
    ['946684800000', '946684860000', '2000-01-01T00:00:00Z', 60_000],
    ['1000000000', '1000000060', '2001-09-09T01:46:40Z', 60_000],
    ['9999999940000', '9999999999000', '2286-11-20T17:45:40Z', 59_000],
  ])('takes %s, %s for calendar times or numbers since 1970 as their digits tell', (first, second, iso, interval) => {
    const { time } = parseBars(`${HEADER}\n${first},1,1,1,1,1\n${second},1,1,1,1,1`)
    expect([...time]).toEqual([Date.parse(iso), Date.parse(iso) + interval])
  })

  it.each([
    '202413021530',
    '202401022430',
    '202401021530.0',
    '20240102153060',
    '99990102153000',
    '20240102153000.5',
    '20241302153000000',
    '12345678901',
  ])('asks for the unit of %s, which could be one thing or another', (first) => {
    const csv = `${HEADER}\n${first},1,1,1,1,1\n${first.replace('2', '3')},1,1,1,1,1`
    expect(refusal(csv).message).toContain('timeUnit must be given when times are neither')
    expect(refusal(`${HEADER}\n202402301530,1,1,1,1,1`, { interval: '1d' }).problems[0].value).toBe('202402301530')
  })

  it('asks for the unit of small times and takes it', () => {
    const csv = `${HEADER}\n0,1,1,1,1,1\n60,1,1,1,1,1`
    expect(refusal(csv).message).toContain(
      'timeUnit must be given when times are neither numbers of the years 1973 to 2286 nor calendar times such as 202402291430, received "0".',
    )
    expect(parseBars(csv, { timeUnit: 's' }).time).toEqual(Float64Array.of(0, 60_000))
    expect(parseBars(csv, { timeUnit: 'ms' }).time).toEqual(Float64Array.of(0, 60))
    expect(refusal(daily(2).replace(HEADER, `date,${HEADER}`), { timeUnit: 's' }).message).toContain('timeUnit')
  })

  it('takes a missing volume as 0 only when asked', () => {
    const bare = `date,open,high,low,close\n2024-01-01,1,1,1,1\n2024-01-02,1,1,1,1`
    expect(refusal(bare).message).toContain('names volume too, received')
    expect(refusal(bare).message).toContain("or pass { missingVolume: 'zero' }.")
    expect(parseBars(bare, { missingVolume: 'zero' }).volume).toEqual(Float64Array.of(0, 0))
    const gaps = `${HEADER}\n2024-01-01,1,1,1,1,\n2024-01-02,1,1,1,1,7`
    expect(refusal(gaps).problems.length).toBe(1)
    expect(parseBars(gaps, { missingVolume: 'zero' }).volume).toEqual(Float64Array.of(0, 7))
    expect(refusal(gaps.replace('7', 'x'), { missingVolume: 'zero' }).problems.length).toBe(1)
  })

  it.each<[string, string | Uint8Array, string]>([
    ['an empty text', '', 'Check that the file was read and is not empty.'],
    ['blank lines and comments', '\n  \n# only\r\n', 'Check that the file was read'],
    ['a header alone', HEADER, 'the file has no row below its header'],
    ['a header and blank lines', `${HEADER}\r\n\r\n`, 'the file has no row below its header'],
    ['another separator', daily(2).replaceAll(',', ';'), 'Pass { separator: ";" }.'],
    ['tabs', daily(2).replaceAll(',', '\t'), 'Pass { separator: "\\t" }.'],
    [
      'no header',
      daily(2).slice(HEADER.length + 1),
      'Put a line such as time,open,high,low,close,volume before the rows.',
    ],
    ['a missing column', daily(2).replace('close', 'last'), 'a line that names close too'],
    ['a column named twice', daily(2).replace('open', 'close'), 'names open too'],
    ['two times', `date,unix,open,high,low,close,volume\n2024-01-01,1,1,1,1,1,1`, 'names time once'],
    ['an extra named twice', `${HEADER},x,x\n1700000000,1,1,1,1,1,1,1`, 'names "x" once'],
    ['open quotes in the header', `"time,open\n1,2`, 'closed quotes'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x74, 0]), 'UTF-8 text, not UTF-16'],
    ['no good row', `${HEADER}\n1700000000,a,b,c,d,e`, '1 of 1 rows cannot be used. Mend the file; a row'],
    [
      'a page of HTML',
      '<!doctype html><html><body>Not found</body></html>',
      'names time, open, high, low, close, volume too',
    ],
    ['zero bytes', new Uint8Array(1000), 'text, not binary data'],
    ['UTF-16 without a mark', new TextEncoder().encode([...daily(2)].join('\0')), 'saved as UTF-16; save it as UTF-8'],
    ['a gzip file', gzipSync(daily(2)), 'This is gzip: unpack it first'],
  ])('refuses %s', (_, csv, part) => {
    const error = refusal(csv)
    expect(error.code).toBe('invalid-csv')
    expect(error.message).toContain(part)
  })

  it('refuses a line of more than 1 MiB by its number, without taking it apart', () => {
    const big = new Uint8Array(64 * 2 ** 20).fill(49)
    expect(refusal(big).message).toBe(
      `parseBars: line 1 must be at most 1048576 bytes long, received ${big.length}. Check that the file is a CSV file with one bar per line.`,
    )
    const text = daily(2)
    big.set(new TextEncoder().encode(`${text}\n`))
    expect(refusal(big).message).toContain('line 4 must be')
    expect(refusal(`${text}\n#${' '.repeat(2 ** 20)}`).code).toBe('invalid-csv')
    expect(refusal(`${text}\n${','.repeat(2 ** 20)}`).problems[0].value).toBe(2 ** 20 + 1)
  })

  it('refuses what is no file, and options it does not know', () => {
    expect(refusal(undefined as unknown as string).code).toBe('invalid-argument')
    expect(refusal(new ArrayBuffer(8) as unknown as Uint8Array).message).toContain('new Uint8Array(buffer)')
    expect(refusal(daily(2), { seperator: ';' } as ParseOptions).message).toContain('Did you mean "separator"?')
    expect(refusal(daily(2), { separator: ':' as ',' }).code).toBe('invalid-argument')
    expect(refusal(daily(2), { symbol: '' }).code).toBe('invalid-argument')
    expect(refusal(daily(2), { interval: '1x' }).code).toBe('invalid-argument')
    expect(refusal(daily(1)).message).toContain('interval must be given')
    expect(parseBars(daily(1), { interval: '1d' }).interval).toBe(DAY)
  })

  it('reads a part of a larger buffer and shared memory', () => {
    const csv = new TextEncoder().encode(daily(2))
    const shared = new Uint8Array(new SharedArrayBuffer(csv.length + 10), 5, csv.length)
    shared.set(csv)
    expect(columns(parseBars(shared))).toEqual(columns(parseBars(csv)))
    shared[csv.length - 1] = 120
    expect(refusal(shared).problems[0].value).toBe('1x')
  })
})
