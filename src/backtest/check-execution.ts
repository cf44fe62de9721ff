import type { Problem } from '../base/error.ts'
import { refuseAll } from '../base/problems.ts'
import { atLeast, between, collectProblems, count, flag, oneOf, positive, type Rules, UNKNOWN } from './check-fields.ts'
import type { Execution } from './execution.ts'

/** Rates at or above 1 would sell for nothing. */
const RATE = between(0, 0.5)

const FEES: Rules = { taker: RATE, maker: RATE, fixed: atLeast(0) }
const anything = () => undefined
const ANY: Rules[string] = anything

const EXECUTION: Rules = {
  fill: oneOf('next-open', 'same-close'),
  cash: positive,
  account: oneOf('margin', 'cash'),
  leverage: positive,
  maintenance: between(0, 0.5),
  liquidationFee: RATE,
  shorting: flag,
  size: oneOf('equity-share', 'units', 'cash-value', 'cash-share'),
  lot: atLeast(0),
  minNotional: atLeast(0),
  rebalance: ANY,
  fees: ANY,
  liquidity: oneOf('taker', 'maker'),
  slippage: ANY,
  funding: flag,
  stops: ANY,
  closeAtEnd: flag,
  whenAmbiguous: oneOf('pessimistic', 'optimistic'),
}

const STOPS: Rules = {
  loss: ANY,
  profit: ANY,
  trailing: ANY,
  breakEven: ANY,
  time: count,
  onEntryBar: flag,
  slippage: flag,
  reentry: oneOf('on-change', 'on-new-side', 'at-once'),
}

const DISTANCE: Rules = {
  column: (value) => (typeof value === 'string' && value !== '' ? undefined : 'must be the name of a column'),
  times: positive,
}

const SLIPPAGE: Readonly<Record<string, Rules>> = {
  fixed: { model: ANY, rate: RATE },
  volatility: { model: ANY, factor: atLeast(0), period: count, rate: RATE },
  'volume-share': { model: ANY, impact: RATE, cap: between(Number.MIN_VALUE, 1) },
  book: { model: ANY },
}

/** Refuses an execution that is not one, with everything that is wrong with it in one error. */
export function checkExecution(where: string, execution: Execution): void {
  const problems: Problem[] = []
  collectProblems('', execution, EXECUTION, problems)
  if (typeof execution === 'object' && execution !== null) {
    collectParts(execution, problems)
    collectContradictions(execution, problems)
  }
  if (problems.length === 0) return
  const isOnlyUnknown = problems.every(({ message }) => message.startsWith(UNKNOWN))
  refuseAll(where, problems, {
    code: isOnlyUnknown ? 'unknown-option' : 'invalid-argument',
    summary: `${problems.length} ${problems.length === 1 ? 'setting' : 'settings'} of the execution cannot be used`,
    remedy: 'Mend or remove them.',
  })
}

function collectParts({ rebalance, fees, slippage, stops }: Execution, problems: Problem[]): void {
  if (fees !== undefined) collectProblems('fees', fees, FEES, problems)
  if (stops !== undefined) collectStops(stops, problems)
  if (slippage !== undefined) collectSlippage(slippage, problems)
  if (typeof rebalance === 'string') {
    collectProblems('', { rebalance }, { rebalance: oneOf('on-change', 'every-bar') }, problems)
  } else if (rebalance !== undefined) {
    collectProblems('rebalance', rebalance, { band: atLeast(0) }, problems)
    if (rebalance?.band === undefined) problems.push({ field: 'rebalance.band', message: 'must be given' })
  }
}

function collectStops(stops: NonNullable<Execution['stops']>, problems: Problem[]): void {
  collectProblems('stops', stops, STOPS, problems)
  for (const name of ['loss', 'profit', 'trailing', 'breakEven'] as const) {
    const distance = stops?.[name]
    const field = `stops.${name}`
    if (distance === undefined) continue
    if (typeof distance !== 'number') {
      collectProblems(field, distance, DISTANCE, problems)
      if (distance?.column === undefined) problems.push({ field: `${field}.column`, message: 'must be given' })
      continue
    }
    const message = positive(distance)
    if (message !== undefined) problems.push({ field, value: distance, message })
  }
}

function collectSlippage(slippage: NonNullable<Execution['slippage']>, problems: Problem[]): void {
  if (typeof slippage === 'number') {
    collectProblems('', { slippage }, { slippage: RATE }, problems)
    return
  }
  const model = slippage?.model
  const message = oneOf(...Object.keys(SLIPPAGE))(model)
  if (message !== undefined) {
    problems.push({ field: 'slippage.model', value: model, message })
    return
  }
  collectProblems('slippage', slippage, SLIPPAGE[model], problems)
  const missing = model === 'fixed' ? 'rate' : model === 'volatility' ? 'factor' : undefined
  if (missing !== undefined && (slippage as unknown as Record<string, unknown>)[missing] === undefined) {
    problems.push({ field: `slippage.${missing}`, message: 'must be given' })
  }
}

function collectContradictions(execution: Execution, problems: Problem[]): void {
  const { account = 'margin', leverage = 1, maintenance = 0.01, funding, size } = execution
  if (account === 'cash') {
    if (leverage > 1)
      problems.push({ field: 'leverage', value: leverage, message: 'must not exceed 1 in a cash account' })
    if (funding === true) problems.push({ field: 'funding', value: funding, message: 'must be off in a cash account' })
  } else if (leverage * maintenance >= 1) {
    problems.push({
      field: 'leverage',
      value: leverage,
      message: `must stay below 1 / maintenance (${1 / maintenance}), or every full entry is liquidated at once`,
    })
  }
  if (size !== undefined && size !== 'equity-share' && typeof execution.rebalance === 'object') {
    problems.push({ field: 'rebalance', message: "must not be a band unless size is 'equity-share'" })
  }
}
