import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pathSharpes } from '../../src/lifecycle/gauntlet-paths.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { basketOf } from '../../src/report/basket-of.ts'
import { doubtOf } from '../../src/report/doubt-of.ts'
import { dayOf, decimals, exactPercent, percent, plainFigure, roundPercent } from '../../src/report/figures.ts'
import { html, scriptJson } from '../../src/report/html.ts'
import { kinsOf } from '../../src/report/kin.ts'
import { DARK, LIGHT } from '../../src/report/palette.ts'
import { evenRows, thinnedRows } from '../../src/report/thin.ts'
import { pbo } from '../../src/validation/pbo.ts'
import { member } from './report-of.ts'

describe('figures', () => {
  test.each([
    [plainFigure(0.12345), '0.1235'],
    [plainFigure(-3), '−3'],
    [plainFigure(null), 'n/a'],
    [plainFigure('Infinity'), '∞'],
    [decimals(-0.5), '−0.50'],
    [decimals(-0.001), '0.00'],
    [percent(0.1234), '12.3 %'],
    [percent(-0.0001), '0.0 %'],
    [exactPercent(0.94996), '95 %'],
    [exactPercent(0.9496), '94.96 %'],
    [roundPercent(-0.6), '−60 %'],
    [roundPercent(-0.125), '−12.5 %'],
    [roundPercent(-0), '0 %'],
    [dayOf(0), '1970-01-01'],
    [dayOf(951_782_400_000 + 5_400_000), '2000-02-29 01:30'],
    [dayOf(-60_000), '1969-12-31 23:59'],
  ])('%s', (found, expected) => {
    expect(found).toBe(expected)
  })
})

test('HTML escapes text, and JSON comes back out of a script element', () => {
  expect(html`<p>${'<&>"\''}</p>${[html`<b>${1}</b>`]}`.html).toBe('<p>&lt;&amp;&gt;&quot;&#39;</p><b>1</b>')
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { html: text } = scriptJson(value)
      expect(text).not.toMatch(/[<\u2028\u2029]/)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

describe('a thinned curve', () => {
  test('keeps its ends, its extremes and its deepest falls, and no more than it may', () => {
    const equity = fc.float64Array({ min: 0.5, max: 2, minLength: 1, maxLength: 400, noNaN: true })
    fc.assert(
      fc.property(equity, fc.integer({ min: 8, max: 100 }), (column, most) => {
        const drawdowns = [column.map((value) => value - 2)]
        const rows = thinnedRows({ equity: column, drawdowns }, most)
        expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b))
        expect(rows[0]).toBe(0)
        expect(rows.at(-1)).toBe(column.length - 1)
        const kept = rows.map((row) => column[row])
        expect(Math.min(...kept)).toBe(Math.min(...column))
        expect(Math.max(...kept)).toBe(Math.max(...column))
        expect(rows.length).toBeLessThanOrEqual(Math.max(most, 1) + 5)
      }),
    )
  })

  test('is whole when there is room', () => {
    const equity = Float64Array.of(1, 2, 3)
    expect(thinnedRows({ equity, drawdowns: [equity] }, 3)).toEqual([0, 1, 2])
    expect(evenRows(9, 3)).toEqual([0, 4, 8])
    expect(evenRows(2, 3)).toEqual([0, 1])
  })
})

test('halvings and paths are those that a gauntlet judges by', () => {
  const random = randomFrom('doubt')
  const columns = Array.from({ length: 12 }, () => Float64Array.from({ length: 240 }, () => 0.01 * random.normal()))
  const time = Float64Array.from({ length: 240 }, (_, row) => row)
  const plan = { groups: 6, tested: 2, gap: 2 }
  const { field, halvings, logits, paths } = doubtOf({ columns, time, blocks: 8, ...plan })
  const found = pbo(columns, { blocks: 8 })
  expect([field, halvings]).toEqual([12, 70])
  const lower = logits.counts.reduce((all, count, i) => all + (logits.edges[i + 1] <= 0 ? count : 0), 0)
  expect(lower / halvings).toBe(found.probability)
  expect(logits.counts.reduce((all, count) => all + count)).toBe(70)
  expect(logits.edges[12]).toBe(0)
  expect(paths.equity).toHaveLength(pathSharpes(columns, plan).length)
  expect(paths.time).toHaveLength(160)
})

test('a basket needs two strategies that move', () => {
  const up = { id: 'up', returns: Float64Array.of(0.01, 0.02, -0.01, 0.02) }
  const still = { id: 'still', returns: new Float64Array(4) }
  const down = { id: 'down', returns: Float64Array.of(-0.02, 0.01, 0.03, -0.01) }
  expect(basketOf([up, still], 0)).toBeUndefined()
  const basket = basketOf([up, still, down], 3)
  expect(basket).toMatchObject({ ids: ['up', 'down'], leftOut: 4, tree: [{ left: 0, right: 1 }] })
  expect(basket?.weights.reduce((all, weight) => all + weight)).toBeCloseTo(1, 5)
})

test('kin are strategies with the same parts; those of the proposed one come first', () => {
  const other = { parts: [{ seed: 'macd-signal', version: 1, genes: { fast: 3 } }] } as const
  const lone = { parts: [{ seed: 'parabolic-sar', version: 1, genes: { step: 0.1 } }] } as const
  const front = [
    ...['a', 'b', 'c'].map((id) => member(id, { strategy: other })),
    member('d', { strategy: lone }),
    member('e', { isChosen: true }),
  ]
  expect(kinsOf(front).map(({ name, members }) => [name, members.map(({ id }) => id)])).toEqual([
    ['ema-crossover', ['e']],
    ['macd-signal', ['a', 'b', 'c']],
  ])
})

describe('text on its ground has the contrast of AA, by day and by night', () => {
  const names = ['ink', 'muted', 'accent', 'second', 'good', 'bad'] as const
  test.each(names)('%s', (name) => {
    for (const palette of [LIGHT, DARK]) {
      for (const ground of [palette.paper, palette.card]) {
        expect(contrast(palette[name], ground)).toBeGreaterThanOrEqual(4.5)
      }
    }
  })
})

/** Contrast of two colours by WCAG 2. */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
