import type { Element } from '../xml/element.ts'

// What Intacct bills, by function (protocol reference 7.3). Functions of writes that are not listed cost 1 each.
const FREE = new Set([
  'getapisession',
  'readentitydetails',
  'getfinancialsetup',
  'readuserformatting',
  'get_applications',
  'get_companyprefs',
  'getdimensions',
])
const BY_OBJECT = new Set(['create', 'update'])

/** API transactions that a function costs: one an object written, one a page or call read, set-up reads none. */
export function unitsOf(body: Element): number {
  const name = body.name.toLowerCase()
  if (FREE.has(name)) return 0
  if (BY_OBJECT.has(name)) return Math.max(1, body.children.length)
  if (name === 'delete') {
    const keys = body.children.find((child) => child.name.toLowerCase() === 'keys')?.text ?? ''
    return Math.max(1, keys.split(',').filter((key) => key.trim() !== '').length)
  }
  return 1
}
