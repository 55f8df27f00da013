import pg from 'pg'

/**
 * How values come back. `bigint` columns hold moments, counts and sequence numbers, which a double holds exactly; money is `numeric` and
 * stays text; a `date` stays the day that it is, in no zone.
 */
export const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === pg.types.builtins.INT8) return wholeNumber
    if (oid === pg.types.builtins.NUMERIC || oid === pg.types.builtins.DATE) return asText
    return pg.types.getTypeParser(oid, format) as (value: string) => unknown
  },
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a count or a moment`)
  return value
}

function asText(text: string): string {
  return text
}
