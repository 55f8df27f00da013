import type { Json } from '@tieout/engine/core/json.ts'
import { fieldInfo } from '@tieout/engine/core/fields.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'

export type Params = Readonly<Record<string, Json | undefined>>

/** `Waiting for {parent}` with its parameters filled in; what is missing becomes "…". */
export function fill(template: string, params: Params): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => text(params[name]) || '…')
}

export function text(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'object') return ''
  return String(value)
}

export function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map((item) => text(item as Json)).filter((item) => item !== '') : []
}

/** `['dueDate']` → `Due date`; two or more joined by commas and "and". */
export function fieldNames(type: ObjectType, fields: readonly string[]): string {
  const names = fields.map((field) => fieldInfo(type, field)?.label ?? field)
  const lower = names.map((name, index) =>
    index === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1),
  )
  if (lower.length < 2) return lower.join('')
  return `${lower.slice(0, -1).join(', ')} and ${lower.at(-1) ?? ''}`
}

/** `2026-03-28` → `28 Mar 2026`: a document's day has no zone and is never shifted. */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-')
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  return `${Number(date)} ${names[Number(month) - 1] ?? '?'} ${year ?? ''}`
}
