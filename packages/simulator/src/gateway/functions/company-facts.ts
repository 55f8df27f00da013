import { branch, childText, leaf, type Branch } from '../../xml/element.ts'
import type { FunctionHandler } from '../call.ts'
import { userOf } from '../company.ts'
import { errors, FunctionRefusal } from '../errors.ts'

const system = { userId: '', entity: null, source: 'system' } as const

/** `readEntityDetails` (reference 2): the entities that this user may enter. */
export const readEntityDetails: FunctionHandler = (call) => {
  const { entities } = call.user
  const rows: Branch[] = []
  for (const row of call.company.books.find('LOCATIONENTITY', { kind: 'all' }, system, true)) {
    const id = row.LOCATIONID ?? ''
    if (entities !== '*' && !entities.includes(id)) continue
    rows.push(
      branch('entity', [
        leaf('id', id),
        leaf('name', row.NAME ?? ''),
        leaf('recordno', row.RECORDNO ?? ''),
        leaf('currency', row.CURRENCY ?? ''),
        leaf('firstfiscalmonth', row.FIRSTMONTH ?? '1'),
        leaf('firstfiscaltaxmonth', row.FIRSTMONTHTAX ?? '1'),
        leaf('weekstart', row.WEEKSTART ?? '0'),
      ]),
    )
  }
  return [branch('data', rows, { listtype: 'entity', count: String(rows.length) })]
}

/** `readUserFormatting` (reference 3.8): how a user, by RECORDNO or login, reads and writes dates and times. */
export const readUserFormatting: FunctionHandler = (call, element) => {
  const key = childText(element, 'key')
  const login = childText(element, 'userId')
  const byKey = key === undefined ? undefined : call.company.books.get('USERINFO', key, system)?.LOGINID
  const user = userOf(call.company, byKey ?? login ?? '')
  if (user === undefined) throw new FunctionRefusal([errors.loginId(login ?? key ?? '')])
  const [row] = call.company.books.find(
    'USERINFO',
    { kind: 'in', field: 'LOGINID', values: [user.userId] },
    system,
    true,
  )
  const formatting = branch('userformatting', [
    leaf('recordno', row?.RECORDNO ?? user.recordNo),
    leaf('locale', user.locale),
    leaf('dateformat', user.dateFormat),
    leaf('gmtoffset', user.gmtOffset),
    leaf('clock', String(user.clock)),
  ])
  return [branch('data', [formatting], { listtype: 'userformatting', count: '1' })]
}
