import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { onAxis, unitOf, valueAt } from '../../src/genome/axis.ts'
import { blueprint } from '../../src/genome/blueprint.ts'
import { flag, int, oneOf, real } from '../../src/genome/gene.ts'
import { checkGenome, clamp, fromUnit, phenotype, toUnit } from '../../src/genome/genome.ts'
import { anyBlueprint, anyGenomes } from '../arbitraries/genomes.ts'

const mixed = blueprint({
  period: int(2, 200, { scale: 'log' }),
  width: real(0.5, 3, { digits: 3 }),
  rate: real(0.001, 10, { scale: 'log', digits: 2 }),
  side: oneOf('long', 'short', 'both'),
  isOn: flag(),
})

describe('the grid', () => {
  test('every value prints in no more than its significant digits', () => {
    fc.assert(
      fc.property(anyGenomes(1), ([{ blueprint: plan, values }]) => {
        for (const [i, value] of values.entries()) {
          const gene = plan.genes[i]
          if (gene.kind !== 'real') expect(Number.isSafeInteger(value)).toBe(true)
          else expect(Number(value.toPrecision(gene.digits ?? 4))).toBe(value)
        }
      }),
    )
  })

  test('rounds to the number that the short decimal denotes, never to a neighbour of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (digits, unit) => {
        const even = blueprint({ x: real(0, 1, { digits }) }).axes[0]
        expect(valueAt(even, unit)).toBe(Number(valueAt(even, unit).toFixed(digits - 1)))
        const log = blueprint({ x: real(0.001, 1000, { scale: 'log', digits }) }).axes[0]
        expect(valueAt(log, unit)).toBe(Number(valueAt(log, unit).toPrecision(digits)))
      }),
    )
  })

  test.each([
    [real(0, 1, { digits: 4 }), 0.12345, 0.123],
    [real(-250, 250, { digits: 4 }), 123.456, 123.5],
    [real(-250, 250, { digits: 4 }), 0.04, 0],
    [real(0.01, 100, { scale: 'log', digits: 3 }), 0.0123456, 0.0123],
    [real(0.01, 100, { scale: 'log', digits: 3 }), 9.996, 10],
    [real(0, 2_000_000, { digits: 2 }), 1_234_567, 1_200_000],
    [int(-3, 3), -0.4, 0],
    [int(1, 9), 99, 9],
    [int(1, 9), Number.NaN, 1],
    [real(1, 9), Number.NEGATIVE_INFINITY, 1],
  ] as const)('%j takes %d as %d', (gene, value, expected) => {
    expect(onAxis(blueprint({ x: gene }).axes[0], value)).toBe(expected)
  })

  test('is a fixed point: an allowed value is taken as it is', () => {
    fc.assert(
      fc.property(anyGenomes(1), ([genome]) => {
        expect(clamp(genome.blueprint, genome.values).values).toEqual(genome.values)
        expect(() => checkGenome('test', genome)).not.toThrow()
      }),
    )
  })
})

