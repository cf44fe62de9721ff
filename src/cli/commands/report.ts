import { join } from 'node:path'
import type { Command } from '../command.ts'
import { checkPlaces } from '../places.ts'
import { readFinished } from '../run/finished.ts'
import { FILES } from '../run/folder.ts'
import { saveReport } from '../run/save-report.ts'
import { readCertificates } from '../run/verdict.ts'

/** Writes the page of a run. */
export const report: Command = {
  takes: 'RUN',
  about: [
    'Writes report.html into the folder of a run that is over: the verdict, the front, curves and trades of the strategy it',
    'proposes, and what speaks for luck. The page needs no network. organism evolve writes it too; do it again after',
    'organism validate has judged another strategy.',
  ].join('\n'),
  options: {},
  run: async (words, { print }) => {
    checkPlaces('report', words, ['RUN'])
    const { folder, record, standing, ledger, markets } = await readFinished(words.places[0])
    const certificates = await readCertificates(folder)
    await saveReport(folder, { record, ...standing, ledger, markets, certificates })
    const file = join(folder.path, FILES.report)
    print(words.isOn('json') ? JSON.stringify({ file }) : file)
    return 0
  },
}
