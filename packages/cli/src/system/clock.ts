/** Time for waiting and for the demo's dates; nothing that is decided depends on it. */
export interface Clock {
  sleep(ms: number): Promise<void>
  /** Today in UTC, `YYYY-MM-DD`. */
  today(): string
}

export const systemClock: Clock = {
  sleep: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms)
    }),
  today: () => new Date().toISOString().slice(0, 10),
}
