import { z } from 'zod'
import type { ObjectType } from './object-types.ts'
import type { RecordData } from './records.ts'

/** Types whose records have custom fields that our functions can write. */
export const customFieldTypes = ['customer', 'invoice', 'payment'] as const
export type CustomFieldType = (typeof customFieldTypes)[number]

const kinds = ['text', 'number', 'date', 'yes_no'] as const

/** One custom field of Intacct's: what it is called there, and the field of the app's record, or the constant, that it holds. */
export const customFieldSchema = z
  .strictObject({
    type: z.enum(customFieldTypes),
    field: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]{0,60}$/, 'Write the field as Intacct names it for integrations.')
      .describe('Integration name in Intacct, e.g. "CONTRACT_NO"'),
    from: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, 'Write the name of a field under "custom".')
      .optional()
      .describe('Field under `data.custom` of the app’s record; both ways'),
    value: z.string().trim().min(1).max(400).optional().describe('Instead: a constant; only to Intacct'),
    kind: z.enum(kinds).default('text').describe('What it holds: values of another kind are not sent'),
  })
  .refine((mapping) => (mapping.from === undefined) !== (mapping.value === undefined), {
    message: 'Name a field of your application, or a constant.',
    path: ['from'],
  })
export type CustomField = z.infer<typeof customFieldSchema>

/** The part of the settings that is about custom fields. */
export interface CustomFieldSettings {
  readonly customFields: readonly CustomField[]
}

export const customFieldsSchema = z
  .array(customFieldSchema)
  .max(100)
  .superRefine((all, context) => {
    const seen = new Set<string>()
    all.forEach(({ type, field, from }, at) => {
      const names = [`${type} > ${field}`, ...(from === undefined ? [] : [`${type} < ${from}`])]
      const twice = names.some((name) => seen.has(name))
      if (twice)
        context.addIssue({ code: 'custom', message: 'This field is mapped already.', path: [at, 'field'] })
      for (const name of names) seen.add(name)
    })
  })

const accepted: Readonly<Record<(typeof kinds)[number], RegExp>> = {
  text: /^[^]*$/,
  number: /^-?\d+(\.\d+)?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  yes_no: /^(true|false)$/,
}

/** A value that Intacct's field cannot hold. */
export interface WrongKind {
  readonly field: string
  readonly value: string
  readonly kind: CustomField['kind']
}

/** The mappings of one type. */
export function customFieldsOf(
  type: ObjectType,
  { customFields }: CustomFieldSettings,
): readonly CustomField[] {
  return customFields.filter((each) => each.type === type)
}

/** The record with just those custom fields that are mapped; the others stay in the app. Or what is of the wrong kind, if anything is. */
export function withCustomFields(
  type: ObjectType,
  data: RecordData,
  settings: CustomFieldSettings,
): { readonly data: RecordData } | { readonly wrong: WrongKind } {
  if (!('custom' in data)) return { data }
  const { custom = {}, ...rest } = data
  const values: Record<string, string> = {}
  for (const { field, from, kind } of customFieldsOf(type, settings)) {
    const value = from === undefined ? undefined : custom[from]
    if (from === undefined || value === undefined) continue
    if (!accepted[kind].test(value)) return { wrong: { field, value, kind } }
    values[from] = value
  }
  return { data: Object.keys(values).length === 0 ? rest : { ...rest, custom: values } }
}
