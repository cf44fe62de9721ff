/**
 * `@organism/core`: the names most programs need. Everything else lives under the subpath of its folder.
 *
 * @module core
 */
export { type Column, contentHash, type ErrorCode, OrganismError, type Problem } from './base/index.ts'
export {
  alignBars,
  type Bars,
  barsFrom,
  barsFromTrades,
  inspectBars,
  packBars,
  parseBars,
  resample,
  showcaseMarket,
  sliceBars,
  splitBars,
  unpackBars,
  writeBars,
} from './market/index.ts'
export { type Random, randomFrom, restoreRandom } from './random/index.ts'
