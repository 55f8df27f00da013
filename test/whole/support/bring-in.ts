import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from './house.ts'

export interface Summary {
  readonly rows: number
  readonly rowsRefused: number
  readonly records: Readonly<Record<'customer' | 'invoice' | 'payment', Counts>>
  readonly invoices: readonly {
    readonly currency: string
    readonly invoices: number
    readonly amount: string
  }[]
  readonly refusedFile: string | null
}

interface Counts {
  readonly stored: number
  readonly unchanged: number
  readonly refused: number
}

/** Puts text into a file and gives the command that imports it; the company is made and connected the first time. */
export function importCommand(
  house: House,
  text: string,
  options: readonly string[] = [],
  settings: Readonly<Record<string, unknown>> = {},
): string[] {
  const path = join(house.folder, 'receivables.csv')
  writeFileSync(path, text)
  return ['import', path, '--yes', '--json', ...options, ...house.connecting(settings)]
}

/** Imports text and waits for the command's end. */
export async function bringIn(
  house: House,
  text: string,
  options: readonly string[] = [],
  settings: Readonly<Record<string, unknown>> = {},
): Promise<{ code: number | null; summary: Summary }> {
  const ran = await house.run(...importCommand(house, text, options, settings))
  if (!ran.out.startsWith('{'))
    throw new Error(`import: ${ran.code ?? 'ended by a signal'} ${ran.out} ${ran.err}`)
  return { code: ran.code, summary: JSON.parse(ran.out) as Summary }
}
