import { describe, expect, test } from 'vitest'
import { ancestry } from '../../src/evolution/genealogy.ts'
import { begin, type Generation } from '../../src/evolution/generation.ts'
import { type LogEntry, logbookHash, logbookLines, logbookTable } from '../../src/evolution/logbook.ts'
import {
  untilAll,
  untilAny,
  untilEvaluations,
  untilGenerations,
  untilStagnation,
  untilTarget,
  untilTime,
} from '../../src/evolution/until.ts'

const start = begin('nsga2', { size: 8, seed: 42 })

const entry = (generation: number, hypervolume: number | null): LogEntry => ({
  generation,
  evaluations: 8 * generation,
  newborn: 8,
  duplicates: 0,
  faults: 1,
  population: 8,
  species: 1,
  front: 3,
  archive: 5,
  goals: [{ name: 'sharpe', min: 0.25, mean: 1 / 3, max: 2, deviation: 0.5 }],
  hypervolume,
  diversity: 0.123456,
})
const withVolumes = (...volumes: (number | null)[]): Generation => ({
  ...start,
  log: volumes.map((v, i) => entry(i + 1, v)),
})

describe('until', () => {
  test('counts generations and evaluations', () => {
    expect([4, 5, 6].map((number) => untilGenerations(5)({ ...start, number }))).toEqual([false, true, true])
    expect([99, 100].map((evaluations) => untilEvaluations(100)({ ...start, evaluations }))).toEqual([false, true])
  })

  test('reads only the clock it is given', () => {
    let now = 1000
    const enough = untilTime(50, () => now)
    expect(enough(start)).toBe(false)
    now = 1050
    expect(enough(start)).toBe(true)
  })

  test('a target is met by one individual in natural units', () => {
    const goals = [
      { name: 'sharpe', direction: 'max' },
      { name: 'risk', direction: 'min' },
    ] as const
    const individual = { violation: 0, scores: Float64Array.of(-2, 0.3) } as Generation['population'][number]
    const generation: Generation = { ...start, goals, population: [individual] }
    expect(untilTarget({ sharpe: 2 })(generation)).toBe(true)
    expect(untilTarget({ sharpe: 2, risk: 0.3 })(generation)).toBe(true)
    expect(untilTarget({ sharpe: 2.1 })(generation)).toBe(false)
    expect(untilTarget({ risk: 0.2 })(generation)).toBe(false)
    expect(untilTarget({ sharpe: 2 })({ ...generation, population: [{ ...individual, violation: 1 }] })).toBe(false)
    expect(() => untilTarget({ sharp: 2 })(generation)).toThrow('Did you mean "sharpe"?')
  })

  test('stagnation is no growth beyond the tolerance over the whole window', () => {
    const enough = untilStagnation(2, { tolerance: 0.01 })
    expect(enough(withVolumes(1, 1))).toBe(false)
    expect(enough(withVolumes(1, 1.005, 1.01))).toBe(true)
    expect(enough(withVolumes(1, 1.005, 1.02))).toBe(false)
    expect(enough(withVolumes(1, 0.5, 0.6))).toBe(true)
    expect(enough(withVolumes(null, null, 0.6))).toBe(false)
  })

  test('stagnation needs a hypervolume, and so no more than five goals', () => {
    const goals = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ name: `g${i}`, direction: 'min' as const }))
    const flat = withVolumes(null, null, null, null)
    expect(untilStagnation(2)({ ...flat, goals: goals(5) })).toBe(true)
    expect(() => untilStagnation(2)({ ...flat, goals: goals(6) })).toThrow(
      'untilStagnation: the number of goals must be at most 5, or there is no hypervolume to watch, received 6.',
    )
  })

  test('a target of nothing and a clock that is none are refused', () => {
    expect(() => untilTarget({})).toThrow('untilTarget: targets must be at least one goal and its target')
    expect(() => untilTarget(null as never)).toThrow('untilTarget: targets must be')
    expect(() => untilTime(5, 1000 as never)).toThrow('untilTime: clock must be a function, received 1000.')
  })

  test('and, or', () => {
    const [yes, no] = [() => true, () => false]
    expect([untilAny(no, yes)(start), untilAny(no, no)(start), untilAny()(start)]).toEqual([true, false, false])
    expect([untilAll(no, yes)(start), untilAll(yes, yes)(start)]).toEqual([false, true])
  })
})

describe('logbook', () => {
  const log = [entry(1, null), { ...entry(2, 0.87654321), milliseconds: 12.3456 }]

  test('hash leaves out the time and nothing else', () => {
    expect(logbookHash(log)).toBe(logbookHash([entry(1, null), entry(2, 0.87654321)]))
    expect(logbookHash(log)).not.toBe(logbookHash([entry(1, null), entry(2, 0.8765432)]))
  })

  test('lines are JSON, one entry each', () => {
    const lines = logbookLines(log).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(log)
  })

  test('table has a head, a line per entry, and columns of one width', () => {
    const lines = logbookTable([entry(1, null), entry(2, 0.87654321)]).split('\n')
    expect(lines[0]).toMatch(
      /^generation {2}evaluations {2}duplicates {2}faults {2}front {2}archive {2}hypervolume {2}diversity {2}sharpe min/,
    )
    expect(lines[1].trim().split(/ +/)).toEqual([
      '1',
      '8',
      '0',
      '1',
      '3',
      '5',
      '-',
      '0.1235',
      '0.25',
      '0.3333',
      '2',
      '0.5',
    ])
    expect(new Set(lines.map((line) => line.length)).size).toBe(1)
  })
})

test('ancestry follows both parents, meets shared ones once, and ends where the register does', () => {
  const record = (id: string, parents: string[]) => ({ id, born: Number(id[0]), parents, operator: 'crossover' })
  const births = [
    [record('1-0', []), record('1-1', []), record('1-2', [])],
    [record('2-0', ['1-0', '1-1']), record('2-1', ['1-0', '0-9'])],
    [record('3-0', ['2-0', '2-1'])],
  ]
  expect(ancestry(births, '3-0').map(({ id }) => id)).toEqual(['1-0', '1-1', '2-0', '2-1', '3-0'])
  expect(ancestry(births, '1-2').map(({ id }) => id)).toEqual(['1-2'])
  expect(ancestry(births, '9-9')).toEqual([])
})
