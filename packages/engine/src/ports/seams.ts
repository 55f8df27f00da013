/** Time, chance, ids and notes, handed in by whoever runs the flows. */
export interface Seams {
  readonly clock: {
    now(): number
    monotonic(): number
    /** Ends early, without an error, when the signal is aborted. */
    sleep(ms: number, signal?: AbortSignal): Promise<void>
  }
  readonly random: { next(): number }
  readonly ids: { uuid(): string }
  readonly log: Log
}

export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
