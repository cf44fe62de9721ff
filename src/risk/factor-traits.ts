import type { Column } from '../base/column.ts'
import { rollingDeviation } from '../indicators/rolling-deviation.ts'
import { sma } from '../indicators/sma.ts'
import type { Bars } from '../market/bars.ts'

/** What a market is sorted by. */
export type Trait = 'money' | 'growth' | 'spread' | 'friction'

/** What each sorted factor is long and short of. */
export const TRAITS = {
  size: { kind: 'money', sign: -1 },
  momentum: { kind: 'growth', sign: 1 },
  volatility: { kind: 'spread', sign: 1 },
  liquidity: { kind: 'friction', sign: 1 },
} as const

interface Given {
  readonly bars: Bars
  readonly returns: Column
  readonly window: number
  readonly worth?: Column | undefined
}

/** A trait of a market at every bar, from that bar and those before; NaN where it is not known. */
export function traitOf(trait: Trait, { bars, returns, window, worth }: Given): Column {
  const { close, volume } = bars
  switch (trait) {
    case 'money':
      return (
        worth ??
        sma(
          close.map((price, t) => price * volume[t]),
          window,
        )
      )
    case 'growth':
      return close.map((price, t) => (t < window ? Number.NaN : price / close[t - window] - 1))
    case 'spread':
      return rollingDeviation(returns, window)
    case 'friction': {
      const pull = returns.map((value, t) => (volume[t] > 0 ? Math.abs(value) / (close[t] * volume[t]) : Number.NaN))
      return sma(pull, window)
    }
  }
}
