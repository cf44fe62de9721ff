import type { Bars } from '../../src/market/bars.ts'

/** What the plain portfolio knows: market orders at the next open, proportional costs, funding, liquidation. */
export interface PlainTerms {
  readonly margin: 'cross' | 'isolated'
  readonly rebalance: 'on-change' | 'every-bar'
  readonly cash: number
  readonly leverage: number
  readonly maintenance: number
  readonly fee: number
  readonly slippage: number
  readonly liquidationFee: number
}

interface Position {
  readonly bars: Bars
  readonly wanted: Float64Array
  quantity: number
  /** Exposure acted upon, and the one barred by a liquidation. */
  target: number
  barred: number
  /** Collateral less the price of entry; isolated margin only. */
  pot: number
}

/**
 * A second portfolio, written as plainly as can be: every number is worked out afresh from all positions when it is
 * asked for. The yardstick of the fast one.
 */
export function plainPortfolio(
  markets: readonly Bars[],
  exposures: readonly Float64Array[],
  terms: PlainTerms,
): { equity: Float64Array; shortfall: number; turnover: number; liquidations: number } {
  const { leverage, maintenance } = terms
  const isCross = terms.margin === 'cross'
  const all: Position[] = markets.map((bars, i) => {
    return { bars, wanted: exposures[i], quantity: 0, target: 0, barred: Number.NaN, pot: 0 }
  })
  let free = terms.cash
  let shortfall = 0
  let turnover = 0
  let liquidations = 0
  const equityAt = (priceOf: (of: Position) => number) =>
    all.reduce((sum, of) => sum + of.pot + of.quantity * priceOf(of), free)

  const fill = (
    of: Position,
    price: number,
    delta: number,
    isLiquidation: boolean,
    marks: (of: Position) => number,
  ) => {
    const slip = isLiquidation ? 0 : terms.slippage
    const filled = price * (1 + Math.sign(delta) * slip)
    const fee = Math.abs(delta) * filled * (terms.fee + (isLiquidation ? terms.liquidationFee : 0))
    const equity = equityAt((other) => (other === of ? price : marks(other)))
    if (equity > 0) turnover += (Math.abs(delta) * price) / equity
    const before = of.quantity
    of.quantity = delta === -before ? 0 : before + delta
    if (isCross) {
      free -= delta * filled + fee
      if (free < 0 && all.every(({ quantity }) => quantity === 0)) {
        shortfall -= free
        free = 0
      }
      return
    }
    const grows = Math.abs(of.quantity) > Math.abs(before)
    if (grows) free -= (Math.abs(delta) * filled) / leverage + fee
    const kept = grows
      ? of.pot + (Math.abs(delta) * filled) / leverage - delta * filled
      : (of.pot * of.quantity) / before
    if (!grows) free += Math.max(0, of.pot - delta * filled - fee - kept)
    const left = of.pot - delta * filled - fee
    if (of.quantity === 0 && left < 0) shortfall -= left
    of.pot = grows || of.quantity === 0 ? kept : Math.min(kept, left)
  }

  const isBroken = (of: Position, price: number, marks: (of: Position) => number) => {
    const own = of.pot + of.quantity * price
    const needs = maintenance * Math.abs(of.quantity) * price
    if (!isCross) return own <= needs
    const others = all.filter((other) => other !== of)
    const rest = others.reduce((sum, other) => sum + other.quantity * marks(other), free)
    return own + rest <= needs + others.reduce((sum, o) => sum + maintenance * Math.abs(o.quantity) * marks(o), 0)
  }

  const liquidate = (of: Position, price: number, marks: (of: Position) => number) => {
    of.barred = of.target
    liquidations++
    fill(of, price, -of.quantity, true, marks)
  }

  /** The price at which `isBroken` begins to hold, found by halving between two that it lies between. */
  const breakingPrice = (of: Position, safe: number, broken: number, marks: (of: Position) => number) => {
    let [good, bad] = [safe, broken]
    for (let i = 0; i < 200; i++) {
      const middle = (good + bad) / 2
      if (isBroken(of, middle, marks)) bad = middle
      else good = middle
    }
    return bad
  }

  const decide = (t: number, marks: (of: Position) => number) => {
    const equity = equityAt(marks)
    const orders = all.flatMap((of) => {
      const wanted = of.wanted[t - 1]
      if (wanted === of.barred) return []
      of.barred = Number.NaN
      const isDue = terms.rebalance === 'every-bar' ? wanted !== 0 || of.quantity !== 0 : wanted !== of.target
      if (isDue) of.target = wanted
      return isDue && (equity > 0 || wanted === 0) ? [{ of, aim: (wanted * equity) / marks(of) }] : []
    })
    const legs = (take: (quantity: number, aim: number) => number) => {
      const due = orders.flatMap(({ of, aim }) => {
        const to = take(of.quantity, aim)
        return Number.isNaN(to) || to === of.quantity ? [] : [{ of, to }]
      })
      const sales = due.filter(({ of, to }) => to < of.quantity)
      for (const { of, to } of [...sales, ...due.filter((leg) => !sales.includes(leg))]) {
        const delta = to - of.quantity
        if (Math.abs(delta) > 1e-12 * Math.max(Math.abs(to), Math.abs(of.quantity)))
          fill(of, marks(of), delta, false, marks)
      }
    }
    const shrink = (held: number, aim: number) =>
      held !== 0 && aim * held <= 0 ? 0 : Math.abs(aim) < Math.abs(held) ? aim : Number.NaN
    if (isCross) {
      const sales = orders.filter(({ of, aim }) => aim < of.quantity)
      for (const order of [...sales, ...orders.filter((other) => !sales.includes(other))]) {
        const { of, aim } = order
        if (of.quantity !== 0 && aim * of.quantity <= 0) fill(of, marks(of), -of.quantity, false, marks)
        const delta = aim - of.quantity
        if (Math.abs(delta) > 1e-12 * Math.max(Math.abs(aim), Math.abs(of.quantity)))
          fill(of, marks(of), delta, false, marks)
      }
      return
    }
    legs(shrink)
    legs((held, aim) => (Math.abs(aim) > Math.abs(held) && aim * held >= 0 ? aim : Number.NaN))
  }

  const equity = markets[0].time.map((_, t) => {
    const open = ({ bars }: Position) => bars.open[t]
    const close = ({ bars }: Position) => bars.close[t]
    const held = () => all.filter(({ quantity }) => quantity !== 0)
    for (const of of held()) {
      const paid = of.quantity * open(of) * (of.bars.funding?.[t] ?? 0)
      if (isCross) free -= paid
      else of.pot -= paid
    }
    for (const of of held()) if (isBroken(of, open(of), open)) liquidate(of, open(of), open)
    if (t > 0) decide(t, open)
    for (const of of held()) {
      const worst = of.quantity > 0 ? of.bars.low[t] : of.bars.high[t]
      if (isBroken(of, open(of), open)) liquidate(of, open(of), open)
      else if (isBroken(of, worst, open)) liquidate(of, breakingPrice(of, open(of), worst, open), open)
    }
    for (const of of held()) if (isBroken(of, close(of), close)) liquidate(of, close(of), close)
    return equityAt(close)
  })
  return { equity, shortfall, turnover, liquidations }
}
