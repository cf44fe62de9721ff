import type { Run } from './run.ts'
import type { Book } from './setup.ts'

/** No order fills at a worse price than this much beyond the raw one. */
const WORST = 0.9

/** The slippage of an order of `size` units at the bar of the run, as a fraction of the raw price. */
export function slippageRate(run: Run, size: number, isBuy: boolean): number {
  const { tape, terms, volatility, book } = run.setup
  const model = terms.slippage
  switch (model.model) {
    case 'fixed':
      return model.rate
    case 'volatility':
      return Math.min(
        WORST,
        model.rate + model.factor * (volatility === null || run.bar === 0 ? 0 : volatility[run.bar - 1]),
      )
    case 'volume-share': {
      const volume = tape.volume[run.bar]
      const share = size < volume ? size / volume : 1
      return model.impact * share * share
    }
    case 'book':
      return book === null ? 0 : Math.min(WORST, bookRate(book, Math.max(0, run.bar - 1), size, isBuy))
  }
}

/** The largest quantity that the bar has liquidity for. */
export function liquidityOf(run: Run, isBuy: boolean): number {
  const { tape, terms, book } = run.setup
  if (terms.slippage.model === 'volume-share') {
    const taken = run.takenBar === run.bar ? run.taken : 0
    return Math.max(0, terms.slippage.cap * tape.volume[run.bar] - taken)
  }
  if (book === null) return Number.POSITIVE_INFINITY
  const row = Math.max(0, run.bar - 1)
  if (!isQuoted(book, row)) return 0
  const prices = isBuy ? book.askPrice : book.bidPrice
  const sizes = isBuy ? book.askSize : book.bidSize
  let depth = 0
  for (let level = 0; level < sizes.length; level++) depth += levelSize(sizes[level][row], prices[level][row])
  return depth
}

/** Distance of the volume-weighted price of the levels taken from the middle of the book; the last level has no end. */
function bookRate(book: Book, row: number, size: number, isBuy: boolean): number {
  if (size === 0) return 0
  if (!isQuoted(book, row)) return WORST
  const prices = isBuy ? book.askPrice : book.bidPrice
  const sizes = isBuy ? book.askSize : book.bidSize
  const middle = (book.askPrice[0][row] + book.bidPrice[0][row]) / 2
  let left = size
  let paid = 0
  let last = prices[0][row]
  for (let level = 0; level < prices.length && left > 0; level++) {
    const depth = levelSize(sizes[level][row], prices[level][row])
    if (depth === 0) continue
    last = prices[level][row]
    const part = Math.min(left, depth)
    paid += part * last
    left -= part
  }
  const average = (paid + left * last) / size
  return Math.max(0, isBuy ? average / middle - 1 : 1 - average / middle)
}

function isQuoted(book: Book, row: number): boolean {
  return book.askPrice[0][row] > 0 && book.bidPrice[0][row] > 0
}

/** A level without a price or a size has none. */
function levelSize(size: number, price: number): number {
  return price > 0 ? Math.max(0, size || 0) : 0
}
