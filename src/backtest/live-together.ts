import { checkWanted } from './check-exposure.ts'
import { liveThroughBar } from './intrabar.ts'
import { isNear } from './levels.ts'
import { isDue, planned, reject } from './order.ts'
import { REJECT } from './reasons.ts'
import { equityAt, type Run } from './run.ts'
import { type Margin, type Moment, priceOf } from './share.ts'
import { closeBar, liquidateAt, settleFunding, stopByTime } from './step.ts'

/** The markets of a portfolio and what binds them. */
export interface Together {
  readonly runs: readonly Run[]
  readonly margin: Margin
  /** Largest sum of |position value| over equity that orders may lead to. */
  readonly gross: number
  /** Quantity that each market is to have, NaN where there is no order; scratch. */
  readonly aims: Float64Array
}

/** Rounding that a cap forgives, that to whole lots included. */
const DUST = 2e-9
/** Cash that is no larger than this share of equity is what rounding left. */
const SPECK = 1e-12

/** Lives all markets through bar t: every stage of `step` for all of them before the next stage begins. */
export function liveTogether(together: Together, t: number): void {
  const { runs, margin } = together
  const { lag, stops } = runs[0].setup.terms
  for (const run of runs) {
    run.bar = t
    run.isAtClose = false
    if (run.quantity !== 0) settleFunding(run)
  }
  margin.hold('open', liquidateAtOpen)
  if (lag === 1 && t > 0) decideTogether(together, t - 1, 'open')
  if (lag === 1 && stops !== null) margin.hold('open', stopAtOpen)
  margin.hold('open', liveInside)
  for (const run of runs) run.isAtClose = true
  if (lag === 0) {
    decideTogether(together, t, 'close')
    if (stops !== null) margin.hold('close', stopAtClose)
  }
  margin.hold('close', endBar)
}

const liquidateAtOpen = (run: Run) => liquidateAt(run, priceOf(run, 'open'))
const stopAtOpen = (run: Run) => stopByTime(run, priceOf(run, 'open'))
const stopAtClose = (run: Run) => stopByTime(run, priceOf(run, 'close'))
const endBar = (run: Run) => closeBar(run, priceOf(run, 'close'))
const liveInside = (run: Run) => {
  if (isNear(run, run.bar)) liveThroughBar(run)
}

/** Values all decisions before any is traded, and cuts them to the gross cap. */
function decideTogether(together: Together, signal: number, moment: Moment): void {
  const { margin, aims } = together
  let orders = 0
  margin.value(moment, (run) => {
    checkWanted(run.setup, run.exposure, signal)
    const aim = aimOf(run, run.exposure[signal], priceOf(run, moment))
    aims[run.market] = aim
    if (!Number.isNaN(aim)) orders++
  })
  if (orders === 0) return
  cutToGross(together, moment)
  margin.trade(moment, aims)
}

/** Quantity that an exposure stands for, NaN where no order is due; none for a share of cash that is gone up to rounding. */
function aimOf(run: Run, wanted: number, price: number): number {
  if (!isDue(run, wanted, price)) return Number.NaN
  const aim = planned(run, wanted, price)
  if (run.setup.terms.size !== 'cash-share' || aim === 0) return aim
  if (!(Math.abs(aim) * price <= SPECK * Math.abs(wanted) * equityAt(run, price))) return aim
  reject(run, Math.abs(aim), REJECT['no-cash'])
  return 0
}

/** Scales the orders down together until the positions they lead to fit under the cap beside those left alone. */
function cutToGross({ runs, margin, gross, aims }: Together, moment: Moment): void {
  const most = gross * margin.equity(moment)
  let kept = 0
  let asked = 0
  for (const run of runs) {
    const aim = aims[run.market]
    if (Number.isNaN(aim)) kept += Math.abs(run.quantity) * priceOf(run, moment)
    else asked += Math.abs(aim) * priceOf(run, moment)
  }
  if (kept + asked <= most * (1 + DUST) || asked === 0) return
  const room = most - kept
  const share = room > DUST * most ? room / asked : 0
  for (const run of runs) {
    const aim = aims[run.market]
    if (Number.isNaN(aim) || aim === 0) continue
    reject(run, Math.abs(aim) * (1 - share), REJECT['over-cap'])
    aims[run.market] = aim * share
  }
}
