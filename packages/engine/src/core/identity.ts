import { hash } from 'node:crypto'
import type { ObjectType } from './object-types.ts'
import type { Scope } from '../ports.ts'
import type { IntentOp } from '../ports/commands.ts'

/** Crockford's base 32 without letters that read alike; upper case, so that no side changes the case. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** SHA-256 in hex. */
function digest(parts: readonly (string | number)[]): string {
  return hash('sha256', parts.join('\u001f'), 'hex')
}

/** The first 80 bits as 16 characters of base 32: five bits a character, so four for each 20 bits. */
function shortId(hex: string): string {
  let text = ''
  for (let at = 0; at < 20; at += 5) {
    const bits = Number.parseInt(hex.slice(at, at + 5), 16)
    for (let shift = 15; shift >= 0; shift -= 5) text += alphabet[(bits >> shift) & 31] ?? ''
  }
  return text
}

export interface RecordIdentity {
  readonly installation: string
  readonly scope: Scope
  readonly type: ObjectType
  readonly appId: string
  readonly incarnation: number
}

/**
 * Our stable id inside every record that we create in Intacct: 16 characters. The same for every try and every version of one
 * incarnation, so that whoever finds it knows which record of ours it is.
 */
export function markerOf(record: RecordIdentity): string {
  return shortId(
    digest([record.installation, record.scope.connection, record.type, record.appId, record.incarnation]),
  )
}

export interface OperationIdentity extends RecordIdentity {
  readonly op: IntentOp
  /** Version of the app's record; a create has none, so that an edit while its outcome is unknown cannot open a second create. */
  readonly version: number
  readonly generation: number
}

/** The control id of a function, 64 hex characters: the same for every sending of the same intent and generation. */
export function controlIdOf(operation: OperationIdentity): string {
  const turn =
    operation.op === 'create' ? `i${operation.incarnation}` : `i${operation.incarnation}v${operation.version}`
  return digest([
    operation.installation,
    operation.scope.connection,
    operation.op,
    operation.type,
    operation.appId,
    turn,
    operation.generation,
  ])
}

/** An id in the form of a UUID, the same for the same operation and generation. */
export function intentIdOf(operation: OperationIdentity): string {
  const hex = controlIdOf(operation)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
