// Over budget: one loop with all its state in locals, as the function says.
import { type Changes, placeAfter } from './changes.ts'
import { type Curve, MARGIN } from './curve.ts'
import { setLevels } from './levels.ts'
import { untilFunding } from './quiet.ts'
import { DUST, type Run } from './run.ts'
import { BLOCK_BITS } from './tape.ts'

/** A range that comes this close to liquidation is left to `step`, so that rounding never decides. */
const HAIR = 1e-12

/** Orders whose prices are fetched together: one after another each would be waited for, since nobody else reads opens. */
const AHEAD = 64
const orders = /* @__PURE__ */ new Int32Array(AHEAD + 1)
const prices = /* @__PURE__ */ new Float64Array(AHEAD)
const wishes = /* @__PURE__ */ new Float64Array(AHEAD)

/** A plain run with its curve, and the changes of the column of which its exposure is the rows from `first` on. */
export interface Plain {
  readonly run: Run
  readonly curve: Curve
  readonly changes: Changes
  readonly first: number
}

/**
 * Whether the rest of a fitness pass may be held plainly: nobody records, an order has one price and one cost, nothing
 * waits to be tried again. A market alone, without stops and finer bars; its first return is 0, since no decision fills
 * at bar 0.
 */
export function isPlain({ setup, recorder, barred, isUnfilled }: Run): boolean {
  return setup.terms.plain !== null && setup.detail === null && recorder === null && Number.isNaN(barred) && !isUnfilled
}

/**
 * `hold` for a run that `isPlain`, with the same bits: the flat bars of a stretch leave every sum as it is and are not
 * marked, and the order of a bar is booked as `turn` books it, in locals. Liquidation is asked for without a division:
 * by what would be left at the worst price of a block of bars, then of each bar, and at the open of an order. Funding is
 * paid where it falls due. Whatever asks for more leaves the loop, and the bar returned is for `step` to live through. What
 * only a stop or a recorder reads of a trade (its entry, the units bought and sold) is not kept; `short` is as in `hold`.
 *
 * Over budget: the loop that runs per bar, and what runs per order; state that lives in objects costs twice the time.
 */
