import type { components } from '@tieout/client/api.gen.ts'
import { expect, it } from 'vitest'
import type * as web from '../src/api/types.ts'

type Schemas = components['schemas']

/** `true` when whatever the API answers can be taken as what the pages read. The type checker is the test. */
type Reads<Page, Api> = Api extends Page ? true : false

const contract: readonly true[] = [
  true satisfies Reads<web.Me, Schemas['Me']>,
  true satisfies Reads<web.Company, Schemas['Company']>,
  true satisfies Reads<web.Connection, Schemas['Connection']>,
  true satisfies Reads<web.RecordRow, Schemas['RecordRow']>,
  true satisfies Reads<web.RecordPage, Schemas['RecordsPage']>,
  true satisfies Reads<web.RecordDetail, Schemas['RecordDetail']>,
  true satisfies Reads<web.Run, Schemas['Run']>,
  true satisfies Reads<web.Import, Schemas['Import']>,
  true satisfies Reads<web.ImportDetail, Schemas['ImportDetail']>,
  true satisfies Reads<web.ProblemCard, Schemas['ProblemCard']>,
  true satisfies Reads<web.ActionResult, Schemas['RecordsActionDone']>,
  true satisfies Reads<web.TestResult, Schemas['ConnectionTest']>,
  true satisfies Reads<web.User, Schemas['User']>,
  true satisfies Reads<web.Key, Schemas['Key']>,
  true satisfies Reads<web.AuditEntry, Schemas['AuditEntry']>,
]

it('the pages read what the API document promises', () => {
  expect(contract.every(Boolean)).toBe(true)
})
