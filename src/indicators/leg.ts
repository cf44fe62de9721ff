import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

const START = 0
const END = 1
const SIDE = 2

/** What `followLeg` remembers: start and end of the leg, and which side its end is on (1 high, -1 low). */
export const LEG_SHAPE: Shape = { counts: [], values: 3 }

/**
 * Writes start and end of the leg between the last confirmed swings. Where the window is not whole it forgets the
 * leg and writes NaN.
 */
export function followLeg(
  { values }: Memory,
  [start, end]: readonly Column[],
  [swingHigh, swingLow, whole]: readonly Column[],
): void {
  for (let t = 0; t < start.length; t++) {
    if (Number.isNaN(whole[t])) values.fill(Number.NaN)
    else {
      // A bar can be both: first the swing that carries the leg on, then the one that turns it.
      const side = values[SIDE] === -1 ? -1 : 1
      carryOn(values, side, side === 1 ? swingHigh[t] : swingLow[t])
      carryOn(values, -side, side === 1 ? swingLow[t] : swingHigh[t])
    }
    start[t] = values[START]
    end[t] = Number.isNaN(values[START]) ? Number.NaN : values[END]
  }
}

function carryOn(leg: Column, side: number, price: number): void {
  if (Number.isNaN(price) || side * (price - leg[END]) <= 0) return
  if (side !== leg[SIDE]) {
    leg[START] = leg[END]
    leg[SIDE] = side
  }
  leg[END] = price
}
