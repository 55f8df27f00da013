import { nextTick } from 'node:process'

/**
 * Lets everything that can go on without time passing go on, in a world that waits for nothing but promises: a tick comes when no
 * promise has anything left to do, and costs a tenth of a round of the event loop.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => nextTick(resolve))
}

/** Lets the event loop go round once, so that a long calculation in promises starves nobody else in the process. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