export function holdPlain({ run, curve, changes, first }: Plain, from: number, until: number): number {
  const { account, exposure, setup } = run
  const { rows, count } = changes
  const { tape, terms, funding } = setup
  const { open, close, low, high, blockLow, blockHigh, length } = tape
  const { slippage: rate, fee: feeRate, fixed } = terms.plain!
  const keepLong = (1 - terms.maintenance) * (1 - HAIR)
  const keepShort = (1 + terms.maintenance) * (1 + HAIR)
  const most = +terms.most
  const ceiling = +run.ceiling

  let equity = +curve.equity
  let sum = +curve.sum
  let squares = +curve.squares
  let downside = 4 * curve.downside
  let peak = +curve.peak
  let worst = +curve.worst
  let floor = +curve.floor
  let held = 0

  let cash = +account.cash
  let turnover = +account.turnover
  let fees = +account.fees
  let slippage = +account.slippage
  let paid = +account.funding
  let gross = +account.gross
  let gained = +account.gained
  let lost = +account.lost
  let tradeReturns = +account.tradeReturns
  let decided = +account.decided
  let fills = 0
  let trades = 0
  let wins = 0
  let losses = 0

  let quantity = +run.quantity
  let target = +run.target
  let flow = +run.flow
  let tradeFees = +run.tradeFees
  let tradeSlippage = +run.tradeSlippage
  let tradeFunding = +run.tradeFunding
  let enteredValue = +run.enteredValue

  let end = terms.closeAtEnd ? Math.min(until, length - 1) : until
  let ahead = 0
  // What was decided before may stand unfilled still.
  if (exposure[from - 1] !== target) orders[ahead++] = from
  const later = 1 - first
  let place = placeAfter(changes, first + from - 1)
  while (place < count && ahead < AHEAD && rows[place] + later < end) orders[ahead++] = rows[place++] + later
  if (place < count) end = Math.min(end, rows[place] + later)
  orders[ahead] = end
  for (let i = 0; i < ahead; i++) {
    prices[i] = open[orders[i]]
    wishes[i] = exposure[orders[i] - 1]
  }
  let order = 0
  let due = orders[0]
  let t = from
  while (t < end) {
    if (t === due) {
      if (funding !== null && funding[t] !== 0) break
      const wanted = wishes[order]
      const price = prices[order]
      const before = quantity
      // A gap may have ended the position before anybody could trade it.
      if (!(before === 0 || cash + before * (before > 0 ? keepLong : keepShort) * price > 0)) break
      const worth = cash + before * price
      const aim = wanted === 0 ? 0 : (wanted * worth) / price
      // No share is over the ceiling, but the last digits of almost nothing may be.
      const isWithin = Math.abs(wanted) <= most && Math.abs(aim) * price <= ceiling * worth * (1 + DUST)
      if (!(isWithin && worth > 0)) break
      // So little may be kept of a position that rounding takes it, which ends the trade.
      if (aim * before > 0 && aim - before === -before) break
      if (before !== 0 && aim * before <= 0) {
        const size = Math.abs(before)
        const filled = before < 0 ? price * (1 + rate) : price * (1 - rate)
        const traded = size * price
        const slipped = traded * rate
        const fee = size * filled * feeRate + fixed
        const rest = cash + before * price - slipped - fee
        if (!(rest > DUST * traded)) break
        cash = rest
        turnover += traded / worth
        fees += fee
        slippage += slipped
        quantity = 0
        fills++
        flow += before * price
        const earned = flow - (tradeFees + fee) - (tradeSlippage + slipped) - tradeFunding
        const profit = Math.abs(earned) <= DUST * enteredValue ? 0 : earned
        const gain = Math.abs(profit)
        trades++
        gross += flow
        wins += Number(profit > 0)
        losses += Number(profit < 0)
        gained += 0.5 * (gain + profit)
        lost += 0.5 * (gain - profit)
        tradeReturns += profit / enteredValue
        decided += gain
      }
      target = wanted
      const delta = aim - quantity
      const size = Math.abs(delta)
      if (size > DUST * Math.max(Math.abs(aim), Math.abs(before))) {
        const now = cash + quantity * price
        const filled = delta > 0 ? price * (1 + rate) : price * (1 - rate)
        const value = size * filled
        const traded = size * price
        const slipped = traded * rate
        const fee = value * feeRate + fixed
        if (now > DUST * traded) turnover += traded / now
        cash = cash - delta * price - slipped - fee
        fees += fee
        slippage += slipped
        fills++
        if (quantity === 0) {
          flow = 0 - delta * price
          tradeFees = fee
          tradeSlippage = slipped
          tradeFunding = 0
          enteredValue = value
        } else {
          flow -= delta * price
          tradeFees += fee
          tradeSlippage += slipped
          if (delta > 0 === quantity > 0) enteredValue += value
        }
        quantity += delta
      }
      due = orders[++order]
    }
    if (quantity === 0 && equity === cash) {
      t = due
      continue
    }
    let edge = quantity === 0 ? t + 1 : Math.min(due, ((t >> BLOCK_BITS) + 1) << BLOCK_BITS) | 0
    if (quantity !== 0) {
      const kept = quantity > 0 ? quantity * keepLong : quantity * keepShort
      const extreme = quantity > 0 ? low : high
      if (funding !== null) {
        if (funding[t] !== 0) {
          const owed = quantity * open[t] * funding[t]
          // What cannot be kept once it is paid is for `step` to liquidate.
          if (!(cash - owed + kept * extreme[t] > 0)) break
          cash -= owed
          paid += owed
          tradeFunding += owed
        }
        edge = untilFunding(funding, t + 1, edge)
      }
      const block = quantity > 0 ? blockLow[t >> BLOCK_BITS] : blockHigh[t >> BLOCK_BITS]
      if (!(cash + kept * block > 0)) {
        let safe = t
        while (safe < edge && cash + kept * extreme[safe] > 0) safe++
        if (safe === t) break
        edge = safe
      }
    }
    const start = t
    do {
      const next = cash + quantity * close[t]
      const earned = next / equity - 1
      const short = earned - Math.abs(earned)
      equity = next
      sum += earned
      squares += earned * earned
      downside += short * short
      if (equity > peak) {
        peak = equity
        floor = equity * (1 + worst) * MARGIN
      } else if (equity < floor) {
        const fall = equity / peak - 1
        if (fall < worst) {
          worst = fall
          floor = peak * (1 + fall) * MARGIN
        }
      }
      t++
    } while (t < edge)
    if (quantity !== 0) held += t - start
  }

  curve.held += held
  curve.equity = equity
  curve.sum = sum
  curve.squares = squares
  curve.downside = 0.25 * downside
  curve.peak = peak
  curve.worst = worst
  curve.floor = floor

  account.cash = cash
  account.turnover = turnover
  account.fees = fees
  account.slippage = slippage
  account.funding = paid
  account.gross = gross
  account.gained = gained
  account.lost = lost
  account.tradeReturns = tradeReturns
  account.decided = decided
  account.fills += fills
  account.trades += trades
  account.wins += wins
  account.losses += losses
  account.open = quantity === 0 ? 0 : 1

  run.quantity = quantity
  run.target = target
  run.flow = flow
  run.tradeFees = tradeFees
  run.tradeSlippage = tradeSlippage
  run.tradeFunding = tradeFunding
  run.enteredValue = enteredValue
  if (quantity !== 0) run.side = quantity > 0 ? 1 : -1
  setLevels(run)
  return t
}
