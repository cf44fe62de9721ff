import type { Row, Workload } from './indicators.rows.ts'

// What an indicator cannot do without, as the shortest loop that does it: no gaps, no stream, no memory, no check. Where a
// fifth of the best rival is less than this, five times is out of reach, whoever writes it.

function copyInto({ out: columns, close }: Workload): void {
  const out = columns[0]
  for (let t = 0; t < close.length; t++) out[t] = close[t]
}

/** Three columns of a constant: with new columns, what the system takes to hand out their memory. */
function fillInto({ out: columns, close }: Workload): void {
  for (let i = 0; i < 3; i++) {
    const out = columns[i]
    for (let t = 0; t < close.length; t++) out[t] = 1
  }
}

/** Rate of change: a difference and a division. */
function divideInto({ out: columns, close }: Workload): void {
  const out = columns[0]
  for (let t = 10; t < close.length; t++) out[t] = (close[t] - close[t - 10]) / close[t - 10]
}

/** Commodity channel index: the distances of 20 values from a mean, here of those that stand at the front. */
function distancesInto({ out: columns, close }: Workload): void {
  const out = columns[0]
  for (let t = 0; t < close.length; t++) {
    const mean = close[t]
    let [first, second, third, fourth] = [0, 0, 0, 0]
    for (let i = 0; i < 20; i += 4) {
      first += Math.abs(close[i] - mean)
      second += Math.abs(close[i + 1] - mean)
      third += Math.abs(close[i + 2] - mean)
      fourth += Math.abs(close[i + 3] - mean)
    }
    out[t] = first + second + third + fourth
  }
}

/** Historical volatility: logarithmic returns by a short series, and two running sums, which drift as ours must not. */
function deviationInto({ out: columns, close }: Workload): void {
  const out = columns[0]
  const returns = columns[1]
  let sum = 0
  let squares = 0
  for (let t = 21; t < close.length; t++) {
    const share = (close[t] - close[t - 1]) / (close[t] + close[t - 1])
    const square = share * share
    const change = 2 * share * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square * (1 / 9)))))
    const old = returns[t - 20]
    returns[t] = change
    sum += change - old
    squares += change * change - old * old
    out[t] = Math.sqrt(Math.abs(20 * squares - sum * sum) / 380)
  }
}

/** Kaufman's average: an efficiency and the average it steers, with a path that drifts as ours must not. */
function adaptInto({ out: columns, close }: Workload): void {
  const out = columns[0]
  let average = close[10]
  let path = 1
  for (let t = 11; t < close.length; t++) {
    path += Math.abs(close[t] - close[t - 1]) - Math.abs(close[t - 10] - close[t - 11])
    const root = 0.06 + 0.6 * (Math.abs(close[t] - close[t - 10]) / path)
    average += root * root * (close[t] - average)
    out[t] = average
  }
}

/** Williams %R: highest and lowest of 14 by heads and tails of blocks, and where the close stands between them. */
function depthInto({ out: columns, high, low, close }: Workload): void {
  const out = columns[0]
  const tops = new Float64Array(15)
  const bottoms = new Float64Array(15)
  for (let start = 0; start + 14 <= high.length; start += 14) {
    let top = high[start]
    let bottom = low[start]
    tops[14] = top
    bottoms[14] = bottom
    for (let i = 0; i < 14; i++) {
      top += gain(high[start + i] - top)
      bottom -= gain(bottom - low[start + i])
      const highest = top + gain(tops[i + 1] - top)
      const lowest = bottom - gain(bottom - bottoms[i + 1])
      out[start + i] = 100 * ((close[start + i] - highest) / (highest - lowest))
    }
    top = high[start + 13]
    bottom = low[start + 13]
    for (let i = 13; i > 0; i--) {
      tops[i] = top += gain(high[start + i] - top)
      bottoms[i] = bottom -= gain(bottom - low[start + i])
    }
  }
}

/** What is above zero of a difference: no branch, which prices would make the processor guess wrongly. */
function gain(rise: number): number {
  return 0.5 * (rise + Math.abs(rise))
}

/** Parabolic stop and reverse by its rules alone. */
function stopInto({ out: columns, high, low }: Workload): void {
  const line = columns[0]
  const direction = columns[1]
  let [up, stop, extreme, factor] = [true, low[0], high[0], 0.02]
  for (let t = 1; t < high.length; t++) {
    if (up ? low[t] <= stop : high[t] >= stop) {
      stop = extreme
      up = !up
      extreme = up ? high[t] : low[t]
      factor = 0.02
    } else if (up ? high[t] > extreme : low[t] < extreme) {
      extreme = up ? high[t] : low[t]
      factor = Math.min(0.2, factor + 0.02)
    }
    line[t] = stop
    direction[t] = up ? 1 : -1
    stop += factor * (extreme - stop)
    stop = up ? Math.min(stop, low[t], low[t - 1]) : Math.max(stop, high[t], high[t - 1])
  }
}

/** Floors of the rows that no arrangement brings to a fifth of the best rival. */
export const FLOOR_ROWS: readonly Row[] = [
  { name: 'Floor: a copy', ours: copyInto, rivals: {} },
  { name: 'Floor: three columns of a constant', ours: fillInto, rivals: {} },
  { name: 'Floor: a change over 10 rows', ours: divideInto, rivals: {} },
  { name: 'Floor: 20 distances', ours: distancesInto, rivals: {} },
  { name: 'Floor: a deviation of returns', ours: deviationInto, rivals: {} },
  { name: 'Floor: an adaptive average', ours: adaptInto, rivals: {} },
  { name: 'Floor: a depth in a range', ours: depthInto, rivals: {} },
  { name: 'Floor: a stop that reverses', ours: stopInto, rivals: {} },
]
