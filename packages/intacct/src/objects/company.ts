import type { ObjectDescriptor } from './descriptor.ts'
import { COMPANY_FIELDS as FIELDS } from './fields/company.ts'

const LOG = {
  kind: 'log',
  number: null,
  modified: null,
  date: null,
  state: null,
  notQueryable: [],
  lines: null,
  writes: {},
} as const

export const COMPANY: readonly ObjectDescriptor[] = [
  {
    ...LOG,
    object: 'AUDITHISTORY',
    key: 'ID',
    name: 'ID',
    created: 'ACCESSTIME',
    fields: FIELDS.AUDITHISTORY,
    core: ['ID', 'OBJECTTYPE', 'OBJECTKEY', 'USERID', 'ACCESSTIME', 'ACCESSMODE', 'WORKFLOWACTION', 'SOURCE'],
  },
  {
    ...LOG,
    object: 'JOBQUEUERECORD',
    key: 'JOBID',
    name: 'JOBID',
    created: 'TIMEQUEUED',
    fields: FIELDS.JOBQUEUERECORD,
    core: ['JOBID', 'JOBTYPE', 'ACTION', 'DETAILS', 'STATE', 'TIMEQUEUED', 'TIMESTARTED'],
  },
  // No public field list: what the documentation of readUserFormatting and of the login names.
  {
    ...LOG,
    object: 'USERINFO',
    kind: 'setup',
    key: 'RECORDNO',
    name: 'LOGINID',
    created: null,
    fields: 'RECORDNO°:i LOGINID* DESCRIPTION STATUS{active|inactive}',
    core: ['RECORDNO', 'LOGINID'],
  },
]
