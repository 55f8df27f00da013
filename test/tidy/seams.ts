import ts from 'typescript'
import { findNodes, isCode } from './rule.ts'
import type { Rule, Source } from './rule.ts'

/** Members of built-in objects that reach for time, chance or the network, and what to take instead. */
const members: Readonly<Record<string, string>> = {
  'Date.now': 'clock.now()',
  'performance.now': 'clock.monotonic()',
  'performance.timeOrigin': 'clock.now()',
  'process.hrtime': 'clock.monotonic()',
  'process.uptime': 'clock.monotonic()',
  'AbortSignal.timeout': 'clock.sleep(ms, signal) and an AbortController',
  'Math.random': 'random()',
  'crypto.randomUUID': 'ids()',
  'crypto.randomBytes': 'ids() or random bytes that are handed in',
  'crypto.getRandomValues': 'ids() or random bytes that are handed in',
  'Temporal.Now': 'clock.now()',
}

const globals: Readonly<Record<string, string>> = {
  setTimeout: 'clock.sleep(ms, signal)',
  setInterval: 'clock.sleep(ms, signal) in a loop',
  setImmediate: 'clock.sleep(0)',
  fetch: 'the http that is handed in',
}

const imports: Readonly<Record<string, string>> = {
  randomUUID: 'ids()',
  randomBytes: 'ids() or random bytes that are handed in',
  randomInt: 'random()',
  getRandomValues: 'ids() or random bytes that are handed in',
  hrtime: 'clock.monotonic()',
}

const modules: Readonly<Record<string, string>> = {
  timers: 'clock.sleep(ms, signal)',
  'timers/promises': 'clock.sleep(ms, signal)',
  perf_hooks: 'clock.monotonic()',
}

/** The one place of a package, or of the tests, that may touch the real thing. */
const isSeam = (path: string): boolean => /^(packages\/[^/]+\/src|test|bench)\/(seams|system)\//.test(path)

const isShipped = (path: string): boolean =>
  isCode(path) && /^(packages\/[^/]+\/src|test|bench)\//.test(path) && !isSeam(path)

function instead(what: string, replacement: string): string {
  return `${what} is a seam: take ${replacement} from the caller; only src/seams/ or src/system/ may touch the real one`
}

function fault(source: Source, declared: ReadonlySet<string>) {
  return (node: ts.Node): string | undefined => {
    if (ts.isImportDeclaration(node)) return importFault(node)
    if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0) {
      return instead('new Date()', 'clock.now()')
    }
    if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) return instead('Date()', 'clock.now()')
    if (ts.isPropertyAccessExpression(node)) return memberFault(source, node)
    if (ts.isIdentifier(node)) return globalFault(node, declared)
    return undefined
  }
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

function importFault(node: ts.ImportDeclaration): string | undefined {
  if (
    node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
    !ts.isStringLiteral(node.moduleSpecifier)
  )
    return undefined
  const from = node.moduleSpecifier.text.replace(/^node:/, '')
  const replacement = modules[from]
  if (replacement !== undefined) return instead(`import of ${from}`, replacement)
  const bindings = node.importClause?.namedBindings
  if (!['crypto', 'process', 'undici'].includes(from) || !bindings || !ts.isNamedImports(bindings))
    return undefined
  for (const element of bindings.elements) {
    const name = (element.propertyName ?? element.name).text
    const seam = from === 'undici' && name === 'fetch' ? globals['fetch'] : imports[name]
    if (seam !== undefined && !element.isTypeOnly) return instead(`${name} of ${from}`, seam)
  }
  return undefined
}

function memberFault(source: Source, node: ts.PropertyAccessExpression): string | undefined {
  const text = node.getText(source.tree)
  const name = text.replace(/^(globalThis|window)\./, '')
  const replacement = members[name] ?? (name === text ? undefined : globals[name])
  return replacement === undefined ? undefined : instead(name, replacement)
}

function globalFault(node: ts.Identifier, declared: ReadonlySet<string>): string | undefined {
  const replacement = Object.hasOwn(globals, node.text) ? globals[node.text] : undefined
  if (replacement === undefined || declared.has(node.text) || !isValue(node)) return undefined
  return instead(node.text, replacement)
}

/** Whether the identifier is the global itself: not a member's name, not a type. */
function isValue(node: ts.Identifier): boolean {
  const parent = node.parent
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isTypeQueryNode(parent) || ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false
  return !(isMemberName(parent) && parent.name === node)
}

function isMemberName(node: ts.Node): node is ts.NamedDeclaration {
  return (
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isBindingElement(node) ||
    ts.isParameter(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isJsxAttribute(node)
  )
}

/** Names that the file itself binds: a parameter called `fetch` is what the caller handed in. */
function declaredNames(source: Source): Set<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    const binds =
      ts.isParameter(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isBindingElement(node) ||
      ts.isImportSpecifier(node)
    if (binds && node.name && ts.isIdentifier(node.name)) names.add(node.name.text)
    ts.forEachChild(node, visit)
  }
  visit(source.tree)
  return names
}

const at = 'packages/engine/src/sample.ts'

const seams: Rule = {
  name: 'time, chance, timers and the network come through seams',
  about: isShipped,
  find: (source) => findNodes(source, fault(source, declaredNames(source))),
  bad: [
    'const t = Date.now()',
    'const t = new Date()',
    'const t = Date()',
    'const read = Date.now',
    'const t = performance.now()',
    'const t = process.hrtime.bigint()',
    'setTimeout(() => undefined, 5)',
    'setInterval(() => undefined, 5)',
    'setImmediate(() => undefined)',
    'globalThis.setTimeout(() => undefined, 5)',
    "import { setTimeout } from 'node:timers/promises'",
    'const s = AbortSignal.timeout(5)',
    'const r = Math.random()',
    "import { randomUUID } from 'node:crypto'",
    "import { randomBytes } from 'crypto'",
    'const id = crypto.randomUUID()',
    "const answer = await fetch('http://x')",
    'const seam = { get: fetch }',
    "import { fetch } from 'undici'",
  ].map((text) => ({ path: at, text })),
  good: [
    { path: at, text: 'const d = new Date(ms)\nconst u = Date.UTC(2026, 1, 1)\nconst p = Date.parse(text)' },
    { path: at, text: 'export const f = (fetch: typeof globalThis.fetch) => fetch(url)' },
    { path: at, text: 'await clock.sleep(5)\nhttp.fetch(url)\nconst o = { setTimeout: 3 }' },
    { path: at, text: "import { createHash } from 'node:crypto'" },
    { path: at, text: 'interface Http { fetch(url: string): void }' },
  ],
}

export const seamRules = [seams]
