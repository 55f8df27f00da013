import { lowestRole } from '../auth/operations.ts'
import type { Api } from './api.ts'
import type { Operation } from './operation.ts'
import { accessOperations } from './routes/access.ts'
import { accountRuleOperations } from './routes/account-rules.ts'
import { alertOperations } from './routes/alerts.ts'
import { bulkOperations } from './routes/bulk.ts'
import { choiceOperations } from './routes/choices.ts'
import { companyOperations } from './routes/companies.ts'
import { connectionOperations } from './routes/connections.ts'
import { disconnectOperations } from './routes/disconnect.ts'
import { eventOperations } from './routes/events.ts'
import { fetchOperations } from './routes/fetches.ts'
import { exchangeOperations } from './routes/exchanges.ts'
import { exportOperations } from './routes/export.ts'
import { importOperations } from './routes/imports.ts'
import { integrationOperations } from './routes/integrations.ts'
import { mailOperations } from './routes/mail.ts'
import { matchingOperations } from './routes/matching.ts'
import { meOperations } from './routes/me.ts'
import { onboardingOperations } from './routes/onboarding.ts'
import { onboardingIntacctOperations } from './routes/onboarding-intacct.ts'
import { recordOperations } from './routes/records.ts'
import { referenceOperations } from './routes/reference.ts'
import { scheduleOperations } from './routes/schedule.ts'
import { settingsHistoryOperations } from './routes/settings-history.ts'
import { viewOperations } from './routes/views.ts'
import { workOperations } from './routes/work.ts'

/** Every operation of the API. @throws when one has no entry in the table of roles, or the table names one that is not there */
export function allOperations(api: Api): Operation[] {
  const operations = [
    ...meOperations(api),
    ...companyOperations(api),
    ...integrationOperations(api),
    ...onboardingOperations(api),
    ...onboardingIntacctOperations(api),
    ...connectionOperations(api),
    ...disconnectOperations(api),
    ...settingsHistoryOperations(api),
    ...accountRuleOperations(api),
    ...alertOperations(api),
    ...recordOperations(api),
    ...bulkOperations(api),
    ...exportOperations(api),
    ...exchangeOperations(api),
    ...viewOperations(api),
    ...choiceOperations(api),
    ...workOperations(api),
    ...referenceOperations(api),
    ...matchingOperations(api),
    ...fetchOperations(api),
    ...scheduleOperations(api),
    ...importOperations(api),
    ...eventOperations(api),
    ...accessOperations(api),
    ...mailOperations(api),
  ]
  checkRoles(operations.map((operation) => operation.id))
  return operations
}

/** Nobody can reach an operation that no one has decided about. */
export function checkRoles(ids: readonly string[]): void {
  const named = Object.keys(lowestRole)
  const missing = ids.filter((id) => !Object.hasOwn(lowestRole, id))
  if (missing.length > 0) throw new Error(`Operations without a role: ${missing.join(', ')}`)
  const gone = named.filter((name) => !ids.includes(name))
  if (gone.length > 0) throw new Error(`Roles of operations that are not there: ${gone.join(', ')}`)
}
