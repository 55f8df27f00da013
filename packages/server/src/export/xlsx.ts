import type { Cell } from './table.ts'
import { zipOf } from './zip.ts'

/** Excel keeps 15 digits of a number; longer ones stay text, whole. */
const exactDigits = 15
/** Style 1 of the sheet: a day. */
const dayStyle = 1
const dayMs = 86_400_000
const daysFrom1900To1970 = 25_569

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const document = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kinds}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/></Types>`
const packageRelations = `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${document}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const workbook = `${head}<workbook xmlns="${main}" xmlns:r="${document}"><sheets><sheet name="Records" sheetId="1" r:id="rId1"/></sheets></workbook>`
const workbookRelations = `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${document}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${document}/styles" Target="styles.xml"/></Relationships>`
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** A list as an Excel workbook of one sheet, made while it is read. */
export function xlsxOf(
  titles: readonly string[],
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<Uint8Array> {
  return zipOf([
    { name: '[Content_Types].xml', text: only(contentTypes) },
    { name: '_rels/.rels', text: only(packageRelations) },
    { name: 'xl/workbook.xml', text: only(workbook) },
    { name: 'xl/_rels/workbook.xml.rels', text: only(workbookRelations) },
    { name: 'xl/styles.xml', text: only(styles) },
    { name: 'xl/worksheets/sheet1.xml', text: sheetOf(titles, batches) },
  ])
}

async function* only(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text)
}

async function* sheetOf(
  titles: readonly string[],
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<string> {
  yield `${head}<worksheet xmlns="${main}"><sheetData>${rowOf(titles.map((value) => ({ kind: 'text', value })))}`
  for await (const rows of batches) yield rows.map(rowOf).join('')
  yield '</sheetData></worksheet>'
}

function rowOf(cells: readonly Cell[]): string {
  return `<row>${cells.map(cellOf).join('')}</row>`
}

function cellOf(cell: Cell): string {
  if (cell === null) return '<c/>'
  const { kind, value } = cell
  if (kind === 'day')
    return `<c s="${dayStyle}"><v>${Date.parse(`${value}T00:00:00Z`) / dayMs + daysFrom1900To1970}</v></c>`
  if (kind === 'number' && value.replaceAll(/\D/g, '').length <= exactDigits) return `<c><v>${value}</v></c>`
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

/** What XML 1.0 cannot hold falls out. */
function escaped(value: string): string {
  return value
    .replaceAll(/\p{Cc}/gu, (character) => (/[\t\n\r]/.test(character) ? character : ''))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
