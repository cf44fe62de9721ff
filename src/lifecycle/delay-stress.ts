import type { Summary } from '../backtest/summary.ts'
import { checkInteger } from '../base/guards.ts'
import { openScene, type Scene, type SceneOptions, scored, summaryWith } from './scene.ts'

/** How late decisions come. */
export interface DelayStressOptions extends SceneOptions {
  /** Bars by which every decision is late; 1 by default. */
  readonly bars?: number
}

/**
 * What a strategy earns when everything it decides is filled some bars later. What was wanted before the scored rows never
 * arrives there: the first `bars` of them are flat. A rule with an edge loses some of it; one that lives on the very next bar
 * loses all, which no live account will give it.
 *
 * @example
 * const scene = { strategy: { parts: [partOf(emaCrossover)] }, bars: showcaseMarket('rise'), execution: perpetual }
 * const late = delayStress(scene)
 * late.timeInMarket < delayStress(scene, { bars: 0 }).timeInMarket // => true
 */
export function delayStress(scene: Scene, options: DelayStressOptions = {}): Summary {
  const where = 'delayStress'
  const open = openScene(where, scene, options, ['bars'])
  const { bars = 1 } = options
  const wanted = scored(open, open.exposure)
  checkInteger(where, 'bars', bars, { min: 0, below: wanted.length })
  const late = new Float64Array(wanted.length)
  late.set(wanted.subarray(0, wanted.length - bars), bars)
  return summaryWith(open.setup, late)
}
