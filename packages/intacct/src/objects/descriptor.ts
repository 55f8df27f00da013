import type { FieldNotation } from './field-notation.ts'

/** How a kind of write is done: a legacy function, or the generic one. */
export type WriteWay = 'generic' | `legacy:${string}`

export interface LinesOf {
  /** Object of the lines. */
  readonly object: string
  /** Its field that names the document. */
  readonly link: string
  /** Element that holds the lines when the document is read or written whole. */
  readonly container?: string
}

/** One object of Intacct, as data. */
export interface ObjectDescriptor {
  readonly object: string
  readonly kind: 'master' | 'document' | 'line' | 'setup' | 'log'
  /** Immutable within a company; orders what has the same stamp. */
  readonly key: string
  /** What readByName and references go by. */
  readonly name: string
  /** What people know a document by. */
  readonly number: string | null
  /** Timestamp of the last change; null when there is none. */
  readonly modified: string | null
  /** Timestamp of the creation: AUWHENCREATED on documents, whose WHENCREATED is a date that people choose. */
  readonly created: string | null
  /** Accounting date of a document. */
  readonly date: string | null
  readonly state: string | null
  readonly fields: FieldNotation
  /** Fields that every known company can query: the safe selection, since one unknown field refuses the whole query. */
  readonly core: readonly string[]
  /** Shown but not queryable. */
  readonly notQueryable: readonly string[]
  readonly lines: LinesOf | null
  readonly writes: {
    readonly create?: WriteWay
    readonly update?: WriteWay
    readonly reverse?: WriteWay
    readonly delete?: WriteWay
  }
  /** Names of the legacy function's elements in this object's fields. */
  readonly legacyNames?: Readonly<Record<string, string>>
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const STAMPS = { key: 'RECORDNO', modified: 'WHENMODIFIED', notQueryable: [], lines: null } as const

interface MasterShape {
  readonly object: string
  readonly name: string
  readonly fields: FieldNotation
  /** Names parted by blanks. */
  readonly core: string
  readonly writes?: ObjectDescriptor['writes']
  readonly kind?: 'master' | 'setup'
}

const GENERIC = { create: 'generic', update: 'generic', delete: 'generic' } as const

/** Master data: created and changed generically, WHENCREATED is the creation. */
export function master({
  object,
  name,
  fields,
  core,
  writes = GENERIC,
  kind = 'master',
}: MasterShape): ObjectDescriptor {
  return {
    ...STAMPS,
    object,
    kind,
    name,
    number: null,
    created: 'WHENCREATED',
    date: null,
    state: 'STATUS',
    fields,
    core: words(`RECORDNO ${name} ${core} WHENCREATED WHENMODIFIED`),
    writes,
  }
}

interface DocumentShape {
  readonly object: string
  readonly number: string
  readonly name?: string
  readonly date?: string
  readonly state?: string
  readonly fields: FieldNotation
  readonly core: string
  readonly lines: LinesOf | null
  readonly writes: ObjectDescriptor['writes']
  readonly notQueryable?: readonly string[]
  readonly legacyNames?: Readonly<Record<string, string>>
}

/** Documents: WHENCREATED is their date, AUWHENCREATED their creation. */
export function document(shape: DocumentShape): ObjectDescriptor {
  const { object, number, name = 'RECORDNO', date = 'WHENCREATED', state = 'STATE' } = shape
  return {
    ...STAMPS,
    ...shape,
    object,
    kind: 'document',
    name,
    number,
    created: 'AUWHENCREATED',
    date,
    state,
    core: words(`RECORDNO ${shape.core} ${state} ${date} AUWHENCREATED WHENMODIFIED`),
    notQueryable: shape.notQueryable ?? [],
  }
}

/** Lines: read by their document's key, written with it. */
export function line(
  object: string,
  fields: FieldNotation,
  core: string,
  created = 'WHENCREATED',
): ObjectDescriptor {
  return {
    ...STAMPS,
    object,
    kind: 'line',
    name: 'RECORDNO',
    number: null,
    created,
    date: null,
    state: null,
    fields,
    core: words(`RECORDNO ${core} ${created} WHENMODIFIED`),
    writes: {},
  }
}
