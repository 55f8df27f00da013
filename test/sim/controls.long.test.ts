import { expect, it } from 'vitest'
import { bugs } from './bugs.ts'
import { catchBug } from './controls.ts'
import { figures } from '../whole/support/figures.ts'

it.each(Object.keys(bugs))(
  'the planted fault "%s" is caught',
  async (bug) => {
    const caught = await catchBug(bug, 1, 2000)
    figures(`planted ${bug}`, { ...caught })
    expect(caught.seed).not.toBeNull()
  },
  1_800_000,
)
