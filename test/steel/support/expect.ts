import { expect } from 'vitest'
import { atWorkWithinMs, p99 } from './trouble.ts'
import type { Endured } from './trouble.ts'

export function expectOnceEach({ books, expected, recoveries }: Endured): void {
  expect(books).toMatchObject(expected)
  expect(p99(recoveries)).toBeLessThanOrEqual(atWorkWithinMs)
}
