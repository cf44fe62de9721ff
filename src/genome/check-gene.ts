import { checkInteger, checkKeys, checkNumber, checkOneOf, refuse } from '../base/guards.ts'
import type { ChoiceGene, Gene, NumberGene } from './gene.ts'

const KINDS = ['int', 'real', 'choice', 'flag'] as const

const KEYS: Readonly<Record<Gene['kind'], readonly string[]>> = {
  int: ['kind', 'min', 'max', 'scale', 'default'],
  real: ['kind', 'min', 'max', 'scale', 'digits', 'default'],
  choice: ['kind', 'options', 'default'],
  flag: ['kind', 'default'],
}

/** Beyond these sizes a real value with twelve digits has no exact grid. */
const SMALLEST = 1e-10
const LARGEST = 1e15

/** Refuses a gene that describes no set of values. `where` names the caller, `name` the gene. */
export function checkGene(where: string, name: string, gene: Gene): void {
  if (typeof gene !== 'object' || gene === null) refuse(where, name, gene, { rule: 'a gene' })
  checkOneOf(where, `${name}.kind`, gene.kind, KINDS)
  checkKeys(where, gene, KEYS[gene.kind])
  if (gene.kind === 'int' || gene.kind === 'real') checkRange(where, name, gene)
  if (gene.kind === 'choice') checkOptions(where, name, gene)
  if (gene.kind === 'flag' && gene.default !== undefined) {
    checkOneOf(where, `${name}.default`, gene.default, [true, false])
  }
}

function checkRange(where: string, name: string, gene: NumberGene): void {
  const { kind, min, max, scale = 'linear', digits = 4 } = gene
  const check = kind === 'int' ? checkInteger : checkNumber
  check(where, `${name}.min`, min, { min: -LARGEST, max: LARGEST })
  check(where, `${name}.max`, max, { min, max: LARGEST, remedy: 'Give the lower bound first.' })
  checkOneOf(where, `${name}.scale`, scale, ['linear', 'log'])
  if (scale === 'log') {
    const remedy = 'A logarithm needs values above 0: raise min, or use a linear scale.'
    check(where, `${name}.min`, min, kind === 'int' ? { min: 1, remedy } : { min: SMALLEST, remedy })
  }
  if (kind === 'real') {
    checkInteger(where, `${name}.digits`, digits, { min: 1, max: 12 })
    checkNumber(where, `the larger bound of ${name}`, Math.max(Math.abs(min), Math.abs(max)), { min: SMALLEST })
  }
}

function checkOptions(where: string, name: string, { options }: ChoiceGene): void {
  const isList = Array.isArray(options) && options.length > 0 && options.every((option) => typeof option === 'string')
  if (!isList) refuse(where, `${name}.options`, options, { rule: 'an array of at least one name' })
  const twice = options.find((option, index) => options.indexOf(option) < index)
  if (twice !== undefined) refuse(where, `${name}.options`, twice, { rule: 'different from each other' })
}
