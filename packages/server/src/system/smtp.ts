import { createTransport } from 'nodemailer'
import { MailRefused } from '../mail/ports.ts'
import type { Relay, SendMail } from '../mail/ports.ts'

/** For greeting, connecting and every answer. Milliseconds. */
const patienceMs = 15_000

/** Sends over SMTP. */
export const sendBySmtp: SendMail = async (relay, mail) => {
  const { host, port, security, user, password, sender } = relay
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // A mail is text: nothing of it names a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      messageId: `<${mail.id}@tieout>`,
      from: sender,
      to: [...mail.to],
      subject: mail.subject,
      text: mail.text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } catch (error) {
    throw refusalOf(error, relay)
  } finally {
    transport.close()
  }
}

/** What nodemailer and the relay say, in words for whoever set the relay. */
function refusalOf(error: unknown, { host, port, user }: Relay): MailRefused {
  const { code, responseCode, response } = told(error)
  const where = `${host}:${port}`
  if (code === 'EAUTH')
    return new MailRefused(
      `${where} did not accept the sign-in as ${user ?? 'nobody'}: ${response}`,
      false,
      error,
    )
  if (code === 'ETLS')
    return new MailRefused(
      `${where} does not offer the encryption that is set, or its certificate is not valid.`,
      false,
      error,
    )
  if (responseCode === 0) return new MailRefused(`${where} could not be reached: ${response}`, false, error)
  // RFC 5321 4.2.1: 5xx is for good, 4xx passes.
  return new MailRefused(`${where} did not take it: ${response}`, responseCode >= 500, error)
}

function told(error: unknown): { code: string; responseCode: number; response: string } {
  if (!(error instanceof Error)) return { code: '', responseCode: 0, response: String(error) }
  const { code, responseCode, response } = error as Error & {
    code?: string
    responseCode?: number
    response?: string
  }
  return { code: code ?? '', responseCode: responseCode ?? 0, response: response ?? error.message }
}
