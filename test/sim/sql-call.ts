import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'

export interface Asked {
  readonly method: string
  readonly args: readonly unknown[]
}

export type Answered = { readonly value: unknown } | { readonly error: string }

export interface ThreadData {
  readonly port: MessagePort
  /** 1 once an answer lies at the port. */
  readonly signal: SharedArrayBuffer
}

/**
 * A store in a thread of its own, which is waited for with this thread standing still: no timer fires and no promise goes on meanwhile. So
 * virtual time is frozen while real work is done, and a history takes the same course on every ground.
 */
export interface SqlCall {
  readonly call: (method: string, args: readonly unknown[]) => unknown
  close(): Promise<void>
}

const longestMs = 60_000

export function openSqlCall(): SqlCall {
  const signal = new SharedArrayBuffer(4)
  const done = new Int32Array(signal)
  const { port1: near, port2: port } = new MessageChannel()
  const data: ThreadData = { port, signal }
  const worker = new Worker(new URL('./sql-thread.ts', import.meta.url), {
    workerData: data,
    transferList: [port],
    // What is at stake is what a statement means, not whether it survives a power cut.
    env: { ...process.env, PGOPTIONS: '-c synchronous_commit=off' },
  })
  const wait = (): unknown => {
    if (Atomics.wait(done, 0, 0, longestMs) === 'timed-out') throw new Error('The store does not answer.')
    Atomics.store(done, 0, 0)
    const answer = receiveMessageOnPort(near)?.message as Answered | undefined
    if (answer === undefined) throw new Error('The store answered nothing.')
    if ('error' in answer) throw new Error(answer.error)
    return answer.value
  }
  const call: SqlCall['call'] = (method, args) => {
    near.postMessage({ method, args } satisfies Asked)
    return wait()
  }
  wait()
  return {
    call,
    async close() {
      call('close', [])
      await worker.terminate()
    },
  }
}
