import { expect, test } from 'vitest'
import { inOrder } from '../src/remotes/intacct/in-order.ts'

function gate() {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  return { open: () => resolve(undefined), passed: promise }
}

async function* numbers(count: number, asked: number[]): AsyncGenerator<number> {
  for (let at = 0; at < count; at += 1) {
    asked.push(at)
    yield at
    await Promise.resolve()
  }
}

test('results come in the order of the items, whichever work ends first', async () => {
  const first = gate()
  const results: number[] = []
  const work = async (item: number) => {
    if (item === 0) await first.passed
    if (item === 2) first.open()
    return item * 10
  }
  for await (const result of inOrder(numbers(6, []), 3, work)) results.push(result)
  expect(results).toEqual([0, 10, 20, 30, 40, 50])
})

test('no more items than the depth are under way, and the next is asked for while the others are worked on', async () => {
  const gates = Array.from({ length: 8 }, gate)
  const asked: number[] = []
  const source = inOrder(numbers(8, asked), 3, async (item) => {
    await gates[item]?.passed
    return item
  })
  const first = source.next()
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  expect(asked).toEqual([0, 1, 2])
  gates[0]?.open()
  expect(await first).toEqual({ done: false, value: 0 })
  for (const { open } of gates) open()
  const rest: number[] = []
  for await (const value of source) rest.push(value)
  expect(rest).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('a failure comes at its place, after the results before it, and ends the source', async () => {
  let ended = false
  async function* source(): AsyncGenerator<number> {
    try {
      yield 1
      yield 2
      yield 3
      await Promise.resolve()
    } finally {
      ended = true
    }
  }
  const results: number[] = []
  const run = async () => {
    const worked = inOrder(source(), 2, (item) =>
      item === 2 ? Promise.reject(new Error('the lines are gone')) : Promise.resolve(item),
    )
    for await (const result of worked) results.push(result)
  }
  await expect(run()).rejects.toThrow('the lines are gone')
  expect(results).toEqual([1])
  expect(ended).toBe(true)
})

test('an empty source has no results', async () => {
  const results: number[] = []
  for await (const result of inOrder(numbers(0, []), 3, (item) => Promise.resolve(item))) results.push(result)
  expect(results).toEqual([])
})
