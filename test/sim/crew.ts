import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Caught } from './controls.ts'
import type { StoryResult } from './story.ts'

/** One piece of work for a process of the crew. */
export type Task =
  | {
      readonly kind: 'live'
      readonly from: number
      readonly count: number
      readonly bug: string | null
      /** Every story is lived twice, and both must leave the same trace. */
      readonly twice: boolean
    }
  | { readonly kind: 'catch'; readonly bug: string; readonly from: number; readonly most: number }

export type TaskResult =
  | { readonly kind: 'lived'; readonly stories: readonly StoryResult[] }
  | { readonly kind: 'caught'; readonly caught: Caught }

/** Processes by default: one a core. */
export const usualProcesses = availableParallelism()

/**
 * Does the tasks in processes of their own and hands on the results in the order of the tasks, whichever was ready first: the same output for
 * any number of processes.
 */
export async function inOrder(
  tasks: readonly Task[],
  processes: number,
  take: (result: TaskResult, task: Task) => Promise<void> | void,
): Promise<void> {
  const ready = new Map<number, TaskResult>()
  const state = { next: 0, taken: 0 }
  const workers = Array.from({ length: Math.min(processes, tasks.length) }, newWorker)
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let at = state.next++; at < tasks.length; at = state.next++) {
          const task = tasks[at]
          if (!task) return
          ready.set(at, await ask(worker, task))
          for (let result = ready.get(state.taken); result; result = ready.get(state.taken)) {
            ready.delete(state.taken)
            const done = tasks[state.taken]
            state.taken += 1
            if (done) await take(result, done)
          }
        }
      }),
    )
  } finally {
    for (const worker of workers) worker.disconnect()
  }
}

function newWorker(): ChildProcess {
  return fork(join(import.meta.dirname, 'crew-member.ts'), {
    serialization: 'advanced',
    // A history's garbage is young when it dies: with more room for it little is ever moved.
    execArgv: ['--max-semi-space-size=32'],
  })
}

function ask(worker: ChildProcess, task: Task): Promise<TaskResult> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void): void => {
      worker.off('message', onAnswer)
      worker.off('exit', onExit)
      done()
    }
    const onAnswer = (result: TaskResult): void => settle(() => resolve(result))
    const onExit = (code: number | null): void =>
      settle(() => reject(new Error(`a process of the crew ended with ${code ?? 'a signal'}`)))
    worker.on('message', onAnswer)
    worker.on('exit', onExit)
    worker.send(task)
  })
}
