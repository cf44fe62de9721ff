import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../src/random/random-from.ts'
import { assemblePaths } from '../../src/validation/assemble-paths.ts'
import { combinatorialPurged } from '../../src/validation/combinatorial-purged.ts'
import { drawSplits } from '../../src/validation/draw-splits.ts'
import { multipleRandomised } from '../../src/validation/multiple-randomised.ts'
import { purgedKFold } from '../../src/validation/purged-k-fold.ts'
import { countRows, type RowRange, type Split, takeRows } from '../../src/validation/row-range.ts'
import { timeSeriesSplit } from '../../src/validation/time-series-split.ts'
import { walkForward } from '../../src/validation/walk-forward.ts'

const rowsOf = (ranges: readonly RowRange[]): number[] =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i))

const asText = ({ train, test: tested }: Split): string => `${rowsOf(train)} | ${rowsOf(tested)}`

/** Training rows by the definition of purge and embargo, row by row. */
function naiveTrain(rows: number, blocks: readonly RowRange[], ends: readonly number[], embargo: number): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter((row) =>
    blocks.every(({ from, to }) => {
      const last = Math.max(...ends.slice(from, to))
      const touches = row <= last && ends[row] >= from
      const isEmbargoed = row > last && row <= last + embargo
      return !touches && !isEmbargoed && !(row >= from && row < to)
    }),
  )
}

const tidy = ({ train, test: tested }: Split, rows: number): boolean =>
  [train, tested].every((ranges) => ranges.every(({ from, to }) => from >= 0 && from < to && to <= rows)) &&
  train.every(({ from }, i) => i === 0 || from > train[i - 1].to)

const labelled = fc
  .integer({ min: 24, max: 60 })
  .chain((rows) => fc.array(fc.nat(3), { minLength: rows, maxLength: rows }))
  .map((ahead) => ahead.map((each, row) => row + each))

describe('purge and embargo', () => {
  test('k-fold drops what the definition drops, for labels of any length', () => {
    fc.assert(
      fc.property(labelled, fc.integer({ min: 2, max: 4 }), fc.nat(3), (ends, folds, embargo) => {
        const plan = purgedKFold(ends.length, { folds, labelEnds: ends, embargo })
        expect(plan.splits.flatMap(({ test: tested }) => rowsOf(tested))).toEqual(ends.map((_, row) => row))
        for (const split of plan.splits) {
          expect(rowsOf(split.train)).toEqual(naiveTrain(ends.length, split.test, ends, embargo))
          expect(tidy(split, ends.length)).toBe(true)
        }
      }),
    )
  })

  test('combinatorial splits drop what the definition drops', () => {
    fc.assert(
      fc.property(labelled, fc.nat(2), (ends, embargo) => {
        const plan = combinatorialPurged(ends.length, { groups: 4, tested: 2, labelEnds: ends, embargo })
        for (const split of plan.splits) {
          expect(rowsOf(split.train)).toEqual(naiveTrain(ends.length, split.test, ends, embargo))
          expect(tidy(split, ends.length)).toBe(true)
        }
      }),
    )
  })

  test('a fixed horizon drops h rows before a test and h after it, and the embargo e more after', () => {
    const { splits } = purgedKFold(50, { folds: 5, horizon: 3, embargo: 4 })
    expect(splits[2]).toEqual({
      train: [
        { from: 0, to: 17 },
        { from: 37, to: 50 },
      ],
      test: [{ from: 20, to: 30 }],
    })
  })

  test('the longest label of a test block counts, not that of its last row', () => {
    const ends = Array.from({ length: 12 }, (_, row) => (row === 4 ? 9 : row))
    expect(rowsOf(purgedKFold(12, { folds: 3, labelEnds: ends }).splits[1].train)).toEqual([0, 1, 2, 3, 10, 11])
  })

  test('a training row whose label reaches over a whole test is dropped', () => {
    const ends = Array.from({ length: 12 }, (_, row) => (row === 1 ? 8 : row))
    expect(rowsOf(purgedKFold(12, { folds: 3, labelEnds: ends }).splits[1].train)).toEqual([0, 2, 3, 8, 9, 10, 11])
  })

  test('rows that do not divide go to the first folds, never to training alone', () => {
    const { splits } = purgedKFold(19, { folds: 5 })
    expect(splits.map(({ test: tested }) => countRows(tested))).toEqual([4, 4, 4, 4, 3])
    expect(splits[4].test).toEqual([{ from: 16, to: 19 }])
  })

  test('refuses what leaves nothing to learn from and what cannot be', () => {
    const refusal = (code: string, message: RegExp) =>
      expect.objectContaining({ code, message: expect.stringMatching(message) })
    expect(() => purgedKFold(10, { folds: 2, embargo: 5 })).toThrow(
      refusal('invalid-argument', /splits\[0\]\.train must be at least 1 row after purge and embargo, received 0/),
    )
    expect(() => combinatorialPurged(12, { groups: 3, tested: 2, horizon: 4 })).toThrow(/at least 1 row/)
    expect(() => purgedKFold(10, { folds: 1 })).toThrow(/folds must be an integer of at least 2/)
    expect(() => purgedKFold(3, { folds: 5 })).toThrow(/rows must be an integer of at least 5/)
    expect(() => purgedKFold(10, { embargo: 0.01 })).toThrow(/embargo must be an integer.*Give rows/)
    expect(() => purgedKFold(10, { horizon: -1 })).toThrow(/horizon must be an integer of at least 0/)
    expect(() => purgedKFold(10, { horizon: 0, labelEnds: [] })).toThrow(/horizon must be left out/)
    expect(() => purgedKFold(10, { labelEnds: [1, 2] })).toThrow(refusal('length-mismatch', /must be 10/))
    expect(() => purgedKFold(3, { folds: 3, labelEnds: [0, 0, 2] })).toThrow(/labelEnds\[1\] must be .* at least 1/)
    expect(() => purgedKFold(10, { embargos: 1 } as object)).toThrow(refusal('unknown-option', /embargo/))
    expect(() => combinatorialPurged(10, { groups: 4, tested: 4 })).toThrow(/tested must be/)
    expect(() => combinatorialPurged(100, { groups: 40, tested: 20 })).toThrow(/at most 100000 splits/)
  })
})

