import { type Execution, frictionless, perpetual, spot } from '../backtest/execution.ts'
import { checkOneOf } from '../base/guards.ts'
import type { Options, Words } from './words.ts'

const PRESETS: Readonly<Record<string, Execution>> = { perpetual, spot, frictionless }

/** How orders are filled and what they cost. */
export const EXECUTION_OPTIONS: Options = {
  execution: { kind: 'text', value: 'perpetual', about: 'perpetual (default), spot (no shorting) or frictionless' },
  fee: { kind: 'text', value: '0.0005', about: 'fee of an order that takes liquidity, as a fraction of its value' },
  slippage: { kind: 'text', value: '0.0005', about: 'how much worse than the price an order fills, as a fraction' },
  cash: { kind: 'text', value: '10000', about: 'money to begin with' },
}

/** The execution that the words describe. */
export function executionFrom(words: Words): Execution {
  const preset = words.text('execution') ?? 'perpetual'
  checkOneOf('organism', '--execution', preset, Object.keys(PRESETS))
  const execution = PRESETS[preset]
  const [fee, slippage, cash] = ['fee', 'slippage', 'cash'].map(words.number)
  return {
    ...execution,
    ...(fee === undefined ? {} : { fees: { ...execution.fees, taker: fee } }),
    ...(slippage === undefined ? {} : { slippage }),
    ...(cash === undefined ? {} : { cash }),
  }
}
