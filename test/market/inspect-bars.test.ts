import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { barsFrom } from '../../src/market/bars-from.ts'
import { FINDING_WEIGHTS, type Finding, type FindingKind, scoreOf } from '../../src/market/finding.ts'
import { type BarsReport, type Inspectable, type InspectOptions, inspectBars } from '../../src/market/inspect-bars.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { anyBars } from '../arbitraries/bars.ts'
import { DAY, errorOf, HOUR, sp500, WEEK } from './market.ts'

const MONDAY = Date.UTC(2024, 0, 1)

/** Prices that wander a little, always inside their range, at the given times. */
function at(time: readonly number[]): Bars {
  const close = time.map((_, t) => 100 + Math.sin(t) + 0.3 * Math.sin(7 * t))
  return barsFrom(
    {
      time,
      open: close.map((price) => price - 0.1),
      high: close.map((price) => price + 0.5),
      low: close.map((price) => price - 0.5),
      close,
      volume: close.map(() => 10),
    },
    { interval: time.length > 1 ? Math.min(...time.slice(1).map((end, t) => end - time[t])) : HOUR },
  )
}

const every = (interval: number, count: number, holds: (time: number) => boolean = () => true) =>
  Array.from({ length: count }, (_, t) => MONDAY + t * interval).filter(holds)
const inspect = (columns: Inspectable, options?: InspectOptions) => inspectBars(columns, options)
const kinds = ({ findings }: BarsReport) => findings.map(({ kind, count }) => [kind, count])
const rowsOf = ({ findings }: BarsReport, kind: FindingKind) =>
  Array.from(findings.find((finding) => finding.kind === kind)?.rows ?? [])
const clean = at(every(HOUR, 24 * 28))

describe('a sound market', () => {
  test('has no findings and a score of 1', () => {
    expect(inspect(clean)).toEqual({
      ...{ score: 1, length: 672, interval: HOUR, from: MONDAY, to: MONDAY + 671 * HOUR, findings: [] },
    })
  })

  test('of any kind gets a score between 0 and 1 and rows that exist', () => {
    fc.assert(
      fc.property(anyBars(), (bars) => {
        const report = inspect(bars, { now: bars.time[bars.length - 1] + bars.interval })
        expect(report.score).toBeGreaterThan(0)
        expect(report.score).toBeLessThanOrEqual(1)
        for (const { rows, count, kind, message } of report.findings) {
          expect(rows.every((row, i) => row < bars.length && (i === 0 || row > rows[i - 1]))).toBe(true)
          expect(count).toBeGreaterThan(0)
          expect(message).toContain(String(count))
          expect([
            'missing',
            'sparse',
            'overlap',
            'holiday',
            'outlier',
            'zero-volume',
            'open-at-previous-close',
          ]).toContain(kind)
        }
      }),
    )
  })
})

