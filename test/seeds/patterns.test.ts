import { describe, expect, test } from 'vitest'
import { barsFrom } from '../../src/market/bars-from.ts'
import { showcaseMarket } from '../../src/market/synthetic-showcase.ts'
import { everySeed } from '../../src/seeds/catalogue.ts'
import { donchianBreakout } from '../../src/seeds/donchian-breakout.ts'
import { emaCrossover } from '../../src/seeds/ema-crossover.ts'
import { rsiFilter } from '../../src/seeds/rsi-filter.ts'
import { Workspace } from '../../src/strategy/workspace.ts'

const tools = () => new Workspace(everySeed)

function market(close: readonly number[]) {
  const time = close.map((_, t) => t * 60_000)
  return barsFrom({ time, open: close, high: close, low: close, close, volume: close.map(() => 1) })
}

describe('ema-crossover', () => {
  const write = (side: 'both' | 'long' | 'short') => {
    const exposure = new Float64Array(6)
    // The two-bar average is 2, 3, 3.67, 2.56, 1.85 from row 1; the three-bar one 2.67, 3.33, 2.67, 2.08 from row 2.
    emaCrossover.write(market([2, 2, 4, 4, 2, 1.5]), { fast: 2, gap: 1, side }, exposure, tools())
    return Array.from(exposure)
  }

  test('is long above, short below, flat before both averages are there', () => {
    expect(write('both')).toEqual([0, 0, 1, 1, -1, -1])
  })

  test('takes the side it is told to', () => {
    expect(write('long')).toEqual([0, 0, 1, 1, 0, 0])
    expect(write('short')).toEqual([0, 0, 0, 0, -1, -1])
  })
})

describe('donchian-breakout', () => {
  test('opens beyond the channel of the bars before, holds, and closes at the channel of the exit', () => {
    const exposure = new Float64Array(13)
    const close = [10, 11, 10, 11, 10, 12, 13, 12.5, 13, 12.4, 12.6, 9, 9.5]
    donchianBreakout.write(market(close), { period: 5, exit: 0.4, threshold: 0, side: 'both' }, exposure, tools())
    expect(Array.from(exposure)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, -1, -1])
  })

  test('a threshold asks for more', () => {
    const exposure = new Float64Array(7)
    const close = [100, 101, 100, 101, 100, 102, 104]
    donchianBreakout.write(market(close), { period: 5, exit: 0.4, threshold: 0.015, side: 'both' }, exposure, tools())
    expect(Array.from(exposure)).toEqual([0, 0, 0, 0, 0, 0, 1])
  })

  test('fires on its showcase with the defaults', () => {
    const bars = showcaseMarket(donchianBreakout.showcase)
    const exposure = new Float64Array(bars.length)
    const genes = Object.fromEntries(Object.entries(donchianBreakout.genes).map(([name, gene]) => [name, gene.default]))
    donchianBreakout.write(bars, genes as never, exposure, tools())
    expect(new Set(exposure)).toEqual(new Set([0, 1, -1]))
  })
})

describe('rsi-filter', () => {
  test('stops longs from the upper level up and shorts from the lower level down', () => {
    const bars = market([10, 11, 12, 11, 10, 11])
    // RSI of 2 bars: NaN, NaN, 100, 50, 25, 62.5.
    const long = new Float64Array(6).fill(1)
    rsiFilter.write(bars, { period: 2, oversold: 30, overbought: 60 }, long, tools())
    expect(Array.from(long)).toEqual([0, 0, 0, 1, 1, 0])
    const short = new Float64Array(6).fill(-0.5)
    rsiFilter.write(bars, { period: 2, oversold: 30, overbought: 60 }, short, tools())
    expect(Array.from(short)).toEqual([0, 0, -0.5, -0.5, 0, -0.5])
  })
})
