import { checkInteger, checkKeys, checkNumber } from '../base/guards.ts'

/** What a strategy must reach to be certified. */
export interface Gates {
  /** Sharpe ratio of a year that every stage must be above; 0.5. */
  readonly sharpe: number
  /** Least share of the walk-forward windows whose Sharpe ratio is above that; 0.5. */
  readonly windows: number
  /** Least out-of-sample Sharpe ratio as a share of the in-sample one; 0.7. */
  readonly retention: number
  /** Deepest fall of equity over the whole record, as a fraction; 0.3. */
  readonly drawdown: number
  /** Fewest trades that ended, over the whole record; 30. */
  readonly trades: number
  /** Least deflated Sharpe ratio; 0.95. */
  readonly deflatedSharpe: number
  /** Largest probability of backtest overfitting; 0.5. */
  readonly pbo: number
  /** Least share of the combinatorial paths whose Sharpe ratio is above that of the stages; 0.8. */
  readonly paths: number
  /** Sharpe ratio of a year that must be beaten under stressed costs and under delay; 0. */
  readonly stressed: number
  /** Confidence with which the record of the unseen rows must be long enough to show a Sharpe ratio above 0; 0.95. */
  readonly confidence: number
}

/**
 * The gates unless others are given. Ratios of DSR, PBO and decay are those of the field; the Sharpe ratio, the drawdown,
 * the trades and the paths are house choices.
 *
 * @example
 * GATES.deflatedSharpe // => 0.95
 */
export const GATES: Gates = {
  sharpe: 0.5,
  windows: 0.5,
  retention: 0.7,
  drawdown: 0.3,
  trades: 30,
  deflatedSharpe: 0.95,
  pbo: 0.5,
  paths: 0.8,
  stressed: 0,
  confidence: 0.95,
}

/** Refuses gates that are none; those left out stand as they are. */
export function gatesOf(where: string, given: Partial<Gates> = {}): Gates {
  checkKeys(`${where}: gates`, given, Object.keys(GATES))
  const gates = { ...GATES, ...given }
  for (const name of ['sharpe', 'stressed', 'retention'] as const) checkNumber(where, `gates.${name}`, gates[name])
  for (const name of ['windows', 'drawdown', 'deflatedSharpe', 'pbo', 'paths'] as const) {
    checkNumber(where, `gates.${name}`, gates[name], { min: 0, max: 1 })
  }
  checkInteger(where, 'gates.trades', gates.trades, { min: 1 })
  checkNumber(where, 'gates.confidence', gates.confidence, { above: 0.5, below: 1 })
  return gates
}