describe('rows by themselves', () => {
  test.each<[FindingKind, Partial<Record<'open' | 'high' | 'low' | 'close' | 'volume', number>>, FindingKind[]]>([
    ['unusable-value', { open: Number.NaN }, []],
    ['unusable-value', { volume: Number.POSITIVE_INFINITY }, []],
    ['high-below-low', { high: 99, low: 101, open: 100, close: 100 }, ['outside-range']],
    ['outside-range', { open: 90 }, []],
    ['outside-range', { close: 102.5 }, []],
    ['non-positive', { low: 0 }, []],
    ['non-positive', { open: -1, high: -1, low: -1, close: -1 }, []],
    ['negative-volume', { volume: -1 }, []],
  ])('%s: %j', (kind, changes, besides) => {
    const columns: Record<string, Float64Array> = {}
    for (const name of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) {
      const value = name === 'time' ? undefined : changes[name]
      columns[name] = value === undefined ? clean[name] : clean[name].with(5, value)
    }
    const report = inspect(columns as unknown as Inspectable, { interval: HOUR })
    expect(report.findings.map((finding) => finding.kind)).toEqual([kind, ...besides])
    expect(rowsOf(report, kind)).toEqual([5])
    expect(report.score).toBe(1 - 1 / 672)
  })

  test('a broken funding rate is found, too', () => {
    const { time, open, high, low, close, volume } = clean
    const report = inspect({ time, open, high, low, close, volume, funding: new Float64Array(672).with(9, Number.NaN) })
    expect(rowsOf(report, 'unusable-value')).toEqual([9])
  })

  test('runs without volume count from three bars on, or as asked', () => {
    const volume = clean.volume.slice().fill(0, 10, 12).fill(0, 20, 23).fill(0, 669)
    const report = inspect({ ...clean, volume })
    expect(rowsOf(report, 'zero-volume')).toEqual([20, 21, 22, 669, 670, 671])
    expect(report.score).toBe(1 - (6 * 0.25) / 672)
    expect(rowsOf(inspect({ ...clean, volume }, { zeroVolumeRun: 2 }), 'zero-volume')).toEqual([
      10, 11, 20, 21, 22, 669, 670, 671,
    ])
    expect(kinds(inspect({ ...clean, volume: volume.slice().fill(0) }))).toEqual([['zero-volume', 672]])
  })

  test('opens that equal the close before are told and cost nothing', () => {
    const open = clean.open.with(7, clean.close[6])
    const report = inspect({ ...clean, open, low: clean.low.with(7, 1), high: clean.high.with(7, 999) })
    expect(kinds(report)).toEqual([['open-at-previous-close', 1]])
    expect([rowsOf(report, 'open-at-previous-close'), report.score]).toEqual([[7], 1])
  })
})

describe('order', () => {
  const shuffled = (order: readonly number[]) => {
    const names = ['time', 'open', 'high', 'low', 'close', 'volume'] as const
    return Object.fromEntries(
      names.map((name) => [name, order.map((row) => clean[name][row])]),
    ) as unknown as Inspectable
  }
  const rows = Array.from({ length: 200 }, (_, row) => row)

  test('a row that stands too late is out of order and nothing is missing', () => {
    const report = inspect(shuffled([...rows.slice(0, 50), ...rows.slice(51, 60), 50, ...rows.slice(60)]), {
      interval: HOUR,
    })
    expect(kinds(report)).toEqual([['disorder', 1]])
    expect(rowsOf(report, 'disorder')).toEqual([59])
  })

  test('a row that stands twice is a duplicate, next to the first or far from it', () => {
    const near = inspect(shuffled([...rows.slice(0, 51), 50, ...rows.slice(51)]), { interval: HOUR })
    expect([kinds(near), rowsOf(near, 'duplicate')]).toEqual([[['duplicate', 1]], [51]])
    const far = inspect(shuffled([...rows, 50]), { interval: HOUR })
    expect(kinds(far)).toEqual([
      ['disorder', 1],
      ['duplicate', 1],
    ])
    expect([rowsOf(far, 'duplicate'), rowsOf(far, 'disorder')]).toEqual([[200], [200]])
    expect(far.score).toBe(1 - 1 / 201)
  })

  test('reversed columns are out of order in every row but the first', () => {
    const report = inspect(shuffled(rows.toReversed()), { interval: HOUR })
    expect(kinds(report)).toEqual([['disorder', 199]])
    expect([report.from, report.to]).toEqual([MONDAY, MONDAY + 199 * HOUR])
  })

  test('an interval that is too long shows as bars that overlap', () => {
    expect(kinds(inspect(clean, { interval: '3h' }))).toEqual([['overlap', 671]])
    expect(kinds(inspect(clean, { interval: '2h' }))).toEqual([['overlap', 671]])
    const ragged = every(HOUR / 2, 700, (time) => time % (7 * HOUR) !== HOUR / 2 && time % HOUR === 0)
    expect(kinds(inspect(at([...ragged, ragged[9] + HOUR / 2].sort((a, b) => a - b)), { interval: HOUR }))).toEqual([])
  })

  test('an interval that is too short shows as bars too sparse for it, each absent one counted', () => {
    const hours = at(every(HOUR, 24 * 60))
    const minutes = inspect(hours, { interval: '1m' })
    expect(kinds(minutes)).toEqual([['sparse', 1439 * 59]])
    expect(minutes.score).toBe(1 - (1439 * 59) / (1440 + 1439 * 59))
    expect(kinds(inspect(hours, { interval: '30m' }))).toEqual([['sparse', 1439]])
    const holed = at(every(HOUR, 24 * 60).toSpliced(700, 5))
    expect(kinds(inspect(holed, { interval: '30m' }))).toEqual([
      ['sparse', 1434],
      ['missing', 5],
    ])
    expect(rowsOf(inspect({ ...holed, time: holed.time.toReversed() }, { interval: '30m' }), 'sparse').length).toBe(
      1434,
    )
    const illiquid = every(60_000, 3000, (time) => (time / 60_000) % 7 < 2)
    expect(inspect(at(illiquid), { interval: '1m' }).findings.map(({ kind }) => kind)).toEqual(['missing'])
  })

  test('a market of times that are no numbers has no order to speak of', () => {
    const time = clean.time.with(3, Number.NaN).with(100, Number.NaN)
    const report = inspect({ ...clean, time })
    expect(kinds(report)).toEqual([
      ['unusable-value', 2],
      ['missing', 2],
    ])
    expect(rowsOf(report, 'missing')).toEqual([4, 101])
  })
})

