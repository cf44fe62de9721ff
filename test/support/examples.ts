import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import ts from 'typescript'
import { expect } from 'vitest'
import { ROOT, sourceFiles, walk } from './source.ts'

/** A piece of documented code; `run` executes it, checks every value it claims, and returns how many it claimed. */
export interface Example {
  readonly name: string
  /** The code as it is written. */
  readonly code: string
  readonly run: () => Promise<number>
}

type Module = Readonly<Record<string, unknown>>

const AsyncFunction = (async () => {}).constructor as new (...text: string[]) => (...values: unknown[]) => Promise<void>

const files = sourceFiles()
let everything: Promise<Module> | undefined

const UNSAID: Module = { console: { log: () => {} }, process: { argv: ['--short'] } }

/** Every `@example` of a doc comment in `src/`; all public names and those of its own file are in scope there. */
export function sourceExamples(): Example[] {
  return files.flatMap((file) => {
    const found: Example[] = []
    walk(file.tree, (node) => {
      for (const tag of ts.getJSDocTags(node)) {
        if (tag.tagName.text !== 'example' || tag.parent.parent !== node) continue
        const code = ts.getTextOfJSDocComment(tag.comment) ?? ''
        const row = file.tree.getLineAndCharacterOfPosition(tag.getStart()).line + 1
        found.push({ name: `src/${file.path}:${row}`, code, run: async () => execute(code, await scopeOf(file.path)) })
      }
    })
    return found
  })
}

/** Every TypeScript block of the README and of the guides; what a block needs it imports, as a reader would. */
export function documentExamples(): Example[] {
  const guides = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))
  return ['README.md', 'CONTRIBUTING.md', ...guides.map((name) => `docs/${name}`)].flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => {
      const row = text.slice(0, match.index).split('\n').length
      return { name: `${path}:${row}`, code: match[1], run: () => execute(match[1], {}) }
    })
  })
}

/** Every script of `examples/` in its short form, with what it prints left unsaid. */
export function scriptExamples(): Example[] {
  const names = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.ts'))
  return names.map((name) => {
    const code = readFileSync(join(ROOT, 'examples', name), 'utf8')
    return { name: `examples/${name}`, code, run: () => execute(code, UNSAID) }
  })
}

async function scopeOf(path: string): Promise<Module> {
  everything ??= publicNames()
  return { ...(await everything), ...(await importSource(path)) }
}

async function publicNames(): Promise<Module> {
  const indexes = files.filter((file) => file.path.endsWith('index.ts'))
  return Object.assign({}, ...(await Promise.all(indexes.map(({ path }) => importSource(path)))))
}

function importSource(path: string): Promise<Module> {
  return import(join(ROOT, 'src', path))
}

async function execute(code: string, scope: Module): Promise<number> {
  let checks = 0
  const tools = {
    __load: (specifier: string) => load(specifier),
    __check: (value: unknown, claimed: unknown) => {
      checks++
      expect(plain(value)).toEqual(plain(claimed))
    },
    __throws: async (act: () => unknown, claimed: string) => {
      checks++
      await expect((async () => act())()).rejects.toMatchObject({ code: claimed })
    },
  }
  const names = { ...scope, ...tools }
  const { code: script } = transformSync(`export {}\n${instrument(code)}`, {
    loader: 'ts',
    format: 'esm',
    target: 'es2022',
  })
  const body = script.replace(/^export \{\s*\};?$/gm, '')
  await new AsyncFunction(...Object.keys(names), body)(...Object.values(names))
  return checks
}

/** Turns `expression // => value` and `expression // throws 'code'` into checks, and imports into loads. */
function instrument(code: string): string {
  const checked = code
    .replace(/^import (?:type )?(\{[^}]*\}|\w+) from '([^']+)'$/gm, (_, names: string, specifier: string) => {
      const pattern = names.startsWith('{')
        ? names.replace(/ as /g, ': ').replace(/\btype \w+,?/g, '')
        : `{ default: ${names} }`
      return `const ${pattern} = await __load('${specifier}')`
    })
    .replace(/^(.+?) \/\/ throws ('[a-z-]+')$/gm, ';await __throws(async () => ($1), $2)')
    .replace(/^const (\w+)(.*?) \/\/ => (.+)$/gm, 'const $1$2\n;__check($1, ($3))')
    .replace(/^(?!;|const )(.+?) \/\/ => (.+)$/gm, ';__check(($1), ($2))')
  const unread = checked.split('\n').filter((line) => /\/\/\s*([-=]+>|throws)/.test(line))
  if (unread.length > 0) throw new Error(`claims that nobody checks: ${unread.join(' | ')}`)
  return checked
}

async function load(specifier: string): Promise<Module> {
  const own = /^@organism\/core(?:\/(.+))?$/.exec(specifier)
  if (own === null) return import(specifier)
  const [, room = ''] = own
  const folder = existsSync(join(ROOT, 'src', room)) ? room : join('adapters', room)
  return importSource(join(folder, 'index.ts'))
}

function plain(value: unknown): unknown {
  return value instanceof Float64Array || value instanceof Uint8Array ? Array.from(value) : value
}
