import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { BROWSER, FLOORS, OUTSIDE, PACKAGES } from './support/floors.ts'
import { folderOf, ROOT, type SourceFile, sourceFiles, targetOf, walk } from './support/source.ts'

const files = sourceFiles()
const folders = [...new Set(files.map(({ folder }) => folder))].filter((folder) => folder !== '')
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

const BANNED = new Set([
  ...['Date', 'process', 'performance', 'fetch', 'eval', 'Function', 'globalThis', 'console', 'require', 'Buffer'],
  ...['global', 'navigator', 'MessageChannel', 'structuredClone', 'postMessage', 'Atomics', 'WeakRef'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'XMLHttpRequest', 'WebSocket', 'crypto', 'Intl'],
])
const LONGEST_FILE = 200
const LONGEST_FUNCTION = 40
const MOST_PARAMETERS = 4

const floorOf = (folder: string): number => FLOORS[folder.split('/')[0]] ?? Number.POSITIVE_INFINITY
/** The part of a room that is for browsers, if the path is in one. */
const browserOf = (path: string): string | undefined => BROWSER.find((part) => path.startsWith(`${part}/`))
const line = (file: SourceFile, node: ts.Node): string =>
  `${file.path}:${file.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`

describe('floors', () => {
  test('every folder of src has a floor', () => {
    expect(folders.filter((folder) => !Number.isFinite(floorOf(folder)))).toEqual([])
  })

  test('nothing but the index lies outside a folder', () => {
    expect(files.filter(({ folder }) => folder === '').map(({ path }) => path)).toEqual(['index.ts'])
  })

  test('docs/architecture.md holds the same floors', () => {
    const rows = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8').matchAll(/^\| (\d) \| `([a-z]+)\/\*?`/gm)
    expect(Object.fromEntries([...rows].map(([, floor, folder]) => [folder, Number(floor)]))).toEqual(FLOORS)
  })

  test('a file imports only from strictly lower floors and from its own folder', () => {
    const wrong = files
      .filter(({ folder }) => folder !== '')
      .flatMap((file) =>
        file.specifiers.flatMap((specifier) => {
          const target = targetOf(file, specifier)
          if (target === undefined) return []
          const folder = folderOf(target)
          return folder === file.folder || floorOf(folder) < floorOf(file.folder)
            ? []
            : [`${file.path} imports ${target}`]
        }),
      )
    expect(wrong).toEqual([])
  })

  test('nobody inside a folder imports an index; only src/index.ts does', () => {
    const wrong = files
      .filter(({ path }) => path !== 'index.ts')
      .flatMap((file) => file.specifiers.filter((name) => isIndex(name)).map((name) => `${file.path}: ${name}`))
    expect(wrong).toEqual([])
  })

  test('no imports form a cycle', () => {
    expect(cycleIn(files)).toEqual([])
  })

  test('packages are imported only where they are allowed', () => {
    const wrong = files.flatMap((file) =>
      file.specifiers
        .filter((specifier) => !specifier.startsWith('.'))
        .filter((specifier) => !(specifier.startsWith('node:') && isOutside(file)))
        .filter(
          (specifier) =>
            !(PACKAGES[browserOf(file.path) ?? file.folder] ?? []).some((name) => specifier.split('/')[0] === name),
        )
        .map((specifier) => `${file.path} imports ${specifier}`),
    )
    expect(wrong).toEqual([])
  })

  test('code for browsers is bundled, never imported', () => {
    const wrong = files
      .filter(({ path }) => browserOf(path) === undefined)
      .flatMap((file) => file.specifiers.map((specifier) => [file.path, targetOf(file, specifier) ?? ''] as const))
      .filter(([, target]) => browserOf(target) !== undefined)
    expect(wrong).toEqual([])
    expect(BROWSER.filter((part) => !files.some(({ path }) => browserOf(path) === part))).toEqual([])
  })

  test('a report has no clock and no chance: equal data are equal pages', () => {
    const clocks = new Set(['Date', 'Intl', 'performance', 'crypto', 'process', 'random', 'localeCompare'])
    const wrong = files
      .filter(({ folder }) => folder === 'report')
      .flatMap((file) => {
        const found: string[] = []
        walk(file.tree, (node) => {
          if (ts.isIdentifier(node) && clocks.has(node.text)) found.push(`${line(file, node)} uses ${node.text}`)
        })
        return found
      })
    expect(wrong).toEqual([])
  })

  test('no clock, no chance and no outside world below the roof', () => {
    const wrong = files
      .filter(({ folder }) => floorOf(folder) < OUTSIDE)
      .flatMap((file) => {
        const found: string[] = []
        walk(file.tree, (node) => {
          if (isBanned(node)) found.push(`${line(file, node)} uses ${node.getText()}`)
        })
        return found
      })
    expect(wrong).toEqual([])
  })

  test('no arithmetic that engines round differently, on any floor', () => {
    const wrong = files.flatMap((file) =>
      inexactIn(file.tree, HARMLESS[file.path]).map((node) => `${line(file, node)} has ${node.parent.getText()}`),
    )
    expect(wrong).toEqual([])
  })

  test('what is allowed of it is there', () => {
    const texts = new Map(files.map(({ path, text }) => [path, text]))
    const gone = Object.entries(HARMLESS).flatMap(([path, all]) =>
      all.filter((each) => !texts.get(path)?.includes(each)),
    )
    expect(gone).toEqual([])
  })

  test('that rule cannot be walked round by another way of writing', () => {
    const split = (text: string) => text.split(' | ')
    const isFound = (text: string) =>
      inexactIn(ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true)).length > 0
    const inexact = [
      ...split(
        "Math.exp(1) | Math['exp'](1) | Math?.exp(1) | (Math).exp(1) | Math!.exp(1) | [1].map(Math.log) | f(Math)",
      ),
      ...split('const { exp } = Math | const m = Math | export { Math } | window.Math.exp(1) | M\\u0061th.exp(1)'),
      ...split('Math.random() | Math.cbrt(2) | Math.hypot(3, 4) | Math.log1p(1) | Math.expm1(1) | Math.atan2(1, 2)'),
      ...split('x ** 3 | x ** y | x ** -2 | x **= 3 | 1.1 ** x | 2 ** x | 2 ** -x | 2 ** 0.5 | 0.5 ** 3 | 10 ** -3'),
    ]
    expect(inexact.filter((text) => !isFound(text))).toEqual([])
    const exact = split(
      'Math.sqrt(2) | Math.PI | [1].map(Math.abs) | x ** 2 | x **= 2 | 2 ** -1022 | 10 ** 6 | a.exp(1)',
    )
    expect(exact.filter(isFound)).toEqual([])
  })
})

