import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { text } from '../input.ts'
import { refuse, wrapped } from '../refusals.ts'
import { visible } from '../rules/rule.ts'
import { createOrder, removeOrder, updateOrder } from '../rules/orders.ts'
import { orderNames } from './names.ts'
import { type BookFunction, keepExternalId, keyAnswer, setsNulls, translate } from './translate.ts'

/** The document by its DOCID, its RECORDNO, or the caller's own id. */
function found(company: Company, input: Input, actor: Actor): Row {
  const key = text(input, '@key') ?? ''
  const table = company.table('SODOCUMENT')
  const row =
    text(input, '@externalkey') === 'true'
      ? table.first('EXTERNALID', key)
      : (table.first('DOCID', key) ?? company.row('SODOCUMENT', key))
  return visible(company, row, actor) ?? refuse('transactionGone', 'SODOCUMENT', key)
}

export const orderFunctions: Readonly<Record<string, BookFunction>> = {
  create_sotransaction: (company, input, actor) => {
    const fields = translate(input, orderNames, { dropEmpty: false })
    const row = wrapped('transaction', 'create', 'SODOCUMENT', () => createOrder(company, fields, actor))
    return keyAnswer(keepExternalId(company, 'SODOCUMENT', row, input, actor), 'DOCID')
  },
  update_sotransaction: (company, input, actor) => {
    const row = found(company, input, actor)
    const fields = translate(input, orderNames, { dropEmpty: !setsNulls(input) })
    return keyAnswer(
      wrapped('transaction', 'update', 'SODOCUMENT', () => updateOrder(company, row, fields, actor)),
      'DOCID',
    )
  },
  delete_sotransaction: (company, input, actor) => {
    const row = found(company, input, actor)
    wrapped('transaction', 'delete', 'SODOCUMENT', () => removeOrder(company, row, actor))
    return keyAnswer(row, 'DOCID')
  },
}
