/** The machine that a measurement runs on: its clock, its chance and its loopback. */
export const machine = {
  /** Epoch milliseconds. */
  now: () => Date.now(),
  /** Seconds of the monotonic clock; only differences mean something. */
  seconds: () => performance.now() / 1000,
  random: () => Math.random(),
  fetch: (url: string, init?: RequestInit) => fetch(url, init),
}
