import { RemoteError } from '@tieout/engine/ports/fault.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { Remote } from '@tieout/engine/ports/remote.ts'
import type { RemoteFactory } from '../../src/remotes/ports.ts'

const refused: Fault = {
  cause: 'sign_in_refused',
  about: '',
  sentence: 'Intacct did not accept the sign-in.',
  cure: 'Check company ID, user ID and password.',
  who: 'admin',
  retry: 'connection',
  said: 'XL03000006: Sign-in information is incorrect',
}

const unused = () => Promise.reject(new Error('not asked for in this test'))

const quiet: Remote = {
  readPages: () => {
    throw new Error('not asked for in this test')
  },
  readByKeys: (_type, _by, keys) => Promise.resolve({ rows: [], missing: [...keys] }),
  recentCreates: unused,
  write: unused,
  deletions: unused,
  clock: () => Promise.resolve({ stamp: '2026-03-28T10:00:00', ceiling: '2026-03-28T10:00:02', at: 0 }),
  present: () => 0,
}

/** A remote side that lets one password in. */
export function remoteWithPassword(password: string): RemoteFactory {
  return ({ credentials }) => {
    if (credentials.password !== password) return Promise.reject(new RemoteError(refused))
    return Promise.resolve(quiet)
  }
}
