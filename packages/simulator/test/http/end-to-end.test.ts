import { afterEach, expect, test } from 'vitest'
import { startSimulator, type Running } from '../../src/run.ts'
import { readXml } from '../../src/xml/read.ts'
import { at, request, send, text } from '../ask.ts'
import { serve } from './served.ts'

const running: Running[] = []

afterEach(async () => {
  for (const each of running.splice(0)) await each.close()
})

async function post(url: string, body: string): Promise<ReturnType<typeof readXml>> {
  const answer = await fetch(`${url}/ia/xml/xmlgw.phtml`, {
    method: 'POST',
    headers: { 'content-type': 'application/xml' },
    body,
  })
  expect(answer.status).toBe(200)
  return readXml(await answer.text())
}

test('with demo data, DEMO and MEGA have receivables and EMPTY has none', async () => {
  const { simulator } = await serve({ demo: true })
  const invoices = ['DEMO', 'MEGA', 'EMPTY'].map((company) => {
    const query = '<query><object>ARINVOICE</object><select><count>RECORDNO</count></select></query>'
    return Number(text(send(simulator, [query], { company }).result(), 'data', 'ARINVOICE', 'COUNT.RECORDNO'))
  })
  expect(invoices).toEqual([41, 41, 0])
})

test('a client signs in over HTTP, creates a customer and finds it again', async () => {
  const simulator = await startSimulator({ port: 0 })
  running.push(simulator)
  const signedIn = await post(simulator.url, request(['<getAPISession/>']))
  const api = at(signedIn, 'operation', 'result', 'data', 'api')
  expect(text(api, 'endpoint')).toBe(`${simulator.url}/ia/xml/xmlgw.phtml`)
  const session = text(api, 'sessionid')

  const customer =
    '<create><CUSTOMER><CUSTOMERID>C-1</CUSTOMERID><NAME>Fish &amp; Sons</NAME><DISPLAYCONTACT><PRINTAS>Fish</PRINTAS></DISPLAYCONTACT></CUSTOMER></create>'
  const created = await post(simulator.url, request([customer], { session, uniqueid: true }))
  expect(text(created, 'operation', 'result', 'status')).toBe('success')
  expect(text(created, 'operation', 'result', 'data', 'customer', 'CUSTOMERID')).toBe('C-1')

  const query =
    '<query><object>CUSTOMER</object><select><field>RECORDNO</field><field>NAME</field></select><filter><equalto><field>CUSTOMERID</field><value>C-1</value></equalto></filter></query>'
  const found = await post(simulator.url, request([query], { session }))
  const data = at(found, 'operation', 'result', 'data')
  expect(data.attributes).toEqual({
    listtype: 'CUSTOMER',
    totalcount: '1',
    offset: '0',
    count: '1',
    numremaining: '0',
  })
  expect(text(data, 'CUSTOMER', 'NAME')).toBe('Fish & Sons')
})
