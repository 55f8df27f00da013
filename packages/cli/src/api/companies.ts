import { Failure } from '../failure.ts'
import type { Api } from './api.ts'
import type { Company } from './types.ts'

/**
 * The company with this id or name; without either, the only one there is.
 * @throws {Failure} when none or several fit
 */
export async function findCompany(api: Api, wanted: string | undefined): Promise<Company> {
  const companies: Company[] = []
  for await (const company of api.all<Company>('/companies?limit=1000')) companies.push(company)
  const byId = companies.find((company) => company.id === wanted)
  if (byId) return byId
  const fitting = wanted === undefined ? companies : companies.filter((company) => company.name === wanted)
  const [only, ...others] = fitting
  if (only && others.length === 0) return only
  if (companies.length === 0) {
    throw new Failure(
      'usage',
      'There are no companies yet.',
      'Add one with "tieout connect --create-company NAME --intacct-company ID --intacct-user ID".',
    )
  }
  const names = companies.map((company) => `${company.name} (${company.id})`).join(', ')
  const what = wanted === undefined ? 'Which company?' : `There is no company "${wanted}".`
  throw new Failure(
    'usage',
    fitting.length > 1 && wanted !== undefined ? `Several companies are called "${wanted}".` : what,
    `Give --company with the id of one of these: ${names}.`,
  )
}

/**
 * The connection that a company's records go through.
 * @throws {Failure} when it has none yet
 */
export function connectionOf(company: Company): string {
  if (company.connection) return company.connection.id
  throw new Failure(
    'refused',
    `${company.name} is not connected to Intacct yet, so there is nowhere to put its records.`,
    `Connect it on its page, or with "tieout connect --company ${company.id}".`,
    'not_connected',
  )
}
