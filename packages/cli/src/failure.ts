/** How a command ends. */
export const exitCodes = { done: 0, usage: 2, refused: 3 } as const

/** A command that cannot go on: what happened, and what to do about it. */
export class Failure extends Error {
  readonly exitCode: number
  readonly cure: string
  readonly code: string
  constructor(kind: 'usage' | 'refused', message: string, cure: string, code = kind as string) {
    super(message)
    this.exitCode = exitCodes[kind]
    this.cure = cure
    this.code = code
  }
}
