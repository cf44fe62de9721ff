import { describe, expect, test } from 'vitest'
import { documentExamples, scriptExamples, sourceExamples } from './support/examples.ts'
import { typeProblems } from './support/type-check.ts'

const fromSource = sourceExamples()
const fromDocuments = documentExamples()

describe('examples in doc comments', () => {
  test.each(fromSource.map((example) => [example.name, example]))('%s', async (_, example) => {
    expect(await example.run()).toBeGreaterThan(0)
  })
})

describe('code blocks of the documents', () => {
  test.each(fromDocuments.map((example) => [example.name, example]))('%s', async (_, example) => {
    expect(await example.run()).toBeGreaterThan(0)
  })
})

describe('example scripts', () => {
  test.each(scriptExamples().map((example) => [example.name, example]))('%s', async (_, example) => {
    expect(await example.run()).toBeGreaterThan(0)
  })
})

test('the code blocks of the documents have the types they claim', () => {
  expect(typeProblems(fromDocuments)).toEqual([])
})

test('examples are found at all', () => {
  expect(fromSource.length).toBeGreaterThan(5)
  expect(fromDocuments.length).toBeGreaterThan(0)
})
