import type { Company } from '../company.ts'
import type { Actor, FunctionAnswer, Input, Row } from '../contract.ts'
import { dateText, parseDate } from '../dates.ts'
import { list, text } from '../input.ts'
import { refuse, wrapped } from '../refusals.ts'
import { documentRules } from '../rules/documents.ts'
import { type DocumentKind, documentKinds } from '../rules/kinds.ts'
import { reverseDocument } from '../rules/reversal.ts'
import { visible } from '../rules/rule.ts'
import { adjustmentNames, billNames, invoiceNames, payableAdjustmentNames } from './names.ts'
import {
  type BookFunction,
  keepExternalId,
  keyAnswer,
  keyed,
  type Names,
  setsNulls,
  translate,
} from './translate.ts'

function creates(kind: DocumentKind, names: Names): BookFunction {
  return (company, input, actor) => keyAnswer(createOne(company, kind, names, input, actor))
}

function createOne(company: Company, kind: DocumentKind, names: Names, input: Input, actor: Actor): Row {
  const row = documentRules[kind.object]?.create?.(
    company,
    translate(input, names, { dropEmpty: false }),
    actor,
  )
  return keepExternalId(company, kind.object, row ?? refuse('noObject', kind.object), input, actor)
}

function found(company: Company, kind: DocumentKind, input: Input, actor: Actor): Row {
  return (
    visible(company, keyed(company, kind.object, input), actor) ??
    refuse('transactionGone', kind.object, text(input, '@key') ?? '')
  )
}

function updates(kind: DocumentKind, names: Names): BookFunction {
  return (company, input, actor) => {
    const row = found(company, kind, input, actor)
    const fields = translate(input, names, { dropEmpty: !setsNulls(input) })
    return keyAnswer(documentRules[kind.object]?.update?.(company, row, fields, actor) ?? row)
  }
}

function deletes(kind: DocumentKind): BookFunction {
  return (company, input, actor) => {
    const row =
      visible(company, keyed(company, kind.object, input), actor) ??
      refuse('notFound', kind.label, text(input, '@key') ?? '', 'delete')
    documentRules[kind.object]?.remove?.(company, row, actor)
    return keyAnswer(row)
  }
}

/** The date of a reversal; '' when absent. */
export function reversalDate(input: Input): string {
  const value = input.datereversed as string | Input | undefined
  return parseDate(value) ?? refuse('invalidDate', dateText(value))
}

function reverses(kind: DocumentKind): BookFunction {
  return (company, input, actor) => {
    const row = found(company, kind, input, actor)
    const description = text(input, 'description') ?? ''
    wrapped('transaction', 'reverse', kind.label, () =>
      reverseDocument(company, kind, row, reversalDate(input), description, actor),
    )
    return keyAnswer(row)
  }
}

/** A summary with documents in it: the key is the summary's. */
function createsBatch(kind: DocumentKind, names: Names, element: string): BookFunction {
  return (company, input, actor): FunctionAnswer => {
    const title = text(input, 'batchtitle') ?? ''
    if (title === '') refuse('required', 'Batch Title')
    const created = input.datecreated as string | Input | undefined
    const batch = company.insert(
      kind.batches,
      {
        TITLE: title,
        CREATED: parseDate(created) ?? refuse('invalidDate', dateText(created)),
        STATUS: 'active',
        OPEN: 'Open',
        RECORDTYPE: kind.recordType,
        AUTOCREATED: 'Manual',
        SYSTEMGENERATED: 'false',
        TOTAL: '0',
      },
      actor,
    )
    for (const one of list(input, element)) {
      createOne(company, kind, names, { ...one, batchkey: batch.RECORDNO ?? '' }, actor)
    }
    return keyAnswer(batch)
  }
}

const { ARINVOICE, ARADJUSTMENT, APBILL, APADJUSTMENT } = documentKinds

export const documentFunctions: Readonly<Record<string, BookFunction>> = {
  create_invoice: creates(ARINVOICE, invoiceNames),
  update_invoice: updates(ARINVOICE, invoiceNames),
  reverse_invoice: reverses(ARINVOICE),
  delete_invoice: deletes(ARINVOICE),
  create_invoicebatch: createsBatch(ARINVOICE, invoiceNames, 'create_invoice'),
  create_aradjustment: creates(ARADJUSTMENT, adjustmentNames),
  update_aradjustment: updates(ARADJUSTMENT, adjustmentNames),
  delete_aradjustment: deletes(ARADJUSTMENT),
  create_aradjustmentbatch: createsBatch(ARADJUSTMENT, adjustmentNames, 'create_aradjustment'),
  create_bill: creates(APBILL, billNames),
  update_bill: updates(APBILL, billNames),
  reverse_bill: reverses(APBILL),
  delete_bill: deletes(APBILL),
  create_billbatch: createsBatch(APBILL, billNames, 'create_bill'),
  create_apadjustment: creates(APADJUSTMENT, payableAdjustmentNames),
  delete_apadjustment: deletes(APADJUSTMENT),
}
