import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { backUp } from '../src/backup/backup.ts'
import { restoreBackup } from '../src/backup/restore.ts'
import { parseKeys } from '../src/crypto/master-key.ts'
import { openStore } from '../src/open.ts'
import { makeScope, testSeams } from '../src/testing.ts'
import { asAdmin, isOutsideReachable, outsideUrl } from './outside-server.ts'
import { customer, lookAt, put } from './rows.ts'
import { inFolder } from './support.ts'

vi.setConfig({ testTimeout: 120_000 })

const key = Buffer.alloc(32, 9).toString('base64')

describe.skipIf(!isOutsideReachable)('an installation on an older PostgreSQL outside', () => {
  it('is carried by a backup into the embedded one, and back, by an owner that is no superuser', async () => {
    const name = `tieout_upgrade_${process.pid}`
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
    const outside = { url: url.toString(), keys: parseKeys(key) }
    const makeSignIn = (): Promise<void> => Promise.resolve()
    try {
      await inFolder(async (folder) => {
        const old = await openStore(outside, testSeams('old'))
        const scope = await makeScope(old)
        await old.store.putApp(scope, [put('customer', 'C1', customer('C1', 'Müller & Söhne'))], 1)
        const file = join(folder, 'old.backup')
        const made = await backUp(file, outside, '0.1.0', testSeams('back up'))
        await expect(restoreBackup(file, outside, testSeams('restore'), { makeSignIn })).rejects.toThrow(
          `The database "${name}" holds an installation.`,
        )
        await old.close()

        const dataDir = join(folder, 'data')
        await mkdir(join(dataDir, 'keys'), { recursive: true })
        await writeFile(join(dataDir, 'keys', 'master.key'), key)
        await restoreBackup(file, { dataDir }, testSeams('restore'), { makeSignIn })
        const now = await openStore({ dataDir }, testSeams('now'))
        expect(now.installation).toBe(old.installation)
        expect((await lookAt(now.store, scope, 'customer', 'C1')).app?.data).toEqual(
          customer('C1', 'Müller & Söhne'),
        )
        await now.close()
        expect(Number(made.header.server.split('.')[0])).toBeLessThan(19)

        await asAdmin((client) => client.query(`drop database ${name} with (force)`))
        await asAdmin(async (client) => {
          await client.query(`create database ${name}`)
          await client.query(`alter database ${name} owner to ${name}`)
        })
        const back = join(folder, 'new.backup')
        expect((await backUp(back, { dataDir }, '0.1.0', testSeams('again'))).header.server).toMatch(/^18/)
        await restoreBackup(back, outside, testSeams('back'), { makeSignIn })
        const again = await openStore(outside, testSeams('again'))
        expect((await lookAt(again.store, scope, 'customer', 'C1')).app?.version).toBe(1)
        await again.close()
      })
    } finally {
      await asAdmin(async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
        for (const role of [...roles, name]) await client.query(`drop role if exists ${role}`)
      })
    }
  })
})
