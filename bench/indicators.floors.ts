import { STRETCH } from '../src/indicators/batch.ts'
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

/** Commodity channel index: typical prices, their mean, 20 distances from it, of which four rows share most, a division. */
function distancesInto({ out: columns, high, low, close }: Workload): void {
  const out = columns[0]
  const price = columns[1]
  for (let t = 0; t < close.length; t++) price[t] = high[t] + low[t] + close[t]
  writeSums(out, price)
  for (let t = 20; t + 4 <= price.length; t += 4) {
    const a = 0.05 * out[t]
    const b = 0.05 * out[t + 1]
    const c = 0.05 * out[t + 2]
    const d = 0.05 * out[t + 3]
    let first = 0
    let second = 0
    let third = 0
    let fourth = 0
    for (let i = t - 18; i < t + 2; i += 2) {
      const value = price[i]
      const next = price[i + 1]
      first = first + Math.abs(value - a) + Math.abs(next - a)
      second = second + Math.abs(value - b) + Math.abs(next - b)
      third = third + Math.abs(value - c) + Math.abs(next - c)
      fourth = fourth + Math.abs(value - d) + Math.abs(next - d)
    }
    out[t] = (1333 * (price[t] - a)) / first
    out[t + 1] = (1333 * (price[t + 1] - b)) / second
    out[t + 2] = (1333 * (price[t + 2] - c)) / third
    out[t + 3] = (1333 * (price[t + 3] - d)) / fourth
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
    out[t] = Math.sqrt(Math.abs(20 * squares - sum * sum) * (1 / 380))
  }
}

/** Rolling sum: heads and tails of blocks. A running sum would be quicker and drift, as ours must not. */
function sumInto({ out, close }: Workload): void {
  writeSums(out[0], close)
}

