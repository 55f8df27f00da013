/**
 * One life of a worker. When it crashes, no port of it ever settles again; what its calls had set going in the world goes on.
 */
export interface Life {
  readonly dead: boolean
  /** Calls of ports so far: every one of them is an await at which the worker can be killed. */
  readonly calls: readonly string[]
  /** Settles when the worker dies. */
  readonly ended: Promise<'dies'>
  /** Settles when the machine stops the worker for so long that others take its place. It goes on where it was when it is woken. */
  readonly stopped: Promise<'stops'>
  /** It was stopped so long once. */
  readonly wasStopped: boolean
  crash(): void
}

/**
 * Told before and after each call of a port; answers whether the worker dies here, or for how many milliseconds the machine stops it.
 * `at` counts the calls from 0.
 */
export type CrashHook = (call: {
  readonly at: number
  readonly name: string
  readonly when: 'before' | 'after'
}) => boolean | number

export const neverCrash: CrashHook = () => false

export interface Ports {
  readonly life: Life
  /** The port with the crash hook around each method that answers a promise or pages. */
  wrap<Port extends object>(name: string, port: Port): Port
}

/** How a stopped worker is held up. */
export interface Stopping {
  now(): number
  sleep(ms: number): Promise<void>
}

/** A stop beyond this is noticed: whoever supervises the worker starts another. Milliseconds. */
export const longStopMs = 10_000

/** Methods that answer at once: nobody can die in them. */
const atOnce: ReadonlySet<string> = new Set(['now', 'monotonic', 'present'])

function never(): Promise<never> {
  return new Promise(() => undefined)
}

export function newLife(hook: CrashHook = neverCrash, time?: Stopping): Ports {
  const state = { dead: false, stoppedUntil: 0, wasStopped: false }
  const ended = Promise.withResolvers<'dies'>()
  const stopped = Promise.withResolvers<'stops'>()
  const isDead = (): boolean => state.dead
  const calls: string[] = []
  const crash = (): void => {
    state.dead = true
    ended.resolve('dies')
  }
  const stop = (ms: number): void => {
    state.stoppedUntil = Math.max(state.stoppedUntil, (time?.now() ?? 0) + ms)
    if (ms < longStopMs) return
    state.wasStopped = true
    stopped.resolve('stops')
  }
  const life: Life = {
    get dead() {
      return state.dead
    },
    calls,
    ended: ended.promise,
    stopped: stopped.promise,
    get wasStopped() {
      return state.wasStopped
    },
    crash,
  }
  /** Asks the hook; a stop holds up every port of the life until it is over. */
  const dies = (at: number, name: string, when: 'before' | 'after'): boolean => {
    if (state.dead) return true
    const fate = hook({ at, name, when })
    if (typeof fate === 'number') stop(fate)
    else if (fate) crash()
    return isDead()
  }
  const isStopped = (): boolean => time !== undefined && time.now() < state.stoppedUntil
  const waitUntilWoken = async (): Promise<void> => {
    while (time && isStopped()) await time.sleep(state.stoppedUntil - time.now())
  }
  const guarded = async <Value>(name: string, run: () => Promise<Value>): Promise<Value> => {
    const at = calls.push(name) - 1
    if (dies(at, name, 'before')) return never()
    if (isStopped()) await waitUntilWoken()
    if (isDead()) return never()
    try {
      const value = await run()
      if (dies(at, name, 'after')) return await never()
      if (isStopped()) await waitUntilWoken()
      return isDead() ? await never() : value
    } catch (error) {
      if (isDead()) return never()
      throw error
    }
  }
  async function* pages(name: string, source: AsyncIterable<unknown>): AsyncGenerator {
    const iterator = source[Symbol.asyncIterator]()
    for (;;) {
      const item = await guarded(name, () => iterator.next())
      if (item.done === true) return
      yield item.value
    }
  }
  return {
    life,
    wrap: (name, port) => {
      const wrapped = new Map<string, unknown>()
      return new Proxy(port, {
        get: (target, key, receiver) => {
          const known = typeof key === 'string' ? wrapped.get(key) : undefined
          if (known !== undefined) return known
          const member: unknown = Reflect.get(target, key, receiver)
          if (typeof member !== 'function' || typeof key !== 'string') return member
          const call = `${name}.${key}`
          const start = (args: unknown[]): unknown => Reflect.apply(member, target, args)
          const method = atOnce.has(key)
            ? () => start([])
            : key === 'readPages'
              ? (...args: unknown[]) => pages(call, start(args) as AsyncIterable<unknown>)
              : (...args: unknown[]) => guarded(call, () => start(args) as Promise<unknown>)
          wrapped.set(key, method)
          return method
        },
      })
    },
  }
}
