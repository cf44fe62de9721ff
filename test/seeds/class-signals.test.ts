import { describe, expect, test } from 'vitest'
import { confidentClasses, holdKnown } from '../../src/seeds/class-signals.ts'

const said = (
  classes: readonly number[],
  scores: readonly number[],
  confidence = 0,
  known: readonly number[] = scores,
) => {
  const out = new Float64Array(scores.length / (classes.length === 2 ? 1 : classes.length))
  const rule = { known: Float64Array.from(known), confidence }
  return Array.from(confidentClasses(out, classes, Float64Array.from(scores), rule))
}

describe('confidentClasses', () => {
  test('is the class of the highest score', () => {
    expect(said([-1, 0, 1], [3, 2, 1, 1, 3, 2, 1, 2, 3])).toEqual([-1, 0, 1])
    expect(said([-1, 1], [2, -2])).toEqual([1, -1])
    expect(said([0, 1], [2, -2])).toEqual([1, 0])
  })

  test('a tie is no signal, and what is not known is NaN', () => {
    expect(said([-1, 0, 1], [0, 0, 0, 2, 1, 2, 1, 2, 2])).toEqual([0, 0, 0])
    expect(said([-1, 1], [0])).toEqual([0])
    expect(said([-1, 0, 1], [Number.NaN, 1, 2, 1, Number.NaN, 2, 1, 2, Number.NaN], 0, [1, 2, 3])).toEqual(
      Array(3).fill(Number.NaN),
    )
    expect(said([-1, 1], [Number.NaN], 0, [1])).toEqual([Number.NaN])
  })

  test('asks for a share of the usual lead', () => {
    // Leads of 1 and 7: the root of their mean square is 5.
    const known = [1, -7]
    expect(said([-1, 1], [5, -4.9, 5.1], 1, known)).toEqual([1, 0, 1])
    expect(said([-1, 1], [2.5, -2.4, 0.1], 0.5, known)).toEqual([1, 0, 0])
    const three = [4, 3, 0, 0, 2, 9]
    expect(said([-1, 0, 1], [5, 0, 0, 0, 0, 4.9], 1, three)).toEqual([-1, 0])
    // It is a share: a hundredth of all scores says the same.
    const small = (scores: readonly number[]) => scores.map((score) => score / 128)
    expect(said([-1, 0, 1], small([5, 0, 0, 0, 0, 4.9]), 1, small(three))).toEqual([-1, 0])
  })
})

test('holdKnown holds a signal for its rows, until another, or until nothing is known', () => {
  const held = (signals: readonly number[], rows: number) => Array.from(holdKnown(Float64Array.from(signals), rows))
  expect(held([0, 1, 0, 0, 0, -1, 0], 3)).toEqual([0, 1, 1, 1, 0, -1, -1])
  expect(held([1, 0, -1, 0, 0], 3)).toEqual([1, 1, -1, -1, -1])
  expect(held([1, Number.NaN, 0, 1, 1, 0], 3)).toEqual([1, 0, 0, 1, 1, 1])
  expect(held([1, 0, -1, 0], 1)).toEqual([1, 0, -1, 0])
})