function writeSums(out: Float64Array, close: Float64Array): void {
  const tails = new Float64Array(21)
  for (let start = 0; start + 20 <= close.length; start += 20) {
    let sum = 0
    for (let i = 0; i < 20; i += 4) {
      const a = close[start + i]
      const b = close[start + i + 1]
      const c = close[start + i + 2]
      const d = close[start + i + 3]
      const sumA = sum + a
      out[start + i] = tails[i + 1] + sumA
      const sumB = sumA + b
      out[start + i + 1] = tails[i + 2] + sumB
      const sumC = sumB + c
      out[start + i + 2] = tails[i + 3] + sumC
      sum = sumC + d
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
      const a = source[start + i]
      const b = source[start + i + 1]
      const sumA = sum + a
      const rampA = ramp + (i + 1) * a
      out[start + i] = share * (tails[i + 1] + ((period - i - 1) * sumA + rampA))
      sum = sumA + b
      ramp = rampA + (i + 2) * b
      out[start + i + 1] = share * (tails[i + 2] + ((period - i - 2) * sum + ramp))
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

/** Stochastic RSI: the index, its depth in its range as below, and the mean of three of those. */
function strengthInto({ out: columns, close }: Workload): void {
  const strength = columns[1]
  let [rises, moves] = [0, 1]
  strength[0] = 178
  for (let t = 1; t < close.length; t++) {
    const change = close[t] - close[t - 1]
    rises = (13 / 14) * rises + (1 / 14) * change
    moves = (13 / 14) * moves + (1 / 14) * Math.abs(change)
    strength[t] = 178 + 50 * (rises / moves)
  }
  const depth = columns[0]
  writeDepths(depth, strength, strength, strength)
  for (let t = 2; t < close.length; t++) strength[t] = (depth[t] + depth[t - 1] + depth[t - 2]) / 3
}

/** Williams %R: highest and lowest of 14 by heads and tails of blocks, and where the close stands, if they differ. */
function depthInto({ out: columns, high, low, close }: Workload): void {
  writeDepths(columns[0], high, low, close)
}

function writeDepths(out: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): void {
  const tails = new Float64Array(30).fill(close[0])
  for (let start = 0; start + 14 <= high.length; start += 14) {
    let top = high[start]
    let bottom = low[start]
    tails[28] = top
    tails[29] = bottom
    for (let i = 0, slot = 2; i < 14; i += 2, slot += 4) {
      const a = high[start + i]
      const first = top + gain(a - top)
      const highest = first + gain(tails[slot] - first)
      top += gain(a + gain(high[start + i + 1] - a) - top)
      const nextHighest = top + gain(tails[slot + 2] - top)
      const b = low[start + i]
      const second = bottom - gain(bottom - b)
      const lowest = second - gain(second - tails[slot + 1])
      bottom -= gain(bottom - (b - gain(b - low[start + i + 1])))
      const nextLowest = bottom - gain(bottom - tails[slot + 3])
      out[start + i] = depthOf(close[start + i], highest, highest - lowest)
      out[start + i + 1] = depthOf(close[start + i + 1], nextHighest, nextHighest - nextLowest)
    }
    // Half of what the larger has above the smaller is exact for prices within a factor of two, and has to be asked.
    if (!(top < 2 * bottom && top < 2 * tails[1] && tails[0] < 2 * bottom)) return
    top = high[start + 13]
    bottom = low[start + 13]
    for (let i = 13, slot = 26; i > 0; i -= 2, slot -= 4) {
      const a = high[start + i]
      tails[slot] = top + gain(a - top)
      top += gain(a + gain(high[start + i - 1] - a) - top)
      tails[slot - 2] = top
      const b = low[start + i]
      tails[slot + 1] = bottom - gain(bottom - b)
      bottom -= gain(bottom - (b - gain(b - low[start + i - 1])))
      tails[slot - 1] = bottom
    }
  }
}

function depthOf(value: number, highest: number, range: number): number {
  return range === 0 ? 0 : 100 * ((value - highest) / range)
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

/** Rolling maximum by a monotone queue, whose branches prices make unpredictable; heads and tails of blocks do without. */
function queueInto({ out: columns, high }: Workload): void {
  const out = columns[0]
  const queue = new Int32Array(32)
  let first = 0
  let behind = 0
  for (let t = 0; t < high.length; t++) {
    while (behind > first && high[queue[(behind - 1) & 31]] <= high[t]) behind--
    queue[behind++ & 31] = t
    if (queue[first & 31] <= t - 20) first++
    out[t] = high[queue[first & 31]]
  }
}

/** As our batches run: few rows at a time, so that a pass finds near the processor what the one before it left. */
function inStretches(floor: (data: Workload) => void): Row['ours'] {
  return ({ rows, high, low, close, out: columns }) => {
    const out = columns[0]
    const scratch = [new Float64Array(STRETCH), new Float64Array(STRETCH)]
    for (let start = 0; start < rows; start += STRETCH) {
      const cut = (column: Float64Array): Float64Array => column.subarray(start, start + STRETCH)
      const part = { rows: STRETCH, high: cut(high), low: cut(low), close: cut(close), out: [cut(out), ...scratch] }
      floor(part as unknown as Workload)
    }
  }
}

/** Floors of the rows that no arrangement brings to a fifth of the best rival. */
export const FLOOR_ROWS: readonly Row[] = [
  { name: 'Queue: rolling maximum 20', ours: queueInto, rivals: {} },
  { name: 'Floor: a copy', ours: copyInto, rivals: {} },
  { name: 'Floor: three columns of a constant', ours: fillInto, rivals: {} },
  { name: 'Floor: a change over 10 rows', ours: divideInto, rivals: {} },
  { name: 'Floor: 20 distances from a mean', ours: distancesInto, rivals: {} },
  { name: 'Floor: a deviation of returns', ours: inStretches(deviationInto), rivals: {} },
  { name: 'Floor: sums by heads and tails', ours: sumInto, rivals: {} },
  { name: 'Floor: three weighted averages', ours: inStretches(hullInto), rivals: {} },
  { name: 'Floor: a depth of the RSI', ours: inStretches(strengthInto), rivals: {} },
  { name: 'Floor: a depth in a range', ours: depthInto, rivals: {} },
  { name: 'Floor: a stop that reverses', ours: stopInto, rivals: {} },
]
