import { branch, childText, leaf } from '../../xml/element.ts'
import type { FunctionHandler } from '../call.ts'
import { errors } from '../errors.ts'
import { objectFor } from '../permission.ts'

const modes: Readonly<Record<string, string>> = {
  C: 'create',
  M: 'modify',
  D: 'delete',
  W: 'workflow',
  A: 'access',
}

/** `getAuditTrail` (reference 10.4): what happened to one record, with times in ISO and an offset. */
export const getAuditTrail: FunctionHandler = (call, element) => {
  const object = objectFor(call, childText(element, 'object') ?? '', 'READ', errors.genericObject)
  const key = childText(element, 'recordNo') ?? childText(element, 'objectKey') ?? ''
  const rows = []
  const access = { kind: 'in', field: 'OBJECTKEY', values: [key] } as const
  for (const row of call.company.books.find('AUDITHISTORY', access, call.actor, true)) {
    if (row.OBJECTTYPE !== object.name.toLowerCase()) continue
    rows.push(
      branch('auditTrailDetail', [
        leaf('objectType', row.OBJECTTYPE),
        leaf('objectKey', key),
        leaf('userId', row.USERID ?? ''),
        leaf('accessTime', (row.ACCESSTIME ?? '').replace('Z', '+00:00')),
        leaf('accessMode', modes[row.ACCESSMODE ?? ''] ?? ''),
        leaf('workflowAction', row.WORKFLOWACTION ?? ''),
        leaf('source', row.SOURCE ?? ''),
      ]),
    )
  }
  return [branch('data', rows, { listtype: 'auditTrailDetail', count: String(rows.length) })]
}
