import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FlowContext } from '@tieout/engine/flows/context.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { openIntacctRemote } from '@tieout/server/remotes/intacct/open.ts'
import type { IntacctRemote } from '@tieout/server/remotes/intacct/open.ts'
import { openStore } from '@tieout/store/open.ts'
import type { OpenStore } from '@tieout/store/open.ts'
import { makeScope, testSeams } from '@tieout/store/testing.ts'
import { machine } from './seams/machine.ts'

export interface Bench {
  readonly store: OpenStore
  readonly remote: IntacctRemote
  readonly scope: Scope
  context(): Promise<FlowContext>
  close(): Promise<void>
}

/** The engine on its real store, connected to a simulator's company EMPTY: what a worker has, without HTTP and pages around it. */
export async function openBench(url: string, settings: object): Promise<Bench> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tieout-bench-'))
  // As root the server runs as another user, which must be able to pass through.
  await chmod(dataDir, 0o711)
  const base = testSeams(dataDir)
  const store = await openStore({ dataDir }, base)
  const scope = await makeScope(store, { remoteCompany: 'EMPTY', settings })
  const seams = {
    ...base,
    clock: { ...base.clock, now: () => machine.now() },
    random: { next: () => machine.random() },
  }
  const remote = openIntacctRemote({
    credentials: {
      senderId: 'tieout',
      senderPassword: 'tieout-sender',
      companyId: 'EMPTY',
      userId: 'tieout',
      password: 'demo-password',
      entity: null,
      endpoint: `${url}/ia/xml/xmlgw.phtml`,
    },
    baseCurrency: 'USD',
    scope,
    remoteCompany: 'EMPTY',
    holder: 'bench',
    slots: store.slots,
    log: base.log,
  })
  return {
    store,
    remote,
    scope,
    async context() {
      const connection = await store.store.connection(scope)
      if (connection === null) throw new Error('the connection is gone')
      return { store: store.store, remote, seams, holder: 'bench', connection }
    },
    async close() {
      await remote.close()
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
