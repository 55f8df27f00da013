import type { Company } from './company.ts'
import type { Actor, Row } from './contract.ts'
import type { CompanySeed } from './seed.ts'

const system: Actor = { userId: 'system', entity: null, source: 'system' }

const QUIET = { audit: false } as const

/** Fields of a seed row that are no fields of the object; a seed with a typing error must not pass. */
function unknownFields(company: Company, object: string, row: Row): string[] {
  const fields = company.definition(object)?.fields
  return Object.keys(row).filter((name) => fields?.has(name) !== true)
}

function plantRate(company: Company, rate: Row): void {
  const { EXCHANGE_RATE = '', EFFECTIVE_START_DATE = '', ...pair } = rate
  const header = company.insert('EXCHANGERATE', pair, system, QUIET)
  company.insert(
    'EXCHANGERATEENTRY',
    { EXCHANGERATEKEY: header.RECORDNO ?? '', EXCHANGE_RATE, EFFECTIVE_START_DATE },
    system,
    QUIET,
  )
}

/** Enters a seed's rows into an empty company. Throws when a row names a field that its object does not have. */
export function plant(company: Company, seed: CompanySeed): void {
  company.insert(
    'COMPANY',
    {
      TITLE: seed.title,
      NAME: seed.name,
      COUNTRY: seed.country,
      BASECURR: seed.multiEntity ? '' : company.settings.baseCurrency,
      FIRSTMONTH: '1',
      FIRSTMONTHTAX: '1',
      WEEKSTART: '1',
      STATUS: 'active',
    },
    system,
    QUIET,
  )
  for (const user of seed.users) {
    company.insert(
      'USERINFO',
      {
        LOGINID: user.loginId,
        DESCRIPTION: user.name,
        USERTYPE: 'business user',
        ADMIN: 'false',
        STATUS: 'active',
        WEBSERVICESONLY: String(user.webServices),
        'CONTACTINFO.CONTACTNAME': user.name,
        'CONTACTINFO.EMAIL1': user.email,
      },
      system,
      QUIET,
    )
  }
  for (const [object, rows] of Object.entries(seed.rows)) {
    for (const row of rows) {
      if (object === 'RATES') {
        plantRate(company, row)
        continue
      }
      const unknown = unknownFields(company, object, row)
      if (unknown.length > 0) throw new Error(`seed ${seed.title}: ${object} has no ${unknown.join(', ')}`)
      company.insert(object, { ...row, ...derived(company, object, row) }, system, QUIET)
    }
  }
  plantEntities(company)
}

function derived(company: Company, object: string, row: Row): Row {
  const account = row.GLACCOUNTNO === undefined ? undefined : company.named('GLACCOUNT', row.GLACCOUNTNO)
  const parent = row.PARENTID === undefined ? undefined : company.named(object, row.PARENTID)
  return {
    ...(account === undefined ? {} : { GLACCOUNTTITLE: account.TITLE ?? '' }),
    ...(parent === undefined ? {} : { PARENTKEY: parent.RECORDNO ?? '', PARENTNAME: parent.NAME ?? '' }),
  }
}

/** LOCATIONENTITY lists the entities alone, under the record numbers of their locations. */
function plantEntities(company: Company): void {
  for (const location of [...company.table('LOCATION').all()]) {
    if (location.LOCATIONTYPE === 'E') company.put('LOCATIONENTITY', location)
  }
}
