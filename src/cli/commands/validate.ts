import { OrganismError } from '../../base/error.ts'
import type { Command } from '../command.ts'
import { checkPlaces } from '../places.ts'
import { readFinished } from '../run/finished.ts'
import { type FrontMember, fieldOf, frontOf } from '../run/front.ts'
import { catalogueOf } from '../run/task.ts'
import { certify, readCertificates, saveCertificates, verdictLines } from '../run/verdict.ts'

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
    const before = await readCertificates(folder)
    const known = before.filter(({ strategy }) => JSON.stringify(strategy.json) === JSON.stringify(chosen.strategy))
    const looks = new Set(before.map(({ strategy }) => strategy.hash)).size + 1
    const { config } = record
    const trial = { config, markets, ledger, looks, population: fieldOf(standing.generation) }
    const fresh =
      known.length > 0 ? [] : certify(chosen.strategy, { ...trial, catalogue: catalogueOf(config, markets) })
    await saveCertificates(folder, fresh)
    const certificates = [...known, ...fresh]
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
    `organism validate: ${problem}. ${known.length > 0 ? `There are ${known.join(', ')}.` : 'Give more bars.'}`,
  )
}
