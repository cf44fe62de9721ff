import { checkWanted } from './check-exposure.ts'
import { liveThroughBar } from './intrabar.ts'
import { isDue, planned, reject, tradeTo } from './order.ts'
import { REJECT } from './reasons.ts'
import { equityAt, type Run } from './run.ts'
import { focus } from './share.ts'
import { closeBar, liquidateAt, settleFunding, stopByTime } from './step.ts'

/** An order that waits for its turn. */
interface Order {
  readonly run: Run
  aim: number
}

/** Rounding that a cap forgives, that to whole lots included. */
const DUST = 2e-9

/** Lives all markets through bar t: every stage of `step` for all of them before the next stage begins. */
export function liveTogether(runs: readonly Run[], t: number, gross: number): void {
  const { lag } = runs[0].setup.terms
  for (const run of runs) run.bar = t
  each(runs, 'open', settleFunding)
  each(runs, 'open', (run) => liquidateAt(run, run.setup.tape.open[t]))
  if (lag === 1 && t > 0) decideTogether(runs, t - 1, gross)
  if (lag === 1) each(runs, 'open', (run) => stopByTime(run, run.setup.tape.open[t]))
  each(runs, 'open', liveThroughBar)
  if (lag === 0) {
    decideTogether(runs, t, gross)
    each(runs, 'close', (run) => stopByTime(run, run.setup.tape.close[t]))
  }
  each(runs, 'close', (run) => closeBar(run, run.setup.tape.close[t]))
}

/** Does something with every market that has a position, the purse turned towards it. */
function each(runs: readonly Run[], moment: 'open' | 'close', act: (run: Run) => void): void {
  for (const run of runs) {
    if (run.quantity === 0) continue
    focus(runs, run.market, moment)
    act(run)
  }
}

/** Values all decisions before any is traded, cuts them to the gross cap, then sells before it buys. */
function decideTogether(runs: readonly Run[], signal: number, gross: number): void {
  const moment = runs[0].setup.terms.lag === 1 ? 'open' : 'close'
  const orders: Order[] = []
  for (const run of runs) {
    const price = run.setup.tape[moment][run.bar]
    checkWanted(run.setup, run.exposure, signal)
    focus(runs, run.market, moment)
    if (!isDue(run, run.exposure[signal], price)) continue
    const aim = planned(run, run.exposure[signal], price)
    if (!Number.isNaN(aim)) orders.push({ run, aim })
  }
  if (orders.length === 0) return
  cutToGross(runs, orders, gross)
  const isSale = ({ run, aim }: Order) => aim < run.quantity
  const [sales, purchases] = [orders.filter(isSale), orders.filter((order) => !isSale(order))]
  for (const { run, aim } of [...sales, ...purchases]) {
    focus(runs, run.market, moment)
    tradeTo(run, aim, run.setup.tape[moment][run.bar])
  }
}

/** Scales the orders down together until the positions they lead to fit under the cap beside those left alone. */
function cutToGross(runs: readonly Run[], orders: Order[], gross: number): void {
  const { setup, bar } = runs[0]
  const moment = setup.terms.lag === 1 ? 'open' : 'close'
  const priceOf = (run: Run) => run.setup.tape[moment][bar]
  focus(runs, 0, moment)
  const most = gross * equityAt(runs[0], priceOf(runs[0]))
  const ordered = new Set(orders.map(({ run }) => run))
  let kept = 0
  let asked = 0
  for (const run of runs) if (!ordered.has(run)) kept += Math.abs(run.quantity) * priceOf(run)
  for (const { run, aim } of orders) asked += Math.abs(aim) * priceOf(run)
  if (kept + asked <= most * (1 + DUST) || asked === 0) return
  const share = Math.max(0, most - kept) / asked
  for (const order of orders) {
    if (order.aim === 0) continue
    reject(order.run, Math.abs(order.aim) * (1 - share), REJECT['over-cap'])
    order.aim *= share
  }
}
