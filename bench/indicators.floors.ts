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

/** Rolling sum: heads and tails of blocks. A running sum would be quicker and drift, as ours must not. */
function sumInto({ out: columns, close }: Workload): void {
  const out = columns[0]
  const tails = new Float64Array(21)
  for (let start = 0; start + 20 <= close.length; start += 20) {
    let sum = 0
    for (let i = 0; i < 20; i += 4) {
      const a = sum + close[start + i]
      const b = a + close[start + i + 1]
      const c = b + close[start + i + 2]
      sum = c + close[start + i + 3]
      out[start + i] = tails[i + 1] + a
      out[start + i + 1] = tails[i + 2] + b
      out[start + i + 2] = tails[i + 3] + c
      out[start + i + 3] = tails[i + 4] + sum
    }
    sum = 0
    for (let i = 19; i > 0; i -= 4) {
      const a = sum + close[start + i]
      const b = a + close[start + i - 1]
      const c = b + close[start + i - 2]
      sum = c + close[start + i - 3]
      tails[i] = a
      tails[i - 1] = b
      tails[i - 2] = c
      tails[i - 3] = sum
    }
  }
}

/** Hull: weighted averages over 10 and 20 rows by heads and tails of blocks, and one of 4 over what they give. */
function hullInto({ out: columns, close }: Workload): void {
  const out = columns[0]
  const half = columns[1]
  const whole = columns[2]
  rampInto(half, close, 10)
  rampInto(whole, close, 20)
  let [last, second, third] = [0, 0, 0]
  for (let t = 0; t + 2 <= close.length; t += 2) {
    const a = 2 * half[t] - whole[t]
    const b = 2 * half[t + 1] - whole[t + 1]
    out[t] = 0.1 * (4 * a + 3 * last + (2 * second + third))
    out[t + 1] = 0.1 * (4 * b + 3 * a + (2 * last + second))
    third = last
    second = a
    last = b
  }
}

function rampInto(out: Float64Array, source: Float64Array, period: number): void {
  const tails = new Float64Array(period + 1)
  const share = 2 / (period * (period + 1))
  for (let start = 0; start + period <= source.length; start += period) {
    let [sum, ramp] = [0, 0]
    for (let i = 0; i < period; i += 2) {
      const sumA = sum + source[start + i]
      const rampA = ramp + (i + 1) * source[start + i]
      sum = sumA + source[start + i + 1]
      ramp = rampA + (i + 2) * source[start + i + 1]
      out[start + i] = share * (tails[i + 1] + (period - i - 1) * sumA + rampA)
      out[start + i + 1] = share * (tails[i + 2] + (period - i - 2) * sum + ramp)
    }
    sum = 0
    ramp = 0
    for (let i = period - 1; i > 0; i -= 2) {
      const sumA = sum + source[start + i]
      const rampA = ramp + sumA
      sum = sumA + source[start + i - 1]
      ramp = rampA + sum
      tails[i] = rampA
      tails[i - 1] = ramp
    }
  }
}

/** Stochastic RSI: the index, and its depth in its range as below. */
function strengthInto({ out: columns, close }: Workload): void {
  const strength = columns[1]
  let [rises, moves] = [0, 1]
  for (let t = 1; t < close.length; t++) {
    const change = close[t] - close[t - 1]
    rises += (change - rises) / 14
    moves += (Math.abs(change) - moves) / 14
    strength[t] = 178 + 50 * (rises / moves)
  }
  writeDepths(columns[0], strength, strength, strength)
}

/** Williams %R: highest and lowest of 14 by heads and tails of blocks, and where the close stands between them. */
function depthInto({ out: columns, high, low, close }: Workload): void {
  writeDepths(columns[0], high, low, close)
}

function writeDepths(out: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): void {
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
  { name: 'Floor: sums by heads and tails', ours: sumInto, rivals: {} },
  { name: 'Floor: three weighted averages', ours: hullInto, rivals: {} },
  { name: 'Floor: a depth of the RSI', ours: strengthInto, rivals: {} },
  { name: 'Floor: a depth in a range', ours: depthInto, rivals: {} },
  { name: 'Floor: a stop that reverses', ours: stopInto, rivals: {} },
]
