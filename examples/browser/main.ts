// Evolution in a page: no server behind it, no thread, no dependency. The logbook of the run has the hash it has in Node.
import { everySeed, toStrategy } from '@organism/core'
import { describe } from '@organism/core/strategy'
import { GENERATIONS, hashOf, search } from './search.ts'

/** The logbook of this search as Node writes it; a test holds it. */
const IN_NODE = '9ea1d69dc9c4e5e24076fcb4c6d462d1d228862921e18cb7ab6e02489772b99d'

const element = (id: string) => document.getElementById(id) as HTMLElement
const say = (id: string, text: string) => {
  element(id).textContent = text
}
/** Lets the page draw what was said. */
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

for await (const generation of search()) {
  const { number, archive, evaluations } = generation
  const [best] = archive.toSorted((a, b) => a.scores[0] - b.scores[0])
  element('bar').setAttribute('value', String(number / GENERATIONS))
  const sharpe = (-best.scores[0]).toFixed(2)
  say(
    'progress',
    `generation ${number} of ${GENERATIONS}, ${evaluations} strategies judged, best Sharpe ratio ${sharpe}`,
  )
  say('best', describe(toStrategy(best.genome), everySeed))
  if (number === GENERATIONS) {
    const hash = hashOf(generation)
    say('hash', hash)
    say('verdict', hash === IN_NODE ? 'Bit for bit the run that Node makes.' : `Node makes another run: ${IN_NODE}`)
  }
  await painted()
}
