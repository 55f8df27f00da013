import type { FieldDefinition, FieldType, Relationship } from './contract.ts'

/** An object's fields and relationships in the notation of the protocol reference, Appendix B. */
export interface Dictionary {
  /**
   * `NAME` text, `:i` integer, `:d` decimal, `:c` currency, `:b` boolean, `:D` date, `:T` timestamp, `:p` percent, `:e` enum;
   * `*` required, `°` read-only, `{a|b}` valid values; `X.<contact>` the contact fields under X; `X.{…}` a group, `+{…}` more of the last.
   */
  readonly fields: string
  /** `PATH→OBJECT(FIELD)`, separated by spaces. */
  readonly relationships: string
}

const TYPES: Readonly<Record<string, FieldType>> = {
  i: 'integer',
  d: 'decimal',
  c: 'currency',
  b: 'boolean',
  D: 'date',
  T: 'timestamp',
  e: 'enum',
  p: 'percent',
}

const CONTACT =
  'CONTACTNAME PREFIX FIRSTNAME INITIAL LASTNAME COMPANYNAME PRINTAS PHONE1 PHONE2 CELLPHONE PAGER FAX EMAIL1 EMAIL2 URL1 URL2 VISIBLE:b ' +
  'MAILADDRESS.ADDRESS1 MAILADDRESS.ADDRESS2 MAILADDRESS.ADDRESS3 MAILADDRESS.CITY MAILADDRESS.STATE MAILADDRESS.ZIP MAILADDRESS.COUNTRY ' +
  'MAILADDRESS.COUNTRYCODE'

const FIELD = /^([A-Za-z0-9_#.]+)([*°]*)(?::([a-zA-Z]))?([*°]*)/

/** Fields of a dictionary text in order, under a prefix such as `BILLTO.`; throws on text that is not in the notation. */
export function parseFields(text: string, prefix = ''): FieldDefinition[] {
  const fields: FieldDefinition[] = []
  let rest = text.replace(/\s+/g, ' ').trim()
  let group = prefix
  while (rest !== '') {
    const contact = /^([A-Z0-9_]+\.)<contact>/.exec(rest)
    const open = /^(?:([A-Z0-9_]+\.)|\+)\{/.exec(rest)
    if (contact !== null) {
      group = prefix + (contact[1] ?? '')
      fields.push(...parseFields(CONTACT, group))
      rest = rest.slice(contact[0].length).trimStart()
    } else if (open !== null) {
      if (open[1] !== undefined) group = prefix + open[1]
      const end = rest.indexOf('}', open[0].length)
      fields.push(...parseFields(rest.slice(open[0].length, end), group))
      rest = rest.slice(end + 1).trimStart()
    } else {
      const match = FIELD.exec(rest)
      if (match === null) throw new Error(`not in the notation of Appendix B: ${rest.slice(0, 60)}`)
      rest = rest.slice(match[0].length)
      let values: string[] | undefined
      if (rest.startsWith('{')) {
        const end = rest.indexOf('}')
        values = rest.slice(1, end).split('|')
        rest = rest.slice(end + 1)
      }
      const flags = `${match[2] ?? ''}${match[4] ?? ''}`
      fields.push({
        name: prefix + (match[1] ?? ''),
        type: TYPES[match[3] ?? ''] ?? (values === undefined ? 'text' : 'enum'),
        readonly: flags.includes('°'),
        required: flags.includes('*'),
        queryable: true,
        ...(values === undefined ? {} : { values }),
      })
      rest = rest.trimStart()
    }
  }
  return fields
}

/** Relationships of a dictionary text. */
export function parseRelationships(text: string): Relationship[] {
  return [...text.matchAll(/([A-Z0-9_]+)→([A-Z0-9]+)\(([^)]+)\)/g)].map((match) => ({
    path: match[1] ?? '',
    object: match[2] ?? '',
    by: match[3] ?? '',
  }))
}
