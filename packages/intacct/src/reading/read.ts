import type { CallOptions, Caller } from '../caller.ts'
import type { Row } from '../envelope/data.ts'
import type { Evidence } from '../envelope/evidence.ts'
import { element } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'

export interface ReadRequest {
  readonly object: string
  /** RECORDNOs (names for readByName), any number. Unknown ones are simply missing from the answer. */
  readonly keys: readonly string[]
  /** Omitted: all. */
  readonly fields?: readonly string[] | undefined
  readonly docparid?: string | undefined
  /** Reads by the name field (CUSTOMERID …) instead of RECORDNO. */
  readonly byName?: boolean | undefined
}

/** A document with what it owns: `lists.ARINVOICEITEMS[0].AMOUNT`. */
export interface Document {
  /** Single values, nested ones dotted: `BILLTO.CONTACTNAME`. */
  readonly fields: Row
  readonly lists: Readonly<Record<string, readonly Row[]>>
}

export interface ReadAnswer<T> {
  readonly found: readonly T[]
  /** Of the last call. */
  readonly evidence: Evidence | null
}

/** Keys that one read may name. */
export const MOST_KEYS = 100

function readElement(request: ReadRequest, keys: readonly string[]): Element {
  return element(request.byName === true ? 'readByName' : 'read', [
    element('object', request.object),
    element('keys', keys.join(',')),
    element('fields', request.fields === undefined ? '*' : request.fields.join(',')),
    ...(request.docparid === undefined ? [] : [element('docparid', request.docparid)]),
  ])
}

function* slicesOf(keys: readonly string[]): Generator<readonly string[]> {
  const distinct = [...new Set(keys)]
  for (let at = 0; at < distinct.length; at += MOST_KEYS) yield distinct.slice(at, at + MOST_KEYS)
}

/** Records by key as flat rows, 100 a call. @throws IntacctError */
export async function readRows(
  caller: Caller,
  request: ReadRequest,
  options?: CallOptions,
): Promise<ReadAnswer<Row>> {
  const found: Row[] = []
  let evidence: Evidence | null = null
  for (const keys of slicesOf(request.keys)) {
    const answer = await caller.read(readElement(request, keys), 'rows', options)
    found.push(...answer.data.rows)
    evidence = answer.evidence
  }
  return { found, evidence }
}

/** ARINVOICEITEMS holds arinvoiceitem, SODOCUMENTENTRIES sodocumententry; a contact or an address holds single values. */
function isList(node: Element): boolean {
  const [first] = node.children
  if (first === undefined || first.children.length === 0) return false
  if (!node.children.every((child) => child.name === first.name)) return false
  const stem = first.name.toLowerCase().slice(0, -1)
  return (
    node.children.length > 1 ||
    (node.name.length > first.name.length && node.name.toLowerCase().startsWith(stem))
  )
}

function flatten(node: Element, prefix: string, into: Row, lists: Record<string, Row[]>): void {
  for (const child of node.children) {
    const path = prefix === '' ? child.name : `${prefix}.${child.name}`
    if (child.children.length === 0) into[path] = child.text
    else if (isList(child)) {
      lists[path] = child.children.map((line) => {
        const row: Row = {}
        flatten(line, '', row, lists)
        return row
      })
    } else flatten(child, path, into, lists)
  }
}

/** A record's element as values and lists. */
export function documentOf(node: Element): Document {
  const fields: Row = {}
  const lists: Record<string, Row[]> = {}
  flatten(node, '', fields, lists)
  return { fields, lists }
}

/** Whole documents with their owned lines, 100 a call. @throws IntacctError */
export async function readDocuments(
  caller: Caller,
  request: ReadRequest,
  options?: CallOptions,
): Promise<ReadAnswer<Document>> {
  const found: Document[] = []
  let evidence: Evidence | null = null
  for (const keys of slicesOf(request.keys)) {
    const answer = await caller.read(readElement(request, keys), 'tree', options)
    found.push(...answer.data.children.map(documentOf))
    evidence = answer.evidence
  }
  return { found, evidence }
}
