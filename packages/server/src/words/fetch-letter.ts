import { objectTypeNames, objectTypes } from '@tieout/engine/core/object-types.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { EndedFetch } from '@tieout/store/views/fetches.ts'

const said: Readonly<Record<string, string>> = {
  done: 'is finished',
  cancelled: 'was cancelled',
  failed: 'has failed',
}

/** The result of an import from Intacct, for the person who started it and has left since. @param page address of the result */
export function fetchLetter(
  { companyName, state, read, perType }: EndedFetch,
  fault: Fault | null,
  page: string | null,
): { readonly subject: string; readonly body: string } {
  const counts = objectTypeNames.flatMap((type) => {
    const records = perType[type]?.read ?? 0
    return records === 0 ? [] : [`${records} ${objectTypes[type].plural}`]
  })
  const result = read === 0 ? 'Nothing was found that fits.' : `Read from Intacct: ${counts.join(', ')}.`
  return {
    subject: `${companyName}: the import from Intacct ${said[state] ?? 'is over'}`,
    body: [
      `The import from Intacct that you started for ${companyName} ${said[state] ?? 'is over'}.`,
      ...(fault === null ? [] : [fault.sentence, `What to do: ${fault.cure}`]),
      result,
      ...(page === null ? [] : [`The result: ${page}`]),
    ].join('\n\n'),
  }
}
