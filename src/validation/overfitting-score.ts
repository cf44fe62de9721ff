import { checkKeys, checkNumber, refuse } from '../base/guards.ts'
import { ratioOf, type SharpeRatio } from './sharpe-ratio.ts'

/** What is known about a winner; give what there is, at least one. */
export interface OverfittingEvidence {
  /** From `deflatedSharpe`. */
  readonly deflatedSharpe?: number
  /** The probability from `pbo`. */
  readonly pbo?: number
  /** The Sharpe ratio on the rows that it was chosen on, and on rows that it never saw. */
  readonly sharpe?: { readonly inSample: SharpeRatio; readonly outOfSample: SharpeRatio }
  /** The bars of the track record, and those it needs by `minimumTrackRecord` (Infinity: none will do). */
  readonly length?: { readonly count: number; readonly needed: number }
}

/** The kinds of evidence. */
export type EvidenceName = 'luck' | 'selection' | 'decay' | 'shortness'

/** How much speaks for luck, and why. */
export interface OverfittingScore {
  /** From 0, nothing speaks for luck, to 1; above 0.5 at least one gate is failed. NaN when a figure given is. */
  readonly score: number
  /** The score of each kind of evidence that was given; the largest is the score. */
  readonly parts: Readonly<Partial<Record<EvidenceName, number>>>
  /** One sentence for a trader. */
  readonly verdict: string
}

/** Where each kind of evidence turns from fit to unfit: DSR 0.95, PBO 0.5, 0.7 of the Sharpe ratio kept, full length. */
const GATES: Readonly<Record<EvidenceName, number>> = { luck: 1 - 0.95, selection: 0.5, decay: 1 - 0.7, shortness: 0 }

const REASONS: Readonly<Record<EvidenceName, (evidence: OverfittingEvidence) => string>> = {
  luck: ({ deflatedSharpe = 0 }) =>
    `going by all trials, the chance that its Sharpe ratio is more than luck is ${percent(deflatedSharpe)}`,
  selection: ({ pbo = 0 }) =>
    `the best of one half of the history was in the lower half of the field in the other half ${percent(pbo)} of the time`,
  decay: ({ sharpe }) =>
    ratioOf('overfittingScore', 'sharpe.inSample', sharpe?.inSample as SharpeRatio) > 0
      ? `of its Sharpe ratio ${percent(1 - decayOf(sharpe))} was left on rows it had not seen`
      : 'on the rows it was chosen on its Sharpe ratio was not above 0, so there was nothing to keep',
  shortness: ({ length = { count: 0, needed: 0 } }) =>
    Number.isFinite(length.needed)
      ? `its record has ${length.count} bars and needs ${Math.ceil(length.needed)}`
      : 'no length of record would prove its Sharpe ratio',
}

/**
 * One number for how much speaks for luck. Each kind of evidence is a share from 0 to 1: luck, 1 - deflated Sharpe;
 * selection, the PBO; decay, 1 - (Sharpe ratio unseen / seen), 1 when the seen one is not above 0; shortness, 1 - (bars /
 * bars needed). A share is mapped so that its gate (0.05, 0.5, 0.3, 0) becomes 0.5, straight from 0 to there and
 * from there to 1, and the score is the largest: one failed gate is enough. A house definition, not a published statistic.
 *
 * @example
 * overfittingScore({ deflatedSharpe: 0.99, pbo: 0.2 }).score.toFixed(3) // => '0.200'
 * overfittingScore({ deflatedSharpe: 0.4 }).verdict.slice(0, 11) // => 'Likely luck'
 */
export function overfittingScore(evidence: OverfittingEvidence): OverfittingScore {
  const shares = sharesOf(evidence)
  const parts = Object.fromEntries(shares.map(([name, share]) => [name, mapped(share, GATES[name])]))
  const score = Math.max(...Object.values(parts))
  const worst = shares.find(([name]) => parts[name] === score)?.[0]
  if (worst === undefined)
    return { score: Number.NaN, parts, verdict: 'Not known: a figure that was given is undefined.' }
  const opening = score > 0.5 ? 'Likely luck' : score > 0.25 ? 'Fit, but not by far' : 'Little speaks for luck'
  return { score, parts, verdict: `${opening} (score ${score.toFixed(2)}): ${REASONS[worst](evidence)}.` }
}

function sharesOf(evidence: OverfittingEvidence): [EvidenceName, number][] {
  const where = 'overfittingScore'
  checkKeys(where, evidence, ['deflatedSharpe', 'pbo', 'sharpe', 'length'])
  const { deflatedSharpe, pbo, sharpe, length } = evidence
  const shares: [EvidenceName, number][] = []
  if (deflatedSharpe !== undefined) shares.push(['luck', 1 - probability(where, 'deflatedSharpe', deflatedSharpe)])
  if (pbo !== undefined) shares.push(['selection', probability(where, 'pbo', pbo)])
  if (sharpe !== undefined) shares.push(['decay', decayOf(sharpe)])
  if (length !== undefined) shares.push(['shortness', shortnessOf(where, length.count, length.needed)])
  if (shares.length === 0)
    refuse(where, 'evidence', evidence, { rule: 'one figure at least', remedy: 'Give deflatedSharpe or pbo.' })
  return shares
}

function probability(where: string, what: string, value: number): number {
  if (!Number.isNaN(value)) checkNumber(where, what, value, { min: 0, max: 1 })
  return value
}

function decayOf(sharpe: OverfittingEvidence['sharpe']): number {
  const seen = ratioOf('overfittingScore', 'sharpe.inSample', sharpe?.inSample as SharpeRatio)
  const unseen = ratioOf('overfittingScore', 'sharpe.outOfSample', sharpe?.outOfSample as SharpeRatio)
  if (Number.isNaN(seen + unseen)) return Number.NaN
  return seen > 0 ? Math.min(1, Math.max(0, 1 - unseen / seen)) : 1
}

function shortnessOf(where: string, count: number, needed: number): number {
  checkNumber(where, 'length.count', count, { min: 0 })
  if (needed === Number.POSITIVE_INFINITY || Number.isNaN(needed)) return needed > 0 ? 1 : Number.NaN
  checkNumber(where, 'length.needed', needed, { min: 0 })
  return needed > count ? 1 - count / needed : 0
}

function mapped(share: number, gate: number): number {
  if (share > gate) return 0.5 + (0.5 * (share - gate)) / (1 - gate)
  return gate === 0 ? 0 * share : (0.5 * share) / gate
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}
