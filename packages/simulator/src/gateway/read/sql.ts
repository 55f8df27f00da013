import { negate, type Comparison, type Filter } from './filter.ts'

/** The query string is not of the documented language (reference 3.3); the gateway answers DL02000001 to all of it. */
export class SqlFault extends Error {}

type Token = { readonly kind: 'word' | 'text' | 'mark'; readonly value: string }

const pattern = /\s*(?:'((?:[^'\\]|\\.)*)'|(<=|>=|[<>=(),])|([\w.#]+|-\d[\w.]*))/y

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < text.length && text.slice(pattern.lastIndex).trim() !== '') {
    const match = pattern.exec(text)
    if (match === null) throw new SqlFault('unreadable')
    const [, quoted, mark, word] = match
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replace(/\\(.)/gs, '$1') })
    else if (mark !== undefined) tokens.push({ kind: 'mark', value: mark })
    else tokens.push({ kind: 'word', value: word ?? '' })
  }
  return tokens
}

const operators: Readonly<Record<string, Comparison>> = {
  '=': 'equalto',
  '<': 'lessthan',
  '<=': 'lessthanorequalto',
  '>': 'greaterthan',
  '>=': 'greaterthanorequalto',
}

/** Reads the SQL-like string of readByQuery. Empty means all. @throws SqlFault */
export function parseSql(text: string): Filter {
  const tokens = tokenize(text)
  let at = 0
  const word = (ahead = 0): string => {
    const token = tokens[at + ahead]
    return token?.kind === 'word' ? token.value.toUpperCase() : ''
  }
  const takeMark = (mark: string): boolean => {
    const token = tokens[at]
    if (token?.kind !== 'mark' || token.value !== mark) return false
    at += 1
    return true
  }
  const takeWord = (expected: string): boolean => {
    if (word() !== expected) return false
    at += 1
    return true
  }
  const value = (): string => {
    const token = tokens[at]
    if (token === undefined || token.kind === 'mark') throw new SqlFault('value expected')
    if (token.kind === 'word' && !/^-?[\d.]+$/.test(token.value)) throw new SqlFault('value expected')
    at += 1
    return token.value
  }
  const list = (): string[] => {
    if (!takeMark('(')) throw new SqlFault('list expected')
    const values = [value()]
    while (takeMark(',')) values.push(value())
    if (!takeMark(')')) throw new SqlFault('list not closed')
    return values
  }
  const comparison = (): Filter => {
    const field = word()
    if (field === '' || /^\d/.test(field)) throw new SqlFault('field expected')
    at += 1
    const compare = (operator: Comparison, values: readonly string[]): Filter => ({
      kind: 'compare',
      operator,
      field,
      values,
    })
    if (takeWord('IS')) {
      const not = takeWord('NOT')
      if (!takeWord('NULL')) throw new SqlFault('NULL expected')
      return compare(not ? 'isnotnull' : 'isnull', [])
    }
    const not = takeWord('NOT')
    if (takeWord('LIKE')) return compare(not ? 'notlike' : 'like', [value()])
    if (takeWord('IN')) return compare(not ? 'notin' : 'in', list())
    const token = tokens[at]
    const operator = token?.kind === 'mark' ? operators[token.value] : undefined
    if (not || operator === undefined) throw new SqlFault('operator expected')
    at += 1
    return compare(operator, [value()])
  }
  const factor = (): Filter => {
    if (takeWord('NOT')) return negate(factor())
    if (!takeMark('(')) return comparison()
    const inner = either()
    if (!takeMark(')')) throw new SqlFault('parenthesis not closed')
    return inner
  }
  const all = (): Filter => {
    const parts = [factor()]
    while (takeWord('AND')) parts.push(factor())
    return parts.length === 1 ? (parts[0] as Filter) : { kind: 'and', parts }
  }
  const either = (): Filter => {
    const parts = [all()]
    while (takeWord('OR')) parts.push(all())
    return parts.length === 1 ? (parts[0] as Filter) : { kind: 'or', parts }
  }
  if (tokens.length === 0) return { kind: 'always' }
  const filter = either()
  if (at < tokens.length) throw new SqlFault('unexpected')
  return filter
}

/** Takes the `rownum` conditions out of the top of a condition; what is left is about fields. */
export function splitRowNumber(filter: Filter): {
  readonly rest: Filter
  readonly keep: (position: number) => boolean
} {
  const parts = filter.kind === 'and' ? filter.parts : [filter]
  const isRowNumber = (part: Filter): boolean => part.kind === 'compare' && part.field === 'ROWNUM'
  const tests = parts.filter(isRowNumber).map((part) => {
    if (part.kind !== 'compare') return () => true
    const limit = Number(part.values[0])
    const tests: Partial<Record<Comparison, (position: number) => boolean>> = {
      equalto: (position) => position === limit,
      lessthan: (position) => position < limit,
      lessthanorequalto: (position) => position <= limit,
      greaterthan: (position) => position > limit,
      greaterthanorequalto: (position) => position >= limit,
    }
    const test = tests[part.operator]
    if (test === undefined || Number.isNaN(limit)) throw new SqlFault('rownum')
    return test
  })
  const others = parts.filter((part) => !isRowNumber(part))
  return {
    rest: others.length === 0 ? { kind: 'always' } : { kind: 'and', parts: others },
    keep: (position) => tests.every((test) => test(position)),
  }
}
