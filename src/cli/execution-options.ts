import { type Execution, frictionless, perpetual, spot } from '../backtest/execution.ts'
import { checkOneOf } from '../base/guards.ts'
import type { Options, Words } from './words.ts'

/** Ways to trade that have a name. */
const PRESETS: Readonly<Record<string, Execution>> = { perpetual, spot, frictionless }

/** How orders are filled and what they cost. */
export const EXECUTION_OPTIONS: Options = {
  execution: { kind: 'text', value: 'NAME', about: 'perpetual (default), spot (no shorting) or frictionless' },
  fee: { kind: 'text', value: '0.0005', about: 'of an order that takes liquidity, a fraction; that of the execution' },
  slippage: { kind: 'text', value: '0.0005', about: 'how much worse than the price it fills; that of the execution' },
  cash: { kind: 'text', value: '10000', about: 'money to begin with (default 10000)' },
}

/** An execution by its name, or spelled out. */
export type NamedExecution = string | Readonly<Record<string, unknown>>

/** The execution that a name or an object means. */
export function executionNamed(execution: NamedExecution): Execution {
  return typeof execution === 'string' ? PRESETS[execution] : (execution as Execution)
}

/** The execution that the words describe: a name as long as they change no figure of it. `base` is what they begin from. */
export function executionFrom(words: Words, base: NamedExecution = 'perpetual'): NamedExecution {
  const named = words.text('execution')
  if (named !== undefined) checkOneOf('organism', '--execution', named, Object.keys(PRESETS))
  const start = named ?? base
  const [fee, slippage, cash] = ['fee', 'slippage', 'cash'].map(words.number)
  if (fee === undefined && slippage === undefined && cash === undefined) return start
  const execution = executionNamed(start)
  return {
    ...execution,
    ...(fee === undefined ? {} : { fees: { ...execution.fees, taker: fee } }),
    ...(slippage === undefined ? {} : { slippage }),
    ...(cash === undefined ? {} : { cash }),
  }
}
