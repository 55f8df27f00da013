import type { Command } from '@tieout/engine/ports/commands.ts'
import type { RemoteRow } from '@tieout/engine/ports/remote.ts'
import type { CustomerData, VendorData } from '@tieout/engine/core/records.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { createCall, updateCall } from '@tieout/intacct/writing/generic.ts'
import type { GenericRecord } from '@tieout/intacct/writing/generic.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import type { Frame } from '../frame.ts'
import { markerFields, withMarker } from '../marker.ts'
import { auditOf, commonOf, optional } from './adapter.ts'
import type { ObjectAdapter } from './adapter.ts'
import { customValues } from './custom-elements.ts'

const addressFields = {
  line1: 'ADDRESS1',
  line2: 'ADDRESS2',
  city: 'CITY',
  region: 'STATE',
  postalCode: 'ZIP',
  country: 'COUNTRY',
} as const

type PartyData = CustomerData | VendorData

/** Customers and vendors differ in names only: one row each. */
interface Names {
  readonly type: 'customer' | 'vendor'
  readonly object: 'CUSTOMER' | 'VENDOR'
  readonly id: 'CUSTOMERID' | 'VENDORID'
}

function partyAdapter(names: Names): ObjectAdapter {
  const where = {
    type: names.type,
    object: names.object,
    auditName: names.object.toLowerCase(),
    createdField: 'WHENCREATED',
    numberField: names.id,
    markerField: markerFields[names.type].field,
  } as const
  return {
    ...where,
    dateField: null,
    fields: [names.id, ...fields],
    lines: null,
    rowOf: (row, _lines, frame) => rowOf(where, row, frame),
    functionOf: (command) => functionOf(names, command),
  }
}

const fields = [
  'RECORDNO',
  'NAME',
  'STATUS',
  'TERMNAME',
  'CURRENCY',
  'COMMENTS',
  'DISPLAYCONTACT.EMAIL1',
  'DISPLAYCONTACT.PHONE1',
  ...Object.values(addressFields).map((field) => `DISPLAYCONTACT.MAILADDRESS.${field}`),
  'WHENCREATED',
  'WHENMODIFIED',
  'CREATEDBYLOGINID',
  'MODIFIEDBYLOGINID',
  'MEGAENTITYID',
  'RECORD_URL',
] as const

function rowOf(where: Parameters<typeof commonOf>[0], row: Row, frame: Frame): RemoteRow {
  const status = row['STATUS'] === 'inactive' ? 'inactive' : 'active'
  const address = addressOf(row)
  const data: PartyData = {
    number: row[where.numberField] ?? '',
    name: row['NAME'] ?? '',
    status,
    ...optional('email', row['DISPLAYCONTACT.EMAIL1']),
    ...optional('phone', row['DISPLAYCONTACT.PHONE1']),
    ...optional('termName', row['TERMNAME']),
    ...optional('currency', row['CURRENCY']),
    ...(address === null ? {} : { address }),
  }
  return { ...commonOf(where, row, frame), data, facts: { state: status, ...auditOf(row) }, references: [] }
}

function addressOf(row: Row): PartyData['address'] | null {
  const parts = Object.entries(addressFields).flatMap(([name, field]) => {
    const value = row[`DISPLAYCONTACT.MAILADDRESS.${field}`]
    return value === undefined || value === '' ? [] : [[name, value] as const]
  })
  return parts.length === 0 ? null : Object.fromEntries(parts)
}

function functionOf(names: Names, command: Command): Element | null {
  const data = command.data as PartyData
  if (command.op === 'create') {
    return createCall(names.object, {
      [names.id]: data.number,
      ...contents(data, null),
      CURRENCY: data.currency,
      COMMENTS: withMarker(undefined, command.marker, markerFields[names.type].length),
      ...customValues(data, command.options, false),
    })
  }
  if (command.op !== 'update' || command.key === null) return null
  const custom = command.fields.includes('custom') ? customValues(data, command.options, true) : {}
  return updateCall(names.object, {
    RECORDNO: command.key,
    ...contents(data, new Set(command.fields)),
    ...custom,
  })
}

/** All fields that have a value, or only the named ones: in an update an empty element clears the field (reference 4.1). */
function contents(data: PartyData, only: ReadonlySet<string> | null): GenericRecord {
  const given = (name: keyof PartyData, value: string | undefined) =>
    only === null || only.has(name) ? (value ?? (only ? '' : undefined)) : undefined
  const contact: GenericRecord = {
    PRINTAS: only === null ? data.name : undefined,
    EMAIL1: given('email', data.email),
    PHONE1: given('phone', data.phone),
    MAILADDRESS:
      only === null || only.has('address') ? addressRecord(data.address, only !== null) : undefined,
  }
  const display = Object.values(contact).some((value) => value !== undefined)
    ? { DISPLAYCONTACT: contact }
    : {}
  return {
    NAME: given('name', data.name),
    STATUS: given('status', data.status),
    TERMNAME: given('termName', data.termName),
    ...display,
  }
}

function addressRecord(address: PartyData['address'], clear: boolean): GenericRecord | undefined {
  if (address === undefined && !clear) return undefined
  const values: Readonly<Record<string, string | undefined>> = address ?? {}
  return Object.fromEntries(
    Object.entries(addressFields).map(([name, field]) => [field, values[name] ?? (clear ? '' : undefined)]),
  )
}

/** CUSTOMER, by the generic functions (reference 4.3). */
export const customerAdapter = partyAdapter({ type: 'customer', object: 'CUSTOMER', id: 'CUSTOMERID' })
/** VENDOR, likewise: it mirrors the customer (reference 4.3). */
export const vendorAdapter = partyAdapter({ type: 'vendor', object: 'VENDOR', id: 'VENDORID' })
