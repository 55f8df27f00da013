/** A refusal of the control API: what is wrong and what to do, with its HTTP status. */
export class ControlFault extends Error {
  readonly status: number
  readonly code: string
  readonly details: unknown
  constructor(status: number, code: string, message: string, details?: unknown) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}
