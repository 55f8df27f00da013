import { expect, test } from 'vitest'
import { gently } from '../src/flows/gently.ts'

test('many items are worked on a handful at a time, in their order, and others are let in between', async () => {
  const done: number[] = []
  const restedAfter: number[] = []
  const items = Array.from({ length: 250 }, (_, at) => at)
  const results = await gently(
    items,
    (item) => {
      done.push(item)
      return item * 2
    },
    () => {
      restedAfter.push(done.length)
      return Promise.resolve()
    },
  )
  expect(results).toEqual(items.map((item) => item * 2))
  expect(restedAfter).toEqual([100, 200])
})

test('a handful or less is never rested over', async () => {
  let rests = 0
  const rest = () => {
    rests += 1
    return Promise.resolve()
  }
  expect(await gently([], String, rest)).toEqual([])
  const hundred = Array.from({ length: 100 }, (_, at) => at)
  expect(await gently(hundred, String, rest)).toHaveLength(100)
  expect(rests).toBe(0)
})
