import { everySeed } from '../../seeds/catalogue.ts'
import { auditLookAhead, type LookAheadReport } from '../../strategy/audit-look-ahead.ts'
import { auditWarmup, type WarmupReport } from '../../strategy/audit-warmup.ts'
import type { Command } from '../command.ts'
import { checkPlaces } from '../places.ts'
import { CSV_OPTIONS, readMarket } from '../read-market.ts'
import { readStrategy } from '../read-strategy.ts'
import { percent } from '../table.ts'

/** Whether a strategy looks ahead, and whether its warm-up is honest. */
export const audit: Command = {
  takes: 'STRATEGY.json BARS.csv',
  about: [
    'Takes the future away at many bars, and puts another one there, and asks whether the strategy would have done the same',
    'up to there. Then cuts bars off at the front and asks how long what it does depends on them. Exit code 1 for a no.',
  ].join('\n'),
  options: CSV_OPTIONS,
  run: (words, { print }) => {
    checkPlaces('audit', words, ['STRATEGY.json', 'BARS.csv'])
    const [plan, file] = words.places
    const strategy = readStrategy(plan)
    const bars = readMarket(file, words)
    const lookAhead = auditLookAhead(strategy, bars, { catalogue: everySeed })
    const warmup = auditWarmup(strategy, bars, { catalogue: everySeed })
    const passed = lookAhead.passed && warmup.honest
    if (words.isOn('json')) print(JSON.stringify({ passed, lookAhead, warmup }))
    else print([ahead(lookAhead), history(warmup)].join('\n'))
    return passed ? 0 : 1
  },
}

function ahead({ passed, cuts, finding }: LookAheadReport): string {
  if (passed) return `looks ahead: no, at none of ${cuts.length} bars where the future was changed`
  return `looks ahead: yes. ${finding?.sentence ?? ''}`
}

function history({ declared, honest, needed, agreement }: WarmupReport): string {
  const share = Number.isNaN(agreement)
    ? ''
    : `, ${percent(agreement)} of what it says right behind it holds with more history`
  if (honest) return `warm-up of ${declared} bars: honest${share}`
  const remedy = Number.isNaN(needed) ? 'none on this market would do' : `it needs ${needed}`
  return `warm-up of ${declared} bars: too short${share}; ${remedy}`
}
