import { setLevels } from './levels.ts'
import type { Run } from './run.ts'

/**
 * Turns the shared purse towards one market: the others count with their value, and with what they need to be kept, at
 * the open or the close of the bar.
 */
export function focus(runs: readonly Run[], market: number, moment: 'open' | 'close'): void {
  const { account } = runs[market]
  let rest = 0
  let needs = 0
  for (let i = 0; i < runs.length; i++) {
    const { quantity, setup, bar } = runs[i]
    if (i === market || quantity === 0) continue
    const value = quantity * setup.tape[moment][bar]
    rest += value
    needs += setup.terms.maintenance * Math.abs(value)
  }
  account.rest = rest
  account.restNeeds = needs
  setLevels(runs[market])
}
