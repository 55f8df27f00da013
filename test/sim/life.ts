/**
 * One life of a worker. When it crashes, no port of it ever settles again; what its calls had set going in the world goes on.
 */
export interface Life {
  readonly dead: boolean
  /** Calls of ports so far: every one of them is an await at which the worker can be killed. */
  readonly calls: readonly string[]
  crash(): void
}

/** Told before and after each call of a port; answers whether the worker dies here. `at` counts the calls from 0. */
export type CrashHook = (call: {
  readonly at: number
  readonly name: string
  readonly when: 'before' | 'after'
}) => boolean

export const neverCrash: CrashHook = () => false

export interface Ports {
  readonly life: Life
  /** The port with the crash hook around each method that answers a promise or pages. */
  wrap<Port extends object>(name: string, port: Port): Port
}

function never(): Promise<never> {
  return new Promise(() => undefined)
}

export function newLife(hook: CrashHook = neverCrash): Ports {
  const state = { dead: false }
  const isDead = (): boolean => state.dead
  const calls: string[] = []
  const life: Life = {
    get dead() {
      return state.dead
    },
    calls,
    crash: () => {
      state.dead = true
    },
  }
  const dies = (at: number, name: string, when: 'before' | 'after'): boolean => {
    if (!state.dead && hook({ at, name, when })) state.dead = true
    return state.dead
  }
  const guarded = async <Value>(name: string, run: () => Promise<Value>): Promise<Value> => {
    const at = calls.push(name) - 1
    if (isDead() || dies(at, name, 'before')) return never()
    try {
      const value = await run()
      return isDead() || dies(at, name, 'after') ? await never() : value
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
    wrap: (name, port) =>
      new Proxy(port, {
        get: (target, key, receiver) => {
          const member: unknown = Reflect.get(target, key, receiver)
          if (typeof member !== 'function' || typeof key !== 'string') return member
          const call = `${name}.${key}`
          return (...args: unknown[]): unknown => {
            const start = (): unknown => Reflect.apply(member, target, args)
            if (key === 'readPages') return pages(call, start() as AsyncIterable<unknown>)
            if (key === 'now' || key === 'monotonic') return start()
            return guarded(call, () => Promise.resolve(start()))
          }
        },
      }),
  }
}
