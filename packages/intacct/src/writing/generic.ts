import { UsageError } from '../errors/outcome.ts'
import { element } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'

/**
 * Fields of a generic record, order free: texts, booleans, nested objects, lists for owned lines
 * (`ARPYMTDETAILS: { ARPYMTDETAIL: [{ … }, { … }] }`). undefined is left out; null and '' clear the field on update.
 * Dates in Intacct's way, MM/DD/YYYY (see intacctDate).
 */
export interface GenericRecord {
  readonly [field: string]: GenericValue | readonly GenericValue[] | undefined
}
export type GenericValue = string | boolean | null | GenericRecord

function fieldElements(record: GenericRecord): Element[] {
  return Object.entries(record).flatMap(([name, given]) => {
    if (given === undefined) return []
    const values: readonly GenericValue[] = Array.isArray(given)
      ? (given as readonly GenericValue[])
      : [given as GenericValue]
    return values.map((value) =>
      typeof value === 'object' && value !== null
        ? element(name, fieldElements(value))
        : element(name, value === null ? '' : String(value)),
    )
  })
}

/** Creates one record. Several in one function could succeed in part without saying which, so there is no such call. */
export function createCall(object: string, record: GenericRecord): Element {
  return element('create', [element(object, fieldElements(record))])
}

/**
 * Updates one record, named by RECORDNO or its id field. What is left out stays; owned lists are replaced whole.
 * @throws UsageError when the record names neither.
 */
export function updateCall(object: string, record: GenericRecord): Element {
  const fields = fieldElements(record)
  if (!fields.some(({ name, text }) => /^RECORDNO$|ID$|NAME$|NO$/.test(name) && text !== '')) {
    throw new UsageError(`an update of ${object} names no record: give RECORDNO or its id field`)
  }
  return element('update', [element(object, fields)])
}

/** Deletes one record by its RECORDNO. */
export function deleteCall(object: string, recordNo: string): Element {
  if (recordNo.trim() === '' || recordNo.includes(','))
    throw new UsageError('a deletion names exactly one record')
  return element('delete', [element('object', object), element('keys', recordNo)])
}
