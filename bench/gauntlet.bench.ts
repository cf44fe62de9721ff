// Certificates for luck and for skill: the rows of docs/validation.md. Arguments: --searches N (200) on markets without an
// edge and as many on markets with one, --ground I for one row alone.

import type { Certificate } from '../src/lifecycle/certificate.ts'
import { CHECK_NAMES } from '../src/lifecycle/certificate.ts'
import { GROUNDS, searchAndJudge } from '../test/lifecycle/gauntlet-searches.ts'
import { option } from './option.ts'

const searches = option('--searches', 200)
const only = option('--ground', -1)

const percent = (share: number): string => (100 * share).toFixed(1)
const grounds = GROUNDS.filter((_, place) => only < 0 || place === only)
const found: Certificate[][] = []

console.log('| market | search | searches | certified | ± | s |\n|---|---|---|---|---|---|')
for (const ground of grounds) {
  const start = performance.now()
  const certificates: Certificate[] = []
  for (let seed = 1; seed <= searches; seed++) certificates.push(await searchAndJudge(ground, seed))
  found.push(certificates)
  const share = certificates.filter(({ passed }) => passed).length / searches
  const error = Math.sqrt((share * (1 - share)) / searches)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const figures = `${searches} | ${percent(share)} % | ${percent(error)} | ${seconds}`
  console.log(`| ${ground.market} | ${ground.search} | ${figures} |`)
}

console.log(`\n| gate passed, % | ${grounds.map((_, place) => place + 1).join(' | ')} |`)
console.log(`|---|${grounds.map(() => '---').join('|')}|`)
for (const name of CHECK_NAMES) {
  const shares = found.map((certificates) => {
    const passed = certificates.filter(({ checks }) => checks.find((check) => check.name === name)?.passed)
    return percent(passed.length / certificates.length)
  })
  console.log(`| ${name} | ${shares.join(' | ')} |`)
}
