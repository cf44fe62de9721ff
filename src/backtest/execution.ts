/** How far from the entry a level stands: a fraction of the entry price, or a multiple of a column in units of price. */
export type Distance =
  | number
  | {
      /** Name of a column of `bars.extras`, for example an average true range; read at the bar of the decision. */
      readonly column: string
      /** Multiple of that column; 1 by default. */
      readonly times?: number
    }

/** Orders that rest in the market beside a position, measured from the price of its first fill. */
export interface Stops {
  /** Loss at which the position is closed. */
  readonly loss?: Distance
  /** Gain at which it is closed, by a limit order: no slippage, maker fee. */
  readonly profit?: Distance
  /** Distance kept below the best price since the entry (above it for a short). */
  readonly trailing?: Distance
  /** Gain from which the stop stands at the entry price. */
  readonly breakEven?: Distance
  /** Bars after which the position is closed at the next moment of filling. */
  readonly time?: number
  /** Whether the levels are live in the bar of the entry; by default from the bar after it. */
  readonly onEntryBar?: boolean
  /** Whether stop fills slip like any market order; true by default. */
  readonly slippage?: boolean
  /** When a stopped market may be entered again: once the exposure changes (default), changes side, or at once. */
  readonly reentry?: 'on-change' | 'on-new-side' | 'at-once'
}

/** How much worse than the raw price a market order fills, as a fraction of it. */
export type Slippage =
  | number
  | { readonly model: 'fixed'; readonly rate: number }
  | {
      /** `rate + factor x` the root mean square of the last `period` close-to-close returns before the bar. */
      readonly model: 'volatility'
      readonly factor: number
      /** Bars looked at; 20 by default. */
      readonly period?: number
      /** Part that does not depend on the market; 0 by default. */
      readonly rate?: number
    }
  | {
      /** `impact x share^2`, with the share of the bar's volume that the order takes. */
      readonly model: 'volume-share'
      /** Slippage of an order as large as the whole volume; 0.1 by default. */
      readonly impact?: number
      /** Largest share of the volume that is filled; 0.025 by default. Stops and liquidations are exempt. */
      readonly cap?: number
    }
  | {
      /** Walks the first three levels of the book before the bar; what lies beyond them is not filled. */
      readonly model: 'book'
    }

/** Fees as fractions of the value filled, and a sum per fill. */
export interface Fees {
  /** Of orders that take liquidity; 0.0005 by default. */
  readonly taker?: number
  /** Of orders that rest; 0.0002 by default. */
  readonly maker?: number
  /** Charged for every fill on top; 0 by default. */
  readonly fixed?: number
}

/** How decisions become fills, as plain JSON. Everything left out has the default named here. */
export interface Execution {
  /** Where the decision of bar t fills: at the open of t + 1 (default), or at the close of t. */
  readonly fill?: 'next-open' | 'same-close'
  /** Equity before bar 0; 10,000 by default. */
  readonly cash?: number
  /** `'margin'` (default) borrows and can be liquidated; `'cash'` never spends what it has not. */
  readonly account?: 'margin' | 'cash'
  /** Largest |position value| / equity that an order may aim at; 1 by default. */
  readonly leverage?: number
  /** Share of the position's value that equity must exceed to escape liquidation; 0.01 by default. */
  readonly maintenance?: number
  /** Fee of a liquidation on top of the taker fee; 0.005 by default. */
  readonly liquidationFee?: number
  /** Whether negative exposure is traded; by default only in a margin account. */
  readonly shorting?: boolean
  /** What a number of the exposure column means; a share of equity by default. */
  readonly size?: 'equity-share' | 'units' | 'cash-value' | 'cash-share'
  /** Smallest step of a quantity, 0 (default) for none. */
  readonly lot?: number
  /** Smallest value of an order that does not close the position, 0 by default. */
  readonly minNotional?: number
  /** When an order is sent: when the exposure changes (default), at every bar, or when it drifted by more than a band. */
  readonly rebalance?: 'on-change' | 'every-bar' | { readonly band: number }
  readonly fees?: Fees
  /** Whether decisions pay the taker fee (default) or rest and pay the maker fee. */
  readonly liquidity?: 'taker' | 'maker'
  /** 0.0005 by default. */
  readonly slippage?: Slippage
  /** Whether funding rates of the bars are settled; true by default in a margin account. */
  readonly funding?: boolean
  readonly stops?: Stops
  /** Whether a position left at the end is closed at the last close; it stays open by default. */
  readonly closeAtEnd?: boolean
  /** Which of two levels inside one bar is taken to come first: the worse (default) or the better one. */
  readonly whenAmbiguous?: 'pessimistic' | 'optimistic'
}

/**
 * A perpetual future on a large exchange: margin account, taker fee 0.0005, maker fee 0.0002, slippage 0.0005, funding
 * settled. These are the defaults, written out.
 *
 * @example
 * perpetual.fees.taker // => 0.0005
 */
export const perpetual = {
  fill: 'next-open',
  account: 'margin',
  leverage: 1,
  maintenance: 0.01,
  liquidationFee: 0.005,
  fees: { taker: 0.0005, maker: 0.0002, fixed: 0 },
  slippage: 0.0005,
  funding: true,
} as const

/**
 * Buying and selling the asset itself: cash account, no shorting, no funding, fee 0.001 and slippage 0.0005.
 *
 * @example
 * spot.account // => 'cash'
 */
export const spot = {
  fill: 'next-open',
  account: 'cash',
  shorting: false,
  fees: { taker: 0.001, maker: 0.001, fixed: 0 },
  slippage: 0.0005,
  funding: false,
} as const

/**
 * A world without fees, slippage or funding. For testing arithmetic, not strategies: what it earns nobody can.
 *
 * @example
 * frictionless.slippage // => 0
 */
export const frictionless = {
  fill: 'next-open',
  account: 'margin',
  liquidationFee: 0,
  fees: { taker: 0, maker: 0, fixed: 0 },
  slippage: 0,
  funding: false,
} as const