describe('gaps', () => {
  const daily = every(DAY, 7 * 60)
  const isWeekday = (time: number) => ![0, 6].includes(new Date(time).getUTCDay())
  const without = (times: readonly number[], ...gone: number[]) => at(times.filter((time) => !gone.includes(time)))

  test('in a market that never closes are missing bars, each counted', () => {
    const hours = every(HOUR, 24 * 28)
    const report = inspect(without(hours, hours[100], hours[300], hours[301], hours[302]))
    expect(kinds(report)).toEqual([['missing', 4]])
    expect(rowsOf(report, 'missing')).toEqual([100, 299])
    expect(report.score).toBe(1 - 4 / 672)
    const days = inspect(at(daily.filter((_, t) => t !== 30 && (t < 100 || t > 129))))
    expect(kinds(days)).toEqual([['missing', 31]])
  })

  test('in the first days of a record count by the interval', () => {
    const minutes = every(60_000, 600)
    expect(kinds(inspect(at(minutes.filter((_, t) => t < 100 || t >= 110))))).toEqual([['missing', 10]])
  })

  test('of weekends are none, and a weekday that is absent is a holiday', () => {
    const weekdays = daily.filter(isWeekday)
    expect(kinds(inspect(at(weekdays)))).toEqual([])
    const holiday = inspect(without(weekdays, weekdays[50], weekdays[101]))
    expect([kinds(holiday), holiday.score]).toEqual([[['holiday', 2]], 1])
    const outage = inspect(without(weekdays, weekdays[50], weekdays[51], weekdays[52]))
    expect(kinds(outage)).toEqual([['missing', 3]])
  })

  test('of nights are none, even where the clock is put forward and back', () => {
    const start = Date.UTC(2024, 0, 1)
    const sessions: number[] = []
    for (let day = 0; day < 366; day++) {
      const date = start + day * DAY
      const isSummer = date >= Date.UTC(2024, 2, 10) && date < Date.UTC(2024, 10, 3)
      if (!isWeekday(date)) continue
      for (let bar = 0; bar < 13; bar++) sessions.push(date + 14.5 * HOUR - (isSummer ? HOUR : 0) + bar * 0.5 * HOUR)
    }
    expect(kinds(inspect(at(sessions)))).toEqual([])
    const day = Date.UTC(2024, 5, 12)
    const noon = sessions.filter((time) => time < day + 15 * HOUR || time >= day + 17 * HOUR)
    expect(kinds(inspect(at(noon)))).toEqual([['missing', 4]])
    const closed = sessions.filter((time) => time < day || time >= day + DAY)
    expect(kinds(inspect(at(closed)))).toEqual([['holiday', 13]])
  })

  test('of two weeks in a row on the same day are missing, too', () => {
    expect(kinds(inspect(without(daily, daily[100], daily[107], daily[300])))).toEqual([['missing', 3]])
  })

  test('of a weekday that stops or starts trading midway are missing, but for the holidays of a year', () => {
    const weekdays = every(DAY, 7 * 104).filter(isWeekday)
    const isWednesday = (time: number) => new Date(time).getUTCDay() === 3
    for (const holds of [(_: number, t: number) => t < 260, (_: number, t: number) => t >= 260]) {
      const report = inspect(at(weekdays.filter((time, t) => holds(time, t) || !isWednesday(time))))
      expect(kinds(report)).toEqual([
        ['missing', 37],
        ['holiday', 15],
      ])
      expect(report.score).toBeCloseTo(1 - 37 / (468 + 37), 12)
    }
  })

  test('of a weekday that stops trading midway are found within sessions, and over local midnights', () => {
    const session = (time: number) => Array.from({ length: 7 }, (_, bar) => time + 14.5 * HOUR + bar * HOUR)
    const days = every(DAY, 7 * 30).filter(isWeekday)
    const half = days.filter((time, t) => t < 75 || new Date(time).getUTCDay() !== 3)
    const [missing, holiday] = inspect(at(half.flatMap(session))).findings
    expect([missing.kind, holiday.kind, missing.count + holiday.count]).toEqual(['missing', 'holiday', 15 * 7])
    const isSummer = (time: number) => time >= Date.UTC(2024, 2, 31) && time < Date.UTC(2024, 9, 27)
    const london = every(DAY, 366)
      .filter(isWeekday)
      .map((time) => time - (isSummer(time) ? HOUR : 0))
    expect(kinds(inspect(at(london), { interval: DAY }))).toEqual([])
  })

  test('at random are mostly missing, with no more holidays than a year may have', () => {
    const weekdays = every(DAY, 7 * 208).filter(isWeekday)
    const random = randomFrom(7, 'dropped days')
    for (const share of [0.15, 0.3]) {
      const kept = weekdays.filter((_, t) => t === 0 || t === weekdays.length - 1 || random.float() > share)
      const report = inspect(at(kept), { interval: DAY })
      const count = (kind: FindingKind) => report.findings.find((finding) => finding.kind === kind)?.count ?? 0
      expect(count('missing') + count('holiday')).toBe(weekdays.length - kept.length)
      expect(count('holiday')).toBeLessThanOrEqual(0.06 * weekdays.length + 3)
      expect(report.score).toBeLessThan(1 - 0.5 * share)
    }
  })

  test('are counted to the nearest interval where bars do not begin on time', () => {
    const late = [0, 1, 2, 3.9, 5, 6.4, 7].map((hour) => MONDAY + hour * HOUR)
    const report = inspect(at(late), { interval: HOUR })
    expect([kinds(report), rowsOf(report, 'missing')]).toEqual([[['missing', 1]], [3]])
    const unpunctual = every(HOUR, 24 * 28, (time) => new Date(time).getUTCHours() > 6).map(
      (time, t) => time + ((t * 7) % 11) * 60_000,
    )
    expect(kinds(inspect(at(unpunctual), { interval: HOUR }))).toEqual([])
    expect(kinds(inspect(without(unpunctual, unpunctual[200], unpunctual[201]), { interval: HOUR }))).toEqual([
      ['missing', 2],
    ])
  })

  test('of the same hour every week are a closed hour', () => {
    const hours = every(HOUR, 24 * 28, (time) => ![5, 6].includes(((time - MONDAY) / HOUR) % 168))
    expect(kinds(inspect(at(hours)))).toEqual([])
  })

  test('of weekly and longer bars count by the interval', () => {
    expect(kinds(inspect(at(every(WEEK, 60).filter((_, t) => t !== 20 && t !== 21))))).toEqual([['missing', 2]])
    const months = Array.from({ length: 48 }, (_, month) => Date.UTC(2020, month, 1))
    expect(kinds(inspect({ ...at(months), interval: 31 * DAY }))).toEqual([])
    expect(kinds(inspect({ ...at(months.toSpliced(7, 1)), interval: 31 * DAY }))).toEqual([['missing', 1]])
  })
})

