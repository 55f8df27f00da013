import { describe, expect, it } from 'vitest'
import type { Matchable } from '../src/core/matching/evidence.ts'
import { acceptFrom } from '../src/core/matching/evidence.ts'
import { isSure, propose } from '../src/core/matching/propose.ts'
import type { Proposal } from '../src/core/matching/propose.ts'
import { labelledSet } from './matching-set.ts'

const contact = (key: string, name: string, more: Partial<Matchable> = {}): Matchable => ({
  key,
  code: '',
  name,
  ...more,
})

async function one(
  app: Matchable | readonly Matchable[],
  intacct: readonly Matchable[],
  family: 'contact' | 'value' = 'contact',
): Promise<Proposal | undefined> {
  const [first] = await propose(family, 'key' in app ? [app] : app, intacct)
  return first
}

describe('proposals for contacts', () => {
  it('[5.23] on 5,000 contacts a side, misspelt, abbreviated, merged and with namesakes, what may be accepted is right in 999 of 1,000', async () => {
    // A seed that the rules were not tuned on.
    const set = labelledSet(77_104_118, 5_000)
    const proposals = await propose('contact', set.app, set.intacct)
    const sure = proposals.filter(isSure)
    const right = sure.filter(({ item, remote }) => set.truth.get(item) === remote)
    const found = proposals.filter(({ item, remote }) => set.truth.get(item) === remote)
    const precision = right.length / sure.length
    const share = (count: number) => (count / set.truth.size).toFixed(4)
    console.info(
      `matching: ${set.truth.size} true pairs; ${sure.length} accepted, precision ${precision.toFixed(5)}, recall ${share(right.length)}; proposed at all: ${share(found.length)}`,
    )
    expect(precision).toBeGreaterThanOrEqual(0.999)
    expect(right.length / set.truth.size).toBeGreaterThan(0.5)
    expect(found.length / set.truth.size).toBeGreaterThan(0.8)
    const remotes = proposals.map(({ remote }) => remote)
    expect(new Set(remotes).size).toBe(remotes.length)
  })

  it('a name alone is never accepted by itself, however equal', async () => {
    const proposal = await one(contact('a', 'Lakeside Veterinary Clinic'), [
      contact('1', 'Lakeside Veterinary Clinic'),
    ])
    expect(proposal?.evidence.map(({ kind }) => kind)).toEqual(['name'])
    expect(proposal?.score).toBeLessThan(acceptFrom)
  })

  it('[5.23] one number, one tax number or two equal invoices with a name that fits are enough, and the evidence says so', async () => {
    const cases: readonly (readonly [Partial<Matchable>, string])[] = [
      [{ code: 'C-204' }, 'id'],
      [{ taxNumber: 'DE 123 456' }, 'tax_number'],
      [{ invoices: ['INV-1|USD|10.00', 'INV-2|USD|20.00'] }, 'invoices'],
    ]
    for (const [more, kind] of cases) {
      const there = {
        ...more,
        ...(more.code === undefined ? {} : { code: 'c204' }),
      }
      const proposal = await one(contact('a', 'Lakeside Vets', more), [
        contact('1', 'Lakeside Vets, Inc.', there),
        contact('2', 'Birch Ltd', { code: 'C-900' }),
      ])
      expect(proposal?.evidence.map((item) => item.kind)).toContain(kind)
      expect(proposal && isSure(proposal), kind).toBe(true)
      expect(proposal?.remote).toBe('1')
    }
  })

  it('one mailbox and one name are proposed and left to a person: several firms may share a mailbox', async () => {
    const proposal = await one(contact('a', 'Lakeside Vets', { email: 'AP@lakeside.example' }), [
      contact('1', 'Lakeside Vets, Inc.', { email: 'ap@lakeside.example' }),
    ])
    expect(proposal?.evidence.map(({ kind }) => kind)).toEqual(['email', 'name'])
    expect(proposal && isSure(proposal)).toBe(false)
  })

  it('namesakes stay a question, and so does a number that another firm has', async () => {
    const namesakes = [contact('1', 'Birch Ltd'), contact('2', 'Birch Limited')]
    const asked = await one(contact('a', 'Birch Ltd'), namesakes)
    expect(asked?.rivals).toBeGreaterThan(0)
    expect(asked && isSure(asked)).toBe(false)
    const reused = await one(contact('a', 'Old Mill Bakery', { code: 'C1001' }), [
      contact('1', 'Harbor Dental', { code: 'C1001' }),
    ])
    expect(reused === undefined || !isSure(reused)).toBe(true)
  })

  it('another tax number speaks against the very same name and number', async () => {
    const proposal = await one(contact('a', 'Birch Ltd', { code: 'C1', taxNumber: '111' }), [
      contact('1', 'Birch Ltd', { code: 'C1', taxNumber: '222' }),
    ])
    expect(proposal === undefined || !isSure(proposal)).toBe(true)
  })

  it('two of the app that both could be one in Intacct are not accepted for it', async () => {
    const there = contact('1', 'Acme Foods Inc.', { taxNumber: '987654321' })
    const ours = ['a', 'b'].map((key) => contact(key, 'Acme Foods', { taxNumber: '987654321' }))
    const proposals = await propose('contact', ours, [there])
    expect(proposals).toHaveLength(1)
    expect(proposals.some(isSure)).toBe(false)
  })
})

describe('proposals for accounts, tax types and tracking options', () => {
  it('[5.5] a tax type of the same rate and name is accepted, one of another rate is not proposed', async () => {
    const there = [
      { key: '1', code: 'UK Sales Standard', name: 'UK VAT standard rate', rate: '20' },
      { key: '2', code: 'UK Sales Reduced', name: 'UK VAT reduced rate', rate: '5' },
    ]
    const same = await one({ key: 'a', code: '', name: 'VAT standard rate', rate: '20.0' }, there, 'value')
    expect(same?.remote).toBe('1')
    const other = await one({ key: 'a', code: '', name: 'UK VAT reduced rate', rate: '7.5' }, there, 'value')
    expect(other).toBeUndefined()
  })

  it('[5.23] an account of the same number and a like name is accepted, the number alone is only proposed', async () => {
    const there = [
      { key: '1', code: '4000', name: 'Sales' },
      { key: '2', code: '4010', name: 'Freight income' },
    ]
    const same = await one({ key: 'a', code: '4000', name: 'Sales revenue' }, there, 'value')
    expect(same?.remote).toBe('1')
    expect(same && isSure(same)).toBe(true)
    const number = await one({ key: 'a', code: '4010', name: 'Rent received' }, there, 'value')
    expect(number?.remote).toBe('2')
    expect(number && isSure(number)).toBe(false)
  })
})
