import type { Execution, Slippage } from '../backtest/execution.ts'
import type { Summary } from '../backtest/summary.ts'
import type { SlippageTerms } from '../backtest/terms.ts'
import { checkNumber, refuse } from '../base/guards.ts'
import { type OpenScene, openScene, type Scene, type SceneOptions, scored, setupWith, summaryWith } from './scene.ts'

/** How much dearer trading becomes. */
export interface CostStressOptions extends SceneOptions {
  /** What fees and slippage are multiplied by; 2 and 3 by default. */
  readonly factors?: readonly number[]
}

/** What is left at one level of costs. */
export interface CostStress {
  readonly factor: number
  readonly summary: Summary
}

/**
 * What a strategy earns when every fee (taker, maker, fixed) and the slippage cost a factor more, in the order of the
 * factors. Funding and the fee of a liquidation stay as they are, and so does the share of the volume that can be filled. The
 * book model reads its slippage from the market and is refused.
 *
 * @example
 * const scene = { strategy: { parts: [partOf(emaCrossover)] }, bars: showcaseMarket('chop'), execution: perpetual }
 * const [once, twice] = costStress(scene, { factors: [1, 2] })
 * twice.summary.endEquity < once.summary.endEquity // => true
 * costStress(scene).map(({ factor }) => factor) // => [2, 3]
 */
export function costStress(scene: Scene, options: CostStressOptions = {}): readonly CostStress[] {
  const where = 'costStress'
  const open = openScene(where, scene, options, ['factors'])
  const { factors = [2, 3] } = options
  if (!Array.isArray(factors) || factors.length === 0) {
    refuse(where, 'factors', factors, { rule: 'an array of at least one factor' })
  }
  for (const [place, factor] of factors.entries()) checkNumber(where, `factors[${place}]`, factor, { min: 0 })
  return factors.map((factor) => ({
    factor,
    summary: summaryWith(setupWith(open, { execution: dearer(open, factor) }), scored(open, open.exposure)),
  }))
}

/** The execution with fees and slippage times a factor, the defaults among them. */
function dearer({ where, execution, setup }: OpenScene, factor: number): Execution {
  const { taker, maker, fixedFee, slippage } = setup.terms
  return {
    ...execution,
    fees: { taker: taker * factor, maker: maker * factor, fixed: fixedFee * factor },
    slippage: slippageTimes(where, slippage, factor),
  }
}

function slippageTimes(where: string, slippage: SlippageTerms, factor: number): Slippage {
  switch (slippage.model) {
    case 'fixed':
      return { ...slippage, rate: slippage.rate * factor }
    case 'volatility':
      return { ...slippage, factor: slippage.factor * factor, rate: slippage.rate * factor }
    case 'volume-share':
      return { ...slippage, impact: slippage.impact * factor }
    case 'book':
      return refuse(where, 'slippage.model', slippage.model, {
        rule: 'a model with a rate to multiply',
        remedy: 'The book itself says what an order costs: use the volatility or the volume-share model for this test.',
      })
  }
}
