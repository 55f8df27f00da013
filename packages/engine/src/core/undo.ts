import type { AppSide, Base, RemoteSide, Situation } from '../ports/situation.ts'
import type { Settled } from '../ports/settled.ts'
import { withFields } from './compare.ts'
import { draftIntent } from './draft.ts'
import { infoOf } from './object-types.ts'
import { entry, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'
import { touchedHash } from './touched.ts'

/** The one write that undoes a record in Intacct: a customer is made inactive, a draft or credit note deleted, the rest reversed. */
export function undoThere(
  situation: Situation,
  app: AppSide,
  remote: RemoteSide,
  base: Base,
  context: DecideContext,
  on: string | null = null,
): Settled {
  const { undone } = infoOf(situation.type)
  const op =
    undone === 'inactive'
      ? 'update'
      : undone === 'offset' || remote.facts.state === 'draft'
        ? 'delete'
        : 'reverse'
  const inactive = { status: 'inactive' }
  const fields = op === 'update' ? ['status'] : []
  const data = op === 'update' ? withFields(remote.data, inactive) : remote.data
  const own = 'date' in remote.data ? remote.data.date : null
  const day = on ?? own
  const date = day === null ? {} : { date: day }
  const memo = on === null || own === null || on === own ? {} : { memo: `Original date ${own}` }
  return settled(situation, 'queued', {
    base,
    intent: draftIntent(situation, context, {
      op,
      app,
      data,
      source: op === 'update' ? withFields(app.data, inactive) : app.data,
      key: remote.key,
      fields,
      before: touchedHash(op, fields, remote.data, remote.facts),
      after: op === 'reverse' ? { state: 'reversed' } : null,
      incarnation: situation.incarnation,
      ...date,
      ...memo,
    }),
    clearChoice: situation.choice === 'retry',
    timeline: [entry('queued', { version: app.version, op })],
  })
}