describe('a stale end', () => {
  const end = clean.time[671] + HOUR
  test.each([
    [end - HOUR, []],
    [end + HOUR - 1, []],
    [end + HOUR, [['stale', 1]]],
    [end + 30 * HOUR, [['stale', 30]]],
    [end + 100 * DAY, [['stale', 2400]]],
    [0, []],
  ])('at %d', (now, expected) => {
    expect(kinds(inspect(clean, { now }))).toEqual(expected)
  })

  test('lowers the score by the bars overdue and points to the last row', () => {
    const report = inspect(clean, { now: end + 28 * HOUR })
    expect([report.score, rowsOf(report, 'stale')]).toEqual([1 - 28 / 700, [671]])
  })

  test('is none over a weekend, when the market is closed', () => {
    const weekdays = at(every(DAY, 7 * 20, (time) => ![0, 6].includes(new Date(time).getUTCDay())))
    const friday = weekdays.time[weekdays.length - 1]
    expect(new Date(friday).getUTCDay()).toBe(5)
    expect(kinds(inspect(weekdays, { now: friday + 3.5 * DAY }))).toEqual([])
    expect(kinds(inspect(weekdays, { now: friday + 4 * DAY }))).toEqual([['stale', 1]])
  })
})

describe('outliers', () => {
  test('a bad tick makes two, into it and out of it', () => {
    const close = clean.close.with(40, clean.close[40] * 10)
    const report = inspect({ ...clean, close, high: clean.high.with(40, 2000) })
    expect([kinds(report), rowsOf(report, 'outlier')]).toEqual([[['outlier', 2]], [40, 41]])
    expect(report.score).toBe(1 - (2 * 0.5) / 672)
  })

  test('are not looked for in rows that stand twice, and are measured from the last price there was', () => {
    const twice = {
      ...clean,
      time: clean.time.with(50, clean.time[49]),
      close: clean.close.with(50, clean.close[50] * 10),
    }
    expect(rowsOf(inspect(twice), 'outlier')).toEqual([])
    for (const none of [-1, 0, Number.NaN, Number.POSITIVE_INFINITY]) {
      const close = clean.close.map((price, row) => (row < 40 ? price : row === 40 ? none : price * 10))
      expect(rowsOf(inspect({ ...clean, close }), 'outlier')).toEqual([41])
    }
  })

  test('are those whose robust z-score is above the limit', () => {
    // Log returns of -2, -1, 0, 1, 2 and 30 hundredths: median 0.005, absolute deviations with median 0.015.
    const returns = [-0.02, -0.01, 0, 0.01, 0.02, 0.3]
    let price = 1
    const close = [1, ...returns.map((r) => (price *= Math.exp(r)))]
    const time = close.map((_, t) => t)
    const columns = {
      time,
      open: close.map((p) => p * 0.99),
      high: close.map((p) => p * 2),
      low: close.map((p) => p / 2),
      close,
      volume: close,
    }
    const z = (0.3 - 0.005) / (1.4826 * 0.015)
    expect(rowsOf(inspect(columns, { outlierZ: z * 0.9999 }), 'outlier')).toEqual([6])
    expect(rowsOf(inspect(columns, { outlierZ: z * 1.0001 }), 'outlier')).toEqual([])
  })

  test('over nights are measured against nights', () => {
    const time = every(HOUR, 24 * 7 * 12, (each) => ![0, 6].includes(new Date(each).getUTCDay())).filter(
      (each) => new Date(each).getUTCHours() < 8,
    )
    const isNight = (t: number) => t > 0 && time[t] - time[t - 1] > HOUR
    let price = 100
    const walk = (jump: (t: number) => number) =>
      time.map((_, t) => (price *= Math.exp((isNight(t) ? 0.02 : 0.0005) * Math.sin(t) + jump(t))))
    const market = (close: number[], upTo = close.length) => {
      const part = close.slice(0, upTo)
      const [low, high] = [part.map((each) => each / 2), part.map((each) => each * 2)]
      return { time: time.slice(0, upTo), open: low, high, low, close: part, volume: part }
    }
    const quiet = walk(() => 0)
    expect(rowsOf(inspect(market(quiet)), 'outlier')).toEqual([])
    const jumps = walk((t) => (t === 80 ? 0.5 : t === 100 ? 0.02 : 0))
    expect(rowsOf(inspect(market(jumps)), 'outlier')).toEqual([80, 100])
    // Ten nights are too few: 16 hours and more are judged as four and more times an hour's return.
    const few = walk((t) => (t === 48 ? 0.5 : isNight(t) ? -0.02 * Math.sin(t) + 0.012 : 0))
    expect(rowsOf(inspect(market(few, 80)), 'outlier')).toEqual([48])
  })

  test('are none where a price grows steadily, whatever its rounding, over gaps too', () => {
    const time = every(HOUR, 672).filter((_, t) => t % 100 !== 99)
    const close = time.map((each) => 100 * 1.001 ** ((each - MONDAY) / HOUR))
    const columns = { time, open: close, high: close, low: close, close, volume: close }
    expect(rowsOf(inspect(columns), 'outlier')).toEqual([])
    expect(rowsOf(inspect({ ...columns, close: close.with(300, close[300] * (1 + 1e-9)) }), 'outlier')).toEqual([
      300, 301,
    ])
  })

  test('are measured by the mean deviation where most returns are equal', () => {
    const close = clean.close.slice().fill(100).with(671, 101)
    const columns = {
      ...clean,
      close,
      open: clean.open.slice().fill(99.99),
      low: clean.low.slice().fill(1),
      high: clean.high.slice().fill(999),
    }
    // Mean deviation = r / 671, so z = 671 / 1.2533 = 535.4.
    expect(rowsOf(inspect(columns, { outlierZ: 535 }), 'outlier')).toEqual([671])
    expect(rowsOf(inspect(columns, { outlierZ: 536 }), 'outlier')).toEqual([])
    expect(kinds(inspect({ ...columns, close: close.slice().fill(100) }))).toEqual([])
  })
})

