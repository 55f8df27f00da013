import { takeEndedFirstSyncs, untoldWorkspaces } from '@tieout/store/views/first-syncs.ts'
import type { EndedFirstSync } from '@tieout/store/views/first-syncs.ts'
import { addMail } from '@tieout/store/views/mails.ts'
import type { Letter } from './letters.ts'
import type { WatchParts } from './watch.ts'

/** Tells whoever started a first sync that it has ended, once, with what it did. */
export async function tellFirstSyncs(parts: WatchParts): Promise<void> {
  for (const workspace of await untoldWorkspaces(parts.data.system)) {
    await parts.data.in(workspace, async (view) => {
      const at = parts.seams.clock.now()
      for (const ended of await takeEndedFirstSyncs(view, at)) {
        const { subject, body } = firstSyncLetter(ended, parts.publicUrl)
        const mail = { id: parts.seams.ids.uuid(), recipients: [ended.tell], subject, body }
        await addMail(view, workspace, mail, at)
      }
    })
  }
}

const ends = {
  done: 'is done',
  failed: 'has ended early',
  cancelled: 'was cancelled',
  lost: 'has ended early',
} as const

/** @param publicUrl by which address people reach Tieout; null: not known */
export function firstSyncLetter(ended: EndedFirstSync, publicUrl: string | null): Letter {
  const { companyName, company, run, state, read, written, adopted, skipped, failed, fault } = ended
  const counts = [
    `Read from Intacct: ${read}`,
    `Written to Intacct: ${written}`,
    `Found there, not sent again: ${adopted}`,
    `Left out on purpose: ${skipped}`,
    `Refused by Intacct: ${failed}`,
  ]
  return {
    subject: `${companyName}: the first sync ${ends[state]}`,
    body: [
      `The first sync of ${companyName} with Intacct ${ends[state]}.`,
      ...(fault === null ? [] : [fault]),
      counts.join('\n'),
      failed === 0 ? 'Nothing needs you.' : 'What was refused is listed under Problems, each with its cure.',
      ...(publicUrl === null ? [] : [`The report: ${publicUrl}/c/${company}/runs/${run}`]),
      'You get this because you started it.',
    ].join('\n\n'),
  }
}
