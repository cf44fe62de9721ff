import { overfittingScore } from '../validation/overfitting-score.ts'
import type { CertificateFigures, StageFigures } from './certificate.ts'
import { type Figure, figureOf } from './figure.ts'
import type { Gates } from './gauntlet-gates.ts'

/** What is left of a ratio; null when there was nothing above 0 to keep. */
export function retentionOf(inSample: StageFigures, outOfSample: StageFigures): Figure {
  const [seen, unseen] = [inSample.sharpe, outOfSample.sharpe]
  return typeof unseen === 'number' && typeof seen === 'number' && seen > 0 ? figureOf(unseen / seen) : null
}

/** How sure the track record must be when so many candidates have looked at the unseen rows (Bonferroni). */
export function confidenceOf({ confidence }: Gates, looks: number): number {
  return 1 - (1 - confidence) / looks
}

/** How much speaks for luck, by the other figures. */
export function overfittingOf(figures: Omit<CertificateFigures, 'overfitting'>): CertificateFigures['overfitting'] {
  const { deflatedSharpe, pbo, inSample, outOfSample, trackRecord, periodsPerYear } = figures
  const annual = ({ sharpe }: StageFigures) => ({ annual: numberOf(sharpe), periodsPerYear })
  const { score, verdict } = overfittingScore({
    deflatedSharpe: numberOf(deflatedSharpe),
    pbo: numberOf(pbo.probability),
    sharpe: { inSample: annual(inSample), outOfSample: annual(outOfSample) },
    length: { count: trackRecord.bars, needed: numberOf(trackRecord.needed) },
  })
  return { score: figureOf(score), verdict }
}

function numberOf(figure: Figure): number {
  return figure === null ? Number.NaN : Number(figure)
}
