import type { Command } from '@tieout/engine/ports/commands.ts'
import type { RemoteRow } from '@tieout/engine/ports/remote.ts'
import type { ItemData } from '@tieout/engine/core/records.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { createCall, updateCall } from '@tieout/intacct/writing/generic.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import type { Frame } from '../frame.ts'
import { markerFields, withMarker } from '../marker.ts'
import { auditOf, commonOf, optional } from './adapter.ts'
import type { ObjectAdapter } from './adapter.ts'

const where = {
  type: 'item',
  object: 'ITEM',
  auditName: 'item',
  createdField: 'WHENCREATED',
  numberField: 'ITEMID',
  markerField: markerFields.item.field,
} as const

/** ITEM, by the generic functions (reference 4.1, Appendix B). */
export const itemAdapter: ObjectAdapter = {
  ...where,
  dateField: null,
  creatorHidden: true,
  fields: [
    'RECORDNO',
    'ITEMID',
    'NAME',
    'ITEMTYPE',
    'STATUS',
    'EXTENDED_DESCRIPTION',
    'NOTE',
    'WHENCREATED',
    'WHENMODIFIED',
    'MEGAENTITYID',
    'RECORD_URL',
  ],
  lines: null,
  rowOf,
  functionOf,
}

function rowOf(row: Row, _lines: readonly Row[], frame: Frame): RemoteRow {
  const status = row['STATUS'] === 'inactive' ? 'inactive' : 'active'
  const data = {
    number: row['ITEMID'] ?? '',
    name: row['NAME'] ?? '',
    ...optional('itemType', row['ITEMTYPE']),
    status,
    ...optional('description', row['EXTENDED_DESCRIPTION']),
  } as ItemData
  return { ...commonOf(where, row, frame), data, facts: { state: status, ...auditOf(row) }, references: [] }
}

/** In an update an empty element clears the field (reference 4.1). */
function functionOf(command: Command): Element | null {
  const data = command.data as ItemData
  if (command.op === 'create') {
    return createCall('ITEM', {
      ITEMID: data.number,
      NAME: data.name,
      ITEMTYPE: data.itemType,
      STATUS: data.status,
      EXTENDED_DESCRIPTION: data.description,
      NOTE: withMarker(undefined, command.marker, markerFields.item.length),
    })
  }
  if (command.op !== 'update' || command.key === null) return null
  const changed = new Set(command.fields)
  return updateCall('ITEM', {
    RECORDNO: command.key,
    NAME: changed.has('name') ? data.name : undefined,
    STATUS: changed.has('status') ? data.status : undefined,
    EXTENDED_DESCRIPTION: changed.has('description') ? (data.description ?? '') : undefined,
  })
}
