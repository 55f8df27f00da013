import { z } from 'zod'
import type { LineData, RecordData } from './records.ts'

/** Intacct's own dimensions of a document's line, by our name for the field. */
export const lineDimensions = [
  'location',
  'department',
  'class',
  'project',
  'item',
  'customer',
  'vendor',
  'employee',
] as const
export type LineDimension = (typeof lineDimensions)[number]

const ownPrefix = 'udd:'
const own = /^udd:[A-Z][A-Z0-9_]{0,60}$/
const source = /^(line\.)?(attributes\.|custom\.)?[A-Za-z][A-Za-z0-9_ -]{0,59}$/

/** Where a dimension of created lines comes from. `field`: `line.item`, `line.attributes.region`, `attributes.region`, `currency` … */
export const dimensionRuleSchema = z
  .strictObject({
    dimension: z
      .string()
      .refine((name) => own.test(name) || lineDimensions.some((each) => each === name), {
        message: 'There is no such dimension of a line.',
      })
      .describe('location, department …, or a dimension of the company’s own as "udd:" and its object'),
    when: z
      .string()
      .regex(source, 'Write a field as in "attributes.region" or "line.item".')
      .optional()
      .describe('Only for lines where this field …'),
    is: z.string().min(1).max(200).optional().describe('… has this value'),
    value: z.string().trim().min(1).max(60).optional(),
    from: z
      .string()
      .regex(source, 'Write a field as in "attributes.region" or "line.item".')
      .optional()
      .describe('Instead of a value: the field that holds it'),
  })
  .refine((rule) => (rule.value === undefined) !== (rule.from === undefined), {
    message: 'Give a value, or the field that holds it.',
    path: ['value'],
  })
  .refine((rule) => (rule.when === undefined) === (rule.is === undefined), {
    message: 'A condition is a field and the value that it must have.',
    path: ['is'],
  })
export type DimensionRule = z.infer<typeof dimensionRuleSchema>

/** The part of the settings that is about dimensions. */
export interface DimensionSettings {
  readonly dimensionRules: readonly DimensionRule[]
  readonly defaults: Readonly<Partial<Record<LineDimension, string | undefined>>>
}

/** The company's own dimensions that the settings use, by their object names in Intacct. */
export function ownDimensions({ dimensionRules }: Pick<DimensionSettings, 'dimensionRules'>): string[] {
  const names = dimensionRules.flatMap(({ dimension }) =>
    dimension.startsWith(ownPrefix) ? [dimension.slice(ownPrefix.length)] : [],
  )
  return [...new Set(names)].sort()
}

/** Own dimensions that a line names although the settings do not use them: they would be sent and never read back. */
export function strangeDimensions(
  line: LineData,
  settings: Pick<DimensionSettings, 'dimensionRules'>,
): string[] {
  if (line.dimensions === undefined) return []
  const known = new Set(ownDimensions(settings))
  return Object.keys(line.dimensions).filter((name) => !known.has(name))
}

/**
 * The line with its dimensions: what it names itself stands; else the first rule that applies and yields a value; else the default.
 * Fields that only rules look at are left out.
 */
export function dimensioned(line: LineData, record: RecordData, settings: DimensionSettings): LineData {
  const rest: LineData = { ...line }
  delete rest.attributes
  const { defaults, dimensionRules } = settings
  const filled: Record<string, string | undefined> = {}
  const ownValues: Record<string, string> = {}
  for (const rule of dimensionRules) {
    const value = applies(rule, line, record) ? valueOf(rule, line, record) : undefined
    if (value === undefined) continue
    if (rule.dimension.startsWith(ownPrefix)) ownValues[rule.dimension.slice(ownPrefix.length)] ??= value
    else filled[rule.dimension] ??= value
  }
  for (const name of lineDimensions) {
    const value = rest[name] ?? filled[name] ?? defaults[name]
    if (value !== undefined) rest[name] = value
  }
  const dimensions = { ...ownValues, ...rest.dimensions }
  return Object.keys(dimensions).length === 0 ? rest : { ...rest, dimensions }
}

function applies({ when, is }: DimensionRule, line: LineData, record: RecordData): boolean {
  return when === undefined || fieldText(when, line, record) === is
}

function valueOf({ value, from }: DimensionRule, line: LineData, record: RecordData): string | undefined {
  return value ?? (from === undefined ? undefined : fieldText(from, line, record))
}

/** The text of a field of the line, or of the record; undefined if it is not set or no text. */
function fieldText(path: string, line: LineData, record: RecordData): string | undefined {
  const isOfLine = path.startsWith('line.')
  let value: unknown = isOfLine ? line : record
  for (const name of (isOfLine ? path.slice('line.'.length) : path).split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
