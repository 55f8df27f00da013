import { z } from 'zod'
import { maybeMoment, moment } from './common.ts'

const host = z
  .string()
  .trim()
  .min(1)
  .max(250)
  .regex(/^[^\s/@]+$/, 'The name or address of the mail server, without a path')
const security = z
  .enum(['tls', 'starttls', 'none'])
  .describe('tls: from the first byte (often port 465); starttls (often 587); none: only within one machine')
const sender = z
  .string()
  .trim()
  .min(3)
  .max(200)
  .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'An address, or a name with one: Tieout <tieout@example.com>')
export const mailAddress = z.email().max(250)

export const relayBody = z
  .strictObject({
    host,
    port: z.int().min(1).max(65_535),
    security,
    user: z.string().trim().min(1).max(200).nullable().describe('null: the relay asks for no sign-in'),
    password: z.string().min(1).max(500).optional().describe('Left out: the one that is stored stays'),
    sender,
  })
  .meta({ id: 'MailRelayChange' })

export const relaySchema = z
  .object({
    relay: z
      .object({
        host: z.string(),
        port: z.int(),
        security,
        user: z.string().nullable(),
        passwordSet: z.boolean(),
        sender: z.string(),
        changedAt: moment,
        changedBy: z.string(),
      })
      .nullable()
      .describe('null: this workspace has none of its own'),
    installationHasOne: z
      .boolean()
      .describe('Without one of its own, the workspace’s mail goes out by the installation’s'),
    lastSentAt: maybeMoment,
    lastFailure: z
      .string()
      .nullable()
      .describe('What the relay said to the newest mail, if it did not take it'),
  })
  .meta({ id: 'MailRelay' })

export const mailTestBody = z.strictObject({ to: mailAddress }).meta({ id: 'MailTest' })

export const mailTestAnswer = z.object({ ok: z.boolean(), text: z.string() }).meta({ id: 'MailTestResult' })

export const alertsBody = z
  .strictObject({ addresses: z.array(mailAddress).max(20) })
  .meta({ id: 'AlertAddresses' })

export const alertsSchema = z
  .object({
    addresses: z.array(z.string()),
    open: z
      .array(
        z.object({
          cause: z.string(),
          sentence: z.string(),
          cure: z.string(),
          since: moment,
          mailedAt: maybeMoment,
        }),
      )
      .describe('Faults that are not over, the oldest first'),
    canMail: z.boolean().describe('Whether there is a mail server to send by'),
  })
  .meta({ id: 'Alerts' })
