import { sql } from 'kysely'
import type { View } from './view.ts'

export interface NewMail {
  readonly id: string
  readonly recipients: readonly string[]
  readonly subject: string
  readonly body: string
}

/** Puts a mail on its way, due at once. @param at epoch milliseconds */
export async function addMail(view: View, workspace: string, mail: NewMail, at: number): Promise<void> {
  await sql`
    insert into tieout.mail (workspace, id, recipients, subject, body, created_at, due_at)
    values (${workspace}, ${mail.id}, ${[...mail.recipients]}, ${mail.subject}, ${mail.body}, ${at}, ${at})`.execute(
    view,
  )
}

export interface DueMail {
  readonly workspace: string
  readonly id: string
}

/** Through a definer function: mail of every workspace that is to be sent now, the longest waiting first. */
export async function dueMail(view: View, now: number, most: number): Promise<readonly DueMail[]> {
  const { rows } = await sql<DueMail>`select workspace, id from tieout.due_mail(${now}, ${most})`.execute(
    view,
  )
  return rows
}

export interface TakenMail extends NewMail {
  readonly createdAt: number
  /** This one included. */
  readonly tries: number
}

/** Takes a mail that is due, until a moment: nobody else sends it before. Null when somebody else has it. */
export async function takeMail(
  view: View,
  id: string,
  now: number,
  until: number,
): Promise<TakenMail | null> {
  const { rows } = await sql<TakenMail>`
    update tieout.mail set due_at = ${until}::bigint, tries = tries + 1
     where id = ${id} and due_at <= ${now}::bigint
    returning id, recipients, subject, body, created_at as "createdAt", tries`.execute(view)
  return rows[0] ?? null
}

/** The relay has taken it. @param at epoch milliseconds */
export async function mailSent(view: View, id: string, at: number): Promise<void> {
  await sql`
    update tieout.mail set sent_at = ${at}::bigint, due_at = null, failure = null where id = ${id}`.execute(
    view,
  )
}

/** @param next when it is tried again, epoch milliseconds; null: given up */
export async function mailRefused(
  view: View,
  id: string,
  failure: string,
  next: number | null,
): Promise<void> {
  await sql`update tieout.mail set failure = ${failure}, due_at = ${next}::bigint where id = ${id}`.execute(
    view,
  )
}

/** What became of the mail last tried: for the page of the relay. */
export async function lastMail(
  view: View,
): Promise<{ readonly sentAt: number | null; readonly failure: string | null } | null> {
  const { rows } = await sql<{ sentAt: number | null; failure: string | null }>`
    select sent_at as "sentAt", failure from tieout.mail where tries > 0
     order by created_at desc, id desc limit 1`.execute(view)
  return rows[0] ?? null
}
