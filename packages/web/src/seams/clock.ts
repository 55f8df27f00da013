/** The pages' only clock and timers. Times in epoch milliseconds. */
export function now(): number {
  return Date.now()
}

/** Calls back once after `ms`; the answer cancels it. */
export function after(ms: number, run: () => void): () => void {
  const timer = window.setTimeout(run, ms)
  return () => {
    window.clearTimeout(timer)
  }
}

/** Calls back every `ms` until cancelled by the answer. */
export function every(ms: number, run: () => void): () => void {
  const timer = window.setInterval(run, ms)
  return () => {
    window.clearInterval(timer)
  }
}