test('the S&P 500 since 2000 is sound but for three closures', () => {
  const report = inspect(sp500())
  // 2001-09-11 to 14, 2007-01-01 to 02 and 2012-10-29 to 30, each with the gap that ends on the date below; every
  // other day off of the New York Stock Exchange, eight to ten a year, is a holiday.
  expect(kinds(report)).toEqual([
    ['missing', 8],
    ['holiday', 182],
    ['outlier', 11],
    ['open-at-previous-close', 1760],
  ])
  const dates = rowsOf(report, 'missing').map((row) => new Date(sp500().time[row]).toISOString().slice(0, 10))
  expect(dates).toEqual(['2001-09-17', '2007-01-03', '2012-10-31'])
  expect(report.score).toBe(1 - (11 * 0.5 + 8) / (5105 + 8))
  expect([report.interval, report.length]).toEqual([DAY, 5105])
})

describe('the score', () => {
  const names = Object.keys(FINDING_WEIGHTS) as FindingKind[]
  const anyFinding = fc.record({
    kind: fc.constantFrom(...names),
    rows: fc.uniqueArray(fc.nat({ max: 49 })),
    extra: fc.nat({ max: 99 }),
  })
  const asFinding = ({ kind, rows, extra }: { kind: FindingKind; rows: number[]; extra: number }): Finding => {
    const isAbsent = ['missing', 'sparse', 'stale'].includes(kind)
    return { kind, rows: Uint32Array.from(rows).sort(), count: isAbsent ? extra : rows.length, message: '' }
  }

  test('lies in [0, 1], and no finding and no row more ever raises it', () => {
    fc.assert(
      fc.property(fc.array(anyFinding), anyFinding, (findings, more) => {
        const before = scoreOf(findings.map(asFinding), 50)
        const after = scoreOf([...findings, more].map(asFinding), 50)
        expect(before).toBeLessThanOrEqual(1)
        expect(after).toBeGreaterThanOrEqual(0)
        expect(after).toBeLessThanOrEqual(before)
      }),
    )
  })

  test('never rises when more rows break', () => {
    const breakages = {
      'not a number': (row: number) => ({ open: [row, Number.NaN] }),
      'high below low': (row: number) => ({ high: [row, 1] }),
      'not positive': (row: number) => ({ low: [row, -1] }),
      'negative volume': (row: number) => ({ volume: [row, -1] }),
      'no volume': (row: number) => ({ volume: [row, 0] }),
    } as const
    const columns = (rows: readonly number[], kind: keyof typeof breakages): Inspectable => {
      const broken = { ...clean } as unknown as Record<string, Float64Array>
      for (const row of rows) {
        for (const [name, [place, value]] of Object.entries(breakages[kind](row)))
          broken[name] = broken[name].with(place, value)
      }
      return broken as unknown as Inspectable
    }
    const some = fc.array(fc.nat({ max: 671 }), { maxLength: 10 })
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(breakages) as (keyof typeof breakages)[])),
        some,
        some,
        (kind, few, more) => {
          const [less, worse] = [few, [...few, ...more]].map(
            (rows) => inspect(columns(rows, kind), { zeroVolumeRun: 1 }).score,
          )
          expect(worse).toBeLessThanOrEqual(less)
        },
      ),
    )
  })

  test('is 0 when nothing is sound', () => {
    const none = clean.close.slice().fill(Number.NaN)
    expect(inspect({ ...clean, open: none, high: none, low: none, close: none }).score).toBe(0)
  })
})

