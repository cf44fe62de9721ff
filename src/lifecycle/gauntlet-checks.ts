import { type CertificateFigures, type Check, type CheckName, keeps, type StageFigures } from './certificate.ts'
import type { Figure } from './figure.ts'
import type { Gates } from './gauntlet-gates.ts'

/** A gate before it is judged: what its figure is, in words, and why there may be none. */
interface Line {
  readonly name: CheckName
  readonly figure: Figure
  readonly rule: Check['rule']
  readonly gate: number
  readonly subject: string
  readonly undefinedWhen: string
  readonly isShare?: true
}

/** Judges every gate, in their order. */
export function checksOf(figures: CertificateFigures, gates: Gates): Check[] {
  return [...stageLines(figures, gates), ...luckLines(figures, gates), ...strainLines(figures, gates)].map(judge)
}

function judge({ name, figure, rule, gate, subject, undefinedWhen, isShare }: Line): Check {
  const passed = keeps(figure, rule, gate)
  const say = (value: number) => (isShare ? `${short(100 * value)} %` : short(value))
  const bound = `${rule} ${say(gate)}`
  const found =
    figure === null
      ? `is not defined (${undefinedWhen}) and must be ${bound}`
      : `is ${figure === 'Infinity' ? 'without end' : say(figure)}${passed ? ',' : ' and must be'} ${bound}`
  return { name, figure, rule, gate, passed, reason: `${subject} ${found}.` }
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)))
}

function stageLines(figures: CertificateFigures, gates: Gates): Line[] {
  const { inSample, outOfSample, walkForward, windows, whole, retention } = figures
  const still = 'its returns there do not vary'
  const stage = (name: CheckName, words: string, { sharpe }: StageFigures): Line => {
    const subject = `Its Sharpe ratio of a year ${words}`
    return { name, figure: sharpe, rule: 'above', gate: gates.sharpe, subject, undefinedWhen: still }
  }
  const above = windows.filter(({ sharpe }) => keeps(sharpe, 'above', gates.sharpe)).length / windows.length
  return [
    stage('in-sample', 'on the rows it was searched on', inSample),
    stage('out-of-sample', 'out of sample', outOfSample),
    stage('walk-forward', 'in the walk forward', walkForward),
    {
      ...{ name: 'windows', figure: above, rule: 'at least', gate: gates.windows, isShare: true, undefinedWhen: still },
      subject: `The share of walk-forward windows with a Sharpe ratio above ${short(gates.sharpe)}`,
    },
    {
      ...{ name: 'retention', figure: retention, rule: 'at least', gate: gates.retention, isShare: true },
      subject: 'What is left of its Sharpe ratio out of sample',
      undefinedWhen: 'there was none to keep, or there is none out of sample',
    },
    {
      ...{ name: 'drawdown', figure: whole.drawdown, rule: 'at most', gate: gates.drawdown, isShare: true },
      subject: 'Its deepest fall below a peak',
      undefinedWhen: 'it has no equity to fall from',
    },
    {
      ...{ name: 'trades', figure: whole.trades, rule: 'at least', gate: gates.trades },
      subject: 'The number of its trades that ended',
      undefinedWhen: 'it never traded',
    },
  ]
}

function luckLines({ deflatedSharpe, pbo, paths }: CertificateFigures, gates: Gates): Line[] {
  const above = paths.sharpes.filter((sharpe) => keeps(sharpe, 'above', gates.sharpe)).length / paths.sharpes.length
  return [
    {
      ...{
        name: 'deflated-sharpe',
        figure: deflatedSharpe,
        rule: 'at least',
        gate: gates.deflatedSharpe,
        isShare: true,
      },
      subject: 'The chance that its Sharpe ratio is more than the best luck of all trials',
      undefinedWhen: 'its returns or the Sharpe ratios of the trials do not vary',
    },
    {
      ...{ name: 'pbo', figure: pbo.probability, rule: 'at most', gate: gates.pbo, isShare: true },
      subject: 'The chance that the best of one half of the history is in the lower half of the field in the other',
      undefinedWhen: 'the population is too small, or in a half nobody traded',
    },
    {
      ...{ name: 'paths', figure: paths.sharpes.length === 0 ? null : above, rule: 'at least', gate: gates.paths },
      isShare: true,
      subject: `The share of combinatorial paths with a Sharpe ratio above ${short(gates.sharpe)}`,
      undefinedWhen: 'the population is too small',
    },
  ]
}

function strainLines({ costStress, delayStress, trackRecord }: CertificateFigures, gates: Gates): Line[] {
  const dearest = costStress.reduce((most, each) => (each.factor > most.factor ? each : most))
  const undefinedWhen = 'its returns do not vary'
  const delay = `${delayStress.bars} ${delayStress.bars === 1 ? 'bar' : 'bars'}`
  return [
    {
      ...{ name: 'cost-stress', figure: dearest.sharpe, rule: 'above', gate: gates.stressed, undefinedWhen },
      subject: `Its Sharpe ratio of a year on unseen rows at ${short(dearest.factor)} times the costs`,
    },
    {
      ...{ name: 'delay-stress', figure: delayStress.sharpe, rule: 'above', gate: gates.stressed, undefinedWhen },
      subject: `Its Sharpe ratio of a year on unseen rows when it acts ${delay} late`,
    },
    {
      ...{ name: 'track-record', figure: trackRecord.needed, rule: 'at most', gate: trackRecord.bars, undefinedWhen },
      subject: 'The number of unseen bars that its Sharpe ratio there needs to be more than chance',
    },
  ]
}
