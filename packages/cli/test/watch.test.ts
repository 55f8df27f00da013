import { expect, test } from 'vitest'
import { watched } from '../src/commands/watch.ts'
import type { Context } from '../src/commands/context.ts'
import { Failure } from '../src/failure.ts'
import { systemHttp } from '../src/system/http.ts'

/** A person who looks so many times and then ends the command. */
function looking(times: number) {
  const out: string[] = []
  const said: string[] = []
  const slept: number[] = []
  const context: Context = {
    terminal: {
      env: {},
      interactive: true,
      out: (text) => void out.push(text),
      say: (text) => void said.push(text),
      confirm: () => Promise.resolve(undefined),
      choose: () => Promise.resolve(undefined),
      secret: () => Promise.resolve(undefined),
      progress: () => ({ at: () => undefined, end: () => undefined }),
    },
    http: systemHttp,
    clock: {
      sleep: (ms) => {
        slept.push(ms)
        return slept.length < times ? Promise.resolve() : Promise.reject(new Error('ended'))
      },
      today: () => '2026-03-28',
    },
    ids: { uuid: () => '33333333-3333-4333-8333-333333333333' },
  }
  return { context, out, said, slept }
}

/** Prints these one after another; an error is thrown instead. */
function telling(texts: readonly (string | Failure)[]) {
  let at = 0
  return ({ terminal }: Context): Promise<number> => {
    const text = texts[at] ?? ''
    at += 1
    if (typeof text !== 'string') return Promise.reject(text)
    terminal.out(text)
    return Promise.resolve(0)
  }
}

test('--watch prints again only what has changed', async () => {
  const { context, out, slept } = looking(4)
  await expect(watched(context, { watch: '2' }, telling(['a', 'a', 'b', 'a']))).rejects.toThrow('ended')
  expect([out, slept]).toEqual([
    ['a', 'b', 'a'],
    [2000, 2000, 2000, 2000],
  ])
})

test('--watch --json prints a line each time', async () => {
  const { context, out } = looking(1)
  await expect(watched(context, { watch: true, json: true }, telling(['{\n  "a": 1\n}']))).rejects.toThrow()
  expect(out).toEqual(['{"a":1}'])
})

test('a watch outlives a Tieout that does not answer for a while, but not one that never did', async () => {
  const gone = new Failure('refused', 'Tieout does not answer.', 'Start it.')
  const { context, out, said } = looking(3)
  await expect(watched(context, { watch: true }, telling(['a', gone, 'b']))).rejects.toThrow('ended')
  expect([out, said]).toEqual([['a', 'b'], ['Tieout does not answer.']])
  await expect(watched(looking(3).context, { watch: true }, telling([gone]))).rejects.toThrow(gone.message)
})

test('without --watch it looks once, and seconds that are none are refused', async () => {
  const { context, slept } = looking(1)
  expect(await watched(context, {}, telling(['a']))).toBe(0)
  expect(slept).toEqual([])
  await expect(watched(context, { watch: 'soon' }, telling(['a']))).rejects.toThrow('--watch is "soon".')
})
