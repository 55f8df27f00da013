import type { CustomField } from '@tieout/engine/core/custom-fields.ts'
import { customFieldsOf } from '@tieout/engine/core/custom-fields.ts'
import { ownDimensions } from '@tieout/engine/core/dimensions.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import type { ObjectAdapter } from './adapter.ts'
import { adapters } from './table.ts'

/** Fields of the company's own that its settings use: what else is read of its records. */
export type OwnFields = Pick<Settings, 'customFields' | 'dimensionRules'>

/** The adapters of a company: with the fields of its own that its settings use. */
export function adaptersWith(own: OwnFields): Readonly<Record<ObjectType, ObjectAdapter>> {
  const dimensions = ownDimensions(own).map((name) => `GLDIM${name}`)
  const entries = Object.entries(adapters).map(([type, adapter]) => {
    const mapped = customFieldsOf(adapter.type, own).filter(({ from }) => from !== undefined)
    return [type, withOwn(adapter, mapped, dimensions)] as const
  })
  return Object.fromEntries(entries) as Record<ObjectType, ObjectAdapter>
}

/** Types whose lines post to the ledger; a payment's are what it pays. */
const withDimensions: ReadonlySet<ObjectType> = new Set(['invoice', 'credit_note', 'bill', 'bill_credit'])

function withOwn(
  adapter: ObjectAdapter,
  mapped: readonly CustomField[],
  dimensions: readonly string[],
): ObjectAdapter {
  const { lines } = adapter
  const more = lines !== null && withDimensions.has(adapter.type) ? dimensions : []
  if (mapped.length === 0 && more.length === 0) return adapter
  return {
    ...adapter,
    fields: [...adapter.fields, ...mapped.map(({ field }) => field)],
    lines: lines === null ? null : { ...lines, fields: [...lines.fields, ...more] },
    rowOf(header, ...rest) {
      const row = adapter.rowOf(header, ...rest)
      const custom = customOf(header, mapped)
      return custom === null ? row : { ...row, data: { ...row.data, custom } }
    },
  }
}

/** Values by the app's names; null if none is set. */
function customOf(header: Row, mapped: readonly CustomField[]): Readonly<Record<string, string>> | null {
  const values = mapped.flatMap(({ field, from }) => {
    const value = header[field] ?? ''
    return value === '' || from === undefined ? [] : [[from, value] as const]
  })
  return values.length === 0 ? null : Object.fromEntries(values)
}
