import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from './intacct.ts'

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data')

/** Whether the real receivables lie beside the repository. */
export const ledgerIsHere = existsSync(folder)
if (!ledgerIsHere)
  console.warn('Skipped: the real receivables are not beside the repository (../shared/data).')

/** A file of real receivables, whole or its first rows, with its header. */
export function receivables(name: string, rows?: number): string {
  const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split(/\r?\n/)
  return `${lines.slice(0, rows === undefined ? undefined : rows + 1).join('\n')}\n`
}

/** Cents of an amount in normal form. */
export function cents(amount: string | null | undefined): bigint {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount ?? '') ?? []
  if (whole === '') throw new Error(`"${amount ?? ''}" is no amount of cents.`)
  return BigInt(`${sign}${whole}${decimals.padEnd(2, '0')}`)
}

/** Sum of a field over rows, with two decimals. */
export function sumOf(rows: readonly Row[], field: string): string {
  const digits = rows
    .reduce((sum, row) => sum + cents(row[field]), 0n)
    .toString()
    .padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Rows by the value of a field: how often each stands there. */
export function countBy(rows: readonly Row[], field: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) counts[row[field] ?? ''] = (counts[row[field] ?? ''] ?? 0) + 1
  return counts
}
