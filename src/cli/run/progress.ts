import type { Generation } from '../../evolution/generation.ts'
import { sparkline } from '../sparkline.ts'

/** When a search began, and where it stood then. */
export interface Start {
  readonly milliseconds: number
  readonly evaluations: number
  readonly generation: number
}

/** One line on where a search stands. */
export function progressLine({ number, evaluations, goals, log }: Generation, start: Start, until: Until): string {
  const seconds = (until.now - start.milliseconds) / 1000
  const done = number - start.generation
  const last = log[log.length - 1]
  const best = goals.map(({ name, direction }, i) => {
    const { min, max } = last.goals[i]
    const value = direction === 'max' ? max : min
    return `${name} ${value === null ? 'n/a' : Number(value.toPrecision(3))}`
  })
  const volumes = Float64Array.from(log, ({ hypervolume }) => hypervolume ?? Number.NaN)
  const speed = seconds > 0 ? Math.round((evaluations - start.evaluations) / seconds) : 0
  const left = done > 0 ? `${Math.ceil((seconds / done) * (until.generations - number))} s left` : ''
  return [`${number}/${until.generations}`, ...best, sparkline(volumes, 16), `${speed}/s`, left].join('  ').trimEnd()
}

/** Where a search ends, and what time it is. */
export interface Until {
  readonly generations: number
  readonly now: number
}
