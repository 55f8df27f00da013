import { onTestFinished } from 'vitest'
import type { Timers } from '../../src/seams/system.ts'
import { startSimulator, type Running, type RunOptions } from '../../src/run.ts'
import { start } from '../ask.ts'

/** Timers that pass only when the test says so. */
export class HandTimers implements Timers {
  private time = 0
  private waiting: { at: number; work: () => void }[] = []

  after(ms: number, work: () => void): () => void {
    const entry = { at: this.time + ms, work }
    this.waiting.push(entry)
    return () => {
      this.waiting = this.waiting.filter((each) => each !== entry)
    }
  }

  /** How many wait. */
  get pending(): number {
    return this.waiting.length
  }

  pass(ms: number): void {
    this.time += ms
    const due = this.waiting.filter((each) => each.at <= this.time).sort((left, right) => left.at - right.at)
    this.waiting = this.waiting.filter((each) => each.at > this.time)
    for (const each of due) each.work()
  }
}

/** A simulator that listens until the test is over, on a clock that stands still. */
export async function serve(options: RunOptions = {}): Promise<Running> {
  const running = await startSimulator({ port: 0, clock: { now: () => start }, ...options })
  onTestFinished(() => running.close())
  return running
}

export interface Got {
  readonly status: number
  readonly json: Record<string, unknown>
}

/** One call of the control API. */
export async function sim(url: string, method: string, path: string, body?: unknown): Promise<Got> {
  const answer = await fetch(`${url}/_sim${path}`, {
    method,
    ...(body === undefined
      ? {}
      : {
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

/** Posts to the XML gateway. */
export function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${url}/ia/xml/xmlgw.phtml`, {
    method: 'POST',
    headers: { 'content-type': 'application/xml', ...headers },
    body,
  })
}
