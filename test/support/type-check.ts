import { join } from 'node:path'
import ts from 'typescript'
import type { Example } from './examples.ts'
import { ROOT } from './source.ts'

/** What the compiler has against the examples, each as a module of its own beside the README. */
export function typeProblems(examples: readonly Example[]): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
  const sources = new Map(examples.map(({ code }, i) => [join(ROOT, `example-${i}.ts`), asModule(code)]))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => sources.has(path) || fileExists(path)
  host.readFile = (path) => sources.get(path) ?? readFile(path)
  host.getSourceFile = (path, target) => {
    const text = sources.get(path)
    return text === undefined ? getSourceFile(path, target) : ts.createSourceFile(path, text, target)
  }
  const paths = [...sources.keys()]
  // An example shows values as statements of their own and keeps names that only its reader uses.
  const loose = { ...options, noUnusedLocals: false, isolatedDeclarations: false, declaration: false }
  const program = ts.createProgram(paths, loose, host)
  return paths.flatMap((path, i) => {
    const problems = ts.getPreEmitDiagnostics(program, program.getSourceFile(path))
    return problems.map(
      ({ messageText }) => `${examples[i].name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
  })
}

/** A line that shows a refusal may break the types too: that is what it is for. */
function asModule(code: string): string {
  return `${code.replace(/^(?=.* \/\/ throws ')/gm, '// @ts-ignore\n')}\nexport {}\n`
}
