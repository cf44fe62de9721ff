import fc from 'fast-check'
import { flag, int, oneOf, real } from '../../src/genome/gene.ts'
import type { Genome } from '../../src/genome/genome.ts'
import { emaIndicator } from '../../src/indicators/ema.ts'
import { rsiIndicator } from '../../src/indicators/rsi.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { type Catalogue, catalogue } from '../../src/strategy/catalogue.ts'
import { stopOut, takeSide } from '../../src/strategy/hold.ts'
import { populationOf } from '../../src/strategy/population-of.ts'
import { type Seed, seed } from '../../src/strategy/seed.ts'
import type { Strategy } from '../../src/strategy/strategy.ts'
import { toStrategy } from '../../src/strategy/to-strategy.ts'

const shared = { version: 1, idea: 'For tests.', showcase: 'rise' } as const

/** An entry with numbers on a log scale and a choice. */
export const trend: Seed = seed({
  ...shared,
  name: 'trend',
  role: 'entry',
  genes: {
    fast: int(2, 20, { scale: 'log', default: 5 }),
    gap: int(1, 20, { scale: 'log', default: 10 }),
    side: oneOf('both', 'long', 'short'),
  },
  say: ({ fast, gap, side }) =>
    `Trade ${side === 'both' ? 'both sides' : side} by averages of ${fast} and ${fast + gap}`,
  warmup: ({ fast, gap }) => fast + gap - 1,
  write({ close }, { fast, gap, side }, exposure, tools) {
    const quick = tools.compute(emaIndicator, close, [fast])
    const slow = tools.compute(emaIndicator, close, [fast + gap])
    for (let t = 0; t < exposure.length; t++) exposure[t] = quick[t] > slow[t] ? 1 : quick[t] < slow[t] ? -1 : 0
    takeSide(exposure, side)
  },
})

/** An entry with a real number and a flag, that computes an indicator of a scratch column. */
export const swing: Seed = seed({
  ...shared,
  name: 'swing',
  role: 'entry',
  genes: { share: real(0.1, 1, { digits: 2, default: 0.5 }), isContrary: flag() },
  say: ({ share, isContrary }) => `Go ${isContrary ? 'against' : 'with'} the move of three bars with ${share}`,
  warmup: () => 3,
  write({ close }, { share, isContrary }, exposure, tools) {
    const moves = tools.scratch(close.length)
    for (let t = 1; t < close.length; t++) moves[t] = close[t] - close[t - 1]
    const mean = tools.compute(emaIndicator, moves, [3])
    const sign = isContrary ? -1 : 1
    for (let t = 0; t < close.length; t++) exposure[t] = t < 3 ? 0 : sign * share * Math.sign(mean[t])
  },
})

/** An entry without genes. */
export const hold: Seed = seed({
  ...shared,
  name: 'hold',
  role: 'entry',
  genes: {},
  say: () => 'Hold',
  warmup: () => 0,
  write: (_bars, _genes, exposure) => void exposure.fill(1),
})

/** A filter that treats the sides differently. */
export const calm: Seed = seed({
  ...shared,
  name: 'calm',
  role: 'filter',
  genes: { period: int(2, 20, { default: 7 }), level: int(20, 80, { default: 50 }) },
  say: ({ period, level }) => `Longs pass below ${level} of the ${period}-bar RSI`,
  warmup: ({ period }) => period,
  write({ close }, { period, level }, exposure, tools) {
    const rsi = tools.compute(rsiIndicator, close, [period])
    for (let t = 0; t < exposure.length; t++) {
      if (!(exposure[t] > 0 ? rsi[t] < level : rsi[t] >= level)) exposure[t] = 0
    }
  },
})

/** A filter of the volume. */
const busy: Seed = seed({
  ...shared,
  name: 'busy',
  role: 'filter',
  genes: { least: real(0.5, 2, { digits: 2, default: 1 }) },
  say: ({ least }) => `Only where the volume is ${least} times the last`,
  warmup: () => 1,
  write({ volume }, { least }, exposure) {
    for (let t = 0; t < exposure.length; t++) if (!(volume[t] >= least * volume[t - 1])) exposure[t] = 0
  },
})

/** A stop at a share of the price of entry. */
export const cut: Seed = seed({
  ...shared,
  name: 'cut',
  role: 'stop',
  genes: { share: real(0.001, 0.1, { scale: 'log', digits: 2, default: 0.01 }) },
  say: ({ share }) => `End it at a loss of ${share}`,
  warmup: () => 0,
  write({ close }, { share }, exposure) {
    let entry = 0
    stopOut(exposure, {
      begins: (t) => {
        entry = close[t]
      },
      isHit: (t, side) => side * (close[t] - entry) < -share * entry,
    })
  },
})

/** Two sizes, so that there is one to swap. */
export const half: Seed = seed({
  ...shared,
  name: 'half',
  role: 'size',
  genes: { share: real(0.1, 1, { digits: 2, default: 0.5 }) },
  say: ({ share }) => `Take ${share} of it`,
  warmup: () => 0,
  write(_bars, { share }, exposure) {
    for (let t = 0; t < exposure.length; t++) exposure[t] *= share
  },
})
export const third: Seed = seed({ ...half, name: 'third' })

/** A small catalogue of every role and kind of gene. */
export const known: Catalogue = catalogue([trend, swing, hold, calm, busy, cut, half, third])

/** Multiples of the interval that are searched in tests. */
export const EVERY: readonly number[] = [1, 2, 3]

/** A genome of a strategy of one to five parts. */
export const anyGenome: fc.Arbitrary<Genome> = fc.tuple(fc.integer(), fc.boolean()).map(([start, isCoarse]) => {
  const random = randomFrom(start)
  const every = isCoarse ? EVERY : [1]
  // The last of so many has any of the shapes.
  const size = random.int(1, 12)
  return populationOf(known, { size, random, parts: 5, every })[size - 1]
})

/** A strategy of one to five parts. */
export const anyStrategy: fc.Arbitrary<Strategy> = anyGenome.map(toStrategy)
