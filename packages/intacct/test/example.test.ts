import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { firstSteps } from '../examples/first-steps.ts'
import { answer, error, ok, refused, session } from './support/answers.ts'

const idsOf = (body: string): string[] =>
  [...body.matchAll(/<function controlid="([^"]*)"/g)].map((found) => found[1]!)

test('the example of the README runs, and is the one that stands there', async () => {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const [first = '', second = ''] = idsOf(body)
      if (body.includes('<getAPISession')) response.end(session(first, 's', url))
      else if (body.includes('<query>')) {
        response.end(
          answer(
            ok(
              first,
              '<data count="1" numremaining="0"><CUSTOMER><RECORDNO>1</RECORDNO><CUSTOMERID>C-1</CUSTOMERID><NAME>Birch Ltd</NAME></CUSTOMER></data>',
            ),
          ),
        )
      } else {
        const taken = error('BL03002185', "A transaction with the number 'INV-1042' already exists.")
        response.end(
          answer(
            ok(
              first,
              '<data listtype="objects" count="1"><customer><RECORDNO>2</RECORDNO></customer></data>',
            ) + refused(second, taken),
          ),
        )
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ia/xml/xmlgw.phtml`
  const lines: string[] = []
  await firstSteps(url, (line) => lines.push(line))
  await new Promise((resolve) => server.close(resolve))
  expect(lines).toEqual([
    'C-1 Birch Ltd',
    'customer-c-204-1: is record 2 in Intacct',
    'invoice-inv-1042-1: The number INV-1042 is already used in Intacct. Renumber it in the app, link it to the document that is there, or skip it.',
  ])
  const example = readFileSync(new URL('../examples/first-steps.ts', import.meta.url), 'utf8')
  expect(readFileSync(new URL('../README.md', import.meta.url), 'utf8')).toContain(example.trim())
})
