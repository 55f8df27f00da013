import { describe, expect, it } from 'vitest'
import { propose } from '../src/core/matching/propose.ts'
import { labelledSet } from './matching-set.ts'

describe('proposals for many contacts', () => {
  it('[5.23] 20,000 contacts a side are weighed by what they have in common, in portions that let others work', async () => {
    const set = labelledSet(7, 20_000)
    let portions = 0
    const proposals = await propose('contact', set.app, set.intacct, () => {
      portions += 1
      return Promise.resolve()
    })
    expect(portions).toBeGreaterThanOrEqual(120)
    expect(proposals.length).toBeGreaterThan(10_000)
  })
})
