import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'

/** Names under which a secret could stand, at any depth that is ever logged. */
const secretNames = [
  'password',
  'newPassword',
  'senderPassword',
  'credentials',
  'authorization',
  'cookie',
  'set-cookie',
  'key',
  'token',
  'sessionId',
  'secret',
]

const redacted = secretNames.flatMap((name) => {
  const safe = /^\w+$/.test(name) ? `.${name}` : `["${name}"]`
  return [safe.replace(/^\./, ''), `*${safe}`, `*.*${safe}`, `*.*.*${safe}`]
})

/** JSON lines; secrets are replaced before they reach the stream. */
export function openLog(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: redacted, censor: '[secret]' },
    serializers: { err: pino.stdSerializers.err },
  }
  return stream ? pino(options, stream) : pino(options)
}
