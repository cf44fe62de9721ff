import type { Column } from '../base/column.ts'
import { int, oneOf, real } from '../genome/gene.ts'
import { fitLinearSvc, scoreLinearSvc } from '../learning/linear-svc.ts'
import { Scratch } from '../learning/scratch.ts'
import { takeSide } from '../strategy/hold.ts'
import { type Seed, seed } from '../strategy/seed.ts'
import { confidentClasses, holdKnown } from './class-signals.ts'
import { FEATURES, FEATURES_FROM, featureTable } from './feature-columns.ts'
import { spokenFrom, trailingFits } from './trailing-fits.ts'

/** The pairs of loss and penalty that go together. */
const MARGINS = {
  'hinge-l2': { loss: 'hinge', penalty: 'l2' },
  'squared-hinge-l2': { loss: 'squared-hinge', penalty: 'l2' },
  'squared-hinge-l1': { loss: 'squared-hinge', penalty: 'l1' },
} as const

/** Passes of coordinate descent before the interior point method, whose time does not grow with the cost. */
const PASSES = 10
/** How near the best objective counts as solved. */
const NEAR = 1e-4

/**
 * A linear support vector classifier learns from `window` bars whether the next `horizon` bars rise by more than `band`
 * volatilities, fall by more, or do neither, and learns it anew every `refit` bar lengths. A bar whose score leads by
 * `confidence` times the usual lead of the window is a signal, and stands for `horizon` bars or until another one. It
 * is flat while there is no model: too few whole rows, one class alone, or a fit that has not converged.
 */
export const linearSvcClassifier: Seed = seed({
  name: 'linear-svc-classifier',
  role: 'entry',
  version: 1,
  idea:
    'What the last weeks looked like before rises and before falls may tell which of the two comes next. ' +
    'It looks for the widest gap between them and speaks only where a bar lies clearly on one side.',
  genes: {
    window: int(120, 1000, { scale: 'log', default: 250 }),
    refit: int(20, 250, { scale: 'log', default: 50 }),
    horizon: int(1, 20, { scale: 'log', default: 5 }),
    band: real(0, 1.5, { digits: 2, default: 0.5 }),
    cost: real(0.001, 1000, { scale: 'log', digits: 2, default: 0.1 }),
    margin: oneOf('hinge-l2', 'squared-hinge-l2', 'squared-hinge-l1'),
    balanced: { kind: 'flag', default: true },
    confidence: real(0, 1.5, { digits: 2, default: 0.5 }),
    side: oneOf('both', 'long', 'short'),
  },
  showcase: 'chop',
  say({ window, refit, horizon, band, cost, margin, balanced, confidence, side }) {
    const sides = { both: 'Long or short', long: 'Long', short: 'Short' }
    const classes = `moves of ${horizon} bars beyond ${band} volatilities`
    const learner = `a linear classifier (${margin}, C ${cost}${balanced ? ', balanced' : ''})`
    const when = `fitted to ${window} bars and anew every ${refit} bar lengths`
    return `${sides[side]} for ${horizon} bars when ${learner} of ${classes}, ${when}, leads by ${confidence} of its usual lead`
  },
  warmup: (genes) => spokenFrom(FEATURES_FROM, genes),
  write(bars, genes, exposure, tools) {
    const { horizon, band, cost, margin, balanced, confidence, side } = genes
    const balance = balanced ? 'balanced' : 'none'
    const options = { cost, ...MARGINS[margin], balance, iterations: PASSES, tolerance: NEAR } as const
    const scratch = new Scratch()
    exposure.fill(Number.NaN)
    for (const { features, targets, asked, from, to } of trailingFits(bars, featureTable(bars, tools), genes)) {
      const classes: Column = targets.map((target) => (target > band ? 1 : target < -band ? -1 : 0))
      if (classes.every((one) => one === classes[0])) continue
      const model = fitLinearSvc(features, FEATURES, classes, { ...options, scratch })
      if (!model.converged) continue
      const [known, scores] = [features, asked].map((rows) => scoreLinearSvc(model, rows))
      confidentClasses(exposure.subarray(from, to), model.classes, scores, { known, confidence })
    }
    takeSide(holdKnown(exposure, horizon), side)
  },
})
