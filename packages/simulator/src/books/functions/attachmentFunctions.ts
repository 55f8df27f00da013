import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { list, nested, text } from '../input.ts'
import { refuse, wrapped } from '../refusals.ts'
import { type BookFunction, keyAnswer } from './translate.ts'

/** Objects that can carry an attachment. */
const CARRIERS = [
  'ARINVOICE',
  'ARADJUSTMENT',
  'ARPYMT',
  'ARADVANCE',
  'APBILL',
  'APPYMT',
  'SODOCUMENT',
  'CUSTOMER',
  'DEPOSIT',
] as const

function checkFolder(company: Company, folder: string): void {
  if (folder !== '' && company.named('SUPDOCFOLDER', folder) === undefined)
    refuse('invalidReference', 'attachment folder', folder)
}

/** Adds files; the content of one that is there already cannot be changed (reference 4.9). */
function addFiles(company: Company, supdoc: Row, input: Input, actor: Actor): void {
  const no = supdoc.RECORDNO ?? ''
  const wrapper = nested(input, 'attachments')
  const names = new Set(company.lines('SUPDOCATTACHMENT', 'SUPDOCKEY', no).map((file) => file.ATTACHMENTNAME))
  for (const file of wrapper === undefined ? [] : list(wrapper, 'attachment')) {
    const name = text(file, 'attachmentname') ?? ''
    const type = text(file, 'attachmenttype') ?? ''
    const data = text(file, 'attachmentdata') ?? ''
    if (name === '' || name.includes('.')) refuse('illegalFormat', 'Attachment', 'attachmentname', name)
    if (type === '') refuse('required', 'attachmenttype')
    if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(data))
      refuse('illegalFormat', 'Attachment', 'attachmentdata', name)
    if (names.has(name)) continue
    company.insert(
      'SUPDOCATTACHMENT',
      { SUPDOCKEY: no, ATTACHMENTNAME: name, ATTACHMENTTYPE: type, ATTACHMENTDATA: data },
      actor,
    )
  }
}

function fieldsOf(company: Company, input: Input): Record<string, string> {
  const values: Record<string, string> = {}
  for (const name of ['supdocname', 'supdocfoldername', 'supdocdescription']) {
    const value = text(input, name)
    if (value !== undefined) values[name.toUpperCase()] = value
  }
  checkFolder(company, values.SUPDOCFOLDERNAME ?? '')
  return values
}

function found(company: Company, id: string, verb: string): Row {
  return company.named('SUPDOC', id) ?? refuse('notFound', 'attachment', id, verb)
}

export const attachmentFunctions: Readonly<Record<string, BookFunction>> = {
  create_supdoc: (company, input, actor) => {
    const id = text(input, 'supdocid') ?? ''
    if (id === '') refuse('required', 'Attachment ID')
    if (company.named('SUPDOC', id) !== undefined) refuse('duplicate', 'Attachment', id)
    const row = company.insert('SUPDOC', { SUPDOCID: id, ...fieldsOf(company, input) }, actor)
    addFiles(company, row, input, actor)
    return keyAnswer(row, 'SUPDOCID')
  },
  update_supdoc: (company, input, actor) => {
    const row = found(company, text(input, 'supdocid') ?? '', 'update')
    const changed = company.patch('SUPDOC', row, fieldsOf(company, input), actor)
    addFiles(company, changed, input, actor)
    return keyAnswer(changed, 'SUPDOCID')
  },
  delete_supdoc: (company, input, actor) => {
    const row = found(company, text(input, '@key') ?? '', 'delete')
    const id = row.SUPDOCID ?? ''
    wrapped('record', 'delete', 'Attachment', () => {
      if (CARRIERS.some((object) => company.table(object).first('SUPDOCID', id) !== undefined))
        refuse('inUse', 'attachment', id)
      for (const file of company.lines('SUPDOCATTACHMENT', 'SUPDOCKEY', row.RECORDNO ?? '')) {
        company.erase('SUPDOCATTACHMENT', file, actor)
      }
      company.erase('SUPDOC', row, actor)
    })
    return keyAnswer(row, 'SUPDOCID')
  },
  create_supdocfolder: (company, input, actor) => {
    const name = text(input, 'supdocfoldername') ?? ''
    if (name === '') refuse('required', 'Attachment Folder Name')
    if (company.named('SUPDOCFOLDER', name) !== undefined) refuse('duplicate', 'Attachment Folder', name)
    const parent = text(input, 'supdocparentfoldername') ?? ''
    checkFolder(company, parent)
    const row = company.insert(
      'SUPDOCFOLDER',
      {
        SUPDOCFOLDERNAME: name,
        SUPDOCFOLDERDESCRIPTION: text(input, 'supdocfolderdescription') ?? '',
        SUPDOCPARENTFOLDERNAME: parent,
      },
      actor,
    )
    return keyAnswer(row, 'SUPDOCFOLDERNAME')
  },
}
