import { mailRelay, removeMailRelay, saveMailRelay } from '@tieout/store/views/mail-relay.ts'
import type { RelayRow } from '@tieout/store/views/mail-relay.ts'
import { lastMail } from '@tieout/store/views/mails.ts'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { MailRefused } from '../../mail/ports.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import { mailTestAnswer, mailTestBody, relayBody, relaySchema } from '../schemas/mail.ts'

const tag = 'Mail'

/** What may be shown of a relay, and noted in the audit log: all but the password. */
function shown({ host, port, security, user, sender }: RelayRow) {
  return { host, port, security, user, sender }
}

export function mailOperations(api: Api): Operation[] {
  const stateOf = (workspace: string): Promise<z.output<typeof relaySchema>> =>
    api.data.in(workspace, async (view) => {
      const row = await mailRelay(view)
      const last = await lastMail(view)
      return {
        relay:
          row === null
            ? null
            : {
                ...shown(row),
                passwordSet: row.password !== null,
                changedAt: momentOf(row.changedAt),
                changedBy: row.changedBy,
              },
        installationHasOne: api.relays.hasDefault,
        lastSentAt: maybeMomentOf(last?.sentAt ?? null),
        lastFailure: last?.failure ?? null,
      }
    })

  return [
    operation({
      id: 'getMail',
      method: 'GET',
      url: '/workspace/mail',
      tag,
      summary: 'The mail server that this workspace sends by, without its password',
      answer: relaySchema,
      handle: ({ caller }) => stateOf(caller.workspace.id),
    }),
    operation({
      id: 'setMail',
      method: 'PUT',
      url: '/workspace/mail',
      tag,
      summary: 'Send by this mail server from now on',
      body: relayBody,
      answer: relaySchema,
      handle: async ({ caller, body, request }) => {
        const workspace = caller.workspace.id
        await api.data.in(workspace, async (view) => {
          const before = await mailRelay(view)
          const { password, ...rest } = body
          // The stored password goes to nobody but the server that it was given for.
          const kept = before?.host === body.host && before.user === body.user ? before.password : null
          const sealed = password === undefined ? kept : api.relays.seal(workspace, password)
          if (body.user !== null && sealed === null)
            throw new ApiError('missing_field', {
              detail: 'A sign-in needs a password.',
              field: 'password',
            })
          const after: RelayRow = {
            ...rest,
            password: body.user === null ? null : sealed,
            changedAt: api.seams.clock.now(),
            changedBy: caller.actor.name,
          }
          await saveMailRelay(view, workspace, after)
          await audit(view, api, request, {
            action: 'mail.changed',
            target: body.host,
            before: before === null ? null : shown(before),
            after: shown(after),
          })
        })
        return stateOf(workspace)
      },
    }),
    operation({
      id: 'removeMail',
      method: 'DELETE',
      url: '/workspace/mail',
      tag,
      summary: 'Forget the workspace’s own mail server',
      answer: z.undefined(),
      status: 204,
      handle: async ({ caller, request }) => {
        await api.data.in(caller.workspace.id, async (view) => {
          const before = await mailRelay(view)
          if (before === null)
            throw new ApiError('not_found', 'This workspace has no mail server of its own.')
          await removeMailRelay(view)
          await audit(view, api, request, {
            action: 'mail.removed',
            target: before.host,
            before: shown(before),
          })
        })
        return undefined
      },
    }),
    operation({
      id: 'testMail',
      method: 'POST',
      url: '/workspace/mail/test',
      tag,
      summary: 'Send one mail now, and say what the mail server answered',
      body: mailTestBody,
      answer: mailTestAnswer,
      handle: async ({ caller, body }) =>
        sendTest(api, caller.workspace.id, [body.to], 'Tieout: a test', [
          `This is a test that ${caller.actor.name} asked for. Mail from Tieout arrives here.`,
        ]),
    }),
  ]
}

/** One mail at once, and the answer in words: whoever tests does not wait for a queue. */
export async function sendTest(
  api: Api,
  workspace: string,
  to: readonly string[],
  subject: string,
  paragraphs: readonly string[],
): Promise<z.output<typeof mailTestAnswer>> {
  const relay = await api.relays.of(workspace)
  if (relay === null) throw new ApiError('no_mail_server', 'Nothing can be sent yet.')
  try {
    await api.sendMail(relay, { id: api.seams.ids.uuid(), to, subject, text: paragraphs.join('\n\n') })
    return { ok: true, text: `${relay.host} took the mail for ${to.join(', ')}.` }
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    return { ok: false, text: error.message }
  }
}