describe('shape', () => {
  test('an index holds named re-exports and nothing else', () => {
    const wrong = files
      .filter(({ path }) => isIndex(path))
      .flatMap((file) =>
        file.tree.statements
          .filter((statement) => !isNamedReExport(statement))
          .map((statement) => `${line(file, statement)} ${statement.getText()}`),
      )
    expect(wrong).toEqual([])
  })

  test('file names are kebab-case', () => {
    expect(files.map(({ path }) => path).filter((path) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.d)?\.ts$/.test(path))).toEqual(
      [],
    )
  })

  test('files, functions and parameter lists keep their budgets, or give a reason', () => {
    expect(files.flatMap(overBudget)).toEqual([])
  })

  test('every file of a public function or class shows an example', () => {
    const wrong = files
      .filter(({ path }) => isIndex(path))
      .flatMap((index) => publicNames(index).filter(({ name, file }) => isUnexplained(name, file)))
    expect(wrong.map(({ name, file }) => `${name} of ${file.path}`)).toEqual([])
  })

  test('every export has a doc block, unless it is a named number', () => {
    const wrong = files.flatMap((file) => file.tree.statements.filter(isBareExport).map((node) => line(file, node)))
    expect(wrong).toEqual([])
  })
})

describe('repository', () => {
  test('the top level holds what it should and nothing else', () => {
    const visible = readdirSync(ROOT).filter((name) => !name.startsWith('.'))
    const built = ['node_modules', 'dist', 'coverage', 'runs']
    expect(visible.filter((name) => !built.includes(name)).sort()).toEqual(
      [
        ...['src', 'test', 'bench', 'examples', 'docs', 'package.json', 'package-lock.json', 'tsconfig.json'],
        ...['tsup.config.ts', 'typedoc.json', 'CHANGELOG.md', 'LICENSE', 'README.md', 'CONTRIBUTING.md'],
      ].sort(),
    )
  })

  test('every public folder is a subpath export with a reference page and a size budget', () => {
    const adapters = folders.filter((folder) => folder.startsWith('adapters/'))
    const rooms = [...folders.filter((folder) => floorOf(folder) < OUTSIDE), 'report', ...adapters]
    const subpaths = ['.', ...rooms.map((folder) => `./${folder.replace('adapters/', '')}`)].sort()
    const workers = adapters.filter((folder) => existsSync(join(ROOT, 'src', folder, 'worker.ts')))
    const entries = workers.map((folder) => `./${folder.replace('adapters/', '')}/worker`)
    expect(
      Object.keys(manifest.exports)
        .filter((path) => path !== './package.json')
        .sort(),
    ).toEqual([...subpaths, ...entries].sort())
    const indexes = ['src/index.ts', ...rooms.map((folder) => `src/${folder}/index.ts`)].sort()
    expect(indexes.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
    expect(JSON.parse(readFileSync(join(ROOT, 'typedoc.json'), 'utf8')).entryPoints.sort()).toEqual(indexes)
    const budgets = manifest['size-limit'].filter((entry: { import?: string }) => entry.import === '*')
    expect(budgets.map(({ name }: { name: string }) => name).sort()).toEqual(subpaths)
  })

  test('the lock file names no download address', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"|https?:\/\/registry/)
  })

  test('the lock file has an entry for every platform a tool comes for', () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
    const missing = Object.entries<{ optionalDependencies?: object }>(packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    )
    expect(missing).toEqual([])
  })

  test('docs/dependencies.md gives a reason for every dependency and for nothing else', () => {
    const guide = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8')
    const rows = [...guide.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([^`]+)`/g)])
    const named = rows.map(([, name]) => name).sort()
    const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    const kept = all.filter((name) => !name.startsWith('@types/') && !name.startsWith('@size-limit/'))
    expect(named).toEqual(kept.sort())
  })

  test('tools and dependencies are pinned to exact versions', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([])
  })
})

