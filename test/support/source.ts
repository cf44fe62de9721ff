import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** Folder of the checkout. */
export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url))

/** One source file with what the architecture rules ask of it. */
export interface SourceFile {
  /** Path from `src/`, with forward slashes. */
  readonly path: string
  /** First folder of the path, for an adapter the first two; empty for files directly in `src/`. */
  readonly folder: string
  readonly tree: ts.SourceFile
  readonly text: string
  /** Every specifier it imports from or re-exports, types included. */
  readonly specifiers: readonly string[]
}

/** Every TypeScript file below `src/`, sorted by path. */
export function sourceFiles(): SourceFile[] {
  const paths = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
  return paths.map((path) => {
    const text = readFileSync(join(ROOT, 'src', path), 'utf8')
    return {
      path,
      folder: folderOf(path),
      tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
      text,
      specifiers: ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName),
    }
  })
}

/** The room a file belongs to: adapters are rooms of their own. */
export function folderOf(path: string): string {
  const [first, second, third] = path.split('/')
  if (second === undefined) return ''
  return first === 'adapters' && third !== undefined ? `${first}/${second}` : first
}

/** Path from `src/` of a relative specifier, or undefined for a package. */
export function targetOf(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  return relative('.', join(dirname(file.path), specifier)).replaceAll('\\', '/')
}

/** Calls `visit` for a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}
