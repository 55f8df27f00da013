import type { Input } from '../../books/contract.ts'
import { branch, leaf, type Branch, type Content, type Element } from '../../xml/element.ts'
import type { Call } from '../call.ts'
import { errors, FunctionRefusal } from '../errors.ts'
import { fieldsInput } from '../input.ts'
import { require, subscribed } from '../permission.ts'

/** Object that a legacy function works on, by the noun in its name; rights are held per object. */
const nouns: Readonly<Record<string, string>> = {
  customer: 'CUSTOMER',
  vendor: 'VENDOR',
  contact: 'CONTACT',
  arterm: 'ARTERM',
  araccountlabel: 'ARACCOUNTLABEL',
  invoice: 'ARINVOICE',
  invoicebatch: 'ARINVOICEBATCH',
  arpayment: 'ARPYMT',
  arpaymentbatch: 'ARPAYMENTBATCH',
  aradjustment: 'ARADJUSTMENT',
  bill: 'APBILL',
  apadjustment: 'APADJUSTMENT',
  appayment: 'APPYMT',
  paymentrequest: 'APPYMT',
  appaymentrequest: 'APPYMT',
  sotransaction: 'SODOCUMENT',
  potransaction: 'PODOCUMENT',
  deposit: 'DEPOSIT',
  supdoc: 'SUPDOC',
  supdocfolder: 'SUPDOCFOLDER',
  otherreceipt: 'OTHERRECEIPTS',
}

const verbs: Readonly<Record<string, string>> = {
  create: 'CREATE',
  record: 'CREATE',
  update: 'UPDATE',
  apply: 'UPDATE',
  approve: 'UPDATE',
  send: 'UPDATE',
  confirm: 'UPDATE',
  void: 'UPDATE',
  reverse: 'REVERSE',
  delete: 'DELETE',
}

function holdRights(call: Call, element: Element): void {
  const [verb = '', noun = ''] = element.name.split('_')
  const child = element.children[0]
  const object = nouns[noun] ?? (element.name === 'retrievepdf' ? child?.name : undefined)
  if (object === undefined) return
  const definition = call.company.books.definition(object)
  if (definition !== undefined && !subscribed(call, definition))
    throw new FunctionRefusal([errors.genericObject(object)])
  require(call, verbs[verb] ?? 'READ', object)
}

function render(name: string, value: string | Input): Branch {
  if (typeof value === 'string') return leaf(name, value)
  const content: Content[] = []
  const attributes: Record<string, string> = {}
  for (const [field, each] of Object.entries(value)) {
    if (each === undefined) continue
    if (field.startsWith('@')) attributes[field.slice(1)] = typeof each === 'string' ? each : ''
    else if (Array.isArray(each)) content.push(...each.map((one: string | Input) => render(field, one)))
    else content.push(render(field, each as string | Input))
  }
  return branch(name, content, attributes)
}

/** A legacy or special function: its grammar has been held already; the books carry it out and give a key, rows, or nothing. */
export function legacy(call: Call, element: Element): readonly Content[] {
  const work = call.company.books.functions.get(element.name)
  if (work === undefined) throw new FunctionRefusal([errors.notOffered(element.name)])
  holdRights(call, element)
  const answer = work(fieldsInput(element), call.actor)
  if (answer.kind === 'key') return [leaf('key', answer.key)]
  if (answer.kind === 'done') return []
  const rows = answer.rows.map((row) => render(answer.name, row))
  return [branch('data', rows, { listtype: answer.name, count: String(rows.length) })]
}
