import type { CommandOptions } from '@tieout/engine/ports/commands.ts'
import type { RecordData } from '@tieout/engine/core/records.ts'
import type { LegacyInput } from '@tieout/intacct/writing/legacy.ts'

/**
 * Custom fields as a command writes them, by their integration names. @param clear an update: what the record no longer has is emptied
 */
export function customValues(
  data: RecordData,
  { customFields = [] }: CommandOptions,
  clear: boolean,
): Readonly<Record<string, string>> {
  const custom = 'custom' in data ? data.custom : undefined
  return Object.fromEntries(
    customFields.flatMap(({ field, from, value }) => {
      const text = value ?? custom?.[from ?? '']
      if (text === undefined) return clear ? [[field, ''] as const] : []
      return [[field, text] as const]
    }),
  )
}

/** The same for a legacy function (reference 4.2). */
export function customElements(values: Readonly<Record<string, string>>): LegacyInput {
  const list = Object.entries(values).map(([customfieldname, customfieldvalue]) => ({
    customfieldname,
    customfieldvalue,
  }))
  return list.length === 0 ? {} : { customfields: { customfield: list } }
}