describe('the unit cube', () => {
  test('leads back to the same genome', () => {
    fc.assert(
      fc.property(anyGenomes(1), ([genome]) => {
        expect(fromUnit(genome.blueprint, toUnit(genome)).values).toEqual(genome.values)
      }),
    )
  })

  test('keeps the order of numbers', () => {
    fc.assert(
      fc.property(
        anyBlueprint,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (plan, a, b) => {
          for (const axis of plan.axes) {
            expect(valueAt(axis, Math.min(a, b))).toBeLessThanOrEqual(valueAt(axis, Math.max(a, b)))
            expect(unitOf(axis, valueAt(axis, a))).toBeGreaterThanOrEqual(-1e-12)
            expect(unitOf(axis, valueAt(axis, a))).toBeLessThanOrEqual(1 + 1e-12)
          }
        },
      ),
    )
  })

  test('reaches both ends, and gives every counted value an equal share', () => {
    for (const axis of mixed.axes) {
      expect(valueAt(axis, 0)).toBe(axis.min)
      expect(valueAt(axis, 1)).toBe(axis.max)
    }
    const counts = new Map<number, number>()
    const { axes } = blueprint({ x: int(-1, 2) })
    for (let i = 0; i < 400; i++)
      counts.set(valueAt(axes[0], i / 400), (counts.get(valueAt(axes[0], i / 400)) ?? 0) + 1)
    expect(Object.fromEntries(counts)).toEqual({ '-1': 100, 0: 100, 1: 100, 2: 100 })
  })

  test('takes what lies outside for the nearest end, and NaN for the lower one', () => {
    const at = (unit: number) => Array.from(fromUnit(mixed, new Array(5).fill(unit)).values)
    expect([at(-1), at(Number.NaN), at(Number.NEGATIVE_INFINITY)]).toEqual([at(0), at(0), at(0)])
    expect([at(2), at(Number.POSITIVE_INFINITY)]).toEqual([at(1), at(1)])
  })

  test('puts the geometric middle of a log gene at one half', () => {
    expect(fromUnit(blueprint({ rate: real(0.01, 100, { scale: 'log' }) }), [0.5]).values[0]).toBe(1)
  })
})

describe('values by name', () => {
  test('read as people write them', () => {
    expect(phenotype(clamp(mixed, [14, 1.5, 0.1, 2, 0]))).toEqual({
      period: 14,
      width: 1.5,
      rate: 0.1,
      side: 'both',
      isOn: false,
    })
  })
})

describe('bad input', () => {
  test.each([
    [{}, 'blueprint: genes must be at least one gene, received an object. A search needs something to vary.'],
    [
      { x: int(9, 3) },
      'blueprint: x.max must be an integer of at least 9 and of at most 1000000000000000, received 3.',
    ],
    [
      { x: int(0, 9, { scale: 'log' }) },
      'blueprint: x.min must be an integer of at least 1, received 0. A logarithm needs',
    ],
    [
      { x: real(0, 9, { scale: 'log' }) },
      'blueprint: x.min must be a finite number of at least 1e-10, received 0. A log',
    ],
    [{ x: real(0, Number.NaN) }, 'blueprint: x.max must be a finite number'],
    [
      { x: real(0, 1, { digits: 13 }) },
      'blueprint: x.digits must be an integer of at least 1 and of at most 12, received 13',
    ],
    [
      { x: real(0.12345, 1) },
      'blueprint: x.min must be a number with 4 significant digits, received 0.12345. Round the',
    ],
    [{ x: int(1, 9, { default: 10 }) }, 'blueprint: x.default must be an integer from 1 to 9, received 10.'],
    [{ x: oneOf() }, 'blueprint: x.options must be an array of at least one name'],
    [{ x: oneOf('a', 'b', 'a') }, 'blueprint: x.options must be different from each other, received "a".'],
    [{ x: { kind: 'text' } }, 'blueprint: x.kind must be one of "int", "real", "choice", "flag", received "text".'],
    [{ ['__proto__']: int(0, 9) }, 'blueprint: a name must be one that JSON readers keep, received "__proto__".'],
    [{ x: { kind: 'flag', min: 0 } }, 'blueprint: option must be one of kind, default, received "min".'],
  ])('refuses %j', (genes, message) => {
    expect(() => blueprint(genes as never)).toThrow(message)
  })

  test('refuses values that are not of the blueprint', () => {
    expect(() => clamp(mixed, [1, 2])).toThrow('clamp: values.length must be 5, one number per gene, received 2.')
    const values = Float64Array.of(14, 1.2345, 0.1, 2, 0)
    expect(() => checkGenome('f', { blueprint: mixed, values })).toThrow(
      'f: width must be a number from 0.5 to 3 with 3 significant digits, received 1.2345.',
    )
  })
})
