import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ln } from '../../src/math/ln.ts'
import { pow } from '../../src/math/pow.ts'
import { bitsAt, bitsOf, evenInBits, neighbours, precise, unitsFrom } from './precise.ts'

/** A base with exponents that take it all over the range of numbers, and just out of it. */
const overRange = (base: number, i: number): readonly [number, number] => [
  base,
  ((((i * 0.618033988749895) % 1) * 2160 - 1080) * Math.LN2) / ln(base),
]

describe('pow', () => {
  test('is within a unit in the last place of the true value', () => {
    const base = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
    const exponent = fc.double({ min: -40, max: 40, noNaN: true })
    fc.assert(
      fc.property(base, exponent, (x, y) => {
        expect(unitsFrom(precise(x).pow(precise(y)), pow(x, y))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('has the same bits on every engine', () => {
    expect(bitsOf((x) => pow(x, 1.7), 0, 40)).toBe('dae6a312e7d66ee3f345d077455e38843bacd99c3369b7ee9e2869eb116d6565')
    expect(bitsOf((y) => pow(1.3, y), -40, 40)).toBe('ae29dfbc87cdfd14ec0edd7438f79fb46038e59f8fbef70def29d7db7c67a337')
  })

  test('has the same bits for every base, up to both ends of the range', () => {
    const bases = evenInBits(Number.MIN_VALUE, Number.MAX_VALUE, 60_000)
    expect(bitsAt((pair) => pow(...pair), bases.map(overRange))).toBe(
      'a774ad41b06585f478add26842aa2fefe57c71eead75b0e37a10f8f986bb7323',
    )
    const nearOne = evenInBits(2 ** -52, 0.99, 60_000).map((apart, i) => 1 + (i % 2 === 0 ? apart : -apart))
    expect(bitsAt((pair) => pow(...pair), nearOne.map(overRange))).toBe(
      'bc16ca69de0259425d8b8cf9640a8a098a37d6de7a8a1b2b8ccb00bbd5bc9909',
    )
    const edges = [2 ** -1022, Math.sqrt(0.75), 1, Math.sqrt(1.5), Math.sqrt(3), 2].flatMap(neighbours)
    expect(bitsAt((pair) => pow(...pair), [...edges, ...edges, ...edges].map(overRange))).toBe(
      '14d92099b0d0fa791c66579a1dc7e750f8cdb0c1573137404cc5d4a2872b2b9c',
    )
    const last = [1024, 1023, 0.5, 1.5].flatMap(neighbours)
    expect(bitsAt((y) => pow(2, y), last)).toBe('29865b9bc64632c57d3d3993f3f7a653c4c505e7d001a329a258a8164f9dd1a9')
    const least = [1022, 1074, 1074.5, 1075].flatMap(neighbours)
    expect(bitsAt((y) => pow(2, -y), least)).toBe('423d6d0895d3d5883e6a81d0bfe5036b6ce489284fcb208563e7604eec6f8834')
  })

  test.each([
    [1.0000001663902707, 4265770404.1649776, 1.7975497441595123e308],
    [0.9999999171, -8561456428, 1.7307562482616687e308],
    [1 + 2 ** -52, 3e18, 1.98719262165461e289],
    [1 - 2 ** -53, -6e18, 1.987192621654831e289],
    [-1 - 2 ** -52, 3 * 2 ** 51 + 1, -4.481689070338065],
    [Number.MIN_VALUE, 0.1, 4.6706622762338734e-33],
    [3e-310, -0.75, 1.3872638167626088e232],
    [Number.MAX_VALUE, 0.999, 8.840174632999172e307],
    [2, -1073.5, 5e-324],
    [2, 1023.9999999, 1.7976930102557702e308],
    [1.05, 365 / 252, 1.0732251708825487],
    [1.0000001, 525_600, 1.0539657953918469],
    [-2.5, -3, -0.064],
    [1e-8, 1 / 3, 0.0021544346900318843],
  ])('of %d and %d is what 60-digit arithmetic rounds to', (x, y, value) => {
    expect(pow(x, y)).toBe(value)
  })

  test('is within a unit in the last place for bases next to 1 and exponents beyond 2^31', () => {
    const apart = fc.double({ min: 2 ** -40, max: 2 ** -20, noNaN: true })
    const power = fc.double({ min: -1000, max: 1000, noNaN: true })
    fc.assert(
      fc.property(apart, power, fc.boolean(), (distance, log, isAbove) => {
        const x = isAbove ? 1 + distance : 1 - distance
        const y = log / distance
        fc.pre(Math.abs(log) < 700)
        expect(unitsFrom(precise(x).pow(precise(y)), pow(x, y))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('to 1, 2, -1 and 1/2 is what multiplying, dividing and taking the root give', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (x) => {
        expect([pow(x, 1), pow(x, 2), pow(x, -1)]).toEqual([x, x * x, 1 / x])
        expect(pow(Math.abs(x), 0.5)).toBe(Math.sqrt(Math.abs(x)))
      }),
    )
  })

  test('tells the last numbers from what is beyond them: 2^1024 less a little, 2^-1075 and a little more', () => {
    const [less, more] = [1 - 2 ** -53, 1 + 2 ** -52]
    expect([pow(2 ** 256 * less, 4), pow(2 ** 64 * less, 16)]).toEqual([1.7976931348623151e308, 1.7976931348623127e308])
    expect([pow(2 ** 256, 4), pow(-(2 ** 205), 5)]).toEqual([Infinity, -Infinity])
    expect([pow(2 ** -215 * more, 5), pow(-(2 ** -215) * more, 5)]).toEqual([5e-324, -5e-324])
    expect([pow(2 ** -215, 5), pow(-(2 ** -215), 5)]).toEqual([0, -0])
  })

  test('of 2 is exact down to the smallest number', () => {
    let power = Number.MIN_VALUE
    for (let k = -1074; k < 1024; k++, power *= 2) expect([k, pow(2, k), pow(4, k / 2)]).toEqual([k, power, power])
  })

  test('of 1 or -1 is no number where the language has none, unlike C', () => {
    const exponents = [Number.NaN, Infinity, -Infinity]
    expect([...exponents.map((y) => pow(1, y)), ...exponents.map((y) => pow(-1, y))]).toEqual(Array(6).fill(NaN))
    expect([pow(NaN, 0), pow(Infinity, 0), pow(0, 0)]).toEqual([1, 1, 1])
  })

  test('of a whole number that fits is exact', () => {
    for (let x = -9; x <= 9; x++) for (let y = 0; y <= 15; y++) expect(pow(x, y)).toBe(Number(BigInt(x) ** BigInt(y)))
  })

  test('keeps its ends as the language has them', () => {
    const ends = [0, -0, 1, -1, 0.5, -2, 3, Infinity, -Infinity, NaN, Number.MIN_VALUE, Number.MAX_VALUE]
    const exponents = [...ends, -3, 1e300, -1e300]
    for (const x of ends) for (const y of exponents) expect([x, y, pow(x, y)]).toEqual([x, y, x ** y])
  })
})
