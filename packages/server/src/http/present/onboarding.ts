import type { Json } from '@tieout/engine/core/json.ts'
import { settingsSchema } from '@tieout/engine/core/settings.ts'
import { companyById } from '@tieout/store/views/companies.ts'
import type { CompanyRow } from '@tieout/store/views/companies.ts'
import { earlierConnection } from '@tieout/store/views/connections.ts'
import { firstRun, onboardingOf } from '@tieout/store/views/onboarding.ts'
import type { OnboardingRow } from '@tieout/store/views/onboarding.ts'
import { z } from 'zod'
import type { Caller } from '../../auth/caller.ts'
import { ApiError } from '../../errors.ts'
import { answersSchema, earliestSyncFrom, onboardingSteps } from '../../onboarding/answers.ts'
import type { Answers } from '../../onboarding/answers.ts'
import { messageFor, prerequisitesFor } from '../../onboarding/prerequisites.ts'
import type { Preflight } from '../../preflight/preflight.ts'
import type { Api } from '../api.ts'
import { maybeMomentOf } from '../schemas/common.ts'
import { findingSchema } from '../schemas/onboarding.ts'
import type { onboardingSchema, preflightAnswer } from '../schemas/onboarding.ts'
import { isUuid } from '../uuid.ts'

type Onboarding = z.output<typeof onboardingSchema>

const kept = z.object({ findings: z.array(findingSchema) })

/** What is kept of a check, to be shown at the next visit. */
export function keptFindings({ findings }: Preflight): Json {
  return { findings: findings.map((finding) => ({ ...finding })) }
}

export function presentPreflight({
  ok,
  signedIn,
  findings,
  survey,
}: Preflight): z.output<typeof preflightAnswer> {
  return { ok, signedIn, companyName: survey?.name ?? null, findings: [...findings] }
}

/** A company of the caller's workspace. @throws ApiError `not_found` */
export async function companyOf(api: Api, caller: Caller, id: string): Promise<CompanyRow> {
  const row = isUuid(id) ? await api.data.in(caller.workspace.id, (view) => companyById(view, id)) : null
  if (row === null) throw new ApiError('not_found', `There is no company ${id} in this workspace.`)
  return row
}

/** The answers of a row, with the defaults that came later. */
export function answersOf(row: Pick<OnboardingRow, 'answers'> | null): Answers {
  return answersSchema.parse(row?.answers ?? { directions: settingsSchema.parse({}).directions })
}

/** Which step a row stands at; one that is no longer there begins anew. */
export function stepOf(row: Pick<OnboardingRow, 'step'> | null): Onboarding['step'] {
  return onboardingSteps.find((step) => step === row?.step) ?? onboardingSteps[0]
}

/** How far the connecting of a company has come, as the API tells it. */
export async function presentOnboarding(api: Api, caller: Caller, id: string): Promise<Onboarding> {
  const company = await companyOf(api, caller, id)
  const { row, run, earlier } = await api.data.snapshot(caller.workspace.id, async (view) => {
    const found = await onboardingOf(view, company.id)
    const entity = answersOf(found).entity
    return {
      row: found,
      run: found === null ? null : await firstRun(view, found.connection),
      earlier:
        found === null || found.intacctCompany === null || entity === undefined || found.confirmedAt !== null
          ? null
          : await earlierConnection(view, {
              company: company.id,
              intacctCompany: found.intacctCompany,
              entity,
            }),
    }
  })
  const answers = answersOf(row)
  const sender = api.installation.gateway.senderId
  const prerequisites = prerequisitesFor({ ...answers, sender: row?.sender ?? sender })
  return {
    company: { id: company.id, name: company.name },
    state: row === null ? 'not_begun' : row.confirmedAt === null ? 'open' : 'confirmed',
    version: row?.version ?? 0,
    step: stepOf(row),
    answers,
    connection: company.connection?.id === row?.connection ? (row?.connection ?? null) : null,
    credentials: credentialsOf(row),
    findings: row === null || row.findings === null ? null : kept.parse(row.findings).findings,
    checkedAt: maybeMomentOf(row?.checkedAt ?? null),
    prerequisites: prerequisites.map((each) => ({
      ...each,
      steps: [...each.steps],
      shownBy: [...each.shownBy],
    })),
    message: messageFor(company.name, prerequisites),
    earliestSyncFrom,
    earlier,
    run,
    savedAt: maybeMomentOf(row?.savedAt ?? null),
    savedBy: row?.savedBy ?? null,
    confirmedAt: maybeMomentOf(row?.confirmedAt ?? null),
    confirmedBy: row?.confirmedBy ?? null,
  }
}

function credentialsOf(row: OnboardingRow | null): Onboarding['credentials'] {
  if (row === null || row.intacctCompany === null) return null
  return {
    companyId: row.intacctCompany,
    companyName: row.intacctName,
    userId: row.user ?? '',
    senderId: row.sender ?? '',
    endpoint: row.endpoint ?? '',
  }
}
