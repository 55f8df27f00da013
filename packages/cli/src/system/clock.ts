/** Time for waiting and for progress; nothing that is decided depends on it. */
export interface Clock {
  sleep(ms: number): Promise<void>
}

export const systemClock: Clock = {
  sleep: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms)
    }),
}
