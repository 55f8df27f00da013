import type { FieldNotation } from '../field-notation.ts'

// Transcript of live lookup answers (one tenant, 2025/26), custom and specialised fields left out. See fieldTable().

export const COMPANY_FIELDS = {
  AUDITHISTORY: `
    ID OBJECTTYPE:e OBJECTKEY USERID:e ACCESSTIME:T ACCESSMODE:e WORKFLOWACTION IPADDRESS
    SOURCE:e{api|csv|system|ui|sev|flatf} NOTES ACTION_DETAILS:e FIELD_NAME FIELD_BEFORE FIELD_AFTER
    OBJECTLINK° RECORD_URL°`,
  JOBQUEUERECORD: `
    JOBID° TIMEQUEUED°:T JOBTYPE° ACTION° DETAILS° USERS°
    STATE°:e{Failed|Parked|Queued|In progress|Delivered|Deferred|Canceled} ACTIVETIME° WAITINQUEUE°
    TIMESTARTED°:T EXEC_REQ_TIME°:T`,
} as const satisfies Record<string, FieldNotation>
