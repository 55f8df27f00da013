const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Resolves at the first wish to stop. A second one ends the process at once: whoever asks twice does not want to wait. */
export function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    let asked = false
    const onSignal = (signal: string): void => {
      if (asked) process.exit(1)
      asked = true
      resolve(signal)
    }
    for (const signal of stopping) process.on(signal, onSignal)
  })
}
