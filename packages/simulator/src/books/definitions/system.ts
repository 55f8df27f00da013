import type { Dictionary } from '../notation.ts'

/** Transcribed from the protocol reference, Appendix B, in its own notation (see notation.ts). */
export const system: Readonly<Record<string, Dictionary>> = {
  AUDITHISTORY: {
    fields: `
      ID OBJECTTYPE:e OBJECTKEY USERID:e ACCESSTIME:T ACCESSMODE:e WORKFLOWACTION IPADDRESS SOURCE:e{api|csv|system|ui|sev|flatf}
      NOTES ACTION_DETAILS:e FIELD_NAME FIELD_BEFORE FIELD_AFTER OBJECTLINK° RECORD_URL°
    `,
    relationships: `
    `,
  },
  JOBQUEUERECORD: {
    fields: `
      JOBID° TIMEQUEUED°:T JOBTYPE° ACTION° DETAILS° USERS° STATE°:e{Failed|Parked|Queued|In progress|Delivered|Deferred|Canceled}
      ACTIVETIME° WAITINQUEUE° TIMESTARTED°:T EXEC_REQ_TIME°:T
    `,
    relationships: `
    `,
  },
}