describe('combinatorialPurged', () => {
  test('six groups by two: 15 splits, 5 paths (López de Prado 2018)', () => {
    const plan = combinatorialPurged(60, { groups: 6, tested: 2 })
    expect([plan.splits.length, plan.paths.length]).toEqual([15, 5])
    expect(plan.splits.map(({ groups }) => groups.join('')).join(' ')).toBe(
      '01 02 03 04 05 12 13 14 15 23 24 25 34 35 45',
    )
    expect(plan.splits[9].paths).toEqual([2, 2])
    expect(plan.paths[0]).toEqual([0, 0, 1, 2, 3, 4])
    expect(plan.paths[4]).toEqual([4, 8, 11, 13, 14, 14])
  })

  test('twenty groups by two: 190 splits are not 190 paths but 19', () => {
    const { splits, paths } = combinatorialPurged(200, { groups: 20, tested: 2 })
    expect([splits.length, paths.length]).toEqual([190, 19])
  })

  test('every path tests every row once, and each test of a group is in one path', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(), fc.integer({ min: 8, max: 40 }), (groups, pick, rows) => {
        const tested = 1 + (pick % (groups - 1))
        const plan = combinatorialPurged(rows, { groups, tested })
        const outcomes = plan.splits.map(({ test: blocks }, i) =>
          Float64Array.from(rowsOf(blocks), (row) => i + row / rows),
        )
        const paths = assemblePaths(plan, outcomes)
        expect(paths.length * groups).toBe(plan.splits.length * tested)
        expect(new Set(paths.flatMap((path) => [...path])).size).toBe(paths.length * rows)
        for (const path of paths)
          for (const [row, value] of path.entries()) {
            expect(value - Math.floor(value)).toBeCloseTo(row / rows, 12)
          }
      }),
      { numRuns: 40 },
    )
  })

  test('paths refuse outcomes that do not fit the tests', () => {
    const plan = combinatorialPurged(6, { groups: 3, tested: 1 })
    const fitting = plan.splits.map(() => new Float64Array(2))
    expect(assemblePaths(plan, fitting)).toEqual([new Float64Array(6)])
    expect(() => assemblePaths(plan, fitting.slice(1))).toThrow(/tested.length must be 3/)
    expect(() => assemblePaths(plan, [...fitting.slice(1), new Float64Array(3)])).toThrow(
      /tested\[2\].length must be 2/,
    )
  })
})

