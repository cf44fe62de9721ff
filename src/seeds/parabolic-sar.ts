import { oneOf, real } from '../genome/gene.ts'
import { parabolicSarIndicator } from '../indicators/parabolic-sar.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * Ends a position at the close of the bar on which the parabolic stop of the market turns against it. The stop is that of
 * the chart: it does not begin with the position. One that begins on its wrong side is refused, or it waits: then it has
 * no stop until the parabola has come to its side. A bar that dips through the stop turns it, wherever that bar closes.
 */
export const parabolicSar: Seed = seed({
  name: 'parabolic-sar',
  role: 'stop',
  version: 1,
  idea:
    'A trend has to hurry: its stop closes in faster with every new extreme, and standing still is enough to be stopped. ' +
    'It keeps what a run has brought and throws out positions that go nowhere.',
  genes: {
    step: real(0.005, 0.1, { digits: 3, scale: 'log', default: 0.02 }),
    most: real(0.1, 0.5, { digits: 3, scale: 'log', default: 0.2 }),
    against: oneOf('refuse', 'wait'),
  },
  showcase: 'crash',
  say({ step, most, against }) {
    const rule = `Get out when the parabolic stop (step ${step}, most ${most}) turns against the position`
    if (against === 'refuse') return `${rule}, and stay out of one that begins on its wrong side`
    return `${rule}; one that begins on its wrong side has no stop until it has come round`
  },
  warmup: () => 1,
  write(bars, { step, most, against }, exposure, tools) {
    const { direction } = tools.compute(parabolicSarIndicator, bars, [step, most, 'cross'])
    const isStrict = against === 'refuse'
    exposure.fill(0, 0, 1)
    let side = 0
    let isArmed = false
    let isOut = false
    for (let t = 1; t < exposure.length; t++) {
      const now = exposure[t] > 0 ? 1 : exposure[t] < 0 ? -1 : 0
      if (now !== side) {
        side = now
        isArmed = isStrict
        isOut = false
      }
      if (side * direction[t] > 0) isArmed = true
      else if (isArmed) isOut = true
      if (isOut) exposure[t] = 0
    }
  },
})
