import type { Evaluate, Evaluation, Goal } from '../../src/evolution/evaluation.ts'
import { type Blueprint, blueprint } from '../../src/genome/blueprint.ts'
import { real } from '../../src/genome/gene.ts'

/** A problem with a known front: Zitzler, Deb and Thiele, 2000 (ZDT), and Deb et al., 2002 (DTLZ). */
export interface TestProblem {
  readonly space: Blueprint
  readonly objectives: number
  readonly evaluate: Evaluate
}

type Formula = (x: Float64Array, out: Float64Array, at: number) => void

const meanOfRest = (x: Float64Array): number => {
  let sum = 0
  for (let i = 1; i < x.length; i++) sum += x[i]
  return sum / (x.length - 1)
}

/** The problems by name. */
export const PROBLEMS: Readonly<Record<'zdt1' | 'zdt2' | 'zdt3' | 'zdt6' | 'dtlz2', TestProblem>> = {
  zdt1: problem(30, 2, (x, out, at) => {
    const g = 1 + 9 * meanOfRest(x)
    out[at] = x[0]
    out[at + 1] = g * (1 - Math.sqrt(x[0] / g))
  }),
  zdt2: problem(30, 2, (x, out, at) => {
    const g = 1 + 9 * meanOfRest(x)
    out[at] = x[0]
    out[at + 1] = g * (1 - (x[0] / g) ** 2)
  }),
  zdt3: problem(30, 2, (x, out, at) => {
    const g = 1 + 9 * meanOfRest(x)
    const share = x[0] / g
    out[at] = x[0]
    out[at + 1] = g * (1 - Math.sqrt(share) - share * Math.sin(10 * Math.PI * x[0]))
  }),
  zdt6: problem(10, 2, (x, out, at) => {
    const f = 1 - Math.exp(-4 * x[0]) * Math.sin(6 * Math.PI * x[0]) ** 6
    const g = 1 + 9 * meanOfRest(x) ** 0.25
    out[at] = f
    out[at + 1] = g * (1 - (f / g) ** 2)
  }),
  dtlz2: problem(12, 3, (x, out, at) => {
    let g = 0
    for (let i = 2; i < x.length; i++) g += (x[i] - 0.5) ** 2
    const [a, b] = [(x[0] * Math.PI) / 2, (x[1] * Math.PI) / 2]
    out[at] = (1 + g) * Math.cos(a) * Math.cos(b)
    out[at + 1] = (1 + g) * Math.cos(a) * Math.sin(b)
    out[at + 2] = (1 + g) * Math.sin(a)
  }),
}

function problem(variables: number, objectives: number, formula: Formula): TestProblem {
  const genes = Object.fromEntries(Array.from({ length: variables }, (_, i) => [`x${i}`, real(0, 1, { digits: 12 })]))
  const goals: Goal[] = Array.from({ length: objectives }, (_, m) => ({ name: `f${m + 1}`, direction: 'min' }))
  const evaluate = (genomes: Parameters<Evaluate>[0]): Evaluation => {
    const scores = new Float64Array(genomes.length * objectives)
    for (let i = 0; i < genomes.length; i++) formula(genomes[i].values, scores, i * objectives)
    return { goals, scores }
  }
  return { space: blueprint(genes), objectives, evaluate }
}
