import { checkInteger, checkKeys, checkNumber, refuse } from '../base/guards.ts'

/** What happens to the assets of one class, step by step. Every list has one entry a step. */
export interface ShockPath {
  /** Close over the close before, less 1; above -1. */
  readonly returns: readonly number[]
  /** Open over the close before, less 1; 0 where left out: the step opens where the last one closed. */
  readonly gaps?: readonly number[]
  /** Lowest price of the step over the close before, less 1; by default the lower of open and close. */
  readonly lows?: readonly number[]
  /** Highest price of the step over the close before, less 1; by default the higher of open and close. */
  readonly highs?: readonly number[]
  /** Volume, in multiples of the usual one; 1 by default. */
  readonly volume?: readonly number[]
  /** Funding added over the step, as a rate of notional that longs pay and shorts receive; 0 by default. */
  readonly funding?: readonly number[]
  /** Whether trading stands still for the whole step; its return must be 0, and the last step must be open. */
  readonly closed?: readonly boolean[]
}

/** A crisis as data: it can be stored, sent and written by hand. */
export interface Scenario {
  readonly name: string
  /** What it is, in a sentence. */
  readonly summary: string
  /** Where the figures come from, in words. */
  readonly source: string
  /** Length of a step in milliseconds. */
  readonly step: number
  /** A path for every asset class, all of the same number of steps. */
  readonly paths: Readonly<Record<string, ShockPath>>
  /** What the moves a market makes by itself are multiplied by (in logarithms) while it lasts; 1 by default, 0 for none. */
  readonly ownMoves?: number
  /** What standard deviations are multiplied by in `stressCovariance`; 1 by default. */
  readonly volatility?: number
  /** How far correlations go towards 1 in `stressCovariance`: 0 (default) to 1. */
  readonly correlation?: number
}

const KEYS = ['name', 'summary', 'source', 'step', 'paths', 'ownMoves', 'volatility', 'correlation']
const LISTS = ['returns', 'gaps', 'lows', 'highs', 'volume', 'funding', 'closed']

/**
 * A scenario of one's own, checked: lists of one length, returns above -1, lows not above and highs not below open and close, a
 * closed market that does not move. Gives the same object. The doors that take a scenario check it too.
 *
 * @example
 * const strike = { name: 'strike', summary: 'A port closes.', source: 'invented', step: 86_400_000 }
 * scenarioFrom({ ...strike, paths: { shipping: { returns: [-0.1, -0.05] } } }).name // => 'strike'
 * scenarioFrom({ ...strike, paths: { shipping: { returns: [-0.1], lows: [-0.05] } } }) // throws 'invalid-argument'
 */
export function scenarioFrom(scenario: Scenario): Scenario {
  checkScenario('scenarioFrom', scenario)
  return scenario
}

/** Refuses a scenario that cannot happen. */
export function checkScenario(where: string, scenario: Scenario): void {
  checkKeys(where, scenario, KEYS)
  for (const key of ['name', 'summary', 'source'] as const) {
    if (typeof scenario[key] !== 'string' || scenario[key] === '') {
      refuse(where, `scenario.${key}`, scenario[key], { rule: 'text', remedy: 'Say what it is and where it is from.' })
    }
  }
  checkInteger(where, 'scenario.step', scenario.step, { min: 1, remedy: 'Give milliseconds: a day is 86400000.' })
  const { ownMoves = 1, volatility = 1, correlation = 0, paths } = scenario
  checkNumber(where, 'scenario.ownMoves', ownMoves, { min: 0 })
  checkNumber(where, 'scenario.volatility', volatility, { min: 0 })
  checkNumber(where, 'scenario.correlation', correlation, { min: 0, max: 1 })
  if (typeof paths !== 'object' || paths === null || Object.keys(paths).length === 0) {
    refuse(where, 'scenario.paths', paths, { rule: 'a path for at least one asset class' })
  }
  const steps = Object.values(paths)[0].returns?.length
  for (const [name, path] of Object.entries(paths)) checkPath(where, `scenario.paths.${name}`, path, steps)
}

