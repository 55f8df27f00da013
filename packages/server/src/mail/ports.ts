import type { MailSecurity } from '@tieout/store/views/mail-relay.ts'

/** A server that takes mail, and as whom. Never logged, never returned. */
export interface Relay {
  readonly host: string
  readonly port: number
  /** `tls` from the first byte, `starttls` or nothing at all, `none`: plain, for a relay on the same machine. */
  readonly security: MailSecurity
  readonly user: string | null
  readonly password: string | null
  /** What mail comes from, e.g. `Tieout <tieout@example.com>`. */
  readonly sender: string
}

export interface Mail {
  /** Stays the same however often it is tried, so that a mail server can tell a repetition. */
  readonly id: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

/** Hands a mail to a relay; resolves when the relay has taken it for everybody. @throws MailRefused */
export type SendMail = (relay: Relay, mail: Mail) => Promise<void>

/** The relay did not take a mail, or was not reached. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
  /** Trying the same again cannot help. */
  readonly forGood: boolean
  constructor(sentence: string, forGood: boolean, cause: unknown) {
    super(sentence, { cause })
    this.forGood = forGood
  }
}
