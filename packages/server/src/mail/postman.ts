import { dueMail, mailRefused, mailSent, takeMail } from '@tieout/store/views/mails.ts'
import type { DueMail, TakenMail } from '@tieout/store/views/mails.ts'
import type { Data } from '../data.ts'
import type { ServerSeams } from '../system/seams.ts'
import { MailRefused } from './ports.ts'
import type { SendMail } from './ports.ts'
import type { Relays } from './relays.ts'

/** Who took a mail has so long to send it; then another process may. Milliseconds. */
const leaseMs = 5 * 60_000
const mostAtOnce = 20
const firstWaitMs = 60_000
const longestWaitMs = 60 * 60_000
/** A mail about a fault of yesterday helps nobody. */
const givenUpAfterMs = 24 * 60 * 60_000

export interface PostmanParts {
  readonly data: Data
  readonly relays: Relays
  readonly send: SendMail
  readonly seams: Pick<ServerSeams, 'clock' | 'log'>
}

/**
 * Sends what is due, of every workspace. A mail whose relay did not take it is tried again, later each time, for a day. One that was taken
 * by the relay just before this process died is sent a second time, under the same id: nothing of a mail is worth losing it.
 */
export async function deliverMail(parts: PostmanParts): Promise<void> {
  for (const due of await dueMail(parts.data.system, parts.seams.clock.now(), mostAtOnce)) {
    await deliver(parts, due)
  }
}

async function deliver({ data, relays, send, seams }: PostmanParts, due: DueMail): Promise<void> {
  const { clock, log } = seams
  const now = clock.now()
  const mail = await data.in(due.workspace, (view) => takeMail(view, due.id, now, now + leaseMs))
  if (mail === null) return
  try {
    const relay = await relays.of(due.workspace)
    if (relay === null) throw new MailRefused('No mail server is set.', false, null)
    await send(relay, { id: mail.id, to: mail.recipients, subject: mail.subject, text: mail.body })
    await data.in(due.workspace, (view) => mailSent(view, mail.id, clock.now()))
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    const next = error.forGood ? null : nextTry(mail, clock.now())
    log.warn({ ...due, sentence: error.message, givenUp: next === null }, 'a mail was not taken')
    await data.in(due.workspace, (view) => mailRefused(view, mail.id, error.message, next))
  }
}

/** When a mail is tried again, epoch milliseconds; null: it is too old. */
function nextTry({ createdAt, tries }: TakenMail, now: number): number | null {
  const next = now + Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - 1))
  return next - createdAt > givenUpAfterMs ? null : next
}
