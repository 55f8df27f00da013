/**
 * Fields as the protocol reference writes them: `NAME` text · `:i` integer · `:d` decimal · `:c` currency · `:b` boolean ·
 * `:D` date · `:T` timestamp · `:p` percent · `:e` enum · `*` flagged required · `°` read-only · `{a|b}` valid values ·
 * `X.<contact>` all fields of a contact under X.
 */
export type FieldNotation = string

export type FieldType =
  'text' | 'integer' | 'decimal' | 'currency' | 'boolean' | 'date' | 'timestamp' | 'percent' | 'enum'

export interface Field {
  readonly name: string
  readonly type: FieldType
  /** What the form of Intacct wants, not what the API enforces. */
  readonly required: boolean
  readonly readOnly: boolean
  readonly values: readonly string[]
}

const TYPES: Readonly<Record<string, FieldType>> = {
  i: 'integer',
  d: 'decimal',
  c: 'currency',
  b: 'boolean',
  D: 'date',
  T: 'timestamp',
  p: 'percent',
  e: 'enum',
}

const CONTACT =
  'CONTACTNAME PREFIX FIRSTNAME INITIAL LASTNAME COMPANYNAME PRINTAS PHONE1 PHONE2 CELLPHONE PAGER FAX EMAIL1 EMAIL2 URL1 URL2 VISIBLE:b MAILADDRESS.ADDRESS1 MAILADDRESS.ADDRESS2 MAILADDRESS.ADDRESS3 MAILADDRESS.CITY MAILADDRESS.STATE MAILADDRESS.ZIP MAILADDRESS.COUNTRY MAILADDRESS.COUNTRYCODE'

const TOKEN = /([A-Z][A-Z0-9_#.]*)(<contact>)?([*°]*)(?::([A-Za-z]))?([*°]*)(?:\{([^{}]*)\})?/g

/** Reads a notation into a table by name. */
export function fieldTable(notation: FieldNotation): ReadonlyMap<string, Field> {
  const table = new Map<string, Field>()
  for (const [, name = '', contact, before = '', letter, after = '', values] of notation.matchAll(TOKEN)) {
    if (contact !== undefined) {
      for (const [under, field] of fieldTable(CONTACT))
        table.set(`${name}${under}`, { ...field, name: `${name}${under}` })
      continue
    }
    const flags = before + after
    table.set(name, {
      name,
      type: (letter === undefined ? undefined : TYPES[letter]) ?? 'text',
      required: flags.includes('*'),
      readOnly: flags.includes('°'),
      values: values === undefined || values === '' ? [] : values.split('|').filter((value) => value !== ''),
    })
  }
  return table
}
