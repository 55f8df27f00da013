/** Lets everything that can go on without time passing go on. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
