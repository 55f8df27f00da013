import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A stretch of network between two processes that a test can break. */
export interface Line {
  readonly port: number
  /** From now on nothing passes on the connections that there are, and neither end is told. New ones work. */
  cutHalfOpen(): number
  /** Pieces that either end has sent into the silence so far. */
  swallowed(): number
  close(): Promise<void>
}

interface Pair {
  readonly near: Socket
  readonly far: Socket
  cut: boolean
}

export async function openLine(port: number): Promise<Line> {
  const pairs = new Set<Pair>()
  let swallowed = 0
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    const pair: Pair = { near, far, cut: false }
    pairs.add(pair)
    pass(pair, near, far)
    pass(pair, far, near)
  })
  const end = (pair: Pair): void => {
    pair.near.destroy()
    pair.far.destroy()
    pairs.delete(pair)
  }
  const pass = (pair: Pair, from: Socket, to: Socket): void => {
    from.on('data', (chunk) => {
      if (pair.cut) swallowed += 1
      else to.write(chunk)
    })
    from.on('error', () => undefined)
    from.on('close', () => {
      if (!pair.cut) end(pair)
    })
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cutHalfOpen() {
      const whole = [...pairs].filter((pair) => !pair.cut)
      for (const pair of whole) pair.cut = true
      return whole.length
    },
    swallowed: () => swallowed,
    async close() {
      for (const pair of pairs) end(pair)
      server.close()
      await once(server, 'close')
    },
  }
}
