import type { Generation } from '../../evolution/generation.ts'
import { sparkline } from '../sparkline.ts'
import { isFeasible } from './front.ts'

/** When a search began, and where it stood then. */
export interface Start {
  readonly milliseconds: number
  readonly evaluations: number
  readonly generation: number
}

/** Where a search ends, and what time it is. */
export interface Until {
  readonly generations: number
  readonly now: number
}

const BAR = 10
const HISTORY = 16

/**
 * One line on where a search stands, what matters most first: a narrow terminal cuts its end. Best are those of all feasible
 * strategies so far, in natural units.
 */
export function progressLine(generation: Generation, start: Start, until: Until): string {
  const { number, evaluations, goals, archive, log } = generation
  const seconds = (until.now - start.milliseconds) / 1000
  const done = number - start.generation
  const left = done > 0 ? `${inWords((seconds / done) * Math.max(0, until.generations - number))} left` : ''
  const speed = seconds > 0 && done > 0 ? `${Math.round((evaluations - start.evaluations) / seconds)}/s` : ''
  const volumes = Float64Array.from(log, ({ hypervolume }) => hypervolume ?? Number.NaN)
  const feasible = archive.filter(isFeasible)
  const best = goals.map(({ name, direction }, i) => {
    const least = feasible.reduce((low, { scores }) => Math.min(low, scores[i]), Number.POSITIVE_INFINITY)
    const value = direction === 'max' ? -least : least
    return `${name} ${Number.isFinite(value) ? Number(value.toPrecision(3)) + 0 : 'n/a'}`
  })
  const parts = [barOf(number / until.generations), `${number}/${until.generations}`, left, speed]
  return [...parts, sparkline(volumes, HISTORY), ...best].filter((part) => part !== '').join('  ')
}

function barOf(share: number): string {
  const full = Math.min(BAR, Math.floor(share * BAR))
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`
}

function inWords(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`
  return seconds < 6000 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}
