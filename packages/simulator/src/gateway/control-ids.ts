import type { Content } from '../xml/element.ts'

export interface Remembered {
  /** Rises with every entry; a twin that arrived before it was made may be told apart. */
  readonly sequence: number
  readonly status: 'success' | 'failure'
  /** Epoch milliseconds. */
  readonly at: number
  readonly payload: readonly Content[]
}

/** Control ids of functions that ran with uniqueid=true, by scope and id. */
export class ControlIds {
  private readonly entries = new Map<string, Remembered>()
  private readonly running = new Map<string, number>()
  private last = 0

  get sequence(): number {
    return this.last
  }

  remember(key: string, status: 'success' | 'failure', at: number, payload: readonly Content[]): void {
    // A twin that ran as well and failed does not undo what is known of the first.
    if (status === 'failure' && this.entries.get(key)?.status === 'success') return
    this.last += 1
    this.entries.set(key, { sequence: this.last, status, at, payload })
  }

  find(key: string): Remembered | undefined {
    return this.entries.get(key)
  }

  begin(key: string): void {
    this.running.set(key, (this.running.get(key) ?? 0) + 1)
  }

  end(key: string): void {
    const left = (this.running.get(key) ?? 1) - 1
    if (left > 0) this.running.set(key, left)
    else this.running.delete(key)
  }

  /** How many requests in flight hold this id. */
  inFlight(key: string): number {
    return this.running.get(key) ?? 0
  }

  /** Plain data for keeping on disk. Payloads are not kept: the original answer cannot be repeated after a restart. */
  keep(): { readonly last: number; readonly entries: readonly (readonly [string, string, number])[] } {
    return {
      last: this.last,
      entries: [...this.entries].map(([key, entry]) => [key, entry.status, entry.at] as const),
    }
  }

  load(kept: ReturnType<ControlIds['keep']>): void {
    this.entries.clear()
    this.last = kept.last
    for (const [key, status, at] of kept.entries) {
      this.entries.set(key, {
        sequence: 0,
        status: status === 'success' ? 'success' : 'failure',
        at,
        payload: [],
      })
    }
  }

  clear(): void {
    this.entries.clear()
    this.running.clear()
  }
}
