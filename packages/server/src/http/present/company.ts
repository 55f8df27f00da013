import { fromMinor } from '@tieout/engine/core/money.ts'
import type { CompanyRow } from '@tieout/store/views/companies.ts'
import type { z } from 'zod'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import type { companySchema } from '../schemas/companies.ts'

type Company = z.output<typeof companySchema>

interface HealthRule {
  readonly health: Company['health']
  readonly holds: (row: CompanyRow) => boolean
  readonly text: (row: CompanyRow) => string
}

const records = (count: number) => (count === 1 ? '1 record' : `${count} records`)

/** Worst first; the first one that holds is the company's health. */
const rules: readonly HealthRule[] = [
  {
    health: 'not_connected',
    holds: ({ connection }) => connection?.state === 'connecting',
    text: () => 'Being connected',
  },
  {
    health: 'not_connected',
    holds: ({ connection }) => connection === null || connection.state === 'disconnected',
    text: () => 'Not connected',
  },
  {
    health: 'not_working',
    holds: ({ connection }) => (connection?.faultSentence ?? null) !== null,
    text: ({ connection }) => connection?.faultSentence ?? '',
  },
  {
    health: 'paused',
    holds: ({ connection }) => connection?.state === 'paused',
    text: () => 'Paused by a person',
  },
  {
    health: 'needs_someone',
    holds: (row) => row.needsSomeone > 0,
    text: (row) => `${records(row.needsSomeone)} ${row.needsSomeone === 1 ? 'needs' : 'need'} someone`,
  },
  {
    health: 'working',
    holds: ({ connection }) => connection?.state === 'verify_first',
    text: () => 'Verifies first, before anything is sent',
  },
  { health: 'working', holds: (row) => row.lastSyncAt === null, text: () => 'First sync under way' },
  { health: 'working', holds: (row) => row.pending > 0, text: (row) => `${records(row.pending)} pending` },
  { health: 'agrees', holds: () => true, text: () => 'In agreement' },
]

export function presentCompany(row: CompanyRow): Company {
  const rule = rules.find((each) => each.holds(row))
  if (rule === undefined) throw new Error('A company without a health.')
  return {
    id: row.id,
    name: row.name,
    connection:
      row.connection === null
        ? null
        : {
            id: row.connection.id,
            connector: row.connection.connector,
            state: row.connection.state,
            intacctCompany: row.connection.intacctCompany,
            entity: row.connection.entity,
          },
    health: rule.health,
    healthText: rule.text(row),
    counts: { open: row.open, total: row.total },
    amounts: row.amounts.map(({ currency, minor }) => ({
      currency,
      amount: fromMinor(BigInt(minor), currency),
    })),
    lastSyncAt: maybeMomentOf(row.lastSyncAt),
    createdAt: momentOf(row.createdAt),
  }
}