function cycleIn(all: readonly SourceFile[]): string[] {
  const edges = new Map(all.map((file) => [file.path, file.specifiers.flatMap((name) => targetOf(file, name) ?? [])]))
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return []
    for (const next of edges.get(path) ?? []) {
      const cycle = visit(next, [...trail, path])
      if (cycle.length > 0) return cycle
    }
    done.add(path)
    return []
  }
  return all.map(({ path }) => visit(path, [])).find((cycle) => cycle.length > 0) ?? []
}

/** Members whose result depends on the machine or the moment, whatever they are called on. */
const BANNED_MEMBERS = new Set(['random', 'timeout', 'localeCompare', 'constructor'])

/** Whether a file may see the machine: above the roof, and not in a page. */
function isOutside({ folder, path }: SourceFile): boolean {
  return floorOf(folder) >= OUTSIDE && browserOf(path) === undefined
}

function isIndex(path: string): boolean {
  return path.split('/').at(-1) === 'index.ts'
}

/** What IEEE 754 or the language fixes to the last bit. Engines round the rest of `Math` as they like; `src/math` has that. */
const EXACT = new Set([
  ...['abs', 'sign', 'min', 'max', 'floor', 'ceil', 'round', 'trunc', 'sqrt', 'imul', 'clz32', 'fround'],
  ...['E', 'PI', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'SQRT2', 'SQRT1_2'],
])

/** Arithmetic of the engine that is harmless where it stands, by file. */
const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  // 32 bits of each root are read, and the last of its own lies 17 bits below them.
  'base/sha256.ts': ['Math.cbrt'],
  // Whole powers, which are exact in every engine; the last decides between units that are a factor of 1000 apart.
  'strategy/check-seed-pure.ts': ['2 ** power'],
  'learning/primal-descent.ts': ['0.5 ** halving'],
  'market/csv-columns.ts': ['10 ** TIME_UNITS[each]'],
}

