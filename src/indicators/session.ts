import type { Column } from '../base/column.ts'
import type { Memory, Shape } from './indicator.ts'

/** How long one average runs: a UTC day, or a UTC week from Monday on. */
export type Session = 'day' | 'week'

const DAY = 86_400_000
/** 1970-01-01 was a Thursday, three days after a Monday. */
const MONDAY = 3 * DAY

/** What `runSession` remembers: the session, its first price, the mean above that, and its weights and squares. */
export const SESSION_SHAPE: Shape = { counts: [], values: 5 }

/**
 * Runs volume-weighted mean and variance of the prices since the session began, by updates (West 1979) of deviations
 * from its first price: they lose no digits to a high level. A value that is not finite gives NaN and starts the
 * session anew.
 */
export function runSession(
  { values }: Memory,
  [mean, variance]: readonly Column[],
  [time, price, volume]: readonly Column[],
  session: Session,
): void {
  const [length, offset] = session === 'day' ? [DAY, 0] : [7 * DAY, MONDAY]
  let [current, first, average, traded, squares] = values
  for (let t = 0; t < mean.length; t++) {
    const index = Math.floor((time[t] + offset) / length)
    if (index !== current) {
      current = index
      first = price[t]
      average = 0
      traded = 0
      squares = 0
    }
    const step = price[t] - first - average
    traded += volume[t]
    if (traded !== 0) average += (volume[t] / traded) * step
    squares += volume[t] * step * (price[t] - first - average)
    if (index - index + (squares - squares) + (traded - traded) !== 0) current = squares = Number.NaN
    variance[t] = squares / traded
    mean[t] = Number.isNaN(variance[t]) ? Number.NaN : first + average
  }
  values.set([current, first, average, traded, squares])
}
