import { type Check, changesOf, firstDifference, rowsOf, someOf } from './check-seed-trial.ts'

/** Changes of the exposure around which a market is cut, and further cuts by chance. */
const CHANGES = 3
const FURTHER = 2

/**
 * Whether row t follows from rows 0..t: the exposure on a market that ends earlier is the same up to there, bit for bit.
 * Cut where the exposure changes, right before and behind it, and elsewhere by chance.
 */
export const noLookAhead: Check = (trial) => {
  const random = trial.stream('no-look-ahead')
  const { name } = trial.seed
  for (const [genes, bars] of trial.pairs()) {
    const whole = trial.run(bars, genes)
    const changes = someOf(changesOf(whole), CHANGES, random)
    const further = Array.from({ length: FURTHER }, () => random.int(1, bars.length))
    for (const length of [...changes.flatMap((row) => [row, row + 1]), ...further]) {
      const early = trial.runOnce(rowsOf(bars, 0, length), genes)
      const row = firstDifference(early, whole, [0, length])
      if (row < 0) continue
      const last = length - 1
      const sentence =
        `${name} looks ahead: row ${row} is ${early[row]} while the market ends at row ${last}, ` +
        `and ${whole[row]} once later bars are known. ${hintAt(row, last)}`
      return {
        genes,
        market: bars.symbol,
        bar: row,
        expected: `${early[row]}, as on the market that ends at row ${last}`,
        sentence,
      }
    }
  }
  return undefined
}

/** What to look for where a row knows what comes behind the last row that it may know. */
export function hintAt(row: number, last: number): string {
  return row === last
    ? 'Look for a row t + 1, or a value of the whole series.'
    : 'Look for a mean, an extreme or a scale of the whole series, or a swing that is not yet confirmed.'
}
