import { flag, int, oneOf, real } from '../genome/gene.ts'
import { Scratch } from '../learning/scratch.ts'
import { takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'
import { FEATURES, FEATURES_FROM, featureTable } from './feature-columns.ts'
import { leanOf } from './quantile-lean.ts'
import { spokenFrom, trailingFits } from './trailing-fits.ts'
import { treeQuantiles } from './tree-quantiles.ts'

const LEVELS = { three: [0.1, 0.5, 0.9], five: [0.05, 0.25, 0.5, 0.75, 0.95] } as const

/**
 * Principal components of the features, a regression tree on them, and quantiles of the return of the next `horizon`
 * bars, linear in the components and in what the tree says. The tree grows on the older half of the window and the
 * quantiles are fitted on the newer half, `horizon` rows apart: there the tree speaks of rows it has not seen, so its
 * weight is what it earned. The exposure has the side of the median and the size of the asymmetry of the outer
 * quantiles, in tenths. A `strength` above 1 or so leaves no weight: the quantiles are those of the newer half, whatever
 * the bar.
 */
export const pcaTreeQuantile: Seed = seed({
  name: 'pca-tree-quantile',
  role: 'entry',
  version: 1,
  idea:
    'A forecast is worth what its range says: much room on one side and little on the other is a reason to lean there. ' +
    'It learns the whole range of what followed bars like this one, and leans the further the more lopsided that is.',
  genes: {
    window: int(120, 1000, { scale: 'log', default: 250 }),
    refit: int(20, 250, { scale: 'log', default: 50 }),
    horizon: int(1, 20, { scale: 'log', default: 5 }),
    variance: real(0.8, 0.99, { digits: 2, default: 0.95 }),
    whitened: flag(),
    depth: int(3, 20, { default: 6 }),
    minSplit: int(6, 100, { scale: 'log', default: 20 }),
    levels: oneOf('three', 'five'),
    strength: real(0.001, 10, { scale: 'log', digits: 2, default: 0.02 }),
    full: real(0.05, 1, { scale: 'log', digits: 2, default: 0.3 }),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'chop',
  say({ window, refit, horizon, variance, whitened, depth, minSplit, levels, strength, full, side }) {
    const sides = { both: 'Long or short', long: 'Long', short: 'Short' }
    const lean = `${levels} quantiles of the next ${horizon} bars lie to one side, fully at a lean of ${full}`
    const space = `${whitened ? 'whitened ' : ''}components with ${variance} of the variance`
    const tree = `a tree of depth ${depth} (splits from ${minSplit} bars)`
    const when = `fitted to ${window} bars and anew every ${refit} bar lengths`
    return `${sides[side]} as far as ${lean}: with L1 ${strength}, on ${space} and ${tree}, ${when}`
  },
  warmup: (genes) => spokenFrom(FEATURES_FROM, genes),
  write(bars, genes, exposure, tools) {
    const levels = LEVELS[genes.levels]
    const rules = { ...genes, levels, columns: FEATURES }
    const scratch = new Scratch()
    for (const lesson of trailingFits(bars, featureTable(bars, tools), genes)) {
      const quantiles = treeQuantiles(lesson, rules, scratch)
      if (quantiles === undefined) continue
      for (let at = 0, t = lesson.from; at < quantiles.length; at += levels.length, t++) {
        exposure[t] = leanOf(quantiles.slice(at, at + levels.length), genes.full)
      }
    }
    takeSide(exposure, genes.side)
  },
})
