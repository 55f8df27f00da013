import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReferenceType } from '@tieout/engine/core/reference-types.ts'
import { storedReference } from '@tieout/engine/flows/refresh.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { ReferenceEnd, ReferenceRow, ReferenceWindow } from '@tieout/engine/ports/reference.ts'
import { openTestStore } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'
import { listReference, referenceById, referenceChildren, searchReference } from '../src/views/reference.ts'
import { referenceTypeRows } from '../src/views/reference-state.ts'
import { account } from './rows.ts'

let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
})
afterAll(() => opened.close())

const window = (since: string, mode: ReferenceWindow['mode'] = 'full'): ReferenceWindow => ({
  mode,
  from: null,
  ceiling: '2026-12-31T00:00:00',
  since,
  cursor: null,
})
const ending: ReferenceEnd = { watermark: '2026-03-02T00:00:00', rights: 'me', unseen: null }

async function readAll(scope: Scope, rows: readonly ReferenceRow[], since: string, end = ending) {
  const { references } = opened
  const held = await references.take(scope, 'account', window(since), 10)
  await references.save(scope, held, rows.map(storedReference), null, 10)
  const count = await references.unseen(scope, held)
  await references.close(scope, held, end, 10)
  return count
}

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

function search(scope: Scope, q: string, usable = false, types: readonly ReferenceType[] = ['account']) {
  return opened.withWorkspace(scope.workspace, (tx) =>
    searchReference(tx, scope, { types, q, usable, limit: 10 }),
  )
}

describe('the cache', () => {
  it('[7.1] finds a record by its number, its name and any word of it, accents and case aside', async () => {
    const scope = await opened.scope()
    await readAll(
      scope,
      [
        account('1', '4000', 'Sales of Goods'),
        account('2', '4001', 'Sales, Zürich'),
        account('3', '1400', 'Inventory 4000 Series', { status: 'inactive' }),
        account('4', '40', 'Other income'),
      ],
      'A',
    )
    expect(ids(await search(scope, '4000'))).toEqual(['4000', '1400'])
    expect(ids(await search(scope, '40'))).toEqual(['40', '4000', '4001', '1400'])
    expect(ids(await search(scope, 'SALES'))).toEqual(['4000', '4001'])
    expect(ids(await search(scope, 'zurich'))).toEqual(['4001'])
    expect(ids(await search(scope, 'goo sal'))).toEqual(['4000'])
    expect(ids(await search(scope, 'sales of g'))).toEqual(['4000'])
    expect(ids(await search(scope, '40', true))).toEqual(['40', '4000', '4001'])
    expect(ids(await search(scope, 'nothing'))).toEqual([])
    expect(ids(await search(scope, "%_'"))).toEqual([])
  })

  it('lists by number, page by page', async () => {
    const scope = await opened.scope()
    await readAll(
      scope,
      Array.from({ length: 25 }, (_, n) => account(String(n), String(1000 + n), `Account ${n}`)),
      'A',
    )
    const page = (after: readonly [string, string] | null) =>
      opened.withWorkspace(scope.workspace, (tx) =>
        listReference(tx, scope, { types: ['account'], usable: false, limit: 10, after }),
      )
    const first = await page(null)
    expect(ids(first)).toEqual(Array.from({ length: 10 }, (_, n) => String(1000 + n)))
    const last = first.at(-1)
    expect(ids(await page([last?.id ?? '', last?.key ?? '']))[0]).toBe('1010')
    expect(ids(await page(['1019', '19']))).toHaveLength(5)
  })

  it('says of what a full reading did not show that it is gone, and believes its return', async () => {
    const scope = await opened.scope()
    const both = [account('1', '4000', 'Sales'), account('2', '4001', 'Services')]
    expect(await readAll(scope, both, 'A')).toEqual({ known: 2, unseen: 0 })
    const left = both.slice(0, 1)
    expect(await readAll(scope, left, 'B', { ...ending, unseen: 'gone' })).toEqual({ known: 2, unseen: 1 })
    const [gone] = await opened.withWorkspace(scope.workspace, (tx) =>
      referenceById(tx, scope, ['account'], '4001'),
    )
    expect(gone).toMatchObject({ presence: 'gone', usable: false, goneAt: 10 })
    expect(ids(await search(scope, 'serv', true))).toEqual([])
    expect(ids(await search(scope, 'serv'))).toEqual(['4001'])
    await readAll(scope, both, 'C')
    expect(ids(await search(scope, 'serv', true))).toEqual(['4001'])
    const [state] = await opened.withWorkspace(scope.workspace, (tx) => referenceTypeRows(tx, scope))
    expect(state).toMatchObject({ type: 'account', records: 2, usable: 2, lastFullAt: 10, failure: null })
  })

  it('finds a renamed record by its new name only', async () => {
    const scope = await opened.scope()
    await readAll(scope, [account('1', '4000', 'Sales')], 'A')
    await readAll(scope, [account('1', '4000', 'Revenue')], 'B')
    expect(ids(await search(scope, 'sales'))).toEqual([])
    expect(ids(await search(scope, 'reven'))).toEqual(['4000'])
  })

  it('takes nothing from a reader whose window another has taken over, and goes on at the last page', async () => {
    const scope = await opened.scope()
    const { references } = opened
    const slow = await references.take(scope, 'account', window('A'), 1)
    const rows = [storedReference(account('1', '4000', 'Sales'))]
    expect(await references.save(scope, slow, rows, { stamp: '', key: '1' }, 1)).toBe(true)
    const [state] = await references.states(scope)
    expect(state?.window).toMatchObject({ mode: 'full', cursor: { key: '1' } })
    const quick = await references.take(scope, 'account', state?.window ?? window('A'), 2)
    expect(await references.save(scope, slow, rows, null, 3)).toBe(false)
    expect(await references.unseen(scope, slow)).toBeNull()
    expect(await references.close(scope, slow, ending, 3)).toBe(false)
    await references.save(scope, quick, [storedReference(account('2', '4001', 'Services'))], null, 3)
    // What the first one had shown before it was interrupted counts as shown.
    expect(await references.unseen(scope, quick)).toEqual({ known: 2, unseen: 0 })
    expect(await references.close(scope, quick, ending, 3)).toBe(true)
  })

  it('names what lies under a record', async () => {
    const scope = await opened.scope()
    await readAll(
      scope,
      [account('1', '4000', 'Sales'), account('2', '4001', 'Goods', { parent: '4000' })],
      'A',
    )
    const under = await opened.withWorkspace(scope.workspace, (tx) =>
      referenceChildren(tx, scope, 'account', '4000', 10),
    )
    expect(ids(under)).toEqual(['4001'])
  })

  it('is a workspace’s own', async () => {
    const [mine, theirs] = [await opened.scope(), await opened.scope()]
    await readAll(theirs, [account('1', '4000', 'Sales')], 'A')
    expect(
      await opened.withWorkspace(mine.workspace, (tx) =>
        searchReference(tx, theirs, { types: ['account'], q: '4000', usable: false, limit: 10 }),
      ),
    ).toEqual([])
  })
})
