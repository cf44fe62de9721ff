import { reportPage } from '../../report/report-page.ts'
import { FILES, type RunFolder } from './folder.ts'
import { reportData } from './report-data.ts'
import type { JudgedRun } from './report-story.ts'

/** Writes the page of a run into its folder. */
export async function saveReport({ store }: RunFolder, run: JudgedRun): Promise<void> {
  await store.write(FILES.report, reportPage(reportData(run)))
}
