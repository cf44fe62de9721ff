import { int, oneOf, real } from '../genome/gene.ts'
import { followLeg, LEG_SHAPE } from '../indicators/leg.ts'
import { freshMemory } from '../indicators/memory.ts'
import { swingsIndicator } from '../indicators/swings.ts'
import { type Seed, seed } from '../strategy/seed.ts'
import { followReversals } from './follow-reversals.ts'

/**
 * Opens in the direction of the last confirmed leg once the close has taken back `level` of it, closes at the extension or
 * when the close passes the start of the leg. Levels are those of the leg at the opening. A leg serves once, and not at
 * all after a close beyond its start; a leg whose end moves on is another one. Swings are found in the highs and lows
 * (`wicks`) or `closes` as extremes of `strength` bars on either side, or in the closes by a `reversal`.
 */
export const fibonacciRetracement: Seed = seed({
  name: 'fibonacci-retracement',
  role: 'entry',
  version: 1,
  idea:
    'A trend takes a rest after each leg, and who missed the leg waits to join where a known share of it is given back. ' +
    'It enters there, aims beyond the end of the leg, and is wrong once all of the leg is gone.',
  genes: {
    pivots: oneOf('wicks', 'closes', 'reversal'),
    strength: int(1, 30, { scale: 'log', default: 5 }),
    reversal: real(0.003, 0.1, { digits: 3, scale: 'log', default: 0.03 }),
    level: { ...oneOf('0.236', '0.382', '0.5', '0.618', '0.786'), default: '0.618' },
    extension: oneOf('1.272', '1', '1.618'),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'gap',
  say({ pivots, strength, reversal, level, extension, side }) {
    const names = { wicks: 'highs and lows', closes: 'closes', reversal: 'closes' }
    const proof = pivots === 'reversal' ? `a way back of ${reversal}` : `${strength} bars on either side`
    const isShort = side === 'short'
    const leg = `the last ${isShort ? 'fall' : 'rise'} between swings (${names[pivots]}, ${proof})`
    const mirror = side === 'both' ? '; short after a fall, likewise' : ''
    const end = `until ${extension} of it is reached or all of it is gone`
    return `${isShort ? 'Short' : 'Long'} once ${level} of ${leg} is taken back, ${end}${mirror}`
  },
  warmup: ({ pivots, strength }) => (pivots === 'reversal' ? 2 : 2 * strength + (pivots === 'closes' ? 1 : 0)),
  write(bars, { pivots, strength, reversal, level, extension, side }, exposure, tools) {
    const { close, length } = bars
    const legs = [tools.scratch(length), tools.scratch(length)]
    if (pivots === 'reversal') followReversals(legs, close, reversal)
    else {
      const swings = tools.compute(swingsIndicator, pivots === 'wicks' ? bars : { high: close, low: close }, [strength])
      followLeg(freshMemory([LEG_SHAPE])[0], legs, [swings.high, swings.low, tools.scratch(length)])
    }
    const [start, end] = legs
    const forbidden = side === 'long' ? -1 : side === 'short' ? 1 : 0
    const [back, far] = [Number(level), Number(extension)]
    let [held, target, failure] = [0, Number.NaN, Number.NaN]
    let [from, to, isSpent] = [Number.NaN, Number.NaN, false]
    for (let t = 0; t < length; t++) {
      if (start[t] !== from || end[t] !== to) {
        from = start[t]
        to = end[t]
        isSpent = false
      }
      const way = Math.sign(to - from)
      // Written so that NaN, where there is no leg, is spent.
      if (!(way * (close[t] - from) > 0)) isSpent = true
      if (held !== 0) {
        if (held * (close[t] - target) >= 0 || held * (close[t] - failure) < 0) held = 0
      } else if (!isSpent && way * (to - back * (to - from) - close[t]) >= 0 && way !== forbidden) {
        held = way
        isSpent = true
        target = from + far * (to - from)
        failure = from
      }
      exposure[t] = held
    }
  },
})