/** Everything in a tree that engines may round differently, but for what a file is allowed. */
function inexactIn(tree: ts.SourceFile, allowed: readonly string[] = []): ts.Node[] {
  const found: ts.Node[] = []
  walk(tree, (node) => {
    const isFound = isInexactPower(node) || isInexactMember(node)
    if (isFound && !allowed.includes((ts.isIdentifier(node) ? node.parent : node).getText())) found.push(node)
  })
  return found
}

/** `Math` in any other form than a named member that is exact: an alias or a computed name could be anything. */
function isInexactMember(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || node.text !== 'Math') return false
  const { parent } = node
  return !(ts.isPropertyAccessExpression(parent) && parent.expression === node && EXACT.has(parent.name.text))
}

/** A power, unless it is a square, or a literal that every engine has exactly: 2 ** -1022, 10 ** 6. */
function isInexactPower(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node)) return false
  const { AsteriskAsteriskToken, AsteriskAsteriskEqualsToken } = ts.SyntaxKind
  if (![AsteriskAsteriskToken, AsteriskAsteriskEqualsToken].some((kind) => kind === node.operatorToken.kind))
    return false
  return node.right.getText() !== '2' && !/^(2 \*\* -?\d+|\d+ \*\* \d+)$/.test(node.getText())
}

function isBanned(node: ts.Node): boolean {
  if (ts.isMetaProperty(node) || ts.isForInStatement(node)) return true
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name } = node.expression
    return BANNED_MEMBERS.has(name.text) || name.text.startsWith('toLocale')
  }
  if (!ts.isIdentifier(node)) return false
  const { parent } = node
  if (!BANNED.has(node.text)) return false
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isShorthandPropertyAssignment(parent)) return true
  const isName = 'name' in parent && parent.name === node
  return !isName && !ts.isPropertyAssignment(parent)
}

function isNamedReExport(statement: ts.Statement): boolean {
  return (
    ts.isExportDeclaration(statement) &&
    statement.exportClause !== undefined &&
    ts.isNamedExports(statement.exportClause)
  )
}

function overBudget(file: SourceFile): string[] {
  const found: string[] = []
  const lines = file.text.split('\n').length - 1
  if (lines > LONGEST_FILE && !isIndex(file.path) && !hasReason(file.text.slice(0, 500)))
    found.push(`${file.path} has ${lines} lines`)
  walk(file.tree, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return
    const length = node.getText().split('\n').length
    const reason = hasReason(node.getFullText().slice(0, node.getFullText().indexOf('{') + 200))
    if (length > LONGEST_FUNCTION && !reason) found.push(`${line(file, node)} is a function of ${length} lines`)
    if (node.parameters.length > MOST_PARAMETERS && !reason) {
      found.push(`${line(file, node)} takes ${node.parameters.length} parameters`)
    }
  })
  return found
}

function hasReason(text: string): boolean {
  return /over budget: \S+/i.test(text)
}

function isBareExport(statement: ts.Statement): boolean {
  const isDeclared =
    ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement)
  const isPlain = ts.isTypeAliasDeclaration(statement) || ts.isVariableStatement(statement)
  if ((!isDeclared && !isPlain) || isNamedNumber(statement)) return false
  const exported = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
  return exported && ts.getJSDocCommentsAndTags(statement).length === 0
}

function publicNames(index: SourceFile): { name: string; file: SourceFile }[] {
  return index.tree.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
    const clause = statement.exportClause
    if (clause === undefined || !ts.isNamedExports(clause) || statement.moduleSpecifier === undefined) return []
    const path = targetOf(index, (statement.moduleSpecifier as ts.StringLiteral).text)
    const file = files.find((each) => each.path === path)
    return file === undefined
      ? []
      : clause.elements.map((each) => ({ name: (each.propertyName ?? each.name).text, file }))
  })
}

function isUnexplained(name: string, { tree, text }: SourceFile): boolean {
  const isCode = (statement: ts.Statement): boolean =>
    (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name?.text === name
  return tree.statements.some(isCode) && !text.includes('* @example')
}

function isNamedNumber(statement: ts.Statement): boolean {
  if (!ts.isVariableStatement(statement)) return false
  return statement.declarationList.declarations.every(
    ({ initializer }) => initializer !== undefined && ts.isNumericLiteral(initializer),
  )
}
