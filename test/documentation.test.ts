import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
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

test('every link of the documents finds its file and its heading', () => {
  const files = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name)),
  ]
  const links = files.flatMap((file) => linksOf(file).map((link) => ({ file, link })))
  expect(links.length).toBeGreaterThan(80)
  expect(links.filter(({ file, link }) => !leadsSomewhere(file, link))).toEqual([])
})

/** The text of a document without its code. */
const proseOf = (file: string) => readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '')

/** What a document links to within this repository. */
function linksOf(file: string): string[] {
  return Array.from(proseOf(file).matchAll(/\]\(([^)\s]+)\)/g), ([, link]) => link).filter(
    (link) => !/^https?:/.test(link),
  )
}

function leadsSomewhere(file: string, link: string): boolean {
  const [path, heading] = link.split('#')
  const target = path === '' ? file : join(dirname(file), path)
  return existsSync(target) && (heading === undefined || headingsOf(target).has(heading))
}

/** Headings of a document as links name them: small letters, hyphens for spaces, no other signs. */
function headingsOf(file: string): ReadonlySet<string> {
  const texts = Array.from(proseOf(file).matchAll(/^#+ (.*)$/gm), ([, text]) => text)
  return new Set(
    texts.map((text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}
