import type { Command, CommandResult, SendGuard } from '@tieout/engine/ports/commands.ts'
import { hashOf } from '@tieout/engine/core/json.ts'
import type { Json } from '@tieout/engine/core/json.ts'
import type { Intacct } from '@tieout/intacct/client.ts'
import { said } from '@tieout/intacct/errors/gateway-error.ts'
import { UsageError } from '@tieout/intacct/errors/outcome.ts'
import type { WriteOutcome } from '@tieout/intacct/writing/write.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import { faultOf } from './faults.ts'
import type { Setup } from './objects/adapter.ts'
import { adapters } from './objects/table.ts'

/**
 * Sends commands as the functions of one request and says what became of each. A request whose form is refused is refused whole, for one
 * record's sake: nothing of it ran, so its halves are sent again, with the same control ids, until that record stands alone.
 */
export async function writeCommands(
  intacct: Intacct,
  commands: readonly Command[],
  setup: Setup,
  guard: SendGuard,
): Promise<CommandResult[]> {
  const results = await writeTogether(intacct, commands, setup, guard)
  if (commands.length < 2 || !results.some(isFormRefused)) return results
  const half = Math.ceil(commands.length / 2)
  const first = await writeCommands(intacct, commands.slice(0, half), setup, guard)
  return [...first, ...(await writeCommands(intacct, commands.slice(half), setup, guard))]
}

function isFormRefused(result: CommandResult): boolean {
  return result.kind === 'failed' && result.nothingRan && result.fault.cause === 'xml_refused'
}

async function writeTogether(
  intacct: Intacct,
  commands: readonly Command[],
  setup: Setup,
  guard: SendGuard,
): Promise<CommandResult[]> {
  const prepared = commands.map((command) => bodyOf(command, setup))
  const sendable = commands.flatMap((command, at) => {
    const body = prepared[at]
    return body && 'element' in body ? [{ controlId: command.controlId, body: body.element }] : []
  })
  const outcomes = new Map<string, WriteOutcome>()
  if (sendable.length > 0) {
    const reply = await intacct.write(sendable, { beforeSend: () => guard.check() })
    for (const outcome of reply.outcomes) outcomes.set(outcome.controlId, outcome)
  }
  return commands.map((command, at) => resultOf(command, prepared[at], outcomes.get(command.controlId)))
}

type Body = { readonly element: Element } | { readonly refused: string }

function bodyOf(command: Command, setup: Setup): Body {
  try {
    const element = adapters[command.type].functionOf(command, setup)
    return element === null ? { refused: `Intacct has no ${command.op} for this` } : { element }
  } catch (error) {
    if (error instanceof UsageError) return { refused: error.message }
    throw error
  }
}

function resultOf(
  command: Command,
  body: Body | undefined,
  outcome: WriteOutcome | undefined,
): CommandResult {
  if (body === undefined || 'refused' in body) return unsendable(body?.refused ?? '')
  if (outcome === undefined) return { kind: 'unknown', why: 'no outcome' }
  if (outcome.kind === 'unknown') return { kind: 'unknown', why: `${outcome.why}: ${outcome.detail}` }
  // It ran before, or runs now: a lost reply, or a request that the network delivered twice. What is there has to be looked for.
  if (outcome.kind === 'failed' && outcome.cause === 'control_id_seen')
    return {
      kind: 'unknown',
      why: `${outcome.cause}: ${outcome.errors.map(said).join(' · ')}`,
      fault: { ...faultOf(outcome), ...seenButGone },
    }
  if (outcome.kind === 'ok') {
    // An application is an entry of its own: what is read back is the record that it belongs to.
    const key = command.op === 'update' ? command.key : outcome.row['RECORDNO'] || outcome.key || command.key
    if (key === null) return { kind: 'unknown', why: 'Intacct answered success without a key' }
    return { kind: 'ok', key, fingerprint: hashOf(body.element as unknown as Json) }
  }
  return {
    kind: 'failed',
    fault: faultOf(outcome),
    nothingRan: outcome.level !== 'function',
    // Words that nobody knows may say so too, also of a whole request.
    maybeSeen: outcome.retry === 'unknown' || outcome.cause === 'not_accepted',
  }
}

/** What is said when the search finds nothing either: it failed then, or somebody has deleted it since. */
const seenButGone = {
  sentence: 'Intacct says that it has handled this before, but the record is not there.',
  cure: 'Look for it in Intacct. If it is not there, try again.',
  who: 'you',
} as const

function unsendable(why: string): CommandResult {
  return {
    kind: 'failed',
    nothingRan: true,
    maybeSeen: false,
    fault: {
      cause: 'cannot_be_written',
      about: '',
      sentence: 'This cannot be written to Intacct.',
      cure: 'Change it in Intacct by hand, or undo the edit in the app.',
      who: 'you',
      retry: 'never',
      said: why,
    },
  }
}
