import type { Relay } from '@tieout/server/mail/ports.ts'
import { Failure } from '../failure.ts'

type Env = Readonly<Record<string, string | undefined>>

const schemes: Readonly<Record<string, Pick<Relay, 'security' | 'port'>>> = {
  'smtps:': { security: 'tls', port: 465 },
  'smtp:': { security: 'starttls', port: 587 },
  'smtp+plain:': { security: 'none', port: 25 },
}

/**
 * The installation's mail server, from TIEOUT_SMTP_URL (`smtps://user:password@host:465`; `smtp:` for STARTTLS, `smtp+plain:` for none) and
 * TIEOUT_MAIL_FROM; null when it is not set. @throws Failure that says what is wrong with it, never the password
 */
export function mailRelayOf(env: Env): Relay | null {
  const { TIEOUT_SMTP_URL: text, TIEOUT_MAIL_FROM: sender } = env
  if (text === undefined || text === '') return null
  const url = URL.canParse(text) ? new URL(text) : null
  const scheme = url === null ? undefined : schemes[url.protocol]
  if (url === null || scheme === undefined || url.hostname === '')
    throw new Failure(
      'usage',
      'TIEOUT_SMTP_URL is no address of a mail server.',
      'Give it as smtps://user:password@host:465, smtp://… for STARTTLS, or smtp+plain://… for a relay on this machine.',
    )
  if (sender === undefined || sender === '')
    throw new Failure(
      'usage',
      'TIEOUT_MAIL_FROM is not set.',
      'Set it to the address that mail comes from, e.g. "Tieout <tieout@example.com>".',
    )
  return {
    host: url.hostname,
    port: url.port === '' ? scheme.port : Number(url.port),
    security: scheme.security,
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
    sender,
  }
}
