import { readFile } from 'node:fs/promises'
import { Failure } from '../failure.ts'
import { fieldNames, fields, requiredFields } from './fields.ts'
import type { Field } from './fields.ts'
import { looksLike } from './survey.ts'
import type { Survey } from './survey.ts'

/** Which column fills a field. */
export type Mapping = Partial<Record<Field, string>>

const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '')

/**
 * Columns for the fields, by their names and by what is in them. A field whose usual name is not there stays empty, except the amount:
 * when exactly one column that no other field took holds amounts with decimals, it is that one.
 */
export function guessMapping(survey: Survey): Mapping {
  const taken = new Set<string>()
  const mapping: Mapping = {}
  for (const field of fieldNames) {
    const { kind, names } = fields[field]
    const fitting = names.flatMap((name) =>
      survey.columns.filter((column) => lettersOf(column.name) === name && looksLike(column, kind)),
    )
    const found = fitting.find((column) => !taken.has(column.name))
    if (!found) continue
    mapping[field] = found.name
    taken.add(found.name)
  }
  const amounts = survey.columns.filter(
    (column) =>
      !taken.has(column.name) &&
      looksLike(column, 'amount') &&
      column.samples.some((text) => /[.,]\d/.test(text)),
  )
  if (mapping.amount === undefined && amounts.length === 1) mapping.amount = amounts[0]?.name ?? ''
  return mapping
}

/**
 * The mapping of a `map.json`: `{ "invoice": "InvoiceNo", "date": "InvoiceDate", … }`.
 * @throws {Failure} naming the entry that is wrong and what is possible
 */
export async function readMapping(path: string, header: readonly string[]): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Failure('usage', `There is no mapping file ${path}.`, 'Check the path given by --map.')
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new Failure(
      'usage',
      `${path} is no JSON: ${why}`,
      'Write it as { "invoice": "name of a column", … }.',
    )
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Failure('usage', `${path} is no mapping.`, 'Write it as { "invoice": "name of a column", … }.')
  }
  return checkMapping(value as Record<string, unknown>, header, path)
}

function checkMapping(value: Record<string, unknown>, header: readonly string[], path: string): Mapping {
  const mapping: Mapping = {}
  for (const [name, column] of Object.entries(value)) {
    const field = fieldNames.find((item) => item === name)
    if (field === undefined) {
      throw new Failure(
        'usage',
        `${path} maps "${name}", which is no field.`,
        `Fields: ${fieldNames.join(', ')}.`,
      )
    }
    if (typeof column !== 'string' || !header.includes(column)) {
      const cure = `Columns of the file: ${header.join(', ')}.`
      throw new Failure(
        'usage',
        `${path} maps ${name} to ${JSON.stringify(column)}, which is no column.`,
        cure,
      )
    }
    mapping[field] = column
  }
  return mapping
}

/** Required fields without a column. */
export function missingFields(mapping: Mapping): Field[] {
  return requiredFields.filter((field) => mapping[field] === undefined)
}
