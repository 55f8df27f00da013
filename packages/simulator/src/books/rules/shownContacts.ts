import type { Company } from '../company.ts'
import type { Input, Row } from '../contract.ts'
import { nested, text, type Values } from '../input.ts'
import { refuse } from '../refusals.ts'
import { versionOf } from './contacts.ts'
import type { PartyKind } from './kinds.ts'

/** Fields of a contact version under a prefix, built once a version: versions never change. */
const prefixed = new WeakMap<Row, Map<string, Values>>()

function under(version: Row, prefix: string, known: ReadonlyMap<string, unknown>): Values {
  const byPrefix = prefixed.get(version) ?? new Map<string, Values>()
  prefixed.set(version, byPrefix)
  let values = byPrefix.get(prefix)
  if (values === undefined) {
    values = {}
    for (const [name, value] of Object.entries(version)) {
      if (value !== '' && known.has(`${prefix}.${name}`)) values[`${prefix}.${name}`] = value
    }
    byPrefix.set(prefix, values)
  }
  return values
}

function named(input: Input, element: string, legacy: string): string | undefined {
  const inner = nested(input, element)
  return text(input, legacy) ?? (inner === undefined ? undefined : text(inner, 'CONTACTNAME'))
}

/**
 * The contacts of a document: those it names, else the party's, else its display contact; as keys of the versions in force, so that
 * an old document keeps the data it was made with (4.3).
 */
export function contactsOf(
  company: Company,
  object: string,
  party: PartyKind,
  row: Row,
  input: Input,
): Values {
  const known = company.definition(object)?.fields ?? new Map<string, unknown>()
  const display = row['DISPLAYCONTACT.CONTACTNAME'] ?? ''
  const values: Values = {}
  const places = [
    ['BILLTO', 'BILLTOPAYTO', party.billTo],
    ['SHIPTO', 'SHIPTORETURNTO', party.shipTo],
  ] as const
  for (const [prefix, field, own] of places) {
    const given = named(input, prefix, `${field}CONTACTNAME`) ?? ''
    if (given !== '' && company.named('CONTACT', given) === undefined)
      refuse('invalidReference', 'contact', given)
    const fallback = row[`${own}.CONTACTNAME`] ?? ''
    const name = given === '' ? (fallback === '' ? display : fallback) : given
    const version = name === '' ? undefined : versionOf(company, name)
    if (version === undefined) continue
    values[`${field}CONTACTNAME`] = name
    values[`${field}KEY`] = version.RECORDNO ?? ''
    Object.assign(values, under(version, prefix, known))
  }
  const version = display === '' ? undefined : versionOf(company, display)
  if (version !== undefined) Object.assign(values, under(version, 'CONTACT', known))
  return values
}