describe('walkForward', () => {
  test('rolls: the window keeps its length and each row after it is tested once', () => {
    expect(walkForward(10, { train: 4, test: 2 }).splits.map(asText)).toEqual([
      '0,1,2,3 | 4,5',
      '2,3,4,5 | 6,7',
      '4,5,6,7 | 8,9',
    ])
  })

  test('is anchored: the window begins at row 0 and grows', () => {
    const { splits } = walkForward(9, { train: 4, test: 2, window: 'anchored', horizon: 1 })
    expect(splits.map(asText)).toEqual(['0,1,2 | 4,5', '0,1,2,3,4 | 6,7'])
  })

  test('drops a rest too short for a test, or tests it by option', () => {
    expect(walkForward(9, { train: 4, test: 2 }).splits.length).toBe(2)
    expect(walkForward(9, { train: 4, test: 2, last: 'short' }).splits.map(asText).at(-1)).toBe('4,5,6,7 | 8')
  })

  test('purges by the ends of labels', () => {
    const labelEnds = [0, 5, 2, 3, 4, 5, 6]
    expect(walkForward(7, { train: 4, test: 3, labelEnds }).splits.map(asText)).toEqual(['0,2,3 | 4,5,6'])
  })

  test('never learns from the future, whatever the options', () => {
    const lengths = fc.record({
      train: fc.integer({ min: 4, max: 20 }),
      test: fc.integer({ min: 1, max: 9 }),
      step: fc.integer({ min: 1, max: 9 }),
      horizon: fc.nat(3),
      window: fc.constantFrom('rolling' as const, 'anchored' as const),
      last: fc.constantFrom('whole' as const, 'short' as const),
    })
    fc.assert(
      fc.property(lengths, fc.integer({ min: 30, max: 60 }), (options, rows) => {
        for (const split of walkForward(rows, options).splits) {
          expect(split.train.at(-1)?.to).toBe(split.test[0].from - options.horizon)
          expect(tidy(split, rows)).toBe(true)
        }
      }),
    )
  })

  test('refuses windows that do not fit', () => {
    expect(() => walkForward(5, { train: 4, test: 2 })).toThrow(/rows must be an integer of at least 6/)
    expect(() => walkForward(9, { train: 2, test: 2, horizon: 2 })).toThrow(/at least 1 row after purge/)
    expect(() => walkForward(9, { train: 2, test: 2, window: 'sliding' as 'rolling' })).toThrow(/window must be one of/)
  })
})

describe('timeSeriesSplit', () => {
  test('is the split of scikit-learn, by its documented examples', () => {
    expect(timeSeriesSplit(6).splits.map(asText)).toEqual([
      '0 | 1',
      '0,1 | 2',
      '0,1,2 | 3',
      '0,1,2,3 | 4',
      '0,1,2,3,4 | 5',
    ])
    expect(timeSeriesSplit(12, { folds: 3, test: 2 }).splits.map(asText)).toEqual([
      '0,1,2,3,4,5 | 6,7',
      '0,1,2,3,4,5,6,7 | 8,9',
      '0,1,2,3,4,5,6,7,8,9 | 10,11',
    ])
    expect(timeSeriesSplit(12, { folds: 3, test: 2, horizon: 2 }).splits.map(asText)).toEqual([
      '0,1,2,3 | 6,7',
      '0,1,2,3,4,5 | 8,9',
      '0,1,2,3,4,5,6,7 | 10,11',
    ])
  })

  test('keeps the latest training rows when there is a most', () => {
    const { splits } = timeSeriesSplit(12, { folds: 2, test: 3, horizon: 1, maxTrain: 4 })
    expect(splits.map(asText)).toEqual(['1,2,3,4 | 6,7,8', '4,5,6,7 | 9,10,11'])
    const labelEnds = [0, 1, 5, 3, 4, 5]
    expect(timeSeriesSplit(6, { folds: 1, test: 1, labelEnds, maxTrain: 3 }).splits.map(asText)).toEqual(['1,3,4 | 5'])
    expect(timeSeriesSplit(6, { folds: 1, test: 1, labelEnds, maxTrain: 2 }).splits.map(asText)).toEqual(['3,4 | 5'])
  })

  test('refuses tests that leave nothing to learn from', () => {
    expect(() => timeSeriesSplit(6, { folds: 3, test: 2 })).toThrow(
      /test must be an integer of at least 1 and of at most 1/,
    )
    expect(() => timeSeriesSplit(6, { horizon: 1 })).toThrow(/splits\[0\]\.train must be at least 1 row/)
  })
})

