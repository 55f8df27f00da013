import ts from 'typescript'
import { findNodes, isCode, lineAt } from './rule.ts'
import type { Finding, Rule, Source } from './rule.ts'

const at = 'packages/engine/src/sample.ts'

/** The last name of an expression that sounds like money, e.g. `invoice.totalDue`. Counts of things are not money. */
const amountName = /(amount|total|balance|price|money|minor|subtotal)s?(due|paid)?$/i
const countName = /(count|rows|records|bytes|ms|pages|of)/i

const floatMaths: Readonly<Record<string, string>> = {
  Number: 'Number()',
  parseFloat: 'parseFloat()',
  'Number.parseFloat': 'parseFloat()',
}

const exactMoney: Rule = {
  name: 'money never passes through a float',
  about: isCode,
  find: (source) => findNodes(source, (node) => moneyFault(source, node)),
  bad: [
    'const x = Number(invoice.amount)',
    'const x = parseFloat(totalDue)',
    'const x = Number.parseFloat(row.price)',
    'const x = amount.toFixed(2)',
    'const x = +row.balance',
    "const x = Number(row['amount'])",
  ].map((text) => ({ path: at, text })),
  good: [
    'const x = Number(row.count)',
    'const x = toMinor(invoice.amount, currency)',
    'const x = seconds.toFixed(1)',
    'const x = Number(counts.total)',
  ].map((text) => ({ path: at, text })),
}

function moneyFault(source: Source, node: ts.Node): string | undefined {
  const cure = 'keep money as a decimal string or as bigint minor units (toMinor, fromMinor)'
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken) {
    return isAmount(source, node.operand) ? `unary plus on an amount: ${cure}` : undefined
  }
  if (!ts.isCallExpression(node)) return undefined
  const callee = node.expression.getText(source.tree)
  const [argument] = node.arguments
  const call = floatMaths[callee]
  if (call !== undefined && argument && isAmount(source, argument)) return `${call} on an amount: ${cure}`
  if (!ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'toFixed')
    return undefined
  return isAmount(source, node.expression.expression) ? `toFixed() on an amount: ${cure}` : undefined
}

function isAmount(source: Source, node: ts.Expression): boolean {
  const text = node.getText(source.tree).replace(/[\]'"!)]+$/, '')
  return amountName.test(text) && !countName.test(text)
}

const sqlWords = /\b(select|insert|update|delete|create|alter|values|default|where|returning)\b/i
const sqlSeams: readonly (readonly [RegExp, string])[] = [
  [/\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)/i, 'clock.now()'],
  [/\bcurrent_(timestamp|date|time)\b|\blocaltime(stamp)?\b/i, 'clock.now()'],
  [/\b(gen_random_uuid|uuidv[47]|random)\s*\(\s*\)/i, 'ids()'],
]

const sqlTime: Rule = {
  name: 'SQL is handed its times and ids',
  about: (path) => /^packages\/[^/]+\/src\/.*\.sql$/.test(path) || (isCode(path) && path.includes('/src/')),
  find: (source) => (source.path.endsWith('.sql') ? sqlFile(source) : sqlInCode(source)),
  bad: [
    { path: 'packages/store/src/a.sql', text: 'create table a (\n  at timestamptz default now()\n)' },
    { path: 'packages/store/src/a.sql', text: 'insert into a select gen_random_uuid()' },
    { path: 'packages/store/src/a.sql', text: 'select current_timestamp' },
    { path: at, text: 'const q = sql`update a set at = now() where id = ${id}`' },
    { path: at, text: "const q = 'select clock_timestamp()'" },
  ],
  good: [
    { path: 'packages/store/src/a.sql', text: '-- never now(): times are parameters\nselect $1' },
    { path: at, text: "const q = sql`update a set at = ${now()}`\nconst words = 'use clock.now()'" },
  ],
}

function sqlFile(source: Source): Finding[] {
  return source.text.split('\n').flatMap((line, index) => {
    const message = sqlFault(line.replace(/--.*$/, ''))
    return message === undefined ? [] : [{ line: index + 1, message }]
  })
}

function sqlInCode(source: Source): Finding[] {
  const findings: Finding[] = []
  const visit = (node: ts.Node): void => {
    const pieces = literalPieces(node)
    if (pieces.length > 0 && pieces.some((piece) => sqlWords.test(piece))) {
      for (const piece of pieces) {
        const message = sqlFault(piece)
        if (message !== undefined)
          findings.push({ line: lineAt(source, node.getStart(source.tree)), message })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source.tree)
  return findings
}

function literalPieces(node: ts.Node): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text]
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
  return []
}

function sqlFault(text: string): string | undefined {
  for (const [pattern, replacement] of sqlSeams) {
    const match = pattern.exec(text)
    if (match) return `${match[0]} in SQL is a seam: pass the value as a parameter, from ${replacement}`
  }
  return undefined
}

export const moneyAndSqlRules = [exactMoney, sqlTime]
