/** Milliseconds since some moment of the past; only rises. */
export function systemMonotonic(): number {
  return Number(process.hrtime.bigint() / 1_000_000n)
}