describe('multipleRandomised', () => {
  const options = { samples: 6, rowsEach: 30, train: 20, test: 5, columns: 4, columnsEach: 2, horizon: 1 }

  test('walks forward inside each window, on columns that no other sample has', () => {
    const { splits } = multipleRandomised(randomFrom(7), 100, options)
    expect(splits.length).toBe(12)
    expect(new Set(splits.map(({ columns }) => columns.join())).size).toBe(6)
    for (const { train, test: tested, within, columns } of splits) {
      expect(within.to - within.from).toBe(30)
      expect(train[0].from).toBeGreaterThanOrEqual(within.from)
      expect(tested[0].to).toBeLessThanOrEqual(within.to)
      expect(tested[0].from - train[0].to).toBe(1)
      expect(columns[0]).toBeLessThan(columns[1])
    }
  })

  test('places windows anywhere, ends included, and follows the seed', () => {
    const many = { samples: 400, rowsEach: 8, train: 4, test: 4 }
    const { splits } = multipleRandomised(randomFrom(1), 10, many)
    expect([...new Set(splits.map(({ within }) => within.from))].sort()).toEqual([0, 1, 2])
    expect(multipleRandomised(randomFrom(1), 10, many).splits).toEqual(splits)
    expect(splits[0].columns).toEqual([0])
  })

  test('purges by the labels of the window it drew', () => {
    const labelEnds = Array.from({ length: 40 }, (_, row) => row + (row % 2))
    const { splits } = multipleRandomised(randomFrom(3), 40, { samples: 9, rowsEach: 12, train: 8, test: 4, labelEnds })
    for (const { train, test: tested } of splits) {
      expect(train.at(-1)?.to).toBe(tested[0].from - (tested[0].from % 2 === 0 ? 1 : 0))
    }
  })

  test('draws from a crowd of columns too large to list', () => {
    const { splits } = multipleRandomised(randomFrom(5), 20, {
      samples: 50,
      train: 15,
      test: 5,
      columns: 60,
      columnsEach: 9,
    })
    expect(new Set(splits.map(({ columns }) => columns.join())).size).toBe(50)
  })

  test('refuses more samples than there are subsets', () => {
    expect(() => multipleRandomised(randomFrom(1), 100, { ...options, samples: 7 })).toThrow(
      /samples must be .* at most 6/,
    )
    expect(() => multipleRandomised(randomFrom(1), 20, options)).toThrow(/rowsEach must be .* at most 20/)
  })
})

describe('rows and drawings', () => {
  test('takes the rows of ranges and refuses ranges outside the column', () => {
    expect(takeRows(Float64Array.of(1, 2, 3), [{ from: 1, to: 3 }])).toEqual(Float64Array.of(2, 3))
    expect(() => takeRows(Float64Array.of(1), [{ from: 0, to: 2 }])).toThrow(/to must be an integer .* at most 1/)
  })

  test('draws each split on a line, squeezed to the width without hiding a gap', () => {
    expect(drawSplits(combinatorialPurged(8, { groups: 4, tested: 1, embargo: 1 }))).toBe(
      ['0 ##.=====', '1 ==##.===', '2 ====##.=', '3 ======##'].join('\n'),
    )
    expect(drawSplits(walkForward(1000, { train: 600, test: 300, horizon: 10 }), { width: 20 })).toBe(
      '0 ===========.######..',
    )
  })
})
