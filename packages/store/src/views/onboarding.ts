import type { Json } from '@tieout/engine/core/json.ts'
import { sql } from 'kysely'
import { jsonText } from '../database/bulk.ts'
import type { View } from './view.ts'

/** How far a company's connecting has come. Moments in epoch milliseconds. */
export interface OnboardingRow {
  readonly company: string
  /** The id that its connection has, or will have. */
  readonly connection: string
  readonly version: number
  readonly step: string
  readonly answers: Json
  readonly hasCredentials: boolean
  readonly endpoint: string | null
  readonly intacctCompany: string | null
  readonly user: string | null
  /** The name that Intacct gives the company; null where it does not tell. */
  readonly intacctName: string | null
  readonly sender: string | null
  readonly findings: Json | null
  readonly checkedAt: number | null
  readonly startedAt: number
  readonly savedAt: number
  readonly savedBy: string
  readonly confirmedAt: number | null
  readonly confirmedBy: string | null
}

/** Null when nobody has begun. */
export async function onboardingOf(view: View, company: string): Promise<OnboardingRow | null> {
  const { rows } = await sql<OnboardingRow>`
    select company, connection, version, step, answers, credentials is not null as "hasCredentials", endpoint,
           remote_company as "intacctCompany", remote_user as "user", remote_name as "intacctName", sender,
           findings, checked_at as "checkedAt", started_at as "startedAt", saved_at as "savedAt", saved_by as "savedBy",
           confirmed_at as "confirmedAt", confirmed_by as "confirmedBy"
      from tieout.onboarding where company = ${company}`.execute(view)
  return rows[0] ?? null
}

interface Begun {
  readonly workspace: string
  readonly company: string
  readonly connection: string
  readonly step: string
  readonly answers: Json
  readonly by: string
  readonly at: number
}

/** Begins, or begins anew after an earlier one was confirmed. One that is open stays as it is. */
export async function beginOnboarding(view: View, begun: Begun): Promise<void> {
  await sql`
    delete from tieout.onboarding where company = ${begun.company} and confirmed_at is not null`.execute(view)
  await sql`
    insert into tieout.onboarding (workspace, company, connection, step, answers, started_at, saved_at, saved_by)
    values (${begun.workspace}, ${begun.company}, ${begun.connection}, ${begun.step}, ${jsonText(begun.answers)}::jsonb,
            ${begun.at}, ${begun.at}, ${begun.by})
    on conflict (workspace, company) do nothing`.execute(view)
}

interface Saved {
  readonly company: string
  /** The version that the answers were given on. */
  readonly on: number
  readonly step: string
  readonly answers: Json
  readonly by: string
  readonly at: number
}

/** @returns false when somebody else has saved meanwhile */
export async function saveOnboarding(view: View, saved: Saved): Promise<boolean> {
  const { rows } = await sql`
    update tieout.onboarding
       set step = ${saved.step}, answers = ${jsonText(saved.answers)}::jsonb, version = version + 1,
           saved_at = ${saved.at}, saved_by = ${saved.by}
     where company = ${saved.company} and version = ${saved.on} and confirmed_at is null returning version`.execute(
    view,
  )
  return rows.length > 0
}

export interface OnboardingCredentials {
  /** Sealed text. */
  readonly credentials: string
  readonly endpoint: string
  readonly intacctCompany: string
  readonly user: string
  readonly sender: string
  readonly intacctName: string | null
  readonly findings: Json
  readonly at: number
  readonly by: string
}

/** What was tested and may be used from now on. */
export async function saveOnboardingCredentials(
  view: View,
  company: string,
  given: OnboardingCredentials,
): Promise<void> {
  await sql`
    update tieout.onboarding
       set credentials = ${given.credentials}, endpoint = ${given.endpoint}, remote_company = ${given.intacctCompany},
           remote_user = ${given.user}, sender = ${given.sender}, remote_name = ${given.intacctName},
           findings = ${jsonText(given.findings)}::jsonb, checked_at = ${given.at}, version = version + 1,
           saved_at = ${given.at}, saved_by = ${given.by}
     where company = ${company} and confirmed_at is null`.execute(view)
}

/** What was found when Intacct was looked at again. @param at epoch milliseconds */
export async function saveFindings(view: View, company: string, findings: Json, at: number): Promise<void> {
  await sql`
    update tieout.onboarding set findings = ${jsonText(findings)}::jsonb, checked_at = ${at} where company = ${company}`.execute(
    view,
  )
}

/** The sealed credentials of a company that is being connected: for the remote side's adapter alone. */
export async function sealedOnboarding(
  view: View,
  company: string,
): Promise<{
  sealed: string
  endpoint: string
  intacctCompany: string
  entity: null
  user: string
} | null> {
  const { rows } = await sql<{
    sealed: string
    endpoint: string
    intacctCompany: string
    entity: null
    user: string
  }>`
    select credentials as sealed, endpoint, remote_company as "intacctCompany", null as entity, remote_user as "user"
      from tieout.onboarding where company = ${company} and credentials is not null`.execute(view)
  return rows[0] ?? null
}

/** It is decided: the first sync begins. @param tell address that is told when it has ended @returns false when it was before */
export async function confirmOnboarding(
  view: View,
  company: string,
  confirmed: { readonly by: string; readonly tell: string | null; readonly at: number },
): Promise<boolean> {
  const { rows } = await sql`
    update tieout.onboarding
       set confirmed_at = ${confirmed.at}, confirmed_by = ${confirmed.by}, tell = ${confirmed.tell}, credentials = null,
           step = 'first-sync', version = version + 1, saved_at = ${confirmed.at}, saved_by = ${confirmed.by}
     where company = ${company} and confirmed_at is null returning company`.execute(view)
  return rows.length > 0
}

/** The first sync of a connection; null before it has begun. */
export async function firstRun(view: View, connection: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from tieout.run where connection = ${connection} and kind = 'initial' order by started_at, id limit 1`.execute(
    view,
  )
  return rows[0]?.id ?? null
}

/** Connectors whose cards this workspace does not show. */
export async function hiddenConnectors(view: View): Promise<readonly string[]> {
  const { rows } = await sql<{ connector: string }>`
    select connector from tieout.hidden_connector order by connector`.execute(view)
  return rows.map(({ connector }) => connector)
}

/** Shows or hides a connector's card in the whole workspace. */
export async function setConnectorShown(
  view: View,
  change: { workspace: string; connector: string; shown: boolean; by: string; at: number },
): Promise<void> {
  if (change.shown) {
    await sql`delete from tieout.hidden_connector where connector = ${change.connector}`.execute(view)
    return
  }
  await sql`
    insert into tieout.hidden_connector (workspace, connector, hidden_at, hidden_by)
    values (${change.workspace}, ${change.connector}, ${change.at}, ${change.by})
    on conflict (workspace, connector) do nothing`.execute(view)
}