function checkPath(where: string, what: string, path: ShockPath, steps: number): void {
  checkKeys(where, path, LISTS)
  for (const [key, list] of Object.entries(path)) {
    if (!Array.isArray(list)) refuse(where, `${what}.${key}`, list, { rule: 'an array' })
    checkInteger(where, `${what}.${key}.length`, list.length, {
      ...{ min: Math.max(1, steps), max: Math.max(1, steps) },
      remedy: 'All lists of a scenario have one entry a step.',
    })
  }
  if (path.returns === undefined) refuse(where, `${what}.returns`, undefined, { rule: 'an array' })
  for (let k = 0; k < steps; k++) checkStep(where, what, path, k)
  if (path.closed?.at(-1) === true) {
    refuse(where, `${what}.closed`, true, { rule: 'false in the last step', row: steps - 1, remedy: 'Let it reopen.' })
  }
}

function checkStep(where: string, what: string, path: ShockPath, k: number): void {
  const { returns, gaps, lows, highs, volume, funding, closed } = path
  const name = (key: string) => `${what}.${key}[${k}]`
  const remedy = 'Give a fraction: a fall of 5 % is -0.05, and a price stays above 0.'
  checkNumber(where, name('returns'), returns[k], { above: -1, remedy })
  const open = gaps?.[k] ?? 0
  checkNumber(where, name('gaps'), open, { above: -1, remedy })
  if (lows !== undefined) checkNumber(where, name('lows'), lows[k], { above: -1, max: Math.min(open, returns[k]) })
  if (highs !== undefined) checkNumber(where, name('highs'), highs[k], { min: Math.max(open, returns[k]) })
  if (volume !== undefined) checkNumber(where, name('volume'), volume[k], { min: 0 })
  if (funding !== undefined) checkNumber(where, name('funding'), funding[k])
  if (closed === undefined) return
  if (typeof closed[k] !== 'boolean') refuse(where, name('closed'), closed[k], { rule: 'true or false' })
  if (closed[k] && (returns[k] !== 0 || open !== 0 || (lows?.[k] ?? 0) !== 0 || (highs?.[k] ?? 0) !== 0)) {
    refuse(where, name('returns'), returns[k], { rule: '0, with no gap, low or high, while the market is closed' })
  }
}

/** The path of an asset class. Refuses a class that the scenario says nothing of: it is not the same as no shock. */
export function pathOf(where: string, scenario: Scenario, assetClass: unknown): ShockPath {
  if (typeof assetClass === 'string' && Object.hasOwn(scenario.paths, assetClass)) return scenario.paths[assetClass]
  return refuse(where, 'assetClass', assetClass, {
    rule: `one of ${Object.keys(scenario.paths).join(', ')}`,
    remedy: 'A scenario shocks only the classes it has a path for; add one with returns of 0 to spare a class.',
  })
}

/** One step of a path for an asset that moves `beta` times as much, every move over the close before. */
export interface Shock {
  readonly gap: number
  readonly move: number
  readonly low: number
  readonly high: number
  readonly volume: number
  readonly funding: number
  readonly closed: boolean
}

/** The steps of a path, moved by `beta`. Refuses a beta that takes a price to 0. */
export function shocksOf(where: string, path: ShockPath, beta: number): Shock[] {
  checkNumber(where, 'beta', beta)
  return path.returns.map((move, k) => {
    const gap = path.gaps?.[k] ?? 0
    const ends = [path.lows?.[k] ?? Math.min(gap, move), path.highs?.[k] ?? Math.max(gap, move)].map(
      (x) => beta * x + 0,
    )
    const low = Math.min(...ends)
    checkNumber(where, `beta times the worst move of step ${k}`, low, { above: -1, remedy: 'Give a smaller beta.' })
    const [volume, funding] = [path.volume?.[k] ?? 1, path.funding?.[k] ?? 0]
    const moves = { gap: beta * gap + 0, move: beta * move + 0, low, high: Math.max(...ends) }
    return { ...moves, volume, funding, closed: path.closed?.[k] ?? false }
  })
}
