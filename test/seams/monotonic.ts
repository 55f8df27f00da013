/** Milliseconds of a clock that never goes back: for saying how long something took. */
export function monotonic(): number {
  return performance.now()
}
