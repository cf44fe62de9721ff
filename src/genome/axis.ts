import { exp } from '../math/exp.ts'
import { ln } from '../math/ln.ts'
import type { Gene, NumberGene } from './gene.ts'

/** Significant digits of a real gene that names none. */
const DIGITS = 4
/** The powers of ten from 1e-22 to 1e22; from 1 up they are exact, so that one product or quotient is the nearest number. */
const LARGEST_POWER = 22
const POWERS: readonly number[] = /* @__PURE__ */ Array.from({ length: 2 * LARGEST_POWER + 1 }, (_, place) =>
  Number(`1e${place - LARGEST_POWER}`),
)

/**
 * A gene made ready for arithmetic: its place on the unit interval and its grid. Choices and flags are counted from 0,
 * so every value is a number.
 */
export interface Axis {
  readonly kind: Gene['kind']
  readonly min: number
  readonly max: number
  readonly isLog: boolean
  /** Values of a gene that can be counted; 0 for a real one. */
  readonly cells: number
  /** Left end and length of the unit interval in the gene's scale (the logarithm's, on a log scale). */
  readonly low: number
  readonly span: number
  readonly digits: number
  /** Decimal places of an even grid. */
  readonly decimals: number
}

/** The axis of a checked gene. */
export function axisOf(gene: Gene): Axis {
  if (gene.kind === 'choice') return counted(gene.kind, 0, gene.options.length - 1)
  if (gene.kind === 'flag') return counted(gene.kind, 0, 1)
  const isLog = gene.scale === 'log'
  if (gene.kind === 'int') return isLog ? countedByRatio(gene) : counted(gene.kind, gene.min, gene.max)
  const digits = gene.digits ?? DIGITS
  const low = isLog ? ln(gene.min) : gene.min
  const span = isLog ? ln(gene.max / gene.min) : gene.max - gene.min
  const min = gene.min + 0
  const max = gene.max + 0
  const decimals = digits - 1 - exponentOf(Math.max(Math.abs(min), Math.abs(max)))
  return { kind: 'real', min, max, isLog, cells: 0, low, span, digits, decimals }
}

/**
 * The value at `unit` in [0, 1], on the grid. Counted values own cells of equal width (on a log scale: the width of
 * their logarithm from half a step below to half a step above). NaN becomes the lower bound.
 */
export function valueAt(axis: Axis, unit: number): number {
  const { min, max, cells } = axis
  if (!(unit > 0)) return min
  if (cells > 0 && !axis.isLog) return Math.min(max, min + Math.floor(unit * cells))
  const place = axis.low + unit * axis.span
  return onAxis(axis, axis.isLog ? exp(place) : place)
}

/** Where on the unit interval a value lies; the middle of its cell for linear counted values. */
export function unitOf(axis: Axis, value: number): number {
  if (axis.cells > 0 && !axis.isLog) return (value - axis.min + 0.5) / axis.cells
  if (axis.span === 0) return 0.5
  return ((axis.isLog ? ln(value) : value) - axis.low) / axis.span
}

/** The nearest allowed value: within the bounds and on the grid. NaN becomes the lower bound. */
export function onAxis(axis: Axis, value: number): number {
  if (!(value > axis.min)) return axis.min
  if (value >= axis.max) return axis.max
  if (axis.cells > 0) return Math.floor(value + 0.5)
  const decimals = axis.isLog ? axis.digits - 1 - exponentOf(value) : axis.decimals
  return roundTo(value, decimals)
}

/**
 * The number nearest to `value` with so many decimal places (tens, hundreds for negative ones): the very number that
 * its short decimal form denotes, never a neighbour of it.
 */
function roundTo(value: number, decimals: number): number {
  const power = powerOfTen(Math.abs(decimals))
  const rounded = decimals < 0 ? Math.round(value / power) * power : Math.round(value * power) / power
  return rounded + 0
}

/** The power of ten that a positive number starts at: 2 for 100 to 999. */
function exponentOf(value: number): number {
  if (value === 0) return 0
  const guess = Math.floor(ln(value) / Math.LN10)
  if (powerOfTen(guess) > value) return guess - 1
  return powerOfTen(guess + 1) <= value ? guess + 1 : guess
}

function powerOfTen(exponent: number): number {
  return POWERS[exponent + LARGEST_POWER]
}

function counted(kind: Gene['kind'], min: number, max: number): Axis {
  const cells = max - min + 1
  return { kind, min: min + 0, max: max + 0, isLog: false, cells, low: min - 0.5, span: cells, digits: 0, decimals: 0 }
}

function countedByRatio({ kind, min, max }: NumberGene): Axis {
  const span = ln((max + 0.5) / (min - 0.5))
  return { kind, min, max, isLog: true, cells: max - min + 1, low: ln(min - 0.5), span, digits: 0, decimals: 0 }
}
