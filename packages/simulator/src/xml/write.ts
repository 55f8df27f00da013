import type { Branch, Content, Table } from './element.ts'

/** XML 1.0 forbids these even as references; what held them is written without them. */
const illegal = new RegExp('[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]', 'g')
const special = new RegExp('[&<>\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]')

/** Text as element content. */
export function escapeText(text: string): string {
  if (!special.test(text)) return text
  return text.replace(illegal, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}

function attributesOf(element: Branch): string {
  let out = ''
  for (const name in element.attributes)
    out += ` ${name}="${escapeAttribute(element.attributes[name] ?? '')}"`
  return out
}

function writeTable(table: Table, pad: string, end: string): string {
  const inner = pad === '' ? '' : `${pad}    `
  const open = `${pad}<${table.table}>${end}`
  const close = `${pad}</${table.table}>${end}`
  const columns = table.columns.map((column) => ({
    value: column.value,
    open: `${inner}<${column.name}>`,
    close: `</${column.name}>${end}`,
  }))
  let out = ''
  for (const row of table.rows) {
    out += open
    for (const column of columns) out += column.open + escapeText(column.value(row)) + column.close
    out += close
  }
  return out
}

function writeContent(content: Content, pad: string, step: string): string {
  const end = step === '' ? '' : '\n'
  if ('table' in content) return writeTable(content, pad, end)
  const head = `${pad}<${content.name}${attributesOf(content)}>`
  let inner = ''
  for (const each of content.children) inner += writeContent(each, pad + step, step)
  const close = `</${content.name}>${end}`
  return inner === '' ? head + escapeText(content.text) + close : head + end + inner + pad + close
}

/**
 * Writes a document in UTF-8 with its XML declaration.
 * @param whitespace true: indented by four spaces, as the gateway answers unless asked not to (reference 1.2).
 */
export function writeXml(document: Branch, whitespace = false): string {
  const step = whitespace ? '    ' : ''
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeContent(document, '', step)}`
}
