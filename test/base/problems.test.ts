import { expect, test } from 'vitest'
import { refuseAll } from '../../src/base/problems.ts'

const verdict = { code: 'invalid-csv', summary: '2 rows are unusable', remedy: 'Mend them.' } as const

test('one error lists every problem with row, field and value', () => {
  const problems = [
    { row: 4, field: 'close', value: 'abc', message: 'must be a number' },
    { row: 9, value: undefined, message: 'must have 6 cells' },
  ]
  expect(() => refuseAll('parseBars', problems, verdict)).toThrow(
    'parseBars: 2 rows are unusable. Mend them.\n' +
      '  row 4, close: must be a number, received "abc"\n' +
      '  row 9: must have 6 cells, received undefined',
  )
  expect(() => refuseAll('parseBars', problems, verdict)).toThrow(expect.objectContaining({ problems }))
})

test('a long list is cut and the rest counted', () => {
  const problems = Array.from({ length: 25 }, (_, row) => ({ row, value: row, message: 'is odd' }))
  expect(() => refuseAll('f', problems, verdict)).toThrow('row 9: is odd, received 9\n  … and 15 more')
  expect(() => refuseAll('f', problems, { ...verdict, total: 5000 })).toThrow('… and 4990 more')
})
