// Two threads against one, and against none: npm run bench -- threads
// By the clock, which needs a machine with a free core for each, and by the longest path through the threads.
import { perpetual } from '@organism/core/backtest'
import { sampleLatin } from '@organism/core/genome'
import { garchMarket } from '@organism/core/market'
import { randomFrom } from '@organism/core/random'
import { blueprintOf, seeds } from '@organism/core/seeds'
import { roundsInThreads } from './threads.rounds.ts'

/** Every entry that asks for nothing but bars; the two that learn cost a hundred times the others. */
const entries = seeds.filter(({ role, needs = [], name }) => {
  return role === 'entry' && needs.length === 0 && !/classifier|quantile/.test(name)
})
const genomes = entries.flatMap(({ name }, place) => sampleLatin(blueprintOf([name]), 40, randomFrom(place)))

console.log(`${genomes.length} strategies of ${entries.length} seeds, least of 15 rounds in turn`)
for (const length of [500, 2_000, 10_000, 50_000]) {
  const bars = garchMarket(randomFrom(7), { length, interval: '1h' })
  const task = { markets: [bars], execution: perpetual, objectives: ['sharpe', 'max-drawdown', 'turnover'] }
  const { here, threads, first } = await roundsInThreads(task, genomes)
  for (const by of ['clock', 'path'] as const) {
    const [alone, one, two] = [here, threads[1], threads[2]].map((took) => took[by])
    const times = [alone, one, two].map((time) => time.toFixed(1))
    console.log(
      `${length} bars by ${by}: here ${times[0]} ms, one thread ${times[1]} ms, two ${times[2]} ms: ` +
        `two are ${(one / two).toFixed(2)} times one, ${(alone / two).toFixed(2)} times here`,
    )
  }
  console.log(`${length} bars: first calls ${first[1].toFixed(0)} and ${first[2].toFixed(0)} ms`)
}
