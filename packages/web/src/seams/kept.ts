/** What this browser remembers of a person's choices. Never a secret. Storage may be refused; then nothing is kept. */
export function readKept(key: string): string | null {
  try {
    return window.localStorage.getItem(`tieout.${key}`)
  } catch {
    return null
  }
}

export function keep(key: string, value: string): void {
  try {
    window.localStorage.setItem(`tieout.${key}`, value)
  } catch {
    // Private windows and policies may refuse; the choice then lasts as long as the page.
  }
}
