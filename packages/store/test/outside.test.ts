import { describe, expect, it } from 'vitest'
import { parseKeys } from '../src/crypto/master-key.ts'
import { openStore } from '../src/open.ts'
import { makeScope, testSeams } from '../src/testing.ts'
import { asAdmin, isOutsideReachable, outsideUrl } from './outside-server.ts'
import { customer, lookAt, page, put, remote, sendCreate } from './rows.ts'

describe.skipIf(!isOutsideReachable)('an outside server', () => {
  it('serves several stores at once, by an owner that is no superuser', async () => {
    const name = `tieout_test_${process.pid}`
    const roles = ['runtime', 'auth', 'jobs', 'definer', 'backup'].map((role) => `${name}_${role}`)
    await asAdmin(async (client) => {
      await client.query(`create role ${name} login createrole password 'owner'`)
      await client.query(`create database ${name}`)
      await client.query(`alter database ${name} owner to ${name}`)
    })
    const url = new URL(outsideUrl)
    url.pathname = name
    url.username = name
    url.password = 'owner'
    const keys = parseKeys(Buffer.alloc(32, 9).toString('base64'))
    const target = { url: url.toString(), keys }
    try {
      const stores = await Promise.all([openStore(target, testSeams('a')), openStore(target, testSeams('b'))])
      const [one, two] = stores
      const scope = await makeScope(one)
      const heard = new Promise<string>((resolve) => void two.listen('tieout', resolve))
      await two.listen('ready', () => undefined)
      await one.store.putApp(scope, [put('customer', 'C1', customer('C1'))], 1)
      expect(JSON.parse(await heard)).toEqual({ ...scope, what: 'records' })
      await sendCreate(two.store, scope, 'customer', 'C1')
      await one.store.savePage(scope, page([remote('customer', '1', customer('Z'))], 'customer'))
      expect((await lookAt(two.store, scope, 'customer', '1')).imported).toBe(true)
      expect(await one.slots.acquire(scope, 'x', { kind: 'read', holder: 'h', now: 1, until: 9 })).toEqual({
        slot: 1,
        fence: 1,
      })
      const runtimeUrl = url.toString()
      await expect(openStore({ ...target, runtimeUrl }, testSeams('c'))).rejects.toThrow('owns the tables')
      await Promise.all(stores.map((store) => store.close()))
    } finally {
      await asAdmin(async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
        for (const role of [...roles, name]) await client.query(`drop role if exists ${role}`)
      })
    }
  })
})
