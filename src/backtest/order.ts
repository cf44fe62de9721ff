import { checkWanted } from './check-exposure.ts'
import { fill } from './fill.ts'
import { hasLevels } from './levels.ts'
import { FILL, REJECT } from './reasons.ts'
import { recordReject } from './recorder.ts'
import { DUST, equityAt, type Run } from './run.ts'
import { liquidityOf, slippageRate } from './slippage-rate.ts'

/** What a purchase leaves in the purse, so that rounding cannot overdraw it. */
const SPARE = 1 - 1e-14

/** Reads the decision of bar `signal` and trades towards it at a price of the bar of the run. */
export function decide(run: Run, signal: number, price: number): void {
  checkWanted(run.setup, run.exposure, signal)
  const wanted = run.exposure[signal]
  if (!isDue(run, wanted, price)) return
  const aim = planned(run, wanted, price)
  if (!Number.isNaN(aim)) tradeTo(run, aim, price)
}

/** Whether the exposure wanted calls for an order. */
export function isDue(run: Run, wanted: number, price: number): boolean {
  const { terms } = run.setup
  if (!Number.isNaN(run.barred)) {
    const bySide = terms.stops !== null && terms.stops.reentry === 'on-new-side'
    if (wanted === run.barred || (bySide && Math.sign(wanted) === Math.sign(run.barred))) return false
    run.barred = Number.NaN
  }
  if (terms.rebalance === 'on-change') return run.isUnfilled || wanted !== run.target
  if (wanted === 0 || terms.rebalance === 'every-bar') return wanted !== 0 || run.quantity !== 0
  const equity = equityAt(run, price)
  return equity > 0 && Math.abs(wanted - (run.quantity * price) / equity) > terms.band
}

/** The quantity that the exposure wanted stands for, valued before the trade; NaN when there is no purse to trade with. */
export function planned(run: Run, wanted: number, price: number): number {
  const { terms } = run.setup
  const isNew = wanted !== run.target
  run.target = wanted
  run.isUnfilled = false
  let aim = wanted
  if (wanted < 0 && !terms.shorting) {
    aim = 0
    if (isNew) reject(run, 0, REJECT['no-shorting'])
  }
  if (aim === 0) return 0
  const equity = equityAt(run, price)
  if (!(equity > 0)) {
    if (isNew) reject(run, 0, REJECT['no-cash'])
    return Number.NaN
  }
  return toLot(run, capped(run, sized(run, aim, price, equity), price, equity))
}

function sized(run: Run, aim: number, price: number, equity: number): number {
  const { size, fee, fixedFee } = run.setup.terms
  if (size === 'equity-share') return (aim * equity) / price
  if (size === 'units') return aim
  if (size === 'cash-value') return aim / price
  const purse = Math.max(0, run.account.cash + run.quantity * price - fixedFee)
  const rate = slippageRate(run, (Math.abs(aim) * purse) / price, aim > 0)
  return (aim * purse) / (price * (1 + rate) * (1 + fee))
}

/** Cuts a quantity to the ceiling of the account; the tolerance is rounding. */
function capped(run: Run, quantity: number, price: number, equity: number): number {
  const most = run.ceiling * equity
  if (Math.abs(quantity) * price <= most * (1 + DUST)) return quantity
  reject(run, Math.abs(quantity) - most / price, REJECT['over-cap'])
  return (Math.sign(quantity) * most) / price
}

function toLot(run: Run, quantity: number): number {
  const { lot } = run.setup.terms
  if (lot === 0) return quantity
  const whole = Math.sign(quantity) * wholeLots(Math.abs(quantity), lot)
  if (whole === 0 && run.quantity === 0) reject(run, Math.abs(quantity), REJECT['too-small'])
  return whole
}

/** Rounds down, unless the quantity is a whole number of lots up to rounding. */
function wholeLots(size: number, lot: number): number {
  return Math.floor(size / lot + 1e-9) * lot
}

/**
 * Trades from the present quantity to `aim`: to the other side in two fills, a close and an opening; no opening when the
 * close has left nothing to open with.
 */
export function tradeTo(run: Run, aim: number, price: number): void {
  const held = run.quantity
  if (held !== 0 && aim * held <= 0) {
    send(run, -held, price)
    if (run.quantity !== 0 || aim === 0) return
    if (!(equityAt(run, price) > 0)) {
      reject(run, Math.abs(aim), REJECT['no-cash'])
      return
    }
  }
  const delta = aim - run.quantity
  if (Math.abs(delta) <= DUST * Math.max(Math.abs(aim), Math.abs(held))) return
  send(run, delta, price)
}

function send(run: Run, wanted: number, price: number): void {
  const { terms } = run.setup
  const isClosing = wanted === -run.quantity
  if (run.quantity === 0 && terms.stops !== null && !hasLevels(run)) {
    reject(run, Math.abs(wanted), REJECT['no-level'])
    return
  }
  let size = withLiquidity(run, Math.abs(wanted), wanted > 0)
  if (size === 0) return
  if (terms.isCash && wanted > 0 && run.quantity >= 0) size = affordable(run, size, price)
  if (terms.lot > 0 && !(isClosing && size === Math.abs(wanted))) size = wholeLots(size, terms.lot)
  if (size === 0) return
  if (!isClosing && size * price < terms.minNotional) {
    reject(run, size, REJECT['too-small'])
    return
  }
  if (terms.isCash && wanted < 0 && !isLast(run, size) && !paysItself(run, size, price)) {
    reject(run, size, REJECT['no-cash'])
    return
  }
  run.taken = (run.takenBar === run.bar ? run.taken : 0) + size
  run.takenBar = run.bar
  fill(run, price, Math.sign(wanted) * size, FILL.decision)
}

/** The part of an order that the bar can fill; the decision stays unfulfilled, so the rest is tried at the next bar. */
function withLiquidity(run: Run, size: number, isBuy: boolean): number {
  const most = liquidityOf(run, isBuy)
  if (size <= most) return size
  reject(run, size - most, REJECT['no-liquidity'])
  run.isUnfilled = true
  return most
}

/** The part of a purchase that the cash covers, costs included; worth a word only when more than the costs is missing. */
function affordable(run: Run, size: number, price: number): number {
  const { fee, fixedFee } = run.setup.terms
  const { cash } = run.account
  const unit = price * (1 + slippageRate(run, size, true)) * (1 + fee)
  const purse = Math.max(0, cash - fixedFee) * SPARE
  if (size * unit <= purse) return size
  const most = purse / unit
  if (most === 0 || size * price > cash * (1 + DUST)) reject(run, size - most, REJECT['no-cash'])
  return most
}

/** Whether a sale ends the only position of the account, after which nothing is left that could pay its costs. */
function isLast({ account, quantity }: Run, size: number): boolean {
  return account.open === 1 && size === quantity
}

/** Whether a sale brings, with the cash there is, what it costs (a fixed fee can exceed a small one), as `book` adds it. */
function paysItself(run: Run, size: number, price: number): boolean {
  const { fee, fixedFee } = run.setup.terms
  const slippage = slippageRate(run, size, false)
  const costs = size * (price * (1 - slippage)) * fee + fixedFee
  return run.account.cash + size * price - size * price * slippage - costs >= 0
}

/** Books an order, or the part of one, that was not filled. */
export function reject(run: Run, size: number, reason: number): void {
  run.account.rejects++
  if (run.recorder !== null) recordReject(run, run.recorder.rejects, size, reason)
}