describe('junk', () => {
  test('of any kind gives a report, rows in range and a score', () => {
    const value = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }))
    const columns = fc
      .integer({ min: 1, max: 12 })
      .chain((length) => {
        const column = fc.array(value, { minLength: length, maxLength: length })
        return fc.record({ time: column, open: column, high: column, low: column, close: column, volume: column })
      })
      .filter(({ time }) => time.some(Number.isSafeInteger))
    fc.assert(
      fc.property(columns, fc.oneof(fc.constant(undefined), fc.integer()), (raw, now) => {
        const report = inspect(raw, { interval: 1, ...(now === undefined ? {} : { now }) })
        expect(report.score).toBeGreaterThanOrEqual(0)
        expect(report.score).toBeLessThanOrEqual(1)
        for (const { rows } of report.findings) expect(rows.every((row) => row < raw.time.length)).toBe(true)
        const fatal = ['unusable-value', 'disorder', 'duplicate', 'negative-volume']
        const make = () => barsFrom(raw, { interval: 1 })
        if (report.findings.some(({ kind }) => fatal.includes(kind)))
          expect(make).toThrow(/break the rules|breaks the rules/)
        else expect(make().length).toBe(report.length)
      }),
    )
  })

  test('of times at the far ends of the numbers has a score', () => {
    const one = [1, 1]
    const far = { time: [-(2 ** 53 - 1), 2 ** 53 - 1], open: one, high: one, low: one, close: one, volume: one }
    expect(inspect(far, { interval: 1 }).score).toBeLessThan(1e-15)
    expect(inspect({ ...far, time: [-1e308, 0] }, { interval: 1 }).score).toBe(0.5)
  })

  test.each([
    ['nothing', undefined, {}, 'columns must be an object of columns or a market'],
    ['a missing column', { ...clean, low: undefined }, {}, 'low must be a Float64Array'],
    ['a short column', { ...clean, low: [1] }, {}, 'low.length must be 672'],
    [
      'no rows',
      { time: [], open: [], high: [], low: [], close: [], volume: [] },
      {},
      'number of rows with a usable time',
    ],
    ['an unknown option', clean, { zThreshold: 3 }, 'received "zThreshold"'],
    ['a limit of 0', clean, { outlierZ: 0 }, 'outlierZ must be a finite number above 0'],
    ['a run of none', clean, { zeroVolumeRun: 0 }, 'zeroVolumeRun must be an integer of at least 1'],
    ['a time that is none', clean, { now: Number.NaN }, 'now must be a finite number'],
    ['an interval that is none', clean, { interval: '1y' }, 'interval must be a positive whole number'],
    [
      'one row without an interval',
      { time: [0], open: [1], high: [1], low: [1], close: [1], volume: [1] },
      {},
      'interval must be given',
    ],
  ])('is refused: %s', (_, columns, options, message) => {
    expect(errorOf(() => inspect(columns as Inspectable, options as InspectOptions)).message).toContain(message)
  })
})
