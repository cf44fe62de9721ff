import { int, oneOf, real } from '../genome/gene.ts'
import { macdIndicator } from '../indicators/macd.ts'
import { beyond, latch, takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'

/**
 * Long once the MACD is above its signal line by more than `margin` of the price, until it is below it; short in the
 * mirror. `zero` asks where it opens: anywhere, `with` the trend (a long above zero) or `against` it (a long below zero).
 */
export const macdSignal: Seed = seed({
  name: 'macd-signal',
  role: 'entry',
  version: 1,
  idea:
    'The distance of two averages shows how fast a trend runs, and its crossing of its own average that the pace changes. ' +
    'It is in earlier than a crossing of the averages themselves, and more often wrong.',
  genes: {
    fast: int(2, 60, { scale: 'log', default: 12 }),
    gap: int(1, 140, { scale: 'log', default: 14 }),
    signal: int(2, 60, { scale: 'log', default: 9 }),
    margin: real(0, 0.002, { digits: 3, default: 0 }),
    zero: oneOf('any', 'with', 'against'),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'chop',
  say({ fast, gap, signal, margin, zero, side }) {
    const [past, back] = side === 'short' ? ['below', 'above'] : ['above', 'below']
    const by = margin === 0 ? '' : ` by ${margin} of the price`
    const place = zero === 'any' ? '' : ` while it is ${zero === 'with' ? past : back} zero`
    const rule = `once the MACD (${fast}, ${fast + gap}) is ${past} its ${signal}-bar signal line${by}${place}`
    const mirror = side === 'both' ? '; short in the mirror' : ''
    return `${side === 'short' ? 'Short' : 'Long'} ${rule}, until it is ${back} that line${mirror}`
  },
  warmup: ({ fast, gap, signal }) => fast + gap + signal - 2,
  write({ close }, { fast, gap, signal, margin, zero, side }, exposure, tools) {
    const { macd, histogram } = tools.compute(macdIndicator, close, [fast, fast + gap, signal])
    const wanted = zero === 'with' ? 1 : -1
    let held = 0
    for (let t = 0; t < exposure.length; t++) {
      const reach = margin * close[t]
      const way = beyond(histogram[t], reach, -reach)
      const isAllowed = zero === 'any' || wanted * way * macd[t] > 0
      // NaN stays NaN, and flat.
      held = latch(held, isAllowed ? way : 0 * way, histogram[t] < 0, histogram[t] > 0)
      exposure[t] = held
    }
    takeSide(exposure, side)
  },
})
