import { OrganismError } from '../../base/error.ts'
import type { Command } from '../command.ts'
import { checkPlaces } from '../places.ts'
import { readFinished } from '../run/finished.ts'
import { type FrontMember, fieldOf, frontOf, MORE } from '../run/front.ts'
import { lockFolder } from '../run/lock.ts'
import { catalogueOf } from '../run/task.ts'
import { judge, verdictLines } from '../run/verdict.ts'

/** Puts a strategy of a run through the gauntlet. */
export const validate: Command = {
  takes: 'RUN',
  about: [
    'Puts a strategy of a run through the gauntlet on the bars that the search never saw: the one proposed, or another of the',
    'front. Every strategy that is judged there makes the test of the next one harder. Exit code 1 when it fails.',
  ].join('\n'),
  options: {
    strategy: { kind: 'text', value: 'ID', about: 'a strategy of the front, by its name; the one proposed by default' },
  },
  run: async (words, { print }) => {
    checkPlaces('validate', words, ['RUN'])
    const { folder, record, standing, ledger, markets } = await readFinished(words.places[0])
    const chosen = memberOf(frontOf(standing.generation), words.text('strategy'))
    const { config } = record
    const trial = { config, markets, ledger, population: fieldOf(standing.generation) }
    const close = await lockFolder(folder)
    const judged = judge(folder, chosen.strategy, { ...trial, catalogue: catalogueOf(config, markets) })
    const certificates = await judged.finally(close)
    if (words.isOn('json')) print(JSON.stringify({ id: chosen.id, certificates }))
    else print([chosen.id, '', ...verdictLines(certificates)].join('\n'))
    return certificates.every(({ passed }) => passed) ? 0 : 1
  },
}

function memberOf(front: readonly FrontMember[], id: string | undefined): FrontMember {
  const found = front.find((member) => (id === undefined ? member.isChosen : member.id === id))
  if (found !== undefined) return found
  const problem = id === undefined ? 'the run found nothing feasible' : `there is no strategy '${id}' on the front`
  const known = front.slice(0, 5).map((member) => member.id)
  throw new OrganismError(
    'invalid-argument',
    `organism validate: ${problem}. ${known.length > 0 ? `There are ${known.join(', ')}.` : MORE}`,
  )
}
