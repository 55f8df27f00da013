import type { CallOptions, Caller } from '../caller.ts'
import type { Row } from '../envelope/data.ts'
import { formatOf } from '../formats/user-format.ts'
import type { UserFormat } from '../formats/user-format.ts'
import { childOf, element, textOf } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'
import { documentOf } from './read.ts'

/** Base facts of the company, as getFinancialSetup names them. Texts; '' where Intacct says nothing. */
export interface FinancialSetup {
  /** '' when entities have different ones. */
  readonly baseCurrency: string
  readonly defaultBook: string
  readonly firstFiscalMonth: string
  readonly multiBaseCurrency: boolean
  readonly multiBook: boolean
  readonly multiCurrency: boolean
  readonly multiEntityShared: boolean
  /** Everything that came. */
  readonly all: Row
}

async function trees(caller: Caller, body: Element, options?: CallOptions): Promise<readonly Element[]> {
  return (await caller.read(body, 'tree', options)).data.children
}

/** Each child as a row; names of elements in lower case, because the gateway does not keep to one way. */
function rowsOf(nodes: readonly Element[]): Row[] {
  return nodes.map((node) => {
    const { fields } = documentOf(node)
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value.trim()]),
    )
  })
}

/** Lists come either straight in <data> or inside one element of it. */
function listed(nodes: readonly Element[]): readonly Element[] {
  const [only] = nodes
  const nested =
    nodes.length === 1 && only !== undefined && only.children.some((child) => child.children.length > 0)
  return nested ? only.children : nodes
}

const isTrue = (text: string | undefined): boolean => /^(?:true|t|yes|1)$/i.test(text ?? '')

/** @throws IntacctError */
export async function financialSetup(caller: Caller, options?: CallOptions): Promise<FinancialSetup> {
  const nodes = await trees(caller, element('getFinancialSetup'), options)
  const [only] = nodes
  const holder: Element =
    nodes.length === 1 && only !== undefined && only.children.length > 0
      ? only
      : { name: 'financialSetup', attributes: {}, text: '', children: nodes }
  const all = rowsOf([holder])[0] ?? {}
  return {
    baseCurrency: all['basecurrency'] ?? '',
    defaultBook: all['defaultbook'] ?? '',
    firstFiscalMonth: all['firstfiscalmonth'] ?? '',
    multiBaseCurrency: isTrue(all['multibasecurrency']),
    multiBook: isTrue(all['multibook']),
    multiCurrency: isTrue(all['multicurrency']),
    multiEntityShared: isTrue(all['multientityshared']),
    all,
  }
}

/** Entities: id, name, recordno, currency, firstfiscalmonth … with lower-case names. @throws IntacctError */
export async function entityDetails(caller: Caller, options?: CallOptions): Promise<readonly Row[]> {
  return rowsOf(listed(await trees(caller, element('readEntityDetails'), options)))
}

/** Codes of subscribed modules: CO, CM, GL, AP, AR … @throws IntacctError */
export async function applications(caller: Caller, options?: CallOptions): Promise<readonly string[]> {
  const codes: string[] = []
  const visit = (node: Element): void => {
    if (node.children.length === 0 && node.name.toLowerCase() === 'application') codes.push(node.text.trim())
    node.children.forEach(visit)
  }
  for (const node of await trees(caller, element('get_applications'), options)) visit(node)
  return codes
}

/** Preferences of a module: name to value. @throws IntacctError */
export async function preferences(
  caller: Caller,
  application: string,
  options?: CallOptions,
): Promise<Readonly<Record<string, string>>> {
  const nodes = await trees(caller, element('get_companyprefs', '', { application }), options)
  const found: Record<string, string> = {}
  const visit = (node: Element): void => {
    if (childOf(node, 'preference') !== undefined)
      found[textOf(node, 'preference')] = textOf(node, 'prefvalue')
    else node.children.forEach(visit)
  }
  nodes.forEach(visit)
  return found
}

/**
 * The format and zone in which the gateway may read and write times for a user. null when it did not answer in the
 * documented form. @param of RECORDNO of the user (of USERINFO), or the login id.
 * @throws IntacctError
 */
export async function userFormatting(
  caller: Caller,
  of: { readonly recordNo: string } | { readonly userId: string },
  options?: CallOptions,
): Promise<UserFormat | null> {
  const key = 'recordNo' in of ? element('key', of.recordNo) : element('userId', of.userId)
  const nodes = await trees(caller, element('readUserFormatting', [key]), options)
  const found = nodes.find(({ name }) => name.toLowerCase() === 'userformatting')
  return formatOf({
    locale: textOf(found, 'locale'),
    dateFormat: textOf(found, 'dateformat'),
    gmtOffset: textOf(found, 'gmtoffset'),
    clock: textOf(found, 'clock'),
  })
}

/** Dimensions that exist in this company, as rows with lower-case names. @throws IntacctError */
export async function dimensions(caller: Caller, options?: CallOptions): Promise<readonly Row[]> {
  return rowsOf(listed(await trees(caller, element('getDimensions'), options)))
}

/**
 * Last day of the closed books at the session's level, as Intacct writes it; '' when nothing is closed. Its answer is not documented: the
 * first text that comes is taken. @throws IntacctError
 */
export async function closedBooksDate(caller: Caller, options?: CallOptions): Promise<string> {
  const texts: string[] = []
  const visit = (node: Element): void => {
    const parts = ['year', 'month', 'day'].map((name) => textOf(node, name).trim())
    if (parts.every((part) => part !== '')) texts.push(parts.map((part) => part.padStart(2, '0')).join('-'))
    else if (node.children.length > 0) node.children.forEach(visit)
    else if (node.text.trim() !== '') texts.push(node.text.trim())
  }
  for (const node of await trees(caller, element('get_closedbooksdate'), options)) visit(node)
  return texts[0] ?? ''
}

/** What happened to one record: rows with lower-case names (accessmode, accesstime in ISO with offset …). @throws IntacctError */
export async function auditTrail(
  caller: Caller,
  object: string,
  of: { readonly recordNo: string } | { readonly objectKey: string },
  options?: CallOptions,
): Promise<readonly Row[]> {
  const key = 'recordNo' in of ? element('recordNo', of.recordNo) : element('objectKey', of.objectKey)
  return rowsOf(
    listed(await trees(caller, element('getAuditTrail', [element('object', object), key]), options)),
  )
}

/**
 * The printed form of an invoice or order entry document. @returns base64, null when Intacct gave none.
 * @throws IntacctError
 */
export async function retrievePdf(
  caller: Caller,
  of:
    | { readonly object: 'ARINVOICE'; readonly recordNo: string }
    | { readonly object: 'SODOCUMENT'; readonly docId: string },
  options?: CallOptions,
): Promise<string | null> {
  const key = of.object === 'ARINVOICE' ? element('RECORDNO', of.recordNo) : element('DOCID', of.docId)
  const nodes = await trees(caller, element('retrievepdf', [element(of.object, [key])]), options)
  const data = nodes.map((node) =>
    node.name.toLowerCase() === 'pdfdata' ? node.text : textOf(node, 'pdfdata'),
  )
  const pdf = data.find((text) => text !== '')?.replace(/\s+/g, '')
  return pdf ?? null
}
