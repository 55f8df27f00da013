/**
 * How often the value of a field has gone to the app and come back to Intacct as another one. Two programs that each put their own value
 * back would go on for ever; a person has to say which one stands.
 */
export interface Bounce {
  /** Which way it went last: told to the app, or sent to Intacct. */
  readonly way: 'told' | 'sent'
  /** When it was sent after it had been told, within the last hour. Epoch milliseconds. */
  readonly rounds: readonly number[]
}

export type Bounces = Readonly<Record<string, Bounce>>

/** A field that has made so many rounds within an hour goes no further by itself. */
export const mostRounds = 5
const withinMs = 3_600_000

/** The fields as they stand after these went that way; the same object if nothing is to be remembered. */
export function withRound(
  bounces: Bounces,
  fields: readonly string[],
  way: Bounce['way'],
  now: number,
): Bounces {
  const turned = fields.filter((field) => bounces[field]?.way !== way && (way === 'told' || bounces[field]))
  if (turned.length === 0) return bounces
  const entries = turned.map((field) => {
    const rounds = recent(bounces[field], now)
    return [field, { way, rounds: way === 'sent' ? [...rounds, now] : rounds }] as const
  })
  return { ...bounces, ...Object.fromEntries(entries) }
}

/** Those fields that would make one round too many if they were sent now. */
export function bouncing(bounces: Bounces, fields: readonly string[], now: number): string[] {
  return fields.filter((field) => {
    const bounce = bounces[field]
    return bounce?.way === 'told' && recent(bounce, now).length >= mostRounds
  })
}

function recent(bounce: Bounce | undefined, now: number): readonly number[] {
  return (bounce?.rounds ?? []).filter((at) => at > now - withinMs)
}
