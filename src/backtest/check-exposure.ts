import type { Column } from '../base/column.ts'
import { checkColumn, refuse } from '../base/guards.ts'
import type { Setup } from './setup.ts'

/**
 * Refuses what is no exposure column of the market's length. Its values are checked in order where they are read,
 * because one that repeats the last needs no second look: nothing is returned before all are read, so the first
 * offending row is named as a pass before the run would name it.
 */
export function checkExposure(setup: Setup, exposure: Column): void {
  checkColumn(setup.where, 'exposure', exposure, setup.tape.length)
}

/** Refuses an exposure that is not finite or asks for more than the leverage of the execution. */
export function checkWanted({ where, terms }: Setup, exposure: Column, row: number): void {
  if (Math.abs(exposure[row]) <= terms.most) return
  refuse(where, 'exposure', exposure[row], {
    rule: terms.most === Number.MAX_VALUE ? 'finite' : `a share of at most ${terms.most}, the leverage, either way`,
    row,
    code: 'invalid-column',
    remedy: 'Write 0 where no position is wanted.',
  })
}
