import { describe, expect, test } from 'vitest'
import { atrIndicator } from '../../src/indicators/atr.ts'
import { emaIndicator } from '../../src/indicators/ema.ts'
import { smaIndicator } from '../../src/indicators/sma.ts'
import { Workspace } from '../../src/strategy/workspace.ts'
import { chanceMarket } from './markets.ts'
import { known } from './seeds.ts'

const bars = chanceMarket(1, 100)

describe('what is kept', () => {
  test('is found by column, indicator and settings', () => {
    const workspace = new Workspace(known)
    const once = workspace.compute(emaIndicator, bars.close, [5])
    expect(workspace.compute(emaIndicator, bars.close, [5])).toBe(once)
    expect(workspace.compute(emaIndicator, bars.close, [6])).not.toBe(once)
    expect(workspace.compute(emaIndicator, bars.open, [5])).not.toBe(once)
    expect(workspace.compute(emaIndicator, bars.close, [5, 'first'])).not.toEqual(once)
    expect(workspace.compute(smaIndicator, bars.close, [5])).not.toEqual(once)
    expect(workspace.compute(atrIndicator, bars, [5])).toBe(workspace.compute(atrIndicator, { ...bars }, [5]))
    expect([workspace.hits, workspace.misses, workspace.bytes]).toEqual([2, 6, 6 * 800])
  })

  test('gives way to what was used later', () => {
    const workspace = new Workspace(known, { bytes: 2 * 800 })
    const a = workspace.compute(emaIndicator, bars.close, [1])
    const b = workspace.compute(emaIndicator, bars.close, [2])
    expect(workspace.compute(emaIndicator, bars.close, [1])).toBe(a)
    workspace.compute(emaIndicator, bars.close, [3])
    expect(workspace.compute(emaIndicator, bars.close, [1])).toBe(a)
    expect(workspace.compute(emaIndicator, bars.close, [2])).not.toBe(b)
    expect(workspace.bytes).toBe(1600)
  })

  test('is nothing where there is no room', () => {
    const workspace = new Workspace(known, { bytes: 799 })
    expect(workspace.compute(emaIndicator, bars.close, [1])).not.toBe(workspace.compute(emaIndicator, bars.close, [1]))
    expect(workspace.bytes).toBe(0)
  })

  test('is forgotten on demand', () => {
    const workspace = new Workspace(known)
    const once = workspace.compute(emaIndicator, bars.close, [1])
    workspace.clear()
    expect(workspace.bytes).toBe(0)
    expect(workspace.compute(emaIndicator, bars.close, [1])).not.toBe(once)
  })

  test('holds coarse bars too, counted in bytes', () => {
    const workspace = new Workspace(known)
    const coarse = workspace.coarse(bars, 3)
    expect(workspace.coarse(bars, 3)).toBe(coarse)
    expect(workspace.bytes).toBe(6 * 8 * coarse.bars.length + 4 * 100)
  })

  test.each([-1, Number.NaN, '1'])('%j bytes are refused', (bytes) => {
    expect(() => new Workspace(known, { bytes: bytes as number })).toThrow('Workspace: bytes must be a finite number')
  })
})

describe('columns that change', () => {
  test('scratch is zeros, and taken back behind the work', () => {
    const workspace = new Workspace(known)
    const first = workspace.within(() => workspace.scratch(4).fill(7))
    const second = workspace.within(() => [workspace.scratch(3), workspace.scratch(3)])
    expect(second.map((column) => Array.from(column))).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
    expect(second[0].buffer).toBe(first.buffer)
    expect(second[1].buffer).not.toBe(first.buffer)
    expect(workspace.within(() => workspace.scratch(5)).length).toBe(5)
  })

  test('scratch is taken back though the work fails', () => {
    const workspace = new Workspace(known)
    let first: Float64Array = new Float64Array()
    const fail = () => {
      first = workspace.scratch(4)
      throw new Error('no')
    }
    expect(() => workspace.within(fail)).toThrow('no')
    expect(workspace.within(() => workspace.scratch(4)).buffer).toBe(first.buffer)
  })

  test('nothing that is computed from them is kept, seen through a view or not', () => {
    const workspace = new Workspace(known)
    const column = workspace.scratch(100)
    for (const source of [column, column.subarray(0, 50)]) {
      const before = workspace.compute(smaIndicator, source, [1])
      column.fill(column[0] + 1)
      expect(workspace.compute(smaIndicator, source, [1])[0]).toBe(before[0] + 1)
    }
    const own = Float64Array.of(1, 2, 3)
    workspace.rewrites(own)
    expect(workspace.compute(smaIndicator, own, [1])).not.toBe(workspace.compute(smaIndicator, own, [1]))
    expect([workspace.hits, workspace.bytes]).toEqual([0, 0])
  })
})
