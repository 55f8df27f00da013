import { appendFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Gateway {
  readonly endpoint: string
  close(): Promise<void>
}

const session = /<sessionid>([^<]+)<\/sessionid>/g

/** Stands before the simulator, passes everything on unchanged and writes down the sessions that go by, one a line. */
export async function openGateway(to: string, sessions: string): Promise<Gateway> {
  const server = createServer((incoming, outgoing) => {
    const onward = request(
      `${to}${incoming.url ?? ''}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        const chunks: Buffer[] = []
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          outgoing.write(chunk)
        })
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          for (const [, id] of text.matchAll(session)) appendFileSync(sessions, `${id ?? ''}\n`)
          outgoing.end()
        })
      },
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}/ia/xml/xmlgw.phtml`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
