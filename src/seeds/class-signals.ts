import type { Column } from '../base/column.ts'

/** When a class is taken for a signal. */
export interface Confidence {
  /** The scores of the rows that were learned from. */
  readonly known: Column
  /** The lead that is asked for, in roots of the mean squared lead of those rows. */
  readonly confidence: number
}

/**
 * The class of every row where its score leads enough, 0 where it does not, NaN where it cannot be told. Scores lie
 * row after row, one for two classes, above 0 for the larger, else one for each. A tie is no lead. In units of the usual
 * lead it does not matter how small a penalty has made all scores.
 */
export function confidentClasses(
  out: Column,
  classes: readonly number[],
  scores: Column,
  { known, confidence }: Confidence,
): Column {
  const width = classes.length === 2 ? 1 : classes.length
  const rows = known.length / width
  let squares = 0
  for (let row = 0; row < rows; row++) squares += leaderOf(known, row, width).lead ** 2
  const asked = confidence * Math.sqrt(squares / rows)
  for (let row = 0; row < out.length; row++) {
    const { place, lead } = leaderOf(scores, row, width)
    out[row] = Number.isNaN(lead) ? Number.NaN : lead > 0 && lead >= asked ? classes[place] : 0
  }
  return out
}

/** The class in front, and by how much. */
function leaderOf(scores: Column, row: number, width: number): { place: number; lead: number } {
  const start = row * width
  if (width === 1) return { place: scores[start] > 0 ? 1 : 0, lead: Math.abs(scores[start]) }
  let place = 0
  let second = Number.NEGATIVE_INFINITY
  for (let k = 1; k < width; k++) {
    const score = scores[start + k]
    const leads = score > scores[start + place]
    // Math.max keeps a NaN.
    second = Math.max(second, leads ? scores[start + place] : score)
    if (leads) place = k
  }
  return { place, lead: scores[start + place] - second }
}

/**
 * Holds every signal for `rows` rows, its own included, or until another; NaN, nothing known, ends it and becomes 0.
 */
export function holdKnown(signals: Column, rows: number): Column {
  let held = 0
  let left = 0
  for (let t = 0; t < signals.length; t++) {
    const signal = signals[t]
    if (Number.isNaN(signal)) left = 0
    else if (signal !== 0) {
      held = signal
      left = rows
    }
    signals[t] = left > 0 ? held : 0
    left--
  }
  return signals
}
