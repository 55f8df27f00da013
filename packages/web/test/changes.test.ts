import { expect, it } from 'vitest'
import { changesOf } from '../src/words/changes.ts'

it('names only what differs, in the words of the pages', () => {
  const before = { accounts: { sales: '4000', receivable: '1100' }, autoSync: true }
  const after = { accounts: { sales: '4010', receivable: '1100' }, autoSync: true, pageSize: 500 }
  expect(changesOf(before, after)).toEqual([
    { name: 'Sales account', before: '4000', after: '4010' },
    { name: 'Page size', before: undefined, after: '500' },
  ])
})

it('tells what is new as it is, and nothing of what is empty', () => {
  expect(changesOf(null, { intacctCompany: 'DEMO', entity: null, user: 'tieout' })).toEqual([
    { name: 'Intacct company', before: undefined, after: 'DEMO' },
    { name: 'User', before: undefined, after: 'tieout' },
  ])
})
