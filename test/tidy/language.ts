import ts from 'typescript'
import { commentsOf, findNodes, isCode, lineAt } from './rule.ts'
import type { Finding, Rule, Source } from './rule.ts'

const at = 'packages/engine/src/sample.ts'

const noAny: Rule = {
  name: 'no `any`',
  about: isCode,
  find: (source) =>
    findNodes(source, (node) =>
      node.kind === ts.SyntaxKind.AnyKeyword
        ? 'no `any`: write `unknown` and narrow it, or name the type'
        : undefined,
    ),
  bad: [{ path: at, text: 'export const x = (y: any) => y' }],
  good: [{ path: at, text: "// any of these\nconst any = 'any'" }],
}

const suppression = /@ts-(ignore|expect-error|nocheck)|eslint-disable|biome-ignore/

const noSuppressions: Rule = {
  name: 'no suppressed checks',
  about: isCode,
  find: (source) =>
    inComments(source, suppression, 'no suppression: change the code so that the check passes'),
  bad: [
    { path: at, text: '// @ts-ignore\nconst x = 1' },
    { path: at, text: '// @ts-expect-error\nconst x = 1' },
    { path: at, text: 'const x = 1 // eslint-disable-line' },
    { path: 'packages/web/src/a.tsx', text: 'const x = <p>{/* eslint-disable-next-line */}</p>' },
  ],
  good: [{ path: at, text: "const words = '// @ts-ignore'" }],
}

const noTodos: Rule = {
  name: 'nothing is left to do',
  about: isCode,
  find: (source) =>
    inComments(source, /\b(TODO|FIXME|XXX|HACK)\b/, 'no reminders: do it, or say what holds now and why'),
  bad: [
    { path: at, text: '// TODO: later\nconst x = 1' },
    { path: at, text: '/** FIXME */\nconst x = 1' },
  ],
  good: [{ path: at, text: "const status = 'TODO'" }],
}

function inComments(source: Source, pattern: RegExp, message: string): Finding[] {
  return commentsOf(source)
    .filter((comment) => pattern.test(comment.text))
    .map((comment) => ({ line: lineAt(source, comment.offset), message }))
}

const erasable: Rule = {
  name: 'only syntax that Node can erase',
  about: isCode,
  find: (source) => findNodes(source, erasableFault),
  bad: [
    { path: at, text: 'enum Colour { Red }' },
    { path: at, text: 'namespace Words { export const x = 1 }' },
    { path: at, text: 'class A { constructor(private readonly x: number) {} }' },
    { path: at, text: "import fs = require('node:fs')" },
  ],
  good: [{ path: at, text: "const colours = ['red'] as const\ndeclare global { interface A { x: 1 } }" }],
}

function erasableFault(node: ts.Node): string | undefined {
  if (ts.isEnumDeclaration(node)) return 'no enum: write a const array or object and a type made of it'
  if (ts.isModuleDeclaration(node) && !isAmbient(node)) return 'no namespace: a file is a module'
  if (ts.isImportEqualsDeclaration(node)) return 'no `import =`: write `import … from`'
  if (ts.isExportAssignment(node) && node.isExportEquals === true) return 'no `export =`: export by name'
  if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent)) {
    return 'no parameter property: declare the field and assign it in the constructor'
  }
  return undefined
}

function isAmbient(node: ts.ModuleDeclaration): boolean {
  return ts.isStringLiteral(node.name) || node.name.text === 'global'
}

const noBarrels: Rule = {
  name: 'no barrels',
  about: isCode,
  find: (source) => {
    const reexports = findNodes(source, (node) =>
      ts.isExportDeclaration(node) && node.moduleSpecifier
        ? 'no re-export: let the user import it from where it is written'
        : undefined,
    )
    const named = /\/index\.tsx?$/.test(source.path)
      ? [{ line: 1, message: 'no index file: name the file for the one idea in it' }]
      : []
    return [...named, ...reexports]
  },
  bad: [
    { path: at, text: "export * from './a.ts'" },
    { path: at, text: "export { a } from './a.ts'" },
    { path: 'packages/engine/src/index.ts', text: 'export const x = 1' },
  ],
  good: [{ path: at, text: 'const a = 1\nexport { a }' }],
}

const documented: Rule = {
  name: 'every exported function of a library package says what it takes and gives',
  about: (path) => /^packages\/(intacct|engine|store|client)\/src\//.test(path) && isCode(path),
  find: (source) =>
    source.tree.statements.flatMap((statement) => {
      const name = exportedFunction(statement)
      if (name === undefined || hasDoc(source, statement)) return []
      const message = `${name}: write a doc comment: what it gives, units of its parameters, errors that it throws`
      return [{ line: lineAt(source, statement.getStart(source.tree)), message }]
    }),
  bad: [
    { path: at, text: 'export function f(x: number): number { return x }' },
    { path: at, text: 'export const f = (x: number): number => x' },
  ],
  good: [
    { path: at, text: '/** Gives it back. */\nexport function f(x: number): number { return x }' },
    { path: at, text: 'function f(x: number): number { return x }\nexport const limit = 3' },
    {
      path: at,
      text: '/** Both. */\nexport function f(x: 1): 1\nexport function f(x: 2): 2\nexport function f(x: number): number { return x }',
    },
  ],
}

function exportedFunction(statement: ts.Statement): string | undefined {
  if (!ts.canHaveModifiers(statement)) return undefined
  const exported = ts.getModifiers(statement)?.some((item) => item.kind === ts.SyntaxKind.ExportKeyword)
  if (exported !== true) return undefined
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text ?? 'default'
  if (!ts.isVariableStatement(statement)) return undefined
  const [first] = statement.declarationList.declarations
  if (!first?.initializer || !ts.isIdentifier(first.name)) return undefined
  const isFunction = ts.isArrowFunction(first.initializer) || ts.isFunctionExpression(first.initializer)
  return isFunction ? first.name.text : undefined
}

function hasDoc(source: Source, statement: ts.Statement): boolean {
  if (ts.getJSDocCommentsAndTags(statement).length > 0) return true
  if (!ts.isFunctionDeclaration(statement)) return false
  const name = statement.name?.text
  return source.tree.statements.some(
    (other) =>
      ts.isFunctionDeclaration(other) &&
      other.name?.text === name &&
      ts.getJSDocCommentsAndTags(other).length > 0,
  )
}

export const languageRules = [noAny, noSuppressions, noTodos, erasable, noBarrels, documented]
