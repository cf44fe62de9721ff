import { flag, int, real } from '../genome/gene.ts'
import { atrIndicator } from '../indicators/atr.ts'
import { stopOut } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * Ends a position at the first close beyond its stop. The stop lies `width` average true ranges behind the close at which
 * the position began, by the range of that bar; a trailing one is measured anew at each close and moves only nearer. A
 * bar that dips through and closes back inside ends nothing. What is held as the range becomes known counts as begun then.
 */
export const atrStopLoss: Seed = seed({
  name: 'atr-stop-loss',
  role: 'stop',
  version: 1,
  idea:
    'A loss of several usual ranges is no noise: the reason to be in has gone, so the position ends. ' +
    'Measured in ranges the stop is wide where the market is wild and narrow where it is calm.',
  genes: {
    period: int(2, 100, { scale: 'log', default: 14 }),
    width: real(0.5, 6, { digits: 2, default: 3 }),
    trailing: flag(),
  },
  showcase: 'crash',
  say({ period, width, trailing }) {
    const range = `${width} average true ranges (${period} bars)`
    if (trailing) return `Get out when the close falls behind a stop that trails it by ${range} and never gives way`
    return `Get out when the close is more than ${range} worse than where the position began`
  },
  warmup: ({ period }) => period,
  write(bars, { period, width, trailing }, exposure, tools) {
    const { close } = bars
    const range = tools.compute(atrIndicator, bars, [period])
    exposure.fill(0, 0, period)
    const levelAt = (t: number, side: number): number => close[t] - side * width * range[t]
    let level = Number.NaN
    stopOut(exposure, {
      begins(t, side) {
        level = levelAt(t, side)
      },
      isHit(t, side) {
        if (side * (close[t] - level) < 0) return true
        if (!trailing) return false
        const nearer = levelAt(t, side)
        if (side * (nearer - level) > 0) level = nearer
        return false
      },
    })
  },
})
