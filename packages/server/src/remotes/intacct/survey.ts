import type { Intacct } from '@tieout/intacct/client.ts'
import { isoDate } from '@tieout/intacct/formats/times.ts'
import { eq } from '@tieout/intacct/reading/filter.ts'
import type { Entity, Probe, Survey } from '../../preflight/survey.ts'
import { told } from './told.ts'

/**
 * Asks everything that tells whether a company is ready for Tieout; costs about ten units, and one for each object that is asked for. What our user may not ask stays unknown. The
 * first refusal of the sign-in ends it.
 * @throws IntacctError when it cannot sign in or nothing answers
 */
export async function surveyOf(intacct: Intacct, userId: string, probes: readonly Probe[]): Promise<Survey> {
  await intacct.signIn()
  const setup = await told(() => intacct.financialSetup())
  const format = await told(() => intacct.userFormatting({ userId }))
  const readable: Record<string, boolean> = {}
  for (const { object, key } of probes) readable[object] = (await oneRow(intacct, object, [key])) !== null
  return {
    // No field list of COMPANY is published; where there is no NAME, the page shows the company ID.
    name: (await oneRow(intacct, 'COMPANY', ['NAME']))?.[0]?.['NAME'] ?? null,
    modules: await told(() => intacct.applications()),
    baseCurrency: emptyIsNull(setup?.baseCurrency),
    multiCurrency: setup?.multiCurrency ?? null,
    multiEntity: setup?.multiEntityShared ?? null,
    entities: await entitiesOf(intacct),
    receivables: (await told(() => intacct.preferences('AR'))) ?? {},
    payables: (await told(() => intacct.preferences('AP'))) ?? {},
    closedThrough: closedDay(await told(() => intacct.closedBooksDate())),
    format:
      format === null
        ? null
        : { order: format.order, offsetMinutes: format.offsetMinutes, clock: format.clock },
    webServicesOnly: await kindOf(intacct, userId),
    readable,
    taxSolutions: await solutionsOf(intacct),
  }
}

/** Entities that our user may enter, as Intacct names them; null where it does not let us ask. @throws IntacctError when nothing answers */
export async function entitiesOf(intacct: Intacct): Promise<readonly Entity[] | null> {
  const rows = await told(() => intacct.entityDetails())
  return (
    rows?.map((row) => ({ id: row['id'] ?? '', name: row['name'] ?? '', currency: row['currency'] ?? '' })) ??
    null
  )
}

async function kindOf(intacct: Intacct, userId: string): Promise<boolean | null> {
  const rows = await told(async () => {
    const filter = eq('LOGINID', userId)
    return (await intacct.query({ object: 'USERINFO', fields: ['LOGINID', 'WEBSERVICESONLY'], filter })).rows
  })
  const text = rows?.[0]?.['WEBSERVICESONLY']
  return text === undefined || text === '' ? null : /^(?:true|t|yes|1)$/i.test(text)
}

async function solutionsOf(intacct: Intacct): Promise<readonly string[] | null> {
  const rows = await oneRow(intacct, 'TAXSOLUTION', ['SOLUTIONID'])
  return rows?.map((row) => row['SOLUTIONID'] ?? '').filter((id) => id !== '') ?? null
}

/** Null when our user is not let, or the company has no such thing. */
function oneRow(
  intacct: Intacct,
  object: string,
  fields: readonly string[],
): Promise<readonly Readonly<Record<string, string>>[] | null> {
  return told(async () => (await intacct.query({ object, fields, pageSize: 1, showPrivate: true })).rows)
}

function closedDay(text: string | null): string | null {
  if (text === null || text === '') return text
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : (isoDate(text) ?? null)
}

function emptyIsNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text
}
