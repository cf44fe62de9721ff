import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { OrganismError } from '../../src/base/error.ts'

describe('OrganismError', () => {
  test('is an Error with a code, a cause and its problems', () => {
    const cause = new RangeError('deep down')
    const problems = [{ row: 3, field: 'close', value: 'x', message: 'must be finite' }]
    const error = new OrganismError('invalid-bars', 'barsFrom: no', { cause, problems })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'OrganismError',
      code: 'invalid-bars',
      message: 'barsFrom: no',
      cause,
      problems,
    })
  })

  test('has no cause and no problems unless given', () => {
    const error = new OrganismError('invalid-argument', 'no')
    expect('cause' in error).toBe(false)
    expect(error.problems).toEqual([])
  })

  test('every code stands in docs/errors.md, and nothing else does', () => {
    const source = readFileSync(new URL('../../src/base/error.ts', import.meta.url), 'utf8')
    const codes = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code)
    const guide = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
    const listed = [...guide.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code)
    expect(codes.length).toBeGreaterThan(5)
    expect(listed.sort()).toEqual(codes.sort())
  })
})
