import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { indicators } from '../../src/indicators/catalogue.ts'
import * as everything from '../../src/indicators/index.ts'
import type { Indicator, Parameter } from '../../src/indicators/indicator.ts'
import { sourceExamples } from '../support/examples.ts'
import { ROOT } from '../support/source.ts'
import { typeProblems } from '../support/type-check.ts'

const GUIDE = join(ROOT, 'docs/indicators.md')

test('the table of the guide is that of the catalogue', () => {
  const text = readFileSync(GUIDE, 'utf8')
  const head = ['| Indicator | Takes | Gives | Settings | First row |', '| --- | --- | --- | --- | --- |']
  const table = [...head, ...indicators.map(rowOf)].join('\n')
  const current = text.replace(
    /(<!-- catalogue -->\n)[\s\S]*(<!-- \/catalogue -->)/,
    (_, before: string, after: string) => `${before}\n${table}\n\n${after}`,
  )
  if (process.env['UPDATE_GUIDE'] !== undefined) writeFileSync(GUIDE, current)
  expect(indicators.length).toBeGreaterThan(70)
  expect(current === text ? 'current' : 'run this test with UPDATE_GUIDE=1').toBe('current')
})

test('the examples of every indicator have the types they claim', () => {
  const names = Object.keys(everything).join(', ')
  const examples = sourceExamples()
    .filter(({ name }) => name.startsWith('src/indicators/'))
    .map((example) => ({
      ...example,
      code: `import { ${names} } from '@organism/core/indicators'\n${example.code}`,
    }))
  expect(examples.length).toBeGreaterThan(70)
  expect(typeProblems(examples)).toEqual([])
})

function rowOf(indicator: Indicator): string {
  const { name, inputs, outputs, parameters } = indicator
  const starts = indicator.warmup(parameters.map(({ usual }) => usual))
  const rows = [...new Set(outputs.map((output) => starts[output]))].join(', ')
  const settings = parameters.map(settingOf).join('; ')
  return `| \`${name}\` | ${inputs.join(', ')} | ${outputs.join(', ')} | ${settings || 'none'} | ${rows} |`
}

function settingOf(parameter: Parameter): string {
  const { name, usual } = parameter
  if (parameter.kind === 'variant') return `${name} ${parameter.options.join(' or ')}: ${usual}`
  return `${name} ${parameter.from} to ${parameter.to}: ${usual}`
}
