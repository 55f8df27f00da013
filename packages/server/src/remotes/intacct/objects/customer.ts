import type { Command } from '@tieout/engine/ports/commands.ts'
import type { RemoteRow } from '@tieout/engine/ports/remote.ts'
import type { CustomerData } from '@tieout/engine/core/records.ts'
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

const where = {
  type: 'customer',
  object: 'CUSTOMER',
  auditName: 'customer',
  createdField: 'WHENCREATED',
  numberField: 'CUSTOMERID',
  markerField: markerFields.customer.field,
} as const

/** CUSTOMER, by the generic functions (reference 4.3). */
export const customerAdapter: ObjectAdapter = {
  ...where,
  dateField: null,
  fields: [
    'RECORDNO',
    'CUSTOMERID',
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
  ],
  lines: null,
  rowOf,
  functionOf,
}

function rowOf(row: Row, _lines: readonly Row[], frame: Frame): RemoteRow {
  const status = row['STATUS'] === 'inactive' ? 'inactive' : 'active'
  const address = addressOf(row)
  const data: CustomerData = {
    number: row['CUSTOMERID'] ?? '',
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

function addressOf(row: Row): CustomerData['address'] | null {
  const parts = Object.entries(addressFields).flatMap(([name, field]) => {
    const value = row[`DISPLAYCONTACT.MAILADDRESS.${field}`]
    return value === undefined || value === '' ? [] : [[name, value] as const]
  })
  return parts.length === 0 ? null : Object.fromEntries(parts)
}

function functionOf(command: Command): Element | null {
  const data = command.data as CustomerData
  if (command.op === 'create') {
    return createCall('CUSTOMER', {
      CUSTOMERID: data.number,
      ...contents(data, null),
      CURRENCY: data.currency,
      COMMENTS: withMarker(undefined, command.marker, markerFields.customer.length),
      ...customValues(data, command.options, false),
    })
  }
  if (command.op !== 'update' || command.key === null) return null
  const custom = command.fields.includes('custom') ? customValues(data, command.options, true) : {}
  return updateCall('CUSTOMER', {
    RECORDNO: command.key,
    ...contents(data, new Set(command.fields)),
    ...custom,
  })
}

/** All fields that have a value, or only the named ones: in an update an empty element clears the field (reference 4.1). */
function contents(data: CustomerData, only: ReadonlySet<string> | null): GenericRecord {
  const given = (name: keyof CustomerData, value: string | undefined) =>
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

function addressRecord(address: CustomerData['address'], clear: boolean): GenericRecord | undefined {
  if (address === undefined && !clear) return undefined
  const values: Readonly<Record<string, string | undefined>> = address ?? {}
  return Object.fromEntries(
    Object.entries(addressFields).map(([name, field]) => [field, values[name] ?? (clear ? '' : undefined)]),
  )
}
