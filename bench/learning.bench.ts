// Times of the learners on 1,000 rows of 20 columns, with the rivals of the tests interleaved; the least of --rounds N (15).
import { createRequire } from 'node:module'
import { fitKMeans } from '../src/learning/k-means.ts'
import { fitLinearSvc, type LinearSvcOptions } from '../src/learning/linear-svc.ts'
import { fitLogisticRegression } from '../src/learning/logistic-regression.ts'
import { fitPca, projectPca } from '../src/learning/pca.ts'
import { fitQuantileRegression } from '../src/learning/quantile-regression.ts'
import { fitRidge } from '../src/learning/ridge.ts'
import { Scratch } from '../src/learning/scratch.ts'
import { fitClassificationTree, fitRegressionTree } from '../src/learning/tree.ts'
import { randomFrom } from '../src/random/random-from.ts'

const ROWS = 1000
const COLUMNS = 20
const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95]
const at = process.argv.indexOf('--rounds')
const rounds = at < 0 ? 15 : Number(process.argv[at + 1])

const random = randomFrom(42)
const features = Float64Array.from({ length: ROWS * COLUMNS }, () => random.normal())
const numbers = Float64Array.from({ length: ROWS }, (_, row) => {
  let number = 4 * random.normal()
  for (let j = 0; j < COLUMNS; j++) number += ((j % 3) - 1) * features[row * COLUMNS + j]
  return number
})
const two = numbers.map((number) => (number > 0 ? 1 : -1))
const three = numbers.map((number) => (number > 2 ? 1 : number < -2 ? -1 : 0))
const rows = Array.from({ length: ROWS }, (_, row) => Array.from(features.subarray(row * COLUMNS, (row + 1) * COLUMNS)))
const scratch = new Scratch()

const svc = (targets: Float64Array, options: LinearSvcOptions) => () => {
  const { converged, gap, solvers } = fitLinearSvc(features, COLUMNS, targets, { ...options, scratch })
  return `${converged ? 'solved' : 'NOT solved'}, gap ${gap.toExponential(0)}, ${solvers[0]}`
}

const trio = () => {
  const pca = fitPca(features, COLUMNS, { variance: 0.99, scale: 'whitened' })
  const places = projectPca(pca, features)
  const width = pca.variances.length
  fitRegressionTree(places, width, numbers, { depth: 10, scratch })
  const { gap } = fitQuantileRegression(places, width, numbers, { levels: LEVELS, penalty: 0.01, scratch })
  return `gap ${gap.toExponential(0)}`
}

const load = createRequire(import.meta.url)

function libsvm(cost: number): () => string {
  const SVM = load('libsvm-js/asm.js')
  return () => {
    const machine = new SVM({ type: SVM.SVM_TYPES.C_SVC, kernel: SVM.KERNEL_TYPES.LINEAR, cost, quiet: true })
    machine.train(rows, Array.from(two))
    machine.free()
    return ''
  }
}

function cart(): () => string {
  const { DecisionTreeRegression } = load('ml-cart')
  return () => {
    new DecisionTreeRegression({ maxDepth: 6, minNumSamples: 1 }).train(rows, Array.from(numbers))
    return ''
  }
}

function pca(): () => string {
  const { PCA } = load('ml-pca')
  return () => {
    new PCA(rows)
    return ''
  }
}

type Row = readonly [name: string, goal: string, run: () => string]

const fits: Row[] = [
  ...[0.01, 1, 1000].flatMap((cost): Row[] => [
    [`linear svc, hinge, C ${cost}`, '< 100 ms', svc(two, { loss: 'hinge', cost })],
    [`linear svc, squared hinge, C ${cost}`, '< 100 ms', svc(two, { cost })],
    [`linear svc, l1, C ${cost}`, '< 100 ms', svc(two, { penalty: 'l1', cost })],
    [`linear svc, squared hinge, C ${cost}, 3 classes`, '< 100 ms', svc(three, { cost, balance: 'balanced' })],
  ]),
  ['linear svc, descent alone, 1000 passes, C 1000', '', svc(two, { cost: 1000, iterations: 1000, fallback: 'none' })],
  ['libsvm-js, hinge, C 1', 'rival', libsvm(1)],
  ['pca + tree of depth 10 + 5 quantiles', '< 500 ms', trio],
  ['pca', '', () => `${fitPca(features, COLUMNS).variances.length} kept`],
  ['ml-pca', 'rival', pca()],
  [
    'regression tree, depth 6',
    '',
    () => `${fitRegressionTree(features, COLUMNS, numbers, { scratch }).count.length} nodes`,
  ],
  ['ml-cart, depth 6', 'rival', cart()],
  [
    'classification tree, depth 6',
    '',
    () => `${fitClassificationTree(features, COLUMNS, three, { scratch }).count.length} nodes`,
  ],
  [
    '5 quantiles',
    '',
    () =>
      `${fitQuantileRegression(features, COLUMNS, numbers, { levels: LEVELS, scratch }).iterations.join(' ')} steps`,
  ],
  ['logistic regression', '', () => `${fitLogisticRegression(features, COLUMNS, two, { scratch }).iterations} steps`],
  ['ridge', '', () => `${fitRidge(features, COLUMNS, numbers).weights.length} weights`],
  [
    'k-means, 5 clusters, 10 starts',
    '',
    () => `${fitKMeans(features, COLUMNS, { clusters: 5, seed: 1 }).iterations} passes`,
  ],
]

const least = fits.map(() => Number.POSITIVE_INFINITY)
const told = fits.map(() => '')
for (let round = 0; round < rounds; round++) {
  for (const [place, [, goal, run]] of fits.entries()) {
    // Rivals take long and need no more than a few rounds.
    if (goal === 'rival' && round >= 3) continue
    const start = performance.now()
    told[place] = run()
    least[place] = Math.min(least[place], performance.now() - start)
  }
}
console.log(`${ROWS} rows, ${COLUMNS} columns, least of ${rounds} rounds`)
for (const [place, [name, goal]] of fits.entries()) {
  console.log(`${name.padEnd(50)}${least[place].toFixed(2).padStart(9)} ms  ${goal.padEnd(9)} ${told[place]}`)
}
