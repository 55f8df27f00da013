import type { ObjectDefinition, Row } from '../../books/contract.ts'
import { branch, childText, type Content, type Element } from '../../xml/element.ts'
import type { Call, FunctionHandler } from '../call.ts'
import { errors, FunctionRefusal } from '../errors.ts'
import { objectFor, require } from '../permission.ts'
import { resolveField, type Field } from '../read/fields.ts'
import { literalReader } from '../read/literal.ts'
import { column } from '../read/render.ts'
import { findRows } from '../read/rows.ts'
import { parseSql, SqlFault, splitRowNumber } from '../read/sql.ts'
import { spokenField, storedField } from '../read/stored.ts'
import type { ResultSet } from '../result-sets.ts'

const refuse = (): never => {
  throw new FunctionRefusal([errors.processing()])
}

function sqlOf(text: string): ReturnType<typeof splitRowNumber> {
  try {
    return splitRowNumber(parseSql(text))
  } catch (error) {
    if (error instanceof SqlFault) return refuse()
    throw error
  }
}

function fieldsOf(call: Call, object: ObjectDefinition, text: string): readonly Field[] {
  const viewer = { books: call.company.books, actor: call.actor, showPrivate: false }
  const names =
    text === '' || text === '*' ? [...object.fields.keys()] : text.split(',').map((name) => name.trim())
  return names.map((name) => spokenField(object, resolveField(viewer, object, name) ?? refuse()))
}

/** The next page of a result set, which moves on by it. */
function nextPage(call: Call, set: ResultSet): Content {
  const live = call.company.settings.resultSetValues === 'live'
  const taken = set.rows.slice(set.given, set.given + set.pageSize)
  const rows = live
    ? taken.map((row) => call.company.books.get(set.object, row.RECORDNO ?? '', call.actor) ?? row)
    : taken
  set.given += rows.length
  const columns = set.fields.map((field) => column(field, call.format))
  const remaining = set.rows.length - set.given
  return branch('data', [{ table: set.object.toLowerCase(), columns, rows }], {
    listtype: set.object.toLowerCase(),
    count: String(rows.length),
    totalcount: String(set.rows.length),
    numremaining: String(remaining),
    resultId: set.id,
  })
}

/** `readByQuery` (reference 3.3): a result set on the server, in no order, whose rows are those of this moment. */
export const readByQuery: FunctionHandler = (call, element) => {
  const object = objectFor(call, childText(element, 'object') ?? '', 'READ_BY_QUERY', errors.genericObject)
  const returnFormat = childText(element, 'returnFormat') ?? ''
  if (returnFormat !== '' && returnFormat !== 'xml')
    throw new FunctionRefusal([errors.returnFormat(returnFormat)])
  const { settings } = call.company
  const size = Number(childText(element, 'pagesize') || '100')
  if (!Number.isInteger(size) || size < 1 || size > settings.readByQueryPageLimit) {
    throw new FunctionRefusal([errors.pageSize(settings.readByQueryPageLimit)])
  }
  const fields = fieldsOf(call, object, childText(element, 'fields') ?? '')
  const { rest, keep } = sqlOf(childText(element, 'query') ?? '')
  const viewer = { books: call.company.books, actor: call.actor, showPrivate: false }
  const known = new Map<string, Field>()
  const reading = {
    field: (name: string): Field => {
      let field = known.get(name)
      if (field === undefined) {
        const own = resolveField(viewer, object, name)
        if (own?.own !== true) return refuse()
        field = storedField(object, own, settings.invoiceStateInReadByQuery)
        known.set(name, field)
      }
      return field
    },
    literal: literalReader(call.format, () => errors.processing()),
    ignoreCase: false,
  }
  const rows: readonly Row[] = findRows(call, object, rest, reading, [], false)
  const set: ResultSet = {
    id: call.newId(),
    object: object.name,
    session: call.sessionKey,
    fields,
    rows: rows.filter((_, index) => keep(index + 1)),
    pageSize: size,
    expiresAt: call.now + settings.resultSetSeconds * 1000,
    given: 0,
  }
  if (set.rows.length > size) call.company.resultSets.add(set)
  return [nextPage(call, set)]
}

function resultSetFor(call: Call, element: Element): ResultSet {
  const { resultSets } = call.company
  const id = childText(element, 'resultId')
  const object = childText(element, 'object')
  const set =
    id === undefined
      ? resultSets.latest((object ?? '').toUpperCase(), call.sessionKey, call.now)
      : resultSets.find(id, call.now)
  if (set === undefined) throw new FunctionRefusal([errors.resultSet(id ?? object ?? '')])
  return set
}

/** `readMore` (reference 3.3): the next page of a result set, by its id or as the latest of an object in the session. */
export const readMore: FunctionHandler = (call, element) => {
  const other = childText(element, 'view') ?? childText(element, 'reportId')
  if (other !== undefined) throw new FunctionRefusal([errors.notOffered('readMore of a view or report')])
  const set = resultSetFor(call, element)
  require(call, 'READ_BY_QUERY', set.object)
  return [nextPage(call, set)]
}
