/**
 * Small learners that are exact: equal rows give equal bits, every fit says how far it came, and a model is plain data that
 * JSON carries. Features lie row after row in one column; one value that is not finite is refused by a fit, and makes
 * NaN of what a model says about its row.
 *
 * @module learning
 */
export { fitKMeans, type KMeans, type KMeansOptions, predictKMeans } from './k-means.ts'
export { fitLinearSvc, type LinearSvc, type LinearSvcOptions, predictLinearSvc, scoreLinearSvc } from './linear-svc.ts'
export {
  fitLogisticRegression,
  type LogisticRegression,
  type LogisticRegressionOptions,
  predictLogistic,
} from './logistic-regression.ts'
export { fitPca, type Pca, type PcaOptions, projectPca } from './pca.ts'
export {
  fitQuantileRegression,
  predictQuantiles,
  type QuantileRegression,
  type QuantileRegressionOptions,
} from './quantile-regression.ts'
export { fitRidge, predictRidge, type Ridge, type RidgeOptions } from './ridge.ts'
export { Scratch } from './scratch.ts'
export { fitStandardiser, type Standardiser, standardise } from './standardiser.ts'
export { fitClassificationTree, fitRegressionTree, leavesOf, predictTree, type Tree, type TreeOptions } from './tree.ts'
