import { checkKeys, checkNumber, refuse } from '../base/guards.ts'

/** A figure of one bar: what every formula here works with. */
export interface PerPeriod {
  readonly perPeriod: number
}

/** A figure brought to a year of so many bars. */
export interface Annual {
  readonly annual: number
  readonly periodsPerYear: number
}

/**
 * A Sharpe ratio that says its unit, so that a yearly one never passes for one of a bar: a bare number is refused. NaN
 * stands for an undefined ratio and makes what is formed with it NaN.
 */
export type SharpeRatio = PerPeriod | Annual

/** The variance of Sharpe ratios, with its unit: a yearly variance is `periodsPerYear` times that of a bar. */
export type SharpeVariance = PerPeriod | Annual

/** The Sharpe ratios of many trials, all in one unit. */
export type SharpeList =
  | { readonly perPeriod: ArrayLike<number> }
  | { readonly annual: ArrayLike<number>; readonly periodsPerYear: number }

const REMEDY = 'Say the unit: { perPeriod: 0.1 } or { annual: 1.6, periodsPerYear: 252 }.'

/**
 * The Sharpe ratio of one bar: a yearly one over the root of the bars a year has.
 *
 * @example
 * perPeriodSharpe({ annual: 2.5, periodsPerYear: 250 }).toFixed(4) // => '0.1581'
 * perPeriodSharpe(2.5) // throws 'invalid-argument'
 */
export function perPeriodSharpe(sharpe: SharpeRatio): number {
  return ratioOf('perPeriodSharpe', 'sharpe', sharpe)
}

/**
 * The Sharpe ratio of a year of so many bars, by the root rule, which is right for returns without autocorrelation.
 *
 * @example
 * annualSharpe({ perPeriod: 0.125 }, 256) // => 2
 */
export function annualSharpe(sharpe: SharpeRatio, periodsPerYear: number): number {
  const perPeriod = ratioOf('annualSharpe', 'sharpe', sharpe)
  checkNumber('annualSharpe', 'periodsPerYear', periodsPerYear, { above: 0 })
  return perPeriod * Math.sqrt(periodsPerYear)
}

/** A Sharpe ratio in bars, refused when it does not say its unit. */
export function ratioOf(where: string, what: string, sharpe: SharpeRatio): number {
  const { value, periods } = unpack(where, what, sharpe)
  checkFigure(where, what, value)
  return (value as number) / Math.sqrt(periods)
}

/** The variance of Sharpe ratios in bars, refused when it does not say its unit or is below 0. */
export function varianceOf(where: string, what: string, variance: SharpeVariance): number {
  const { value, periods } = unpack(where, what, variance)
  checkFigure(where, what, value)
  if ((value as number) < 0) refuse(where, what, value, { rule: 'at least 0' })
  return (value as number) / periods
}

/** A list of Sharpe ratios in bars; every one must be finite, since a trial without a ratio cannot be judged. */
export function ratiosOf(where: string, what: string, list: SharpeList): Float64Array {
  const { value, periods } = unpack(where, what, list)
  if (typeof value !== 'object' || value === null || !('length' in value)) {
    refuse(where, what, value, { rule: 'an array or a column of Sharpe ratios' })
  }
  const ratios = Float64Array.from(value as ArrayLike<number>)
  for (const [row, ratio] of ratios.entries()) {
    if (Number.isFinite(ratio)) continue
    refuse(where, what, ratio, {
      rule: 'finite',
      row,
      remedy: 'A trial that never traded has a Sharpe ratio of 0: count it, do not drop it.',
    })
  }
  return ratios.map((ratio) => ratio / Math.sqrt(periods))
}

function unpack(where: string, what: string, figure: unknown): { readonly value: unknown; readonly periods: number } {
  if (typeof figure !== 'object' || figure === null || 'length' in figure)
    refuse(where, what, figure, { rule: 'a figure with its unit', remedy: REMEDY })
  const { perPeriod, annual, periodsPerYear } = figure as Record<string, unknown>
  if (perPeriod !== undefined) {
    checkKeys(`${where}: ${what}`, figure, ['perPeriod'])
    return { value: perPeriod, periods: 1 }
  }
  checkKeys(`${where}: ${what}`, figure, ['annual', 'periodsPerYear'])
  checkNumber(where, `${what}.periodsPerYear`, periodsPerYear, { above: 0, remedy: REMEDY })
  return { value: annual, periods: periodsPerYear as number }
}

function checkFigure(where: string, what: string, value: unknown): void {
  if (typeof value === 'number' && (Number.isNaN(value) || Number.isFinite(value))) return
  refuse(where, what, value, { rule: 'a number', remedy: REMEDY })
}
