import { int } from '../src/genome/gene.ts'
import { smaIndicator } from '../src/indicators/sma.ts'
import { seeds as librarySeeds } from '../src/seeds/catalogue.ts'
import { compareInto } from '../src/strategy/hold.ts'
import { type Seed, seed } from '../src/strategy/seed.ts'

/** Long while a fast simple average of the close is above a slow one, else flat: a seed as users write their own. */
const smaCrossover: Seed = seed({
  name: 'sma-crossover',
  role: 'entry',
  version: 1,
  idea: 'A fast average above a slow one says that buyers have lately paid more. It goes with the trend, late at both ends.',
  genes: { fast: int(2, 400, { default: 20 }), gap: int(1, 400, { default: 30 }) },
  showcase: 'breakout',
  say: ({ fast, gap }) => `Long while the ${fast}-bar average of the close is above the ${fast + gap}-bar one`,
  warmup: ({ fast, gap }) => fast + gap - 1,
  write({ close }, { fast, gap }, exposure, tools) {
    const quick = tools.compute(smaIndicator, close, [fast])
    const slow = tools.compute(smaIndicator, close, [fast + gap])
    compareInto(exposure, quick, slow, 'long')
  },
})

/** Seeds that fit a model to the past cost a thousand times a rule; they have a bench of their own. */
const LEARNED = ['linear-svc-classifier', 'pca-tree-quantile']

/** Every seed of the library that is a rule. */
export const ruleSeeds: readonly Seed[] = librarySeeds.filter(({ name }) => !LEARNED.includes(name))

/** What threads load: all that this bench names. */
export const seeds: readonly Seed[] = [...ruleSeeds, smaCrossover]
